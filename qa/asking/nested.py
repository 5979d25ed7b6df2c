"""Calculations over calculations: by how much one share is above another, whose average is more.

`qa.asking.operands` cuts a question at a joint and takes off what only asks. Where a side says
itself what is to be worked out (甲占乙的比例, 平均每件), it is kept whole instead, as a
question of its own: what is done with both sides is read from what stands between and behind them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.attribution.clauses import content
from corpus.document import Span
from corpus.periods import periods
from corpus.places import places
from qa.asking.ways import Way

__all__ = ["Nested", "nested"]

_MORE = r"(?:多|高|大|(?<![多至])少|低|小|快|慢|贵|强)"
_HOW = r"(?:多少|几|百分之)[^？]{0,12}"
_SIDES = r"^(?P<sides>[^？]{6,160}?)，?"
_AND = re.compile(r"和(?!平|谐)|与|跟(?!踪)|(?<![合共不相协])同(?!比|期|时|年|意|等)|还是|，|、")
_THAN = re.compile(
    r"(?<![相对占之同环])比(?!重|例|值|率|如|较|上年|去年|上一?年)|较(?!多|高|大|少|低|为)|相[比较]于?|"
    r"[高多低少大小]于|[高多低]出(?!口)|超[过出]"
)
_IS = re.compile(r"(?<![还总])(?:是|为|相当于|等于)(?!否|不是)")
# What is done with two sides: the words behind them, and what stands between them
_FORMS = (
    (
        Way.DIFFERENCE,
        re.compile(
            rf"{_SIDES}(?:(?:要|还|更|会)*{_MORE}(?:出|了)*|的?(?:相差|差距|差额|之差|差)(?:是|为|有|了)?)"
            rf"{_HOW}[？。]*$"
        ),
        (_THAN, _AND),
    ),
    (Way.DIFFERENCE, re.compile(rf"{_SIDES}(?<=点)?(?:多少|几)个?百分点[？。]*$"), (_THAN,)),
    (Way.RATIO, re.compile(rf"{_SIDES}的?(?:多少|几)倍[？。]*$"), (_IS,)),
    (
        None,
        re.compile(
            rf"{_SIDES}(?:相比)?，?(?:哪一?[个者边方项种类家][^，？]{{0,6}}?|谁|何者)(?:的)?(?:要|会)?"
            rf"(?:更|比较|较|最)?{_MORE}(?:一?[些点])?(?P<how>，[^？]{{0,12}}{_HOW})?[？。呢]*$"
        ),
        (_THAN, _AND),
    ),
)
# What words that a side is itself worked out
_SHARE = r"占(?!地(?![区方级])|比)[^，？]{1,40}?(?:比例|比重|份额|比率|占比|百分比)"
_QUOTIENT = r"(?:与|和|同|跟|对|除以)[^，？]{2,40}?(?:之比|的?比[例值率])"
_UNITS = r"(?:平方公里|公里|[个家项件人笔宗单户份次场期名位批所支座台亩辆间套吨天月季年])"
_EACH = (
    rf"(?:平均(?:下来)?(?:到|给)?(?:每|一)一?[百千万]?{_UNITS}|"
    rf"每一?{_UNITS}[^，？]{{0,10}}?平均)[^，？]{{2,40}}"
)
_GROWTH = r"(?:(?:同比|年均)?(?:增[速幅]|[涨升降跌]幅|(?:增长|成长)[率幅]度?))"
_WORKED = re.compile(rf"(?:{_SHARE}|{_QUOTIENT}|{_EACH}|{_GROWTH})$")
# What of a side can be said of another thing as well: 占全部的比例, of 甲占全部的比例
_OPERATION = re.compile(rf"(?:{_SHARE}|{_EACH}|的?{_GROWTH})$")
_COUNTED = re.compile(rf"[项件家户人]数(?=的?{_GROWTH}$)")  # 项数增速: of the things
_GROWS = re.compile(rf"{_GROWTH}$")
# 平均每件的收入，甲和乙 in front of 哪个高
_LED = re.compile(
    r"^(?P<lead>[^，？]{4,60})，(?P<names>[^，？]{3,40}?)(?=(?:相比)?，?(?:哪|谁|何者))"
)
SHORT = 8  # characters of a mere name, to which the operation of the other side is lent


@dataclass(frozen=True, slots=True)
class Nested:
    """What is done with two sides, each a name and the question that asks for it alone."""

    way: Way | None  # None: which of them is ahead
    grows: bool  # growths are held against one another, which texts state
    sides: tuple[tuple[str, str], tuple[str, str]]


@lru_cache(maxsize=64)
def nested(view: str) -> Nested | None:
    """Return the calculation over calculations that a question words; None where it words none."""
    view = _LED.sub(_behind_names, view)
    for way, form, joints in _FORMS:
        found = form.search(view)
        if found is None:
            continue
        for one, other in _cut(found["sides"], joints):
            sides = _completed(one, other)
            if sides is not None:
                asks = "是百分之几" if "百分点" in view else "是多少"
                asked = (f"{_COUNTED.sub('', text)}{asks}" for text in sides)
                first, second = zip((one, other), asked, strict=True)
                if way is None and found["how"]:
                    way = Way.DIFFERENCE
                return Nested(way, all(map(_GROWS.search, sides)), (first, second))
    return None


def _behind_names(found: re.Match[str]) -> str:
    """Put what is worked out behind the names that it is asked of: 平均每件，甲和乙哪个多."""
    return found["names"] + found["lead"] if _WORKED.search(found["lead"]) else found[0]


def _cut(sides: str, joints: tuple[re.Pattern[str], ...]) -> Iterator[tuple[str, str]]:
    """Yield what stands on either side of each joint, the strongest and the last joint first."""
    for joint in joints:
        for found in reversed(list(joint.finditer(sides))):
            one, other = sides[: found.start()], sides[found.end() :]
            yield one.strip("，的、 "), other.strip("，的、 ")


def _completed(one: str, other: str) -> tuple[str, str] | None:
    """Return both sides in full; None unless each is worked out, or lent how it is."""
    if len(content(one)) < 2 or len(content(other)) < 2:
        return None
    worked = _WORKED.search(one), _WORKED.search(other)
    if not any(worked):
        return None
    lent_one = one if worked[0] else _lent(one, other)
    lent_other = other if worked[1] else _lent(other, one)
    if not lent_one or not lent_other:
        return None
    return _scoped(lent_one, lent_other), _scoped(lent_other, lent_one)


def _lent(name: str, whole: str) -> str:
    """Return a mere name with the operation of the other side: its place, year or subject."""
    bare = name
    for find in (_places, _periods):
        others = find(whole)[:1]
        for mine in find(name)[:1]:
            said = name[mine.start : mine.end]
            bare = bare.replace(said, "", 1)
            for theirs in others:
                whole = whole[: theirs.start] + said + whole[theirs.end :]
    if len(content(bare)) < 2:
        return whole if bare != name else ""
    operation = _OPERATION.search(whole)
    if operation is None or len(content(bare)) > SHORT:
        return ""
    return name + operation[0]


def _scoped(text: str, other: str) -> str:
    """Return a side with the place and the time that only the other one names."""
    for find in (_periods, _places):
        named = {other[one.start : one.end] for one in find(other)}
        if len(named) == 1 and not find(text):
            text = named.pop() + text
    return text


def _places(text: str) -> list[Span]:
    return [one.span for one in places(text)]


def _periods(text: str) -> list[Span]:
    return [one.span for one in periods(text)]
