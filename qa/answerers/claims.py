"""Which figure each operand of a calculation gets, where they lead to the same or to several."""

import re
from collections.abc import Collection, Sequence
from typing import TypeGuard

from corpus.attribution.clauses import content
from corpus.document import Figure
from corpus.places import places
from qa.answerers.figure import candidates_for, draft
from qa.answerers.operand import stands
from qa.answerers.rivals import rivals
from qa.contract import RefusalCode
from qa.draft import Draft, Refused
from qa.matching.candidates import Candidate
from qa.task import Task

__all__ = ["each_its_own"]

NEAR = 0.12  # figures this near to the best one are of the same measure
CLAIMS = 6  # figures that an operand may claim, best first
WHOLE = 2.0  # for what a sure operand is a part of: 其中发明专利, of 拥有专利
SAME_TIME = 0.6  # for a figure of the period that the sure operand is of
LITERAL = 5  # code points of a figure's own words from which they are no accident
CLEARLY = 0.05  # by which one reading has to be nearer to the sure operand than the next
_WHOSE = re.compile(r"^(?:全[省市区县]|我[省市区县]|本[省市区县])")


def each_its_own(
    tasks: Sequence[Task], found: Sequence[Draft | Refused], fixed: Collection[int] = ()
) -> tuple[Draft | Refused, ...]:
    """Give each operand a figure of its own, the better claim first; those that are fixed keep it.

    What two operands both lead to is the one's that leads to it more surely; the other one takes
    the next best, and a reading that another operand has claimed is none of an ambiguous one. What
    stays ambiguous is read as the sure ones are: in their sentence, or of their measure.
    """
    open_ = {
        n
        for n, one in enumerate(found)
        if n not in fixed and (isinstance(one, Draft) or one.code is RefusalCode.AMBIGUOUS)
    }
    if all(isinstance(one, Draft) for one in found) and len(set(map(stands, found))) == len(found):
        return tuple(found)
    claims = [(c.score, -n, c) for n in sorted(open_) for c in candidates_for(tasks[n])[:CLAIMS]]
    best = {n: max((s for s, m, _ in claims if -m == n), default=0.0) for n in open_}
    given: dict[int, Candidate] = {}
    taken = {at for n in fixed if (at := stands(found[n])) is not None}
    for score, m, claim in sorted(claims, key=lambda one: (-one[0], -one[1])):
        place = (claim.scene.document.id, claim.figure.span)
        if -m in given or place in taken or score < best[-m] - NEAR:
            continue
        given[-m] = claim
        taken.add(place)
    made = list(found)
    for n, claim in given.items():
        own = found[n]
        if isinstance(own, Draft) and stands(own) == (claim.scene.document.id, claim.figure.span):
            continue
        rivals_left = [
            r
            for r in rivals(tasks[n], claim, candidates_for(tasks[n]))
            if (r.scene.document.id, r.figure.span) not in taken
        ]
        made[n] = own if rivals_left else draft(tasks[n], claim, [claim])
    return _beside(tasks, _of_one_unit(tasks, made))


def _of_one_unit(
    tasks: Sequence[Task], found: Sequence[Draft | Refused]
) -> tuple[Draft | Refused, ...]:
    """Read an operand that is of another unit than most in the unit and sentence of these."""
    units = [one.figures[0].figure.quantity.normalized_unit for one in found if _is_draft(one)]
    usual = max(set(units), key=lambda unit: (units.count(unit), unit), default="")
    if len(found) < 3 or units.count(usual) < 2:
        return tuple(found)
    sentences = {
        _sentence(one.figures[0].figure)
        for one in found
        if _is_draft(one) and one.figures[0].figure.quantity.normalized_unit == usual
    }
    made = list(found)
    for n, one in enumerate(found):
        if isinstance(one, Draft) and one.figures[0].figure.quantity.normalized_unit == usual:
            continue
        taken = {stands(other) for other in made}
        alike = [
            c
            for c in candidates_for(tasks[n])
            if c.figure.quantity.normalized_unit == usual
            and _sentence(c.figure) in sentences
            and (c.scene.document.id, c.figure.span) not in taken
        ]
        if alike:
            made[n] = draft(tasks[n], alike[0], alike[:1])
    return tuple(made)


