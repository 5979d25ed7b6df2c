"""What the words of a time read as: a kind and ISO dates cut to its precision."""

import re
from typing import NamedTuple

from corpus.numbers.numerals import DIGITS, number
from corpus.times.time_words import MONTH

__all__ = ["Reading", "cut", "ended", "integer", "months", "part_of_year"]


class Reading(NamedTuple):
    """What becomes of a `Period` beside its place: see there."""

    kind: str
    start: str | None
    end: str | None
    precision: str | None


def integer(text: str) -> int:
    """Return the value of a month or day in either kind of digits."""
    if len(text) == 4 and text[0] in "一二":
        return int("".join(str(DIGITS.get(c, 0)) for c in text))
    return int(number(text))


def cut(kind: str, year: int, month: int = 0, day: int = 0) -> Reading:
    """Return a single year, month or day."""
    iso = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    return Reading(kind, iso, iso, kind)


def months(kind: str, year: int, first: int, last: int, precision: str) -> Reading:
    """Return a stretch of months of one year."""
    return Reading(kind, f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}", precision)


def ended(read: Reading) -> Reading:
    """Read 6月底前, 截至9月末: up to what is named."""
    return read._replace(kind="until", start=None) if read.end else read


def part_of_year(text: str, year: int) -> Reading | None:
    """Read 一季度, 前三季度, 上半年, 1-9月, 前10个月."""
    text = text.rstrip("末")
    if text == "上半年":
        return months("half", year, 1, 6, "quarter")
    if text == "下半年":
        return months("half", year, 7, 12, "quarter")
    found = [integer(n) for n in re.findall(rf"{MONTH}|两", text)]
    if text == "首季":
        found = [1]
    if not found:
        return None
    first, last = (1, found[-1]) if text[0] in "前首" else (found[0], found[-1])
    if "季" in text:
        ordered = first <= last <= 4
        return months("quarter", year, 3 * first - 2, 3 * last, "quarter") if ordered else None
    return months("range", year, first, last, "month") if first <= last <= 12 else None
