"""Comparisons and calculations over figures that are each found and cited on their own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import QuantityType
from qa.answerers.claims import each_its_own
from qa.answerers.figure import answer_figure
from qa.answerers.follow import follows
from qa.answerers.given import as_given
from qa.answerers.joint import together
from qa.answerers.reckon import Found, combine
from qa.answerers.top import stated_top
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused
from qa.operands import Operand, operands
from qa.question import Question
from qa.task import Task
from qa.wanted import Wanted

NOT_OPERAND = frozenset({QuantityType.MULTIPLE, QuantityType.PERCENT, QuantityType.RANK})
RANKED = re.compile(r"排名|名次|位次|靠前|靠后")
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
    found = find(task, named)
    made = found if isinstance(found, Refused) else combine(task, found)
    if isinstance(made, Draft) or task.question.kind is not Kind.CALCULATION:
        return made
    tasks = [task.again(one.question) for one in named]
    tasks = [replace(t, question=_as_operand(t.question, task.question)) for t in tasks]
    beside = together(task, named, tasks, bool)
    return combine(task, beside) if beside is not None else made


def find(task: Task, named: Sequence[Operand]) -> list[Found] | Refused:
    """Return the figure of each operand; what is missing where one has none."""
    tasks = [task.again(one.question) for one in named]
    tasks = [replace(t, question=_as_operand(t.question, task.question)) for t in tasks]
    given = [as_given(t, o.given) for t, o in zip(tasks, named, strict=True)]
    own = [one or answer_figure(t) for t, one in zip(tasks, given, strict=True)]
    found = each_its_own(tasks, own, [n for n, one in enumerate(given) if one is not None])
    if task.question.kind is Kind.COMPARISON:  # of what may itself follow from two figures
        found = tuple(follows(t, one) for t, one in zip(tasks, found, strict=True))
    for one, stated in zip(named, found, strict=True):
        if isinstance(stated, Refused):
            return replace(stated, code=RefusalCode.MISSING_OPERAND, wanted=one.name, options=())
    drafts = [one for one in found if isinstance(one, Draft)]
    return [Found(one.name, d.figures[0], d) for one, d in zip(named, drafts, strict=True)]


def _as_operand(operand: Question, whole: Question) -> Question:
    """Let an operand want the unit the whole question names (多多少件: both in 件)."""
    wanted = Wanted(frozenset({QuantityType.RANK})) if RANKED.search(whole.view) else whole.wanted
    if RANKED.search(whole.view):
        return replace(operand, wanted=wanted, kind=Kind.FIGURE)
    usable = wanted.types and not wanted.types & NOT_OPERAND
    usable = usable and (bool(wanted.unit) or not operand.wanted.types)
    return replace(operand, wanted=wanted if usable else operand.wanted, kind=Kind.FIGURE)
