"""Versions of the index that follow one another under load: no request is lost, none mixed up.

Made-up documents whose figures depend on the edition are published again and again through the
service's own jobs, while questions come at a fixed rate. Each answer names the index version that
it comes from; it has to be what the documents of just that version say.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import httpx
import numpy as np
import psutil

from corpus.errors import PolicyqaError
from eval.load import Server
from qa.ingest import Progress

__all__ = ["Republished", "first_edition", "lines", "republish"]

_PLACES = ("柳溪镇", "河口镇", "云台乡", "石桥镇", "白塔乡", "松林镇")
_MEASURES = (("修缮古桥", "座"), ("新增绿道", "公里"), ("新建水井", "口"), ("新栽果树", "棵"))
_WAYS = ("{place}2021年{measure}多少{unit}？", "2021年{place}{measure}有多少{unit}？")
_LOOK_S = 0.1  # how often a job is looked at
_PATIENCE_S = 120.0  # for one job


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, and where its figure stands."""

    text: str
    place: int
    measure: int


@dataclass(frozen=True, slots=True)
class _Answered:
    """What came of a question."""

    asked: _Asked
    latency_ms: float
    version: str = ""
    answer: str = ""
    quote: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Republished:
    """What was measured."""

    editions: int
    seconds: float
    latencies_ms: tuple[float, ...]
    errors: tuple[str, ...]  # requests that failed
    mixed: tuple[str, ...]  # answers that their version does not hold
    seen: int  # versions that answers named
    files: tuple[int, int]  # open in all processes, after the first and the last edition
    memory_bytes: tuple[int, int]  # likewise, of their own
    versions_left: int  # folders on disk at the end


@dataclass(slots=True)
class _Run:
    """A run under way."""

    client: httpx.AsyncClient
    folder: Path
    editions: dict[str, int] = field(default_factory=dict)  # index version: edition
    answers: list[_Answered] = field(default_factory=list)
    ended: bool = False


def first_edition(folder: Path) -> str:
    """Write the documents as they are at first; return a question on them."""
    folder.mkdir()
    _write(folder, 0)
    return _questions()[0].text


def republish(
    server: Server, home: Path, folder: Path, *, times: int, rate: float, progress: Progress
) -> Republished:
    """Publish `times` editions of a folder while `rate` questions a second are asked."""
    return asyncio.run(_republish(server, home, folder, times, rate, progress))


async def _republish(
    server: Server, home: Path, folder: Path, times: int, rate: float, progress: Progress
) -> Republished:
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=20)
    async with httpx.AsyncClient(
        base_url=server.url, limits=limits, timeout=30.0, trust_env=False
    ) as client:
        run = _Run(client, folder)
        began = time.perf_counter()
        asking = asyncio.create_task(_ask_all(run, rate))
        held: list[tuple[int, int]] = []
        try:
            for edition in range(times + 1):
                if edition:
                    _write(folder, edition)
                run.editions[await _published(run)] = edition
                held.append((_files(server), server.memory_bytes()))
                progress("publish", edition, times)
        finally:
            run.ended = True
            await asking
        took = time.perf_counter() - began
    versions = [one for one in (home / "index").iterdir() if (one / "index.json").is_file()]
    good = [one for one in run.answers if not one.error]
    return Republished(
        editions=len(run.editions) - 1,
        seconds=took,
        latencies_ms=tuple(one.latency_ms for one in good),
        errors=tuple(one.error for one in run.answers if one.error),
        mixed=tuple(_mixed(good, run.editions)),
        seen=len({one.version for one in good}),
        files=(held[0][0], held[-1][0]),
        memory_bytes=(held[0][1], held[-1][1]),
        versions_left=len(versions),
    )


async def _ask_all(run: _Run, rate: float) -> None:
    """Ask at a fixed rate, whatever the answers take, until all editions are published."""
    questions = _questions()
    began = time.perf_counter()
    asked: list[asyncio.Task[None]] = []
    while not run.ended:
        due = began + len(asked) / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        question = questions[len(asked) * 7 % len(questions)]  # 7: no place twice in a row
        asked.append(asyncio.create_task(_ask(run, question, due)))
    await asyncio.gather(*asked)


