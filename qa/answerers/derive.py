"""Figures that the text does not state but two of its figures give: asked for explicitly only.

缩短了多少 from 由30天缩短到10天, the level behind a gap, the earlier year behind a change.
"""

import re

from corpus.document import Figure
from qa.answerers.average import average, is_average
from qa.answerers.behind import RECKONED, behind_change, behind_multiple, behind_share
from qa.answerers.behind_given import behind_given
from qa.answerers.yardstick import behind_gap
from qa.contract import Kind
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft, FigureUse, Statement
from qa.matching.candidates import Candidate, rank
from qa.matching.fitness import Fit
from qa.task import Task

CHANGED = re.compile(r"(?:(?:缩短|减少|压缩|增加|提高|提升|降低|延长)了?|[快慢短]了)(?:多少|几)")
_ROUGHLY = re.compile(r"大[约概致]|约[为是有]|估[计算]|推估")
ENOUGH = 0.6  # coverage from which a figure is of what is asked


def derive(task: Task) -> Draft | None:
    """Return a figure that follows from two of one sentence, else None."""
    view = task.question.view
    if is_average(view):
        made = average(task)
        if made is not None or not RECKONED.search(view):
            return made
    changed, reckoned = CHANGED.search(view), RECKONED.search(view)
    if not (changed or reckoned or _ROUGHLY.search(view)):
        return None
    order = [c for c in rank(task) if c.coverage.score >= ENOUGH]
    if changed:
        return _change(order)
    found = behind_given(task, rank(task)) if reckoned else None
    found = found or behind_gap(order) or behind_multiple(task, order)
    if found is None and reckoned:
        found = behind_change(task, order) or behind_share(task, order)
    return found


def _change(order: list[Candidate]) -> Draft | None:
    """由30天缩短到10天: the difference of the two."""
    for first in order:
        if not first.figure.former or Fit.NO in (first.fit.unit, first.fit.place):
            continue
        second = _next(first)
        if second is None:
            continue
        a, b = first.figure.quantity, second.quantity
        if a.normalized_unit == b.normalized_unit and a.value is not None and b.value is not None:
            high, low = max(a.value, b.value), min(a.value, b.value)
            unit = "个百分点" if a.unit == "%" else a.unit
            computed = Computed(f"{plain(high)} - {plain(low)}", high - low, unit)
            return Draft(
                kind=Kind.CALCULATION,
                answer=rounded(computed.result) + computed.unit,
                statements=(Statement((first.evidence,)),),
                figures=tuple(FigureUse(f, first.evidence) for f in (first.figure, second)),
                computed=computed,
                features={"coverage": first.coverage.score, "precision": 0.5, "margin": 0.1,
                          "fit": 0.5},
            )  # fmt: skip
    return None


def _next(candidate: Candidate) -> Figure | None:
    figures = candidate.scene.figures
    at = figures.index(candidate.figure)
    return figures[at + 1] if at + 1 < len(figures) else None
