"""The figures of the scenes, each held against the question and ranked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from corpus.clauses import unframed
from corpus.document import Aspect, Bound, Figure, QuantityType, Span
from qa.align import Coverage, Layer, match
from qa.draft import Evidence, Scene
from qa.fit import FigureFit, Fit, fit, same_place
from qa.quote import window
from qa.task import Task
from qa.terms import counted_noun

# What a word found beside the figure is worth, by where it was found; tuned on the tuning part.
OWN, INHERITED, CLAUSE, SEGMENT, SENTENCE = 1.0, 0.95, 0.9, 0.8, 0.7
OTHER_SEGMENT, HEADING, TITLE, LEAD, FOREIGN = 0.5, 0.75, 0.6, 0.5, 0.3
ENOUGH = 0.56  # coverage below which a figure is of something else; tuned on the tuning part
NOUN_MISSING = 0.68  # coverage asked for where a noun of the question stands nowhere near
MISSING_WEIGHT = 0.6  # of such a noun
NEAR = 0.24  # of the question's words that have to stand in the figure's own clause
HEAD_WEIGHT = 0.26  # of a head that has to stand beside the figure itself
PART = 0.1  # off for 其中…: a part of what was named before, when the question does not name it
BOUND = 0.08  # for a limit where the question asks for one
UPPER = re.compile(r"最多|上限|最高|不超过|以内|至多|封顶|限额|不得超过")
LOWER = re.compile(r"至少|下限|最低|不少于|不低于|起码|门槛")
FORMER = re.compile(r"[由从]|原来|原先|以前|之前|此前|原本|过去")
HEAD_MATCH = 0.5  # how well it has to
TOP = ("之首", "榜首", "居首", "首", "之冠", "之最")  # say nothing when they stand alone

# Words of a question that the aspect of a figure answers, whatever the text calls it.
SAID_BY_ASPECT = {
    Aspect.GROWTH: "增长率增速增幅同比增长年均成长率",
    Aspect.SHARE: "占比比重比例份额",
    Aspect.TARGET: "目标计划指标",
    Aspect.CUMULATIVE: "累计总共合计总计",
    Aspect.NEW: "新增",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure in its scene, held against the question."""

    scene: Scene
    figure: Figure
    fit: FigureFit
    coverage: Coverage
    precision: float  # share of the measure's own words that the question says
    score: float
    near: float  # coverage by the figure's own words and its clause alone
    headless: bool  # what the question names as asked for does not stand beside the figure

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
    found = [candidate(task, scene, f) for scene in task.scenes for f in scene.figures]
    return sorted(found, key=lambda c: (-c.score, c.scene.document.id, c.figure.span.start))


