"""An amount divided by how many months, quarters or years it is of: 前三季度平均每月多少."""

import re
from calendar import isleap
from dataclasses import replace
from decimal import Decimal

from corpus.document import Figure, Period, Quantity, QuantityType
from corpus.quantities import quantities
from qa.answerers.amounts import scale_of
from qa.answerers.figure import answer_figure, candidates_for, draft
from qa.answerers.found import Found
from qa.answerers.given import as_given
from qa.answerers.worth import worth
from qa.asking.wanted import Wanted
from qa.asking.ways import Way, way_of
from qa.contract import Kind
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft, Evidence, FigureUse, Refused, Statement
from qa.task import Task

__all__ = ["AMOUNTS", "drafted_average", "over_time"]

AMOUNTS = (QuantityType.MONEY, QuantityType.COUNT, QuantityType.NUMBER)
_MONTHS = {"季": 3, "月": 1, "年": 12}


def over_time(task: Task, timed: re.Match[str]) -> Draft | None:
    """Return an amount for each quarter, month or year of its period: 前三季度平均每月."""
    unit = next(text for text in timed.groups() if text)[0]
    view = task.question.view
    plainly = view[: timed.start()] + "，" + view[timed.end() :]
    sub = task.again(plainly)
    if sub.question.wanted.types & {QuantityType.DURATION}:
        sub = replace(sub, question=replace(sub.question, wanted=Wanted(frozenset())))
    said = next((q for q in task.question.premises if q.type in AMOUNTS), None)
    amount = as_given(sub, said) or _amount(sub)
    if not isinstance(amount, Draft):
        return None
    if amount.computed is None and not _covers(task, amount.figures[0].figure):
        longer = [c for c in candidates_for(sub) if _covers(task, c.figure)]
        if not longer:
            return None
        amount = draft(sub, longer[0], longer)
    use = amount.figures[0]
    found = Found("", use, amount)
    if use.figure.quantity.type not in AMOUNTS or found.value is None:
        return None
    number = _times(task, use.figure, unit)
    if number is None or number <= 1:
        return None
    if not found.unit:
        return None  # a bare number, of which nothing says how many of what it is
    own = _months(use.figure.period)
    if unit == "年" and own and own < number * _MONTHS[unit]:
        return None  # of one year of the five
    value = found.value / number
    size, name = scale_of(view, value, found.unit, [one.figure.quantity for one in found.uses])
    shown = f"{found.worded(size)} / {plain(number)}"
    computed = Computed(shown, value / size, name, (number, *found.constants))
    return drafted_average([*found.uses], computed, 0.8)


def _amount(task: Task) -> Draft | Refused:
    """Answer what is shared out: an amount that is stated, or one that is reckoned."""
    if way_of(task.question.view) is Way.SUM:
        task = replace(task, question=replace(task.question, kind=Kind.CALCULATION))
    return worth(task) if task.question.kind is Kind.CALCULATION else answer_figure(task)


def _times(task: Task, figure: Figure, unit: str) -> Decimal | None:
    """Return how many of a unit of time a figure covers."""
    if unit in "天日":
        unit = "天"
    lasting = [
        q
        for text in (task.question.premises, _span_of(figure), _lasting(figure, task))
        for q in text
        if q.type is QuantityType.DURATION and q.value and q.value != 1
    ]
    for one in lasting:
        own = one.normalized_unit[-1:] if one.normalized_unit else one.unit[-1:]
        if (own == "月" and unit == "月") or own == unit:
            return one.value
        if own == "年" and unit in "季月" and one.value:
            return one.value * 12 / _MONTHS[unit]
    named = [p for p in task.question.periods if p.start]
    if unit == "天":
        year = named[0] if named else figure.period
        return _days(year) if year is not None and year.kind == "year" else None
    half = figure.period.text if figure.period else ""
    if re.search(r"[上下]半年", task.question.view + half):
        return Decimal(6) / _MONTHS[unit] if unit != "年" else None
    months = _months(named[0] if named else figure.period)
    return Decimal(months) / _MONTHS[unit] if months and not months % _MONTHS[unit] else None


def _span_of(figure: Figure) -> tuple[Quantity, ...]:
    """Return the length of time that a figure's period says: 三年来, 近五年."""
    return quantities(figure.period.text) if figure.period and not figure.period.start else ()


def _days(year: Period) -> Decimal | None:
    """Return how many days a calendar year has."""
    if not year.start or not year.start[:4].isdigit() or year.start[:4] != (year.end or "")[:4]:
        return None
    return Decimal(366 if isleap(int(year.start[:4])) else 365)


def _lasting(figure: Figure, task: Task) -> list[Quantity]:
    """Return the lengths of time that a figure's own sentence states before it: 为期16天."""
    for scene in task.scenes:
        if (scene.document.id, scene.sentence.number) == (figure.document_id, figure.sentence):
            at = scene.figures.index(figure) if figure in scene.figures else 0
            return [f.quantity for f in reversed(scene.figures[:at])]
    return []


def _months(period: Period | None) -> int:
    """Return how many months a period has; 0 where it is open."""
    if period is None or not period.start or not period.end:
        return 0
    first, last = period.start, period.end
    begins = int(first[:4]) * 12 + (int(first[5:7]) if len(first) > 4 else 1)
    ends = int(last[:4]) * 12 + (int(last[5:7]) if len(last) > 4 else 12)
    return max(0, ends - begins + 1)


def _covers(task: Task, figure: Figure) -> bool:
    """True unless a figure is of a part of the time that the question names: one year of five."""
    asked = max((_months(p) for p in task.question.periods), default=0)
    own = _months(figure.period)
    return not asked or not own or own >= asked


def drafted_average(uses: list[FigureUse], computed: Computed, coverage: float) -> Draft:
    """Return the answer that an amount and what it is divided by give."""
    evidence: list[Evidence] = list(dict.fromkeys(use.evidence for use in uses))
    return Draft(
        kind=Kind.CALCULATION,
        answer=rounded(computed.result) + computed.unit,
        statements=tuple(Statement((one,)) for one in evidence),
        figures=tuple(uses),
        computed=computed,
        features={"coverage": coverage, "precision": 0.5, "margin": 0.1, "fit": 0.5},
    )
