"""From an atom to its result: what a day, a time, a stretch resolves to."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from corpus.timex.atoms import (
    Atom,
    Clock,
    Length,
    Moment,
    PartOfDay,
    Reading,
    Stretch,
    When,
    at_time,
)

__all__ = ["instants", "result", "timex_of"]

_MIDNIGHT = time()


def result(atom: Atom) -> Moment:
    """Return the result that an atom stands for."""
    what = atom.what
    if isinstance(what, Moment):
        return replace(what, span=atom.span)
    if isinstance(what, Length):
        return _of(atom, "duration", what.timex, (Reading(what.timex, str(what.seconds)),))
    if isinstance(what, Stretch):
        days = [] if not what.past or not what.future else [what.past, what.future]
        found = tuple(Reading(what.timex, start=f"{a}", end=f"{b}") for a, b in dict.fromkeys(days))
        return _of(atom, "daterange", what.timex, found)
    return _when(atom, what)


def _when(atom: Atom, when: When) -> Moment:
    lunar = when.day is not None and when.day.lunar
    if when.part:
        return _part(atom, when, when.part)
    readings = tuple(Reading(timex, value) for timex, value in _values(when))
    kind = "datetime" if when.day and when.clock else "date" if when.day else "time"
    return _of(atom, kind, timex_of(when), readings, lunar)


def _of(
    atom: Atom, kind: str, timex: str, readings: tuple[Reading, ...], lunar: bool = False
) -> Moment:
    return Moment(kind, atom.span, timex, readings or (Reading(timex),), lunar)


def timex_of(when: When) -> str:
    """Return what the text says, in TIMEX3."""
    day = when.day.timex if when.day else ""
    tail = when.clock.timex if when.clock else when.part.code if when.part else ""
    return day + tail


def _values(when: When) -> list[tuple[str, str]]:
    if when.day and not when.clock:
        return [(when.day.timex, f"{one}") for one in when.day.days]
    if not when.day and when.clock:
        return [(c.timex, f"{_time(c):%H:%M:%S}") for c in when.clock.options]
    return [(timex, at_time(moment)) for timex, moment in instants(when)]


def _part(atom: Atom, when: When, part: PartOfDay) -> Moment:
    timex = timex_of(when)
    first, last = time(part.first), time(part.last % 24)
    if when.day is None:
        return _of(atom, "timerange", timex, (Reading(timex, start=f"{first}", end=f"{last}"),))
    found = []
    for day in when.day.days:
        end = datetime.combine(day, _MIDNIGHT) + timedelta(hours=part.last)
        start = at_time(datetime.combine(day, first))
        found.append(Reading(timex, start=start, end=at_time(end)))
    return _of(atom, "datetimerange", timex, tuple(found), when.day.lunar)


def instants(when: When) -> list[tuple[str, datetime]]:
    """Return every moment that a day with a time of day may be, the earlier days first."""
    if when.day is None or when.clock is None:
        raise ValueError(f"a day and a time of day are needed: {when}")
    return [
        (when.day.timex + clock.timex, datetime.combine(day, _time(clock)))
        for day in when.day.days
        for clock in when.clock.options
    ]


def _time(clock: Clock) -> time:
    return time(clock.hour, clock.minute or 0, clock.second or 0)
