"""One number with its scale and unit where it stands in a text: 8.0692万件, 三千多万元, 30%."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.document import QuantityType
from corpus.numbers.numerals import BIG, number, worth
from corpus.numbers.units import ARABIC_ONLY, DENOMINATORS, OPENS_A_WORD, UNITS, Unit, longest

__all__ = ["NUMERAL", "Amount", "amount", "pair", "sharing"]

_CHINESE = "零〇一二两三四五六七八九十百千万亿兆"
_NOT_KILO = "(?![米瓦克卡帕赫伏焦]|字节|比特)"  # the 千 of 千瓦 belongs to the unit
_NOT_KILO_CHINESE = "(?![瓦克伏])"  # 三千米 is 3000 of 米 and 3 of 千米 alike
_LARGE = "(?:[万亿]|兆(?![字比瓦焦赫帕欧]))"  # 50兆字节 is 50 of 兆字节
_GROUPED = "(?:[0-9]{1,3}(?:,[0-9]{3})++|[0-9]++)"
_REST = "(?:[0-9]{1,3},[0-9]{3}|[0-9]{4})"  # 3万6,000公顷, 2万3000余人: four digits behind 万
# Arabic digits with what may follow them of a mixed numeral (3万5千), or a run of Chinese digits.
# Digit groups are limited so that no text makes the search go back far.
NUMERAL = (
    r"(?:(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,6}+(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
    rf"(?: ?(?:十|{_LARGE}|[百千]{_NOT_KILO})(?:{_LARGE}|[百千]{_NOT_KILO})*+"
    rf"(?:(?<=兆)零?{_GROUPED}亿)?+(?:零?{_GROUPED}[十百千万]{_NOT_KILO}[万亿]*+){{0,4}}+"
    rf"(?:(?<=[万亿])零?{_REST}(?![0-9.,年月至到~-]))?+)?"
    rf"|(?:[{_CHINESE}](?<!千)|千{_NOT_KILO_CHINESE})++(?:点[零〇一二三四五六七八九]++[万亿]*+)?)"
)
_NUMERAL = re.compile(NUMERAL)
_MARK = re.compile(r" ?[多余来几]")
_TAIL_SCALE = re.compile(rf" ?([十百千]?{_LARGE}+|[百千]{_NOT_KILO})")
_CHINESE_SPLIT = re.compile(r"(?P<head>(?:.*[^万亿兆])?)(?P<scale>[万亿兆]*)", re.DOTALL)
_ARABIC_SPLIT = re.compile(r"(?P<head>[0-9][0-9,，.]*) ?(?P<scale>[十百千万亿兆]*)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written before its scale, the scale, and the unit; `end` is behind the unit."""

    start: int
    end: int
    value: Decimal
    scale: str
    unit: str = ""
    known: Unit | None = None
    per: str = ""  # the denominator of 亿元/平方公里
    marked: bool = False  # 多 or 余 stands inside: 200多名
    implied: bool = False  # no digit is written: 千亿, 百件
    arabic: bool = False
    high: Decimal | None = None  # the other end of 两三家

    @property
    def written_unit(self) -> str:
        """The unit as the contract shows it, scale included."""
        return self.scale + self.unit + (f"/{self.per}" if self.per else "")

    @property
    def kind(self) -> QuantityType:
        """What the unit says that is measured."""
        if self.per:
            return QuantityType.PER_UNIT
        return self.known.type if self.known else QuantityType.NUMBER

    @property
    def normal(self) -> tuple[Decimal, str]:
        """The factor of the unit, without the scale, and the name it is normalised to."""
        if not self.known:
            return Decimal(1), ""
        return self.known.factor, self.known.name + (f"/{self.per}" if self.per else "")


