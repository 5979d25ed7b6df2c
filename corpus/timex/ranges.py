"""From one time to another: 从三月五日到八日, 2003年与2006年间, 下午4:20到5:10."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from corpus.document import Span
from corpus.timex.atoms import Atom, Clock, Day, Moment, Reading, Stretch, When, at_time
from corpus.timex.calendar_arithmetic import day_or_none, plus
from corpus.timex.days import dated
from corpus.timex.resolve import instants, timex_of

__all__ = ["between", "enclosed"]

_DAY_S = 24 * 3600


def between(first: Atom, last: Atom, span: Span, reference: datetime) -> Moment | None:
    """Return the range that two atoms bound, or None where they bound none."""
    a, b = first.what, last.what
    if isinstance(a, Stretch) and isinstance(b, Stretch):
        return _stretches(a, b, span)
    if not isinstance(a, When) or not isinstance(b, When) or a.part or b.part:
        return None
    if a.clock is None and b.clock is None:
        return _days(a.day, b.day, span, reference)
    if a.clock is None or b.clock is None:
        return None
    return _clocks(a, b, a.clock, b.clock, span) if a.day or not b.day else None


def enclosed(first: Reading, last: Reading, span: Span) -> Moment | None:
    """Return the range from the start of one reading to the start of another, in whole years."""
    if not first.start or not last.start or len(first.timex) != 4 or len(last.timex) != 4:
        return None
    years = int(last.timex) - int(first.timex)
    if years <= 0:
        return None
    timex = f"({first.start},{last.start},P{years}Y)"
    return _range("daterange", span, [Reading(timex, start=first.start, end=last.start)])


def _range(kind: str, span: Span, readings: list[Reading]) -> Moment:
    unique = tuple(dict.fromkeys(readings))
    return Moment(kind, span, unique[-1].timex, unique)


def _ordered(pasts: tuple[date, date], futures: tuple[date, date]) -> list[tuple[date, date]]:
    """Pair the earlier readings and the later ones; where they cross, borrow from the other."""
    past_first, past_last = pasts
    first, last = futures
    if first > last:
        first = past_first
    if past_last < past_first:
        past_last = futures[1]
    return [pair for pair in ((past_first, past_last), (first, last)) if pair[0] <= pair[1]]


def _stretches(a: Stretch, b: Stretch, span: Span) -> Moment | None:
    """Read years or months as bounds: from the first day of one to the first day of the other."""
    if not a.unit or a.unit != b.unit or not (a.past and a.future and b.past and b.future):
        return None
    lasts = (b.past[0], b.future[0])
    inherits = a.year is not None and b.year is None  # 2016年3月至5月
    if a.year is not None and b.year is None:
        same = b.past[0].replace(year=a.year)
        lasts = (same, same) if same >= a.past[0] else (plus(same, 1, "Y"),) * 2
    found = []
    for first, last in _ordered((a.past[0], lasts[0]), (a.future[0], lasts[1])):
        months = (last.year - first.year) * 12 + last.month - first.month
        count = f"P{months // 12}Y" if a.unit == "Y" else f"P{months}M"
        head, tail = _first_day(a, first), f"{last}" if inherits else _first_day(b, last)
        found.append(Reading(f"({head},{tail},{count})", start=f"{first}", end=f"{last}"))
    return _range("daterange", span, found) if found else None


def _first_day(stretch: Stretch, first: date) -> str:
    """Write a bound: the first day, its year left open where the text names none."""
    return f"XXXX-{first:%m-%d}" if stretch.timex.startswith("XXXX") else f"{first}"


def _days(a: Day | None, b: Day | None, span: Span, reference: datetime) -> Moment | None:
    if a is None or b is None:
        return None
    b = _inherited(a, b, reference)
    if not (a.past and a.future and b.past and b.future):
        return _range("daterange", span, [Reading(f"({a.timex},{b.timex},PXD)")])
    found = []
    for first, last in _ordered((a.past, b.past), (a.future, b.future)):
        if b.year is None and b.number and (last - first).days > 366:
            nearer = day_or_none(first.year, last.month, last.day)
            last = nearer if nearer and nearer >= first else last
        timex = f"({a.timex},{b.timex},P{(last - first).days}D)"
        found.append(Reading(timex, start=f"{first}", end=f"{last}"))
    return _range("daterange", span, found) if found else None


def _inherited(a: Day, b: Day, reference: datetime) -> Day:
    """Return the second day with the year and month of the first, where it names none."""
    if (
        a.number is None
        or b.number is None
        or (b.month is not None and (b.year is not None or a.year is None))
    ):
        return b
    number = b.month or a.month
    return b if number is None else dated(a.year, number, b.number, reference)


def _clocks(a: When, b: When, start: Clock, stop: Clock, span: Span) -> Moment | None:
    """Read times of day, with a day or without; one day in front holds for both."""
    pairs = _paired(start, stop, own_day=b.day is not None)
    if a.day is None:
        found = []
        for first, last in pairs:
            seconds = (last.seconds - first.seconds) % _DAY_S
            timex = f"({first.timex},{last.timex},{_written(seconds)})"
            found.append(Reading(timex, start=_value(first), end=_value(last)))
        return _range("timerange", span, found)
    return _moments(a.day, b.day or a.day, pairs, span, own_day=b.day is not None)


def _moments(
    first_day: Day, last_day: Day, pairs: list[tuple[Clock, Clock]], span: Span, *, own_day: bool
) -> Moment | None:
    found = []
    for first, last in pairs:
        starts, ends = instants(When(first_day, first)), instants(When(last_day, last))
        for (_, start), (_, end) in zip(starts, ends, strict=len(starts) == len(ends)):
            if end < start and not own_day:
                end += timedelta(days=1)
            if end < start:
                continue
            heads = (timex_of(When(first_day, first)), timex_of(When(last_day, last)))
            length = _written(int((end - start).total_seconds()))
            timex = f"({heads[0]},{heads[1]},{length})"
            found.append(Reading(timex, start=at_time(start), end=at_time(end)))
    return _range("datetimerange", span, found) if found else None


def _paired(a: Clock, b: Clock, *, own_day: bool) -> list[tuple[Clock, Clock]]:
    """Return which times belong together: an open end follows the part of day of its start."""
    if own_day or not b.open:
        return [(replace(a, open=False), replace(b, open=False))]
    if a.open:
        return list(zip(a.options, b.options, strict=True))
    later = [one for one in b.options if one.seconds >= a.seconds]
    return [(a, min(later, key=lambda one: one.seconds) if later else b.options[0])]


def _value(clock: Clock) -> str:
    return f"{clock.hour:02d}:{clock.minute or 0:02d}:{clock.second or 0:02d}"


def _written(seconds: int) -> str:
    """Write a length in hours, minutes and seconds."""
    parts = ((seconds // 3600, "H"), (seconds // 60 % 60, "M"), (seconds % 60, "S"))
    return "PT" + ("".join(f"{n}{unit}" for n, unit in parts if n) or "0S")
