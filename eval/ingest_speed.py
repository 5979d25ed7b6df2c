"""How long a folder takes to be searchable, and a changed document: with time, memory, and rate.

Everything is measured at the doors that users have: `qa.ingest.Ingest`, and the index as a process
that answers sees it.
"""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import psutil

from corpus.library import Library
from eval.scale import unpacked
from index.search import Searcher
from qa.ingest import Ingest, Progress
from qa.settings import read_settings

__all__ = ["Measured", "lines", "measure"]

_LOOK_S = 0.2  # between looks at the memory
_WORD = "琉璃塔影院"  # stands in no report
_NAMES = {
    "read": "files read",
    "parse": "read out",
    "write": "terms brought together",
    "words": "searchable by words",
    "embed": "vectors",
    "publish": "published",
}


@dataclass(slots=True)
class Measured:
    """What was found. Seconds are wall time; those of a stage are counted to its end."""

    documents: int
    characters: int
    stages: dict[str, float] = field(default_factory=dict)  # when each was over
    cpu_s: float = 0.0
    peak_mb: float = 0.0  # of all processes together, at one time
    again_s: float = 0.0  # the same folder once more
    changed_s: float = 0.0  # from a document's saving until it is found, the slowest of five


class _Watcher:
    """Looks at the memory of this process and those that it started, on a thread."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._ended = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> "_Watcher":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        this = psutil.Process()
        while not self._ended.wait(_LOOK_S):
            self.peak_mb = max(self.peak_mb, _memory_mb([this, *this.children(recursive=True)]))


def _memory_mb(processes: list[psutil.Process]) -> float:
    """Return what processes hold of their own, and their shares of what they hold together."""
    total = 0
    for one in processes:
        try:
            total += one.memory_full_info().pss
        except (psutil.Error, AttributeError):
            continue
    return total / 1e6


def measure(
    datasets: Path, place: Path, documents: int, overrides: tuple[str, ...], progress: Progress
) -> Measured:
    """Ingest the reports, or so many of them spread over all, into a home of its own."""
    source = unpacked(datasets, place)
    with TemporaryDirectory(prefix="policyqa-ingest-", dir=place) as temporary:
        folder, home = Path(temporary) / "reports", Path(temporary) / "home"
        files = _copied(source, folder, documents)
        found = Measured(len(files), sum(len(one.read_text("utf-8")) for one in files))
        run = Ingest(home, folder, overrides)
        began, used = time.perf_counter(), _cpu_s()

        def heard(stage: str, done: int, total: int) -> None:
            found.stages[stage] = time.perf_counter() - began
            progress(stage, done, total)

        with _Watcher() as watcher:
            run(progress=heard)
        found.stages["publish"] = time.perf_counter() - began
        found.cpu_s = _cpu_s() - used
        found.peak_mb = watcher.peak_mb
        began = time.perf_counter()
        run()
        found.again_s = time.perf_counter() - began
        found.changed_s = max(
            _changed(run, home, overrides, files[0], number) for number in range(5)
        )
        assert len(Library(home).entries()) == len(files)
    return found


def _copied(source: Path, folder: Path, documents: int) -> list[Path]:
    files = sorted(source.rglob("*.md"))
    every = max(len(files) // documents, 1) if documents else 1
    made = []
    for path in files[::every]:
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        made.append(target)
    return made


def _changed(run: Ingest, home: Path, overrides: tuple[str, ...], file: Path, number: int) -> float:
    """Return how long a change takes to be found by a process that is answering."""
    settings = read_settings(home, overrides).index
    searcher = Searcher(home, settings)
    text = file.read_text("utf-8")
    began = time.perf_counter()
    file.write_text(f"{text}\n\n{_WORD}全年放映{number + 3000}场。\n", "utf-8")
    run()
    renewed = searcher.renewed()
    hits = renewed.search(f"{_WORD}放映{number + 3000}场", 1).hits
    took = time.perf_counter() - began
    assert hits
    assert f"{number + 3000}场" in _quote(renewed, hits[0].passage_id)
    searcher.close()
    renewed.close()
    return took


def _quote(searcher: Searcher, passage_id: str) -> str:
    passage = searcher.store.passages([passage_id])[0]
    return searcher.store.document(passage.document_id).quote(passage.span)


def _cpu_s() -> float:
    """Return the processor time of this process and of those that it started."""
    this = psutil.Process()
    times = this.cpu_times()
    total = times.children_user + times.children_system
    for one in (this, *this.children(recursive=True)):
        times = one.cpu_times()
        total += times.user + times.system
    return float(total)


def lines(found: Measured) -> Iterator[str]:
    """Yield the table."""
    yield f"{found.documents} documents, {found.characters / 1e6:.2f} M characters"
    yield f"{'stage':<24} {'seconds':>8} {'at':>8} {'characters/s':>13}"
    before = 0.0
    for stage, at in sorted(found.stages.items(), key=lambda pair: pair[1]):
        took = at - before
        rate = f"{found.characters / took:13,.0f}" if took > 0.1 else f"{'–':>13}"
        yield f"{_NAMES.get(stage, stage):<24} {took:8.1f} {at:8.1f} {rate}"
        before = at
    yield f"processor time {found.cpu_s:.0f} s; peak memory, all processes, {found.peak_mb:,.0f} MB"
    yield f"the same folder again {found.again_s:.1f} s"
    yield f"a changed document is found {found.changed_s:.1f} s after it is saved: most of five"
