"""When it began that a figure is counted from: 试点以来 in a text that says when it became a 试点.

The event is told once with its date, of the place that speaks: 2013年8月，我区…成为…试点. What is
later counted 试点以来, 试点期 or 试点期间 is of the time from then on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.document import Period
from corpus.places import places, self_references

__all__ = ["Events"]

_SINCE = re.compile(
    r"(?P<event>[㐀-鿿]{2,8}?)(?:工作)?(?:开展|启动|实施|成立|设立|获批)?(?:以来|期间?|时期)"
)
_BEGAN = re.compile(
    r"成为|获批|获准|被?列为|被?列入|被?确定为?|被?认定为?|被?批准为?|入选|启动|成立|设立|挂牌"
)
_DATED = frozenset(("year", "month", "day"))
_NEAR = 60  # characters between a date and what began then


@dataclass(slots=True)
class Events:
    """The dated beginnings told so far."""

    told: list[tuple[Period, str]] = field(default_factory=list)

    def resolved(self, period: Period) -> Period:
        """Return a period counted from an event with its beginning, where that has been told."""
        if period.start or period.end:
            return period
        since = _SINCE.fullmatch(period.text)
        if since is None:
            return period
        for began, words in self.told:
            if since["event"] in words:
                start, precision = began.start, began.precision
                return replace(period, kind="since", start=start, precision=precision)
        return period

    def keep(self, text: str, found: Iterable[Period], home: str | None) -> None:
        """Remember what a sentence says to have begun with the place it speaks of."""
        for period in found:
            if period.kind not in _DATED or not period.start:
                continue
            stretch = text[period.span.end : period.span.end + _NEAR].split("。")[0]
            began = _BEGAN.search(stretch)
            if began is None or not _of_home(stretch[: began.start()], home):
                continue
            self.told.append((period, stretch[began.end() :]))


def _of_home(text: str, home: str | None) -> bool:
    """True where a text speaks of its own place."""
    if self_references(text):
        return True
    return home is not None and any(place.canonical == home for place in places(text))
