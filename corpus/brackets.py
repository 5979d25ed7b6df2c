"""Figures in brackets and those around them: 青年(18岁以上)补助60% is read in two stretches."""

import re
from dataclasses import dataclass, replace

from corpus.clauses import blank
from corpus.document import Quantity, Span
from corpus.marks import Marks

__all__ = ["Stretch", "stretches"]

_BRACKET = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^，；：。、(]{0,12}$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a clause that is read by itself."""

    marks: Marks
    span: Span
    inside: list[Quantity]
    topic: str = ""  # the words that a bracket explains


def _ended(text: str, end: int) -> str:
    """Return a text that ends at `end`; its length stays."""
    return text[:end] + "。" * (len(text) - end)


def stretches(marks: Marks, clause: Span, inside: list[Quantity]) -> list[Stretch]:
    """Return a clause as it is, or without its brackets that hold figures, and those brackets."""
    found = [
        Span(*m.span(1))
        for m in _BRACKET.finditer(marks.text, clause.start, clause.end)
        if any(Span(*m.span(1)).contains(q.span) for q in inside)
    ]
    if not found:
        return [Stretch(marks, clause, inside)] if inside else []
    text = blank(marks.text, [Span(b.start - 1, b.end + 1) for b in found])
    around = [q for q in inside if not any(b.contains(q.span) for b in found)]
    out = [
        Stretch(
            replace(marks, text=_ended(marks.text, bracket.end)),
            bracket,
            [q for q in inside if bracket.contains(q.span)],
            _WORD.findall(marks.text[clause.start : bracket.start - 1])[0].strip(),
        )
        for bracket in found
    ]
    if around:
        out.append(Stretch(replace(marks, text=text), clause, around))
    return out
