"""The arithmetic over figures that are each found and cited on their own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from corpus.document import Bound, QuantityType
from qa.answerers.amounts import scale_asked
from qa.answerers.average import is_shared_out, per_count
from qa.answerers.found import Found
from qa.answerers.rates import annual, divided, in_time, years_between
from qa.answerers.siblings import are_strung, is_named
from qa.answerers.unlike import warnings_of
from qa.asking.order import ORDERED, ascending
from qa.asking.wanted import Wanted
from qa.asking.ways import AGAINST, Way, asks_apart, asks_smaller, way_of
from qa.contract import Kind, RefusalCode, Warning
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft, Refused, Statement
from qa.matching.fit import counted_alike
from qa.question import Question
from qa.task import Task

__all__ = [
    "added",
    "ahead",
    "alike",
    "as_calculation",
    "combine",
    "common_unit",
    "drafted",
    "reckoned",
]

_WHO = re.compile(r"谁|何者|哪(?![些年月天日])")
# What the question takes for granted: that the first is the larger, or the smaller one.
_MORE = re.compile(r"(?:多|高|增加|增长|提高|上升|扩大|上涨|成长)[了出]?(?:多少|几|百分)")
_LESS = re.compile(r"(?:(?<!多)少|低|减少|下降|降低|缩小|下滑|回落|下跌)[了出]?(?:多少|几|百分)")
_SPAN = re.compile(r"相差|差距|差额|之差|差(?=多少|几)")
# By how many times more, which is one less than how many times: 多出几倍
_MORE_TIMES = re.compile(r"(?:[多高大]出?|增[加长])了?(?:多少|几)倍")
_RATES = (Way.RATE, Way.ANNUAL)
_PART_FIRST = re.compile(r"占(?!比|了?(?:多|几|百))[^，？占]{2,40}(?=的|多少|几|百分)")
_PEOPLE = frozenset({"人", "名", "位", "人次"})
_T = TypeVar("_T")
PLAINLY = 0.45  # share of a measure's nouns that a question says which names it
EXACT = 4  # decimals up to which a sum or difference of written figures is shown in full


def as_calculation(question: Question) -> Question:
    """Return the question with nothing wanted but what its operands give."""
    return replace(question, kind=Kind.CALCULATION, wanted=Wanted(frozenset()), aspect=None)


def combine(task: Task, operands: Sequence[Found]) -> Draft | Refused:
    """Compute or compare once all operands are there."""
    places = {(o.use.evidence.document.id, o.use.figure.span) for o in operands}
    if len(places) < len(operands) or _said_twice(operands):
        return _missing(operands[:1], operands[-1].name)
    shared_out = way_of(task.question.view) is not Way.AVERAGE
    if shared_out and is_shared_out(task.question.view) and len(operands) == 2:
        return _each(task, operands)
    units = {o.unit for o in operands}
    people = units & _PEOPLE and units - _PEOPLE
    if not alike(operands) or people:  # so many people, and so many things
        return _missing(operands, "、".join(sorted(u or "?" for u in units)))
    numbers = [o.value for o in operands if o.value is not None]
    if task.question.kind is Kind.COMPARISON:
        return ahead(task, operands)
    way = way_of(task.question.view)
    documents = {o.use.evidence.document.id for o in operands}
    if way is Way.SHARE and len(documents) > 1 and not task.question.places:
        return _missing(operands, operands[-1].name)  # no part of what another document tells of
    part_first = len(numbers) == 2 and _PART_FIRST.search(task.question.view)
    if way is Way.SHARE and part_first and numbers[0] > numbers[1]:
        return _missing(operands, operands[-1].name)  # a part that is more than its whole is none
    if way is Way.SHARE and not _sure_of_whole(task, operands):
        return _missing(operands, operands[-1].name)
    if way is Way.DIFFERENCE and not asks_apart(task.question.view):
        return _missing(operands, operands[-1].name)  # nothing says what to do with them
    if "百分点" in task.question.view and units != {"%"}:
        return _missing(operands, operands[-1].name)  # shares are asked for, and these are none
    if way is Way.ANNUAL and years_between([o.use.figure for o in operands]) is None:
        return _missing(operands, operands[-1].name)
    if way in (Way.RATE, Way.ANNUAL, Way.SHARE, Way.RATIO) and (
        len(numbers) != 2 or not all(numbers)
    ):
        return _missing(operands, "÷ 0")
    return reckoned(task, operands, way)


def alike(operands: Sequence[Found]) -> bool:
    """True for operands that are numbers of one unit."""
    units = {o.unit for o in operands}
    counted = all(counted_alike(a, b) for a in units for b in units)
    return counted and all(o.value is not None for o in operands)


def _said_twice(operands: Sequence[Found]) -> bool:
    """True where two operands are one figure: 突破8万件，达8.07万件."""
    figures = [o.use.figure for o in operands]
    bounds = [f for f in figures if f.quantity.bound is not Bound.EXACT and f.group is not None]
    return any(
        (f.document_id, f.sentence, f.group) == (b.document_id, b.sentence, b.group)
        for b in bounds
        for f in figures
        if f is not b
    )


def _sure_of_whole(task: Task, operands: Sequence[Found]) -> bool:
    """True for part and whole of one sentence, or where the question names both plainly."""
    sentences = {(o.use.figure.document_id, o.use.figure.sentence) for o in operands}
    whole = max(operands, key=lambda o: o.value or Decimal(0))
    document = whole.use.evidence.document
    if len(operands) == 2 and are_strung(document, *(o.use.figure for o in operands)):
        return is_named(whole.use.figure, task.question.view)
    named = min(o.draft.features.get("precision", 1.0) for o in operands)
    return len(sentences) == 1 or named >= PLAINLY


def _missing(operands: Sequence[Found], wanted: str = "") -> Refused:
    nearest = tuple(o.use.evidence for o in operands)
    return Refused(RefusalCode.MISSING_OPERAND, nearest, wanted=wanted)


def _each(task: Task, operands: Sequence[Found]) -> Draft | Refused:
    """Divide an amount by a count: 平均每个项目投资多少."""
    counts = [o for o in operands if o.quantity.type is QuantityType.COUNT]
    amounts = [o for o in operands if o not in counts]
    one = len(counts) == 1
    computed = per_count(task, amounts[0].quantity, counts[0].quantity) if one else None
    if computed is None:
        return _missing(operands)
    answer = rounded(computed.result) + computed.unit
    return drafted(task, operands, Kind.CALCULATION, answer, computed)


def reckoned(task: Task, operands: Sequence[Found], way: Way) -> Draft:
    """Compute over operands whose values and units are known to go together."""
    scale, unit = common_unit(task, operands)
    values = [o.value or Decimal(0) for o in operands]
    counted = scale_asked(task.question.view, operands[0].unit) is None
    if counted and way is Way.DIFFERENCE and 0 < max(values) - min(values) < scale:
        scale, unit = Decimal(1), operands[0].unit  # 938件, not 0.0938万件
    scaled = [value / scale for value in values]
    computed = _computed(task, operands, way, (scale, unit))
    answer = _stated(operands, computed, way)
    turned = _turned(task, operands, scaled, way)
    if turned:
        answer = turned + answer
    elif way is Way.DIFFERENCE and _WHO.search(task.question.view):
        answer = _by_how_much(task, operands, scaled, answer)
        return drafted(task, operands, Kind.COMPARISON, answer, computed)
    made = drafted(task, operands, Kind.CALCULATION, answer, computed)
    told = (Warning.PREMISE_CORRECTED,) if turned else ()
    return replace(made, warnings=(*made.warnings, *told))


def _computed(
    task: Task, operands: Sequence[Found], way: Way, measured: tuple[Decimal, str]
) -> Computed:
    """Do the arithmetic in a unit, each operand worded as it is stated or as it was reckoned."""
    scale, unit = measured
    terms = [((o.value or Decimal(0)) / scale, o.worded(scale)) for o in operands]
    values, shown = [value for value, _ in terms], [word for _, word in terms]
    constants = tuple(one for o in operands for one in o.constants)
    if way in (Way.SUM, Way.AVERAGE):
        total, added = sum(values, Decimal(0)), " + ".join(shown)
        if way is Way.SUM:
            return Computed(added, total, unit, constants)
        mean = divided(total, Decimal(len(values)))
        return Computed(f"({added}) / {len(values)}", mean, unit, constants)
    if way is Way.ANNUAL:
        figures = [o.use.figure for o in operands]
        return annual(*in_time(figures, values), years_between(figures) or 1)
    if way is Way.RATE:
        _, (was, base) = ends = _ends(task.question.view, operands, terms)
        (low, less), (high, more) = sorted(ends)
        return Computed(
            f"({more} - {less}) / {base} * 100", divided(high - low, was, 100), "%", constants
        )
    if way is Way.SHARE:
        (part, less), (whole, more) = sorted(terms)  # the whole may have been named first
        return Computed(f"{less} / {more} * 100", divided(part, whole, 100), "%", constants)
    if way is Way.RATIO:
        (one, told), (other, base) = terms
        if _MORE_TIMES.search(task.question.view):
            one, told = one - other, f"({told} - {base})"
        return Computed(f"{told} / {base}", divided(one, other), "倍", constants)
    (low, less), *_, (high, more) = sorted(terms)
    unit = "个百分点" if unit == "%" else unit
    return Computed(f"{more} - {less}", high - low, unit, constants)


def _stated(operands: Sequence[Found], computed: Computed, way: Way) -> str:
    """Return a result with its unit, led by 约 where it is rounded or over figures that are."""
    exact = way in (Way.SUM, Way.DIFFERENCE) and _decimals(computed.result) <= EXACT
    number = plain(computed.result) if exact else rounded(computed.result)
    inexact = any(o.quantity.bound is not Bound.EXACT for o in operands)
    return ("约" if inexact and not number.startswith("约") else "") + number + computed.unit


def _decimals(value: Decimal) -> int:
    _, _, behind = plain(value).partition(".")
    return len(behind)


def _ends(view: str, operands: Sequence[Found], values: Sequence[_T]) -> tuple[_T, _T]:
    """Return what is held against what: by the question's 比, else the later by the earlier."""
    if AGAINST.search(view):
        return values[0], values[1]
    return in_time([o.use.figure for o in operands], values)


