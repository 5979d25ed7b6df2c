"""Which answerer takes a question, and what happens when it has several parts."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from corpus.aspects import seen_aspect
from corpus.document import Aspect
from corpus.document import QuantityType as Q
from qa.answerers.average import PER_TIME, average, is_average
from qa.answerers.behind import RECKONED
from qa.answerers.change import both_ends
from qa.answerers.chosen import answer_chosen
from qa.answerers.compare import answer_compare
from qa.answerers.complement import answer_complement
from qa.answerers.date import answer_date
from qa.answerers.derive import derive
from qa.answerers.direction import answer_direction
from qa.answerers.duty import answer_duty, given_elsewhere
from qa.answerers.earlier import answer_earlier
from qa.answerers.eligible import answer_eligible
from qa.answerers.entity import answer_entity
from qa.answerers.figure import answer_figure
from qa.answerers.follow import follows
from qa.answerers.former import answer_former
from qa.answerers.formula import answer_formula, holds_places
from qa.answerers.growth import answer_growth
from qa.answerers.holder import answer_holder
from qa.answerers.labelled import answer_labelled
from qa.answerers.list_items import answer_list, answer_things, answer_ways, answer_words
from qa.answerers.of_class import answer_of_class
from qa.answerers.origin import answer_origin
from qa.answerers.product import product
from qa.answerers.reckon import as_calculation
from qa.answerers.rows import answer_rows
from qa.answerers.several import each_of_several, joined_answers
from qa.answerers.standings import answer_standings
from qa.answerers.top_row import answer_top_row
from qa.answerers.total import total
from qa.answerers.yardstick import behind_yardstick
from qa.answerers.yes_no import answer_yes_no
from qa.contract import Kind, RefusalCode
from qa.criterion import criterion
from qa.draft import Draft, Refused
from qa.formulas import is_compound
from qa.operands import operands
from qa.parts import (
    EACH,
    asking_clause,
    askings,
    coordinated,
    joined,
    led,
    measures,
    one_each,
    with_rate,
)
from qa.premise import corrected_by, correction
from qa.question import ASKING_NUMBER, Question
from qa.spread import spread
from qa.task import Task
from qa.ways import Way, way_of

# Figures that the text need not state since they follow from two that it does.
COMPUTED = re.compile(r"比[^，？]{1,24}(?:增|多|高|少|低|减|降)|占|几倍|多少倍|比例|比重|平均每")

# 甲和乙渠道占多大比例: two things have one share, of a whole that is not said
NO_WHOLE = re.compile(
    r"(?:和|与|及|、)[^，？占]{1,20}占(?:比例|比重|比)?(?:是|为|有)?(?:多少|几|多大)"
)

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
    r"[比较][^，？]{2,}?[多高少低大小](?:出|了)?(?:多少|几)|[多高]出(?:多少|几)"
)

_RECKONED = (Kind.COMPARISON, Kind.CALCULATION, Kind.LIST, Kind.PASSAGE)  # no field gives them

# Each takes questions of a form of its own and leaves all others; the first that takes one answers.
_OWN_FORMS: tuple[Callable[[Task], Draft | Refused | None], ...] = (
    answer_origin,
    answer_direction,
    answer_top_row,
    answer_holder,
    answer_chosen,
    answer_of_class,
    answer_standings,
    answer_eligible,
    answer_duty,
    answer_rows,
    both_ends,
)
_ANSWERERS: Mapping[Kind, Callable[[Task], Draft | Refused]] = {
    Kind.FIGURE: answer_figure,
    Kind.DATE: answer_date,
    Kind.ENTITY: answer_things,
    Kind.SPAN: answer_words,
    Kind.LIST: answer_list,
    Kind.YES_NO: answer_yes_no,
    Kind.PASSAGE: answer_ways,
}


def answer(task: Task) -> Draft | Refused:
    """Answer a question, part by part where it has parts."""
    if task.question.kind is Kind.YES_NO:
        return answer_yes_no(task)
    own = _of_own_form(task)
    if own is not None:
        return own
    limited = task.question.kind is Kind.LIST and criterion(task.question.view).limit is not None
    corrected = None if limited else correction(task)  # a limit asserts nothing
    worked_out = _worked_out(task, corrected=corrected is not None)
    if worked_out is not None:
        return worked_out
    found = _as_its_kind(task)
    if corrected is None:
        return found
    if isinstance(found, Refused):
        alone = asking_clause(task.question)
        found = answer_figure(task.again(alone)) if alone else found
    return corrected_by(found, corrected)


def _of_own_form(task: Task) -> Draft | Refused | None:
    """Return what the first answerer says whose form the question has."""
    for form in _OWN_FORMS:
        found = form(task)
        if found is not None:
            return found
    looked = task.question.kind in _RECKONED or given_elsewhere(task)
    return None if looked else answer_labelled(task)


def _worked_out(task: Task, *, corrected: bool) -> Draft | Refused | None:
    """Answer what figures give together; None for what is to be found as it stands."""
    view, kind = task.question.view, task.question.kind
    whole = total(task) if kind in (Kind.FIGURE, Kind.CALCULATION) else None
    if whole is not None:
        return whole
    growth = None if corrected or split(task.question) else answer_growth(task)
    if growth is not None:
        return growth
    several = kind is Kind.FIGURE and bool(split(task.question))
    if kind is Kind.FIGURE and not several and not corrected:
        held = behind_yardstick(task) or product(task)
        if held is not None:
            return held
    rest = None if several else answer_complement(task)
    if rest is not None:
        return rest
    formula = None if several else answer_formula(task)
    if isinstance(formula, Draft) or (formula is not None and holds_places(view)):
        return formula
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


def _as_its_kind(task: Task) -> Draft | Refused:
    """Answer by the answerer of the question's kind, each part by itself."""
    kind, parts = task.question.kind, split(task.question)
    if parts:
        alone = [_part(task, part) for part in parts]
        found = each_of_several(task, parts, alone) or _together(task, parts, alone)
    else:
        found = _ANSWERERS[kind](task)
    if kind is not Kind.FIGURE:
        return found
    if not parts:
        found = _both(task, found)
    computable = COMPUTED.search(task.question.view) and not NO_WHOLE.search(task.question.view)
    if isinstance(found, Refused) and computable:
        computed = answer_compare(replace(task, question=as_calculation(task.question)))
        found = computed if isinstance(computed, Draft) else found
    return found if parts else follows(task, found)


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
    if made is None and PER_HEAD.search(task.question.view):
        nearest = stated.nearest if isinstance(stated, Refused) else stated.statements[0].evidence
        return Refused(RefusalCode.MISSING_OPERAND, nearest)
    if made is None and EVERY.search(task.question.view) and isinstance(stated, Draft):
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


