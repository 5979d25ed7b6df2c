"""Comparisons and calculations over figures that are each found and cited on their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import rjieba

from corpus.document import Aspect, QuantityType
from qa.answerers.claims import each_its_own
from qa.answerers.follow import follows
from qa.answerers.found import Found, in_direction
from qa.answerers.given import as_given
from qa.answerers.joint import SAYS_NEW, together
from qa.answerers.operand import (
    all_told,
    as_it_stands,
    measured_alike,
    of_all_kinds,
    of_its_own,
    of_usual_unit,
    stands,
    stated,
)
from qa.answerers.reckon import as_calculation, combine
from qa.answerers.top import stated_top
from qa.asking.contest import plainly
from qa.asking.criterion import criterion
from qa.asking.lending import PLANNED
from qa.asking.operands import Operand, operands
from qa.asking.order import ORDERED, unordered
from qa.asking.spread import yearly
from qa.asking.wanted import RATES, Wanted, wanted_of
from qa.contract import Kind, RefusalCode, Warning
from qa.draft import Draft, Refused
from qa.lexicon import MEASURE_ENDING
from qa.matching.align import match
from qa.matching.surroundings import nouns
from qa.question import Question
from qa.task import Task

NOT_OPERAND = frozenset({QuantityType.MULTIPLE, QuantityType.PERCENT, QuantityType.RANK})
RANKED = re.compile(r"排名|名次|位次|靠[前后]|排在?[最更]?[前后]|[榜单上][^，？]{0,12}在[前后]")
# Which of several grew faster: of rates, whatever else is said of them
FASTER = re.compile(
    r"(?:增长|成长|上升|上涨|增加|提高|下降|下滑|下跌)得?(?:更|较|最|比较)?(?:快|慢|猛|明显)|"
    r"(?:增速|增幅|涨幅|升幅|降幅|跌幅|增长率|成长率|增长幅度)[^，？]{0,4}(?:更|较|最)?(?:快|慢|高|大|低|小)|"
    r"[增涨升跌降]得?(?:更|较|最|比较)?(?:快|慢|猛|厉害)|[涨升跌降]得(?:更|较|最|比较)?[多大少]"
)
GROWS = re.compile(
    r"的?(?:同比)?(?:增长率?|成长率?|增速|增幅|涨幅|降幅|跌幅|上升|上涨|增加|提高|下降|下滑|下跌|幅度){1,6}(?=多少|$)"
)
_FROM_TO = re.compile(r"(\d{4}年)[至到-](\d{4}年)")  # both ends of a time
_TWO_YEARS = re.compile(r"(\d{4})年?(?:、|和|与|及|到|至|-)(\d{4})年")
_GROWTH = re.compile(r"的?(?:增长|成长|增速|增幅|涨幅|升幅|降幅|跌幅|上升|下降)(?:率|幅度)?")
_WHICH_YEAR = re.compile(r"哪一?[两几]?年")
_ASKED = re.compile(r"(?:多少|几).*$")
GENERIC = re.compile(r"的?(?:数目|数量|项数|件数|户数|家数|人数|规模|总额|金额)$")
NAMED = 0.5  # match from which a growth tells of the measure asked for
SUPERLATIVE = re.compile(
    r"哪[个座家些]?(?:城市|地方|地区|区|市|年|年份|国家)?.{0,20}(?:最多|最高|最大|最少|最低|更多|更高)|"
    r"最[多高大少低快慢]的[^，？]{0,8}(?:是|为)?(?:哪|谁)"
)


def answer_compare(task: Task) -> Draft | Refused | None:
    """Answer a comparison or calculation; None when the question names no operands."""
    view = task.question.view
    named = contenders(view) if task.question.kind is Kind.COMPARISON else operands(view)
    if not named:
        return stated_top(task) if SUPERLATIVE.search(view) else None
    return answer_named(task, named)


def contenders(view: str) -> tuple[Operand, ...]:
    """Return what a comparing question holds against one another.

    What grew between two years is asked for from the one to the other.
    """
    view = unordered(view) if ORDERED.search(view) else view
    years = _TWO_YEARS.search(view)
    if years is None or not FASTER.search(view) or _WHICH_YEAR.search(view):
        return operands(plainly(view))
    named = operands(plainly(view[: years.start()] + view[years.end() :]))
    asked = (_GROWTH.sub("", one.question.removesuffix("多少")) for one in named)
    grew = (f"{years[1]}年到{years[2]}年{one}增长多少" for one in asked)
    made = tuple(replace(o, question=q) for o, q in zip(named, grew, strict=True))
    return made or operands(plainly(view))


def answer_named(task: Task, named: Sequence[Operand]) -> Draft | Refused:
    """Find the figure of each operand, compute or compare."""
    found, view = find(task, named), task.question.view
    made = found if isinstance(found, Refused) else combine(task, found)
    calculation = task.question.kind is Kind.CALCULATION
    unlike = calculation and isinstance(found, list) and _unlike(found, view)
    if isinstance(made, Draft) and not unlike and _is_sure(task, made, named):
        return made
    for others in _otherwise(task, named):
        again = combine(task, others)
        if isinstance(again, Draft) and _is_sure(task, again, named):
            return again
    if isinstance(made, Draft) and not _is_sure(task, made, named):
        nearest = made.statements[0].evidence
        return Refused(RefusalCode.MISSING_OPERAND, nearest, wanted=named[0].name)
    return made


def _is_sure(task: Task, made: Draft, named: Sequence[Operand]) -> bool:
    """True unless a result contradicts the question and one of its figures might be another."""
    if Warning.PREMISE_CORRECTED not in made.warnings:
        return True
    alone = [stated(t) for t in _tasks(task, named)]
    return not any(isinstance(a, Refused) and a.code is RefusalCode.AMBIGUOUS for a in alone)


def _otherwise(task: Task, named: Sequence[Operand]) -> Iterator[list[Found]]:
    """Yield what else the operands may be held against one another by.

    Who is ahead a rank tells as well as a level does; and figures that each by itself is not sure
    of may go together.
    """
    view, tasks = task.question.view, _tasks(task, named)
    if task.question.kind is Kind.COMPARISON:
        if FASTER.search(view):
            return
        wanted = Wanted(frozenset() if RANKED.search(view) else frozenset({QuantityType.RANK}))
        others = [replace(t, question=replace(t.question, wanted=wanted)) for t in tasks]
        found = _found(task, others, named)
        if isinstance(found, list) and len({o.use.figure.document_id for o in found}) == 1:
            yield found
        found = _found(task, [_timeless(t, o) for t, o in zip(tasks, named, strict=True)], named)
        told = [o.use.figure for o in found] if isinstance(found, list) else []
        if isinstance(found, list) and len({(f.document_id, f.sentence) for f in told}) == 1:
            yield found
    elif task.question.kind is not Kind.CALCULATION:
        return
    # What the whole is asked in may be no unit of each: 医院和学校的差额
    plain = [wanted_of(o.question) for o in named]
    tasks = [
        t if t.question.wanted.unit else replace(t, question=replace(t.question, wanted=w))
        for t, w in zip(tasks, plain, strict=True)
    ]
    beside = together(task, named, tasks, bool)
    compared = task.question.kind is Kind.COMPARISON
    if beside is None or not _told_together(tasks, beside):
        return
    if not compared or all_told(tasks, named, beside):
        yield beside


def _told_together(tasks: Sequence[Task], found: Sequence[Found]) -> bool:
    """True unless an operand that is ambiguous by itself stands in no section with another one.

    What is best by a hair is no reason to take one of its readings.
    """
    figures = [one.use.figure for one in found]
    sections = [(f.document_id, f.section) for f in figures]
    return all(
        sections.count(section) > 1
        or not isinstance(alone := stated(task), Refused)
        or alone.code is not RefusalCode.AMBIGUOUS
        for task, section in zip(tasks, sections, strict=True)
    )


def _timeless(task: Task, operand: Operand) -> Task:
    """Return an operand's task without the time that only another operand names."""
    own = [p for p in task.question.periods if p.text in operand.name]
    return replace(task, question=replace(task.question, periods=tuple(own)))


