"""How the service bears up: questions at a fixed rate whatever the answers take (an open loop).

A time counts from the moment a question was due, so that a server that stalls cannot hide it by
being asked less (coordinated omission).
"""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import numpy as np
import psutil

from corpus.errors import PolicyqaError
from qa.demo import sample_folder
from qa.ingest import Ingest, Progress

__all__ = ["Load", "Server", "ingested", "lines", "open_loop", "saturation", "serving"]

START_S = 30.0
SAMPLED_S = 2.0  # how often memory is looked at


@dataclass(frozen=True, slots=True)
class Server:
    """A server of ours: its address, its process, how long it took to its first answer."""

    url: str
    process: psutil.Process
    first_answer_s: float

    def memory_bytes(self) -> int:
        """Return what it and its workers hold of their own (unique set size)."""
        held = 0
        for one in (self.process, *self.process.children(recursive=True)):
            try:
                held += one.memory_full_info().uss
            except psutil.Error:  # it ended meanwhile
                continue
        return held


@dataclass(frozen=True, slots=True)
class Load:
    """What a run of the open loop measured; times in milliseconds, one for each question."""

    rate: float
    seconds: float
    distinct: int
    latencies_ms: tuple[float, ...]
    errors: tuple[str, ...]
    client_cpu: float  # share of one core that asking took
    memory_bytes: tuple[int, ...]  # by minute, the mean

    def percentile(self, p: float) -> float:
        """Return the latency that p percent of the questions stay below."""
        return float(np.percentile(self.latencies_ms, p)) if self.latencies_ms else float("nan")


@contextmanager
def ingested(folder: Path | None, progress: Progress) -> Iterator[Path]:
    """Ingest a folder, or the samples, into a home that lives as long as the block."""
    with TemporaryDirectory() as place, nullcontext(folder) if folder else sample_folder() as one:
        assert one is not None
        Ingest(Path(place) / "home", one)(progress=progress)
        yield Path(place) / "home"


@contextmanager
def serving(home: Path, workers: int, question: str) -> Iterator[Server]:
    """Serve a home in a process of its own, on loopback, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = [sys.executable, "-c", "from eval.cli import main; main()", "serve"]
    limits = [f"--set=service.{kind}_per_minute=1000000" for kind in ("asks", "reads")]
    command = [*program, "--home", str(home), "--port", str(port), *limits]
    if workers > 1:
        command += ["--workers", str(workers)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        try:
            url = f"http://127.0.0.1:{port}"
            _first_answer(url, question, run)
            yield Server(url, psutil.Process(run.pid), time.perf_counter() - started)
        finally:
            run.terminate()
            run.wait(START_S)


def _first_answer(url: str, question: str, run: "subprocess.Popen[bytes]") -> None:
    ends = time.perf_counter() + START_S
    while time.perf_counter() < ends:
        if run.poll() is not None:
            raise PolicyqaError(f"the server ended with code {run.returncode} before it answered")
        try:
            answer = httpx.post(f"{url}/v1/ask", json={"question": question}, trust_env=False)
            answer.raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise PolicyqaError(f"the server at {url} gave no answer within {START_S} s")


def open_loop(
    server: Server, questions: Sequence[str], rate: float, seconds: float, progress: Progress
) -> Load:
    """Ask `rate` questions a second, each when it is due, for so many seconds."""
    return asyncio.run(_open_loop(server, questions, rate, seconds, progress))


async def _open_loop(
    server: Server, questions: Sequence[str], rate: float, seconds: float, progress: Progress
) -> Load:
    count = int(rate * seconds)
    latencies: list[float] = []
    errors: list[str] = []
    memory: list[tuple[float, int]] = []
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=50)
    async with httpx.AsyncClient(limits=limits, timeout=30.0, trust_env=False) as client:
        began, cpu = time.perf_counter(), time.process_time()

        async def ask(number: int) -> None:
            due = began + number / rate
            await asyncio.sleep(due - time.perf_counter())
            body = {"question": questions[number % len(questions)]}
            try:
                answer = await client.post(f"{server.url}/v1/ask", json=body)
                answer.raise_for_status()
            except httpx.HTTPError as error:
                errors.append(f"{type(error).__name__}: {error}")
            else:
                latencies.append((time.perf_counter() - due) * 1000)
            progress("load", len(latencies) + len(errors), count)

        async def look() -> None:
            while True:
                memory.append((time.perf_counter() - began, server.memory_bytes()))
                await asyncio.sleep(SAMPLED_S)

        looking = asyncio.create_task(look())
        await asyncio.gather(*(ask(number) for number in range(count)))
        looking.cancel()
        took = time.perf_counter() - began
        spent = (time.process_time() - cpu) / took
    return Load(
        rate,
        took,
        min(count, len(questions)),
        tuple(latencies),
        tuple(errors),
        spent,
        _by_minute(memory),
    )


def _by_minute(samples: Sequence[tuple[float, int]]) -> tuple[int, ...]:
    minutes: dict[int, list[int]] = {}
    for at, held in samples:
        minutes.setdefault(int(at // 60), []).append(held)
    return tuple(round(sum(held) / len(held)) for _, held in sorted(minutes.items()))


def saturation(
    server: Server, questions: Sequence[str], seconds: float, clients: int
) -> tuple[float, float]:
    """Let clients ask without a pause; return answers a second, and the share of a core it took."""
    return asyncio.run(_saturation(server, questions, seconds, clients))


async def _saturation(
    server: Server, questions: Sequence[str], seconds: float, clients: int
) -> tuple[float, float]:
    ends, cpu = time.perf_counter() + seconds, time.process_time()
    answered = 0

    async def ask_on(first: int) -> None:
        nonlocal answered
        async with httpx.AsyncClient(timeout=30.0, trust_env=False) as client:
            number = first
            while time.perf_counter() < ends:
                body = {"question": questions[number % len(questions)]}
                (await client.post(f"{server.url}/v1/ask", json=body)).raise_for_status()
                answered += 1
                number += clients

    await asyncio.gather(*(ask_on(first) for first in range(clients)))
    return answered / seconds, (time.process_time() - cpu) / seconds


def lines(server: Server, load: Load, most: tuple[float, float]) -> Iterator[str]:
    """Yield a table of what was measured."""
    yield f"first answer after start   {server.first_answer_s:8.1f} s"
    asked = len(load.latencies_ms) + len(load.errors)
    yield f"questions                  {asked:8d}  ({load.distinct} distinct)"
    yield f"rate                       {load.rate:8.1f} /s over {load.seconds:.0f} s"
    yield f"errors                     {len(load.errors):8d}  {''.join(load.errors[:1])}"
    for p in (50, 95, 99, 100):
        yield f"p{p:<3} at the client         {load.percentile(p):8.1f} ms"
    held = " → ".join(f"{one / 1e6:.0f}" for one in load.memory_bytes)
    yield f"memory by minute           {held} MB"
    yield f"generator's CPU            {load.client_cpu:8.0%} of a core"
    answers, cpu = most
    yield f"saturation                 {answers:8.1f} /s, the generator then at {cpu:.0%} of a core"
