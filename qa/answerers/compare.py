"""Comparisons and calculations over figures that are each found and cited on their own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Aspect, QuantityType
from qa.align import match
from qa.answerers.claims import each_its_own
from qa.answerers.figure import answer_figure
from qa.answerers.follow import follows
from qa.answerers.given import as_given
from qa.answerers.joint import SAYS_NEW, together
from qa.answerers.reckon import Found, combine
from qa.answerers.top import stated_top
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused
from qa.operands import Operand, operands
from qa.question import Question
from qa.surroundings import nouns
from qa.task import Task
from qa.wanted import RATES, Wanted

NOT_OPERAND = frozenset({QuantityType.MULTIPLE, QuantityType.PERCENT, QuantityType.RANK})
RANKED = re.compile(r"排名|名次|位次|靠前|靠后")
# Which of several grew faster: of rates, whatever else is said of them
FASTER = re.compile(
    r"(?:增长|成长|上升|上涨|增加|提高|下降|下滑|下跌)得?(?:更|较|最|比较)?(?:快|慢|猛|明显)|"
    r"(?:增速|增幅|涨幅|降幅|跌幅|增长率|成长率|增长幅度)[^，？]{0,4}(?:更|较|最)?(?:快|慢|高|大|低|小)"
)
AMOUNT = re.compile(r"(?<=[㐀-鿿]{3})量(?=多少$)")
GROWS = re.compile(
    r"的?(?:同比)?(?:增长率?|成长率?|增速|增幅|涨幅|降幅|跌幅|上升|上涨|增加|提高|下降|下滑|下跌|幅度){1,6}(?=多少|$)"
)
NAMED = 0.5  # match from which a growth tells of the measure asked for
SUPERLATIVE = re.compile(
    r"哪[个座家些]?(?:城市|地方|地区|区|市|年|年份|国家)?.{0,20}(?:最多|最高|最大|最少|最低|更多|更高)|"
    r"最[多高大少低快慢]的[^，？]{0,8}(?:是|为)?(?:哪|谁)"
)


def answer_compare(task: Task) -> Draft | Refused | None:
    """Answer a comparison or calculation; None when the question names no operands."""
    view = task.question.view
    named = operands(view)
    if not named:
        return stated_top(task) if SUPERLATIVE.search(view) else None
    return answer_named(task, named)


def answer_named(task: Task, named: Sequence[Operand]) -> Draft | Refused:
    """Find the figure of each operand, compute or compare."""
    found, view = find(task, named), task.question.view
    made = found if isinstance(found, Refused) else combine(task, found)
    if task.question.kind is not Kind.CALCULATION:
        return made
    if isinstance(made, Draft) and isinstance(found, list) and not _unlike(found, view):
        return made
    tasks = [task.again(one.question) for one in named]
    tasks = [replace(t, question=_as_operand(t.question, task.question)) for t in tasks]
    beside = together(task, named, tasks, bool)
    again = combine(task, beside) if beside is not None else made
    return again if isinstance(again, Draft) else made


def _unlike(found: Sequence[Found], view: str) -> bool:
    """True for figures that hardly go together: 3个 and 71家, what was added for what there is."""
    added = any(one.use.figure.aspect is Aspect.NEW for one in found)
    return len({one.unit for one in found}) > 1 or (added and not SAYS_NEW.search(view))


def find(task: Task, named: Sequence[Operand]) -> list[Found] | Refused:
    """Return the figure of each operand; what is missing where one has none."""
    tasks = [task.again(one.question) for one in named]
    tasks = [replace(t, question=_as_operand(t.question, task.question)) for t in tasks]
    if FASTER.search(task.question.view):
        growing = [replace(t, question=_as_growth(t.question)) for t in tasks]
        found = _found(task, growing, named)
        if isinstance(found, Refused) or not _all_grew(found, tasks):
            found = _found(task, tasks, named)
        if isinstance(found, list) and not _all_grew(found, tasks):
            nearest = tuple(one.use.evidence for one in found)  # levels tell no growth
            return Refused(RefusalCode.MISSING_OPERAND, nearest, wanted=found[0].name)
        return found
    return _found(task, tasks, named)


def _found(task: Task, tasks: Sequence[Task], named: Sequence[Operand]) -> list[Found] | Refused:
    given = [as_given(t, o.given) for t, o in zip(tasks, named, strict=True)]
    own = [one or _stated(t) for t, one in zip(tasks, given, strict=True)]
    found = each_its_own(tasks, own, [n for n, one in enumerate(given) if one is not None])
    if task.question.kind is Kind.COMPARISON:  # of what may itself follow from two figures
        found = tuple(follows(t, one) for t, one in zip(tasks, found, strict=True))
    for one, stated in zip(named, found, strict=True):
        if isinstance(stated, Refused):
            return replace(stated, code=RefusalCode.MISSING_OPERAND, wanted=one.name, options=())
    drafts = [one for one in found if isinstance(one, Draft)]
    return [Found(one.name, d.figures[0], d) for one, d in zip(named, drafts, strict=True)]


def _stated(task: Task) -> Draft | Refused:
    """Answer an operand; what is counted by a deed's name may stand as the deed: 授权4440件."""
    found = answer_figure(task)
    deed = AMOUNT.search(task.question.view)
    if deed is None or not isinstance(found, Refused) or found.code is RefusalCode.AMBIGUOUS:
        return found
    sub = task.again(AMOUNT.sub("", task.question.view))
    again = answer_figure(
        replace(sub, question=replace(sub.question, kind=Kind.FIGURE, wanted=task.question.wanted))
    )
    return again if isinstance(again, Draft) else found


def _all_grew(found: Sequence[Found], tasks: Sequence[Task]) -> bool:
    """True for growths of what is asked, stated or reckoned, of each operand."""
    return all(
        _is_growth(one) and of_what_is_asked(one.draft, GROWS.sub("", t.question.view))
        for one, t in zip(found, tasks, strict=True)
    )


def _is_growth(found: Found) -> bool:
    """True for what something changed by, stated or reckoned, as a part of what it was."""
    return found.unit == "%" or found.quantity.type in RATES


def _as_growth(operand: Question) -> Question:
    return replace(operand, wanted=Wanted(RATES), aspect=Aspect.GROWTH)


def _as_operand(operand: Question, whole: Question) -> Question:
    """Let an operand want the unit the whole question names (多多少件: both in 件)."""
    wanted = Wanted(frozenset({QuantityType.RANK})) if RANKED.search(whole.view) else whole.wanted
    if RANKED.search(whole.view):
        return replace(operand, wanted=wanted, kind=Kind.FIGURE)
    usable = wanted.types and not wanted.types & NOT_OPERAND
    usable = usable and (bool(wanted.unit) or not operand.wanted.types)
    return replace(operand, wanted=wanted if usable else operand.wanted, kind=Kind.FIGURE)


def of_what_is_asked(found: Draft, measure: str) -> bool:
    """True when the growth is of the measure: 净利润 is not what 收入25亿元，增长30% tells of."""
    words = nouns(measure)
    figure = found.figures[0].figure
    told = figure.context + figure.measure
    return not words or not nouns(told) or match(words[-1], told) >= NAMED
