"""Which answerer takes a question, and what happens when it has several parts."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from qa.answerers.compare import answer_compare
from qa.answerers.date import answer_date
from qa.answerers.figure import answer_figure
from qa.answerers.list_items import answer_list
from qa.answerers.span import answer_passage, answer_span
from qa.answerers.yes_no import answer_yes_no
from qa.contract import Kind
from qa.draft import Draft, Refused
from qa.parts import EACH, askings, coordinated, measures, one_each
from qa.premise import corrected
from qa.task import Task

_ANSWERERS: Mapping[Kind, Callable[[Task], Draft | Refused]] = {
    Kind.FIGURE: answer_figure,
    Kind.DATE: answer_date,
    Kind.ENTITY: answer_span,
    Kind.SPAN: answer_span,
    Kind.LIST: answer_list,
    Kind.YES_NO: answer_yes_no,
    Kind.PASSAGE: answer_passage,
}


def answer(task: Task) -> Draft | Refused:
    """Answer a question, part by part where it has parts."""
    kind = task.question.kind
    if kind is not Kind.YES_NO:
        correction = corrected(task)
        if correction is not None:
            return correction
    if kind in (Kind.COMPARISON, Kind.CALCULATION):
        compared = answer_compare(task)
        return compared if compared is not None else answer_figure(task)
    parts = split(task)
    if parts:
        return _together(task, parts)
    return _ANSWERERS[kind](task)


def split(task: Task) -> tuple[str, ...]:
    """Return the parts of a question, empty when it is one."""
    view = task.question.view
    if task.question.kind is Kind.FIGURE:
        group = coordinated(view)
        if group and (EACH.search(view) or len(task.question.wanted.types) > 0):
            return one_each(view, group)
        if EACH.search(view):
            named = measures(view)
            if named:
                return named
    return askings(task.question)


def _together(task: Task, parts: tuple[str, ...]) -> Draft | Refused:
    found: list[Draft] = []
    missing: list[str] = []
    refusals: list[Refused] = []
    for part in parts:
        sub = task.again(part)
        result = _ANSWERERS.get(sub.question.kind, answer_figure)(sub)
        if isinstance(result, Draft):
            found.append(result)
        else:
            missing.append(part)
            refusals.append(result)
    if not found:
        return refusals[0]
    first = found[0]
    lowest = {key: min(d.features.get(key, 0.0) for d in found) for key in first.features}
    return replace(
        first,
        answer="；".join(dict.fromkeys(d.answer for d in found)),
        statements=tuple(s for d in found for s in d.statements),
        figures=tuple(f for d in found for f in d.figures),
        items=tuple(i for d in found for i in d.items),
        missing=tuple(missing),
        parts=len(parts),
        features=lowest,
    )
