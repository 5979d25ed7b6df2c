"""How exactly a number is stated: the words around it, and the Quantity they make."""

import re
from decimal import Decimal
from typing import NamedTuple

from corpus.document import Bound, Quantity, QuantityType, Span
from corpus.numbers.currency_names import IN_FRONT, NAMES

__all__ = ["Side", "plain", "ranged", "sides", "valued"]


class Side(NamedTuple):
    """A bound and how many characters its words take."""

    bound: Bound
    length: int


_BEFORE: tuple[tuple[Bound, str], ...] = (
    (
        Bound.AT_LEAST,
        "不(?:得|能|应)?(?:少于|低于|小于|下于|短于)|不下|不亚于|[大多高]于(?:或者?)?等于|[至最]少|最低|起码|≥"
        "|(?<![以网线场市之基向])上",
    ),
    (
        Bound.AT_MOST,
        "不(?:得|能|应|再)?(?:超过|超出|高于|多于|大于|长于|晚于)|[至最]多|最[高长大]|控制在|[小少低]于(?:或者?)?等于|≤",
    ),
    (
        Bound.MORE_THAN,
        "超过|突破|[越跨迈跃]过|跃上|超出|超越|(?<![赶])超|逾|[多高大优长]于|(?<![通经不超渡越透难太路再])过|(?<!突)破|>|＞",
    ),
    (Bound.LESS_THAN, "[低少小短]于|不[足到满及]|未达|未[满及]|<|＜"),
    # 节约, 签约, 条约 hold no 约 of "about"; nor do 附近 and 最近 a 近.
    (
        Bound.ABOUT,
        "接近|将近|大约|大概|大致|大体|(?<![节条公合签制预集契违解续履邀特盟誓失相简])约"
        "|(?<![最附邻靠接远就亲临])近|≈",
    ),
)
_LEFT = re.compile(
    "(?:"
    + "|".join(f"(?P<{bound.name}>{words})" for bound, words in _BEFORE)
    + r") ?(?:了|到了?)? ?(?:占|达到?|为|合|是|有|给予|奖励|补[助贴]|资助)? ?(?:"
    + IN_FRONT
    + ")? ?$"
)
_LEFT_ENDS = frozenset(
    "于下少低码≥上过出高多长大在≤破越超逾>＞足到满及达<＜近约概致体≈了占为合是有予励助贴 "
) | {last for name in NAMES for last in (name[-1], name[-1].upper())}
_LEFT_WINDOW = 20  # the longest bound words with what may stand between them and the number
_IMPLIED = frozenset("过上破")  # these bind only a number that opens with its scale: 过百件, 上千家
_ABOUT_OF = re.compile(r"约[为占是合][^，。；：、]{1,12}的 ?$")  # 约为2017年的6倍, 约占全国的48%
_PARTS = frozenset((QuantityType.PERCENT, QuantityType.MULTIPLE, QuantityType.RATIO))

_AFTER: tuple[tuple[Bound, str], ...] = (
    (Bound.AT_LEAST, r"(?:及|\(含\)|\(含[^()]{1,8}\))?以上|\(含\)起|起(?=[，。；、)])"),
    (Bound.AT_MOST, r"(?:及|\(含\))?以[下内]|之内|封顶"),
    (Bound.ABOUT, "左右|上下"),
    (Bound.MORE_THAN, "有余|多(?![种样元次个家项层年类名])|余(?!额)|出头|开外"),
)
_RIGHT = re.compile(
    " ?(?:" + "|".join(f"(?P<{bound.name}>{words})" for bound, words in _AFTER) + ")"
)
_RIGHT_STARTS = frozenset("及(以起之封左上有多余出开 ")


def _before(text: str, start: int) -> Side | None:
    if not start or text[start - 1] not in _LEFT_ENDS:
        return None
    window = text[max(0, start - _LEFT_WINDOW) : start]
    found = _LEFT.search(window)
    if not found or not found.lastgroup:
        return None
    if found[found.lastgroup] in _IMPLIED and text[start : start + 1] not in "百千万亿半":
        return None
    return Side(Bound[found.lastgroup], len(window) - found.start())


def _after(text: str, end: int) -> Side | None:
    if text[end : end + 1] not in _RIGHT_STARTS:
        return None
    found = _RIGHT.match(text, end)
    return Side(Bound[found.lastgroup], len(found[0])) if found and found.lastgroup else None


def sides(
    text: str, span: Span, kind: QuantityType, floor: int = 0
) -> tuple[Side | None, Side | None]:
    """Return the bounds in front of and behind a number; words before `floor` are another's."""
    left = _before(text, span.start)
    if left and span.start - left.length < floor:
        left = None
    if left and left.length == 1 and kind is QuantityType.DURATION and text[span.start - 1] == "近":
        left = None  # 近三年 is a period, the last three years
    right = _after(text, span.end)
    if not right and kind is QuantityType.DURATION and text[span.end : span.end + 1] == "内":
        right = Side(Bound.AT_MOST, 1)
    return left, right


def _agreed(left: Side | None, right: Side | None, marked: bool) -> Bound:
    """Return the one bound of both sides; `marked` is a 多 or 余 inside the number."""
    if right and right.bound is Bound.ABOUT:
        return right.bound  # 控制在3%左右
    if left and left.bound is not Bound.ABOUT:
        return left.bound
    if right:
        return right.bound
    if marked:
        return Bound.MORE_THAN
    return left.bound if left else Bound.EXACT


def plain(value: Decimal) -> Decimal:
    """Return the value without the zeros that multiplying leaves: 80692 for 80692.0000."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _widened(span: Span, left: Side | None, right: Side | None) -> Span:
    return Span(
        span.start - (left.length if left else 0), span.end + (right.length if right else 0)
    )


def valued(
    text: str,
    kind: QuantityType,
    number_span: Span,
    value: Decimal,
    unit: str,
    normal: tuple[Decimal, str],
    *,
    bound: Bound | None = None,
    marked: bool = False,
    floor: int = 0,
    inferred: bool = False,
) -> Quantity:
    """Build the quantity of one value, its bound read from the words around it.

    `normal` is the factor and the name of the normalised unit; `bound` overrides what is read.
    """
    left, right = sides(text, number_span, kind, floor)
    if bound is None:
        bound = _agreed(left, right, marked)
        if bound is Bound.EXACT and kind in _PARTS:
            window = text[max(floor, number_span.start - 18) : number_span.start]
            bound = Bound.ABOUT if _ABOUT_OF.search(window) else bound
    return Quantity(
        type=kind,
        span=_widened(number_span, left, right),
        number_span=number_span,
        value=value,
        min=None,
        max=None,
        unit=unit,
        normalized_value=plain(value * normal[0]),
        normalized_min=None,
        normalized_max=None,
        normalized_unit=normal[1],
        unit_inferred=inferred,
        bound=bound,
    )


def ranged(
    text: str,
    kind: QuantityType,
    number_span: Span,
    ends: tuple[Decimal, Decimal],
    unit: str,
    normal: tuple[Decimal, str],
    floor: int = 0,
) -> Quantity:
    """Build the quantity of a range; arguments as for `valued`."""
    left, right = sides(text, number_span, kind, floor)
    return Quantity(
        type=kind,
        span=_widened(number_span, left, right),
        number_span=number_span,
        value=None,
        min=ends[0],
        max=ends[1],
        unit=unit,
        normalized_value=None,
        normalized_min=plain(ends[0] * normal[0]),
        normalized_max=plain(ends[1] * normal[0]),
        normalized_unit=normal[1],
        bound=Bound.RANGE,
    )
