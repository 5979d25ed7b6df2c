"""Figures that contradict one another: which of them answers, and when none is to be preferred.

Of two that state one thing with two values, the one of a document in force answers before one that
has ended; a revised value (最终核实, 修订后, 按可比口径调整) before the one it revises, and a plain
one before a preliminary one (初步核算), the older being named. Otherwise both are shown, newest
first.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from corpus.document import Bound, Quantity
from corpus.numbers.agreement import agree
from qa.draft import Draft, FigureUse, Statement
from qa.matching.candidates import Candidate
from qa.matching.claim_words import words
from qa.matching.figure_score import LOWER, UPPER
from qa.task import Task

__all__ = ["settled"]

_REVISED = re.compile(
    r"最终核[实算定]|核实(?:后|数|为)|修订(?:后|数|为|结果)|修正(?:后|数|为)|核定(?:后|数|为)"
    r"|(?:按|以)[^，；。]{0,8}可比口径|调整后|普查[^，；。]{0,10}(?:修订|调整)|更正|勘误|重新核[算定]|终审"
)
_PRELIMINARY = re.compile(r"初步(?:核算|统计|测算|数|汇总)|快报|预计|估算|预测|测算")
_MOST = 3  # values that are shown beside one another at most
_FORMERLY = ("初步数为", "修订前的数为", "修订前的数为")  # by what the older value is


def settled(
    task: Task,
    best: Candidate,
    same: Sequence[Candidate],
    draft: Callable[[Candidate], Draft],
) -> Draft:
    """Answer with the best figure, or with what its contradictions leave of it.

    `same` are the figures that state the same thing, `draft` makes an answer of one of them.
    """
    sides = _sides(task, best, same)
    if len(sides) < 2:
        return draft(sides[0])
    preferred = _preferred(task, sides)
    if preferred is None:
        return _disputed(draft(sides[0]), sides)
    first, older = preferred
    return _revised(draft(first), older)


def _sides(task: Task, best: Candidate, same: Sequence[Candidate]) -> list[Candidate]:
    """Return the figures that contradict one another, newest first, each value once."""
    rivals = [
        other
        for other in same
        if (other.scene.sentence is not best.scene.sentence or _elsewhere(best, other))
        and not agree(_as_limit(best), _as_limit(other))
    ]
    if not rivals:
        return [best]
    sides: list[Candidate] = []
    for one in sorted(_asked_after(task, [best, *rivals]), key=_newest):
        if not any(agree(_as_limit(one), _as_limit(side)) for side in sides):
            sides.append(one)
    return sides[:_MOST]


def _as_limit(candidate: Candidate) -> Quantity:
    """Return a figure's quantity, that of a limit as one: 最高额度为55万元 is 不超过55万元."""
    quantity, measure = candidate.figure.quantity, candidate.figure.measure
    if quantity.bound is not Bound.EXACT:
        return quantity
    if UPPER.search(measure):
        return replace(quantity, bound=Bound.AT_MOST)
    return replace(quantity, bound=Bound.AT_LEAST) if LOWER.search(measure) else quantity


def _elsewhere(one: Candidate, other: Candidate) -> bool:
    return one.scene.document.id != other.scene.document.id


def _asked_after(task: Task, sides: Sequence[Candidate]) -> Sequence[Candidate]:
    """Keep those of the paper that the question names, where it names one: 统计公报."""
    named = [w for w in words("papers") if w in task.question.view]
    kept = [c for c in sides if any(w in c.scene.title for w in named)]
    return kept or sides


def _newest(candidate: Candidate) -> tuple[int, str, int]:
    day = candidate.scene.document.metadata.published
    age = -(day or date.min).toordinal()
    return age, candidate.scene.document.id, candidate.figure.span.start


def _preferred(
    task: Task, sides: Sequence[Candidate]
) -> tuple[Candidate, tuple[Candidate, ...]] | None:
    """Return the side that answers and those that it revises; None where none does."""
    in_force = [c for c in sides if not task.has_ended(c.scene.document.id)]
    if len(in_force) == 1:
        return in_force[0], ()
    left = in_force or list(sides)
    ranked = sorted(left, key=lambda c: (-_standing(c), _newest(c)))
    if _PRELIMINARY.search(task.question.view):
        preliminary = [c for c in left if _standing(c) == 0]
        return (preliminary[0], ()) if len(preliminary) == 1 else None
    if _standing(ranked[0]) == _standing(ranked[1]):
        return None
    return ranked[0], tuple(ranked[1:])


def _standing(candidate: Candidate) -> int:
    """Return 2 for a revised value, 0 for a preliminary one, else 1."""
    scene = candidate.scene
    start = scene.sentence.view.locate(candidate.figure.span).start
    clause = scene.text[scene.text.rfind("；", 0, start) + 1 :]
    if _REVISED.search(clause) or _REVISED.search(scene.title):
        return 2
    return 0 if _PRELIMINARY.search(clause) or _PRELIMINARY.search(scene.title) else 1


def _disputed(drafted: Draft, sides: Sequence[Candidate]) -> Draft:
    """Return the draft of a contradiction: all sides, in their order."""
    return replace(
        drafted,
        answer="；".join(c.shown for c in sides),
        statements=tuple(Statement((c.evidence,)) for c in sides),
        figures=tuple(FigureUse(c.figure, c.evidence) for c in sides),
        conflicts=(tuple(range(len(sides))),),
        replies=False,
    )


def _revised(drafted: Draft, older: Sequence[Candidate]) -> Draft:
    """Return the draft of a revised value, the values before it named behind it."""
    told = tuple(Statement((c.evidence,), f"{_FORMERLY[_standing(c)]}{c.shown}。") for c in older)
    return replace(
        drafted,
        statements=(*drafted.statements, *told),
        figures=(*drafted.figures, *(FigureUse(c.figure, c.evidence) for c in older)),
        replies=drafted.replies and not told,
    )
