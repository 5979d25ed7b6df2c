"""Yes or no: an assertion held against the sentence that speaks of it."""

import re
from dataclasses import replace

from qa.answerers.figure import answer_figure
from qa.answerers.span import features, ranked, refuse
from qa.contract import Kind
from qa.draft import Draft, Refused, Statement
from qa.quote import window
from qa.task import Task

YES, NO = "是", "否"
NEGATED = re.compile(r"没有|未|不(?!断|仅|但|同|少于|低于|超过)|无(?!锡|线|人)|尚未|并非")


def answer_yes_no(task: Task) -> Draft | Refused:
    """Answer 是 or 否 with the sentence that decides it."""
    if task.question.premises:
        figure = _against_figure(task)
        if figure is not None:
            return figure
    order = ranked(task)
    refusal = refuse(task, order)
    if refusal is not None:
        return refusal
    best = order[0].scene
    denied = bool(NEGATED.search(best.text)) != bool(
        NEGATED.search(task.question.view.replace("有没有", ""))
    )
    return Draft(
        Kind.YES_NO,
        NO if denied else YES,
        (Statement((window(best),)),),
        features=features(order),
    )


def _against_figure(task: Task) -> Draft | None:
    """Hold the figure that the question asserts against the one in the text."""
    said = task.question.premises[0]
    wanted = replace(task.question.wanted, types=frozenset({said.type}), unit="")
    found = answer_figure(replace(task, question=replace(task.question, wanted=wanted)))
    if isinstance(found, Refused):
        return None
    stated = found.figures[0].figure.quantity
    same = (
        said.normalized_value is not None
        and stated.normalized_value is not None
        and said.normalized_value == stated.normalized_value
    )
    answer = f"{YES}，{found.answer}" if same else f"{NO}，{found.answer}"
    return replace(found, kind=Kind.YES_NO, answer=answer)
