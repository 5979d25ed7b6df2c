"""Words that make a bound of a time: 2023年以前, 自2023年以来, 3月8日或之后."""

import re
from dataclasses import replace

from corpus.document import Span
from corpus.timex.atoms import Moment, Reading

__all__ = ["bounded"]

_BEFORE = re.compile(
    r" ?(?P<with>或|以?及)?(?:之前|以前|(?<![上])前(?![三四五0-9半十往提列途景所述期后]))"
)
_AFTER = re.compile(r" ?(?P<with>或|以?及)?(?:之后|以后|后(?![来期天半]))")
_SINCE = re.compile(r" ?(?:以来|开始|起(?![草点步源]))")
_HEAD = re.compile(r"(?P<until>截止到|截至|截止)$|(?P<since>自从)$|(?P<from>自|从)$")
_NEXT = {"date": "daterange", "time": "timerange", "datetime": "datetimerange"}


def bounded(text: str, moment: Moment, stop: int) -> Moment:
    """Return the moment with the words around it that make it a bound; none behind `stop`."""
    start, end = moment.span.start, moment.span.end
    head = _HEAD.search(text, max(0, start - 3), start)
    if before := _BEFORE.match(text, end, stop):
        return _with(moment, "until" if before["with"] else "before", start, before.end())
    if after := _AFTER.match(text, end, stop):
        return _with(moment, "since" if after["with"] else "after", start, after.end())
    if since := _SINCE.match(text, end, stop):
        begin = head.start() if head and not head["until"] else start
        return _with(moment, "since", begin, since.end())
    if head and head["until"]:
        return _with(moment, "before", head.start(), end)
    if head and head["since"]:
        return _with(moment, "since", head.start(), end)
    return moment


def _with(moment: Moment, modifier: str, start: int, end: int) -> Moment:
    """Return the moment as a bound; what it excludes lies beside it, what it includes inside."""
    readings = []
    for one in moment.readings:
        first, last = one.start or one.value, one.end or one.value
        if modifier in ("before", "until"):
            edge = first if modifier == "before" else last
            readings.append(Reading(one.timex, end=edge))
        else:
            edge = last if modifier == "after" else first
            readings.append(Reading(one.timex, start=edge))
    return replace(
        moment,
        kind=_NEXT.get(moment.kind, moment.kind),
        span=Span(start, end),
        readings=tuple(readings),
        modifier=modifier,
        bare=moment,
    )
