"""The typed numbers of a policy text: counts, money, shares, ranks, multiples, durations, rates.

`quantities` reads a view text (Simplified, half-width digits) from left to right. A number counts
when its unit, its scale or the words around it say what it measures; years, document numbers,
codes, list markers and set phrases do not. `numbers` is the bare recogniser.
"""

import re
from dataclasses import replace
from decimal import Decimal

from corpus.document import Bound, Quantity, QuantityType, Span
from corpus.numbers.amounts import NUMERAL, Amount, amount, pair, sharing
from corpus.numbers.bounds import Side, ranged, sides, valued
from corpus.numbers.currency_names import in_its_currency, named_in_front
from corpus.numbers.numerals import worth
from corpus.numbers.proportions import PROPORTIONS, proportion
from corpus.numbers.unitless import speaks_of_money
from corpus.numbers.units import DENOMINATORS
from corpus.periods import dates
from corpus.recognise import numbers

__all__ = ["numbers", "quantities"]

# Set phrases that hold a number word and count nothing; congresses and their sessions.
_PHRASE = (
    "[一二两三四五六七八九十多]位一体|两个(?:一百年|维护|确立|毫不动摇|确保)|三个代表|四个(?:意识|自信|全面)|"
    "成百上千|成千上万|千家万户|百分百|十[一二三四五六七八九]大(?!产业|工程|行动|任务|项目)|二十大(?!产业|工程|行动|任务|项目)"
)
_MASTER = re.compile("|".join((f"(?P<phrase>{_PHRASE})", *PROPORTIONS, f"(?P<numeral>{NUMERAL})")))
_JOINT = re.compile(r" ?(?P<sign>-|－|—{1,2}|–|~|～|至|到) ?(?=[0-9一二两三四五六七八九十百千])")
_BETWEEN_JOINT = re.compile(r" ?[和与] ?(?=[0-9一二两三四五六七八九十百千])")  # 15%和25%之间
# 五万元以上二十万元以下: the lower end of a range, and what leads to the upper one.
_FROM_UP = re.compile(
    r"(?:\(含\))?以上[，、]?(?:至|不足|不满|不超过)?(?=[0-9一二两三四五六七八九十百千])"
)
_NUMBER_CUE = re.compile(
    r"(?:达到?|为|到|至|超过?|突破|约|近|于|共计?|合计|总数|系数|指数|得分|分值|评分|值|是)了? ?$"
)
_NUMBER_END = re.compile(r"$|[，。；、！？)”,;\n]|[ ：:](?! ?[:：∶0-9])|以[上下]|左右")
_REACHED = re.compile("达到?|迈[上入过]|跨[上入越]|[进步]入|[站登]上")
_PER = re.compile(
    "每个?(?P<per>"
    + "|".join(
        sorted(
            (re.escape(w) for w in DENOMINATORS if w[0] not in "年月日天季次学"),
            key=len,
            reverse=True,
        )
    )
    + ")(?:有|拥有|约|达到?|为|可)? ?$"
)
_LISTED = re.compile(r"[“‘](?:[1-9][0-9]?[㐀-鿿]{1,4}[，、,+]?){2,}[”’]")
_LISTED_ONE = re.compile(r"(?P<count>[1-9][0-9]?)(?P<thing>[㐀-鿿]{1,4})")
_LONGEST_LIST = 40  # code points of it in front of a number
_PER_WINDOW = 12  # 每十万人 with its verb, and room
_ARTICLE = frozenset("的同有某这那每另新旧前后头第当整哪上比")  # 新的一年 counts no year
_SIZED = frozenset(
    (
        QuantityType.PERCENT,
        QuantityType.PERCENTAGE_POINT,
        QuantityType.MONEY,
        QuantityType.MULTIPLE,
        QuantityType.PER_UNIT,
    )
)
_SIGNED = frozenset((QuantityType.PERCENT, QuantityType.PERCENTAGE_POINT, QuantityType.NUMBER))
_EXTENSION = re.compile(r" ?[0-9]|分机|人工|接")  # 12345转6: a telephone
_PLAN_NAME = re.compile("计划|规划|行动")  # 第七个五年计划, 三年行动: a name, not how long
_GRADED = frozenset("类级等档组")
_OWES = frozenset("辜担肩抱胜自欺")  # 不辜负4400万人 owes no minus
_LATIN = re.compile("(?<![A-Za-z&])[A-Za-z&]+$")


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the typed numbers of a view text in order, without overlap."""
    masks = iter(dates(text))
    mask = next(masks, None)
    found: list[Quantity] = []
    position = 0
    while match := _MASTER.search(text, position):
        position = match.end()
        while mask and mask.end <= match.start():
            mask = next(masks, None)
        if mask and mask.start <= match.start():
            position = mask.end
            continue
        quantity = _read(text, match, found) or _in_list(text, match)
        if quantity:
            quantity = in_its_currency(text, quantity)
            found.append(quantity)
            position = max(position, quantity.span.end)
    return tuple(found)


def _in_list(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read the 1中心 of a quoted list of what there is: “1会1中心，4站1个点”."""
    one = _LISTED_ONE.match(text, match.start())
    floor = max(0, match.start() - _LONGEST_LIST)
    opened = max(text.rfind(mark, floor, match.start()) for mark in "“‘")
    listed = _LISTED.match(text, opened) if opened >= 0 else None
    if one is None or listed is None or match.start() > listed.end():
        return None
    span, unit = Span(*one.span()), one["thing"]
    normal = (Decimal(1), unit)
    return valued(text, QuantityType.COUNT, span, Decimal(one["count"]), unit, normal)


