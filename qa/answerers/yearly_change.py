"""By how much something changes each year on the average: 从2031年到2034年平均每年增加多少."""

import re
from dataclasses import replace
from decimal import Decimal

from qa.answerers.amounts import scale_of
from qa.answerers.average import PER_TIME
from qa.answerers.found import Found
from qa.answerers.rates import divided, years_between
from qa.answerers.worth import worth
from qa.contract import RefusalCode
from qa.decimals import rounded
from qa.draft import Computed, Draft, Refused
from qa.task import Task

__all__ = ["yearly_change"]

_CHANGES = re.compile(
    r"(?<!新)(?:增[加长]|提高|上升|减少|下降|压减|缩减|多)(?:了|到)?(?:大约|约)?(?:多少|几)(?!个?百分|成|倍|点)"
)
_HAS_TO = re.compile(r"(?:至少)?(?:还|须|需要?|要|应|得|必须)(?=再?(?:增[加长]|提高|减少|下降))")
_IN_A_YEAR = {"年": 1, "季": 4, "月": 12}


def yearly_change(task: Task) -> Draft | Refused | None:
    """Share a change out to the years between its ends; None where no such change is asked for."""
    view = task.question.view
    timed = PER_TIME.search(view)
    if timed is None or not _CHANGES.search(view):
        return None
    unit = next(text for text in timed.groups() if text)[0]
    whole = _HAS_TO.sub("", view[: timed.start()] + view[timed.end() :])
    made = worth(task.again(whole)) if unit in _IN_A_YEAR else None
    if not isinstance(made, Draft) or made.computed is None or made.computed.unit in ("%", "倍"):
        return None
    years = years_between([use.figure for use in made.figures]) if len(made.figures) == 2 else None
    if years is None:
        return Refused(RefusalCode.MISSING_OPERAND, made.statements[0].evidence)
    found = Found("", made.figures[0], made)
    parts = Decimal(years * _IN_A_YEAR[unit])
    value = divided(found.value or Decimal(0), parts)
    size, name = scale_of(view, value, found.unit, [use.figure.quantity for use in found.uses])
    name = made.computed.unit if made.computed.unit == "个百分点" else name
    shown = f"{found.worded(size)} / {parts}"
    computed = Computed(shown, value / size, name, (parts, *found.constants))
    return replace(made, answer=rounded(computed.result) + computed.unit, computed=computed)
