"""Words as answers: the clause that says what is asked, cut to what the question does not say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.clauses import clauses
from corpus.document import Span
from qa.align import Coverage, Layer
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused, Scene, Statement
from qa.quote import plain, window
from qa.task import Task

ENOUGH = 0.55  # coverage below which a sentence is about something else; tuned on the tuning part
MISSING_WEIGHT = 0.75  # a term of this weight that stands nowhere near: not in the documents
MAX_ANSWER = 60  # code points of a short answer, by the contract


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence held against the question."""

    scene: Scene
    coverage: Coverage
    score: float


def ranked(task: Task) -> list[Ranked]:
    """Return the sentences of the scenes, best first."""
    found = []
    for scene in task.scenes:
        coverage = task.cover(scene)
        own = task.aligner.cover((Layer(scene.text, 1.0),)).score
        places = _place_score(task, scene)
        score = 0.6 * coverage.score + 0.25 * own + 0.1 * scene.retrieval + places
        if scene.sentence.heading:
            score -= 0.12
        found.append(Ranked(scene, coverage, score))
    return sorted(found, key=lambda r: (-r.score, r.scene.document.id, r.scene.sentence.number))


def _place_score(task: Task, scene: Scene) -> float:
    from qa.fit import Fit, place_of

    if not task.question.places:
        return 0.0
    best = max(place_of(p.canonical, scene.place, scene) for p in task.question.places)
    return {Fit.YES: 0.05, Fit.UNKNOWN: 0.0, Fit.NO: -0.25}[best]


def answer_span(task: Task) -> Draft | Refused:
    """Answer with the best clause."""
    order = ranked(task)
    refusal = refuse(task, order)
    if refusal is not None:
        return refusal
    best = order[0]
    focus = best_clause(task, best.scene)
    evidence = window(best.scene, focus)
    answer = plain(best.scene.evidence(focus).quote).strip("，。；：、 ")
    return Draft(
        kind=task.question.kind,
        answer=answer[:MAX_ANSWER],
        statements=(Statement((evidence,)),),
        features=features(order),
    )


def answer_passage(task: Task) -> Draft | Refused:
    """Answer with the best sentences, in text order."""
    order = ranked(task)
    refusal = refuse(task, order)
    if refusal is not None:
        return refusal
    best = order[0]
    chosen = [best.scene]
    for other in order[1:6]:
        near = (
            other.scene.document.id == best.scene.document.id
            and other.scene.sentence.section == best.scene.sentence.section
            and not other.scene.sentence.heading
        )
        if near and other.score > best.score - 0.15 and len(chosen) < 3:
            chosen.append(other.scene)
    focus = best_clause(task, best.scene)
    answer = plain(best.scene.evidence(focus).quote).strip("，。；：、 ")
    chosen.sort(key=lambda s: s.sentence.number)
    statements = [Statement((s.evidence(),)) for s in chosen]
    statements.sort(key=lambda s: s.evidence[0].span != best.scene.sentence.span)
    return Draft(Kind.PASSAGE, answer[:MAX_ANSWER], tuple(statements), features=features(order))


def refuse(task: Task, order: Sequence[Ranked]) -> Refused | None:
    """Return why no sentence answers, or None when the best one does."""
    if not order:
        return Refused(RefusalCode.NO_EVIDENCE)
    best = order[0]
    gone = [t for t in best.coverage.missing if t.weight >= MISSING_WEIGHT]
    if best.coverage.score < ENOUGH or gone:
        return Refused(
            RefusalCode.NO_EVIDENCE,
            nearest=tuple(window(r.scene) for r in order[:2]),
            strength=best.coverage.score,
        )
    return None


def best_clause(task: Task, scene: Scene) -> Span:
    """Return the run of clauses, at most 60 code points, that best answers the question.

    The clause in which the question's words stand answers, and the one after it when that clause
    is all question.
    """
    parts = clauses(scene.text) or (Span(0, len(scene.text)),)
    best: tuple[float, int] | None = None
    for n, part in enumerate(parts):
        covered = task.aligner.cover((Layer(scene.text[part.start : part.end], 1.0),)).score
        rest = len(re.sub(r"\W", "", scene.text[part.start : part.end]))
        value = covered + min(rest, 20) / 200
        if best is None or value > best[0]:
            best = (value, n)
    assert best is not None
    first = last = best[1]
    while last + 1 < len(parts) and parts[last + 1].end - parts[first].start <= MAX_ANSWER:
        last += 1
    while first > 0 and parts[last].end - parts[first - 1].start <= MAX_ANSWER:
        first -= 1
    return Span(parts[first].start, min(parts[last].end, parts[first].start + MAX_ANSWER))


def features(order: Sequence[Ranked]) -> dict[str, float]:
    """Return what the confidence of a worded answer is computed from."""
    best = order[0]
    runner_up = next((r.score for r in order[1:]), 0.0)
    return {
        "coverage": best.coverage.score,
        "precision": 0.5,
        "margin": min(best.score - runner_up, 0.3),
        "fit": 0.5,
        "retrieval": best.scene.retrieval,
    }