def _unlike(found: Sequence[Found], view: str) -> bool:
    """True for figures that hardly go together: 3个 and 71家, what was added for what there is."""
    added = any(one.use.figure.aspect is Aspect.NEW for one in found)
    return len({one.unit for one in found}) > 1 or (added and not SAYS_NEW.search(view))


def _tasks(task: Task, named: Sequence[Operand]) -> list[Task]:
    """Return the task of each operand."""
    tasks = [task.again(one.question) for one in named]
    return [replace(t, question=_as_operand(t.question, task.question)) for t in tasks]


def find(task: Task, named: Sequence[Operand]) -> list[Found] | Refused:
    """Return the figure of each operand; what is missing where one has none."""
    tasks = _tasks(task, named)
    if FASTER.search(task.question.view):
        growing = [replace(t, question=as_growth(t.question)) for t in tasks]
        found = _found(task, growing, named)
        if isinstance(found, Refused) or not _all_grew(found, tasks):
            found = _grown(tasks, named) or _found(task, tasks, named)
        if isinstance(found, list) and not _all_grew(found, tasks):
            nearest = tuple(one.use.evidence for one in found)  # levels tell no growth
            return Refused(RefusalCode.MISSING_OPERAND, nearest, wanted=found[0].name)
        if isinstance(found, Refused):
            return found
        down = criterion(task.question.view).down
        return [in_direction(one, down=down) for one in found]
    return _found(task, tasks, named)


