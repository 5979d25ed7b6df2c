"""Of two figures that a question's words lead to, the one that says no more than it asks.

少儿藏书 where 藏书 is asked for, 残疾人创业补贴 where 创业补贴 is, 累计建成 where 建成 is: what the
question does not say makes the figure one of a part, or of more than a year.
"""

from collections.abc import Sequence

from corpus.document import Aspect
from corpus.numbers.agreement import ROUNDINGS, agree
from qa.matching.align import match
from qa.matching.candidates import Candidate, same_period, same_subject
from qa.matching.figure_faults import RUNNING
from qa.matching.same_claim import words_of
from qa.task import Task

__all__ = ["plainer"]

_LEVELS = frozenset({Aspect.ACTUAL, Aspect.CUMULATIVE, Aspect.NEW})
_NEAR = 0.05  # coverage by which the plainer one may fall behind
_SAID = 0.5  # match from which a question says a word, if only in part


def plainer(task: Task, best: Candidate, good: Sequence[Candidate]) -> Candidate:
    """Return the figure that measures the same as the best with fewer words, else the best."""
    if task.question.premises:
        return best  # 超十亿的项目: the limit that the question names tells which
    own = words_of(best)
    view = task.question.view
    for one in good:
        if one is best or not _comparable(one, best) or _rounds(one, best):
            continue
        words = words_of(one)
        extra = own - words
        if not words <= own or any(match(word, view) >= _SAID for word in extra):
            continue
        if extra or (_sums(best) and not _sums(one) and not RUNNING.search(view)):
            return one
    return best


def _rounds(one: Candidate, best: Candidate) -> bool:
    """True for a rounding of the best figure's value: 突破1万件 of 1.0049万件."""
    rounding = one.figure.quantity.bound in ROUNDINGS
    return rounding or agree(one.figure.quantity, best.figure.quantity)


def _sums(candidate: Candidate) -> bool:
    return candidate.figure.aspect is Aspect.CUMULATIVE


def _comparable(one: Candidate, best: Candidate) -> bool:
    """True for figures of one unit, place and time, of which the question is as well covered."""
    mine, its = one.figure, best.figure
    return (
        mine.quantity.normalized_unit == its.quantity.normalized_unit
        and mine.quantity.type is its.quantity.type
        and {mine.aspect, its.aspect} <= _LEVELS
        and not mine.former
        and one.coverage.score >= best.coverage.score - _NEAR
        and min(one.fit.period - best.fit.period, one.fit.place - best.fit.place) >= 0
        and same_period(one, best)
        and same_subject(one, best)
    )
