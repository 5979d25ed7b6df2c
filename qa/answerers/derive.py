"""Figures that the text does not state but two of its figures give: asked for explicitly only.

缩短了多少 from 由30天缩短到10天, the level behind a gap, the earlier year behind a multiple.
"""

import re

from corpus.document import Aspect, Figure, QuantityType
from qa.answerers.average import AVERAGE, average
from qa.candidates import Candidate, rank
from qa.contract import Kind
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft, FigureUse, Statement
from qa.task import Task

CHANGED = re.compile(r"(?:缩短|减少|压缩|增加|提高|提升|降低|延长)了?(?:多少|几)")
RECKONED = re.compile(r"推算|计算|折算|算|大约|大概|约为|估计|倒推")
LEVELS = (QuantityType.COUNT, QuantityType.MONEY, QuantityType.NUMBER)
ENOUGH = 0.6  # coverage from which a figure is of what is asked


def derive(task: Task) -> Draft | None:
    """Return a figure that follows from two of one sentence, else None."""
    view = task.question.view
    if not any(asked.search(view) for asked in (CHANGED, AVERAGE, RECKONED)):
        return None
    if AVERAGE.search(view):
        return average(task)
    order = [c for c in rank(task) if c.coverage.score >= ENOUGH]
    if CHANGED.search(view):
        return _change(order)
    if RECKONED.search(view):
        return _behind_gap(order) or behind_multiple(task, order)
    return None


def _change(order: list[Candidate]) -> Draft | None:
    """由30天缩短到10天: the difference of the two."""
    for first in order:
        if not first.figure.former:
            continue
        second = _next(first)
        if second is None:
            continue
        a, b = first.figure.quantity, second.quantity
        if a.normalized_unit == b.normalized_unit and a.value is not None and b.value is not None:
            high, low = max(a.value, b.value), min(a.value, b.value)
            expression = f"{plain(high)} - {plain(low)}"
            return _draft(first, second, Computed(expression, high - low, a.unit))
    return None


def _behind_gap(order: list[Candidate]) -> Draft | None:
    """高于平均水平32亿元, 产出99亿元: the average is what is left."""
    for gap in order:
        if gap.figure.aspect is not Aspect.GAP or gap.fit.period == 0:
            continue
        level = _before(gap)
        if level is None:
            continue
        a, b = level.quantity, gap.figure.quantity
        if a.value is None or b.value is None or not a.unit.startswith(b.unit):
            continue
        text = gap.scene.text[: gap.scene.sentence.view.locate(gap.figure.span).start]
        lower = re.search(r"(?:低于|少于|落后)[^，；。]*$", text) is not None
        result = a.value + b.value if lower else a.value - b.value
        sign = "+" if lower else "-"
        expression = f"{plain(a.value)} {sign} {plain(b.value)}"
        return _draft(gap, level, Computed(expression, result, a.unit))
    return None


def behind_multiple(task: Task, order: list[Candidate]) -> Draft | None:
    """54.14亿元, 约为2017年的6倍: the amount of 2017."""
    wanted = {p.start for p in task.question.periods}
    for times in order:
        base = times.figure.base
        quantity = times.figure.quantity
        if quantity.type is not QuantityType.MULTIPLE or base is None or base.start not in wanted:
            continue
        level = _level_of(times)
        if level is None or level.quantity.value is None or not quantity.value:
            continue
        result = level.quantity.value / quantity.value
        expression = f"{plain(level.quantity.value)} / {plain(quantity.value)}"
        return _draft(times, level, Computed(expression, result, level.quantity.unit))
    return None


def _level_of(times: Candidate) -> Figure | None:
    """Return what a multiple multiplies: what its clause names again, else what is before it."""
    view = times.scene.sentence.view
    clause = re.split("[，；。]", view.text[: view.locate(times.figure.span).start])[-1]
    before = times.scene.figures[: times.scene.figures.index(times.figure)]
    for level in reversed(before):
        own = level.measure[-2:]
        if len(own) == 2 and own in clause and level.quantity.type in LEVELS:
            return level
    return _before(times)


def _next(candidate: Candidate) -> Figure | None:
    figures = candidate.scene.figures
    at = figures.index(candidate.figure)
    return figures[at + 1] if at + 1 < len(figures) else None


def _before(candidate: Candidate) -> Figure | None:
    figures = candidate.scene.figures
    at = figures.index(candidate.figure)
    return figures[at - 1] if at else None


def _draft(one: Candidate, other: Figure, computed: Computed) -> Draft:
    answer = rounded(computed.result) + computed.unit
    evidence = one.evidence
    uses = tuple(FigureUse(f, evidence) for f in (one.figure, other))
    return Draft(
        kind=Kind.CALCULATION,
        answer=answer,
        statements=(Statement((evidence,)),),
        figures=uses,
        computed=computed,
        features={"coverage": one.coverage.score, "precision": 0.5, "margin": 0.1, "fit": 0.5},
    )
