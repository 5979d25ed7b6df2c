"""The typed numbers of a policy text: counts, money, shares, ranks, multiples, durations, rates.

`quantities` reads a view text (Simplified, half-width digits) from left to right. A number counts
when its unit, its scale or the words around it say what it measures; years, document numbers, codes,
list markers and set phrases do not.
"""

import re
from dataclasses import replace
from decimal import Decimal

from corpus.amounts import NUMERAL, Amount, amount, pair, plain, worth
from corpus.bounds import Side, after, before, between
from corpus.document import Bound, Quantity, QuantityType, Span
from corpus.numerals import number
from corpus.periods import dates
from corpus.units import DENOMINATORS, MONEY_WORDS, OTHER_WORDS

__all__ = ["quantities"]

_ORDINAL = r"[0-9]{1,4}|[一二三四五六七八九十百]{1,4}"
_MASTER = re.compile(
    "|".join(
        (
            r"(?P<phrase>[一二两三四五六七八九十多]位一体|两个一百年|成百上千|成千上万|千家万户|百分百|"
            r"(?:党的)?(?:十[五六七八九]|二十)大(?=[以报精闭召胜会，。召代开]|上)|三个代表|十八届|十九届|二十届)",
            rf"(?P<share>(?P<parts>百|千)分之 ?(?P<share_a>{NUMERAL})(?:(?P<share_to> ?(?:至|到|-|~|～|—) ?)(?:[百千]分之)?(?P<share_b>{NUMERAL}))?)",
            rf"(?P<fraction>(?P<lower>{NUMERAL}) ?分之 ?(?P<upper>{NUMERAL}))",
            rf"(?P<doubling>翻(?:了|两)?(?P<times>{NUMERAL})? ?(?:番|倍))",
            rf"(?P<rank>第 ?(?P<place>{_ORDINAL}) ?(?P<place_unit>位(?!一体)|名(?!单|录|称)|大(?!道|会)|个(?!人|体)|家(?!庭))?)",
            r"(?P<top>前 ?(?P<within>[0-9]{1,4}|[一二三四五六七八九十百]{1,3}) ?(?P<top_unit>名(?!单|录|称)|位|强|大|甲|列)?(?![0-9一二三四五六七八九十个年月季天日次期批届章条周轮半小场项款]))",
            r"(?P<first>(?<![放摆]在)(?<![放置摆]于)(?<!作为)首位(?![度战置])|榜首|(?<=城市|全国|全省|全市|全球|世界|同类|地区|各区|各省|各市|区县)之首|之首)",
            r"(?P<half>(?<!另)一半|(?<!上)半数|过半(?!数)|过半数)",
            r"(?P<ratio>(?<![0-9:.])(?P<ratio_a>[0-9]{1,6}(?:\.[0-9]{1,4})?) ?(?P<ratio_sign>[:∶：比]) ?(?P<ratio_b>[0-9]{1,6}(?:\.[0-9]{1,4})?)(?![0-9:.]))",
            rf"(?P<numeral>{NUMERAL})",
        )
    )
)
_RANK_CUE = re.compile(
    r"[居列位排名获夺联升跃占]|全[国省市球区县]|世界|国内|省内|亚洲|规模|保持|稳|仅次|第[一二三四五六七八九十0-9]+(?:位|名)?(?:和|、|与|及)$"
)
_RANK_END = frozenset(" ，。；：、！？）)”’》的和与及,.;\n")
_NUMBER_CUE = re.compile(
    r"(?:达到?|为|到|至|超过?|突破|约|近|于|共计?|合计|总数|系数|指数|得分|分值|评分|值|是)(?:了)? ?$"
)
_JOIN = re.compile(r" ?(?:-|－|—{1,2}|–|~|～|至|到|、) ?(?=[0-9一二两三四五六七八九十百千])")
_CLAUSE = re.compile(r"[。；！？\n]")
_MONEY = re.compile("|".join(sorted(MONEY_WORDS.split(), key=len, reverse=True)))
_OTHER = re.compile("|".join(sorted(OTHER_WORDS.split(), key=len, reverse=True)))
_PER = re.compile(
    "每个?(?P<per>"
    + "|".join(
        sorted(
            (
                re.escape(w)
                for w in DENOMINATORS
                if w not in ("年", "月", "日", "天", "季度", "季", "次", "学年")
            ),
            key=len,
            reverse=True,
        )
    )
    + r")(?:有|拥有|约|达到?|为|可)? ?$"
)
_ONE_YEAR = re.compile(r"(?:的|同|有|某|这|那|每|另|新|旧|前|后|头|第|当|整|哪)$")
_ABOUT_OF = re.compile(r"约[为占是合][^，。；：、]{1,12}的 ?$")  # 约为2017年的6倍, 约占全国的48%
_SHARED = frozenset((QuantityType.PERCENT, QuantityType.MULTIPLE, QuantityType.RATIO))
_SIZED = frozenset(
    (
        QuantityType.PERCENT,
        QuantityType.PERCENTAGE_POINT,
        QuantityType.MONEY,
        QuantityType.MULTIPLE,
        QuantityType.PER_UNIT,
    )
)


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
        quantity = _read(text, match, found)
        if quantity:
            found.append(quantity)
            position = max(position, quantity.span.end)
    return tuple(found)


