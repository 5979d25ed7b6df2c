"""What counts against a figure: it is told in passing, of a part, on a condition, as planned."""

import re
from functools import lru_cache

import rjieba

from corpus.attribution.aspects import NEW, seen_aspect
from corpus.attribution.clauses import unframed
from corpus.document import Aspect, Bound, Figure
from qa.draft import Scene
from qa.matching.align import match, parts_of, says
from qa.matching.exactness import is_planned
from qa.matching.fitness import FigureFit, Fit
from qa.matching.place_fit import of_unnamed_body
from qa.matching.surroundings import Around, condition_of, nouns
from qa.question import Question
from qa.task import Task

PART = 0.1  # off for 其中…: a part of what was named before, when the question does not name it
PLANNED = 0.1  # off for what was expected, where the question asks for what was
PART_NAMED = 0.65  # precision from which the question names the part
UNASKED = 0.3  # share of a condition's nouns below which the question does not speak of it
CLAIMED = 0.1  # off for a figure beside which another one is said to be of the deed
DEED_WEIGHT = 0.3  # of a verb that tells a deed
PART_OF_YEAR = 0.06  # off for the first half of a year where the year is asked for
_PARTS_OF_YEAR = ("half", "quarter")
WAS = 0.15  # off for what was before a change
NARROWER = 0.08  # off for a kind of what is asked for: 发明专利 where 专利 is
SUMMED = 0.1  # off for what was summed up so far, where a year is asked for
SO_FAR = re.compile(r"累[计积]")
RUNNING = re.compile(r"累[计积]|总|合计|一?共|至|以来|来|止|历年|历史|迄今|目前|底|末")
OF_PART = (  # what makes a part of a whole: 规模以上工业
    r"规模以上|规上|限额以上|限上|市区|(?:主|中心)?城区|[省市区县]本级|[省市区县央]属|民营|国有|外资|非公有制"
)
_OF_PART = re.compile(OF_PART)
_LESS = re.compile(  # the same of a zone: 高新区完成投资
    rf"{OF_PART}"
    r"|(?:高新|开发|保税|示范|产业|科技|经开)[园区]|其中[省市区县镇]级"
)
RISE = re.compile(r"[增升涨]|提高|扩大|[成]长")
FALL = re.compile(r"[降跌减缩]|回落|下滑")
REACHED = re.compile(r"(?:达到?|有)了?(?:多少|几)|总[量数]")
_YEARS_AGO = r"(?:[一二两三四五六七八九十几]|\d{1,2})年前"
LONG_AGO = re.compile(rf"原来|原先|以前|此前|原本|{_YEARS_AGO}")
FORMER = re.compile(
    rf"[由从]|原来|原先|以前|之前|此前|原本|过去(?!的?[一二两三四五六七八九十\d]+年)|{_YEARS_AGO}"
)


def passing(
    task: Task, figure: Figure, around: Around, sides: FigureFit, precision: float
) -> float:
    """Return what counts against a figure that is told in passing, of a part, or of the future."""
    quantity, question = figure.quantity, task.question
    against = 0.0
    if unasked_condition(task, around.scene, figure):
        against += PART  # 属于特色企业的，最高600万元: not for all
    if quantity.value == 1 and quantity.unit[:1] in "百千万亿":
        against += PART  # 过百件: a threshold rather than a figure
    if only_tells_which(around.scene, figure) or of_unnamed_body(question.view, figure):
        against += PART
    named = max(precision, _said(task, figure.measure)) if figure.measure else precision
    if _unnamed_part(figure, question.view, named):
        against += PART
    if opposite(task, figure) or _of_unasked_scope(figure, question.view):
        against += PART
    if (
        figure.aspect is Aspect.CUMULATIVE
        and SO_FAR.search(figure.measure + figure.context)
        and question.periods
        and not RUNNING.search(question.view)
    ):
        against += SUMMED
    against += NARROWER * _is_narrower(figure.measure, question.view)
    against += CLAIMED * _told_of_another(task, figure, around.scene)
    if only_added(question, figure):
        against += PART
    if is_planned(question, around.scene, figure):
        against += PLANNED
    if figure.period is not None and figure.period.kind in _PARTS_OF_YEAR:
        against += PART_OF_YEAR * (sides.period is Fit.UNKNOWN and bool(question.periods))
    if figure.former and sides.period is not Fit.YES:
        against += 0 if FORMER.search(question.view) else WAS
        against -= WAS if LONG_AGO.search(question.view) else 0
    return against


