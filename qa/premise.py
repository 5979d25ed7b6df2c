"""Figures that a question asserts in passing, held against the documents."""

import re
from dataclasses import replace

from corpus.clauses import clauses
from corpus.document import Quantity, QuantityType
from qa.answerers.figure import candidates_for, draft
from qa.contract import Kind, Warning
from qa.draft import Draft, Refused
from qa.listing import asked_list
from qa.parts import with_scope
from qa.question import ASKING_NUMBER
from qa.task import Task
from qa.wanted import Wanted

SURE = 0.66  # coverage from which the documents are taken to speak of the asserted figure
ASSERTED = (
    QuantityType.COUNT,
    QuantityType.MONEY,
    QuantityType.PERCENT,
    QuantityType.RANK,
    QuantityType.MULTIPLE,
    QuantityType.PER_UNIT,
)


def correction(task: Task) -> Draft | None:
    """Return the true figure where the question asserts another one, else None.

    An assertion that any figure found for the question meets is true; one that nothing speaks of
    is left alone.
    """
    listed = asked_list(task.question.view).count if task.question.kind is Kind.LIST else None
    for said in task.question.premises:
        if listed is not None and said.value == listed:
            continue  # how many are asked for: 五大任务是什么
        if said.type not in ASSERTED or said.span.end >= len(task.question.view.rstrip("？。！")):
            continue
        if not ASKING_NUMBER.search(task.question.view) and not re.search(
            r"哪|谁|什么|如何|为什么|怎么|吗|是否", task.question.view
        ):
            continue
        if any(same(said, f.quantity) for s in task.scenes for f in s.figures):
            continue
        asked = _asserted(task, said)
        good = [c for c in candidates_for(asked) if c.coverage.score >= SURE]
        if good:
            found = draft(asked, good[0], good)
            return replace(found, warnings=(*found.warnings, Warning.PREMISE_CORRECTED))
    return None


def _asserted(task: Task, said: Quantity) -> Task:
    """Return the task of asking what is asserted: 申请量是8000件 → 申请量多少件."""
    question = task.question
    clause = next(c for c in clauses(question.view) if c.overlaps(said.span))
    before = question.view[clause.start : said.span.start]
    after = question.view[said.span.end : clause.end]
    if clause.end >= len(question.view.rstrip("？。！")):
        before, after = question.view[: said.span.start], question.view[said.span.end :]
    sub = task.again(with_scope(question, f"{before}多少{said.unit}{after}"))
    unit = "" if said.type is not QuantityType.COUNT else said.normalized_unit
    wanted = Wanted(frozenset({said.type}), unit)
    return replace(sub, question=replace(sub.question, wanted=wanted, premises=()))


def same(said: Quantity, stated: Quantity) -> bool:
    """True when a figure of the text meets an asserted one: equal, or equal once rounded."""
    if said.type is not stated.type and {said.type, stated.type} != {
        QuantityType.COUNT,
        QuantityType.NUMBER,
    }:
        return False
    a, b = said.normalized_value, stated.normalized_value
    if a is None or b is None:
        return (said.min, said.max) == (stated.min, stated.max)
    return a == b or (b != 0 and abs(a - b) / abs(b) < 0.005)


def corrected_by(found: Draft | Refused, true: Draft) -> Draft:
    """Return the answer to what is asked with the correction behind it, or the correction alone."""
    if isinstance(found, Refused) or not found.figures:
        return true
    asked = found.figures[0].figure
    if (
        asked.quantity.type is true.figures[0].figure.quantity.type
        and asked == true.figures[0].figure
    ):
        return true
    return replace(
        found,
        statements=(*found.statements, *true.statements),
        figures=(*found.figures, *true.figures),
        warnings=(*found.warnings, Warning.PREMISE_CORRECTED),
    )
