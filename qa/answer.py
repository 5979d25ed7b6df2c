"""Which answerer takes a question, and what happens when it has several parts."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from qa.answerers.amended import answer_amended
from qa.answerers.asserted_part import asserted_part
from qa.answerers.bracket import answer_bracket
from qa.answerers.change import both_ends
from qa.answerers.chosen import answer_chosen
from qa.answerers.compare import answer_compare
from qa.answerers.date import answer_date
from qa.answerers.direction import answer_direction
from qa.answerers.duty import answer_duty, given_elsewhere
from qa.answerers.eligible import answer_eligible
from qa.answerers.figure import answer_figure
from qa.answerers.follow import follows
from qa.answerers.holder import answer_holder
from qa.answerers.interval import answer_interval
from qa.answerers.labelled import answer_labelled
from qa.answerers.list_items import answer_list, answer_things, answer_ways, answer_words
from qa.answerers.of_class import answer_of_class
from qa.answerers.origin import answer_origin
from qa.answerers.reckon import as_calculation
from qa.answerers.rows import answer_rows
from qa.answerers.several import each_of_several, joined_answers
from qa.answerers.standings import answer_standings
from qa.answerers.top_row import answer_top_row
from qa.answerers.worth import worth
from qa.answerers.yes_no import answer_yes_no
from qa.asking.criterion import criterion
from qa.asking.operands import operands
from qa.asking.parts import asking_clause, askings, calculations, joined, led, split
from qa.contract import Kind
from qa.draft import Draft, Refused
from qa.premise import corrected_by, correction
from qa.question import Question
from qa.task import Task
from qa.worked_out import work_out

# Figures that the text need not state since they follow from two that it does.
COMPUTED = re.compile(r"比[^，？]{1,24}(?:增|多|高|少|低|减|降)|占|几倍|多少倍|比例|比重|平均每")

# 甲和乙渠道占多大比例: two things have one share, of a whole that is not said
NO_WHOLE = re.compile(
    r"(?:和|与|及|、)[^，？占]{1,20}占(?:比例|比重|比)?(?:是|为|有)?(?:多少|几|多大)"
)

_NUMBERS = (Kind.FIGURE, Kind.CALCULATION)
_RECKONED = (Kind.COMPARISON, Kind.CALCULATION, Kind.LIST, Kind.PASSAGE)  # no field gives them

# Each takes questions of a form of its own and leaves all others; the first that takes one answers.
_OWN_FORMS: tuple[Callable[[Task], Draft | Refused | None], ...] = (
    answer_origin,
    answer_interval,
    answer_direction,
    answer_top_row,
    answer_holder,
    answer_chosen,
    answer_of_class,
    answer_standings,
    answer_eligible,
    answer_amended,
    answer_bracket,
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
        return asserted_part(task) or answer_yes_no(task)
    own = _of_own_form(task)
    if own is not None:
        return own
    limited = task.question.kind is Kind.LIST and criterion(task.question.view).limit is not None
    several = calculations(task.question) if task.question.kind in _NUMBERS else ()
    parts = [task.again(one) for one in several]
    if parts and Kind.CALCULATION in (task.question.kind, parts[0].question.kind):
        return _together(task, several, [worth(one) for one in parts])
    corrected = None if limited else correction(task)  # a limit asserts nothing
    worked_out = work_out(task, corrected=corrected is not None)
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
    labelled = None if task.question.kind in _RECKONED else answer_labelled(task)
    return None if labelled is None or given_elsewhere(task) else labelled


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
