"""Passages: how, why and by which measures, told by the sentences that say it."""

from collections.abc import Iterator, Sequence

from corpus.attribution.clauses import clauses
from corpus.document import Span
from qa.answerers.span import best_clause
from qa.contract import Kind
from qa.draft import Draft, Evidence, Refused, Scene, Statement
from qa.matching.rank import Ranked, features, ranked, refuse
from qa.quote import MAX_QUOTE, plain
from qa.task import Task

MAX_ANSWER = 60  # code points of a short answer, by the contract
SENTENCES = 4  # of one reply
BEHIND = 0.12  # how far behind the best sentence another one may lie
OPENING = 24  # code points of a sentence that only announces what the next ones tell


def answer_passage(task: Task) -> Draft | Refused:
    """Answer with the best sentences, the best one first, and what the opening ones announce."""
    order = ranked(task)
    refusal = refuse(task, order)
    if refusal is not None:
        return refusal
    told = [one for one in order if not one.scene.names_only] or order
    chosen = _chosen(task, told)
    focus = best_clause(task, chosen[0])
    answer = plain(chosen[0].evidence(focus).quote).strip("，。；：、 ")
    statements = tuple(Statement((e,)) for scene in chosen for e in _whole(scene))
    return Draft(Kind.PASSAGE, answer[:MAX_ANSWER], statements, features=features(told))


def _chosen(task: Task, told: Sequence[Ranked]) -> list[Scene]:
    """Return the sentences of the reply: the best, near ones, and those that follow openings."""
    best = told[0]
    chosen: list[Scene] = []
    for one in told[: SENTENCES + 2]:
        same = one.scene.document.id == best.scene.document.id
        if not same or one.score < best.score - BEHIND:
            continue
        for scene in (one.scene, *_following(task, one.scene)):
            known = any(scene.sentence.number == s.sentence.number for s in chosen)
            if not known and len(chosen) < SENTENCES:
                chosen.append(scene)
    first = [s for s in chosen if len(s.text) > OPENING][:1]
    return [*first, *(s for s in chosen if s not in first)]


def _following(task: Task, scene: Scene) -> Iterator[Scene]:
    """Yield the sentence behind one that only announces it (三是突出了保护。强调…)."""
    if len(scene.text) > OPENING:
        return
    for other in task.scenes:
        after = other.sentence.number == scene.sentence.number + 1
        if after and other.document.id == scene.document.id:
            if other.sentence.paragraph == scene.sentence.paragraph:
                yield other
            return


def _whole(scene: Scene) -> Iterator[Evidence]:
    """Cite a sentence; a long one in runs of clauses."""
    if len(scene.sentence.span) <= MAX_QUOTE:
        yield scene.evidence()
        return
    start: int | None = None
    end = 0
    for part in clauses(scene.text):
        if start is not None and len(scene.evidence(Span(start, part.end)).span) > MAX_QUOTE:
            yield scene.evidence(Span(start, end))
            start = None
        start = part.start if start is None else start
        end = part.end
    if start is not None:
        yield scene.evidence(Span(start, end))
