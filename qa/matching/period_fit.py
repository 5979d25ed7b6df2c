"""Whether a figure is of the period that a question asks for."""

import re
from collections.abc import Sequence

from corpus.attribution.aspects import seen_aspect
from corpus.document import Aspect, Figure, Period
from corpus.times.told_spans import years_of
from qa.asking.span_asked import span_fits
from qa.draft import Scene
from qa.matching.figure_faults import RUNNING
from qa.matching.fitness import Fit
from qa.question import Question

ORDINAL = re.compile(r"第([一二三四五六七八九十百\d]+)([届批次期轮季])")
_ONE_YEAR = frozenset({"year", "half", "quarter", "month"})
_PARTS = frozenset({"half", "quarter"})
_SOME_YEARS = re.compile(r"[几多数]年(?:以?来|间)")
_SUMS = (Aspect.CUMULATIVE, Aspect.NEW)
_UP_TO = frozenset([("until", "until"), ("until", "year")])


def period_fit(question: Question, scene: Scene, figure: Figure) -> Fit:
    """Compare when; an ordinal (第二届) that differs is another time."""
    for ordinal, unit in ORDINAL.findall(question.view):
        stated = ORDINAL.findall(scene.text + scene.lead)
        if (ordinal, unit) not in stated and any(unit == other for _, other in stated):
            return Fit.NO
    own = figure.period
    spanned = span_fits(question.view, figure)
    based = [p for p in question.periods if is_base(question, p)]
    if spanned is not None and len(based) == len(question.periods):
        return Fit.YES if spanned else Fit.NO
    if not question.periods:
        return Fit.UNKNOWN
    grown = seen_aspect(figure) is Aspect.GROWTH
    if grown and figure.base is not None and own is not None:
        fits = _from_base(question.periods, figure.base, own)
        if fits is not None:
            return fits
    wanted = [p for p in question.periods if p not in based] or list(question.periods)
    if _is_of_years(figure) and not RUNNING.search(question.view):
        return Fit.NO if all(p.kind in _ONE_YEAR for p in wanted) else Fit.UNKNOWN
    if own is not None and (own.start or own.end):
        return max(overlap(p, own) for p in wanted)
    years = {(p.end or p.start or "")[:4] for p in wanted}
    published = scene.document.metadata.published
    if published is not None and str(published.year) in years:
        return Fit.UNKNOWN
    around = scene.headings + scene.title
    if own is None or own.kind != "since":
        around += scene.text + scene.lead  # 目前, 截至目前 are told from the year spoken of
    return Fit.UNKNOWN if any(y and y in around for y in years) else Fit.NO


def _is_of_years(figure: Figure) -> bool:
    """True for a sum over several years: 五年来累计. It is of none of them."""
    if figure.period is None or figure.aspect not in _SUMS:
        return False
    told = years_of(figure.period.text)
    several = told is not None and told[0] > 1
    return several or _SOME_YEARS.search(figure.period.text) is not None


def _from_base(asked: Sequence[Period], base: Period, own: Period) -> Fit | None:
    """Compare a change over several years told against the year before them: 比2007年增加81亿斤.

    None where the question does not name that year.
    """
    from_year = (base.start or base.end or "")[:4]
    rest = [p for p in asked if (p.start or p.end or "")[:4] != from_year]
    if not from_year or len(rest) == len(asked):
        return None
    ends = (own.end or "")[:4]
    return Fit.YES if all((p.end or p.start or "")[:4] == ends for p in rest) else Fit.NO


def is_base(question: Question, period: Period) -> bool:
    """True for a period that the question only compares with: 是2017年的几倍."""
    before = question.view[: period.span.start]
    after = question.view[period.span.end :]
    compared = before.endswith(("是", "为", "比", "较", "相当于", "相对于"))
    return compared and after.lstrip("同期全年").startswith(
        ("的", "翻", "增", "多", "高", "降", "减", "少", "下", "上", "提", "，")
    )


def overlap(wanted: Period, own: Period) -> Fit:
    """YES for the same period or a part of it, UNKNOWN for some quarters of a year, else NO."""
    if (wanted.start, wanted.end) == (own.start, own.end):
        return Fit.YES
    w_start, w_end = _bounds(wanted)
    o_start, o_end = _bounds(own)
    if wanted.kind == "until" and own.kind == "plan":
        return Fit.YES if w_end[:4] == o_end[:4] else Fit.NO
    if wanted.kind == "plan" and own.kind == "until" and w_end[:4] == o_end[:4]:
        return Fit.YES  # what is to be at the end of a plan is of the plan
    ends = (wanted.kind, own.kind)
    if ends in _UP_TO or (own.kind == "until" and wanted.kind in ("year", "month", "day")):
        told = min(len(own.end or ""), len(wanted.end or ""))  # 截至9月末 is not of June
        return Fit.YES if w_end[:told] == o_end[:told] else Fit.NO
    if own.kind == "since" and wanted.kind in ("year", "month", "quarter"):
        return Fit.UNKNOWN if w_start[:4] == o_start[:4] else Fit.NO
    if own.kind in _PARTS and wanted.kind in _PARTS:
        return Fit.NO  # the first quarter is not the first half
    if w_start <= o_start and o_end <= w_end:
        if own.kind not in ("quarter", "half") or wanted.kind != "year":
            return Fit.YES
        return Fit.NO if re.search(r"全年|整年", wanted.text) else Fit.UNKNOWN
    return Fit.NO


def _bounds(period: Period) -> tuple[str, str]:
    """Return ISO bounds padded so that they compare as text whatever their precision."""
    start = (period.start or "0000") + "-01-01"[len(period.start or "0000") - 4 :]
    end = (period.end or "9999") + "-12-31"[len(period.end or "9999") - 4 :]
    return start, end
