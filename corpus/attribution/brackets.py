"""Figures in brackets and those around them: 青年(18岁以上)补助60% is read in two stretches."""

import re
from dataclasses import dataclass, replace

from corpus.attribution.clauses import blank
from corpus.attribution.marks import Marks
from corpus.document import Quantity, Span

__all__ = ["Stretch", "stretches"]

_BRACKET = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^，；：。、()]{0,12}$")
# What a series of names is led in by: 排名前三的街道为甲街道(12件)、乙街道(9件)
_LEAD = re.compile(r"(.{2,}?)(?:依次|分别|主要)?(?:为|是|有|包括)")
_LONGEST_LEAD = 20  # code points kept of it


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a clause that is read by itself."""

    marks: Marks
    span: Span
    inside: list[Quantity]
    topic: str = ""  # the words that a bracket explains, or what leads in a series of such
    name: str = ""  # which of a series a bracket is behind


def _ended(text: str, end: int) -> str:
    """Return a text that ends at `end`; its length stays."""
    return text[:end] + "。" * (len(text) - end)


def _lead(text: str, clause: Span, first: Span) -> tuple[str, int]:
    """Return what leads in a series of names with brackets, and where the names begin."""
    if text[clause.start - 1 : clause.start] == "：":
        start = max(text.rfind(mark, 0, clause.start - 1) for mark in "，；。：") + 1
        lead = _LEAD.match(text[start : clause.start - 1])
        return (lead[1] if lead else text[start : clause.start - 1]), clause.start
    lead = _LEAD.match(text[clause.start : first.start - 1])
    if lead is None or lead.end() == first.start - 1 - clause.start:
        return "", clause.start
    return lead[1], clause.start + lead.end()


def _explained(text: str, clause: Span, bracket: Span, found: list[Span]) -> tuple[str, str]:
    """Return what leads in a series that a bracket is one of, and its name; else what it is of."""
    word = _WORD.findall(text[clause.start : bracket.start - 1])[0].strip()
    if len(found) < 2:
        return word, ""
    lead, start = _lead(text, clause, found[0])
    name = _WORD.findall(text[start : bracket.start - 1])[0].strip()
    return (lead.strip()[-_LONGEST_LEAD:], name) if lead else (word, "")


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
            *_explained(marks.text, clause, bracket, found),
        )
        for bracket in found
    ]
    if around:
        out.append(Stretch(replace(marks, text=text), clause, around))
    return out