def _told_of_another(task: Task, figure: Figure, scene: Scene) -> bool:
    """True where a deed asked about is another figure's of the sentence: 新收40件，审结35件."""
    own = figure.measure + figure.context
    unit = figure.quantity.normalized_unit
    others = [
        f
        for f in scene.figures
        if f.measure != figure.measure and f.quantity.normalized_unit == unit
    ]
    return any(
        not says(t.text, own) and any(f.measure.endswith(t.text) for f in others)
        for t in task.aligner.terms
        if others and not t.noun and len(t.text) > 1 and t.weight >= DEED_WEIGHT
    )


def only_added(question: Question, figure: Figure) -> bool:
    """True for what was added where the question asks what there is: 低保人数达到多少."""
    added = figure.aspect is Aspect.NEW and NEW.search(figure.measure) is not None
    return added and REACHED.search(question.view) is not None and "新" not in question.view


def unasked_condition(task: Task, scene: Scene, figure: Figure) -> bool:
    """True when a figure holds on a condition of which the question says nothing."""
    words = nouns(condition_of(scene.text, scene.sentence.view.locate(figure.span)))
    asked = task.question.view
    return bool(words) and sum(match(w, asked) for w in words) < UNASKED * len(words)


def _unnamed_part(figure: Figure, view: str, precision: float) -> bool:
    """True for a figure of 其中…, a part that the question does not name."""
    grown = seen_aspect(figure) is Aspect.GROWTH and figure.context.startswith("其中")
    if not (grown or figure.measure.startswith("其中")):
        return False
    whose = whose_words(figure.context if grown else figure.measure)
    if precision < PART_NAMED or any(match(word, view) < PART_NAMED for word in whose):
        return True
    return not grown and any(not match(word, view) for word in _kinds(figure.measure))


def only_tells_which(scene: Scene, figure: Figure) -> bool:
    """True for a threshold that tells which ones are meant, not how many: 过百件的企业."""
    local = scene.sentence.view.locate(figure.span)
    over = figure.quantity.bound is Bound.MORE_THAN or (
        scene.text[max(0, local.start - 1) : local.start] in ("过", "超", "逾")
    )
    return over and scene.text[local.end : local.end + 1] == "的"


def of_unasked_part(figure: Figure, view: str) -> bool:
    """True for a figure of those of some kind alone, 规模以上工业, that the question leaves out."""
    return any(found[0] not in view for found in _OF_PART.finditer(_measured(figure)))


def _of_unasked_scope(figure: Figure, view: str) -> bool:
    """True for a figure of less than the whole, by a word that the question does not say."""
    whose = figure.subject.place if figure.subject else None
    own = _measured(figure)
    own = re.sub(f"{re.escape(whose)}[㐀-鿿]{{0,4}}[园区]?", "", own) if whose else own
    return any(found[0] not in view for found in _LESS.finditer(own))


def _measured(figure: Figure) -> str:
    """Return the words of what a figure measures: of a bare 增长 those of what grew."""
    grown = seen_aspect(figure) is Aspect.GROWTH and not nouns(unframed(figure.measure))
    return figure.context if grown else figure.measure


def _is_narrower(measure: str, view: str) -> bool:
    """True where the question says the thing of a compound, and not of which kind it is."""
    for noun in nouns(unframed(measure)):
        parts = [part for part in parts_of(noun) if len(part) > 1]
        said = len(parts) > 1 and noun.endswith(parts[-1]) and parts[-1] in view
        if said and not all(match(part, view) for part in parts[:-1]):
            return True
    return False


@lru_cache(maxsize=4096)
def _kinds(measure: str) -> tuple[str, ...]:
    """Return the words in the compounds of a measure, which tell its kind: 发明 of 其中发明专利."""
    whole = nouns(unframed(measure.removeprefix("其中")))
    return tuple(part for noun in whole for part in parts_of(noun) if 1 < len(part) < len(noun))


@lru_cache(maxsize=4096)
def whose_words(measure: str) -> tuple[str, ...]:
    """Return the words of a measure that say where its things are: 其中城镇就业人员."""
    tagged = (*rjieba.tag(measure), *rjieba.tag(unframed(measure)))
    return tuple(dict.fromkeys(word for word, tag in tagged if tag == "ns" and len(word) > 1))


def _said(task: Task, measure: str) -> float:
    """Return how much of a measure's nouns the question says, whatever its clause inherits."""
    words = nouns(unframed(measure))
    return sum(match(w, task.question.view) for w in words) / len(words) if words else 0.0


def opposite(task: Task, figure: Figure) -> bool:
    """True for a rise where the question asks for a fall, and the other way round."""
    if seen_aspect(figure) is not Aspect.GROWTH:
        return False
    asked, own = task.question.view, figure.measure
    fell = FALL.search(own) is not None
    if fell == (RISE.search(own) is not None):
        return False
    return (RISE if fell else FALL).search(asked) is not None and not (
        (FALL if fell else RISE).search(asked)
    )
