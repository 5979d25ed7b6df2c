"""Numbers with a word of their own: 百分之五, 三分之一, 翻一番, 一半, 3:1, 第三, 首位, 前五."""

import re
from decimal import Decimal

from corpus.document import Bound, Quantity, QuantityType, Span
from corpus.numbers.amounts import NUMERAL, pair
from corpus.numbers.bounds import ranged, valued
from corpus.numbers.numerals import number
from corpus.numbers.units import UNITS

__all__ = ["PROPORTIONS", "proportion"]

_NINE = "一二三四五六七八九"
_ORDINAL = "[0-9]{1,4}|[一二三四五六七八九十百]{1,4}"
_DIGITS = "0-9一二三四五六七八九十"
_PLACE_UNIT = "位(?!一体)|名(?![单录称])|大(?![道会])|个(?!人|体|[五百]年|季度|月)|家(?!庭)"
_PART = r"-?[0-9]{1,3}(?:\.[0-9]{1,2})?"  # of a whole: 12.4:50.9:36.7
# One alternative for each kind; the groups inside are named for their reader.
PROPORTIONS = (
    rf"(?P<share>(?P<parts>[百千万])分之 ?(?P<share_a>{NUMERAL})"
    rf"(?: ?[至到~～—-] ?(?:[百千万]分之)?(?P<share_b>{NUMERAL}))?)",
    r"(?P<discount>(?P<off>[1-9](?:\.[0-9])?|[1-9][0-9]"
    rf"|[{_NINE}]点?[{_NINE}]?) ?折(?![叠合旧射算磨返中腾页扇桥价]))",
    rf"(?P<fraction>(?P<lower>{NUMERAL}) ?分之 ?(?P<upper>{NUMERAL}))",
    rf"(?P<doubling>翻(?:了)?(?P<times>{NUMERAL})? ?(?:番|倍))",
    rf"(?P<rank>第 ?(?P<place>{_ORDINAL}) ?(?P<place_unit>{_PLACE_UNIT})?)",
    r"(?P<top>(?<![之以目提先空日年月跟面生从])前 ?"
    r"(?P<within>[0-9]{1,4}|[一二三四五六七八九十百]{1,3}) ?"
    r"(?P<top_unit>名(?![单录称])|[位强大甲列])?"
    rf"(?![{_DIGITS}个年月季天日次期批届章条周轮半小场项款]))",
    r"(?P<first>首位(?![度战置])|榜首|之首)",
    r"(?P<half>(?<!另)一半|(?<![上下大])半数|过半(?!数)|过半数)",
    r"(?P<halved>(?<![上下前后])半(?P<halved_unit>年|个月|天|小时)(?![报度]))",
    rf"(?P<ratios>(?<![0-9:：∶.]){_PART}(?: ?[:：∶] ?{_PART}){{2,4}}(?![0-9:：∶]))",
    r"(?P<ratio>(?<![0-9:：∶.])(?P<ratio_a>[0-9]{1,6}(?:\.[0-9]{1,4})?) ?(?P<ratio_sign>[:：∶比]) ?"
    r"(?P<ratio_b>[0-9]{1,6}(?:\.[0-9]{1,4})?)(?![0-9.])(?! ?[:：∶]))",
)
_RANK_CUE = re.compile(
    "[居列位排名获夺联升跃占]|全[国省市球区县]|[东中西]部|东北|华[东南北中]|西[南北](?:地区)?$|世界|国内|省内|亚洲|规模|保持|稳|仅次"
    "|第[一二三四五六七八九十0-9]+[位名]?[和、与及]$"
)
_RANK_END = frozenset(" ，。；：、！？）)”’》的和与及,.;\n")
_CLAUSE = re.compile(r"[。；！？\n]")
_PRICED = re.compile("(?:[打按享以]|优惠|享受|低至|折扣|价格?)[为到至]?[^，。；]{0,3}$")
_PRICED_BEHIND = re.compile(
    "优惠|起[，。；、]?|出售|收取|收费|购[买票]|计[收费算]|销售|以[上下]优惠"
)
_PUT_FIRST = re.compile("(?:[放摆]在|[放置摆]于|作为|当作)[^，。；、]{0,10}$")  # 把安全放在首位
_INDUSTRIES = re.compile(r"(?:[、和及]第?[二三])+次?产")  # 第一、二、三产业 ranks nothing
_PROPORTION = re.compile(r"比例|比重|占比|之比|产业比|配比|比[为是由从达]|结构|构成|贡献率")
_ONE = Decimal(1)
_PARTS = {"百": (_ONE, "%"), "千": (Decimal("0.1"), "‰"), "万": (Decimal("0.01"), "‱")}
_HALF = Decimal("0.5")