async def _ask(run: _Run, asked: _Asked, due: float) -> None:
    try:
        response = await run.client.post("/v1/ask", json={"question": asked.text})
        response.raise_for_status()
    except httpx.HTTPError as error:
        run.answers.append(_Answered(asked, 0.0, error=f"{type(error).__name__}: {error}"))
        return
    body = response.json()
    quotes = [one["quote"] for one in body["citations"]]
    took = (time.perf_counter() - due) * 1000
    run.answers.append(
        _Answered(asked, took, body["index_version"], body["answer"], "".join(quotes[:1]))
    )


async def _published(run: _Run) -> str:
    """Let the service look through its folders; return the version that came of it."""
    asked = (await run.client.post("/v1/ingest", json={})).raise_for_status()
    until = time.perf_counter() + _PATIENCE_S
    while time.perf_counter() < until:
        job = (await run.client.get(asked.headers["location"])).raise_for_status().json()
        if job["state"] == "failed":
            raise PolicyqaError(f"a job failed: {job['error']}")
        if job["state"] == "done":
            return str(job["result"]["index_version"])
        await asyncio.sleep(_LOOK_S)
    raise PolicyqaError(f"a job did not end within {_PATIENCE_S} s")


def _mixed(answers: Sequence[_Answered], editions: dict[str, int]) -> Iterator[str]:
    """Yield what does not agree with the version that it names."""
    for one in answers:
        edition = editions.get(one.version)
        if edition is None:
            yield f"{one.asked.text} → version {one.version}, which nobody published"
            continue
        unit = _MEASURES[one.asked.measure][1]
        wanted = f"{_figure(edition, one.asked.place, one.asked.measure)}{unit}"
        if one.answer != wanted or wanted not in one.quote:
            yield f"{one.asked.text} → {one.answer!r} of {one.quote!r}, not {wanted!r} ({edition})"


def _files(server: Server) -> int:
    """Return how many files a server and its workers have open."""
    own = (server.process, *server.process.children(recursive=True))
    found = 0
    for one in own:
        try:
            found += one.num_fds()
        except psutil.Error:  # it ended meanwhile
            continue
    return found


def _questions() -> tuple[_Asked, ...]:
    return tuple(
        _Asked(way.format(place=_PLACES[place], measure=name, unit=unit), place, measure)
        for place, (measure, (name, unit)), way in product(
            range(len(_PLACES)), enumerate(_MEASURES), _WAYS
        )
    )


def _figure(edition: int, place: int, measure: int) -> int:
    """Return a figure that no other edition, place or measure has."""
    changed = edition - (edition + place) % 2  # every other document changes from one to the next
    return 1000 + (changed + 1) * len(_PLACES) * len(_MEASURES) + place * len(_MEASURES) + measure


def _write(folder: Path, edition: int) -> None:
    for place, name in enumerate(_PLACES):
        figures = "，".join(
            f"{measure}{_figure(edition, place, number)}{unit}"
            for number, (measure, unit) in enumerate(_MEASURES)
        )
        text = f"{name}人民政府2021年工作报告\n\n2021年，{name}{figures}。\n"
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")


def lines(found: Republished) -> Iterator[str]:
    """Yield a table of what was measured."""
    yield f"editions published         {found.editions:8d}  in {found.seconds:.0f} s"
    asked = len(found.latencies_ms) + len(found.errors)
    yield f"questions                  {asked:8d}  ({asked / found.seconds:.1f} /s)"
    yield f"versions that they named   {found.seen:8d}"
    yield f"requests that failed       {len(found.errors):8d}  {''.join(found.errors[:1])}"
    yield f"answers of another version {len(found.mixed):8d}  {''.join(found.mixed[:1])}"
    for p in (50, 95, 100):
        yield f"p{p:<3} at the client         {np.percentile(found.latencies_ms, p):8.1f} ms"
    first, last = (f"{held / 1e6:.0f}" for held in found.memory_bytes)
    yield f"memory                     {first} → {last} MB"
    yield f"open files                 {found.files[0]} → {found.files[1]}"
    yield f"versions on disk           {found.versions_left:8d}"
