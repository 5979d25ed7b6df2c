"""The other readings of a question: figures as good, of a place or period that it does not name."""

import re
from collections.abc import Sequence

from corpus.document import Aspect, Quantity
from qa.contract import RefusalCode
from qa.draft import Option, Refused
from qa.matching.candidates import MISSING_WEIGHT, Candidate, same_period, same_subject, same_value
from qa.matching.exactness import is_exact, is_planned
from qa.matching.figure_faults import (
    of_unasked_part,
    only_added,
    only_tells_which,
    opposite,
    unasked_condition,
)
from qa.matching.figure_score import counts_alike, singled_out
from qa.matching.place_fit import of_unnamed_body
from qa.reader.verdict import Found
from qa.task import Task

RIVAL_COVERAGE = 0.05  # figures whose words are covered as well as the best one's, within this
WHOLE = re.compile(
    r"一共|总共|总[数量额]|全部|合计|共计"
)  # asks for the whole of what a sentence parts
RIVAL_ELSEWHERE = 0.1  # of another place, when the question names none
RIVAL_PRECISION = 0.3
EQUAL_PRECISION = 0.65  # where the question's words are covered alike
VAGUE = 0.55  # the question leaves out most of what the best figure measures
READ_AS = 0.85  # how likely the reader holds the stretch that settles between readings
TWIN = 0.02  # within one place and period figures must be this alike to be two readings


def rivals(task: Task, best: Candidate, good: Sequence[Candidate]) -> list[Candidate]:
    """Return the other readings: figures as good, of a place or period that was not asked for."""
    readings: list[Candidate] = []
    for other in good:
        if other is best or same_value(best, other) or any(same_value(other, r) for r in readings):
            continue
        if other.scene is best.scene and other.figure.group == best.figure.group:
            continue
        if _is_reading(task, best, other):
            readings.append(other)
    return readings[:4]


def _is_reading(task: Task, best: Candidate, other: Candidate) -> bool:
    quantity, rival = best.figure.quantity, other.figure.quantity
    if rival.type is not quantity.type:
        return False
    target = Aspect.TARGET in (best.figure.aspect, other.figure.aspect)
    if target and best.figure.aspect is not other.figure.aspect and same_subject(best, other):
        return False
    elsewhere = not task.question.places and not same_subject(best, other)
    if _told_apart(task, best, other) and not elsewhere:
        return False
    allowed = RIVAL_ELSEWHERE if elsewhere else RIVAL_COVERAGE
    if other.coverage.score < best.coverage.score - allowed:
        return False
    equal = other.coverage.score >= best.coverage.score - TWIN
    alike = EQUAL_PRECISION if equal or elsewhere else RIVAL_PRECISION
    if other.precision < best.precision - alike or other.figure.former:
        return False
    if asked_for(task, best, other) and not elsewhere:
        return False
    if unasked_condition(task, other.scene, other.figure) and not (
        unasked_condition(task, best.scene, best.figure)
    ):
        return False
    if opposite(task, other.figure) and not opposite(task, best.figure):
        return False
    asked = task.question
    if of_unasked_part(other.figure, asked.view) > of_unasked_part(best.figure, asked.view):
        return False
    if only_added(asked, other.figure) > only_added(asked, best.figure):
        return False
    if of_unnamed_body(asked.view, other.figure) > of_unnamed_body(asked.view, best.figure):
        return False
    if only_tells_which(other.scene, other.figure):
        return False
    if singled_out(task, best.scene, best.figure) and (
        best.scene is other.scene and not singled_out(task, other.scene, other.figure)
    ):
        return False
    if equal and other.coverage.missing and _lost(best) and _alike(quantity, rival):
        return True  # the word that would tell the two apart stands at neither: 乡下居民
    vague = best.precision < VAGUE and rival.normalized_unit == quantity.normalized_unit
    whole = WHOLE.search(task.question.view) and other.scene is best.scene
    part = other.scene is best.scene and (
        other.figure.measure.startswith("其中") or other.figure.quantity.value == 1
    )
    if vague and equal and not whole and not part and sum(other.fit) >= sum(best.fit):
        return True
    if elsewhere:
        return True
    timed = best.figure.period is not None and best.figure.period.text in task.question.view
    if not task.question.periods and not timed and not same_period(best, other):
        return True
    twins = (
        rival.normalized_unit == quantity.normalized_unit
        and other.score >= best.score - TWIN
        and abs(other.precision - best.precision) <= TWIN
        and other.figure.aspect is best.figure.aspect
        and min(other.fit) >= min(best.fit)
    )
    return twins and other.figure.measure != best.figure.measure


