"""What a clause without figures says the next ones are about: 在某某奖中, 组织“某某奖”的评选."""

import re

from corpus.clauses import blank, clauses
from corpus.document import Span
from corpus.marks import Marks
from corpus.noun_phrases import phrase_before

__all__ = ["topic"]

_PLACED = re.compile(r"(?:^|[在于])(?P<what>[^，；。]{2,30}?)(?:中|上|里)$")
_HELD = re.compile(
    r"“(?P<what>[^“”]{2,24})”的?(?:评选|评审|活动|行动|工程|计划|大赛|比赛|竞赛)(?:中|上)?$"
)


def topic(marks: Marks, before: int) -> list[Span]:
    """Return where the nearest clause in front of a figure names what it is about.

    It holds no figure, and no ； stands between.
    """
    text = marks.text
    for clause in reversed([c for c in clauses(text) if c.end <= before]):
        if any(text[n] in "；。" for n in range(clause.end, before)):
            return []
        inside = [q.span.end for q in marks.quantities if clause.contains(q.span)]
        if held := _HELD.search(text, max([clause.start, *inside]), clause.end):
            return [Span(*held.span("what"))]
        if inside:
            continue
        if placed := _PLACED.search(text[clause.start : clause.end]):
            own = Span(*(clause.start + at for at in placed.span("what")))
            return phrase_before(blank(text, [p.span for p in marks.periods]), own)
    return []
