"""Which figures a short answer states: a reader of its own, apart from the one under test.

It reads one phrase, not policy text: numbers with the unit behind them, ranks, multiples. Dates and
stretches of time that only say when (2015年, 近三年, 前三季度) are not figures; durations are.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.numbers.numerals import number
from eval.folding import fold, fold_spaced
from eval.gold import Value

__all__ = ["Stated", "agrees", "stated"]

_HAN = "零〇一二两三四五六七八九十百千万亿半"
_NUMERAL = (
    r"(?:\d{1,18}(?:\.\d{1,18})?[百千万亿]{0,4}"
    rf"|[{_HAN}]{{1,18}}(?:点[零〇一二三四五六七八九]{{1,18}})?)"
)
# No figures of an answer: when it was, document numbers, ordinals of things, set phrases.
_OTHER = re.compile(
    r"(?<![\d.])(?:19|20)\d\d(?:年(?:\d{1,2}月(?:\d{1,2}[日号])?|底|初|末|度)?"
    r"|(?![\d.万亿多余件家个项人元名倍%次篇]))"
    rf"|(?<![\d.])\d{{1,2}}月(?:\d{{1,2}}[日号])?|(?:近|过去|最近){_NUMERAL}年|{_NUMERAL}年[来间内]"
    rf"|前?第?{_NUMERAL}个?季度|前{_NUMERAL}(?:个月|年)|第{_NUMERAL}(?:批|届|期|章|条|款|产业)"
    r"|(?<!\d)\d+号|(?<!\d)\d+[a-z](?![a-z])|(?<![a-z])[a-z]+\d+|三位一体|一站式|一体化?|十[一二三四]五"
)
# Spelled numbers count where one of these follows: 一是, 统一 and 十分 are no figures.
_UNIT = re.compile(
    r"[件家个项种类大次天人名届批站倍成所位条款期场张户座处年月周级元%艘轮组门部幅篇岁多余]"
    r"|公里|平方|小时|百分点|工作日"
)
_PATTERN = re.compile(
    rf"[第前](?P<rank>{_NUMERAL})|(?P<first>首[位个家]|榜首|居首|冠军|头名)"
    rf"|翻(?P<doubled>{_NUMERAL})?番"
    rf"|百分之(?P<percent>{_NUMERAL})"
    rf"|(?P<tenths>[一二两三四五六七八九]|\d)成(?![为立员功])"
    rf"|(?P<low>{_NUMERAL})(?P<lowunit>[^\d\W]{{0,3}}?)[-~至到](?P<high>{_NUMERAL})"
    rf"|(?P<one>{_NUMERAL})"
)
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in an answer: its bounds multiplied out, what follows it, and where it begins.

    `unit` is the folded text behind the number, or `rank`, `multiple`, `%` for their wordings.
    `decimals` counts the decimal places as written, in front of 万 or 亿.
    """

    low: Decimal
    high: Decimal
    unit: str
    start: int
    decimals: int = 0


def stated(answer: str) -> tuple[Stated, ...]:
    """Return the figures of an answer in the order they stand in."""
    text = _OTHER.sub(lambda m: " " * len(m[0]), fold_spaced(answer))
    found = []
    for match in _PATTERN.finditer(text):
        try:
            one = _read(match, text)
        except ValueError:  # a run of numeral characters that is no number: 三四五
            continue
        if one is not None:
            found.append(one)
    return tuple(found)


def _read(match: re.Match[str], text: str) -> Stated | None:
    start, tail = match.start(), text[match.end() : match.end() + 12]
    if match["rank"] or match["first"]:
        value = number(match["rank"]) if match["rank"] else Decimal(1)
        return Stated(value, value, "rank", start)
    if match["percent"]:
        value, decimals = _number(match["percent"])
        return Stated(value, value, "%", start, decimals)
    if match["tenths"]:
        value = number(match["tenths"]) * 10
        return Stated(value, value, "%", start)
    if match["low"]:
        return _range(match, tail)
    if match["one"] is None:
        times = Decimal(2) ** int(number(match["doubled"] or "一"))
        return Stated(times, times, "multiple", start)
    return _single(match, tail)


def _range(match: re.Match[str], tail: str) -> Stated:
    low, _ = _number(match["low"])
    high, decimals = _number(match["high"])
    scale = _scale(match["high"])
    if _scale(match["low"]) == 1 and not match["lowunit"]:
        low *= scale  # 5-10万件
    return Stated(low, high, tail, match.start(), decimals)


def _single(match: re.Match[str], tail: str) -> Stated | None:
    text = match["one"]
    if not text[0].isdigit():
        whole = not tail and (match.start() == 0 or text[0] in "百千万")
        counted = _UNIT.match(tail) and (text != "一" or match.start() == 0)
        if not whole and not counted:
            return None
    if text[0] in "百千万亿":
        if len(text) == 1 and not _UNIT.match(tail):
            return None
        text = f"1{text}"  # 千亿 is a thousand times 亿
    value, decimals = _number(text)
    return Stated(value, value, tail, match.start(), decimals)


def _scale(text: str) -> Decimal:
    scale = Decimal(1)
    for sign in text[len(text.rstrip("百千万亿")) :] if text[0].isdigit() else "":
        scale *= _SCALES[sign]
    return scale


def _number(text: str) -> tuple[Decimal, int]:
    """Return a number multiplied out, and its decimal places as written: 8.0692万 → 80692, 4."""
    if not text[0].isdigit():
        return number(text), 0
    body = text.rstrip("百千万亿")
    return Decimal(body) * _scale(text), len(body.partition(".")[2])


def agrees(one: Stated, expected: Value, *, rounded: bool = False) -> bool:
    """True when a stated figure is the expected one: same number, same unit.

    Numbers are compared multiplied out (80692件 is 8.0692万件). `rounded` lets the side with more
    decimal places be rounded to the other's: for what was computed.
    """
    unit = fold(expected.unit)
    base = unit.lstrip("百千万亿")
    scale = _scale("1" + unit[: len(unit) - len(base)])
    low = expected.min if expected.value is None else expected.value
    high = expected.max if expected.value is None else expected.value
    slack = _slack(expected, one, scale) if rounded else Decimal(0)
    for wanted, got in ((low, one.low), (high, one.high)):
        if wanted is not None and abs(wanted * scale - got) > slack:
            return False
    return _same_unit(one.unit, base)


def _slack(expected: Value, one: Stated, scale: Decimal) -> Decimal:
    """Return half a unit of the last place of whichever is written less exactly."""
    if expected.value is None:
        return Decimal(0)
    places = max(0, -int(expected.value.as_tuple().exponent))
    if places and not one.decimals:
        return Decimal(0)  # 40% is not 39.9%
    return scale * Decimal(1).scaleb(-min(places, one.decimals or places)) / 2


def _same_unit(tail: str, base: str) -> bool:
    """True when the text behind a number begins with the expected unit.

    元 may stay away or be there behind 万 and 亿; no unit at all is met by any.
    """
    if base == "rank":
        return tail == "rank"
    if base in ("multiple", "倍"):
        return tail == "multiple" or tail.startswith("倍")
    tail = tail.lstrip("多余")
    if not base:
        return True
    if base == "元" and not tail:
        return True
    if base == "个" and tail.startswith(("个百分点", "个工作日")):
        return False
    return tail.startswith(base)
