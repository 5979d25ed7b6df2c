"""A calculation over calculations: each side is asked as a question of its own, and worked out."""

from dataclasses import replace

from qa.answerers.found import Found
from qa.answerers.reckon import ahead, alike, reckoned
from qa.answerers.worth import worth
from qa.asking.nested import nested
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused
from qa.task import Task

__all__ = ["answer_nested"]

_KINDS = (Kind.COMPARISON, Kind.CALCULATION, Kind.FIGURE)


def answer_nested(task: Task) -> Draft | Refused | None:
    """Compute or compare what is itself worked out on either side; None where nothing is."""
    asked = nested(task.question.view) if task.question.kind in _KINDS else None
    if asked is None:
        return None
    found = []
    for name, question in asked.sides:
        made = worth(task.again(question))
        if isinstance(made, Refused):
            if asked.grows:
                return None
            return replace(made, code=RefusalCode.MISSING_OPERAND, wanted=name, options=())
        found.append(Found(name, made.figures[0], made))
    if len({(one.use.figure.document_id, one.use.figure.span, one.called) for one in found}) < 2:
        return Refused(RefusalCode.MISSING_OPERAND, found[0].told, wanted=found[1].name)
    stated = all(one.draft.computed is None for one in found)
    if (stated and not asked.grows) or not alike(found):
        return None
    if asked.way is None or task.question.kind is Kind.COMPARISON:
        return ahead(task, found)
    return reckoned(task, found, asked.way)
