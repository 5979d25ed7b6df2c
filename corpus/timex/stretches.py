"""Days in a row that have a name: weeks, months, quarters, halves, seasons, years, decades."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from corpus.numbers.numerals import number
from corpus.timex.atoms import Days, Stretch
from corpus.timex.calendar_arithmetic import first_week, month_days, plus, week, year_days
from corpus.timex.spelling import COUNT, MONTH, S, integer, month
from corpus.timex.years import BARE_YEAR, YEAR, read_year

__all__ = ["STRETCHES"]

Match = re.Match[str]
_THIS = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "下下": 2}
_STEP = "上上|上|本|这|当|下下|下"
_SEASONS = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}
_NOT_A_WEEKDAY = r"(?![一二三四五六日天年岁边围])"


def _one(timex: str, days: Days, unit: str = "", year: int | None = None) -> Stretch:
    return Stretch(timex, days, days, unit, year)


def _span(first: date, last: date, length: str, year: int | None = None) -> Stretch:
    return _one(f"({first},{last},P{length})", (first, last), year=year)


def _year(m: Match, reference: datetime) -> Stretch | None:
    """Read 2021年, 零三年, 光绪五年; this year has only come so far."""
    year = read_year(m[0], reference)
    if not 1 <= year < 9999:
        return None
    first, last = year_days(year)
    if re.fullmatch(r"今年", m[0]):
        last = reference.date()
    return _one(f"{year:04d}", (first, last), "Y", year)


def _month(m: Match, reference: datetime) -> Stretch | None:
    """Read 2023年6月, 明年六月, 2023年的第六个月, 下个月, 六月."""
    year = read_year(m["y"], reference) if m["y"] else None
    if m["step"]:
        at = reference.year * 12 + reference.month - 1 + _THIS[m["step"]]
        year, which = (at // 12 if year is None else year), at % 12 + 1
    else:
        which = month(m["m"] or m["nth"])
    if year is not None:
        if not (1 <= year < 9999 and 1 <= which <= 12):
            return None
        return _one(f"{year:04d}-{which:02d}", month_days(year, which), "M", year)
    if m["nth"]:
        return None
    ahead = reference.year + (which < reference.month)
    days = [month_days(one, which) for one in (ahead - 1, ahead)]
    return Stretch(f"XXXX-{which:02d}", days[0], days[1], "M")


def _week(m: Match, reference: datetime) -> Stretch:
    """Read 下周, 上上个周末, 本周."""
    first, last = week(reference.date() + timedelta(days=7 * _THIS[m["step"]]))
    iso = first.isocalendar()
    timex = f"{iso.year:04d}-W{iso.week:02d}"
    if m["end"]:
        return _one(timex + "-WE", (first + timedelta(days=5), last))
    return _one(timex, (first, last))


def _nth_week(m: Match, reference: datetime) -> Stretch | None:
    """Read 六月的第二周, 2023年的第五周."""
    nth = integer(m["nth"])
    which = month(m["m"]) if m["m"] else None
    if m["y"]:
        year = read_year(m["y"], reference)
        first = first_week(year, which or 1) + timedelta(days=7 * (nth - 1))
        head = f"{year:04d}" + (f"-{which:02d}" if which else "")
        return _one(f"{head}-W{nth:02d}", week(first))
    if which is None:
        return None
    here = first_week(reference.year, which)
    ahead = reference.year + (here < reference.date())
    days = [
        week(first_week(one, which) + timedelta(days=7 * (nth - 1))) for one in (ahead - 1, ahead)
    ]
    return Stretch(f"XXXX-{which:02d}-W{nth:02d}", days[0], days[1])


def _within(m: Match, reference: datetime) -> Stretch | None:
    """Read 2023年的前6周, 去年的前20天, 今年的最后5周."""
    year = read_year(m["y"], reference)
    count = integer(m["n"])
    unit = {"周": "W", "星期": "W", "天": "D", "月": "M"}[m["unit"]]
    first, end = year_days(year)
    if unit == "W":
        first, end = first_week(year), first_week(year + 1)
    if m["front"].startswith("最"):
        first = plus(end, -count, unit)
    else:
        end = plus(first, count, unit)
    return _span(first, end, f"{count}{unit}")


def _quarter(m: Match, reference: datetime) -> Stretch | None:
    """Read 明年第四季度, 2023年前三季度."""
    year = read_year(m["y"], reference) if m["y"] else reference.year
    count = integer(m["q"])
    if not 1 <= count <= 4:
        return None
    first = 1 if m["front"] else 3 * count - 2
    months = 3 * count if m["front"] else 3
    return _span(*month_days(year, first, months), f"{months}M", year)


def _half(m: Match, reference: datetime) -> Stretch:
    """Read 前年上半年, 2023年后半年, 上半月, 下半周, 下个半年."""
    later = m["side"] in "下后"
    today = reference.date()
    if m["unit"] == "月":
        first, end = month_days(today.year, today.month)
        middle = first + timedelta(days=15)
    elif m["unit"] == "周":
        first, end = week(today)
        middle = first + timedelta(days=3)
    else:
        year = read_year(m["y"], reference) if m["y"] else reference.year
        if m["whole"]:  # 下个半年 is the half after this one
            at = year * 2 + (today.month > 6) + (1 if later else -1)
            return _span(*month_days(at // 2, 6 * (at % 2) + 1, 6), "6M")
        return _span(*month_days(year, 7 if later else 1, 6), "6M", year)
    first, end = (middle, end) if later else (first, middle)
    return _span(first, end, f"{(end - first).days}D")


def _season(m: Match, reference: datetime) -> Stretch:
    """Read 去年冬天: what its days are differs from place to place."""
    head = f"{read_year(m['y'], reference):04d}-" if m["y"] else ""
    return Stretch(head + _SEASONS[m["season"]], None, None)


def _decade(m: Match, reference: datetime) -> Stretch | None:
    """Read 上世纪60年代, 十八世纪四十年代, 三十年代."""
    tens = integer(m["tens"])
    if m["century"]:
        told = {"上": reference.year // 100, "本": reference.year // 100 + 1}
        century = told.get(m["century"]) or int(number(m["century"]))
        first = 100 * (century - 1) + tens
        return _span(date(first, 1, 1), date(first + 10, 1, 1), "10Y") if first > 0 else None
    this = reference.year - reference.year % 100 + tens
    past = this if this <= reference.year else this - 100
    ends = [(date(one, 1, 1), date(one + 10, 1, 1)) for one in (past, past + 100)]
    return Stretch(f"(XX{tens:02d}-01-01,XX{(tens + 10) % 100:02d}-01-01,P10Y)", ends[0], ends[1])


STRETCHES: tuple[tuple[re.Pattern[str], Callable[[Match, datetime], Stretch | None]], ...] = (
    (
        re.compile(
            rf"(?P<y>{YEAR})的?{S}(?P<front>前|最后){S}(?P<n>{COUNT}){S}个?(?P<unit>周|星期|天|月)"
        ),
        _within,
    ),
    (
        re.compile(
            rf"(?:(?P<y>{YEAR})的?{S})?(?:(?<![0-9.])(?P<m>{MONTH})月份?的?)?第(?P<nth>{COUNT})个?"
            rf"(?:周|星期)"
        ),
        _nth_week,
    ),
    (
        re.compile(
            rf"(?P<y>{YEAR})?{S}(?:的?第(?P<nth>{COUNT})个月"
            rf"|(?<![0-9.])(?P<m>{MONTH}){S}月份?|(?P<step>{_STEP})个?月)"
        ),
        _month,
    ),
    (re.compile(rf"(?P<step>{_STEP})个?(?:周(?P<end>末)?|星期|礼拜){_NOT_A_WEEKDAY}"), _week),
    (
        re.compile(rf"(?P<y>{YEAR})?{S}的?(?P<front>前)?第?(?P<q>[一二三四1-4两])个?季度"),
        _quarter,
    ),
    (
        re.compile(
            rf"(?:(?P<y>{YEAR})的?{S})?(?P<side>[上下前后])(?P<whole>个)?半(?P<unit>年|月|周)"
        ),
        _half,
    ),
    (re.compile(rf"(?P<y>{YEAR})的?(?P<season>[春夏秋冬])(?:[天季])"), _season),
    (
        re.compile(
            r"(?:(?P<century>上|本|[12]?[0-9]|二?十[一二三四五六七八九]?|二十)个?世纪)?"
            r"(?P<tens>[1-9]0|[一二三四五六七八九]?十)年代"
        ),
        _decade,
    ),
    (re.compile(YEAR), _year),
    (re.compile(BARE_YEAR), _year),
)
