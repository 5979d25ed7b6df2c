"""A single figure: the one whose measure, place, period, unit and aspect are those asked for."""

import re
from collections.abc import Sequence

from corpus.aspects import seen_aspect
from corpus.document import Aspect, Bound, Quantity, QuantityType, Span
from qa.candidates import (
    ENOUGH,
    MISSING_WEIGHT,
    Candidate,
    fitting,
    is_given,
    only_lacks,
    rank,
    same_period,
    same_subject,
    same_value,
)
from qa.conflicts import settled
from qa.contract import Kind, RefusalCode, Warning
from qa.draft import Draft, Evidence, FigureUse, Option, Refused, Statement
from qa.exactness import is_exact, is_planned
from qa.figure_score import opposite, singled_out, unasked_condition
from qa.fit import Fit
from qa.same_claim import same_claim
from qa.task import Task

STATED = (QuantityType.COUNT, QuantityType.MONEY, QuantityType.PERCENT)
RIVAL_COVERAGE = 0.05  # figures whose words are covered as well as the best one's, within this
WHOLE = re.compile(
    r"一共|总共|总[数量额]|全部|合计|共计"
)  # asks for the whole of what a sentence parts
RIVAL_ELSEWHERE = 0.1  # of another place, when the question names none
RIVAL_PRECISION = 0.3
EQUAL_PRECISION = 0.65  # where the question's words are covered alike
SAYS = 0.12  # the weight of the least word that says anything
VAGUE = 0.55  # the question leaves out most of what the best figure measures
TWIN = 0.02  # within one place and period figures must be this alike to be two readings
BLOCKING = 0.1  # a forbidden figure this much better shows that the question means another one


def answer_figure(task: Task) -> Draft | Refused:
    """Answer with one figure, or say why none fits."""
    candidates = rank(task)
    if not any(t.weight >= SAYS for t in task.aligner.terms) and not task.question.wanted.unit:
        return refuse(task, [])  # a question without content: nothing tells its figure
    good = [c for c in fitting(candidates) if not _is_said(task, c)]
    if not good:
        return refuse(task, candidates)
    best = _whole(task, good)
    nearer = blocked_by(best, candidates)
    if nearer is not None:
        return refuse(task, [nearer, *candidates])
    stated = exact(best, good)
    same = [c for c in good if c is not stated and same_claim(stated, c)]
    readings = rivals(task, best, [c for c in good if c not in same])
    if readings:
        return ambiguous(task, [best, *readings])
    return settled(task, stated, same, lambda chosen: draft(task, chosen, good))


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
        if sides.unit > Fit.NO and sides.aspect > Fit.NO and not sides.allowed:
            return other
    return None


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
    if unasked_condition(task, other.scene, other.figure) and not (
        unasked_condition(task, best.scene, best.figure)
    ):
        return False
    if opposite(task, other.figure) and not opposite(task, best.figure):
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
