"""What a clause without figures says the next ones are about: 在某某奖中, 组织“某某奖”的评选."""

import re

from corpus.attribution.clauses import blank, clauses
from corpus.attribution.marks import Marks
from corpus.attribution.noun_phrases import phrase_before
from corpus.document import Quantity, Span
from corpus.places import self_references

__all__ = ["component", "owner", "topic"]

_LISTED = re.compile(
    r"(?<![㐀-鿿A-Za-z])(?P<things>[㐀-鿿A-Za-z]{2,60}+(?:[+、][㐀-鿿A-Za-z]{2,60}+){1,9}+)"
    r"[(]?[“‘](?P<counts>[^“”‘’]{4,40})[”’]"
)
_HAS = re.compile(r"[，,](?:目前|现|已|共|累计|总共|合计| )*(?:拥有|持有|享有)[^㐀-鿿]*")

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


def component(marks: Marks, quantity: Quantity) -> list[Span]:
    """Return which of several things a count is of: 分会+工作站(“1会4站”), the second of 4站."""
    text = marks.text
    for listed in _LISTED.finditer(text):
        counts = Span(*listed.span("counts"))
        inside = [q.span for q in marks.quantities if counts.contains(q.span)]
        cuts = [m.start() for m in re.finditer(r"[+、]", listed["things"])]
        if quantity.span not in inside or len(inside) != len(cuts) + 1:
            continue
        ends = [listed.start("things") + cut for cut in (*cuts, len(listed["things"]))]
        starts = [listed.start("things"), *(end + 1 for end in ends[:-1])]
        at = inside.index(quantity.span)
        own = blank(text, [p.span for p in marks.places] + [s for s, _ in self_references(text)])
        return phrase_before(own, Span(starts[at], ends[at]))
    return []


def owner(marks: Marks, start: int, end: int) -> bool:
    """True where a figure's clause says only that what was counted before has it: 目前拥有9件."""
    between = marks.text[start:end]
    if "；" in between or "。" in between:
        return False
    at = max(between.rfind("，"), between.rfind(","))
    return at >= 0 and _HAS.fullmatch(between[at:]) is not None