def fitting(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep the figures that no side forbids and that the question's words lead to."""
    return [c for c in candidates if c.fit.allowed and c.speaks]


def candidate(task: Task, scene: Scene, figure: Figure) -> Candidate:
    """Hold one figure against the question."""
    sides = fit(task.question, scene, figure)
    local = scene.sentence.view.locate(figure.span)
    subject = figure.subject.text if figure.subject else ""
    whose = f"{subject}{scene.place or ''}"
    segment = _segment(scene.text, local).strip("。")
    said = SAID_BY_ASPECT.get(figure.aspect, "")
    coverage = task.aligner.cover(
        (
            Layer(_own(figure), OWN),
            Layer(figure.context, INHERITED),
            Layer(said, OWN),
            Layer(_clause_around(scene.text, local), CLAUSE),
            Layer(whose, OWN),
            Layer(segment, SEGMENT),
            Layer(
                _unclaimed(scene, figure),
                SENTENCE if segment == scene.text.strip("。") else OTHER_SEGMENT,
            ),
            Layer(scene.text, FOREIGN),
            Layer(scene.headings, HEADING),
            Layer(scene.title, TITLE),
            Layer(scene.lead, LEAD),
        )
    )
    precision = _precision(task, figure)
    context = "" if nouns(unframed(figure.measure)) else figure.context
    beside = [_own(figure), context, _clause_around(scene.text, local), scene.headings]
    if _alone(scene, figure):
        beside.append(scene.text)
    score = (
        0.72 * coverage.score
        + 0.14 * precision
        + 0.03 * sides.unit
        + 0.03 * sides.place
        + 0.04 * sides.period
        + 0.04 * sides.aspect
        + 0.02 * scene.retrieval
        + (0.01 if figure.quantity.bound is Bound.EXACT else 0.0)
        - (0.1 if figure.quantity.type is QuantityType.DURATION and not sides.typed else 0.0)
    )
    if figure.quantity.value == 1 and figure.quantity.unit[:1] in "百千万亿":
        score -= PART  # 过百件: a threshold in passing rather than a figure
    if figure.quantity.bound is Bound.MORE_THAN and scene.text[local.end :][:1] == "的":
        score -= PART  # 过百件的企业: it tells which ones, not how many
    if figure.measure.startswith("其中") and precision < 1:
        score -= PART
    score += 0.08 * _led_alike(task, scene.text, local.start)
    score += 0.06 * _counts_alike(task, figure, scene.text[local.end : local.end + 12])
    if figure.period is not None and not figure.period.start and not figure.period.end:
        score += 0.06 if figure.period.text in task.question.view else 0.0
    heads = [t.text for t in task.aligner.terms if t.head]
    score += 0.05 if heads and match(heads[0], figure.measure) >= 0.8 else 0.0
    if figure.aspect is Aspect.TARGET and task.question.aspect is not Aspect.TARGET:
        score -= PART if not task.question.periods else 0.0
    near = task.aligner.cover(
        [Layer(t, 1.0) for t in (*beside[:3], *beside[4:], figure.context, whose, said)]
    ).score
    return Candidate(
        scene, figure, sides, coverage, precision, score, near, _headless(task, beside)
    )


def _bound_asked(task: Task, figure: Figure) -> bool:
    """True when the question asks for a limit and the figure is one of that side."""
    bound, view = figure.quantity.bound, task.question.view
    if UPPER.search(view):
        return bound in (Bound.AT_MOST, Bound.LESS_THAN)
    return bool(LOWER.search(view)) and bound in (Bound.AT_LEAST, Bound.MORE_THAN)


def _headless(task: Task, beside: Sequence[str]) -> bool:
    if task.question.wanted.types & {QuantityType.DURATION, QuantityType.RANK}:
        return False
    heads = [t for t in task.aligner.terms if t.head and t.weight >= HEAD_WEIGHT]
    return any(max(match(t.text, text) for text in beside) < HEAD_MATCH for t in heads)


def _counts_alike(task: Task, figure: Figure, after: str) -> int:
    """Return 1 when the figure counts the noun the question counts, -1 when it counts another."""
    wanted = counted_noun(task.question.view)
    if figure.quantity.type is not QuantityType.COUNT:
        return 0
    counted = nouns(re.split(r"[，；。、]|以及", after)[0])
    if not counted:
        return 0
    if wanted is None:
        unasked = not task.question.wanted.unit and match(counted[0], task.question.view) < 0.5
        return -1 if unasked else 0
    return 1 if max(match(wanted, after), match(counted[0], wanted)) >= 0.8 else -1


def _led_alike(task: Task, text: str, start: int) -> bool:
    """True when the figure is led up to as the question leads up to its asking word: 缩短到."""
    asked = re.search(
        r"([^，、的是有了为到至]{2})[了为到至达]?(?:多少|几|第几)", task.question.view
    )
    return asked is not None and text[max(0, start - 3) : start].rstrip("了为到至达").endswith(
        asked[1]
    )


def _own(figure: Figure) -> str:
    """Return what the figure itself measures, with the event it is counted from (试点以来)."""
    since = figure.period.text if figure.period and figure.period.kind == "since" else ""
    return f"{figure.measure}，{since}"


def _full(figure: Figure) -> str:
    """Return what the figure measures, a short measure completed by its context."""
    return figure.context + figure.measure


@lru_cache(maxsize=4096)
def _clause_around(text: str, span: Span) -> str:
    start = max(text.rfind(mark, 0, span.start) for mark in "，；：。！？") + 1
    ends = [at for mark in "，；。！？" if (at := text.find(mark, span.end)) >= 0]
    return text[start : min(ends, default=len(text))]


@lru_cache(maxsize=4096)
def _segment(text: str, span: Span) -> str:
    """Return the part of a sentence between two ；: it keeps to one topic."""
    start = max(text.rfind(mark, 0, span.start) for mark in "；。！？") + 1
    ends = [at for mark in "；。！？" if (at := text.find(mark, span.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def _alone(scene: Scene, figure: Figure) -> bool:
    """True when no other figure of the sentence could be meant by the same words."""
    unit = figure.quantity.normalized_unit
    return not any(
        f is not figure and f.group != figure.group and f.quantity.normalized_unit == unit
        for f in scene.figures
    )


def _unclaimed(scene: Scene, figure: Figure) -> str:
    """Return the sentence without the measures that its other figures have for themselves."""
    text = scene.text
    own = _full(figure)
    for other in scene.figures:
        if other is not figure and other.measure and other.measure not in own:
            text = text.replace(other.measure, "，")
    return text


def _precision(task: Task, figure: Figure) -> float:
    """Return how much of the measure's own nouns the question says; 1/2 when it has none."""
    words = nouns(unframed(figure.measure)) + nouns(unframed(figure.context))[-2:]
    if not words:
        return 0.5
    asked = task.question.view
    return sum(match(w, asked) for w in words) / len(words)


@lru_cache(maxsize=8192)
def nouns(text: str) -> tuple[str, ...]:
    """Return the nouns of a measure, places aside."""
    return tuple(
        word
        for word, tag in rjieba.tag(text)
        if len(word) > 1
        and (tag[0] in "nlij" or tag in ("vn", "eng", "b") or len(word) > 2)
        and tag != "ns"
    )


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
