"""Which of the things that a question names keep to a limit or come first: 甲、乙、丙哪两个最多."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.attribution.clauses import content
from corpus.document import Quantity, QuantityType
from qa.answerers.compare import find
from qa.answerers.found import Found
from qa.answerers.selection import chosen
from qa.asking.criterion import Criterion, criterion, without
from qa.asking.operands import Operand, operands
from qa.asking.wanted import Wanted
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused
from qa.task import Task

__all__ = ["answer_chosen"]

_UNIT = r"(?:个|项|者|种|类|家|座|款|批|样|位|名|市|区|县|地)"
_SOME = r"[两二三四五六七八九十]"
_WHICH = re.compile(
    rf"(?:是|有|为|数|算)?(?:哪(?:些|几{_UNIT}?|{_SOME}{_UNIT}?)(?:城市|指标|数据|产业|专利|地方)?|什么|何者|谁)(?:是|有|的)?"
)
_ROUND = re.compile(  # what goes round the names and says nothing of what is asked
    rf"(?:这|那|以上|上述)?(?:几|[一两二三四五六七八九十]|\d)?{_UNIT}?(?:指标|数据|数字|数值|城市|产业)?"
    r"(?:里头|里面|当中|之中|之间|其中|中间|里|中|间)?$"
)
_LEFT = re.compile(
    r"^(?:的|其中|里头|里面|当中|之中|中|都|均|，)+|"
    r"(?<![量值模达到破过在是有为的都均别，])"
    r"(?:数量|数值|规模|达到?|突破|超过|在|是|有|为|的|都|均|分别|，)++$"
)
_MEMBERS = re.compile(r"、|以及|和(?!平|谐)|与|及(?!其)|跟(?!踪)")
_PART = re.compile(r"[，？。：；]")
_CHANGE = re.compile(r"增量|增加(?!值)|增长|增幅|新增|减少|下降|涨|降")
FEWEST = 3  # names: of two, which is ahead is a comparison
LONGEST = 24  # code points of a name with what stands in front of it


@dataclass(frozen=True, slots=True)
class _Asked:
    """The names, what stands in front of or behind them, and how they are chosen."""

    names: str
    about: str  # place, time and measure that they share
    by: Criterion
    changes: bool  # the limit is of a change


def answer_chosen(task: Task) -> Draft | Refused | None:
    """Choose among named things; None where no such choice is asked, a refusal where one fails."""
    if task.question.kind is Kind.YES_NO:
        return None
    asked = _read(task.question.view)
    plain = f"{asked.about}{asked.names}，哪个最多" if asked is not None else ""
    named = operands(plain)
    if asked is None or len(named) < FEWEST:
        return None
    limit = asked.by.limit
    if limit is not None and limit.type is not QuantityType.PERCENT and asked.changes:
        nearest = tuple(one.evidence() for one in task.scenes[:1])
        return Refused(RefusalCode.MISSING_OPERAND, nearest)  # no level tells how much each rose
    found, missing, refused = _figures(_comparing(task, plain, asked.by.limit), named)
    if refused is not None and (asked.by.limit is None or len(found) < 2):
        return refused
    made = chosen(task, asked.by, found, missing=missing) if found else None
    return refused if isinstance(made, Refused) and refused is not None else made


def _comparing(task: Task, plain: str, limit: Quantity | None) -> Task:
    """Return the task as that of a comparison; a limit tells what is compared: money, things."""
    sub = task.again(plain)
    wanted = Wanted(frozenset({limit.type})) if limit is not None else sub.question.wanted
    return replace(sub, question=replace(sub.question, kind=Kind.COMPARISON, wanted=wanted))


def _read(view: str) -> _Asked | None:
    """Take a question apart; None when it names no three things or says not how to choose."""
    by = criterion(view)
    which = _WHICH.search(by.view)
    if which is None or (by.limit is None) == (by.first is None):
        return None
    rest = without(by.view, [*by.spans, which.span()])
    parts = [_LEFT.sub("", part) for part in _PART.split(rest)]
    names = max(parts, key=lambda part: len(_MEMBERS.findall(part)), default="")
    members = _MEMBERS.split(names)
    if len(members) < FEWEST or any(not 2 <= len(one) <= LONGEST for one in members):
        return None
    about = [part for part in parts if part is not names and len(content(part)) >= 2]
    lead = "".join(f"{part}，" for part in about)
    changes = any(_CHANGE.search(part) for part in parts if part is not names)
    return _Asked(_ROUND.sub("", names), lead, by, changes)


def _figures(
    task: Task, named: Sequence[Operand]
) -> tuple[list[Found], tuple[str, ...], Refused | None]:
    """Return the figures found, the names without one, and the first refusal."""
    left = list(named)
    missing: list[str] = []
    refused: Refused | None = None
    while len(left) > 1:
        found = find(task, left)
        if not isinstance(found, Refused):
            return found, tuple(missing), refused
        refused = refused or found
        gone = next((one for one in left if one.name == found.wanted), None)
        if gone is None or len(missing) >= 2:
            break
        left.remove(gone)
        missing.append(gone.name)
    return [], tuple(missing), refused
