"""The level that something had before: 上年是多少, 没新增之前有几家."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Aspect, Figure, QuantityType
from qa.answerers.behind import FELL, LEVELS, RECKONED, drafted_behind, earlier
from qa.answerers.behind_given import behind_given
from qa.answerers.changes import CHANGES, change_behind
from qa.answerers.figure import answer_figure, exact
from qa.answerers.joint import together
from qa.answerers.reckon import as_calculation, reckoned
from qa.asking.operands import Operand
from qa.asking.ways import Way
from qa.contract import Kind, RefusalCode
from qa.decimals import plain
from qa.draft import Computed, Draft, Refused
from qa.matching.candidates import Candidate, fitting, rank
from qa.task import Task

__all__ = ["answer_former"]

_YEAR_BEFORE = re.compile(
    r"(?<![比较同于跟与和])(?:年初(?![中级]|确?定|制定|下达|提出|预[期计]|[计规]划|目标)|上年|上一年|前一年|上年度|上一年度|前一年度)(?:[末底度]|同期)?的?(?!度|[^，？]{0,4}(?:相?比|增|减))"
)
_NOT_NEW = re.compile(
    r"新增\d+[家个件所名座项][㐀-鿿]{0,8}?(?:以前|之前)，?|"
    r"，?(?:在)?[没未]?新增(?:加|设)?的?之?前，?|(?<![比较])原(?:来|先|本|有)的?(?=有|是|[㐀-鿿]{2})"
)
# What was before a change that the question tells: 提高1.8个百分点之前, 新建30家以前
_BEFORE_IT = re.compile(
    r"(?:新[增改扩建认设]{1,2}|增加|增长|提高|提升|上升|减少|下降|降低|扩大)了?[^，？\d]{0,8}"
    r"\d[\d.]*[^，？]{1,8}?(?:之前|以前|前)"
)
_ADDED = re.compile(r"新增|增加|扣除|减去|减掉")
_TIMES_BEFORE = re.compile(r"(?:上年|去年|上一?年度?|前一年)(?:同期)?的$")
_ONCE = re.compile(r"原[来先本](?:就|曾|共|一共)?[有是为]?(?:多少|几)")
_GROWN = re.compile(r"(?:增长|增加|上升|提高|下降|减少)(?:之前|以前|前)，?")
BESIDE = 3  # of the best figures, those that may be what was before


def answer_former(task: Task) -> Draft | Refused | None:
    """Answer what was before that which the text tells of; None where that is not asked."""
    view = task.question.view
    if task.question.kind not in (Kind.FIGURE, Kind.CALCULATION):
        return None
    if _NOT_NEW.search(view):
        said = None if _ADDED.search(view) else answer_figure(task)
        if isinstance(said, Draft) and _is_former(task, said.figures[0].figure):
            return said
        without = _without_new(task)
        if without is not None or _ADDED.search(view):
            return without
        if isinstance(said, Draft) and _ONCE.search(view):  # what there is now is no answer
            return Refused(RefusalCode.OTHER_PERIOD, said.statements[0].evidence)
    if task.question.premises and _BEFORE_IT.search(view):
        behind = behind_given(task, rank(task))
        if behind is not None:
            return behind
    if not _YEAR_BEFORE.search(view) or len(task.question.periods) > 1:
        return None
    reckoned = RECKONED.search(view) and task.question.premises  # 去年 may be the year told of
    stated = None if reckoned else answer_figure(task)
    if isinstance(stated, Draft) and _is_former(task, stated.figures[0].figure):
        return stated
    sub = task.again(_GROWN.sub("", _YEAR_BEFORE.sub("", view)))
    order = fitting(rank(sub))
    told = next((c for c in order[:BESIDE] if _is_former(task, c.figure)), None)
    told = None if reckoned else told
    if told is not None:
        return answer_figure(replace(sub, scenes=(told.scene,)))
    found = _behind(order)
    if found is not None:
        return found
    nearest = tuple(c.evidence for c in order[:1])
    return Refused(RefusalCode.OTHER_PERIOD, nearest) if nearest else None


def _is_former(task: Task, figure: Figure) -> bool:
    told = figure.period.text if figure.period else ""
    named = task.question.periods[0].start if task.question.periods else None
    if (
        named and figure.period and figure.period.start
    ):  # 去年 is of the year that a text speaks from
        return figure.former or figure.period.start[:4] < named[:4]
    return figure.former or bool(re.search(r"上年|去年|上一?年度?|前一年", told))


def _without_new(task: Task) -> Draft | None:
    """Return how many there were before some were added: all of them less the new ones."""
    bare = re.sub(
        r"，|多少|几[个家件项所座名]?|有|是|呢|？|扣除|减去|减掉|(?:新增|增加)的?(?:\d+[个家件项所座名])?",
        "",
        _NOT_NEW.sub("", task.question.view),
    )
    named = [Operand("总数", f"{bare}总数多少"), Operand("新增", f"新增{bare}多少")]
    whole = replace(task, question=as_calculation(task.question))
    tasks = [task.again(one.question) for one in named]
    found = together(whole, named, tasks, _more_than_new)
    if found is None or found[1].use.figure.aspect is not Aspect.NEW:
        return None
    return reckoned(whole, found, Way.DIFFERENCE)


def _more_than_new(choice: Sequence[Candidate]) -> bool:
    values = [c.figure.quantity.normalized_value or 0 for c in choice]
    return choice[1].figure.aspect is Aspect.NEW and values[0] > values[1]


def _behind(order: Sequence[Candidate]) -> Draft | None:
    """Return the level before the change that stands right behind the best level."""
    level = exact(order[0], order) if order else None
    if level is None or level.figure.quantity.type not in LEVELS or level.figure.former:
        return None
    if level.figure.aspect in CHANGES:
        return None
    change = change_behind(level)
    if change is None:
        return None
    view = level.scene.sentence.view
    text = view.text[: view.locate(change.span).start]
    if change.quantity.type is QuantityType.MULTIPLE:
        now, times = level.figure.quantity, change.quantity.value
        if not times or now.value is None or not _TIMES_BEFORE.search(text):
            return None
        shown = f"{plain(now.value)} / {plain(times)}"
        computed: Computed | None = Computed(shown, now.value / times, now.unit)
    else:
        computed = earlier(level.figure, change, -1 if FELL.search(text) else 1)
    return drafted_behind(level, change, computed) if computed is not None else None
