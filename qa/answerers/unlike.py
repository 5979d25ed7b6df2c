"""What an answer over several figures has to say of them: they differ in measure, time or scope."""

from collections.abc import Sequence

from corpus.document import Aspect, Figure, QuantityType
from corpus.places import within
from qa.asking.ways import Way, way_of
from qa.contract import Warning
from qa.matching.align import match
from qa.matching.surroundings import nouns
from qa.task import Task

__all__ = ["warnings_of"]

ALIKE = 0.5  # match from which two head nouns are of one measure
_PARTED = (Way.SHARE, Way.RATIO)  # of which the operands are of two measures by their nature


def warnings_of(task: Task, figures: Sequence[Figure]) -> tuple[Warning, ...]:
    """Return the warnings that a calculation or comparison over some figures needs."""
    found: list[Warning] = []
    aspects = {f.aspect for f in figures}
    if Aspect.TARGET in aspects and len(aspects) > 1:
        found.append(Warning.TARGET_VS_ACTUAL)
    elif len(aspects) > 1 or (
        way_of(task.question.view) not in _PARTED and not _of_one_measure(figures)
    ):
        found.append(Warning.DIFFERENT_MEASURE)
    periods = {(p.start, p.end) if (p := f.period) else None for f in figures}
    if len(periods) > 1 and len(task.question.periods) < 2:
        found.append(Warning.DIFFERENT_PERIOD)
    if way_of(task.question.view) not in _PARTED and _nested(figures):
        found.append(Warning.DIFFERENT_SCOPE)
    return tuple(found)


def _of_one_measure(figures: Sequence[Figure]) -> bool:
    """True when the head noun of each stands in what the others measure."""
    if any(f.quantity.type in (QuantityType.RANK, QuantityType.DURATION) for f in figures):
        return True
    told = [(_head(f), f.context + f.measure) for f in figures]
    return all(
        not one or not other_head or match(one, other) >= ALIKE or match(other_head, own) >= ALIKE
        for n, (one, own) in enumerate(told)
        for other_head, other in told[n + 1 :]
    )


def _head(figure: Figure) -> str:
    """Return the last noun of what a figure measures, of its context where it has none itself."""
    found = nouns(figure.measure) or nouns(figure.context)
    return found[-1] if found else ""


def _nested(figures: Sequence[Figure]) -> bool:
    """True when the place of one lies within that of another: a district against its city."""
    places = {f.subject.place for f in figures if f.subject and f.subject.place}
    return any(within(a, b) for a in places for b in places if a != b)
