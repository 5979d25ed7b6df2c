"""Times of day: 下午4:20, 16点20分, 晚间, and two of them in one word: 上午八到九点."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from corpus.timex.atoms import Clock, Day, PartOfDay, When
from corpus.timex.spelling import HOUR, SIXTY, S, integer

__all__ = ["CLOCKS", "PARTS"]

Match = re.Match[str]
_MORNING, _NOON = PartOfDay("TMO", 8, 12), PartOfDay("TMI", 11, 13)
_AFTERNOON, _EVENING = PartOfDay("TAF", 12, 16), PartOfDay("TEV", 16, 20)
_NIGHT = PartOfDay("TNI", 20, 24)
PARTS = {
    "凌晨": PartOfDay("TDA", 4, 8),
    "清晨": _MORNING,
    "早上": _MORNING,
    "早晨": _MORNING,
    "早间": _MORNING,
    "上午": _MORNING,
    "早": _MORNING,
    "晨": _MORNING,
    "中午": _NOON,
    "下午": _AFTERNOON,
    "午后": _AFTERNOON,
    "傍晚": _EVENING,
    "晚上": _EVENING,
    "晚间": _EVENING,
    "晚": _EVENING,
    "夜里": _NIGHT,
    "夜间": _NIGHT,
    "深夜": _NIGHT,
    "夜": _NIGHT,
}
_LATE = frozenset(["TAF", "TEV", "TNI", "TMI"])
_WORD = "|".join(sorted((w for w in PARTS if len(w) > 1), key=len, reverse=True))
# A single character tells a part of day behind a day or in front of an hour: 今晚, 25日早, 早8点.
_PART = (
    r"(?:(?P<near>[今昨明当])(?P<short>早上?|晨|晚上?|夜)"
    rf"|(?P<part>{_WORD}|(?<=[日号])[早晚](?!期)|[早晚](?={S}{HOUR}[点:])))"
)
_ABOUT = r"(?:(?:大约|大概|约)\s?)?"
_NOT_POINTS = r"(?!意见|建议|要求|原因|内容|体会|看法|希望|[0-9%])"
_SPOKEN = (
    rf"(?P<h>{HOUR}){S}(?:[点时]{S}(?:(?P<m>{SIXTY}){S}分(?!之)(?:{S}(?P<s>{SIXTY}){S}秒)?"
    rf"|(?P<quarter>半|[一三13]刻|整|钟)|(?P<mm>[二三四五]十[一二三四五六七八九]?|十[一二三四五六七八九]"
    rf"|[0-5][0-9])(?![0-9个万亿元%倍]))|点{_NOT_POINTS})"
)
_WRITTEN = (
    r"(?P<ch>2[0-4]|1[0-9]|0?[0-9]):(?P<cm>[0-5][0-9])(?::(?P<cs>[0-5][0-9]))?(?![0-9:])"
    rf"(?:{S}(?P<half>[ap])\.?m(?:\.|(?![a-z])))?"
)
_QUARTERS = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45, "整": None, "钟": None}


def _part(m: Match) -> str | None:
    return m["short"] or m["part"]


def _time(m: Match, reference: datetime) -> When | None:
    """Read a time of day, with or without the word for its part of the day."""
    word = _part(m)
    minute = second = None
    if m["ch"]:
        hour, minute = int(m["ch"]), int(m["cm"])
        second = int(m["cs"]) if m["cs"] else None
    else:
        hour = integer(m["h"])
        if m["quarter"]:
            minute = _QUARTERS[m["quarter"]]
        elif m["m"] or m["mm"]:
            minute = integer(m["m"] or m["mm"])
            second = integer(m["s"]) if m["s"] else None
        elif m["h"] == "一" and not word:
            return None  # 一点 is a little
    late = m["half"] == "p" or (word is not None and PARTS[word].code in _LATE)
    told = word is not None or m["half"] is not None or hour > 12 or m["h"] == "零" or hour == 0
    return When(_near(m, reference), _clock(hour, minute, second, late, told, word))


def _clock(
    hour: int, minute: int | None, second: int | None, late: bool, told: bool, word: str | None
) -> Clock:
    if late and hour < 12 and not (word == "中午" and hour > 9):
        hour += 12
    elif not late and told and hour == 12 and word != "上午":
        hour = 0
    return Clock(hour % 24, minute, second, not told, word)


def _near(m: Match, reference: datetime) -> Day | None:
    """Return the day of 今晚, 昨晚, 明早."""
    if not m["near"]:
        return None
    step = {"昨": -1, "明": 1}.get(m["near"], 0)
    day = reference.date() + timedelta(days=step)
    return Day(day.isoformat(), day, day, day.year, day.month)


def _only_part(m: Match, reference: datetime) -> When:
    return When(_near(m, reference), None, PARTS[_part(m) or ""])


def _first_of_two(m: Match, reference: datetime) -> When:
    """Read the first of 上午八到九点."""
    word = _part(m)
    late = word is not None and PARTS[word].code in _LATE
    hour = integer(m["h"])
    told = word is not None or hour > 12
    return When(_near(m, reference), _clock(hour, None, None, late, told, word))


CLOCKS: tuple[tuple[re.Pattern[str], Callable[[Match, datetime], When | None]], ...] = (
    (
        re.compile(
            rf"{_ABOUT}(?:{_PART}{S})?(?<![.:第])(?!(?<=[0-9])[0-9])(?:{_WRITTEN}|{_SPOKEN})"
        ),
        _time,
    ),
    (
        re.compile(rf"{_PART}{S}(?P<h>{HOUR})(?={S}[到至-]{S}{HOUR}点)"),
        _first_of_two,
    ),
    (re.compile(_PART), _only_part),
)