def _turned(task: Task, operands: Sequence[Found], values: Sequence[Decimal], way: Way) -> str:
    """Return the word that sets right a difference or growth asked for the wrong way round."""
    view = task.question.view
    if len(values) != 2 or way not in (*_RATES, Way.DIFFERENCE) or _SPAN.search(view):
        return ""
    if operands[0].quantity.type in (QuantityType.RANK, QuantityType.DURATION):
        return ""
    now, was = _ends(view, operands, values)
    if re.search(r"比[^，？]+比|谁|哪", view) or now == was:
        return ""
    if _MORE.search(view) and now < was:
        return "减少" if way in _RATES else "少"
    if _LESS.search(view) and now > was:
        return "增加" if way in _RATES else "多"
    return ""


def _by_how_much(
    task: Task, operands: Sequence[Found], values: Sequence[Decimal], answer: str
) -> str:
    """Return who is ahead and by how much: 哪个更高，差多少."""
    best = _best(task, values, ranks=operands[0].quantity.type is QuantityType.RANK)
    word = "少" if values[best] == min(values) else "多"
    return f"{operands[best].name}{word}{answer}（{_all(operands, best)}）"


def ahead(task: Task, operands: Sequence[Found]) -> Draft:
    """Say which of the operands is ahead, with all their figures."""
    values = [o.value or Decimal(0) for o in operands]
    ranks = operands[0].quantity.type is QuantityType.RANK
    best = _best(task, values, ranks=ranks)
    if ORDERED.search(task.question.view) and len(operands) > 1:
        return _in_order(task, operands, down=ascending(task.question.view) is ranks)
    if len(set(values)) == 1:
        answer = f"相同（{operands[0].shown}）"
    else:
        answer = f"{operands[best].name}（{_all(operands, best)}）"
    return drafted(task, operands, Kind.COMPARISON, answer, None)


