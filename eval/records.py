"""What a run leaves of each question, and the file it is kept in."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import BadRequest

__all__ = ["Cited", "Header", "Record", "Run", "read_run", "write_run"]

LEGS = ("words", "vectors", "fusion")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of an answer: the gold's key of its document, offsets, and whether it is exact."""

    document: str | None
    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One question's outcome. `ranks` holds the rank (from 1) of the evidence in each leg."""

    id: str
    status: str  # the contract's, or `error`
    right: bool
    wrong_figure: bool
    reason: str
    refusal: str | None
    warnings: tuple[str, ...]
    values: tuple[str, ...]  # the typed figures of the answer
    citations: tuple[Cited, ...]
    hit: bool  # the first citation overlaps the evidence
    confidence: float | None
    ms: float
    ranks: Mapping[str, int | None]
    read: int | None  # characters read, in rank order, until all the evidence was read
    answer: str = ""  # never kept of the real files


@dataclass(frozen=True, slots=True)
class Header:
    """What a run was made of."""

    date: str
    commit: str
    edition: str
    checksum: str
    part: str


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of one part over one corpus, by question id."""

    header: Header
    records: tuple[Record, ...]


def write_run(run: Run, path: Path, *, words: bool) -> None:
    """Write a run as JSON lines, the header first.

    Without `words` only ids, values and offsets go in: no answer and no reason that quotes one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    records = run.records if words else tuple(_bare(one) for one in run.records)
    lines = [asdict(run.header), *(asdict(one) for one in records)]
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
    path.write_text(text, encoding="utf-8")


def read_run(path: Path) -> Run:
    """Read a run; BadRequest when the file is not one."""
    try:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return Run(Header(**lines[0]), tuple(_record(one) for one in lines[1:]))
    except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
        raise BadRequest(f"{path} is not a run ({error}); write one with: eval --out") from error


def _bare(record: Record) -> Record:
    return replace(record, answer="", reason=record.reason.partition(" ")[0])


def _record(raw: dict[str, Any]) -> Record:
    return Record(
        **{
            **raw,
            "warnings": tuple(raw["warnings"]),
            "values": tuple(raw["values"]),
            "citations": tuple(Cited(**one) for one in raw["citations"]),
        }
    )


def by_id(records: Iterable[Record]) -> dict[str, Record]:
    """Return records by question id."""
    return {one.id: one for one in records}
