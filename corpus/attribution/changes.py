"""What changes, and how: 全流程由40天缩短到17天."""

import re

from corpus.attribution.clauses import blank
from corpus.attribution.marks import Marks
from corpus.attribution.measures import trimmed, words_of
from corpus.document import Quantity, Span

__all__ = ["change"]

# 由原来的40天缩短到17天: what was, and what leads over to what is.
_FROM = re.compile(
    r"(?:由|从) *(?:原来|原先|原有|最初|当初|起初|过去|此前|之前|以前|原|现行|上年"
    r"|[㐀-鿿]{1,6}(?:之?前|初期?|时))?(?:设计|规划|计划|核定|批准|定)? *的? *$"
)
_TO = re.compile(
    r" *+(?:以[上下内]|左右)?[^，；。、\d]{0,6}?(?P<verb>[^，；。、\d\s的]{0,4}[到至为成])了?"
    r"(?:目前|现在|现|当前|如今|今年)? *+的? *"
)


def change(marks: Marks, clause: Span, inside: list[Quantity], number: int) -> tuple[str, str]:
    """Return what changes and how of 全流程由40天缩短到17天 at its second figure, else nothing."""
    if number + 1 >= len(inside):
        return "", ""
    former, latter = inside[number], inside[number + 1]
    if former.type is not latter.type or former.normalized_unit != latter.normalized_unit:
        return "", ""
    spans = [p.span for p in marks.periods if not p.span.overlaps(former.span)]
    text = blank(marks.text, spans)
    floor = inside[number - 1].span.end if number else clause.start
    start = _FROM.search(text, floor, former.span.start)
    leads = _TO.fullmatch(text, former.span.end, latter.span.start)
    if start is None or leads is None:
        return "", ""
    thing = text[floor : start.start()]
    if number:
        thing = thing[words_of(marks, clause, inside, number).before.start - floor :]
    return trimmed(thing) or " ", leads["verb"]