def _in_order(task: Task, operands: Sequence[Found], *, down: bool) -> Draft:
    """Return the operands with their figures in order."""
    order = sorted(operands, key=lambda o: o.value or Decimal(0), reverse=down)
    items = tuple(f"{o.name}（{o.shown}）" for o in order)
    made = drafted(task, order, Kind.COMPARISON, "；".join(items), None)
    return replace(made, items=items)


def _all(operands: Sequence[Found], best: int) -> str:
    others = "，".join(f"{o.name}{o.shown}" for n, o in enumerate(operands) if n != best)
    return f"{operands[best].shown}；{others}"


def _best(task: Task, values: Sequence[Decimal], *, ranks: bool) -> int:
    want_low = asks_smaller(task.question.view) != ranks
    return (min if want_low else max)(range(len(values)), key=lambda n: values[n])


def common_unit(task: Task, operands: Sequence[Found]) -> tuple[Decimal, str]:
    """Return the unit to compute in: the one asked for, the shared one, else the plain one."""
    asked = scale_asked(task.question.view, operands[0].unit)
    if asked and len({o.unit for o in operands}) == 1:
        return asked
    first = operands[0]
    if len({o.called for o in operands}) == 1 and first.value:
        return first.size, first.called
    largest = max(operands, key=lambda o: o.value or Decimal(0))
    if largest.unit == "元" and largest.value:
        return largest.size, largest.called
    return Decimal(1), first.unit


def drafted(
    task: Task, operands: Sequence[Found], kind: Kind, answer: str, computed: Computed | None
) -> Draft:
    """Return the answer over operands, citing the figure of each."""
    features = [o.draft.features for o in operands]
    merged = {key: min(f.get(key, 0.0) for f in features) for key in features[0]}
    return Draft(
        kind=kind,
        answer=answer,
        statements=tuple(Statement(o.told) for o in operands),
        figures=tuple(use for o in operands for use in o.uses),
        computed=computed,
        warnings=warnings_of(task, [o.use.figure for o in operands]),
        features=merged,
    )


def added(side: Sequence[Found], scale: Decimal) -> str:
    """Show the figures of one side of a calculation, added up."""
    shown = " + ".join(o.worded(scale) for o in side)
    return f"({shown})" if len(side) > 1 else shown
