"""Counting in days, weeks, months and years; a month too short gives its last day."""

from calendar import monthrange
from datetime import date, timedelta

__all__ = ["day_or_none", "first_week", "month_days", "plus", "week", "year_days"]

WEEK = timedelta(days=7)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plus(day: date, count: int, unit: str) -> date:
    """Return the day `count` D, W, M or Y later; raise OverflowError beyond the calendar."""
    if unit in "DW":
        return day + timedelta(days=count * (7 if unit == "W" else 1))
    at = day.year * 12 + day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = at // 12, at % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(f"no year {year}")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def year_days(year: int) -> tuple[date, date]:
    """Return a year's first day and the first after it."""
    first = date(year, 1, 1)
    return first, plus(first, 1, "Y")


def month_days(year: int, month: int, count: int = 1) -> tuple[date, date]:
    """Return the first day of so many months and the first after them."""
    first = date(year, month, 1)
    return first, plus(first, count, "M")


def week(day: date) -> tuple[date, date]:
    """Return the Monday of a day's week and the next."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + WEEK


def first_week(year: int, month: int = 1) -> date:
    """Return the Monday of the week that holds the first Thursday, as ISO counts weeks of years."""
    first = date(year, month, 1)
    thursday = first + timedelta(days=(3 - first.weekday()) % 7)
    return thursday - timedelta(days=3)
