"""A part, a multiple or a change that is asserted and only figures tell: 授权超过申请的一半吗.

What is asserted is asked for as a calculation, and its result held against the limit.
"""

import re
from dataclasses import replace
from decimal import Decimal

from corpus.document import Bound
from corpus.numbers.numerals import number
from qa.answerers.asserted_figure import NO, YES
from qa.answerers.cases import ASKING
from qa.answerers.worth import worth
from qa.contract import Kind
from qa.draft import Draft
from qa.quote import MAX_ANSWER
from qa.task import Task

__all__ = ["asserted_part"]

_NUMBER = r"(?:\d[\d.]{0,6}|[一二两三四五六七八九十]{1,3})"
_LIMIT = (
    rf"(?P<limit>一半|半数|(?P<percent>{_NUMBER})%|(?P<tenths>{_NUMBER})成(?P<half>半)?|(?P<times>{_NUMBER})倍|"
    rf"(?P<whole>{_NUMBER})分之(?P<parts>{_NUMBER}))"
)
_HOW = (
    r"(?P<not>没有?|未|并未)?(?:(?P<over>超过|超出|突破|高于|多于|大于|不止)|"
    r"(?P<under>不到|不足|低于|少于|小于|不及)|(?:达到?|够|过|有(?![效关限机色线偿望序意利])|及))了?"
)
_TAIL = r"(?:(?:(?:或|及)?以上|还?多|有余)|(?P<below>(?:或|及)?以下))?了?(?:，对)?[，？。]*$"
_ONE = r"^(?P<one>[^？]{2,80}?)，?(?:已经?|都|还|总共|一共|就|也)*"
_OTHER = r"(?P<other>[^，？]{2,60}?)(?:的(?:比例|比重|份额))?的?"
_OF, _AGAINST = "{one}占{other}的{part}", "{one}是{other}的{part}"
# How it is asserted, and what asks for it
_FORMS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(rf"{_ONE}占(?:了|到)?{_HOW}{_OTHER}{_LIMIT}{_TAIL}"), (_OF,)),
    (re.compile(rf"{_ONE}占(?:了|到)?{_OTHER}(?:{_HOW})?{_LIMIT}{_TAIL}"), (_OF,)),
    (
        re.compile(rf"{_ONE}(?:是|为|相当于)?{_HOW}{_OTHER}{_LIMIT}{_TAIL}"),
        (_OF, _AGAINST),
    ),
    (
        re.compile(rf"{_ONE}(?:是|为|相当于){_OTHER}(?:{_HOW})?{_LIMIT}{_TAIL}"),
        (_OF, _AGAINST),
    ),
    (
        re.compile(
            rf"{_ONE}(?P<moved>缩短|缩减|压缩|减少|下降|降低|增长|增加|提高|上升|扩大)了?"
            rf"(?:{_HOW})?{_LIMIT}{_TAIL}"
        ),
        ("{one}{moved}了{part}",),
    ),
)
_SAID = re.compile(
    r"以上|多|有余|以下|超|突破|高于|大于|不止|不到|不足|低于|少于|小于|不及|达|够|过|有|及"
)


def asserted_part(task: Task) -> Draft | None:
    """Answer whether a part is as large as asserted; None where no such part is to be reckoned."""
    view = ASKING.sub("", task.question.view).strip("，")
    for form, asks in _FORMS:
        asserted = form.search(view)
        if asserted is None or not _SAID.search(view[asserted.start("one") + 2 :]):
            continue
        times = asserted["times"] and "moved" not in form.groupindex
        part = "多少倍" if times else "百分之几"
        for ask in asks[-1:] if times else asks:
            asked = ask.format(**asserted.groupdict(), part=part)
            made = worth(task.again(f"{asked}？"))
            value = _worth_in(made, "倍" if times else "%") if isinstance(made, Draft) else None
            if isinstance(made, Draft) and value is not None:
                word = YES if _holds(asserted, value, 1 if times else 100) else NO
                answer = f"{word}，{made.answer}"[:MAX_ANSWER]
                return replace(made, kind=Kind.YES_NO, answer=answer, warnings=())
    return None


def _worth_in(made: Draft, unit: str) -> Decimal | None:
    """Return what an answer comes to in a unit; None where it is of another."""
    if made.computed is not None:
        return made.computed.result if made.computed.unit == unit else None
    told = made.figures[0].figure.quantity
    return told.value if told.unit == unit and told.bound is Bound.EXACT else None


def _holds(asserted: re.Match[str], result: Decimal, whole: int) -> bool:
    """True where a result lies on the side of the limit that is asserted; `whole` is one."""
    limit = _limit(asserted) * whole
    if asserted["under"] or asserted["below"]:
        true = result < limit
    else:
        true = result > limit or (result == limit and not asserted["over"])
    return true != bool(asserted["not"])


def _limit(asserted: re.Match[str]) -> Decimal:
    """Return the limit, as a part of one."""
    if asserted["times"]:
        return _read(asserted["times"])
    if asserted["percent"]:
        return _read(asserted["percent"]) / 100
    if asserted["tenths"]:
        return (_read(asserted["tenths"]) + Decimal("0.5") * bool(asserted["half"])) / 10
    if asserted["whole"]:
        return _read(asserted["parts"]) / _read(asserted["whole"])
    return Decimal("0.5")


def _read(numeral: str) -> Decimal:
    return number(numeral.replace("两", "二"))