def asked_for(task: Task, best: Candidate, other: Candidate) -> bool:
    """True where only the best is of now, counts what is asked, in its unit, or sums it up."""
    if task.question.wanted.unit and best.fit.unit > other.fit.unit:
        return True
    ahead = [is_planned(task.question, c.scene, c.figure) for c in (best, other)]
    if ahead == [False, True]:
        return True
    summed = task.question.aspect is Aspect.CUMULATIVE is best.figure.aspect
    if summed and other.figure.aspect is not Aspect.CUMULATIVE:
        return True
    return counts_asked(task, best) > 0 > counts_asked(task, other)


def counts_asked(task: Task, one: Candidate) -> int:
    """Return 1 where a figure counts the noun that the question counts, -1 where another."""
    end = one.scene.sentence.view.locate(one.figure.span).end
    return counts_alike(task, one.figure, one.scene.text[end : end + 12])


def _told_apart(task: Task, best: Candidate, other: Candidate) -> bool:
    """True when the best is what the question names and what was, and the other is not, of a time
    that the question names.
    """
    if not task.question.periods:
        return False
    ways = [
        (
            is_exact(task.question, c.figure),
            not is_planned(task.question, c.scene, c.figure),
        )
        for c in (best, other)
    ]
    return ways[0] > ways[1] and ways[0][1] >= ways[1][1]


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.normalized_unit == other.normalized_unit


def _lost(best: Candidate) -> bool:
    """True when a noun of the question stands nowhere near the figure."""
    return any(t.noun and t.weight >= MISSING_WEIGHT for t in best.coverage.missing)


def read_as(task: Task, readings: Sequence[Candidate]) -> Candidate | None:
    """Return the reading that the reader takes, where none says more of what is asked.

    Of other places or times than its own a figure may be as well: those are the asker's to choose.
    """
    verdict = task.verdict() if len({_reading(task, c) for c in readings}) == 1 else None
    if verdict is None or not verdict.found or verdict.found[0].likely < READ_AS:
        return None
    best = verdict.found[0]
    taken = [c for c in readings if _is_at(c, best)]
    most = max(c.coverage.score for c in readings)
    return taken[0] if len(taken) == 1 and taken[0].coverage.score >= most else None


def _is_at(one: Candidate, found: Found) -> bool:
    """True for a figure in the stretch that the reader found."""
    same = one.scene.document.id == found.scene.document.id
    return same and found.scene.sentence.view.original(found.span).overlaps(one.figure.span)


def ambiguous(task: Task, readings: Sequence[Candidate]) -> Refused:
    """Offer the readings of a question that fits several places or periods."""
    options = tuple(Option(_reading(task, c), c.shown, c.evidence) for c in readings[:5])
    return Refused(
        RefusalCode.AMBIGUOUS,
        nearest=tuple(o.evidence for o in options),
        options=options,
    )


def _reading(task: Task, candidate: Candidate) -> str:
    words = []
    if not task.question.places and candidate.place:
        words.append(candidate.place)
    period = candidate.figure.period
    if not task.question.periods and period is not None and period.text:
        words.append(period.text)
    return "".join(words) + task.question.view
