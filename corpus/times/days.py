"""Days as documents write them: 2015年3月1日, 二〇一五年三月一日, 2015-03-01, 2015年12月底."""

import re
from calendar import monthrange
from datetime import date

__all__ = ["DATE", "DAY", "day_of", "last_day_of", "years_later"]

_DIGITS = "〇一二三四五六七八九"
_YEAR = r"[12]\d{3}|[一二][〇○零一二三四五六七八九]{3}"
_MONTH = r"\d{1,2}|[一二三四五六七八九十]{1,2}"
_NUMBER = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
# A whole date, in whatever writing.
DATE = re.compile(
    rf"({_YEAR})\s*[年./-]\s*({_MONTH})\s*[月./-]\s*({_NUMBER})(?:\s*日|(?!\d))",
)
# A date in words, of which day or month and day may be left out; no groups.
DAY = rf"(?:{_YEAR})\s*年(?:\s*(?:{_MONTH})\s*月(?:\s*(?:{_NUMBER})\s*日)?)?(?:年?底|末)?"
_IN_WORDS = re.compile(rf"({_YEAR})\s*年(?:\s*({_MONTH})\s*月(?:\s*({_NUMBER})\s*日)?)?")


def day_of(text: str) -> date | None:
    """Return the first day of the date that a text begins with or holds; None for no real day."""
    return _read(text, last=False)


def last_day_of(text: str) -> date | None:
    """Return the last day of what a text names: 2015年12月 ends on the 31st."""
    return _read(text, last=True)


def years_later(day: date, years: int, months: int = 0) -> date:
    """Return the last day of a term of years or months that begins on a day."""
    total = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = total // 12, total % 12 + 1
    same = date(year, month, min(day.day, monthrange(year, month)[1]))
    return date.fromordinal(same.toordinal() - 1)


def _read(text: str, *, last: bool) -> date | None:
    whole = DATE.search(text)
    named = _IN_WORDS.search(text)
    found = min(filter(None, (whole, named)), key=lambda m: m.start(), default=None)
    if found is None:
        return None
    year, month, day = (None if one is None else _numeral(one) for one in found.groups())
    if year is None:
        return None
    try:
        if month is None:
            return date(year, 12, 31) if last else date(year, 1, 1)
        if day is None:
            return date(year, month, monthrange(year, month)[1] if last else 1)
        return date(year, month, day)
    except ValueError:  # the thirty-first of a short month, a thirteenth month
        return None


def _numeral(text: str) -> int:
    """Return a year, month or day written in digits or Chinese: 2012, 二〇一二, 十二, 三十一."""
    if text.isdigit() and text.isascii():
        return int(text)
    text = text.replace("○", "〇").replace("零", "〇")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_DIGITS.find(tens) if tens else 1) + (_DIGITS.find(ones) if ones else 0)
    return int("".join(str(_DIGITS.index(c)) for c in text))