def _read(text: str, match: "re.Match[str]", found: list[Quantity]) -> Quantity | None:
    match match.lastgroup:
        case "share":
            return _share(text, match)
        case "fraction":
            return _fraction(text, match)
        case "doubling":
            return _doubling(text, match)
        case "rank" | "top" | "first":
            return _rank(text, match)
        case "half":
            return _half(text, match)
        case "ratio":
            return _ratio(text, match) or _numeral(text, match, found)
        case "numeral":
            return _numeral(text, match, found)
        case _:
            return None


def _make(
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
    """Build a quantity of one value; `normal` is factor and name of the normalised unit."""
    left, right = _sides(text, number_span, floor, kind)
    if (
        not left
        and kind in _SHARED
        and _ABOUT_OF.search(text[max(floor, number_span.start - 18) : number_span.start])
    ):
        bound = bound or Bound.ABOUT
    return Quantity(
        kind,
        Span(
            number_span.start - (left.length if left else 0),
            number_span.end + (right.length if right else 0),
        ),
        number_span,
        value,
        None,
        None,
        unit,
        plain(value * normal[0]),
        None,
        None,
        normal[1],
        inferred,
        bound or between(left, right, marked),
    )


def _sides(
    text: str, span: Span, floor: int, kind: QuantityType
) -> tuple[Side | None, Side | None]:
    left = before(text, span.start)
    if left and (
        span.start - left.length < floor
        or (kind is QuantityType.DURATION and left.length == 1 and text[span.start - 1] == "近")
    ):
        left = None  # 近三年 is a period: the last three years
    right = after(text, span.end)
    if not right and kind is QuantityType.DURATION and text[span.end : span.end + 1] == "内":
        right = Side(Bound.AT_MOST, 1)
    return left, right


def _share(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read 百分之五, 百分之三十至四十."""
    try:
        values = [number(match[name]) for name in ("share_a", "share_b") if match[name]]
    except ValueError:
        return None
    unit, factor = ("%", Decimal(1)) if match["parts"] == "百" else ("‰", Decimal("0.1"))
    span = Span(match.start(), match.end())
    if len(values) == 2 and values[0] < values[1]:
        return _range(
            text, QuantityType.PERCENT, span, values[0], values[1], unit, (factor, factor, "%")
        )
    if len(values) == 2:
        span = Span(match.start(), match.end("share_a"))
    return _make(text, QuantityType.PERCENT, span, values[0], unit, (factor, "%"))


def _fraction(text: str, match: "re.Match[str]") -> Quantity | None:
    try:
        lower, upper = number(match["lower"]), number(match["upper"])
    except ValueError:
        return None
    if not lower or upper > lower:
        return None
    span = Span(match.start(), match.end())
    return _make(text, QuantityType.RATIO, span, upper / lower, "", (Decimal(1), ""))


def _doubling(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read 翻番 and 翻两番 as the multiples they make: 2 and 4."""
    written = match["times"] or ("两" if "翻两" in match[0] else "一")
    try:
        times = number(written)
    except ValueError:
        return None
    if times != times.to_integral_value() or not 1 <= times <= 10:
        return None
    span = Span(match.start(), match.end())
    return _make(
        text, QuantityType.MULTIPLE, span, Decimal(2) ** int(times), "倍", (Decimal(1), "倍")
    )


def _half(text: str, match: "re.Match[str]") -> Quantity:
    span = Span(match.start(), match.end())
    bound = Bound.MORE_THAN if match[0].startswith("过") else None
    return _make(text, QuantityType.RATIO, span, Decimal("0.5"), "", (Decimal(1), ""), bound=bound)


def _ratio(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read 3:1 where the words around it speak of a proportion; 9:30 is a time."""
    window = text[max(0, match.start() - 8) : match.start()] + text[match.end() : match.end() + 4]
    if match["ratio_sign"] != "比" and "比" not in window.replace("同比", "").replace("环比", ""):
        return None
    lower = Decimal(match["ratio_b"])
    if not lower:
        return None
    span = Span(match.start(), match.end())
    return _make(
        text, QuantityType.RATIO, span, Decimal(match["ratio_a"]) / lower, "", (Decimal(1), "")
    )


def _rank(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read 第三, 第4位, 首位, 前五; 第一 that opens a sentence only numbers it."""
    span = Span(match.start(), match.end())
    normal = (Decimal(1), "位")
    following = text[span.end : span.end + 1]
    if match.lastgroup == "first":
        return _make(text, QuantityType.RANK, span, Decimal(1), "", normal, bound=Bound.EXACT)
    unit = match["place_unit"] or match["top_unit"] or ""
    if match.lastgroup == "top":
        if (not unit and following and following not in _RANK_END) or text[
            max(0, span.start - 1) : span.start
        ] in tuple("之以目提先空日年月跟面生从"):
            return None
        value = number(match["within"])
        return (
            None
            if value < 2
            else _make(text, QuantityType.RANK, span, value, unit, normal, bound=Bound.AT_MOST)
        )
    try:
        value = number(match["place"])
    except ValueError:
        return None
    if not unit:
        if following and following not in _RANK_END:
            return None
        if not _RANK_CUE.search(_CLAUSE.split(text[max(0, span.start - 14) : span.start])[-1]):
            return None
    return _make(text, QuantityType.RANK, span, value, unit, normal, bound=Bound.EXACT)


def _numeral(text: str, match: "re.Match[str]", found: list[Quantity]) -> Quantity | None:
    start = match.start()
    first = amount(text, start) or pair(text, start)
    if first is None or not _free(text, start):
        return None
    floor = found[-1].span.end if found else 0
    if first.high is not None:
        return _pair(text, first)
    second = _second(text, first)
    if second:
        return _joined(text, first, second, floor)
    return _single(text, first, found, floor)


def _free(text: str, start: int) -> bool:
    """True unless the digits belong to a word, a code or a longer number in front of them."""
    previous = text[start - 1 : start] if start else ""
    if previous in ("第", "每", "几", "数", "."):
        return False
    if previous.isascii() and previous.isalpha():
        word = re.search(r"[A-Za-z&]+$", text[max(0, start - 8) : start])
        return bool(word and len(word[0]) >= 3 and word[0].isupper())
    if previous == "-" and start > 1:
        return not (text[start - 2].isascii() and text[start - 2].isalnum())
    return True


def _second(text: str, first: Amount) -> Amount | None:
    """Return the other end of a range that begins with `first`."""
    joint = _JOIN.match(text, first.end)
    if not joint or "、" in joint[0] or first.marked or first.implied:
        return None
    if joint[0].strip() in ("至", "到") and re.search(
        "[由从自]", text[max(0, first.start - 4) : first.start]
    ):
        return None  # 由30天缩短到10天 is a change, and so is 从3家到5家
    second = amount(text, joint.end())
    if second is None or second.implied or not (second.unit or second.scale):
        return None
    if first.unit and (first.unit != second.unit or first.per):
        return None
    return second


def _joined(text: str, first: Amount, second: Amount, floor: int) -> Quantity | None:
    """Build a range; the scale of its end is shared where that keeps its ends in order."""
    low_scale = first.scale
    if not first.scale and not first.unit and second.scale and first.value < second.value:
        low_scale = second.scale
    low, high = first.value * worth(low_scale), second.value * worth(second.scale)
    if low >= high:
        return _single(text, first, [], floor) if first.unit or first.scale else None
    kind, name, factor = _kind(second)
    span = Span(first.start, second.end)
    if low_scale == second.scale:
        shown, scale = first.value, worth(second.scale)
        return _range(
            text,
            kind,
            span,
            shown,
            second.value,
            second.written_unit,
            (scale * factor, scale * factor, name),
        )
    unit = second.unit + (f"/{second.per}" if second.per else "")
    return _range(text, kind, span, low, high, unit, (factor, factor, name))


def _pair(text: str, read: Amount) -> Quantity | None:
    """Build the range of 两三家 and 七八十件."""
    if not read.unit or read.high is None:
        return None
    kind, name, factor = _kind(read)
    scale = worth(read.scale) * factor
    span = Span(read.start, read.end)
    return _range(text, kind, span, read.value, read.high, read.written_unit, (scale, scale, name))


def _range(
    text: str,
    kind: QuantityType,
    number_span: Span,
    low: Decimal,
    high: Decimal,
    unit: str,
    normal: tuple[Decimal, Decimal, str],
) -> Quantity:
    left, right = _sides(text, number_span, 0, kind)
    span = Span(
        number_span.start - (left.length if left else 0),
        number_span.end + (right.length if right else 0),
    )
    return Quantity(
        kind,
        span,
        number_span,
        None,
        low,
        high,
        unit,
        None,
        plain(low * normal[0]),
        plain(high * normal[1]),
        normal[2],
        False,
        Bound.RANGE,
    )


def _kind(read: Amount) -> tuple[QuantityType, str, Decimal]:
    """Return type, normalised unit and factor of an amount, by its unit alone."""
    if not read.known:
        return QuantityType.NUMBER, "", Decimal(1)
    if read.per:
        return QuantityType.PER_UNIT, f"{read.known.name}/{read.per}", read.known.factor
    return read.known.type, read.known.name, read.known.factor


def _single(text: str, read: Amount, found: list[Quantity], floor: int) -> Quantity | None:
    kind, name, factor = _kind(read)
    span = Span(read.start, read.end)
    left, right = _sides(text, span, floor, kind)
    inferred = False
    if not read.unit:
        if read.scale and _of_money(text, read, found):
            kind, name, inferred = QuantityType.MONEY, "元", True
        elif not _counts_bare(text, read):
            return None
    if read.implied and not _implied_stands(text, read, left, right):
        return None
    if (
        not read.arabic
        and read.value == 1
        and not read.scale
        and not _one_stands(text, read, kind, left, right)
    ):
        return None
    value = -read.value if _negative(text, read, kind) else read.value
    unit = read.written_unit
    per = (
        _PER.search(text[max(0, read.start - 12) : read.start])
        if kind in (QuantityType.COUNT, QuantityType.MONEY)
        else None
    )
    if per:
        kind, name, unit = QuantityType.PER_UNIT, f"{name}/{per['per']}", f"{unit}/{per['per']}"
        span_start = read.start - len(per[0])
        made = _make(
            text,
            kind,
            span,
            value,
            unit,
            (worth(read.scale) * factor, name),
            marked=read.marked,
            floor=floor,
        )
        return _widen(made, span_start)
    return _make(
        text,
        kind,
        span,
        value,
        unit,
        (worth(read.scale) * factor, name),
        marked=read.marked,
        floor=floor,
        inferred=inferred,
    )


def _widen(made: Quantity, start: int) -> Quantity:
    """Return the quantity with its span begun at `start`, where 每万人 begins."""
    return replace(made, span=Span(min(start, made.span.start), made.span.end))


def _negative(text: str, read: Amount, kind: QuantityType) -> bool:
    previous = text[read.start - 1 : read.start] if read.start else ""
    if previous == "负":
        return True
    return previous in ("-", "－", "−") and kind in (
        QuantityType.PERCENT,
        QuantityType.NUMBER,
        QuantityType.PERCENTAGE_POINT,
    )


def _of_money(text: str, read: Amount, found: list[Quantity]) -> bool:
    """True when the words in front of a bare 亿 or 万 speak of money."""
    start = max(0, read.start - 40)
    window = _CLAUSE.split(text[start : read.start])[-1]
    start = read.start - len(window)
    money = max((m.end() for m in _MONEY.finditer(window)), default=-1)
    other = max((m.end() for m in _OTHER.finditer(window)), default=-1)
    if found and found[-1].type is QuantityType.MONEY and found[-1].span.start >= start:
        money = max(money, found[-1].span.end - start)
    return money > other


def _counts_bare(text: str, read: Amount) -> bool:
    """True when a number without a unit says by its surroundings that it measures something."""
    if read.scale and (read.arabic or read.implied or len(text[read.start : read.end]) > 1):
        return True
    following = text[read.end : read.end + 1]
    if not read.arabic or (following and following not in _RANK_END and following not in "以左上"):
        return False
    return bool(_NUMBER_CUE.search(text[max(0, read.start - 6) : read.start]))


def _implied_stands(text: str, read: Amount, left: Side | None, right: Side | None) -> bool:
    """True when 千亿, 百家 without a digit are an amount: 突破千亿, 上百家, 亿元以上."""
    if left or right:
        return True
    if re.search(
        "达到?|迈[上入]|跨[上入越]|迈过|[进步]入|站上|登上",
        text[max(0, read.start - 4) : read.start],
    ):
        return True
    return bool(read.known and read.known.type is QuantityType.MONEY and len(read.scale) > 1)


def _one_stands(
    text: str, read: Amount, kind: QuantityType, left: Side | None, right: Side | None
) -> bool:
    """True when 一 is a number and no article: 至少一家, 增加一倍, 一年内."""
    if left or right or kind in _SIZED:
        return True
    return kind is QuantityType.DURATION and not _ONE_YEAR.search(
        text[max(0, read.start - 1) : read.start]
    )
