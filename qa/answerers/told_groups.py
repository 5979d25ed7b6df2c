"""Things that a text tells side by side with a figure each: a column's rows, names by turns."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from corpus.attribution.aspects import seen_aspect
from corpus.attribution.table_labels import PART_OF, WHOLE
from corpus.document import Aspect, Cell, Document, Figure
from corpus.script import fold_text
from qa.answerers.rising import DOWN, UP, direction
from qa.asking.criterion import Criterion
from qa.asking.listing import Asked
from qa.draft import Evidence, Scene
from qa.matching.align import Coverage, Layer, says
from qa.matching.fitness import Fit
from qa.matching.listing_guard import is_of_places, known_place
from qa.matching.period_fit import period_fit
from qa.matching.rank import place_fit
from qa.outline import heading_paths, named
from qa.phrases.series import words
from qa.quote import plain, window
from qa.task import Material, Task

__all__ = ["Group", "Thing", "columns", "turns"]

DOCUMENTS = 3  # whose tables are looked through, those of the best passages
ABOVE = 2  # sentences above a table that say what it is of
LONGEST = 24  # code points of a name
CALLED = 0.1  # score where the text calls the things what the question does,
EACH, MANY = 0.02, 6  # and for each of them, up to so many
CLASS_WEIGHT = 0.25  # of the word for the class, which the text may not use
_CHOOSING = re.compile(r"^[增减升降涨跌超达过最前后高低快慢多少]|^(?:幅度|速度|以上|以下)$")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a figure of its own; `way` is 1 where that rose, -1 where it fell."""

    name: str
    figure: Figure
    evidence: Evidence
    way: int

    @property
    def value(self) -> Decimal:
        """Its amount, below zero for a fall."""
        value = self.figure.quantity.normalized_value or Decimal(0)
        return -abs(value) if self.way < 0 else value


@dataclass(frozen=True, slots=True)
class Group:
    """Things told side by side, and how much of what is asked is said of them all."""

    things: tuple[Thing, ...]
    coverage: Coverage
    retrieval: float
    called: bool = False  # the text calls them what the question does: 行业

    @property
    def score(self) -> float:
        """How surely they are the things asked for: more of them are so more likely."""
        return self.coverage.score + CALLED * self.called + EACH * min(len(self.things), MANY)

    def within(self, other: "Group") -> bool:
        """True for a part of the things of another group."""
        figures = {id(t.figure) for t in other.things}
        return len(self.things) < len(figures) and all(id(t.figure) in figures for t in self.things)


def columns(task: Task, by: Criterion, asked: Asked) -> Iterator[Group]:
    """Yield the columns of the tables at hand whose figures are of the kind that is asked of."""
    seen: dict[str, Scene] = {}
    for scene in task.scenes:
        if place_fit(task, scene) is not Fit.NO:
            seen.setdefault(scene.document.id, scene)
    for scene in [*seen.values()][:DOCUMENTS]:
        material = task.material(scene.document.id)
        tables: dict[int, list[Cell]] = {}
        for cell in material.cells:
            tables.setdefault(cell.table, []).append(cell)
        for cells in tables.values():
            yield from _of_table(task, by, asked, material, cells, scene)


def _of_table(
    task: Task,
    by: Criterion,
    asked: Asked,
    material: Material,
    cells: Sequence[Cell],
    scene: Scene,
) -> Iterator[Group]:
    document, sentences = material.document, material.sentences
    starts = [sentence.span.start for sentence in sentences]
    rows = sorted({bisect_right(starts, cell.span.start) - 1 for cell in cells})
    by_start = {cell.span.start: cell for cell in cells}
    heads = " ".join(fold_text(document.quote(c.span)) for c in cells if not c.column_header)
    above = "，".join(s.view.text for s in sentences[max(0, rows[0] - ABOVE) : rows[0]])
    told: dict[int, list[Thing]] = {}
    for figure in task.figures_in(document.id, [sentences[row].number for row in rows]):
        cell = by_start.get(figure.span.start)
        name = _row_name(document, cell) if cell is not None else ""
        value = figure.quantity.normalized_value
        grown = seen_aspect(figure) is Aspect.GROWTH
        if cell is None or not name or value is None or grown is not _of_change(by):
            continue
        sentence = sentences[bisect_right(starts, figure.span.start) - 1]
        row = replace(scene, sentence=sentence)
        if _in_time(task, row, figure, f"{heads}，{above}，{scene.title}"):
            evidence = Evidence(document, sentence.span)
            told.setdefault(cell.column, []).append(
                Thing(name, figure, evidence, -1 if value < 0 else 1)
            )
    for things in told.values():
        first = things[0].figure
        label = fold_text(first.label.text if first.label else "")
        layers = (
            Layer(label.partition("，")[2] or label, 1.0),
            Layer(heads, 0.9),
            Layer(f"{first.context}，{above}", 0.9),
            Layer(" ".join(heading_paths(material.sections).get(first.section, ())), 0.85),
            Layer(f"{named(document)}，{scene.title}", 0.75),
        )
        if _may_be_of_class(asked, things, f"{heads}，{above}"):
            called = _called(asked, things, heads)
            cover = _cover(task, by, asked, layers, headed=True)
            yield Group(tuple(things), cover, scene.retrieval, called)


def _row_name(document: Document, cell: Cell) -> str:
    """Return what a row is called; "" for one of sums."""
    if cell.row_header is None:
        return ""
    name = PART_OF.sub("", plain(document.quote(cell.row_header)).strip("* "))
    return "" if WHOLE.fullmatch(fold_text(name).replace(" ", "")) else name


