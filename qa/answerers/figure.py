"""A single figure: the one whose measure, place, period, unit and aspect are those asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.clauses import unframed
from corpus.document import Aspect, Bound, Figure, Span
from qa.align import Coverage, Layer, match, parts_of
from qa.contract import Kind, RefusalCode, Warning
from qa.draft import Draft, Evidence, FigureUse, Option, Refused, Scene, Statement
from qa.fit import FigureFit, Fit, fit, same_place
from qa.quote import window
from qa.task import Task

# What a word found beside the figure is worth, by where it was found; tuned on the tuning part.
OWN, INHERITED, CLAUSE, SENTENCE, HEADING, TITLE, LEAD = 1.0, 0.95, 0.9, 0.72, 0.72, 0.6, 0.45
ENOUGH = 0.56  # coverage below which a figure is of something else; tuned on the tuning part
RIVAL = 0.06  # figures this near to the best one answer the question as well
MISSING_WEIGHT = 0.62  # a term of this weight that stands nowhere near: another measure


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure in its scene, held against the question."""

    scene: Scene
    figure: Figure
    fit: FigureFit
    coverage: Coverage
    precision: float  # share of the measure's own words that the question says
    score: float


def answer_figure(task: Task) -> Draft | Refused:
    """Answer with one figure, or say why none fits."""
    candidates = rank(task)
    good = fitting(candidates)
    if not good:
        return refuse(task, candidates)
    best = good[0]
    nearer = blocked_by(best, candidates)
    if nearer is not None:
        return refuse(task, [nearer, *candidates])
    readings = rivals(task, best, good)
    if readings:
        return ambiguous(task, [best, *readings])
    return draft(task, best, good)


def candidates_for(task: Task) -> list[Candidate]:
    """Return the figures that answer the question, best first."""
    return fitting(rank(task))


