"""The periods that a sentence, a heading or a title names, resolved against the times around it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from corpus.document import Period, Span
from corpus.periods import periods
from corpus.times.told_spans import is_told_span, looked_over

__all__ = ["addresses", "delivered", "heading_period", "looks_back", "read_periods"]

_TOLD = re.compile(
    r"今年|去年|(?<!说)明年|前年(?!度)|本年|[上本下](?:月|季度)"
)  # told from the day of publication
_PART = re.compile(
    r"(?:截至|截止到?)?(?:(?:第?[一二三四1-4至到\-、第]+|首|[首前][一二三两123]个?)(?:季度?.?)+"
    r"|[上下]半年末?|.{1,6}月.{0,8}|年(?:[底末]|内))(?: ?(?:以前|之前|前))?"
)
_YEAR_BEFORE = re.compile(r"上一?年度|上一年")
# 上年末, 本年: told from the year that is spoken of; 去年 and 今年 from the day of publication.
_OF_SPOKEN = re.compile(r"(?P<which>[上本])年(?P<part>(?:度|[底末]|[上下]半年|.{1,4}月份?)?)")
_VERSUS = ("比", "较", "同", "与", "和", "由", "从")
_PRICES = re.compile(r"的?(?:不变|可比|固定)价")  # what amounts are reckoned in, not when
_JUDGED = re.compile(r"的?(?:最|首|未有|罕见|少有|新[高低])")  # 近12年来最好水平
_BOOK = re.compile(r"《[^《》]*》")
_REPORT_OF = re.compile(r"([12]\d{3})年[㐀-鿿]{0,12}政府工作报告")
_ADDRESS = re.compile(r"\s*(?:各位|同志们|代表们|委员们|女士们|先生们)[㐀-鿿、]{0,12}[，：:！]?\s*")
# The year in which a rule got its wording: nothing in it is of that year.
_VERSION = re.compile(
    r"[(（][12]\d{3}年?(?:\d{1,2}月)?(?:版|第.次)?(?:修订|修正|修改|版|本)[^()（）]{0,4}[)）]"
)


def read_periods(text: str, reference: date | None, year: str | None) -> tuple[Period, ...]:
    """Return the periods of a sentence.

    去年 is told from `reference`, a quarter or month without a year is of `year`, the year spoken
    of. A 《title》 names no time of a figure, but for the years that a plan is for; a decade is one
    that things are likened to or come from (七十年代的水平), and dates no figure either.
    """
    titles = [Span(*m.span()) for m in _BOOK.finditer(text)]
    found = (
        p
        for p in periods(text)
        if (p.kind == "range" or not any(title.contains(p.span) for title in titles))
        and (p.kind == "since" or "年代" not in p.text)
        and not text.endswith("提前", 0, p.span.start + 1)  # 提前2年 is no 前2年
        and not _PRICES.match(text, p.span.end)
    )
    out: list[Period] = []
    for period in found:
        if period.kind == "year" and period.start and not _compared(text, period):
            year = period.start
        if out and _began(out[-1], period):  # 2015年|推出以来
            since, span = out[-1].text + period.text, Span(out[-1].span.start, period.span.end)
            out[-1] = replace(out[-1], kind="since", span=span, text=since, end=None)
            continue
        if not _JUDGED.match(text, period.span.end):
            out.append(_resolved(period, reference, year))
    return tuple(out)


def _compared(text: str, period: Period) -> bool:
    """True for a year that is only compared with: 同1954年相比."""
    return text.endswith(_VERSUS, 0, period.span.start)


def _began(day: Period, since: Period) -> bool:
    """True where a time says when it began that the words right behind it count from."""
    dated = day.kind in ("year", "month", "day") and day.span.end == since.span.start
    return dated and since.kind == "since" and since.start is None


def _resolved(period: Period, reference: date | None, year: str | None) -> Period:
    if period.start or period.end:
        return period
    told = looked_over(period, reference)
    if told is not None:
        return told
    if _YEAR_BEFORE.fullmatch(period.text):
        spoken = year or (str(reference.year) if reference else None)
        read = periods(f"{int(spoken[:4]) - 1}年") if spoken else ()
    elif year and (of := _OF_SPOKEN.fullmatch(period.text)):
        spoken_year = int(year[:4]) - (of["which"] == "上")
        read = periods(f"{spoken_year}年{of['part'].replace('度', '')}")
    elif _TOLD.search(period.text):
        read = periods(period.text, reference)
    elif _PART.fullmatch(period.text):
        base = date(int(year), 1, 1) if year else reference
        read = periods(period.text, base) if base else ()
    else:
        return period
    if len(read) != 1 or not (read[0].start or read[0].end):
        return period
    one = read[0]
    kind = one.precision if one.kind == "relative" and one.precision else one.kind
    return replace(one, kind=kind, span=period.span, text=period.text)


def delivered(title: str) -> date | None:
    """Return a day of the year in which a government's report was read, by its title.

    The report of 2011 tells of 2010 as of last year.
    """
    year = _REPORT_OF.search(title)
    return date(int(year[1]), 1, 1) if year else None


def looks_back(title: str, published: date | None) -> bool:
    """True for a report that names the year that it opens: it tells first of those before."""
    year = _REPORT_OF.search(title)
    return year is not None and published is not None and int(year[1]) == published.year


def addresses(clause: str) -> bool:
    """True for a clause that only addresses who listens: 各位代表."""
    return _ADDRESS.fullmatch(clause) is not None


def heading_period(headings: Iterable[str], reference: date | None) -> Period | None:
    """Return the one year, or else the plan or the years, that the innermost heading names.

    One that names both a year and several years, 过去五年和2022年, leaves open which it is.
    """
    for heading in headings:
        bare = _VERSION.sub("", heading)
        named = [p for p in read_periods(bare, reference, None) if p.start]
        spans = [p for p in named if is_told_span(p)]
        if spans and any(p.kind == "year" for p in named):
            return None
        for kind in ("year", "plan", "range"):
            found = {
                (p.start, p.end): p for p in (spans if kind == "range" else named) if p.kind == kind
            }
            if len(found) == 1:
                return next(iter(found.values()))
    return None
