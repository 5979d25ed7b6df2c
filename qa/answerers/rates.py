"""By what part a figure changed: from one time to another, year by year on the average."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import TypeVar

from corpus.document import Figure
from qa.decimals import plain
from qa.draft import Computed

__all__ = ["LEAST_SHARE", "annual", "divided", "in_time", "years_between"]

PRECISION = 28  # digits that a quotient is computed with
LEAST_SHARE = Decimal("0.0001")  # a smaller part is told of another whole: 每人1万元 of 2.6亿
_T = TypeVar("_T")


def annual(now: Decimal, was: Decimal, years: int) -> Computed:
    """Return the rate that, year by year, leads from what was to what is."""
    with localcontext() as context:
        context.prec = PRECISION
        rate = ((now / was) ** (Decimal(1) / years) - 1) * 100
    shown = f"(({plain(now)} / {plain(was)}) ^ (1 / {years}) - 1) * 100"
    return Computed(shown, abs(rate), "%", (Decimal(years),))


def divided(one: Decimal, other: Decimal, times: int = 1) -> Decimal:
    """Return a quotient, times a hundred for a percentage."""
    with localcontext() as context:
        context.prec = PRECISION
        return one * times / other


def in_time(figures: Sequence[Figure], values: Sequence[_T]) -> tuple[_T, _T]:
    """Return what is now and what was: the later and the earlier, else as they are given."""
    first, second = (_since(f) for f in figures)
    if first and second and first < second:
        return values[1], values[0]
    return values[0], values[1]


def _since(figure: Figure) -> str:
    """Return when a figure is of, its end where only that is told: 到2021年."""
    period = figure.period
    return (period.start or period.end or "") if period else ""


def years_between(figures: Sequence[Figure]) -> int | None:
    """Return how many years lie between two figures; None where one has no year, or the same."""
    ends = [f.period.end or f.period.start for f in figures if f.period]
    years = [int(end[:4]) for end in ends if end and end[:4].isdigit()]
    return abs(years[0] - years[1]) or None if len(years) == len(figures) == 2 else None
