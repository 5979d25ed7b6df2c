"""Questions over a large set of public reports, where each measure stands for hundreds of years.

The home with their index is built once and kept, as long as documents and settings stay the same.
"""

import json
import tarfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from corpus.errors import BadRequest
from eval.certain import NATION, Head, by_key, certain_figures, head_of
from eval.metrics import Share, percentile
from eval.scale_judge import Judged, judge
from eval.scale_questions import ScaleQuestion, questions
from qa.ask import Assistant
from qa.contract import AskRequest
from qa.ingest import Ingest, Progress
from qa.settings import read_settings

__all__ = ["ARCHIVE", "Scale", "lines", "run", "unpacked"]

ARCHIVE = "gov_reports.tar.xz"
OUTCOMES = ("right", "wrong", "other", "refused")
_SLOWEST = 0.95


@dataclass(frozen=True, slots=True)
class Scale:
    """A run: each question with its outcome."""

    documents: int
    certain: int
    memory_mb: float
    asked: tuple[tuple[ScaleQuestion, Judged], ...]

    def of(self, part: str) -> list[tuple[ScaleQuestion, Judged]]:
        """Return the questions of a part that have an answer."""
        return [(q, j) for q, j in self.asked if q.part == part and q.figures]


def unpacked(datasets: Path, place: Path) -> Path:
    """Return the folder with the documents of the archive, unpacked at the first time."""
    archive = datasets / ARCHIVE
    if not archive.is_file():
        raise BadRequest(f"{archive} is missing: name the folder that holds {ARCHIVE}")
    folder = place / "documents"
    stamp = place / "documents.json"
    told = {"size": archive.stat().st_size, "changed": archive.stat().st_mtime}
    if not stamp.is_file() or json.loads(stamp.read_text("utf-8")) != told:
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        stamp.write_text(json.dumps(told), "utf-8")
    return folder


def run(
    datasets: Path,
    place: Path,
    *,
    count: int,
    seed: int,
    overrides: Sequence[str],
    progress: Progress,
) -> Scale:
    """Ingest the set, ask questions of its certain figures and judge the answers."""
    folder = unpacked(datasets, place)
    home = place / "home"
    Ingest(home, folder, tuple(overrides))(progress=progress)
    texts = {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.md"))
    }
    figures = [one for name, text in texts.items() for one in certain_figures(name, text)]
    table = by_key(figures)
    heads: dict[str, Head | None] = {name: head_of(text) for name, text in texts.items()}
    asked = []
    assistant = Assistant.open(home, read_settings(home, overrides))
    try:
        assistant.warm()
        made_of = questions(table, tuple(texts.values()), count, seed)
        for number, question in enumerate(made_of, 1):
            began, used = time.perf_counter(), time.process_time()
            reply = assistant.ask(AskRequest(question=question.text))
            ms = (time.perf_counter() - began) * 1000
            cpu_ms = (time.process_time() - used) * 1000
            asked.append((question, judge(question, reply, ms, cpu_ms, table, heads)))
            progress("ask", number, len(made_of))
        memory = float(psutil.Process().memory_info().rss) / 1e6
    finally:
        assistant.close()
    return Scale(len(texts), len(table), memory, tuple(asked))


def lines(found: Scale, show_failures: bool = False) -> Iterator[str]:
    """Yield the tables: ingest, then each part by itself; failures of the tuning part alone."""
    yield (
        f"{found.documents} documents; figures certain by pattern {found.certain}; "
        f"{found.memory_mb:.0f} MB while asking"
    )
    for part in ("tune", "report"):
        yield from _part_lines(found, part)
    for name, waits in (
        ("latency", [one.ms for _, one in found.asked]),
        ("processor time", [one.cpu_ms for _, one in found.asked]),
    ):
        p50, p95 = percentile(waits, 0.5), percentile(waits, _SLOWEST)
        yield f"{name} p50 {p50:.0f} ms, p95 {p95:.0f} ms"
    if show_failures:
        yield from _failures(found)


def _failures(found: Scale) -> Iterator[str]:
    """Yield what went wrong in the tuning part."""
    for question, judged in found.asked:
        well = judged.outcome == ("right" if question.figures else "refused")
        if question.part == "tune" and not well:
            expected = " = ".join(f"{one.value}{one.unit}" for one in question.figures) or "refusal"
            yield (
                f"{judged.outcome:8} {question.text} → {judged.answer!r} of {judged.document}, "
                f"not {expected} [{', '.join(sorted(question.traps))}]"
            )


def _part_lines(found: Scale, part: str) -> Iterator[str]:
    asked = found.of(part)
    yield f"{part} part: {len(asked)} questions with an answer"
    for outcome, name in zip(
        OUTCOMES, ("right figure", "wrong figure", "other year or place", "refused"), strict=True
    ):
        share = Share.over([judged.outcome == outcome for _, judged in asked])
        yield f"  {name:20} {_shown(share)}"
    groups: dict[str, list[bool]] = {}
    for question, judged in asked:
        right = judged.outcome == "right"
        for name in (f"script {question.script}", *sorted(question.traps)):
            groups.setdefault(name, []).append(right)
        groups.setdefault(
            "of the nation" if question.place == NATION else "of a province", []
        ).append(right)
    for name in sorted(groups):
        yield f"    {name:20} {_shown(Share.over(groups[name]))}"
    unanswerable = [j.outcome for q, j in found.asked if q.part == part and not q.figures]
    share = Share.over([outcome == "refused" for outcome in unanswerable])
    yield f"  refused, rightly     {_shown(share)}"


def _shown(share: Share) -> str:
    low, high = share.interval
    return f"{share.value:6.1%}  {share.hits:3}/{share.of:<3}  [{low:.1%}, {high:.1%}]"
