"""Times told from another one: 去年11月, 近三年, 上季度, and parts of the year spoken of."""

import re
from datetime import date

from corpus.numbers.numerals import number
from corpus.times.period_reading import Reading, cut, integer, months, part_of_year
from corpus.times.time_words import DAY, MONTH

__all__ = ["bare_part", "recent", "told_part", "word"]

_YEARS_AWAY = {
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
    "上一年度": -1,
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "明年": 1,
    "前年": -2,
}
_MONTHS_AWAY = {"上月": -1, "本月": 0, "下月": 1}
_NOW = frozenset(["目前", "当前", "现阶段", "如今", "现在", "眼下"])
_TILL_NOW = frozenset(
    ["截至目前", "截止目前", "截至当前", "到目前为止", "迄今为止", "截至今日", "迄今", "至今"]
)


def told_part(told: str, part: str, year: int | None, reference: date | None) -> Reading | None:
    """Read 去年11月, 今年上半年, 当年年底."""
    if told in _YEARS_AWAY:
        base = reference.year + _YEARS_AWAY[told] if reference else None
    else:
        base = None if year is None else year + (told in ("次年", "翌年"))
    if base is None:
        return Reading("relative", None, None, None)
    if re.fullmatch("年?[底末]", part):
        return cut("year", base)
    return bare_part(part, base, reference)


def recent(m: "re.Match[str]", reference: date | None) -> Reading:
    """Read 近三年, 未来三到五年 (as far as the latter), 三年来."""
    kind = "relative"
    if reference is None:
        return Reading(kind, None, None, None)
    written = (m["n1_most"] or m["n1"] or m["n2"] or m["n3"] or "").strip("几多数")
    if not written:
        return Reading(kind, None, None, None)
    count = int(number(written))
    span = count * (1 if "月" in (m["near_unit"] or m["ago_unit"] or "") else 12)
    ahead = m["near"] in ("未来", "今后", "此后")
    here = reference.year * 12 + reference.month - 1
    there = here + span if ahead else here - span
    if not 12 <= there < 12 * 9999:
        return Reading(kind, None, None, None)
    low, high = sorted((here, there))
    ends = [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in (low, high)]
    return Reading(kind, ends[0], ends[1], "month")


def word(text: str, reference: date | None) -> Reading:
    """Read 去年, 上月, 本季度, 目前, 截至目前; what is told from elsewhere has no start nor end."""
    if text in _YEARS_AWAY and reference:
        return cut("year", reference.year + _YEARS_AWAY[text])._replace(kind="relative")
    if text in _MONTHS_AWAY and reference:
        at = reference.year * 12 + reference.month - 1 + _MONTHS_AWAY[text]
        return cut("month", at // 12, at % 12 + 1)._replace(kind="relative")
    if text.endswith("季度") and reference:
        at = reference.year * 4 + (reference.month - 1) // 3 + {"上": -1, "下": 1}.get(text[0], 0)
        first = at % 4 * 3 + 1
        return months("relative", at // 4, first, first + 2, "quarter")
    if text in _TILL_NOW:
        return Reading(
            "until",
            None,
            reference.isoformat() if reference else None,
            "day" if reference else None,
        )
    if text in _NOW and reference:
        return Reading("relative", reference.isoformat(), reference.isoformat(), "day")
    if text == "今年以来":
        return Reading(
            "since",
            f"{reference.year:04d}" if reference else None,
            None,
            "year" if reference else None,
        )
    return Reading("relative", None, None, None)


def bare_part(text: str, year: int | None, reference: date | None) -> Reading | None:
    """Read a part of a year that names no year itself."""
    base = year or (reference.year if reference else None)
    single = re.fullmatch(rf"({MONTH})月(?:份| ?[底初末]| ?[上中下]旬|({DAY})[日号])?", text)
    if base is None:
        return Reading("relative", None, None, None)
    if text.startswith("年"):  # 年底前, 年内
        return cut("year", base)
    days = re.fullmatch(rf"({MONTH})月({DAY})[日号]\D{{1,4}}?(?:({MONTH})月)?({DAY})[日号]", text)
    if days:
        first = cut("day", base, integer(days[1]), integer(days[2])).start
        last = cut("day", base, integer(days[3] or days[1]), integer(days[4])).end
        return Reading("range", first, last, "day") if (first or "") <= (last or "") else None
    if single and single[2]:
        return cut("day", base, integer(single[1]), integer(single[2]))
    return cut("month", base, integer(single[1])) if single else part_of_year(text, base)
