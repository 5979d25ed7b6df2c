"""Durations, and what is told by one from now: 两年半, 6天12小时; 近四年, 9天前, 之后10分钟."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from corpus.document import Span
from corpus.timex.atoms import Day, Length, Moment, Reading, Stretch, When, at_time
from corpus.timex.calendar_arithmetic import plus
from corpus.timex.spelling import S, integer

__all__ = ["LENGTHS"]

Match = re.Match[str]
Found = Length | Moment | Stretch | When
_DAY = 24 * 3600
_SECONDS = {"Y": 365 * _DAY, "M": 30 * _DAY, "W": 7 * _DAY, "D": _DAY, "h": 3600, "m": 60, "s": 1}
_UNITS = {
    "年": "Y",
    "月": "M",
    "周": "W",
    "星期": "W",
    "礼拜": "W",
    "天": "D",
    "日": "D",
    "小时": "h",
    "时": "h",
    "钟头": "h",
    "分钟": "m",
    "分": "m",
    "秒": "s",
    "秒钟": "s",
}
_NUMBER = r"(?:[0-9]{1,4}(?:\.[0-9]{1,2})?|[一二两三四五六七八九十百千]{1,7}|半)"
_UNIT = (
    rf"(?:个{S}?(?:月|星期|礼拜|小时|钟头)|周(?!年|岁|[一三五六](?!个))|星期|天|小时|分钟|秒钟?)"
)
_YEARS = r"年(?![级代度轻龄限])"
_SIMPLE = rf"(?<![0-9.第\-])(?P<n>{_NUMBER}){S}(?P<u>{_YEARS}|{_UNIT})(?P<half>半)?"
_LINK = rf"{S}(?:[又多余零]{{1,2}})?{S}"
_MORE = rf"(?:{_NUMBER}{S}(?:{_YEARS}|{_UNIT}|[日时分](?![期间段])))"
_COMPOUND = rf"(?<![0-9.第])(?P<all>{_NUMBER}{S}(?:{_YEARS}|{_UNIT})(?:{_LINK}{_MORE})+)"
_PIECE = re.compile(
    rf"(?P<n>{_NUMBER}){S}个?{S}(?P<u>年|月|周|星期|礼拜|天|日|小时|钟头|时|分钟?|秒钟?)"
)


def _amount(text: str, unit: str) -> Decimal:
    """Return how many; raise ValueError for 2023年 and 03年, which are years and no lengths."""
    if unit == "Y" and re.fullmatch(r"[0-9]{3,}|0[0-9]", text):
        raise ValueError(f"a year: {text}")
    if text == "半":
        return Decimal("0.5")
    return Decimal(text) if re.fullmatch(r"[0-9.]+", text) else Decimal(integer(text))


def _unit(text: str) -> str:
    return _UNITS[re.sub(r"[个\s]", "", text)]


def _length(pieces: dict[str, Decimal]) -> Length:
    """Return the duration of amounts by unit, written from the greatest unit down."""
    seconds = sum((amount * _SECONDS[unit] for unit, amount in pieces.items()), Decimal(0))
    days = "".join(f"{pieces[u].normalize():f}{u}" for u in "YMWD" if u in pieces)
    times = "".join(f"{pieces[u].normalize():f}{u.upper()}" for u in "hms" if u in pieces)
    return Length("P" + days + ("T" + times if times else ""), int(seconds))


def _simple(m: Match, _: datetime) -> Length:
    unit = _unit(m["u"])
    return _length({unit: _amount(m["n"], unit) + (Decimal("0.5") if m["half"] else 0)})


def _compound(m: Match, _: datetime) -> Length | None:
    """Read 6天又十二个小时, 两年又三个月6天."""
    pieces: dict[str, Decimal] = {}
    for piece in _PIECE.finditer(m["all"]):
        unit = _unit(piece["u"])
        if unit in pieces:
            return None
        pieces[unit] = _amount(piece["n"], unit)
    return _length(pieces) if len(pieces) > 1 else None


def _around(m: Match, reference: datetime) -> Stretch | Moment | None:
    """Read 近四年, 前6周, 未来三天; in hours, 之前6小时, 还剩10分钟."""
    unit = _unit(m["u"])
    if not m["n"] and unit not in "hms":
        return None
    amount = _amount(m["n"] or "一", unit)
    if amount != int(amount):
        return None
    count, ahead = int(amount), m["way"] in _AHEAD
    if unit in "hms":
        delta = timedelta(seconds=count * _SECONDS[unit]) * (1 if ahead else -1)
        first, last = sorted((reference, reference + delta))
        timex = f"({_iso(first)},{_iso(last)},{_length({unit: amount}).timex})"
        reading = Reading(timex, start=at_time(first), end=at_time(last))
        return Moment("datetimerange", Span(*m.span()), timex, (reading,))
    if m["way"] == "还剩":
        return None
    base = reference.date() + timedelta(days=int(ahead))
    first_day, last_day = sorted((base, plus(base, count if ahead else -count, unit)))
    timex = f"({first_day},{last_day},P{count}{unit})"
    return Stretch(timex, (first_day, last_day), (first_day, last_day))


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _away(m: Match, reference: datetime) -> When | Moment | None:
    """Read 9天前, 四年之后, 20分钟前."""
    unit = _unit(m["u"])
    amount = _amount(m["n"], unit) + (Decimal("0.5") if m["half"] else 0)
    sign = 1 if m["way"].endswith("后") else -1
    if unit in "hms":
        moment = reference + sign * timedelta(seconds=int(amount * _SECONDS[unit]))
        reading = Reading(f"{moment.date()}", at_time(moment))
        return Moment("datetime", Span(*m.span()), reading.timex, (reading,))
    if amount != int(amount):
        return None
    day = plus(reference.date(), sign * int(amount), unit)
    return When(Day(day.isoformat(), day, day, day.year, day.month))


def _now(m: Match, reference: datetime) -> Moment:
    timex = "FUTURE_REF" if m[0] != "此刻" else "PRESENT_REF"
    return Moment("datetime", Span(*m.span()), timex, (Reading(timex, at_time(reference)),))


def _set(m: Match, _: datetime) -> Moment:
    """Read 每天, 每个月."""
    length = _length({_unit(m["u"]): Decimal(1)}).timex
    return Moment("set", Span(*m.span()), length, (Reading(length),))


_AHEAD = frozenset(["未来", "今后", "此后", "后", "之后", "下", "还剩"])
LENGTHS: tuple[tuple[re.Pattern[str], Callable[[Match, datetime], Found | None]], ...] = (
    (re.compile(_COMPOUND), _compound),
    (
        re.compile(rf"{_SIMPLE}{S}(?P<way>之前|以前|前(?![三四0-9期])|之后|以后|后(?![来期]))"),
        _away,
    ),
    (
        re.compile(
            rf"(?P<way>近|最近|过去|未来|今后|此后|之前|之后|(?<![之以])前|(?<![之以今此然最])后"
            rf"|(?<![以之])上|(?<![以之])下|还剩){S}的?(?P<n>{_NUMBER})?{S}(?P<u>年(?![级代度])|{_UNIT})"
        ),
        _around,
    ),
    (re.compile(_SIMPLE), _simple),
    (re.compile(rf"每{S}个?(?P<u>年(?!轻)|月|(?:周|星期)(?![一二三四五六日])|天|日|小时)"), _set),
    (re.compile("马上|立刻|立即|此刻"), _now),
)