def _is_draft(found: Draft | Refused) -> TypeGuard[Draft]:
    return isinstance(found, Draft)


def _beside(tasks: Sequence[Task], found: Sequence[Draft | Refused]) -> tuple[Draft | Refused, ...]:
    """Read an ambiguous operand as it stands beside one that is sure."""
    sure = [one for one in found if isinstance(one, Draft)]
    made = list(found)
    for n, own in enumerate(found):
        if not sure or isinstance(own, Draft) or own.code is not RefusalCode.AMBIGUOUS:
            continue
        taken = {stands(one) for one in made}
        good = candidates_for(tasks[n])
        readings = _readings(tasks, n, good, sure[0].figures[0].figure)
        literal = [r for r in readings if _is_named(tasks[n], r)]
        if len(literal) == 1:
            made[n] = draft(tasks[n], literal[0], literal)
            continue
        near = sorted(
            (
                (_kinship(r, sure[0].figures[0].figure), -at, r)
                for at, r in enumerate(readings)
                if (r.scene.document.id, r.figure.span) not in taken
            ),
            key=lambda one: one[:2],
            reverse=True,
        )
        if near and near[0][0] > (near[1][0] if len(near) > 1 else 0.0) + CLEARLY:
            made[n] = draft(tasks[n], near[0][2], [near[0][2]])
    return tuple(made)


def _is_named(task: Task, reading: Candidate) -> bool:
    """True for a figure whose own words the question repeats: 河左园区面积, not 河右园区面积."""
    told = re.sub(r"的|[达共]?[到有为]$", "", reading.figure.measure)
    return len(told) >= LITERAL and told in task.question.view.replace("的", "")


def _readings(
    tasks: Sequence[Task], n: int, good: Sequence[Candidate], sure: Figure
) -> list[Candidate]:
    """Return what an operand may be: of the sure one's sentence, of any where all ask the same."""
    beside = [c for c in good if (c.figure.document_id, c.figure.sentence) == _sentence(sure)]
    alike = len({_measure_asked(task) for task in tasks}) == 1
    if beside or not alike or not good:
        return [c for c in beside if c.score >= good[0].score - 2 * NEAR]
    return [good[0], *rivals(tasks[n], good[0], good)]


def _sentence(figure: Figure) -> tuple[str, int]:
    return figure.document_id, figure.sentence


def _measure_asked(task: Task) -> str:
    """Return what an operand's question asks for, its place and year aside."""
    view = task.question.view
    named = [p.span for p in task.question.places] + [p.span for p in task.question.periods]
    for span in sorted(named, key=lambda one: -one.start):
        view = view[: span.start] + view[span.end :]
    return view


def _kinship(reading: Candidate, sure: Figure) -> float:
    """Return how near a reading stands to a figure: in the sentence, or by what it measures."""
    own = reading.figure
    if _sentence(own) == _sentence(sure):
        numbers = [f.span for f in reading.scene.figures]
        apart = abs(numbers.index(own.span) - numbers.index(sure.span))
        whole = WHOLE if own.measure and own.measure == sure.context else 0.0
        timed = own.period is not None and own.period == sure.period
        return whole + SAME_TIME * timed + 1 / max(apart, 1)
    one, other = _measured(own), _measured(sure)
    return len(one & other) / (2 * len(one | other)) if one | other else 0.0


def _measured(figure: Figure) -> frozenset[str]:
    """Return the characters that say what a figure measures, its place aside."""
    told = figure.measure
    for place in places(told):
        told = told.replace(place.name, "")
    return frozenset(content(_WHOSE.sub("", told).removeprefix("其中")))