def _read(text: str, match: "re.Match[str]", found: list[Quantity]) -> Quantity | None:
    if match.lastgroup == "phrase":
        return None
    if match.lastgroup != "numeral":
        read = proportion(text, match)
        if read or match.lastgroup != "ratio" or match["ratio_sign"] != "比":
            return read
    start = match.start()
    first = amount(text, start) or pair(text, start)
    if first is None or not _free(text, start):
        return None
    floor = found[-1].span.end if found else 0
    if first.high is not None:
        return _paired(text, first, floor)
    second = _other_end(text, first)
    joined = _joined(text, first, second, floor) if second else None
    return joined or _single(text, first, found, floor)


def _free(text: str, start: int) -> bool:
    """True unless the digits belong to a word, a code or a longer number in front of them."""
    previous = text[start - 1] if start else ""
    if previous in ("第", "每", ".", "．", "·", "/"):
        return False
    if previous in ("几", "数") and text[start] not in "0123456789":
        return False  # 数十家, but 总数3.5万家
    if previous == " " and re.search(r"[0-9][.．]$", text[max(0, start - 3) : start - 1]):
        return False  # the second half of a decimal that a converter broke: 26. 7个百分点
    if previous.isascii() and previous.isalpha():
        word = _LATIN.search(text[max(0, start - 8) : start])
        return bool(word and len(word[0]) >= 3 and word[0].isupper())  # GDP500亿元, but A4, PM2.5
    if previous == "-" and start > 1:
        return not (text[start - 2].isascii() and text[start - 2].isalnum())
    return True


def _other_end(text: str, first: Amount) -> Amount | None:
    """Return the other end of a range that begins with `first`."""
    lower = _FROM_UP.match(text, first.end)
    between = _BETWEEN_JOINT.match(text, first.end)
    joint = lower or between or _JOINT.match(text, first.end)
    if not joint or first.marked or first.implied:
        return None
    if lower:
        second = amount(text, lower.end())
        fits = second is not None and second.unit == first.unit and not second.implied
        return second if fits and second and text.startswith("以下", second.end) else None
    if (
        not between
        and joint["sign"] in "至到"
        and re.search("[由从自]", text[max(0, first.start - 4) : first.start])
    ):
        return None  # 由30天缩短到10天 is a change, and so is 从3家到5家
    second = amount(text, joint.end())
    if second is None or second.implied or not (second.unit or second.scale):
        return None
    if between and not text.startswith("之间", second.end):
        return None
    return None if first.unit and (first.unit != second.unit or first.per) else second


def _joined(text: str, first: Amount, second: Amount, floor: int) -> Quantity | None:
    """Build a range; the scale of its end is shared where that keeps its ends in order."""
    low_scale = first.scale
    if not first.scale and not first.unit and second.scale and first.value < second.value:
        low_scale = second.scale
    low, high = first.value * worth(low_scale), second.value * worth(second.scale)
    if low >= high:
        return None
    factor, name = second.normal
    span = Span(first.start, second.end)
    if low_scale == second.scale:
        ends, normal = (first.value, second.value), (factor * worth(second.scale), name)
        return ranged(text, second.kind, span, ends, second.written_unit, normal, floor)
    unit = second.written_unit[len(second.scale) :]
    return ranged(text, second.kind, span, (low, high), unit, (factor, name), floor)


def _paired(text: str, read: Amount, floor: int) -> Quantity | None:
    """Build the range of 两三家 and 七八十件."""
    if not read.unit or read.high is None:
        return None
    factor, name = read.normal
    span, ends = Span(read.start, read.end), (read.value, read.high)
    normal = (factor * worth(read.scale), name)
    return ranged(text, read.kind, span, ends, read.written_unit, normal, floor)


