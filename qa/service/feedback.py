"""What people said of answers: kept in the database, read back as candidates for gold questions.

A candidate names its evidence by document, checksum and offsets, and what is expected by value:
no sentence of a document is copied. Whether it becomes a gold question is for a person to say.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from corpus.document import Quantity
from qa.decimals import plain
from qa.service.database import feedback, now

__all__ = ["Spot", "Verdict", "candidates", "store_verdict"]

_SHORT = 60  # code points of a short answer; what is longer is a sentence of a document


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: code points of a document's text, half-open."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody said of an answer."""

    answer_id: str
    right: bool
    better: str | None
    comment: str | None
    question: str
    answer: str
    index_version: str
    citations: tuple[Spot, ...]


def store_verdict(database: sa.Engine, verdict: Verdict, key: str | None) -> int:
    """Keep a verdict; return its number."""
    row = {
        "at": now(),
        "key": key,
        "answer_id": _text(verdict.answer_id),
        "verdict": "right" if verdict.right else "wrong",
        "better": _text(verdict.better),
        "comment": _text(verdict.comment),
        "question": _text(verdict.question),
        "answer": _text(verdict.answer),
        "index_version": _text(verdict.index_version),
        "citations": [
            {"document_id": _text(one.document_id), "start": one.start, "end": one.end}
            for one in verdict.citations
        ],
    }
    with database.begin() as connection:
        made = connection.execute(feedback.insert().values(**row).returning(feedback.c.number))
        return int(made.scalar_one())


def candidates(
    database: sa.Engine, documents: Mapping[str, tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    """Yield what was said, oldest first, as JSON objects.

    `documents` gives path and sha256 by document id; of a document that is gone both are null.
    """
    from corpus.quantities import quantities  # its tables are large

    with database.connect() as connection:
        rows = connection.execute(sa.select(feedback).order_by(feedback.c.number)).all()
    for row in rows:
        yield _candidate(row, documents, quantities)


def _candidate(
    row: Any,
    documents: Mapping[str, tuple[str, str]],
    quantities: Callable[[str], tuple[Quantity, ...]],
) -> dict[str, Any]:
    expected = row.answer if row.verdict == "right" else (row.better or "")
    return {
        "id": f"feedback-{row.number}",
        "at": row.at.isoformat(),
        "question": row.question,
        "verdict": row.verdict,
        "expect": {
            "status": _status(row, expected),
            "values": [_value(one) for one in quantities(expected)],
            "strings": [[expected]] if 0 < len(expected) <= _SHORT else [],
        },
        "said": row.answer if len(row.answer) <= _SHORT else "",
        "comment": row.comment,
        "evidence": [_evidence(spot, documents) for spot in row.citations],
        "index_version": row.index_version,
    }


def _status(row: Any, expected: str) -> str | None:
    """Return what a right answer's status is; None where nobody said."""
    if expected:
        return "answered"
    return "not_found" if row.verdict == "right" else None


def _value(one: Quantity) -> dict[str, str | None]:
    numbers = {"value": one.value, "min": one.min, "max": one.max}
    return {
        **{name: None if number is None else plain(number) for name, number in numbers.items()},
        "unit": one.unit,
    }


def _evidence(
    spot: Mapping[str, Any], documents: Mapping[str, tuple[str, str]]
) -> dict[str, str | int | None]:
    path, checksum = documents.get(spot["document_id"], (None, None))
    return {
        "document_id": spot["document_id"],
        "document": path,
        "sha256": checksum,
        "start": spot["start"],
        "end": spot["end"],
    }


def _text(text: str | None) -> Any:
    """Return a text that every database takes: no NUL, no half of a surrogate pair."""
    if text is None:
        return None
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
