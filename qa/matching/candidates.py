"""The figures of the scenes, each held against the question and ranked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Aspect, Figure, Quantity, QuantityType
from qa.draft import Evidence, FigureUse, Scene
from qa.matching.align import Coverage, match
from qa.matching.exactness import is_of_named_kind, is_passed_by_members
from qa.matching.figure_score import TERM_NAME, precision_of, score_of
from qa.matching.fit import counted_alike, fit
from qa.matching.fitness import FigureFit, Fit
from qa.matching.namesakes import of_namesake
from qa.matching.opening_name import of_stranger
from qa.matching.place_fit import same_place
from qa.matching.surroundings import Around, around
from qa.quote import window
from qa.task import Task

ENOUGH = 0.56  # coverage below which a figure is of something else; tuned on the tuning part
NOUN_MISSING = 0.68  # coverage asked for where a noun of the question stands nowhere near
MISSING_WEIGHT = 0.6  # of such a noun
NEAR = 0.24  # of the question's words that have to stand in the figure's own clause
HEAD_WEIGHT = 0.26  # of a head that has to stand beside the figure itself
HEAD_MATCH = 0.5  # how well it has to
COUNT = re.compile(r"[人户家件名张]数$")  # what the unit of 招生1729万人 says of a head: 招生人数
TOP = ("之首", "榜首", "居首", "首", "之冠", "之最")  # say nothing when they stand alone


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure in its scene, held against the question."""

    scene: Scene
    figure: Figure
    fit: FigureFit
    coverage: Coverage
    precision: float  # share of the measure's own words that the question says
    score: float
    near: float  # coverage by the figure's own words and its clause alone; 0 below ENOUGH
    headless: bool  # what is asked for does not stand beside it; below ENOUGH always

    @property
    def place(self) -> str | None:
        """Whose figure it is."""
        subject = self.figure.subject
        return subject.place if subject and subject.place else self.scene.place

    @property
    def shown(self) -> str:
        """The figure as the sentence's search form has it."""
        view = self.scene.sentence.view
        span = view.locate(self.figure.span)
        text = view.text[span.start : span.end].strip()
        unit = self.figure.quantity.unit
        if self.figure.quantity.unit_inferred and unit not in text:
            text += unit  # a table's cell has its unit in the header
        rank = self.figure.quantity.type is QuantityType.RANK
        return f"首位（{text}）" if rank and text in TOP else text

    @property
    def evidence(self) -> Evidence:
        """The sentence it stands in, or its clauses around it."""
        return window(self.scene, self.scene.sentence.view.locate(self.figure.span))

    def uses(self, *figures: Figure) -> tuple[FigureUse, ...]:
        """Return figures of the scene, each with the clauses around it."""
        view = self.scene.sentence.view
        return tuple(FigureUse(f, window(self.scene, view.locate(f.span))) for f in figures)

    @property
    def speaks(self) -> bool:
        """True when the question's words lead to this figure."""
        if self.coverage.score < ENOUGH or self.near < NEAR or self.headless:
            return False
        gone = [t for t in self.coverage.missing if t.noun and t.weight >= MISSING_WEIGHT]
        if any(t.known for t in gone):
            return False  # the documents speak of it, elsewhere
        return not gone or self.coverage.score >= NOUN_MISSING


def rank(task: Task) -> list[Candidate]:
    """Return all figures of the scenes, best first."""
    if not task.ranked:
        found = (
            candidate(task, scene, figure)
            for scene in task.scenes
            for figure in scene.figures
            if not is_passed_by_members(task.question, scene, figure)
        )
        order = sorted(found, key=lambda c: (-c.score, c.scene.document.id, c.figure.span.start))
        task.ranked.append(tuple(order))
    return list(task.ranked[0])


def fitting(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep the figures that no side forbids and that the question's words lead to."""
    return [c for c in candidates if c.fit.allowed and c.speaks]


def candidate(task: Task, scene: Scene, figure: Figure) -> Candidate:
    """Hold one figure against the question."""
    sides = fit(task.question, scene, figure)
    texts = around(scene, figure)
    coverage = task.aligner.cover(texts.layers())
    precision = precision_of(task, figure)
    led = coverage.score >= ENOUGH  # else it does not speak, whatever stands near it
    return Candidate(
        scene=scene,
        figure=figure,
        fit=sides,
        coverage=coverage,
        precision=precision,
        score=score_of(task, figure, texts, sides, coverage.score, precision),
        near=_near(task, figure, texts) if led else 0.0,
        headless=not led or _is_of_another(task, scene, figure, texts),
    )


def _near(task: Task, figure: Figure, texts: Around) -> float:
    return NEAR if _named_time(figure) else task.aligner.cover(texts.near()).score


def _is_of_another(task: Task, scene: Scene, figure: Figure, texts: Around) -> bool:
    return (
        _headless(task, texts)
        or of_namesake(task.question, task.aligner.terms, scene)
        or of_stranger(task, scene, texts.local)
        or is_of_named_kind(task.question, figure)
    )


def _named_time(figure: Figure) -> bool:
    """True for a time whose own words say no more than that it is one: 发放期限最长36个月."""
    return (
        figure.quantity.type is QuantityType.DURATION
        and TERM_NAME.search(figure.measure) is not None
    )


def _headless(task: Task, texts: Around) -> bool:
    if task.question.wanted.types & {QuantityType.DURATION, QuantityType.RANK}:
        return False
    heads = [t for t in task.aligner.terms if t.head and t.weight >= HEAD_WEIGHT]
    beside = list(texts.beside())
    if task.question.aspect is Aspect.SHARE and texts.figure.aspect is Aspect.SHARE:
        beside.append(texts.scene.text)  # 415个项目中，企业牵头的占68%
    unit = texts.figure.quantity.normalized_unit
    said = (COUNT.sub("", t.text) if t.text[-2:-1] == unit else t.text for t in heads)
    return any(one and max(match(one, text) for text in beside) < HEAD_MATCH for one in said)


def is_given(candidate: Candidate, given: Quantity) -> bool:
    """True for a figure with the value and the unit of a question's own figure."""
    own = candidate.figure.quantity
    same = own.normalized_value is not None and own.normalized_value == given.normalized_value
    units = own.normalized_unit.partition("(")[0], given.normalized_unit.partition("(")[0]
    return same and (counted_alike(*units) or "" in units)


def same_value(one: Candidate, other: Candidate) -> bool:
    """True when two figures state the same value."""
    a, b = one.figure.quantity, other.figure.quantity
    return (a.normalized_value, a.normalized_min, a.normalized_max, a.normalized_unit) == (
        b.normalized_value,
        b.normalized_min,
        b.normalized_max,
        b.normalized_unit,
    )


def same_subject(one: Candidate, other: Candidate) -> bool:
    """True unless the two are of different places."""
    a, b = one.place, other.place
    return a is None or b is None or same_place(a, b)


def same_period(one: Candidate, other: Candidate) -> bool:
    """True unless the two are of different periods."""
    a, b = one.figure.period, other.figure.period
    if a is None or b is None:
        return True
    return (a.start, a.end) == (b.start, b.end)


def only_lacks(sides: FigureFit, side: str) -> bool:
    """True when one named side forbids the figure and no other does."""
    values = {
        "unit": sides.unit,
        "place": sides.place,
        "period": sides.period,
        "aspect": sides.aspect,
    }
    return values.pop(side) is Fit.NO and min(values.values()) > Fit.NO
