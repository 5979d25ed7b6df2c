"""The periods that a sentence, a heading or a title names, resolved against the times around it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from corpus.document import Period, Span
from corpus.periods import periods

__all__ = ["delivered", "heading_period", "read_periods"]

_TOLD = re.compile(
    r"今年|去年|(?<!说)明年|前年(?!度)|本年|[上本下](?:月|季度)"
)  # told from the day of publication
_PART = re.compile(
    r"(?:截至|截止到?)?(?:(?:第?[一二三四1-4至到\-、第]+|前[一二三两123]个?)(?:季度.?)+"
    r"|[上下]半年末?|.{1,6}月.{0,8}|年(?:[底末]|内))(?: ?(?:以前|之前|前))?"
)
_YEAR_BEFORE = re.compile(r"上一?年度|上一年")
_BOOK = re.compile(r"《[^《》]*》")
_REPORT_OF = re.compile(r"([12]\d{3})年[㐀-鿿]{0,12}政府工作报告")
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
    )
    out: list[Period] = []
    for period in found:
        if period.kind == "year" and period.start:
            year = period.start
        if out and _began(out[-1], period):  # 2015年|推出以来
            since, span = out[-1].text + period.text, Span(out[-1].span.start, period.span.end)
            out[-1] = replace(out[-1], kind="since", span=span, text=since, end=None)
            continue
        out.append(_resolved(period, reference, year))
    return tuple(out)


def _began(day: Period, since: Period) -> bool:
    """True where a time says when it began that the words right behind it count from."""
    dated = day.kind in ("year", "month", "day") and day.span.end == since.span.start
    return dated and since.kind == "since" and since.start is None


def _resolved(period: Period, reference: date | None, year: str | None) -> Period:
    if period.start or period.end:
        return period
    if _YEAR_BEFORE.fullmatch(period.text):
        spoken = year or (str(reference.year) if reference else None)
        read = periods(f"{int(spoken[:4]) - 1}年") if spoken else ()
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


def heading_period(headings: Iterable[str], reference: date | None) -> Period | None:
    """Return the one year, or else the plan, that the innermost of the headings names."""
    for heading in headings:
        bare = _VERSION.sub("", heading)
        named = [p for p in read_periods(bare, reference, None) if p.start]
        for kind in ("year", "plan"):
            found = {(p.start, p.end): p for p in named if p.kind == kind}
            if len(found) == 1:
                return next(iter(found.values()))
    return None
