"""The amount for a case, by the brackets that a text sets: 300立方米以上每立方米7元.

The number of the question (一年用350立方) is no figure of the text: it lies within one of several
ranges of its unit, and the figure behind that range is the one asked for.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.document import Bound, Figure, Quantity, QuantityType
from corpus.quantities import quantities
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Evidence, FigureUse, Refused, Scene, Statement, features_by_form
from qa.matching.candidates import Candidate, rank
from qa.matching.fit import unit_fit
from qa.matching.fitness import Fit
from qa.matching.rank import place_fit
from qa.task import Task

__all__ = ["answer_bracket"]

APART = 0.03  # by which the score of another cell that holds the case has to lie behind
SPOKEN_OF = 0.35  # coverage of a sentence with brackets: the case stands in none of its words
# 多少钱一方, 每平方米多少, 可以补多少: the figure of a range, and no sum over all that lies in it
_EACH = re.compile(
    r"每|[一1]个?(?:方|吨|度|亩|平|立方|平方|人|户|件|台|辆|公里|公斤|斤)|单价|标准|[价税费利]率|补|奖|罚|税率|比例|几成"
)
_UP_TO = (Bound.AT_MOST, Bound.LESS_THAN)
_FROM = (Bound.AT_LEAST, Bound.MORE_THAN)
_SAME = {"立方": "立方米", "方": "立方米", "平": "平方米", "平米": "平方米", "周岁": "岁"}
_SCALED = frozenset((QuantityType.COUNT, QuantityType.MONEY, QuantityType.DURATION))


def answer_bracket(task: Task) -> Draft | Refused | None:
    """Return the figure of the bracket that holds the question's number; None without brackets."""
    question = task.question
    cases = [q for q in question.premises if q.type in _SCALED and q.normalized_value is not None]
    if question.kind is not Kind.FIGURE or not cases:
        return None
    if not question.wanted.types or not _EACH.search(question.view):
        return _column(task, cases)
    for scene in task.scenes:
        if task.cover(scene).score < SPOKEN_OF or place_fit(task, scene) is Fit.NO:
            continue
        for case in cases:
            pairs = list(_brackets(task, scene, case))
            held = [figure for limit, figure in pairs if _holds(limit.quantity, case)]
            if len(pairs) > 1 and len(held) == 1:
                shown = re.sub(r"\s", "", scene.document.quote(held[0].span))
                return _drafted(scene, held[0], shown)
    return _column(task, cases)


def _column(task: Task, cases: Sequence[Quantity]) -> Draft | Refused | None:
    """Return the cell whose row or column is headed by a range that holds the case.

    Refused where the case lies outside of all ranges.
    """
    order = [c for c in rank(task) if c.figure.group is None and c.fit.unit is not Fit.NO]
    for case in cases:
        headed = [(c, limit) for c in order if (limit := _headed(c, case)) is not None]
        held = [c for c, limit in headed if _holds(limit, case)]
        best = next(iter(held or [c for c, _ in headed]), None)
        if best is None or len(headed) < 2 or best.coverage.score < SPOKEN_OF:
            continue
        if not held:
            return Refused(RefusalCode.OTHER_MEASURE, (best.evidence,))
        if all(c.score < best.score - APART for c in held[1:]):
            return _drafted(best.scene, best.figure, best.shown)
    return None


def _headed(cell: Candidate, case: Quantity) -> Quantity | None:
    """Return the range of the case's unit that the headers of a cell name, or its row."""
    beside = (f.quantity for f in cell.scene.figures if f is not cell.figure and f.group is None)
    named = (*quantities(cell.figure.measure), *beside)
    return next((q for q in named if _unit(q) == _unit(case)), None)


def _brackets(task: Task, scene: Scene, case: Quantity) -> Iterator[tuple[Figure, Figure]]:
    """Yield the ranges of the case's unit, each with the figure behind it that is asked for."""
    limit: Figure | None = None
    for figure in scene.figures:
        if _unit(figure.quantity) == _unit(case) and figure.quantity.bound is not Bound.EXACT:
            limit = figure
        elif limit is not None and unit_fit(task.question, figure) is Fit.YES:
            yield limit, figure
            limit = None


def _unit(quantity: Quantity) -> str:
    return _SAME.get(quantity.normalized_unit, quantity.normalized_unit)


def _holds(limit: Quantity, case: Quantity) -> bool:
    """True for a case inside a range; the end of one range is taken to begin no other."""
    value = case.normalized_value or Decimal(0)
    if limit.normalized_min is not None and limit.normalized_max is not None:
        return limit.normalized_min <= value <= limit.normalized_max
    end = limit.normalized_value
    if end is None:
        return False
    if limit.bound in _UP_TO:
        return value < end or (value == end and limit.bound is Bound.AT_MOST)
    if limit.bound in _FROM:
        return value > end or (value == end and limit.bound is Bound.AT_LEAST)
    return value == end


def _drafted(scene: Scene, figure: Figure, shown: str) -> Draft:
    evidence = Evidence(scene.document, scene.sentence.span)
    return Draft(
        Kind.FIGURE,
        shown,
        (Statement((evidence,)),),
        figures=(FigureUse(figure, evidence),),
        features=features_by_form(scene.retrieval, coverage=0.9),
    )
