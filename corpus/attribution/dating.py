"""When a figure is of: the period its clause names, or the one it inherits.

A period at the head of a clause holds until another is named; one inside a clause holds for the
rest of its sentence; one that only tells of an event (成立于2012年, 2012年度的认定工作) holds for
nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

import rjieba

from corpus.attribution.base_periods import is_base, is_of_base
from corpus.attribution.clauses import blank, content
from corpus.attribution.events import Events
from corpus.attribution.marks import Marks, years_told
from corpus.document import Period, Quantity, Span
from corpus.times.told_spans import is_told_span

__all__ = ["Clock", "is_past", "is_target"]

# Words that only point back to a period named before: 全年, 当年, 同期.
_POINTS_BACK = re.compile(
    r"全年度?|当年|同年|同期|年度|上年|去年同期|每年|历年|当月|同月|(?:连续|持续).+"
)
_NUMBER = re.compile(r"[\d一二三四五六七八九十()（）.、 \s]*")  # of a paragraph, in front of it
_WHOLE_YEAR = re.compile(r"全年度?|年度|当年|同年")
_YEAR_NAMED = re.compile(r"\d{4}|1[0-2]\d年|[一二][零〇○九八]|民国|[今去明前本]年|五|过去的?一年")
_LASTING = frozenset({"year", "month", "day", "quarter", "half"})
_SPANNING = frozenset({"range", "plan"})
_PARTS = frozenset({"quarter", "month", "day"})
_PLAN_TIME = re.compile(
    r"期间?|以来|末"
)  # 十二五时期; “十二五”规划 and “十二五”开局之年 only name it
_NOW = re.compile(r"截至|截止|目前|当前|迄今|至今")
_JOINED = re.compile(r" *[、和与及] *|以及")
_EACH = re.compile(r"(?:各|均|都|分别)[^，；。0-9]{0,6}$")
_EACH_YEAR = re.compile(r"每年|年均|历年")  # of no year in particular
_NAMED_PLAN = re.compile(r"”?(?:规划|计划|时期)?”?的?(?:第.年|开局|良好开局|收官|起步|顺利)")
# What leads a time in and says nothing: 特别是刚刚过去的2022年.
_LEADS_IN = re.compile(r"(?:特别|尤其)是|(?:刚刚)?过去的|回[望顾首]|盘点|纵观|展望")
_PLANNED = re.compile(r"[^，；。]{0,8}(?:计划|力争|预计|预期|争取|确保|目标|将)")
_AT_HEAD = 2  # characters of content in front of a period that still opens its clause
_NEAR_HEAD = 6  # the same where the clause holds a figure: 全市财政收入2013年达


@dataclass(slots=True)
class Clock:
    """The times that later clauses inherit."""

    reference: date | None = None
    home: Period | None = None  # of the section, by its headings
    lasting: Period | None = None  # holds until another is named
    opening: Period | None = None  # a part of a year that opens its paragraph: 上半年，…
    passing: Period | None = None  # holds within its sentence, 截至目前 within a ；-segment
    year: Period | None = None  # the year named last, which 全年 and 一季度 are of
    spoken: Period | None = None  # the year that the paragraph before ended in, which 同年 is
    fresh: bool = False  # no clause of the paragraph has been read
    plan: Period | None = None  # the plan or the years named last, which 五年新增 are of
    parted: bool = False  # the parts of a sum are told: 其中2017年2400万元，2018年3200万元
    events: Events = field(default_factory=Events)

    def section(
        self, found: Period | None, default: Period | None, *, goes_on: bool = False
    ) -> None:
        """Enter a section; `found` is what its headings name.

        One that `goes_on` with what holds its part of the text together keeps the time told there.
        """
        self.home, self.opening, self.passing = found, None, None
        if found is not None or not goes_on:
            self._last(found or default)

    def paragraph(self) -> None:
        """Enter a paragraph: it begins in the year that the headings name."""
        self.spoken, self.fresh = self.year, True
        self.opening = None
        if self.home is not None:
            self._last(self.home)
        elif self.lasting is not None and self.lasting.precision in ("month", "day"):
            self.lasting = None  # the day of an event, told in another paragraph

    def sentence(self) -> None:
        """Enter a sentence."""
        self.parted = False
        if not (self.passing and is_target(self.passing)):
            self.passing = None

    def segment(self) -> None:
        """Pass a ；."""
        self.parted = False
        if self.passing is None or self.passing.kind not in ("until", *_SPANNING):
            self.passing = None

    def of(
        self, marks: Marks, clause: Span, quantity: Quantity
    ) -> tuple[tuple[Period | None, ...], Period | None]:
        """Return the periods of a quantity (two of 2023年及2024年各…) and that compared with."""
        base: Period | None = None
        chosen: list[Period] = []
        whole_year = False
        for period in _inside(marks, clause):
            before = period.span.end <= quantity.span.start
            if _POINTS_BACK.fullmatch(period.text):
                if before and period.start and is_of_base(marks.text, period, quantity):
                    chosen, base = [period], None  # 由上年的14.2%下降为11.2%
                if self._same_year(marks, period):
                    self._last(self.spoken)
                    self.passing = self.opening = None
                whole_year |= before and _WHOLE_YEAR.fullmatch(period.text) is not None
            elif is_base(marks.text, period):
                base = period if before else base
                if before and is_of_base(marks.text, period, quantity):
                    chosen, base = [period], None
            elif before and _shares(marks.text, chosen, period, quantity):
                chosen.append(period)
            elif period.kind == "plan" and _NAMED_PLAN.match(marks.text, period.span.end):
                continue
            elif before or not chosen:
                chosen = [period]
        if chosen:
            return tuple(chosen), base
        told = years_told(marks.text, clause.start, quantity.span.start)
        if told is not None:
            meant = (p for p in (self.lasting, self.plan) if p and told[1] == _years(p))
            return (next(meant, None),), base
        inherited = self.passing or self.opening or self.lasting
        each = _EACH_YEAR.search(marks.text, clause.start, quantity.span.start)
        if each and not _is_yearly_level(marks.text[each.start() : quantity.span.start]):
            spans = inherited is not None and inherited.kind in ("until", "since", *_SPANNING)
            return (inherited if spans and each.group() == "年均" else None,), base
        if whole_year and inherited is not None and _is_no_year(inherited):
            inherited = self.year or inherited
        return (inherited,), base

    def keep(self, marks: Marks, clause: Span, *, opens: bool, measured: bool) -> None:
        """Remember the periods of a clause that has been read.

        `opens` is true of a paragraph's first clause, `measured` of one with a figure.
        """
        self.fresh = False
        if _several(marks, clause):
            self.passing = None  # 2014年申请量和2015年授权量: what follows is of neither
            return
        self.parted |= marks.text[clause.start : clause.end].lstrip().startswith("其中")
        if self.parted and self._is_part(marks, clause):
            return
        plans = [
            p
            for p in _inside(marks, clause)
            if (p.kind == "plan" or is_told_span(p)) and p.start and not is_base(marks.text, p)
        ]
        self.plan = plans[-1] if plans else self.plan
        for period in _inside(marks, clause):
            if self._resumes(marks, clause, period):
                self._last(self.year)
                self.passing = self.opening = None
            if _POINTS_BACK.fullmatch(period.text) or is_base(marks.text, period):
                continue
            named = _NAMED_PLAN.match(marks.text, period.span.end) is not None
            if period.kind == "plan" and (named or not _is_time(marks.text, period)):
                continue
            if period.kind == "range" and marks.text[period.span.end :][:2] in (")》", "》"):
                self.passing = period
                continue
            led = _without_places(marks, clause.start, period.span.start)
            before = content(_LEADS_IN.sub("", led))
            follows = [q for q in marks.quantities if clause.contains(q.span)]
            leads = any(q.span.start >= period.span.end for q in follows)
            if len(before) > (_NEAR_HEAD if leads else _AT_HEAD):
                closes = is_told_span(period) and period.span.end == clause.end
                if closes and opens:
                    self._named(period, opens)  # 本届政府任期的五年，是…
                elif leads or closes:
                    self.passing = period
                continue
            event = bool(before) and marks.text[: period.span.start].endswith(("于", "自"))
            if not measured and (event or period.text.endswith("年度")):
                continue
            if not opens and self.lasting and _PLANNED.match(marks.text, period.span.end):
                self.passing = period  # 产量5万吨，2016年计划6万吨: the text goes on of 2015
                continue
            self._named(period, opens)

    def _is_part(self, marks: Marks, clause: Span) -> bool:
        """True where a clause gives one part of a sum its year, which holds no further than that.

        What the part is told by holds for the sentence: 其中2018年发明专利3件，商标5件.
        """
        years = [p for p in _inside(marks, clause) if p.kind in _LASTING]
        own = [q.span for q in marks.quantities if clause.contains(q.span)]
        if not years or not own:
            return False
        spans = [*own, *(p.span for p in marks.periods)]
        if content(blank(marks.text, spans)[clause.start : clause.end]):
            self.passing = years[-1]
        return True

    def _same_year(self, marks: Marks, period: Period) -> bool:
        """True where 同年 opens a paragraph: it goes on from the one before."""
        return (
            period.text == "同年"
            and self.fresh
            and self.spoken is not None
            and _NUMBER.fullmatch(marks.text, 0, period.span.start) is not None
        )

    def _resumes(self, marks: Marks, clause: Span, period: Period) -> bool:
        """True where 全年 opens a clause and goes back from a plan or a month to the year."""
        return (
            _WHOLE_YEAR.fullmatch(period.text) is not None
            and self.year is not None
            and self.lasting is not None
            and _is_no_year(self.lasting)
            and not content(marks.text[clause.start : period.span.start])
        )

    def _named(self, period: Period, opens: bool) -> None:
        years = is_told_span(period)
        if not opens and is_told_span(self.lasting):
            self.passing = period  # told in between: the years that are looked over go on
        elif period.kind in _LASTING and _YEAR_NAMED.search(period.text):
            self._last(period)
            self.opening = self.passing = None
        elif period.kind in _SPANNING and opens and (years or _YEAR_NAMED.search(period.text)):
            self.lasting, self.passing = period, None
        else:
            self.passing = period
            if opens and period.kind in _LASTING and period.start:
                self.opening = period

    def _last(self, period: Period | None) -> None:
        self.lasting = period
        if period is not None and period.kind in _LASTING and period.start:
            year = period.start[:4]
            whole = period if period.kind == "year" else None
            if whole is not None or self.year is None or self.year.start != year:
                self.year = whole or replace(
                    period, kind="year", text=f"{year}年", start=year, end=year, precision="year"
                )


@lru_cache(maxsize=1024)
def _is_yearly_level(told: str) -> bool:
    """True for the mean of a year by its name, 年均浓度, and no rate of several years."""
    if not told.startswith("年均"):
        return False
    return next((tag[0] == "n" for _, tag in rjieba.tag(told[2:])), False)


def is_target(period: Period) -> bool:
    """True for 到2021年, which is about the future; 截至2015年底 is about the past."""
    return period.kind == "until" and not _NOW.search(period.text)


def is_past(period: Period | None, reference: date | None) -> bool:
    """True when a period is known to have ended before the year of publication."""
    if period is None or period.end is None or reference is None:
        return False
    return int(period.end[:4]) < reference.year


def _several(marks: Marks, clause: Span) -> bool:
    """True where 分别 deals values out over years of their own."""
    years = {p.start for p in _inside(marks, clause) if p.kind in _LASTING and p.start}
    return len(years) > 1 and "分别" in marks.text[clause.start : clause.end]


def _inside(marks: Marks, clause: Span) -> Iterator[Period]:
    return (p for p in marks.periods if clause.contains(p.span))


def _years(period: Period | None) -> int:
    """Return how many years a period is of, 0 of an open one."""
    if period is None or not period.start or not period.end:
        return 0
    return int(period.end[:4]) - int(period.start[:4]) + 1


def _is_no_year(period: Period) -> bool:
    return period.precision in _PARTS or period.kind in _SPANNING


def _is_time(text: str, period: Period) -> bool:
    """True when a plan is named as a time, and not as a plan."""
    after = text[period.span.end : period.span.end + 1]
    return bool(_PLAN_TIME.search(period.text)) or after in ("", "，", "：", "、", "的")


def _shares(text: str, chosen: list[Period], period: Period, quantity: Quantity) -> bool:
    """True for the second of 2023年及2024年各1.1亿元."""
    if not chosen or period.kind != chosen[-1].kind:
        return False
    between = text[chosen[-1].span.end : period.span.start]
    behind = text[period.span.end : quantity.span.start]
    return bool(_JOINED.fullmatch(between) and _EACH.match(behind))


def _without_places(marks: Marks, start: int, end: int) -> str:
    spans = [p.span for p in marks.places] + [p.span for p in marks.periods]
    return blank(marks.text, spans)[start:end]