def fitting(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep the figures that no side forbids and that the question's words lead to."""
    return [c for c in candidates if c.fit.allowed and c.coverage.score >= ENOUGH and not lacks(c)]


def rank(task: Task) -> list[Candidate]:
    """Return all figures of the scenes, best first."""
    found = [_candidate(task, scene, figure) for scene in task.scenes for figure in scene.figures]
    return sorted(found, key=lambda c: (-c.score, c.scene.document.id, c.figure.span.start))


def _candidate(task: Task, scene: Scene, figure: Figure) -> Candidate:
    sides = fit(task.question, scene, figure)
    local = scene.sentence.view.locate(figure.span)
    clause = _clause_around(scene.text, local)
    coverage = task.aligner.cover(
        (
            Layer(figure.measure, OWN),
            Layer(figure.context, INHERITED),
            Layer(clause, CLAUSE),
            Layer(scene.text, SENTENCE),
            Layer(scene.headings, HEADING),
            Layer(scene.title, TITLE),
            Layer(scene.lead, LEAD),
        )
    )
    precision = _precision(task, figure)
    score = (
        0.72 * coverage.score
        + 0.14 * precision
        + 0.03 * sides.unit
        + 0.03 * sides.place
        + 0.04 * sides.period
        + 0.04 * sides.aspect
        + 0.02 * scene.retrieval
        + (0.01 if figure.quantity.bound is Bound.EXACT else 0.0)
    )
    return Candidate(scene, figure, sides, coverage, precision, score)


def _clause_around(text: str, span: Span) -> str:
    start = max(text.rfind(mark, 0, span.start) for mark in "，；：。！？") + 1
    ends = [at for mark in "，；。！？" if (at := text.find(mark, span.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def _precision(task: Task, figure: Figure) -> float:
    """Return how much of the measure's own words the question says; 1 when it has none."""
    words = parts_of(unframed(figure.measure or figure.context).strip())
    words = tuple(w for w in words if len(w) >= 2)
    if not words:
        return 0.5
    asked = task.question.view
    said = sum(1.0 for w in words if w in asked or match(w, asked) >= 0.8)
    return said / len(words)


def lacks(candidate: Candidate) -> bool:
    """True when a weighty word of the question stands nowhere around the figure."""
    return any(term.weight >= MISSING_WEIGHT for term in candidate.coverage.missing)


def blocked_by(best: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """Return a figure that says what is asked much better but is of another period or place."""
    for other in candidates:
        if other.score <= best.score + 0.1:
            return None
        sides = other.fit
        if sides.unit > Fit.NO and sides.aspect > Fit.NO and not sides.allowed:
            return other
    return None


def rivals(task: Task, best: Candidate, good: Sequence[Candidate]) -> list[Candidate]:
    """Return the other readings: figures as good, of another place or period not asked for."""
    readings: list[Candidate] = []
    for other in good[1:]:
        if other.score < best.score - RIVAL:
            break
        if same_value(best, other) or any(same_value(other, r) for r in readings):
            continue
        if other.figure.group == best.figure.group and other.scene is best.scene:
            continue
        place = not task.question.places and not _same_subject(best, other)
        period = not task.question.periods and not _same_period(best, other)
        comparable = other.figure.quantity.type is best.figure.quantity.type
        if (place or period) and comparable and other.figure.aspect is best.figure.aspect:
            readings.append(other)
    return readings[:4]


def same_value(one: Candidate, other: Candidate) -> bool:
    """True when two figures state the same value."""
    a, b = one.figure.quantity, other.figure.quantity
    return (a.normalized_value, a.normalized_min, a.normalized_max, a.normalized_unit) == (
        b.normalized_value,
        b.normalized_min,
        b.normalized_max,
        b.normalized_unit,
    )


def _same_subject(one: Candidate, other: Candidate) -> bool:
    a, b = place_name(one), place_name(other)
    return a is None or b is None or same_place(a, b)


def place_name(candidate: Candidate) -> str | None:
    """Return whose figure it is."""
    subject = candidate.figure.subject
    return subject.place if subject and subject.place else candidate.scene.place


def _same_period(one: Candidate, other: Candidate) -> bool:
    a, b = one.figure.period, other.figure.period
    if a is None or b is None:
        return True
    return (a.start, a.end) == (b.start, b.end)


def ambiguous(task: Task, readings: Sequence[Candidate]) -> Refused:
    """Offer the readings of a question that fits several places or periods."""
    options = tuple(Option(_reading(task, c), shown(c), _evidence(c)) for c in readings[:5])
    return Refused(
        RefusalCode.AMBIGUOUS,
        nearest=tuple(o.evidence for o in options),
        options=options,
        strength=readings[0].score,
    )


def _reading(task: Task, candidate: Candidate) -> str:
    words = []
    place = place_name(candidate)
    if not task.question.places and place:
        words.append(place)
    period = candidate.figure.period
    if not task.question.periods and period is not None and period.text:
        words.append(period.text)
    return "".join(words) + task.question.view


def shown(candidate: Candidate) -> str:
    """Return the figure as the sentence's search form has it."""
    view = candidate.scene.sentence.view
    span = view.locate(candidate.figure.span)
    return view.text[span.start : span.end].strip()


def _evidence(candidate: Candidate) -> Evidence:
    view = candidate.scene.sentence.view
    return window(candidate.scene, view.locate(candidate.figure.span))


def draft(task: Task, best: Candidate, good: Sequence[Candidate]) -> Draft:
    """State the figure, exact where the same breath also gives a bound."""
    best = _exact(best, good)
    runner_up = next((c.score for c in good if not same_value(best, c)), 0.0)
    warnings: list[Warning] = []
    asked = task.question.aspect
    if (
        best.figure.aspect is Aspect.TARGET
        and asked is not Aspect.TARGET
        and not task.question.periods
    ):
        warnings.append(Warning.TARGET_VS_ACTUAL)
    evidence = _evidence(best)
    return Draft(
        kind=Kind.FIGURE,
        answer=shown(best),
        statements=(Statement((evidence,)),),
        figures=(FigureUse(best.figure, evidence),),
        warnings=tuple(warnings),
        features={
            "coverage": best.coverage.score,
            "precision": best.precision,
            "margin": min(best.score - runner_up, 0.3),
            "fit": (best.fit.unit + best.fit.place + best.fit.period + best.fit.aspect) / 8,
            "retrieval": best.scene.retrieval,
        },
    )


def _exact(best: Candidate, good: Sequence[Candidate]) -> Candidate:
    """Prefer 达8.0692万件 over 突破8万件 when both are of one measure."""
    if best.figure.quantity.bound is Bound.EXACT:
        return best
    for other in good:
        if (
            other.scene.sentence is best.scene.sentence
            and other.figure.group == best.figure.group
            and other.figure.quantity.bound is Bound.EXACT
            and other.figure.quantity.type is best.figure.quantity.type
        ):
            return other
    return best


def refuse(task: Task, candidates: Sequence[Candidate]) -> Refused:
    """Say why no figure fits: the nearest one is of another period, place or measure, or absent."""
    near = [
        c
        for c in candidates
        if c.fit.unit > Fit.NO and c.coverage.score >= ENOUGH * 0.8 and not lacks(c)
    ]
    for code, side in (
        (RefusalCode.OTHER_PERIOD, "period"),
        (RefusalCode.OTHER_PLACE, "place"),
        (RefusalCode.OTHER_MEASURE, "aspect"),
    ):
        only = [c for c in near if _only_lacks(c.fit, side)]
        if only:
            return Refused(
                code,
                nearest=_unique([_evidence(c) for c in only[:3]]),
                seen=_seen(only, side),
                strength=only[0].score,
            )
    if near:
        return Refused(
            RefusalCode.OTHER_PLACE if near[0].fit.place is Fit.NO else RefusalCode.OTHER_MEASURE,
            nearest=_unique([_evidence(c) for c in near[:3]]),
            strength=near[0].score,
        )
    code = (
        RefusalCode.OTHER_MEASURE
        if candidates and candidates[0].coverage.score > 0.4
        else RefusalCode.NO_FIGURE
    )
    nearest = [_evidence(c) for c in candidates[:2]] or [s.evidence() for s in task.scenes[:2]]
    return Refused(
        code, nearest=_unique(nearest), strength=candidates[0].score if candidates else 0.0
    )


def _only_lacks(sides: FigureFit, side: str) -> bool:
    values = {
        "unit": sides.unit,
        "place": sides.place,
        "period": sides.period,
        "aspect": sides.aspect,
    }
    return values.pop(side) is Fit.NO and min(values.values()) > Fit.NO


def _seen(candidates: Sequence[Candidate], side: str) -> tuple[str, ...]:
    words: list[str] = []
    for c in candidates:
        if side == "period" and c.figure.period is not None:
            words.append(c.figure.period.text)
        elif side == "place":
            words.append(place_name(c) or "")
    return tuple(dict.fromkeys(w for w in words if w))[:5]


def _unique(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    kept: dict[tuple[str, Span], Evidence] = {}
    for one in evidence:
        kept.setdefault((one.document.id, one.span), one)
    return tuple(kept.values())


def rank_good(task: Task) -> list[tuple[Draft, str | None]]:
    """Return every figure that answers the question, with whose it is, best first."""
    good = candidates_for(task)
    return [(draft(task, c, [c]), place_name(c)) for c in good if c.score >= good[0].score - 0.12]
