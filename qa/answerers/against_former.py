"""A change that a text tells by both its ends: 用水量186万吨，上年为204万吨."""

import re
from dataclasses import replace
from decimal import localcontext

from corpus.document import Figure, QuantityType
from qa.answerers.behind import FELL, drafted_behind, earlier
from qa.answerers.changes import change_behind
from qa.answerers.figure import draft, exact
from qa.answerers.found import Found
from qa.answerers.joint import LEVELS
from qa.answerers.reckon import as_calculation, reckoned
from qa.asking.spread import measured
from qa.asking.wanted import RATES, Wanted
from qa.asking.ways import Way, way_of
from qa.contract import Kind
from qa.decimals import plain
from qa.draft import Computed, Draft
from qa.matching.candidates import Candidate, fitting, rank
from qa.task import Task

__all__ = ["against_former"]

_BEFORE = re.compile(r"上年|去年|上一?年度?|前一年|上期|同期")
_CHANGE = re.compile(
    r"(?:同?比|较|相比(?:于|较)?)?(?:上年|去年|上一?年度?|前一?年度?)(?:同期)?(?:相比|比)?|同比|按年|今年度?|本年度?|"
    r"年?(?:增|减|升|降|涨|跌|变)[㐀-鿿]{0,2}?(?:率|幅度?|速)|"
    r"(?:增长|成长|增加|上升|提高|上涨|减少|下降|降低|下滑|多|少|升|降)了?(?:百分之几|几成|(?:多少|几)(?:个?百分点|[万亿]*[㐀-鿿]{0,2}))"
)
_LED = re.compile(r"(?:上年|去年|上一?年度?|前一年)(?:同期)?(?:的|为|是|只有|仅)*$")
NEAR = 3  # figures within which the two ends of a change stand


def against_former(task: Task) -> Draft | None:
    """Compute a change from what is and what was, where one sentence states both."""
    measure, scope = measured(_CHANGE.sub("，", task.question.view))
    if len(measure) < 2:
        return None
    year = "".join(p.text for p in task.question.periods[:1] if p.text not in scope)
    sub = task.again(f"{scope}{year}{measure}多少")
    free = replace(sub.question, kind=Kind.FIGURE, wanted=Wanted(frozenset()))
    sub = replace(sub, question=free)
    order = fitting(rank(sub))
    if not order or order[0].figure.quantity.type not in LEVELS:
        return None
    now = exact(order[0], order)
    if _was_before(now.figure):
        return None
    near = [replace(now, figure=f) for f in _beside(now)]
    behind = [c for c in order[1:] if _same_section(now, c)]
    was = next((c for c in (*near, *behind) if _goes_back(now, c)), None)
    if was is None:
        return _by_change(task, now)
    ends = [now, was]
    drafts = [draft(sub, c, [c]) for c in ends]
    found = [Found(n, d.figures[0], d) for n, d in zip(("现在", "以前"), drafts, strict=True)]
    return reckoned(
        replace(task, question=as_calculation(task.question)), found, way_of(task.question.view)
    )


def _by_change(task: Task, now: Candidate) -> Draft | None:
    """Return the rate that a change in numbers comes to: 38.52万吨，比上年增产1.26万吨.

    By how many it changed follows from a rate in turn, roughly.
    """
    change = change_behind(now)
    if change is None or now.figure.quantity.value is None:
        return None
    if way_of(task.question.view) is Way.DIFFERENCE:
        return _by_rate(now, change)
    if way_of(task.question.view) is not Way.RATE:
        return None
    if change.quantity.type in RATES or change.quantity.normalized_value is None:
        return None
    view = now.scene.sentence.view
    sign = -1 if FELL.search(view.text[: view.locate(change.span).start]) else 1
    before = earlier(now.figure, change, sign)
    scale = now.figure.quantity.value and before and now.figure.quantity.normalized_value
    if before is None or not scale or not before.result or now.figure.quantity.value is None:
        return None
    by = change.quantity.normalized_value * now.figure.quantity.value / scale
    shown = f"{plain(by)} / ({before.expression}) * 100"
    with localcontext() as context:
        context.prec = 28
        computed = Computed(shown, by / before.result * 100, "%")
    return drafted_behind(now, change, computed)


def _by_rate(now: Candidate, change: Figure) -> Draft | None:
    """Return by how many a level changed that is told by what part: 110亿元，增长10%."""
    view = now.scene.sentence.view
    sign = -1 if FELL.search(view.text[: view.locate(change.span).start]) else 1
    level, rate = now.figure.quantity, change.quantity
    before = earlier(now.figure, change, sign) if rate.type is QuantityType.PERCENT else None
    if before is None or level.value is None:
        return None
    shown = f"{plain(level.value)} - {before.expression}"
    if sign < 0:
        shown = f"{before.expression} - {plain(level.value)}"
    computed = Computed(shown, abs(level.value - before.result), level.unit, before.constants)
    return drafted_behind(now, change, computed)


def _beside(now: Candidate) -> list[Figure]:
    figures = now.scene.figures
    at = figures.index(now.figure)
    return [*figures[at + 1 : at + 1 + NEAR], *figures[max(0, at - NEAR) : at]]


def _was_before(figure: Figure) -> bool:
    return figure.former or bool(figure.period and _BEFORE.search(figure.period.text))


def _same_section(now: Candidate, other: Candidate) -> bool:
    one, figure = now.figure, other.figure
    return (one.document_id, one.section) == (figure.document_id, figure.section)


def _goes_back(level: Candidate, before: Candidate) -> bool:
    """True for the same thing of the year before."""
    now, was, view = level.figure, before.figure, before.scene.sentence.view
    one, other = now.quantity, was.quantity
    if one.normalized_unit != other.normalized_unit or not other.normalized_value:
        return False
    if was.quantity.type not in LEVELS:
        return False
    led = view.text[: view.locate(was.span).start]
    told = re.sub(r"^[为是达有共的]+", "", was.measure)
    named = not told or told in now.measure or now.measure in told
    elsewhere = before.scene is not level.scene  # found by the question's own words
    past = _was_before(was) or _year(was) + 1 == _year(now) or bool(_LED.search(led))
    return past and (named or was.former or elsewhere)


def _year(figure: Figure) -> int:
    start = figure.period.start if figure.period else None
    return int(start[:4]) if start and start[:4].isdigit() else -10