def _found(task: Task, tasks: Sequence[Task], named: Sequence[Operand]) -> list[Found] | Refused:
    given = [as_given(t, o.given) for t, o in zip(tasks, named, strict=True)]
    own = [one or stated(t) for t, one in zip(tasks, given, strict=True)]
    stand = [stands(one) for one in own]
    twice = {n for n, at in enumerate(stand) if at is not None and stand.count(at) > 1}
    own = [
        as_it_stands(t, o, one, other=n in twice)
        for n, (t, o, one) in enumerate(zip(tasks, named, own, strict=True))
    ]
    own = list(measured_alike(tasks, named, own))
    found = each_its_own(tasks, own, [n for n, one in enumerate(given) if one is not None])
    found = tuple(of_all_kinds(t, one) for t, one in zip(tasks, found, strict=True))
    if task.question.kind is not Kind.CALCULATION:
        found = tuple(of_its_own(tasks, named, found, own))
        found = tuple(of_usual_unit(tasks, named, found))
    if task.question.kind is Kind.COMPARISON:  # of what may itself follow from two figures
        found = tuple(follows(t, one) for t, one in zip(tasks, found, strict=True))
    for one, own_figure in zip(named, found, strict=True):
        if isinstance(own_figure, Refused):
            return replace(
                own_figure, code=RefusalCode.MISSING_OPERAND, wanted=one.name, options=()
            )
    drafts = [one for one in found if isinstance(one, Draft)]
    return [Found(one.name, d.figures[0], d) for one, d in zip(named, drafts, strict=True)]


def _grown(tasks: Sequence[Task], named: Sequence[Operand]) -> list[Found] | None:
    """Return by what part each operand grew, reckoned from the two years that it names."""
    made = []
    for task, one in zip(tasks, named, strict=True):
        years = [Operand(*year) for year in yearly(_FROM_TO.sub(r"\1和\2", task.question.view))]
        sub = replace(task, question=as_calculation(task.question))
        found = _found(sub, _tasks(sub, years), years) if years else None
        grown = combine(sub, found) if isinstance(found, list) else None
        if not isinstance(grown, Draft) or grown.computed is None or grown.computed.unit != "%":
            return None
        made.append(Found(one.name, grown.figures[0], grown))
    return made


def _all_grew(found: Sequence[Found], tasks: Sequence[Task]) -> bool:
    """True for growths of what is asked, stated or reckoned, of each operand."""
    return all(
        _is_growth(one) and of_what_is_asked(one.draft, GROWS.sub("", t.question.view))
        for one, t in zip(found, tasks, strict=True)
    )


def _is_growth(found: Found) -> bool:
    """True for what something changed by, stated or reckoned, as a part of what it was."""
    return found.unit == "%" or found.quantity.type in RATES


def as_growth(operand: Question) -> Question:
    """Return a question that asks by what part of what it was something changed."""
    return replace(operand, wanted=Wanted(RATES), aspect=Aspect.GROWTH)


def _as_operand(operand: Question, whole: Question) -> Question:
    """Let an operand want the unit the whole question names (多多少件: both in 件)."""
    wanted = Wanted(frozenset({QuantityType.RANK})) if RANKED.search(whole.view) else whole.wanted
    if RANKED.search(whole.view):
        return replace(operand, wanted=wanted, kind=Kind.FIGURE)
    if "百分点" in whole.view and QuantityType.PERCENT not in operand.wanted.types:
        wanted = Wanted(frozenset({QuantityType.PERCENT}))  # whatever it is called: 恩格尔系数
        return replace(operand, wanted=wanted, kind=Kind.FIGURE)
    usable = wanted.types and not wanted.types & NOT_OPERAND
    usable = usable and (bool(wanted.unit) or not operand.wanted.types)
    return replace(operand, wanted=wanted if usable else operand.wanted, kind=Kind.FIGURE)


def of_what_is_asked(found: Draft, measure: str) -> bool:
    """True when the growth is of the measure: 净利润 is not what 收入25亿元，增长30% tells of."""
    words = nouns(GENERIC.sub("", _ASKED.sub("", measure)))
    figure = found.figures[0].figure
    told = figure.context + figure.measure
    return not words or not nouns(told) or match(words[-1], told) >= NAMED


def is_of_another(found: Draft, measure: str) -> bool:
    """True for a growth that has nothing of the word a measure ends in: 招生, of 经费支出增长5%."""
    asked = PLANNED.sub("", _ASKED.sub("", measure))  # 投资预期增长多少 is of 投资
    last = [w for w in rjieba.cut(asked) if len(w) > 1][-1:]
    figure = found.figures[0].figure
    told = figure.context + figure.measure
    named = bool(last) and not MEASURE_ENDING.search(last[0]) and bool(nouns(told))
    return named and not match(last[0], told) and not set(last[0]) & set(told)
