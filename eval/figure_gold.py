"""The labelled figures: every figure of the five documents, as a person reads it from the text.

`gold/figures/<key>.jsonl` holds one figure a line, `gold/figures/second` a fifth of them labelled a
second time by somebody else, `gold/figures/sections.json` where the sections of the gold begin. The
labels are of the real files; their offsets mean nothing in the samples.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from corpus.document import Figure, Parsed, Span
from corpus.errors import BadRequest
from eval.gold import Part, part_of

__all__ = ["Reading", "documents", "labels", "of_part", "readings", "second", "section_of"]

_KEYS = (
    "document", "start", "end", "value", "min", "max", "unit", "type", "bound", "aspect",
    "subject", "subject_span", "measure", "measure_span", "period", "period_span", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as somebody reads it, a person or the program. Offsets are of the document's text.

    `start` and `end` hold number and unit; what stands open in a period is None.
    """

    document: str
    start: int
    end: int
    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    unit: str
    type: str
    bound: str
    aspect: str
    subject: str
    measure: str
    period: tuple[str | None, str | None]

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")
        if (self.value is None) == (self.min is None and self.max is None):
            raise ValueError(f"a value or a range, not both or neither: {self}")

    @property
    def section(self) -> str:
        """The section of the gold that it stands in."""
        return section_of(self.document, self.start)

    @property
    def part(self) -> Part:
        """The part that its section belongs to."""
        return part_of(self.section)


def documents() -> tuple[str, ...]:
    """Return the keys of the labelled documents."""
    return tuple(sorted(_sections()))


def labels() -> tuple[Reading, ...]:
    """Return all labels in text order; BadRequest names every line that is none."""
    return _load(_folder())


def second() -> tuple[Reading, ...]:
    """Return the second labels of the fifth that was labelled twice."""
    return _load(_folder() / "second")


def section_of(document: str, offset: int) -> str:
    """Return the section of the gold that a place of a real file belongs to."""
    starts = _sections()[document]
    return f"{document}/{next(name for start, name in reversed(starts) if start <= offset)}"


def readings(key: str, parsed: Parsed) -> tuple[Reading, ...]:
    """Return the figures that the program reads in a document, one for each period of each."""
    sentences = {one.number: one.view for one in parsed.sentences}
    return tuple(
        _reading(key, figure, sentences[figure.sentence].original(figure.quantity.number_span))
        for figure in parsed.figures
        if not figure.name
    )


def _reading(key: str, figure: Figure, span: Span) -> Reading:
    quantity, period = figure.quantity, figure.period
    return Reading(
        document=key,
        start=span.start,
        end=span.end,
        value=quantity.value,
        min=quantity.min,
        max=quantity.max,
        unit=quantity.unit,
        type=quantity.type.value,
        bound=quantity.bound.value,
        aspect=figure.aspect.value,
        subject=figure.subject.text if figure.subject else "",
        measure=figure.named,
        period=(period.start, period.end) if period else (None, None),
    )


def _folder() -> Traversable:
    return files("eval") / "gold" / "figures"


@cache
def _sections() -> Mapping[str, list[tuple[int, str]]]:
    stored = json.loads((_folder() / "sections.json").read_text("utf-8"))
    return {key: [(start, name) for start, name in starts] for key, starts in stored.items()}


def _load(folder: Traversable) -> tuple[Reading, ...]:
    found: list[Reading] = []
    wrong: list[str] = []
    for key in documents():
        lines = (folder / f"{key}.jsonl").read_text("utf-8").splitlines()
        for row, line in enumerate(lines, 1):
            try:
                found.append(_label(key, json.loads(line)))
            except (KeyError, ValueError, TypeError, ArithmeticError) as error:
                wrong.append(f"{key}.jsonl:{row}: {error!r}")
    if wrong:
        raise BadRequest("labels at fault:\n" + "\n".join(wrong))
    return tuple(found)


def _label(key: str, raw: Mapping[str, Any]) -> Reading:
    if set(raw) != set(_KEYS) or raw["document"] != key:
        raise ValueError(f"keys {sorted(raw)} of document {raw.get('document')!r}")
    period = raw["period"] or {"from": None, "to": None}
    return Reading(
        document=key,
        start=raw["start"],
        end=raw["end"],
        value=_decimal(raw["value"]),
        min=_decimal(raw["min"]),
        max=_decimal(raw["max"]),
        type=raw["type"],
        bound=raw["bound"],
        aspect=raw["aspect"],
        unit=raw["unit"] or "",
        subject=raw["subject"] or "",
        measure=raw["measure"] or "",
        period=(period["from"], period["to"]),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def of_part(found: Iterable[Reading], part: Part) -> tuple[Reading, ...]:
    """Return the readings of a part."""
    return tuple(one for one in found if part is Part.ALL or one.part is part)