def amount(text: str, start: int) -> Amount | None:
    """Read the number that starts at `start`, or None where it is not one."""
    found = _NUMERAL.match(text, start)
    if not found:
        return None
    written = found[0]
    read = _arabic(written) if written[0] in "0123456789" else _chinese(written)
    if not read:
        return None
    value, scale, implied, arabic = read
    end, scale, marked = _marked(text, found.end(), scale, arabic)
    return _with_unit(text, Amount(start, end, value, scale, "", None, "", marked, implied, arabic))


def _arabic(written: str) -> tuple[Decimal, str, bool, bool] | None:
    split = _ARABIC_SPLIT.fullmatch(written)
    try:
        if split:
            return Decimal(re.sub("[,，]", "", split["head"])), split["scale"], False, True
        return number(written), "", False, True
    except ValueError:
        return None


def _chinese(written: str) -> tuple[Decimal, str, bool, bool] | None:
    split = _CHINESE_SPLIT.fullmatch(written)
    head, scale = (split["head"], split["scale"]) if split else (written, "")
    implied = written[0] in "百千万亿兆"
    if implied:
        if any(c not in "百千万亿兆" for c in written):
            return None
        large = written.lstrip("百千")  # 千亿 is 1000 of the scale 亿
        small = written.removesuffix(large) if large else written
        return worth(small), large, True, False
    if any(c in BIG for c in head):
        head, scale = written, ""
    if len(head) > 1 and not any(c in "十百千万亿兆点" for c in head):
        return None  # digits in a row are a year, a code, or the two ends of 两三家
    try:
        return number(head), scale, False, False
    except ValueError:
        return None


def _marked(text: str, end: int, scale: str, arabic: bool) -> tuple[int, str, bool]:
    """Read 多, 余 or 几 behind the digits, and the scale behind that: 100多万, 8.5亿多."""
    mark = _MARK.match(text, end)
    if not mark:
        return end, scale, False
    more = None if scale else _TAIL_SCALE.match(text, mark.end())
    after = more.end() if more else mark.end()
    if not more and not _unit_at(text, after, arabic):
        return end, scale, False
    return after, more[1] if more else scale, True


def _with_unit(text: str, bare: Amount) -> Amount:
    start = bare.end + 1 if text[bare.end : bare.end + 1] == " " else bare.end
    unit = _unit_at(text, start, bare.arabic)
    if not unit:
        return bare
    tenth = _TENTH.match(text, start) if unit == "成" else None
    if tenth is not None:  # 七成二, 三成半
        share = Decimal(5) if tenth[1] == "半" else number(tenth[1])
        value = bare.value + share / 10
        return replace(bare, value=value, end=tenth.end(), unit=unit, known=UNITS[unit])
    bare = replace(bare, end=start + len(unit), unit=unit, known=UNITS[unit])
    further = _and_a_half(text, bare) or _with_change(text, bare)
    if further:
        return further
    per, end = _denominator(text, bare.end)
    return replace(bare, end=end, per=per)


# 三吨半, 一年半, 两个半月: half a unit more; 半径, 半年 and 半导体 are words.
_HALF = re.compile(r"半(?![年径数圆边空天价生导成截载决官])")
_HALF_OF = re.compile(r"个半(?P<unit>月|小时|星期|学期|工作日)(?![刊报度])")
_CHANGE = re.compile(
    r"(?:(?P<jiao>[0-9]|[一二两三四五六七八九])角(?![度色落逐形])钱?)?(?:零?(?P<fen>[0-9]|[一二两三四五六七八九])分(?![之一-龥])钱?)?"
)


def _and_a_half(text: str, read: Amount) -> Amount | None:
    """Read 三吨半 and 两个半月."""
    if read.scale or read.marked or read.value != read.value.to_integral_value():
        return None
    value = read.value + Decimal("0.5")
    if read.unit == "个":
        found = _HALF_OF.match(text, read.end - 1)
        unit = f"个{found['unit']}" if found else ""
        return found and replace(read, value=value, end=found.end(), unit=unit, known=UNITS[unit])
    found = _HALF.match(text, read.end)
    return found and replace(read, value=value, end=found.end())


