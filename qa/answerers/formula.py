"""Calculations that a question words as a formula: shares, remainders, gaps to a target, sums."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.document import Aspect, Bound, Figure, QuantityType
from qa.answerers.amounts import scale_of
from qa.answerers.average import per_count
from qa.answerers.figure import answer_figure
from qa.answerers.found import Found
from qa.answerers.joint import Sensible, together
from qa.answerers.own_total import TOTAL, head_of, of_members, owners
from qa.answerers.rates import LEAST_SHARE, divided
from qa.answerers.reckon import added, as_calculation, common_unit, drafted, reckoned
from qa.answerers.siblings import are_strung, is_named
from qa.answerers.stated_formula import (
    COUNTED_PART,
    of_another_whole,
    of_two_measures,
    stated_figure,
    told_part,
)
from qa.answerers.yardstick import behind_gap
from qa.asking.formulas import Formula, formula_of
from qa.asking.operands import Operand
from qa.asking.wanted import Wanted
from qa.asking.ways import Way
from qa.contract import Kind, RefusalCode
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft, Refused
from qa.matching.align import match
from qa.matching.candidates import Candidate, fitting, rank
from qa.matching.fit import counted_alike
from qa.matching.surroundings import nouns
from qa.task import Task

__all__ = ["answer_formula", "holds_measures", "holds_places", "of_formula"]

_QUOTIENTS = {Way.SHARE: "%", Way.PERCENT: "%", Way.RATIO: "倍", Way.RATE: "%"}
_COUNTED = (QuantityType.COUNT, QuantityType.NUMBER)
_AIMED = re.compile(r"目标|计划|规划|力争|拟|任务|全长|预计")
NEAR = 0.1  # by which the figure of a sum's member may fit worse than the part's best one
NAMED = 0.5  # match from which a question says a word of a whole's measure
_CLASSED = ("大", "个", "类", "种", "项", "块")
EXACT = 4  # decimals up to which a difference of written figures is shown in full


def answer_formula(task: Task) -> Draft | Refused | None:
    """Compute what a question words as a formula; None where it words none.

    What the text states itself, as a share or a gap, is the answer before any calculation.
    """
    formula = formula_of(task.question.view)
    if formula is None or task.question.kind not in (Kind.FIGURE, Kind.CALCULATION):
        return None
    if formula.way is Way.SHARE and (part := COUNTED_PART.search(task.question.view)):
        told = told_part(task)
        if told is not None or part["unit"]:
            return told
    return stated_figure(task, formula) or of_formula(task, formula)


def of_formula(task: Task, formula: Formula) -> Draft | Refused:
    """Compute a formula from the figures of its operands."""
    if formula.otherwise and any(formula.joined in scene.text for scene in task.scenes):
        return of_formula(task, Formula(formula.way, formula.otherwise))
    whole = replace(task, question=as_calculation(task.question))
    named = [one for side in formula.sides for one in side]
    cut = len(formula.sides[0])
    total = formula.way is Way.SHARE and TOTAL.search(named[-1].name)
    if total and total["its"]:
        its = None if (made := of_members(whole, named)) else _of_owner(whole, named)
        if its is not None:
            return _computed(whole, formula.way, its[:1], its[1:])
        return made or Refused(RefusalCode.MISSING_OPERAND, wanted=named[-1].name)
    tasks = _tasks(whole, named)
    added = formula.way is Way.SHARE and len(named) > cut + 1
    if added and (members := _with_member(whole, named, tasks)) is not None:
        return _computed(whole, formula.way, members[:1], members[1:])
    # A balance may turn out the other way round: its figures are not chosen to make it one
    way = Way.DIFFERENCE if formula.balance else formula.way
    sense = _sense(whole, way, cut, named[-1].question)
    found = _against_average(whole, named) or together(whole, named, tasks, sense)
    if found and formula.way is Way.SHARE and not _is_of_class(found[-1], named[-1]):
        found = None
    if found is None and formula.way is Way.RATIO and "除以" in task.question.view + formula.joined:
        shared = _shared_out(whole, named)
        if shared is not None:
            return shared
    if formula.way is Way.SHARE and not (found and (not total or _is_named_whole(found, named))):
        of_all = of_members(whole, named, total["of"][-1] if total else head_of(named[-1].name))
        if of_all is not None:
            return of_all
    if found is None:
        nearest = tuple(s.evidence() for s in task.scenes[:1])
        return Refused(RefusalCode.MISSING_OPERAND, nearest, wanted=named[-1].name)
    return _computed(whole, formula.way, found[:cut], found[cut:])


def _is_of_class(whole: Found, named: Operand) -> bool:
    """True unless the whole is several things, 三大产业, and this the figure of one of them."""
    several = named.given is not None and named.given.unit in _CLASSED
    told = whole.use.figure.measure + whole.use.figure.context
    return not several or all(match(word, named.question) >= NAMED for word in nouns(told))


def _is_named_whole(found: Sequence[Found], named: Sequence[Operand]) -> bool:
    return is_named(found[-1].use.figure, named[-1].name)


def _shared_out(whole: Task, named: Sequence[Operand]) -> Draft | None:
    """Divide an amount by a count, each told plainly: 生产总值除以人口."""
    both = [answer_figure(whole.again(one.question)) for one in named]
    drafts = [one for one in both if isinstance(one, Draft)]
    if len(drafts) != 2 or len({d.figures[0].figure.document_id for d in drafts}) > 1:
        return None
    amount, count = (d.figures[0].figure.quantity for d in drafts)
    computed = per_count(whole, amount, count) if count.type in _COUNTED else None
    if computed is None:
        return None
    found = [Found(o.name, d.figures[0], d) for o, d in zip(named, drafts, strict=True)]
    answer = rounded(computed.result) + computed.unit
    return drafted(whole, found, Kind.CALCULATION, answer, computed)


def _of_owner(whole: Task, named: Sequence[Operand]) -> list[Found] | None:
    """Take 其 of 其销售总额 as whose the part is, by the longest name that leads anywhere."""
    total = named[-1].name.partition("其")[2]
    for owner in owners(named[0].question):
        both = (named[0], Operand(named[-1].name, f"{owner}{total}多少"))
        found = together(whole, both, _tasks(whole, both), _sense(whole, Way.SHARE, 1, total))
        if found is not None:
            return found
    return None


def _with_member(
    whole: Task, named: Sequence[Operand], tasks: Sequence[Task]
) -> list[Found] | None:
    """Find the members of a sum of which the part is one: 甲、乙、丙的收入中甲占多少."""
    sense = _sense(whole, Way.SUM, 1, "")
    members = together(whole, named[1:], tasks[1:], sense)
    if members is None:
        return None
    stand = {one.use.figure.span: one for one in members}
    order = fitting(rank(tasks[0]))
    own = next((c for c in order if c.figure.span in stand), None)
    if own is None or own.score < order[0].score - NEAR:
        return None
    return [stand[own.figure.span], *members]


def _against_average(whole: Task, named: Sequence[Operand]) -> list[Found] | None:
    """Find an average that only its gap to another figure tells: 人均产出是平均水平的几倍."""
    if len(named) != 2 or not re.search(r"平均(?:水平|值|数)?$", named[1].name):
        return None
    level = answer_figure(whole.again(named[0].question))
    if not isinstance(level, Draft):
        return None
    scene = next((s for s in whole.scenes if level.figures[0].figure in s.figures), None)
    sub = whole.again(named[1].question)
    order = rank(replace(sub, scenes=(scene,) if scene else sub.scenes))
    gaps = [c for c in order if _follows_on(c, level.figures[0].figure)]
    average = behind_gap(gaps, given=True)
    if average is None:
        return None
    drafts = (level, average)
    return [Found(o.name, d.figures[-1], d) for o, d in zip(named, drafts, strict=True)]


def _follows_on(gap: Candidate, level: Figure) -> bool:
    """True for a gap that stands right behind a level."""
    figures = gap.scene.figures
    at = figures.index(gap.figure)
    return at > 0 and figures[at - 1].span == level.span


def _tasks(whole: Task, named: Sequence[Operand]) -> list[Task]:
    """Return the task of each operand, which may be of any unit."""
    tasks = [whole.again(one.question) for one in named]
    free = Wanted(frozenset())
    return [replace(t, question=replace(t.question, kind=Kind.FIGURE, wanted=free)) for t in tasks]


def _sense(task: Task, way: Way, cut: int, whole: str) -> Sensible:
    """Return what the values of a formula have to be: a part is no more than the whole."""

    def sensible(choice: Sequence[Candidate]) -> bool:
        values = [c.figure.quantity.normalized_value or Decimal(0) for c in choice]
        if way is Way.GAP and (_planned(choice[0]) or not _planned(choice[-1])):
            return False
        parted = way in (Way.SHARE, Way.REST)  # a part is of its whole's time
        sides = (choice,) if parted else (choice[:cut], choice[cut:])
        if len(task.question.periods) < 2 and not all(map(_of_one_time, sides)):
            return False
        if way is Way.SUM:
            return True
        one, other = sum(values[:cut], Decimal(0)), sum(values[cut:], Decimal(0))
        if way is Way.SHARE:
            return (
                other * LEAST_SHARE <= one <= other and one > 0 and not _are_siblings(choice, whole)
            )
        if way is Way.REST:
            return one > other > 0
        return bool(one and other)

    return sensible


def _of_one_time(side: Sequence[Candidate]) -> bool:
    """True unless what is added up is of two years."""
    named = {c.figure.period.start for c in side if c.figure.period and c.figure.period.start}
    return len(named) < 2


def _are_siblings(choice: Sequence[Candidate], named: str) -> bool:
    """True for a part and another part beside it, where the whole is named otherwise."""
    part, whole = choice[0], choice[-1]
    strung = are_strung(part.scene.document, part.figure, whole.figure)
    return len(choice) == 2 and strung and not is_named(whole.figure, named)


def _planned(one: Candidate) -> bool:
    """True for what is only aimed at."""
    figure = one.figure
    return figure.aspect is Aspect.TARGET or bool(_AIMED.search(figure.measure))


def holds_places(view: str) -> bool:
    """True for a quotient of one place's and another's, which no single figure tells."""
    formula = formula_of(view)
    return formula is not None and formula.way in _QUOTIENTS and of_another_whole(formula, "")


def holds_measures(view: str) -> bool:
    """True for a multiple of another measure, which no multiple of a time tells."""
    formula = formula_of(view)
    return formula is not None and of_two_measures(view, formula)


def _computed(
    task: Task, way: Way, ones: Sequence[Found], others: Sequence[Found]
) -> Draft | Refused:
    """Do the arithmetic; refuse where units differ or the result makes no sense."""
    within = len(others) > 1 and ones[0] in others  # a member of the sum that it is held against
    operands = tuple(others) if within else (*ones, *others)
    stated = [o for o in operands if o.draft.computed is None]
    places = {(o.use.evidence.document.id, o.use.figure.span) for o in stated}
    alike = all(
        counted_alike(operands[0].unit, o.unit) or {o.unit[-1:], operands[0].unit[-1:]} == {"元"}
        for o in operands
    )  # 新台币元 and 元 of one sentence, else they were not chosen together
    if len(places) < len(stated) or not alike or any(o.value is None for o in operands):
        return _missing(operands)
    if way is Way.SUM:
        return reckoned(task, operands, Way.SUM)
    one, other = _sum(ones), _sum(others)
    if way is Way.GAP:
        one, other, ones, others = other, one, others, ones
    unit, constants = operands[0].unit, tuple(one for o in operands for one in o.constants)
    if way in _QUOTIENTS:
        if not other or (way is Way.SHARE and one > other):
            return _missing(operands)
        times = Decimal(100) if _QUOTIENTS[way] == "%" else Decimal(1)
        tail = " * 100" if times != 1 else ""
        scale, _ = common_unit(task, operands)
        shown = f"{added(ones, scale)} / {added(others, scale)}{tail}"
        if way is Way.RATE:
            high, low = (ones, others) if one > other else (others, ones)
            shown = f"({added(high, scale)} - {added(low, scale)}) / {added(others, scale)}{tail}"
            one = abs(one - other)
        computed = Computed(shown, divided(one * times, other), _QUOTIENTS[way], constants)
        answer = rounded(computed.result) + computed.unit
        return drafted(task, operands, Kind.CALCULATION, answer, computed)
    if way is Way.REST and one < other:
        return _missing(operands)
    turned = way is Way.GAP and one < other
    if turned or one < other:
        one, other, ones, others = other, one, others, ones
    quantities = [o.quantity for o in operands]
    scale, name = scale_of(task.question.view, one - other, unit, quantities)
    name = "个百分点" if name == "%" else name
    shown = f"{added(ones, scale)} - {added(others, scale)}"
    computed = Computed(shown, (one - other) / scale, name, constants)
    exact = all(o.quantity.bound is Bound.EXACT for o in operands)
    number = plain(computed.result)
    number = number if len(number.partition(".")[2]) <= EXACT else rounded(computed.result)
    answer = ("" if exact or number.startswith("约") else "约") + number + name
    answer = "已超出" + answer if turned else answer
    return drafted(task, operands, Kind.CALCULATION, answer, computed)


def _sum(side: Sequence[Found]) -> Decimal:
    return sum((o.value or Decimal(0) for o in side), Decimal(0))


def _missing(operands: Sequence[Found]) -> Refused:
    nearest = tuple(o.use.evidence for o in operands)
    wanted = "、".join(dict.fromkeys(o.name for o in operands[1:]))
    return Refused(RefusalCode.MISSING_OPERAND, nearest, wanted=wanted)