def proportion(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read one match of `PROPORTIONS`; None where the words mean something else."""
    kind = match.lastgroup
    try:
        if kind == "share":
            return _share(text, match)
        if kind == "discount":
            return _discount(text, match)
        if kind == "fraction":
            return _fraction(text, match)
        if kind == "doubling":
            return _doubling(text, match)
        if kind == "halved":
            unit = match["halved_unit"]
            name = UNITS[unit].name
            return valued(text, QuantityType.DURATION, _span(match), _HALF, unit, (_ONE, name))
        if kind == "ratios":
            return _ratios(text, match)
        if kind == "half":
            return _half(text, match)
        return _ratio(text, match) if kind == "ratio" else _rank(text, match)
    except ValueError:  # a numeral that is none
        return None


def _span(match: "re.Match[str]") -> Span:
    return Span(match.start(), match.end())


def _share(text: str, match: "re.Match[str]") -> Quantity:
    """Read 百分之五, 百分之三十至四十, 百分之二三十, 万分之五."""
    factor, unit = _PARTS[match["parts"]]
    kind, normal = QuantityType.PERCENT, (factor, "%")
    both = pair(text, match.start("share_a"))
    if both and both.high is not None:
        span = Span(match.start(), both.end)
        return ranged(text, kind, span, (both.value, both.high), unit, normal)
    low = number(match["share_a"])
    if match["share_b"] and low < (high := number(match["share_b"])):
        return ranged(text, kind, _span(match), (low, high), unit, normal)
    return valued(text, kind, Span(match.start(), match.end("share_a")), low, unit, normal)


def _discount(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read 八折 and 七五折 as what is left of the price, where the words speak of one."""
    before = text[max(0, match.start() - 8) : match.start()]
    if not (_PRICED.search(before) or _PRICED_BEHIND.match(text, match.end())):
        return None
    off = number(match["off"])
    tenths = off / 10 if off > 10 else off
    return valued(text, QuantityType.PERCENT, _span(match), tenths, "折", (Decimal(10), "%"))


def _fraction(text: str, match: "re.Match[str]") -> Quantity | None:
    lower, upper = number(match["lower"]), number(match["upper"])
    if not lower or upper > lower:
        return None
    return valued(text, QuantityType.RATIO, _span(match), upper / lower, "", (_ONE, ""))


def _doubling(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read 翻番 and 翻两番 as the multiples they make: 2 and 4."""
    times = number(match["times"] or "一")
    if times != times.to_integral_value() or not 1 <= times <= 10:
        return None
    factor = times if match[0].endswith("倍") and match["times"] else Decimal(2) ** int(times)
    return valued(text, QuantityType.MULTIPLE, _span(match), factor, "倍", (_ONE, "倍"))


def _half(text: str, match: "re.Match[str]") -> Quantity:
    bound = Bound.MORE_THAN if match[0].startswith("过") else None
    return valued(text, QuantityType.RATIO, _span(match), _HALF, "", (_ONE, ""), bound=bound)


def _ratio(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read 3:1 where the words around it speak of a proportion; 9:30 is a time."""
    around = text[max(0, match.start() - 8) : match.start()] + text[match.end() : match.end() + 4]
    spoken = "比" in around.replace("同比", "").replace("环比", "")
    lower = Decimal(match["ratio_b"])
    if not lower or not (spoken or match["ratio_sign"] == "比"):
        return None
    value = Decimal(match["ratio_a"]) / lower
    return valued(text, QuantityType.RATIO, _span(match), value, "", (_ONE, ""))


def _ratios(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read 12.4:50.9:36.7 where a proportion is spoken of, as the range of its parts.

    10:30:00 is a time.
    """
    if not _PROPORTION.search(text[max(0, match.start() - 30) : match.start()]):
        return None
    parts = [Decimal(part) for part in re.split(" ?[:：∶] ?", match[0])]
    ends = (min(parts), max(parts))
    return ranged(text, QuantityType.RATIO, _span(match), ends, "", (_ONE, ""))


def _rank(text: str, match: "re.Match[str]") -> Quantity | None:
    """Read 第三, 第4位, 首位, 前五; 第一 that opens a sentence only numbers it."""
    if _INDUSTRIES.match(text, match.end()):
        return None
    span = _span(match)
    written = match["place"] or match["within"]
    value = number(written) if written else _ONE
    unit = match["place_unit"] or match["top_unit"] or ""
    bound = Bound.AT_MOST if match["within"] else Bound.EXACT
    following = text[span.end : span.end + 1]
    if written and not unit and following and following not in _RANK_END:
        return None
    if match["within"] and value < 2:
        return None
    if value == 1 and _PUT_FIRST.search(text[max(0, span.start - 14) : span.start]):
        return None
    if match["place"] and not unit:
        clause = _CLAUSE.split(text[max(0, span.start - 14) : span.start])[-1]
        if not _RANK_CUE.search(clause):
            return None
    normal = (_ONE, "位")
    return valued(text, QuantityType.RANK, span, value, unit, normal, bound=bound, floor=span.start)
