"""What the recogniser of times is made of: days, clock times, stretches, lengths, and results.

A thing that names no year has two readings, the last one before the reference and the next one
after it. `timex` writes what the text itself says, in TIMEX3's way: XXXX-03-08, XXXX-WXX-1, P3D.
"""

from dataclasses import dataclass
from datetime import date, datetime

from corpus.document import Span

__all__ = [
    "Atom",
    "Clock",
    "Day",
    "Days",
    "Length",
    "Moment",
    "PartOfDay",
    "Reading",
    "Stretch",
    "When",
    "at_time",
]

Days = tuple[date, date]  # first day, first day after


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to resolve a moment: a `value`, or `start` and `end`; all None is not resolved."""

    timex: str
    value: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a text names, with its readings, the earlier one first.

    kind: date | daterange | time | timerange | datetime | datetimerange | duration | set.
    `modifier` is before | after | since | until; `bare` is then the time without those words.
    """

    kind: str
    span: Span
    timex: str
    readings: tuple[Reading, ...]
    lunar: bool = False
    modifier: str | None = None
    bare: "Moment | None" = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day; `past` and `future` are None where the calendar has no such day."""

    timex: str
    past: date | None
    future: date | None
    year: int | None = None
    month: int | None = None
    number: int | None = None  # of the day in its month, where the text says it
    lunar: bool = False
    weak: bool = False  # 12号: as often the number of a house

    @property
    def days(self) -> tuple[date, ...]:
        """The readings without repetition."""
        if self.past is None or self.future is None:
            return ()
        return (self.past,) if self.past == self.future else (self.past, self.future)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `open` where neither its word nor its hour tells morning from evening."""

    hour: int
    minute: int | None = None
    second: int | None = None
    open: bool = False
    part: str | None = None  # the word in front, where there is one

    @property
    def timex(self) -> str:
        """The time as TIMEX3 writes it, as exact as the text is."""
        told = [n for n in (self.hour, self.minute, self.second) if n is not None]
        return "T" + ":".join(f"{n:02d}" for n in told)

    @property
    def seconds(self) -> int:
        """Seconds since midnight."""
        return self.hour * 3600 + (self.minute or 0) * 60 + (self.second or 0)

    @property
    def options(self) -> tuple["Clock", ...]:
        """The times that it may mean: 7:40 is also 19:40."""
        if not self.open:
            return (self,)
        other = Clock((self.hour + 12) % 24, self.minute, self.second, part=self.part)
        return (Clock(self.hour, self.minute, self.second, part=self.part), other)


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """Morning, afternoon, evening: TIMEX3's code and its hours."""

    code: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class When:
    """A day, a time of day, or both."""

    day: Day | None = None
    clock: Clock | None = None
    part: PartOfDay | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row; without `past` and `future` it is not resolved (summer).

    `unit` (Y, M or none) is what it counts in when it bounds a range.
    """

    timex: str
    past: Days | None
    future: Days | None
    unit: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration."""

    timex: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Atom:
    """Something found between two places of the folded text."""

    start: int
    end: int
    what: When | Stretch | Length | Moment

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def at_time(moment: datetime) -> str:
    """Return a point of time as results write it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")
