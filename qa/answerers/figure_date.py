"""The time of a figure as the time that is asked for: 收入达到330亿是哪一年."""

import re
from collections.abc import Sequence

from corpus.document import Period, Quantity, QuantityType
from qa.contract import Kind
from qa.draft import Draft, Evidence, Scene, Statement
from qa.matching.candidates import Candidate, rank
from qa.matching.fitness import Fit
from qa.matching.rank import Ranked, features
from qa.premise import SPOKEN, same
from qa.quote import plain, window
from qa.task import Task

_YEAR = re.compile(r"哪一?年|哪年|几年|年份|何年|什么时候|何时|哪[个一]?季度|几月")
SPOKEN_OF = 0.6  # coverage from which a sentence without a date is what is asked about


def of_figure(task: Task) -> Draft | None:
    """Return the time of the figure that the question states, where the text says one."""
    said = [q for q in task.question.premises if q.normalized_value is not None]
    if not said or task.question.periods or not _YEAR.search(task.question.view):
        return None
    met = [
        c
        for c in rank(task)
        if any(_is(one, c.figure.quantity) for one in said)
        and c.fit.place is not Fit.NO
        and c.coverage.score >= SPOKEN
        and _told(c.figure.period)
    ]
    if not met:
        return None
    best = met[0]
    if any(_times(one) != _times(best) for one in met[1:] if one.score > best.score - 0.1):
        return None
    period = best.figure.period
    assert period is not None
    origin = period.origin
    if origin is None:
        return None
    evidence = [best.evidence]
    if not best.evidence.span.contains(origin):
        evidence.append(Evidence(best.scene.document, origin))
    answer = plain(best.scene.document.quote(origin))
    features = {
        "coverage": best.coverage.score,
        "precision": best.precision,
        "margin": 0.3,
        "fit": sum(best.fit) / 8,
        "retrieval": best.scene.retrieval,
    }
    return Draft(Kind.DATE, answer, (Statement(tuple(evidence)),), features=features)


def spoken_of(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Return the time that a sentence without a date of its own is told from: 一、2014年工作回顾.

    Its figures have read it; they must all be of one time.
    """
    best = order[0]
    if not _YEAR.search(task.question.view) or best.coverage.score < SPOKEN_OF:
        return None
    times = [f.period for f in best.scene.figures]
    if not times or any(not _told(one) for one in times):
        return None
    period = times[0]
    if period is None or period.origin is None:
        return None
    if any(one and (one.start, one.end) != (period.start, period.end) for one in times):
        return None
    document = best.scene.document
    evidence = (window(best.scene), Evidence(document, period.origin))
    answer = plain(document.quote(period.origin))
    return Draft(Kind.DATE, answer, (Statement(evidence),), features=features(order))


def states(task: Task, scene: Scene) -> bool:
    """True where a sentence states a figure that the question does."""
    said = task.question.premises
    return any(_is(one, figure.quantity) for one in said for figure in scene.figures)


def _is(said: Quantity, stated: Quantity) -> bool:
    """True for the figure that is stated, its unit left out or not: 330亿, 330亿元."""
    bare = said.type is QuantityType.NUMBER and said.normalized_value == stated.normalized_value
    return bare or same(said, stated)


def _told(period: Period | None) -> bool:
    """True for a time with a date of its own, said in the text."""
    return period is not None and period.origin is not None and bool(period.start or period.end)


def _times(one: Candidate) -> tuple[str | None, str | None]:
    period = one.figure.period
    return (None, None) if period is None else (period.start, period.end)
