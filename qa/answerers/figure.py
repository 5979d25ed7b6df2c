"""A single figure: the one whose measure, place, period, unit and aspect are those asked for."""

import re
from collections.abc import Sequence

from corpus.attribution.aspects import seen_aspect
from corpus.document import Aspect, Bound, QuantityType, Span
from corpus.numbers.agreement import ROUNDINGS, agree
from qa.answerers.rivals import RIVAL_COVERAGE, WHOLE, ambiguous, read_as, rivals
from qa.contract import Kind, RefusalCode, Warning
from qa.draft import Draft, Evidence, FigureUse, Refused, Statement
from qa.matching.candidates import (
    ENOUGH,
    Candidate,
    fitting,
    is_given,
    only_lacks,
    rank,
    same_value,
)
from qa.matching.conflicts import settled
from qa.matching.figure_faults import only_tells_which
from qa.matching.fitness import Fit
from qa.matching.plainer import plainer
from qa.matching.same_claim import same_claim
from qa.task import Task

STATED = (QuantityType.COUNT, QuantityType.MONEY, QuantityType.PERCENT)
SAYS = 0.12  # the weight of the least word that says anything
_THRESHOLD = re.compile(r"[过超逾]了?(?:多少|几)")
BLOCKING = 0.1  # a forbidden figure this much better shows that the question means another one


def answer_figure(task: Task) -> Draft | Refused:
    """Answer with one figure, or say why none fits."""
    candidates = _amounts(task, rank(task))
    if not any(t.weight >= SAYS for t in task.aligner.terms) and not task.question.wanted.unit:
        return refuse(task, [])  # a question without content: nothing tells its figure
    good = [c for c in fitting(candidates) if not _is_said(task, c)]
    if not good:
        return refuse(task, candidates)
    first = _whole(task, good)
    best = plainer(task, first, good)
    nearer = blocked_by(best, candidates)
    if nearer is not None:
        return refuse(task, [nearer, *candidates])
    stated = exact(best, good)
    same = [
        c
        for c in candidates
        if c is not stated and c.fit.allowed and same_claim(stated, c) and not _is_said(task, c)
    ]
    stated = unrounded(stated, same)
    readings = rivals(task, best, [c for c in good if c is not first and c not in same])
    if readings:
        meant = read_as(task, [best, *readings])
        return draft(task, meant, good) if meant else ambiguous(task, [best, *readings])
    return settled(task, stated, same, lambda chosen: draft(task, chosen, good))


def _amounts(task: Task, ranked: list[Candidate]) -> list[Candidate]:
    """Leave out thresholds that only tell which ones are meant, unless one is asked for."""
    if _THRESHOLD.search(task.question.view):
        return ranked
    return [c for c in ranked if not only_tells_which(c.scene, c.figure)]


def _is_said(task: Task, one: Candidate) -> bool:
    """True for an amount that the question itself states: nobody asks for what he says."""
    if task.question.kind not in (Kind.FIGURE, Kind.CALCULATION):
        return False
    counted = one.figure.quantity.type in STATED
    return counted and any(is_given(one, q) and q.unit for q in task.question.premises)


def candidates_for(task: Task) -> list[Candidate]:
    """Return the figures that answer the question, best first."""
    return fitting(rank(task))


