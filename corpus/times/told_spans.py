"""The years that a report looks back on, or ahead to, at a year's start: 过去的五年, 今后五年.

Who reports in January on five years means the calendar years that are over. What such a passage
says has its own time: a level is that of the last year, what was before a change that of the year
in front, and what was done the sum of all of them.
"""

import re
from dataclasses import replace
from datetime import date

import rjieba

from corpus.attribution.aspects import LEVEL
from corpus.attribution.clauses import content
from corpus.document import Aspect, Figure, Period, QuantityType
from corpus.numbers.numerals import number

__all__ = ["former_time", "is_told_span", "looked_over", "own_time", "years_of"]

_EARLY = 3  # months into a year that is no part of 过去五年 yet
_COUNT = r"(?P<count>[一二两三四五六七八九十]|\d{1,2})"
_TOLD = re.compile(
    rf"(?P<back>(?:刚刚)?过去的?|近|最近|这){_COUNT}年(?:以?来|间|里)?"
    r"|(?P<of>[三四五])年"
    rf"|{_COUNT.replace('count', 'since')}年来"
    rf"|(?P<ahead>今后|未来){_COUNT.replace('count', 'next')}年(?:间|内)?"
)
# Measures that have a value of each year or at its end: 产值, 里程. What is merely counted
# (再就业120万人) may be the sum of the years.
_YEARLY = re.compile(
    r"(?:总值|产值|增加值|收入|总额|余额|存款|贷款|产量|利润|投资|里程|面积|人口|规模|用户|[率度比])"
    r"(?:为|是|达到?|已达|有|约|突破|超过|增加到|提高到)*$|人均"
)
_REACHED = re.compile(r"[到至]$|预计")
_RATES = (QuantityType.PERCENT, QuantityType.RATIO, QuantityType.PER_UNIT)


def looked_over(period: Period, reference: date | None) -> Period | None:
    """Return the calendar years that a period told at a year's start means, None for any other."""
    told = years_of(period.text)
    if told is None or reference is None or reference.month > _EARLY:
        return None
    years, ahead = told
    first = reference.year if ahead else reference.year - years
    last = first + years - 1
    if not 0 < years < 50:
        return None
    kind = "year" if years == 1 else "range"
    return replace(period, kind=kind, start=f"{first}", end=f"{last}", precision="year")


def years_of(text: str) -> tuple[int, bool] | None:
    """Return how many years a time tells of, and whether ahead; None for any other time."""
    told = _TOLD.fullmatch(text)
    if told is None:
        return None
    count = told["count"] or told["of"] or told["since"] or told["next"]
    return int(number(count)), bool(told["ahead"])


def is_told_span(period: Period | None) -> bool:
    """True for several years that are told from the day of a report."""
    return period is not None and period.kind == "range" and years_of(period.text) is not None


def own_time(figure: Figure, before: str, *, changed: bool = False) -> Figure:
    """Return a figure with its own time within the years that are looked back on or ahead to.

    `before` is its clause in front of it; `changed` is true of what something came to: 增加到9万辆.
    """
    period = figure.period
    if period is None or not is_told_span(period):
        return figure
    level = _is_level(figure, before, changed)
    if period.text.startswith(("今后", "未来")):
        aspect = Aspect.TARGET if figure.aspect is Aspect.ACTUAL else figure.aspect
        period = replace(period, kind="until", start=None) if level else period
        return replace(figure, period=period, aspect=aspect)
    if not level:
        return figure
    return replace(figure, period=replace(period, kind="year", start=period.end))


def former_time(figure: Figure) -> Figure:
    """Return what was before a change in the year in front of the years that are told of."""
    period = figure.period
    if period is None or not is_told_span(period) or period.start is None:
        return figure
    year = f"{int(period.start) - 1}"
    return replace(figure, period=replace(period, kind="year", start=year, end=year))


def _is_level(figure: Figure, before: str, changed: bool) -> bool:
    if figure.aspect not in (Aspect.ACTUAL, Aspect.SHARE, Aspect.TARGET):
        return False
    if changed or figure.quantity.type in _RATES or figure.quantity.type is QuantityType.RANK:
        return True
    if LEVEL.search(before) or _REACHED.search(before):
        return True
    measured = figure.measure if content(figure.measure) else figure.context
    return _YEARLY.search(measured) is not None and not _is_deed(measured)


def _is_deed(measure: str) -> bool:
    """True for a measure that begins with what was done: 治理水土流失面积."""
    first = next((tag for word, tag in rjieba.tag(measure) if len(content(word)) > 1), "")
    return first == "v"
