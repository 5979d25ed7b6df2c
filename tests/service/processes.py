"""The service as it is really run: `policyqa serve` in processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from corpus.errors import Busy
from corpus.keeping.lock import writing
from qa.service.work import LOCK

ROOT = Path(__file__).parent.parent.parent
START_S = 90.0  # longer than a worker may be silent before it is replaced
WORDS = "index.model.name=none"  # for tests in which vectors decide nothing


@dataclass
class Served:
    """A service that answers: its address, its home, its first process, and what it said."""

    url: str
    port: int
    home: Path
    process: subprocess.Popen[bytes]
    client: httpx.Client
    said: Path

    def end(self) -> int:
        """Terminate the service; return its exit code."""
        self.process.terminate()
        return self.process.wait(START_S)

    def workers(self) -> list[int]:
        """Return the ids of the processes that answer, where there are several."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                name, _, rest = stat.read_text().rpartition(")")
                line = stat.with_name("cmdline").read_bytes()
            except OSError:
                continue  # it has just ended
            if int(rest.split()[1]) == self.process.pid and b"spawn_main" in line:
                found.append(int(name.split()[0]))
        return sorted(found)


def command(*arguments: object) -> list[str]:
    """Return a command of policyqa, of the sources that are tested."""
    program = "from eval.cli import main; main()"
    return [sys.executable, "-c", program, *map(str, arguments)]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def served(home: Path, *arguments: object, workers: int = 1) -> Iterator[Served]:
    """Run `policyqa serve` over a home until the block ends."""
    port = free_port()
    said = home.with_name(f"{home.name}.{port}.log")
    options = ("--port", port, "--home", home, "--workers", workers, *arguments)
    with said.open("wb") as log:
        process = subprocess.Popen(command("serve", *options), cwd=ROOT, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=url, timeout=START_S, trust_env=False) as client:
            one = Served(url, port, home, process, client, said)
            wait_for(lambda: process.poll() is not None or answers(client))
            assert process.poll() is None, said.read_text()
            yield one
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(START_S)
        wait_for(lambda: not jobs_are_done(home))


def answers(client: httpx.Client) -> bool:
    """True once the service answers."""
    try:
        return client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def jobs_are_done(home: Path) -> bool:
    """True while a process does the jobs of a home."""
    if not home.is_dir():
        return False
    try:
        with writing(home / LOCK, patience_s=0):
            return False
    except Busy:
        return True


def job_process(home: Path) -> int | None:
    """Return the id of the process that does the jobs of a home, None when there is none."""
    wanted = (home / LOCK).resolve()
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            line = (link.parent.parent / "cmdline").read_bytes()
            if b"qa.service.work" in line and link.readlink() == wanted:
                return int(link.parts[2])
        except OSError:
            continue  # it has just ended, or is another's
    return None


def kill(process: int) -> None:
    """End a process as the system does when memory runs out."""
    os.kill(process, signal.SIGKILL)


def wait_for(done: Callable[[], object]) -> None:
    """Wait until something holds; TimeoutError when it does not."""
    until = time.monotonic() + START_S
    while not done():
        if time.monotonic() > until:
            raise TimeoutError(f"it did not come about within {START_S} s")
        time.sleep(0.02)
