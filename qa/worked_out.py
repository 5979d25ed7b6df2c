"""What is worked out of several figures: a total, a growth, a rest, an average, a comparison."""

import re
from dataclasses import replace

from corpus.attribution.aspects import seen_aspect
from corpus.document import Aspect
from corpus.document import QuantityType as Q
from qa.answerers.average import PER_TIME, average, is_average
from qa.answerers.behind import RECKONED
from qa.answerers.compare import answer_compare
from qa.answerers.complement import answer_complement
from qa.answerers.derive import derive
from qa.answerers.earlier import answer_earlier
from qa.answerers.entity import answer_entity
from qa.answerers.figure import answer_figure
from qa.answerers.follow import follows
from qa.answerers.former import answer_former
from qa.answerers.formula import answer_formula, holds_measures, holds_places
from qa.answerers.growth import answer_growth
from qa.answerers.nested import answer_nested
from qa.answerers.product import product
from qa.answerers.reckon import as_calculation
from qa.answerers.total import total
from qa.answerers.yardstick import behind_yardstick
from qa.answerers.yearly_change import yearly_change
from qa.asking.formulas import is_compound
from qa.asking.parts import EACH, split
from qa.asking.spread import spread
from qa.asking.ways import Way, way_of
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused
from qa.question import ASKING_NUMBER
from qa.task import Task

# An average that the text may state itself: 户均融资690万元.
AVERAGE = re.compile(r"平均(?:每|一)|每[家户人个件][^，？]{0,6}平均|[家笔件户]均")
AVERAGE_EACH = re.compile(r"平均每[家户个](?:企业|公司|机构)?")
AVERAGE_WORD = re.compile(r"[户人家件亩日月年校企生]均|平均|每[户人家件名位个间宗笔项套台亩]")

EVERY = re.compile(r"平均(?:每|一(?=[家个项件笔户次]))|每[家件个笔项户宗][^，？]{0,20}平均")
PER_HEAD = re.compile(r"(?<![平年月日])[人户生]均(?!衡|价|匀)")

# What one stated figure never answers.
RECKONED_ONLY = re.compile(r"相差|之差|减去|除以|之和|加起来|相加|平均每|合起来|总和")

NO_WINNER = re.compile(r"[，；：].{4}|^.{24}|、")  # a clause, or several things

# By how much one is above another: no level of either
HELD_APART = re.compile(
    r"[比较][^，？]{2,40}?[多高少低大小](?:出|了)?(?:多少|几)|[多高]出(?:多少|几)"
)


def work_out(task: Task, *, corrected: bool) -> Draft | Refused | None:
    """Answer what figures give together; None for what is to be found as it stands."""
    view, kind = task.question.view, task.question.kind
    whole = total(task) if kind in (Kind.FIGURE, Kind.CALCULATION) else None
    if whole is not None:
        return whole
    over = answer_nested(task)
    if over is not None:
        return over
    by_the_year = yearly_change(task) if kind in (Kind.FIGURE, Kind.CALCULATION) else None
    if by_the_year is not None:
        return by_the_year
    growth = None if corrected or split(task.question) else answer_growth(task)
    if growth is not None:
        return growth
    several = kind is Kind.FIGURE and bool(split(task.question))
    if kind in (Kind.FIGURE, Kind.CALCULATION) and not several and not corrected:
        held = behind_yardstick(task) or (product(task) if kind is Kind.FIGURE else None)
        if held is not None:
            return held
    rest = None if several else answer_complement(task)
    if rest is not None:
        return rest
    formula = None if several else answer_formula(task)
    if isinstance(formula, Draft) or (formula is not None and holds_places(view)):
        return formula
    if formula is not None and holds_measures(view):
        return _reckoned(replace(task, question=as_calculation(task.question))) or formula
    if kind is Kind.FIGURE and is_average(view) and not several:
        return _averaged(task)
    former = None if is_average(view) else answer_former(task)
    if former is not None:
        return former
    if formula is not None and kind is Kind.CALCULATION:
        return (None if is_compound(view) else _reckoned(task)) or formula
    if kind is Kind.FIGURE and task.question.premises and RECKONED.search(view):
        behind = derive(task)
        if behind is not None:
            return behind
    if kind in (Kind.COMPARISON, Kind.CALCULATION):
        return _compared(task)
    if kind is Kind.FIGURE and _totals(view):
        return _compared(replace(task, question=replace(task.question, kind=Kind.CALCULATION)))
    return None