def blocked_by(best: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """Return a figure that says what is asked much better but is of another period or place."""
    for other in candidates:
        if other.score <= best.score + BLOCKING:
            return None
        sides = other.fit
        beside = other.scene.sentence is best.scene.sentence and best.fit.period is Fit.YES
        if beside and only_lacks(sides, "period"):
            continue  # 211家（上年为136家）: the sentence tells of both years
        if sides.unit > Fit.NO and sides.aspect > Fit.NO and not sides.allowed:
            return other
    return None


def _whole(task: Task, good: Sequence[Candidate]) -> Candidate:
    """Return the best figure; asked for a whole, the first of a sentence's as good ones."""
    best = good[0]
    if not WHOLE.search(task.question.view) or seen_aspect(best.figure) is Aspect.CUMULATIVE:
        return best
    unit = best.figure.quantity.normalized_unit
    alike = [
        c
        for c in good
        if c.scene.sentence is best.scene.sentence
        and c.coverage.score >= best.coverage.score - RIVAL_COVERAGE
        and c.figure.quantity.normalized_unit == unit
        and c.figure.aspect is best.figure.aspect
    ]
    return min(alike, key=lambda c: c.figure.span.start)


def draft(task: Task, best: Candidate, good: Sequence[Candidate]) -> Draft:
    """State the figure, exact where the same breath also gives a bound."""
    best = exact(best, good)
    runner_up = next((c.score for c in good if not same_value(best, c)), 0.0)
    return Draft(
        kind=Kind.FIGURE,
        answer=best.shown,
        statements=(Statement((best.evidence,)),),
        figures=(FigureUse(best.figure, best.evidence),),
        warnings=_warnings(task, best),
        features={
            "coverage": best.coverage.score,
            "precision": best.precision,
            "margin": min(best.score - runner_up, 0.3),
            "fit": sum(best.fit) / 8,
            "retrieval": best.scene.retrieval,
        },
    )


def _warnings(task: Task, best: Candidate) -> tuple[Warning, ...]:
    question, found = task.question, []
    target = best.figure.aspect is Aspect.TARGET
    if target and question.aspect is not Aspect.TARGET and not question.periods:
        found.append(Warning.TARGET_VS_ACTUAL)
    if best.figure.aspect is Aspect.GAP:
        view = best.scene.sentence.view
        at = view.locate(best.figure.span).start
        stated = re.findall(
            r"高于|高出|多于|领先|超出|低于|少于|落后", view.text[max(0, at - 20) : at]
        )
        low = bool(stated) and stated[-1] in ("低于", "少于", "落后")
        asked_low = (
            re.search(r"低|少(?!于?多少)|落后", question.view.replace("多少", "")) is not None
        )
        if stated and low != asked_low:
            found.append(Warning.PREMISE_CORRECTED)
    return tuple(found)


def exact(best: Candidate, good: Sequence[Candidate]) -> Candidate:
    """Prefer 达8.0692万件 over 突破8万件 when both are of one measure."""
    if best.figure.quantity.bound is Bound.EXACT:
        return best
    for other in good:
        if (
            other.scene.sentence is best.scene.sentence
            and other.figure.group == best.figure.group is not None
            and other.figure.quantity.bound is Bound.EXACT
            and not other.figure.former
            and _counts_alike(other.figure.quantity.type, best.figure.quantity.type)
        ):
            return other
    return best


def unrounded(best: Candidate, same: Sequence[Candidate]) -> Candidate:
    """Return the exact figure that a rounding (620余万) is one of, where a document states it."""
    quantity = best.figure.quantity
    if quantity.bound not in ROUNDINGS:
        return best
    exactly = (c for c in same if c.figure.quantity.bound is Bound.EXACT)
    return next((c for c in exactly if agree(c.figure.quantity, quantity)), best)


def _counts_alike(one: QuantityType, other: QuantityType) -> bool:
    """True for one type, and for a number whose unit stands at the next: 突破9万、达到12万人次."""
    counts = (QuantityType.COUNT, QuantityType.NUMBER)
    return one is other or (one in counts and other in counts)


def refuse(task: Task, candidates: Sequence[Candidate]) -> Refused:
    """Say why no figure fits: the nearest one is of another period, place or measure, or absent."""
    near = [c for c in candidates if c.fit.unit > Fit.NO and c.speaks]
    for code, side in (
        (RefusalCode.OTHER_PERIOD, "period"),
        (RefusalCode.OTHER_PLACE, "place"),
        (RefusalCode.OTHER_MEASURE, "aspect"),
    ):
        only = [c for c in near if only_lacks(c.fit, side)]
        if only:
            return Refused(
                code,
                nearest=unique([c.evidence for c in only[:3]]),
                seen=_seen(only, side),
            )
    if near:
        place = near[0].fit.place is Fit.NO
        return Refused(
            RefusalCode.OTHER_PLACE if place else RefusalCode.OTHER_MEASURE,
            nearest=unique([c.evidence for c in near[:3]]),
        )
    close = bool(candidates) and candidates[0].coverage.score > ENOUGH * 0.7
    nearest = [c.evidence for c in candidates[:2]] or [s.evidence() for s in task.scenes[:2]]
    return Refused(
        RefusalCode.OTHER_MEASURE if close else RefusalCode.NO_FIGURE,
        nearest=unique(nearest),
    )


def _seen(candidates: Sequence[Candidate], side: str) -> tuple[str, ...]:
    words: list[str] = []
    for c in candidates:
        if side == "period" and c.figure.period is not None:
            words.append(c.figure.period.text)
        elif side == "place":
            words.append(c.place or "")
    return tuple(dict.fromkeys(w for w in words if w))[:5]


def unique(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Keep each span once."""
    kept: dict[tuple[str, Span], Evidence] = {}
    for one in evidence:
        kept.setdefault((one.document.id, one.span), one)
    return tuple(kept.values())
