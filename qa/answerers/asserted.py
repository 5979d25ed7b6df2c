"""What a yes-no question asserts of a document itself or of two things, held against the answer.

是2013年发布的吗 is asked as 什么时候发布, A比B多吗 as A和B哪个多; what comes out decides.
"""

import re
from dataclasses import replace

from corpus.document import QuantityType
from corpus.periods import periods
from qa.answerers.compare import answer_compare
from qa.answerers.origin import ISSUING, PAPER, answer_origin
from qa.asking.operands import operands
from qa.contract import Kind
from qa.draft import Draft, FigureUse, Refused
from qa.matching.align import match
from qa.matching.fitness import Fit
from qa.matching.period_fit import overlap
from qa.quote import plain
from qa.task import Task

YES, NO = "是", "否"
MAX_ANSWER = 60  # code points of a short answer, by the contract
NEAR = 10  # code points between an asserted day and what was done on it
SAME_NAME = 0.6  # how far an asserted issuer has to be the stated one
_DAY = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_BY = re.compile(
    rf"(?:是|由|系)(?P<who>[^，。？的年月日]{{2,24}}?)(?:联合|共同|统一)?(?={ISSUING})"
)
# A比B多, A的申请量超过B: the one set above or below the other, by no number
_MORE = r"(?:多|高|大|少|低|小|早|晚|快|慢|长|短|靠前|领先)"
_THAN = re.compile(
    r"比(?!例|重|较|值|率|上年|去年|往年)(?P<other>[^，？]{2,24}?)(?:还|更|要)*"
    rf"(?P<how>{_MORE})(?:一?些|得多|了)?[，？]*$"
)
_OVER = re.compile(
    r"(?P<how>高于|多于|大于|超过|超出|低于|少于|小于|不如|不及|少过|多过|高过)了?"
    r"(?P<other>[^，？]{2,24})[，？]*$"
)
# A排在B后面; A没有B高
_PLACED = re.compile(
    r"(?:排名?|位次|名次|位[列居]|名列)[得次]?[在于](?P<other>[^，？]{2,24}?)的?"
    r"(?P<how>前面|之前|前头|前|之上|后面|之后|后头|后|之下)[，？]*$"
)
_SHORT_OF = re.compile(
    r"(?:没有?|不如|不及|赶不上|比不上|比不过)(?P<other>[^，？]{2,24}?)(?:那么|这么|来得|的)?"
    r"(?P<how>多|高|大|快|早|长|靠前)[，？]*$"
)
_REMARK = re.compile(r"，(?:对|是|没错|(?:是|真是|果真)?这样|真的)[，？]*$")
_PLACE_OF = {"多": "靠前", "少": "靠后"}
_GROWTH = re.compile(r"(?:增[速幅]|[涨升]幅|增长率|成长率)$")  # of what more is no level
_LESS = ("低", "少", "小", "不如", "不及")


def asserted_origin(task: Task, view: str) -> Draft | Refused | None:
    """Answer whether a document is of the day or the issuer asserted; None when it asks neither."""
    if not re.search(PAPER, view):
        return None
    day = _DAY.search(view)
    for period in periods(view):
        after = view[period.span.end :]
        if not re.match(rf"[^，。？]{{0,{NEAR}}}{ISSUING}", after):
            continue
        found = answer_origin(task.again(f"{view[: period.span.start]}什么时候{after}"))
        if isinstance(found, Refused):
            return found
        if found is None or found.kind is not Kind.DATE:
            return None
        stated = periods(found.answer)
        if not stated:
            return None
        if period.start:
            true = max(overlap(period, stated[0]), overlap(stated[0], period)) > Fit.NO
        else:
            own = _DAY.search(found.answer)
            true = own is not None and day is not None and _same_day(day, own)
        return _said(found, true)
    by = _BY.search(view)
    if by is None:
        return None
    found = answer_origin(task.again(view[: by.start("who")] + "谁" + view[by.end("who") :]))
    if not isinstance(found, Draft):
        return None
    who, stated_name = by["who"].replace("人民", ""), found.answer.replace("人民", "")
    return _said(found, max(match(who, stated_name), match(stated_name, who)) >= SAME_NAME)


def _same_day(one: re.Match[str], other: re.Match[str]) -> bool:
    return all(int(one[part]) == int(other[part]) for part in ("month", "day"))


def asserted_order(task: Task, view: str) -> Draft | Refused | None:
    """Answer whether one thing is above another; None when it asks not so, or one is missing."""
    view = _REMARK.sub("", view)
    placed, short = _PLACED.search(view), _SHORT_OF.search(view)
    than = placed or short or _THAN.search(view) or _OVER.search(view)
    said = [q for q in task.question.premises if q.type is not QuantityType.DURATION]
    if than is None or said or "平均" in view:
        return None
    less = than["how"] in _LESS or than["how"][0] in _LESS
    how = "少" if less else "多"
    if than["how"] in ("早", "晚", "快", "慢", "靠前", "领先", "长", "短"):
        how = than["how"]
    if placed:
        how = "靠后" if than["how"].strip("之")[0] in "后下" else "靠前"
    who, other = view[: than.start()].rstrip("已经就都也还"), than["other"]
    grows = _GROWTH.search(who)
    ways = [f"{who}比{other}，哪个{grows[0] + '更高' if grows and not less else how}？"]
    if (
        how in _PLACE_OF and len(task.question.places) > 1
    ):  # where no amounts stand, places in a ranking tell which is more
        ways.append(f"{who}排名比{other}，哪个{_PLACE_OF[how]}？")
    refused: Refused | None = None
    for asked in ways:
        named = operands(asked)
        if len(named) != 2:
            return None
        sub = task.again(asked)
        found = answer_compare(replace(sub, question=replace(sub.question, kind=Kind.COMPARISON)))
        ranks = all(use.figure.quantity.type is QuantityType.RANK for use in _uses(found))
        if isinstance(found, Draft) and (asked == ways[0] or ranks):
            return _said(found, found.answer.startswith(named[0].name) != (than is short))
        refused = refused or (found if isinstance(found, Refused) else None)
    two = max(len(task.question.places), len(task.question.periods)) > 1
    return refused if two else None


def _uses(found: Draft | Refused | None) -> tuple[FigureUse, ...]:
    return found.figures if isinstance(found, Draft) else ()


def _said(found: Draft, true: bool) -> Draft:
    word = YES if true else NO
    figures = dict.fromkeys(u.evidence.document.quote(u.figure.span) for u in found.figures)
    # the names that the question has for them may hold a year that no text says beside them
    fact = found.answer if not figures else "；".join(map(plain, figures))
    answer = f"{word}，{fact}"
    return replace(
        found, kind=Kind.YES_NO, answer=answer if len(answer) <= MAX_ANSWER else word, warnings=()
    )
