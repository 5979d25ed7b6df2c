"""Figures that a question asserts in passing, held against the documents."""

import re
from dataclasses import replace

from corpus.attribution.clauses import clauses
from corpus.document import Quantity, QuantityType
from qa.answerers.figure import candidates_for, draft
from qa.answerers.rising import CLAUSE, DOWN, UP, direction
from qa.asking.listing import asked_list
from qa.asking.parts import with_scope
from qa.asking.wanted import Wanted
from qa.contract import Kind, Warning
from qa.draft import Draft, Refused
from qa.matching.candidates import Candidate, rank
from qa.matching.fit import counted_alike
from qa.matching.fitness import Fit
from qa.question import ASKING_NUMBER
from qa.task import Task

SPOKEN = 0.45  # coverage from which a figure that is the asserted one bears it out
SURE = 0.66  # coverage from which the documents are taken to speak of the asserted figure
WHY = re.compile(r"为什么|为何|为啥|何以|怎么(?!样)|如何|怎样|凭什么|靠什么")
ASKS = re.compile(r"哪|谁|什么|吗|是否")
ASSERTED = (
    QuantityType.COUNT,
    QuantityType.MONEY,
    QuantityType.PERCENT,
    QuantityType.RANK,
    QuantityType.MULTIPLE,
    QuantityType.PER_UNIT,
)

_AGES = ("岁", "周岁")


def correction(task: Task) -> Draft | None:
    """Return the true figure where the question asserts another one, else None.

    An assertion that any figure found for the question meets is true; one that nothing speaks of
    is left alone.
    """
    listed = asked_list(task.question.view).count if task.question.kind is Kind.LIST else None
    for said in task.question.premises:
        if said.normalized_unit in _AGES:
            continue  # of whom is asked, and no fact: 92岁的老人每月多少钱
        if listed is not None and said.value == listed:
            continue  # how many are asked for: 五大任务是什么
        view = task.question.view
        ends = said.span.end >= len(view.rstrip("？。！"))
        if said.type not in ASSERTED or (ends and not WHY.search(view)):
            continue
        if not any(asks.search(view) for asks in (ASKING_NUMBER, WHY, ASKS)):
            continue
        meant = [
            c
            for c in rank(task)
            if same(said, c.figure.quantity)
            and _counted_alike(said, c.figure.quantity)
            and c.fit.place is not Fit.NO
            and c.coverage.score >= SPOKEN
        ]
        if meant and not _turned(view, said, meant[0]):
            continue
        asked = _asserted(task, said)
        good = [c for c in candidates_for(asked) if c.coverage.score >= SURE]
        if meant:
            good = [c for c in good if c.figure.span == meant[0].figure.span]
        if good:
            found = draft(asked, good[0], good)
            return replace(found, warnings=(*found.warnings, Warning.PREMISE_CORRECTED))
    return None


def _turned(view: str, said: Quantity, meant: Candidate) -> bool:
    """True when the figure is the asserted one, but of a fall for a growth or the other way."""
    before = re.split("[，；。]", view[: said.span.start])[-1][-CLAUSE:]
    falls, rises = DOWN.search(before) is not None, UP.search(DOWN.sub("，", before)) is not None
    way = direction(meant.scene, meant.figure)
    return way is not None and falls != rises and way != (-1 if falls else 1)


def _counted_alike(said: Quantity, stated: Quantity) -> bool:
    """True unless the two count different things: 36家, 36笔."""
    one, other = said.normalized_unit, stated.normalized_unit
    both = said.type is stated.type is QuantityType.COUNT
    return not (both and one and other) or counted_alike(one, other)


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