def turns(task: Task, by: Criterion, asked: Asked) -> Iterator[Group]:
    """Yield the figures of sentences, and of paragraphs, that tell of several things by turns."""
    for scenes in _together(task):
        things = tuple(
            thing
            for scene in scenes
            for figure in scene.figures
            for thing in _thing(task, scene, figure, by, asked)
        )
        names = [t.name for t in things]
        told = "，".join(scene.text for scene in scenes)
        around = f"{told}，{scenes[0].headings}，{scenes[0].lead}"
        if len(set(names)) == len(names) > 1 and _may_be_of_class(asked, things, around):
            layers = (
                Layer(told, 1.0),
                Layer(scenes[0].headings, 0.75),
                Layer(scenes[0].title, 0.6),
                Layer(scenes[0].lead, 0.6),
            )
            retrieval = max(scene.retrieval for scene in scenes)
            called = _called(asked, things, told)
            yield Group(things, _cover(task, by, asked, layers), retrieval, called)


def _together(task: Task) -> Iterator[list[Scene]]:
    """Yield each sentence with figures by itself, and those of a paragraph; no rows of tables."""
    paragraphs: dict[tuple[str, int], list[Scene]] = {}
    starts: dict[str, list[int]] = {}
    for scene in task.scenes:
        if not scene.figures or place_fit(task, scene) is Fit.NO:
            continue
        own = scene.document.id
        if own not in starts:
            starts[own] = sorted(cell.span.start for cell in task.material(own).cells)
        span = scene.sentence.span
        if bisect_right(starts[own], span.start - 1) == bisect_right(starts[own], span.end):
            yield [scene]
            paragraphs.setdefault((own, scene.sentence.paragraph), []).append(scene)
    for together in paragraphs.values():
        if len(together) > 1:
            yield sorted(together, key=lambda scene: scene.sentence.number)


def _thing(
    task: Task, scene: Scene, figure: Figure, by: Criterion, asked: Asked
) -> Iterator[Thing]:
    """Yield what a figure is of, if it is of the kind asked of and has a name of its own."""
    way = direction(scene, figure)
    if (way is not None) is not _of_change(by) or figure.quantity.normalized_value is None:
        return
    if way is None and seen_aspect(figure) is not Aspect.ACTUAL:
        return
    if by.limit and figure.quantity.normalized_unit != by.limit.normalized_unit:
        return
    name = _name(figure, asked)
    if not 1 < len(name) <= LONGEST or fold_text(name) in asked.view.replace(asked.excepted, ""):
        return
    if period_fit(task.question, scene, figure) is not Fit.NO:
        at = scene.sentence.view.locate(figure.span)
        yield Thing(name, figure, window(scene, at), way or 1)


def _of_change(by: Criterion) -> bool:
    return by.grows or bool(by.way)


def _name(figure: Figure, asked: Asked) -> str:
    """Return the label of a figure without the measure that the question says: 棉花种植面积."""
    text = figure.label.text if figure.label else ""
    borders = {0, *accumulate(len(word) for word, _ in words(text))}
    asking = {0, *accumulate(len(word) for word, _ in words(asked.view))}
    kind = asked.kinds[0] if asked.kinds else "。"
    for start in sorted(borders - {0, len(text)}):
        tail = fold_text(text[start:])
        at = asked.view.find(tail)
        if at in asking and at >= 0 and not tail.endswith(kind):
            return text[:start].rstrip("的")
    return text


def _cover(
    task: Task, by: Criterion, asked: Asked, layers: Sequence[Layer], *, headed: bool = False
) -> Coverage:
    """Cover what is asked beside the criterion; the class counts little.

    So does what describes it where the things are `headed`: rows are of one sort.
    """
    own = tuple(
        replace(t, weight=min(t.weight, CLASS_WEIGHT))
        if _of_the_class(t.text, asked, headed=headed)
        else t
        for t in task.aligner.terms
        if t.text in by.rest
        and not UP.fullmatch(t.text)
        and not DOWN.fullmatch(t.text)
        and not _CHOOSING.match(t.text)
    )
    return task.aligner.weighing(own or task.aligner.terms).cover(layers)


def _of_the_class(word: str, asked: Asked, *, headed: bool) -> bool:
    """True for the word for the class, if `headed` for one that describes it too: 贸易伙伴."""
    described = any(f"{word}{kind}" in asked.view for kind in asked.kinds)
    return word in asked.kinds or (headed and (described or word in asked.named))


def _in_time(task: Task, row: Scene, figure: Figure, around: str) -> bool:
    """True for a figure of the time asked for; one without its own is of that of its table."""
    if figure.period is None and task.question.periods:
        years = [(p.end or p.start or "")[:4] for p in task.question.periods]
        return any(year in around for year in years)
    return period_fit(task.question, row, figure) is not Fit.NO


def _called(asked: Asked, things: Sequence[Thing], told: str) -> bool:
    """True where the word for the class stands beside the things, or ends their names."""
    kind = asked.kinds[0] if asked.kinds else ""
    ended = sum(fold_text(t.name).endswith(kind) for t in things) * 2 > len(things)
    return bool(kind) and (ended or kind in told.replace(" ", ""))


def _may_be_of_class(asked: Asked, things: Sequence[Thing], around: str) -> bool:
    """True unless places are asked for, and neither the text nor the names tell of places."""
    if not is_of_places(asked) or says(asked.kinds[0], around):
        return True
    return 2 * sum(known_place(fold_text(t.name)) > 0 for t in things) > len(things)
