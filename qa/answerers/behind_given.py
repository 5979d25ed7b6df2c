"""The figure behind a rate, a share or a number that the question itself states."""

import re
from collections.abc import Sequence
from decimal import Decimal, localcontext

from corpus.document import Aspect, Figure, Quantity
from qa.answerers.behind import (
    FELL,
    LEVELS,
    PRECISION,
    drafted_behind,
    earlier,
    in_points,
    text_before,
)
from qa.answerers.changes import level_of
from qa.asking.wanted import RATES
from qa.decimals import plain
from qa.draft import Computed, Draft
from qa.matching.candidates import Candidate, is_given
from qa.matching.fit import counted_alike
from qa.matching.fitness import Fit
from qa.task import Task

__all__ = ["behind_given"]

_ADDED = re.compile(
    r"(?:净?增[长加产]?|新增|多|减[少产]?|少|下降)了?(?:约|近)?$|新[增改扩建认设]{1,2}[^，；。\d]{0,12}$"
)


def behind_given(task: Task, order: Sequence[Candidate]) -> Draft | None:
    """按增长77.01%推算, 占48.1%: what is behind the rate that the question itself states."""
    rates = [q for q in task.question.premises if q.type in (*RATES, *LEVELS)]
    for rate in order:
        whole = task.question.nation and rate.figure.aspect is Aspect.SHARE  # of which it is a part
        if not any(is_given(rate, one) for one in rates) or (
            rate.fit.place is Fit.NO and not whole
        ):
            continue
        if rate.figure.quantity.type in LEVELS:
            made = _behind_number(rate)
            if made is not None:
                return made
            continue
        level = _said(task, rate) or level_of(rate)
        points = level is not None and in_points(level, rate.figure)
        if level is None or not (points or level.quantity.type in LEVELS):
            level = _levellevel_before(rate)
        value = rate.figure.quantity.value
        if level is None or level.quantity.value is None or not value:
            continue
        if rate.figure.aspect is Aspect.SHARE:
            return drafted_behind(rate, level, _by_share(level.quantity, rate.figure))
        sign = -1 if FELL.search(text_before(rate)) else 1
        computed = earlier(level, rate.figure, sign)
        if rate.figure.aspect is Aspect.GROWTH and computed is not None:
            return drafted_behind(rate, level, computed)
    return None


def _by_share(level: Quantity, share: Figure) -> Computed:
    """Return the whole of a part that 占…的80%, and the part of a whole of which 80%以上的….

    80%以上的企业拥有商标: of the level before it.
    """
    number, percent = level.value or Decimal(0), share.quantity.value or Decimal(100)
    if "占" not in share.measure:
        shown = f"{plain(number)} * {plain(percent)} / 100"
        return Computed(shown, number * percent / 100, level.unit)
    with localcontext() as context:
        context.prec = PRECISION
        result = number / percent * Decimal(100)
    return Computed(f"{plain(number)} / {plain(percent)} * 100", result, level.unit)


def _behind_number(change: Candidate) -> Draft | None:
    """净增1400家、达到4500家; 47家，比上年多12家: the level less its change."""
    if not _ADDED.search(text_before(change)):
        return None
    figures = change.scene.figures
    at = figures.index(change.figure)
    for level in (*figures[at + 1 : at + 2], *figures[max(0, at - 1) : at]):
        alike = counted_alike(
            level.quantity.normalized_unit, change.figure.quantity.normalized_unit
        )
        if alike and level.quantity.type in LEVELS:
            sign = -1 if FELL.search(text_before(change)) else 1
            computed = earlier(level, change.figure, sign)
            if computed is not None and computed.result > 0:
                return drafted_behind(change, level, computed)
    return None


def _levellevel_before(rate: Candidate) -> Figure | None:
    """Return the nearest level in front of a rate."""
    before = rate.scene.figures[: rate.scene.figures.index(rate.figure)]
    return next((f for f in reversed(before) if f.quantity.type in LEVELS), None)


def _said(task: Task, rate: Candidate) -> Figure | None:
    """Return the level beside a rate that the question states as well."""
    said = {q.normalized_value for q in task.question.premises if q.type in LEVELS}
    return next((f for f in rate.scene.figures if f.quantity.normalized_value in said), None)
