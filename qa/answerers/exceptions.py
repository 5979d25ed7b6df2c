"""Who or what is taken out of a norm: 导盲犬除外, 学生不受此限, 经批准的除外.

An exception is told in a clause of its own, often behind the last of several items. What it is
taken out of stands in front of it: in its sentence, or in the one that leads the items.
"""

import re
from collections.abc import Sequence

from corpus.attribution.clauses import clauses
from corpus.document import Span
from qa.answerers.asserted_figure import NO, YES
from qa.answerers.cases import blanked, decided
from qa.draft import Draft, Scene
from qa.matching.align import Layer, match
from qa.matching.denial import denies
from qa.matching.permission import FORBIDDEN, PERMITTED
from qa.matching.rank import Ranked
from qa.task import Task

__all__ = ["exempt"]

READ, BEHIND = 3, 0.35  # sentences that are looked into, and how far they may lie
BACK = 8  # sentences in front within which the norm of an exception stands
SAID = 0.8  # match from which a word is said
WEIGHTY = 0.5  # of a word that has to be said of the norm
_EXEMPT = re.compile(
    r"(?P<who>[^，。；：]{2,40}?)(?:的|者)?"
    r"(?:，?(?:不受(?:此限|[^，。]{1,10}(?:限制|约束))|除外|例外|不在此[限列])"
    r"|(?:，[^，。；：]{2,20})?，?不适用本)"
)
_LEAVE = re.compile(r"批准|同意|许可|审批|核准")
_NORM = re.compile(r"应当?|必须|须|禁止|不得|不准|不可|限[养购制期每]|可以?|能")


def exempt(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Answer of somebody whom a text takes out of what it holds of all.

    What is forbidden to all others he may do; what is asked of them, or allowed, holds not for him.
    """
    for one in order[:READ]:
        if one.score < order[0].score - BEHIND:
            break
        text = one.scene.text
        for found in _EXEMPT.finditer(text):
            norm = _norm(task, one.scene, found.start())
            whole = found["who"] in task.question.view
            if not whole and not _meant(task, one.scene, found["who"], norm):
                continue
            if _LEAVE.search(found["who"]) and _LEAVE.search(task.question.view):
                continue  # 经…批准的除外 asks for the leave that is asked about
            freed = FORBIDDEN.search(norm) and PERMITTED.search(task.question.view)
            word = YES if bool(freed) != denies(blanked(task)) else NO
            return decided(order, one.scene, _clause(text, found), word)
    return None


def _clause(text: str, found: re.Match[str]) -> Span:
    """Return the clauses in which an exception stands."""
    inside = [p for p in clauses(text) if p.start < found.end() and p.end > found.start()]
    return Span(inside[0].start, inside[-1].end) if inside else Span(*found.span())


def _norm(task: Task, scene: Scene, start: int) -> str:
    """Return what an exception is taken out of, with all that stands between."""
    told = scene.text[:start]
    number = scene.sentence.number
    before = task.material(scene.document.id).sentences[max(0, number - BACK) : number]
    for sentence in reversed(before):
        if _NORM.search(told):
            break
        told = f"{sentence.view.text} {told}"
    return told


def _meant(task: Task, scene: Scene, who: str, norm: str) -> bool:
    """True where only the excepted are who the question names, and all else is of the norm."""
    weighty = [t for t in task.aligner.terms if t.weight >= WEIGHTY and len(t.text) > 1]
    named = [t for t in weighty if match(t.text, who) >= SAID]
    own = [t for t in named if t.noun and match(t.text, norm) < SAID]
    around = f"{norm}，{scene.text}"
    layers = (Layer(around, 1.0), Layer(f"{scene.headings}，{scene.title}", 0.8))
    held = task.aligner.weighing(tuple(weighty)).cover(layers)
    return bool(own) and not any(t.noun and t.known for t in held.missing)