def split(question: Question) -> tuple[str, ...]:
    """Return the parts of a question, empty when it is one."""
    view = question.view
    if question.kind is Kind.FIGURE:
        both = with_rate(view)
        if both:
            return both
        group = coordinated(view)
        if group and (EACH.search(view) or len(question.wanted.types) > 0):
            return one_each(view, group)
        if EACH.search(view):
            shared = spread(view)  # 甲、乙、丙三个产业的收入各…
            if shared:
                return tuple(one for _, one in shared)
            named = measures(question)
            if named:
                return named
    return askings(question)


def foreseen(question: Question) -> tuple[str, ...]:
    """Return what `answer` will most likely ask on its way, so that it can be got ready."""
    if question.kind in (Kind.COMPARISON, Kind.CALCULATION):
        return tuple(one.question for one in operands(question.view))
    return () if question.kind is Kind.YES_NO else split(question)


def _part(task: Task, part: str) -> Draft | Refused:
    sub = task.again(part)
    return _ANSWERERS.get(sub.question.kind, answer_figure)(sub)


def _of_one_breath(task: Task, part: str, alone: Draft | Refused, first: Draft) -> Draft | Refused:
    """Prefer the reading of a later part that stands beside the first part's figure."""
    behind = led(task.question, part)
    if behind is None or not first.figures or same_sentence(alone, first):
        return alone
    result = _part(task, behind)
    fits = same_sentence(result, first) or isinstance(alone, Refused)
    return result if fits and isinstance(result, Draft) else alone


def same_sentence(one: Draft | Refused, other: Draft | Refused) -> bool:
    """True for two figures of one sentence."""
    if not (isinstance(one, Draft) and isinstance(other, Draft) and one.figures and other.figures):
        return False
    a, b = one.figures[0].figure, other.figures[0].figure
    return (a.document_id, a.sentence) == (b.document_id, b.sentence)


def _both(task: Task, whole: Draft | Refused) -> Draft | Refused:
    """Answer for two things with two figures where the text has one for each, side by side."""
    parts = joined(task.question)
    if not parts:
        return whole
    one, other = (_part(task, part) for part in parts)
    if not (same_sentence(one, other) and isinstance(one, Draft) and isinstance(other, Draft)):
        return whole
    if one.figures[0].figure.group == other.figures[0].figure.group:
        return whole
    return _together(task, parts, (one, other))


def _together(
    task: Task, parts: tuple[str, ...], alone: Sequence[Draft | Refused]
) -> Draft | Refused:
    """Return the answers to the parts as one, and which parts have none."""
    found: list[Draft] = []
    missing: list[str] = []
    refusals: list[Refused] = []
    led_on = parts == askings(task.question)  # no part of 甲、乙两区各多少 is led by another
    for number, (part, own) in enumerate(zip(parts, alone, strict=True)):
        led_by = found[0] if led_on and number and found else None
        result = _of_one_breath(task, part, own, led_by) if led_by is not None else own
        if isinstance(result, Draft):
            found.append(result)
        else:
            missing.append(part)
            refusals.append(result)
    if not found:
        return refusals[0]
    return joined_answers(found, tuple(missing), len(parts))
