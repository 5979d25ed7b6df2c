"""One number with its scale and unit, read where it stands in a text: 8.0692万件, 三千多万元, 30%."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.numerals import BIG, SMALL, number
from corpus.units import ARABIC_ONLY, DENOMINATORS, OPENS_A_WORD, UNITS, Unit, longest

__all__ = ["NUMERAL", "Amount", "amount", "pair", "plain", "worth"]

_CHINESE = "零〇一二两三四五六七八九十百千万亿兆"
# Arabic digits with what may follow them of a mixed numeral (3万5千), or a run of Chinese digits.
NUMERAL = (
    r"(?:(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?(?: ?[十百千万亿兆](?![米瓦克卡帕赫伏])[百千万亿兆]*+"
    r"(?:零?[0-9]++[十百千万][万亿]*+)*+)?"
    rf"|[{_CHINESE}]++(?:点[零〇一二三四五六七八九]++[万亿]*+)?)"
)
_NUMERAL = re.compile(NUMERAL)
_MARK = re.compile(r" ?([多余来几])(?![元次少年种样家方]{2})")
_TAIL_SCALE = re.compile(r" ?([十百千]?[万亿兆]+|[百千](?![米瓦克卡帕赫伏]))")
_SPLIT = re.compile(r"(?P<head>.*?) ?(?P<scale>[万亿兆]*)", re.DOTALL)
_ARABIC_SPLIT = re.compile(r"(?P<head>[0-9][0-9,.]*) ?(?P<scale>[十百千万亿兆]*)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written before its scale, the scale, and the unit; `end` is behind the unit."""

    start: int
    digits_end: int  # behind the number and its scale
    end: int
    value: Decimal
    scale: str
    unit: str
    known: Unit | None
    per: str  # the denominator of 亿元/平方公里, else ""
    marked: bool  # 多 or 余 stands inside: 200多名
    implied: bool  # no digit is written: 千亿, 百件
    arabic: bool
    high: Decimal | None = None  # the other end of 两三家

    @property
    def written_unit(self) -> str:
        """The unit as the contract shows it, scale included."""
        return self.scale + self.unit + (f"/{self.per}" if self.per else "")


def worth(scale: str) -> Decimal:
    """Return the product of the scales, 万亿 as 10^12."""
    product = Decimal(1)
    for character in scale:
        product *= SMALL.get(character) or BIG[character]
    return product


def plain(value: Decimal) -> Decimal:
    """Return the value without the zeros that multiplying leaves: 80692 for 80692.0000."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def amount(text: str, start: int) -> Amount | None:
    """Read the number that starts at `start`, or None where it is not one."""
    found = _NUMERAL.match(text, start)
    return _amount(text, start, found) if found else None


def _amount(text: str, start: int, found: "re.Match[str]") -> Amount | None:
    written, end = found[0], found.end()
    arabic = written[0].isdigit() and written[0].isascii()
    split = (_ARABIC_SPLIT if arabic else _SPLIT).fullmatch(written)
    head, scale = (split["head"], split["scale"]) if split else (written, "")
    implied = False
    if not arabic:
        implied = written[0] in "百千万亿兆"
        if implied:
            head, scale = "一", written
            if any(c not in "百千万亿兆" for c in written):
                return None
        elif any(c in BIG for c in head):
            head, scale = written, ""
    try:
        value = number(head)
    except ValueError:
        return None
    if len(head) > 1 and not arabic and not any(c in "十百千万亿兆点" for c in head):
        return None  # digits in a row are a year, a code or 二三 of "two or three"
    marked = False
    mark = _MARK.match(text, end)
    if mark:
        more = _TAIL_SCALE.match(text, mark.end()) if not scale else None
        after = more.end() if more else mark.end()
        if more or _unit_at(text, after, arabic):
            marked, end = True, after
            scale = more[1] if more else scale
    return _with_unit(text, start, end, value, scale, marked, implied, arabic)


def _with_unit(
    text: str,
    start: int,
    end: int,
    value: Decimal,
    scale: str,
    marked: bool,
    implied: bool,
    arabic: bool,
) -> Amount:
    unit_start = end + 1 if text[end : end + 1] == " " else end
    unit = _unit_at(text, unit_start, arabic)
    if not unit:
        return Amount(start, end, end, value, scale, "", None, "", marked, implied, arabic)
    unit_end = unit_start + len(unit)
    per, per_end = _denominator(text, unit_end)
    return Amount(
        start, end, per_end, value, scale, unit, UNITS[unit], per, marked, implied, arabic
    )


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
    following = text[start + len(unit) : start + len(unit) + 1]
    if unit[-1].isascii() and unit[-1].isalpha():
        return not (following.isascii() and following.isalnum())
    if not arabic and unit in ARABIC_ONLY:
        return False
    if unit == "成":
        return following in ("", *"以左的多，。、；和到至上")
    return not following or following not in OPENS_A_WORD.get(unit, "")


def _denominator(text: str, end: int) -> tuple[str, int]:
    """Read /平方公里 or 每平方公里 behind a unit."""
    if text[end : end + 1] in ("/", "／", "每"):
        word = longest(text, end + 1, DENOMINATORS)
        if word:
            return word, end + 1 + len(word)
    return "", end


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
    small = SMALL.get(found["small"], 1)
    base = 10 if found["ten"] else 0
    if base and small > 1:
        return None
    read = _with_unit(
        text, start, found.end(), (base + low) * small, found["scale"], False, False, False
    )
    return replace(read, high=(base + high) * small)