def _with_change(text: str, read: Amount) -> Amount | None:
    """Read the 三角五分 of 五元三角五分."""
    found = _CHANGE.match(text, read.end) if read.unit == "元" and not read.scale else None
    if not found or not found[0]:
        return None
    tenths, hundredths = (number(found[name] or "零") for name in ("jiao", "fen"))
    return replace(read, value=read.value + tenths / 10 + hundredths / 100, end=found.end())


def _unit_at(text: str, start: int, arabic: bool) -> str:
    if text[start : start + 1] == " ":
        start += 1
    unit = longest(text, start)
    while unit and not _stands(text, start, unit, arabic):
        unit = unit[:-1]
        while unit and unit not in UNITS:
            unit = unit[:-1]
    return unit


def _stands(text: str, start: int, unit: str, arabic: bool) -> bool:
    """True unless the measure word is the beginning of another word."""
    end = start + len(unit)
    following = text[end : end + 1]
    if unit[-1].isascii() and unit[-1].isalpha():
        return not (following.isascii() and following.isalnum())
    if not arabic and (unit in ARABIC_ONLY or (unit == "次" and _MEETING.match(text, end))):
        return False
    if unit == "成":
        return following in ("", *" 以左的多，。、；和到至上") or bool(_TENTH.match(text, start))
    return len(unit) > 1 or unit not in OPENS_A_WORD or not OPENS_A_WORD[unit].match(text, start)


_TENTH = re.compile(r"成([1-9一二三四五六七八九半])(?![0-9.])(?=$|[^\u3400-\u9fff]|[的以左])")
_MEETING = re.compile("全[会委]|会议|全体会议|党代会|产业")  # 四次全会 is the fourth


def _denominator(text: str, end: int) -> tuple[str, int]:
    """Read /平方公里 or 每平方公里 behind a unit."""
    if text[end : end + 1] in ("/", "／", "每"):
        word = longest(text, end + 1, DENOMINATORS)
        if word:
            return word, end + 1 + len(word)
    return "", end


_LIST_JOINT = re.compile(" ?[、和与及] ?(?=[0-9])")
_LONGEST_LIST = 6  # members of 400、500、600亿元 that are looked through for their unit


def sharing(text: str, read: Amount) -> Amount | None:
    """Return a number without unit with the unit of the list it stands in: 400、500、600亿元."""
    if not read.arabic or text[read.start - 1 : read.start] in ("", *"\n。；：:;"):
        return None
    end = read.end
    for _ in range(_LONGEST_LIST):
        joint = _LIST_JOINT.match(text, end)
        member = amount(text, joint.end()) if joint else None
        if member is None:
            return None
        if member.unit:
            scale = read.scale or member.scale
            return replace(read, scale=scale, unit=member.unit, known=member.known, per=member.per)
        end = member.end
    return None


_DIGIT = "一二两三四五六七八九"
_PAIR = re.compile(
    rf"(?P<ten>十)?(?P<low>[{_DIGIT}])(?P<high>[{_DIGIT}])(?P<small>[十百千]?)(?P<scale>[万亿]*)"
)


def pair(text: str, start: int) -> Amount | None:
    """Read two neighbouring digits as a range: 两三家, 七八十件, 三五年, 十七八个."""
    found = _PAIR.match(text, start)
    if not found or text[found.end() : found.end() + 1] in tuple(_CHINESE):
        return None
    low, high = number(found["low"]), number(found["high"])
    if high - low != 1 and (found["low"], found["high"]) != ("三", "五"):
        return None
    small = worth(found["small"])
    base = 10 if found["ten"] else 0
    if base and small > 1:
        return None
    read = Amount(start, found.end(), (base + low) * small, found["scale"])
    return replace(_with_unit(text, read), high=(base + high) * small)
