"""What the text itself states of a formula: a share, a gap, the amount of a part."""

import re
from dataclasses import replace

from corpus.attribution.clauses import content
from corpus.document import Aspect, Figure, QuantityType
from corpus.periods import periods
from corpus.places import places, short_name
from qa.answerers.figure import answer_figure
from qa.answerers.follow import TIMES
from qa.asking.formulas import Formula
from qa.asking.wanted import Wanted
from qa.asking.ways import Way
from qa.draft import Draft
from qa.matching.align import match
from qa.matching.surroundings import nouns
from qa.task import Task

__all__ = ["COUNTED_PART", "of_another_whole", "of_two_measures", "stated_figure", "told_part"]

_STATED = {
    Way.SHARE: frozenset({Aspect.SHARE}),
    Way.PERCENT: frozenset({Aspect.SHARE}),
    Way.GAP: frozenset({Aspect.GAP}),
}
# What asks for a part's amount (内地占多少宗), or may: 甲业占多少
COUNTED_PART = re.compile(
    r"占(?:了|有)?(?:多少|几)(?P<unit>[宗件家个间名人项]|[万亿]?元)?(?=[？。]*$)"
)
NAMED = 0.5  # match from which a stated share is of the part that is asked for


def told_part(task: Task) -> Draft | None:
    """Return the amount that the text gives a part of a whole: 其中甲业占21亿元."""
    wanted = task.question.wanted
    types = wanted.types if wanted.unit else frozenset({QuantityType.COUNT, QuantityType.MONEY})
    question = replace(task.question, wanted=Wanted(types, wanted.unit), aspect=None)
    found = answer_figure(replace(task, question=question))
    if not isinstance(found, Draft):
        return None
    figure = found.figures[0].figure
    return found if figure.measure.endswith("占") and figure.aspect is not Aspect.SHARE else None


def stated_figure(task: Task, formula: Formula) -> Draft | None:
    """Return what the text states of its own accord."""
    looked = formula.way in (*_STATED, Way.RATIO) or formula.balance
    found = answer_figure(task) if looked else None
    if not isinstance(found, Draft):
        return None
    figure = found.figures[0].figure
    if formula.balance:
        return found if formula.balance[-2:] in figure.measure + figure.context else None
    if formula.way is Way.RATIO:
        told = f"{figure.measure}，{figure.context}"
        named = nouns(formula.sides[1][0].name)  # 是2010年的2倍, and not of another measure
        times = figure.quantity.type is QuantityType.MULTIPLE
        times = times and (figure.base is None or not of_two_measures(task.question.view, formula))
        return found if times and all(match(one, told) >= NAMED for one in named) else None
    if figure.aspect not in _STATED[formula.way]:
        return None
    of = figure.period.text if figure.period else ""
    told = f"{figure.measure}，{figure.context}，{of}"
    if of_another_whole(formula, told) or not _is_its_whole(formula, figure):
        return None
    part = nouns(formula.sides[0][0].name)
    return found if not part or match(part[-1], told) >= NAMED else None


def _is_its_whole(formula: Formula, figure: Figure) -> bool:
    """True unless a share is of another whole than the question names: 占全国, 占本市申请量."""
    whole = re.sub(r"的?(?:比重|比例|份额|占比).*$", "", figure.measure.partition("占")[2])
    named = formula.sides[-1][0].name
    if formula.way not in (Way.SHARE, Way.PERCENT) or not content(whole) or not content(named):
        return True
    heads = [match(word, whole) for word in nouns(named)[-1:]]
    return max((match(whole, named), *heads)) >= NAMED


def of_two_measures(view: str, formula: Formula) -> bool:
    """True for a multiple of another measure, and not of what the same one was: 是收入的几倍."""
    other = formula.sides[-1][0].name
    return formula.way is Way.RATIO and not (periods(other) or TIMES.search(view))


def of_another_whole(formula: Formula, told: str) -> bool:
    """True for a share of the country's where the question holds one place against another."""
    one, other = ({p.canonical for p in places(side[0].question)} for side in formula.sides)
    return any(short_name(place) not in told for place in other - one)