def _single(text: str, read: Amount, found: list[Quantity], floor: int) -> Quantity | None:
    shared = None if read.unit else sharing(text, read)
    read = shared or read
    kind, (factor, name) = read.kind, read.normal
    negative = _sign(text, read, kind)
    span = Span(read.start - negative, read.end)
    left, right = sides(text, span, kind, floor)
    inferred = shared is not None
    if not read.unit:
        last = found[-1] if found and found[-1].type is QuantityType.MONEY else None
        told = _scaled(text, read) and speaks_of_money(
            text, read.start, last.span.end if last else -1
        )
        if told or (read.arabic and named_in_front(text, read.start)):
            kind, name, inferred = QuantityType.MONEY, "元", True
        elif not _stands_bare(text, read):
            return None
    if read.unit == "转" and _EXTENSION.match(text, read.end):
        return None
    if read.implied and not _implied_stands(text, read, left, right):
        return None
    if kind is QuantityType.COUNT and text.startswith(f"二{read.unit}", read.start):
        return None  # 二次, 二类: counting says 两
    if read.unit in _GRADED and not read.arabic and _names_grade(text, read):
        return None
    article = not read.arabic and read.value == 1 and not read.scale
    if article and not _one_stands(text, read, kind, left, right):
        return None
    if kind is QuantityType.DURATION and _PLAN_NAME.match(text, read.end):
        return None
    value = -read.value if negative else read.value
    unit, normal = read.written_unit, (factor * worth(read.scale), name)
    per = _per(text, read) if kind in (QuantityType.COUNT, QuantityType.MONEY) else None
    if per:
        unit, normal = f"{unit}/{per['per']}", (normal[0], f"{name}/{per['per']}")
        made = valued(
            text, QuantityType.PER_UNIT, span, value, unit, normal, marked=read.marked, floor=floor
        )
        start = min(made.span.start, read.start - len(per[0]))
        return replace(made, span=Span(start, made.span.end))
    return valued(
        text, kind, span, value, unit, normal, marked=read.marked, floor=floor, inferred=inferred
    )


def _per(text: str, read: Amount) -> "re.Match[str] | None":
    """Find 每万人 in front of a number: what it is divided by."""
    return _PER.search(text[max(0, read.start - _PER_WINDOW) : read.start])


def _sign(text: str, read: Amount, kind: QuantityType) -> int:
    """Return how many characters of a minus stand in front of the number."""
    if text[max(0, read.start - 2) : read.start] == "零下":
        return 2
    previous = text[read.start - 1 : read.start] if read.start else ""
    earlier = text[read.start - 2] if read.start > 1 else ""
    if previous == "负":
        return 0 if earlier in _OWES else 1
    dash = previous in ("-", "－", "−") and kind in _SIGNED
    return 1 if dash and earlier not in ("%", "‰", ")", "倍") else 0


def _names_grade(text: str, read: Amount) -> bool:
    """True for the 三类 of 一类区域…，二类区域…，三类区域: one of a row of grades, no count."""
    noun = text[read.end : read.end + 1]
    return any(f"{digit}{read.unit}{noun}" in text[: read.start] for digit in "一二")


def _scaled(text: str, read: Amount) -> bool:
    """True when 万 or 亿 stands in a number, at its end or inside (5亿1000万)."""
    return bool(read.scale) or any(c in "万亿兆" for c in text[read.start : read.end])


def _stands_bare(text: str, read: Amount) -> bool:
    """True when a number without a unit says by its surroundings that it measures something."""
    if read.arabic and not read.scale and _scaled(text, read):
        return True
    if read.scale:
        if text[max(0, read.start - 1) : read.start] in ("“", "‘"):
            return False  # “三万”: a name
        return any(c in "万亿兆" for c in read.scale) and not (read.implied and len(read.scale) < 2)
    if not read.arabic or not _NUMBER_END.match(text, read.end):
        return False
    return bool(_NUMBER_CUE.search(text[max(0, read.start - 6) : read.start]))


def _implied_stands(text: str, read: Amount, left: Side | None, right: Side | None) -> bool:
    """True when 千亿, 百家 without a digit are an amount: 突破千亿, 上百家, 亿元以上."""
    if left or right or _REACHED.search(text[max(0, read.start - 4) : read.start]):
        return bool(read.unit) or len(read.scale) > 1 or bool(left or right)
    return bool(read.known and read.known.type is QuantityType.MONEY and len(read.scale) > 1)


def _one_stands(
    text: str, read: Amount, kind: QuantityType, left: Side | None, right: Side | None
) -> bool:
    """True when 一 is a number and no article: 至少一家, 增加一倍, 一年内; not 突破一批."""
    if kind in _SIZED or right:
        return True
    if kind is QuantityType.DURATION:
        return left is not None or text[read.start - 1 : read.start] not in _ARTICLE
    return left is not None and left.bound in (Bound.AT_LEAST, Bound.AT_MOST, Bound.LESS_THAN)
