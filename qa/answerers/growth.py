"""By how much something grew: what the text states, held against the figures of both years."""

import re
from dataclasses import replace
from decimal import Decimal

from corpus.attribution.aspects import seen_aspect
from corpus.document import Aspect, QuantityType
from corpus.periods import periods
from qa.answerers.against_former import against_former
from qa.answerers.compare import answer_named, is_of_another, of_what_is_asked
from qa.answerers.figure import answer_figure
from qa.answerers.reckon import as_calculation
from qa.asking.lending import MEASURED
from qa.asking.operands import Operand, operands
from qa.asking.spread import both_years, yearly
from qa.asking.ways import AGAINST, Way, way_of
from qa.contract import Kind
from qa.decimals import rounded
from qa.draft import Draft, Refused, Statement
from qa.question import Question
from qa.task import Task

__all__ = ["answer_growth"]

# That the figures are to be reckoned with, whatever the text says itself
_RECKONED = re.compile(r"推算|计算|算一?下|算出|算算|按[^，？]{0,12}算|名义")
# By how many more or fewer than in the year before
_SINCE = re.compile(
    r"(?:(?:比|较|相比)(?:于)?(?:上年|去年|上一?年度?|前一?年度?)(?:同期)?|今年度?|本年度?)[^，？比]{0,8}?"
    r"(?:增|减|多|少|升|降|提高|扩大|缩)[^，？]{0,3}?(?:多少|几)"
)
_BETWEEN = re.compile(
    r"\d{4}年?[到至—-]\d{4}年[^？]{0,30}?(?:增[长加]|减少|[上下]升|下降|提高|扩大|缩小)了?(?:多少|几)"
)
LESS = 0.15  # coverage by which a growth of another thing lies below the levels that are asked of
_TOLERANCE = Decimal("0.6")  # percentage points that rounded figures may make a difference


def answer_growth(task: Task) -> Draft | Refused | None:
    """Answer by how much something grew from one year to another, None where that is not asked.

    The stated growth is the answer where there is one; where the figures of both years give
    another, the answer says so.
    """
    view = task.question.view
    if task.question.kind not in (Kind.FIGURE, Kind.CALCULATION) or not _asked(task.question):
        return None
    found = answer_figure(task)
    stated = found if isinstance(found, Draft) and _is_growth(task.question, found) else None
    named = yearly(view)
    if not named:
        return stated or against_former(task)
    if way_of(view) is Way.ANNUAL and len(periods(both_years(view))) < 2:
        return stated
    foreign = stated is not None and is_of_another(stated, named[0][1])
    if stated is not None and (foreign or not of_what_is_asked(stated, named[0][1])):
        stated = None
    if stated is not None and len(_years(task.question)) < 2:
        return stated
    operands = [Operand(name, question) for name, question in named]
    reckoned = answer_named(replace(task, question=as_calculation(task.question)), operands)
    if stated is None and isinstance(reckoned, Refused) and len(_years(task.question)) < 2:
        reckoned = against_former(task) or reckoned
    if isinstance(reckoned, Refused) or reckoned.computed is None:
        other = foreign or (isinstance(found, Draft) and len(_years(task.question)) > 1)
        return reckoned if stated is None and other and isinstance(reckoned, Refused) else stated
    if stated is None or _says_less(stated, reckoned):
        return reckoned
    first, second = (reckoned, stated) if _RECKONED.search(view) else (stated, reckoned)
    return _held(first, second, reckoned, stated)


def _says_less(stated: Draft, reckoned: Draft) -> bool:
    """True for a growth of another thing: both levels have words of the question that it lacks."""
    return stated.features["coverage"] < reckoned.features["coverage"] - LESS


def _asked(question: Question) -> bool:
    """True for a growth by itself: 增长百分之几, 比上年增加多少件."""
    if question.wanted.types in ({QuantityType.RANK}, {QuantityType.MULTIPLE}):
        return False
    if AGAINST.search(question.view) and _of_two(question):
        return False  # 甲市2018年比乙市2015年高几成: of no growth
    way = way_of(question.view)
    return way in (Way.RATE, Way.ANNUAL) or (
        way is Way.DIFFERENCE
        and bool(_SINCE.search(question.view) or _BETWEEN.search(question.view))
    )


def _years(question: Question) -> list[str]:
    """Return the years that a question names, both ends of 2014年至2015年."""
    named = periods(both_years(question.view))
    return sorted({p.start[:4] for p in named if p.start})


def _of_two(question: Question) -> bool:
    """True for two things held against each other: two places, two measures of one year."""
    if len({p.canonical for p in question.places}) > 1:
        return True
    years = {p.start[:4] for p in question.periods if p.start}
    named = operands(question.view) if len(years) < 2 else ()
    return len(named) > 1 and all(MEASURED.search(one.name) for one in named)


def _is_growth(question: Question, found: Draft) -> bool:
    """True for a growth from the year that is asked of, or the one before where none is."""
    figure = found.figures[0].figure
    if seen_aspect(figure) not in (Aspect.GROWTH, Aspect.GAP, Aspect.NEW):
        return False
    if seen_aspect(figure) is Aspect.GAP and way_of(question.view) is not Way.DIFFERENCE:
        return False  # 高于全国1.7个百分点
    years = _years(question)
    of = figure.period.end or figure.period.start if figure.period else None
    if len(years) > 1 and of and of[:4].isdigit() and of[:4] < years[-1]:
        return False  # 2015年比2014年: what was told of 2014 is of the year before
    if figure.base is not None and figure.base.start and years:
        return figure.base.start[:4] in (*years[:-1], str(int(years[-1]) - 1))
    return len(years) < 2 or int(years[-1]) - int(years[0]) == 1


def _held(first: Draft, second: Draft, reckoned: Draft, stated: Draft) -> Draft:
    """Return the first answer, with what the other one says where the two differ."""
    quantity = stated.figures[0].figure.quantity
    computed = reckoned.computed
    if quantity.value is None or computed is None or quantity.type is not QuantityType.PERCENT:
        return first
    if computed.unit != "%":
        return first
    if abs(abs(quantity.value) - computed.result) <= _TOLERANCE:
        return first
    told = f"文中所述为{stated.answer}，按两年的数字计算为{rounded(computed.result)}%，两者不一致"
    evidence = [e for s in (*stated.statements, *reckoned.statements) for e in s.evidence]
    uses = dict.fromkeys((*first.figures, *second.figures))
    return replace(
        first,
        statements=(*first.statements, Statement(tuple(dict.fromkeys(evidence)), told)),
        figures=tuple(uses),
    )