def _compared(task: Task) -> Draft | Refused:
    """Compute or compare; what the text states as a difference is taken from it."""
    if AVERAGE.search(task.question.view):
        stated = answer_figure(task.again(AVERAGE_EACH.sub("户均", task.question.view)))
        if isinstance(stated, Draft) and _is_average(stated, task.question.view):
            return stated
    derived = derive(task)
    if derived is not None:
        return derived
    if task.question.kind is Kind.CALCULATION:
        stated = answer_figure(task)
        if isinstance(stated, Draft) and _states_difference(task, stated):
            return stated
    earlier = answer_earlier(task) if task.question.kind is Kind.COMPARISON else None
    compared = earlier or answer_compare(task)
    if compared is not None:
        return compared
    if RECKONED_ONLY.search(task.question.view):
        return Refused(RefusalCode.MISSING_OPERAND, tuple(s.evidence() for s in task.scenes[:1]))
    if ASKING_NUMBER.search(task.question.view) is not None:
        found = follows(task, answer_figure(task))
        level = isinstance(found, Draft) and found.computed is None and _is_level(found)
        if isinstance(found, Draft) and level and HELD_APART.search(task.question.view):
            return Refused(RefusalCode.MISSING_OPERAND, found.statements[0].evidence)
        return found
    named = answer_entity(task)
    if isinstance(named, Draft) and NO_WINNER.search(named.answer):
        return Refused(RefusalCode.NO_EVIDENCE, tuple(s.evidence() for s in task.scenes[:1]))
    return named


def _is_level(found: Draft) -> bool:
    aspect = seen_aspect(found.figures[0].figure)
    return aspect not in (Aspect.GROWTH, Aspect.GAP, Aspect.NEW)


def _reckoned(task: Task) -> Draft | None:
    """Compute from what a joint of the question parts, and from nothing that is merely stated."""
    found = derive(task) or answer_compare(task)
    return found if isinstance(found, Draft) and found.computed is not None else None


def _averaged(task: Task) -> Draft | Refused:
    """Return what the text states for each one, else what amount and count give."""
    stated = answer_figure(task)
    if isinstance(stated, Draft):
        per_unit = stated.figures[0].figure.quantity.type is Q.PER_UNIT
        if per_unit or _is_average(stated, task.question.view):
            return stated
    made = average(task)
    if made is None and isinstance(stated, Refused):
        stated = follows(task, stated)  # 人均 as a measure: of a year that its growth tells
        if isinstance(stated, Draft):
            return stated
    if made is None and PER_HEAD.search(task.question.view):
        nearest = stated.nearest if isinstance(stated, Refused) else stated.statements[0].evidence
        return Refused(RefusalCode.MISSING_OPERAND, nearest)
    each = EVERY.search(task.question.view) or PER_TIME.search(task.question.view)
    if made is None and each and isinstance(stated, Draft):
        return Refused(RefusalCode.MISSING_OPERAND, stated.statements[0].evidence)
    return made or stated


def _totals(view: str) -> bool:
    """True for a sum or an average over places or years that are named: 两区的收入合计多少."""
    asked = way_of(view) in (Way.SUM, Way.AVERAGE) and not EACH.search(view)
    return asked and bool(spread(view))


def _states_difference(task: Task, stated: Draft) -> bool:
    """True for a gap, and for a growth told against the year that is asked for: 比2007年增加9件."""
    figure = stated.figures[0].figure
    base = figure.base.start if figure.base and seen_aspect(figure) is Aspect.GROWTH else None
    asked = {(p.start or "")[:4] for p in task.question.periods}
    return figure.aspect is Aspect.GAP or (base is not None and base[:4] in asked)


def _is_average(stated: Draft, view: str) -> bool:
    figure = stated.figures[0].figure
    if not PER_TIME.search(view) and PER_TIME.search(figure.measure):
        return False  # so much a year, where each one's is asked for
    return AVERAGE_WORD.search(figure.measure + figure.context) is not None
