"""Days: dates with all or some of their parts, days of the week, days told from today."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from corpus.timex.atoms import Day
from corpus.timex.calendar_arithmetic import day_or_none, week
from corpus.timex.spelling import DAY, MONTH, WEEKDAY, S, integer, month, two_digits, weekday
from corpus.timex.years import YEAR, read_year

__all__ = ["DAYS", "dated"]

Match = re.Match[str]
_MONTH = rf"(?P<m>{MONTH}|正|冬|腊){S}月份?"
_THIS = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "下下": 2}
_STEP = "上上|上|本|这|当|下下|下"
_AWAY = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}


def dated(
    year: int | None,
    number: int,
    day: int,
    reference: datetime,
    *,
    lunar: bool = False,
) -> Day:
    """Return a day of a month; without a year it has a past and a future."""
    tail = f"{number:02d}-{day:02d}"
    if year is not None:
        only = day_or_none(year, number, day)
        return Day(f"{year:04d}-{tail}", only, only, year, number, day, lunar)
    today = reference.date()
    found = [day_or_none(today.year + n, number, day) for n in range(-8, 9)]
    past = [one for one in found if one and one < today]
    future = [one for one in found if one and one >= today]
    return Day(
        f"XXXX-{tail}",
        past[-1] if past else None,
        future[0] if future else None,
        None,
        number,
        day,
        lunar,
    )


def _words(m: Match, reference: datetime) -> Day | None:
    """Read 2023年3月8日, 本月二十日, 农历七月初七, 六月十八."""
    year = read_year(m["y"], reference) if m["y"] else None
    if m["step"]:
        at = reference.year * 12 + reference.month - 1 + _THIS[m["step"]]
        year = at // 12 if year is None else year
        number = at % 12 + 1
    else:
        number = month(m["m"])
    plain = re.sub(r"\s", "", m["d"])
    if not m["h"] and (len(plain) < 2 or plain[0].isdigit()):
        return None
    lunar = bool(m["lunar"] or m["lunar2"] or plain.startswith("初") or m["m"] in ("正", "腊"))
    return dated(year, number, integer(plain.removeprefix("初")), reference, lunar=lunar)


def _new_year(m: Match, reference: datetime) -> Day:
    """Read 大年初三."""
    year = read_year(m["y"], reference) if m["y"] else None
    return dated(year, 1, integer(m["d"].removeprefix("初")), reference, lunar=True)


def _digits(m: Match, reference: datetime) -> Day | None:
    """Read 2023-03-08, 8.3.2023, 23-03-08: the year first if it can, else last."""
    one, two, three = m["a"], m["b"], m["c"]
    if len(one) == 4:
        year, number, day = int(one), int(two), int(three)
    elif m["s"] == " ":
        return None
    elif len(three) == 4:
        year, number, day = int(three), int(two), int(one)
    elif m["s"] == ".":
        return None
    elif len(one) == 2 and int(three) <= 31:
        year, number, day = two_digits(int(one)), int(two), int(three)
    else:
        year, number, day = two_digits(int(three)), int(two), int(one)
    if not (1 <= number <= 12 and 1 <= day <= 31 and year):
        return None
    return dated(year, number, day, reference)


def _slash(m: Match, reference: datetime) -> Day | None:
    """Read 3/8, the month first."""
    number, day = int(m["a"]), int(m["b"])
    return dated(None, number, day, reference) if 1 <= number <= 12 and 1 <= day <= 31 else None


def _alone(m: Match, reference: datetime) -> Day:
    """Read 29日: of this month or one beside it, the nearest that has such a day."""
    day = integer(m["d"])
    today = reference.date()
    at = today.year * 12 + today.month - 1
    found = [day_or_none((at + n) // 12, (at + n) % 12 + 1, day) for n in range(-2, 3)]
    past = [one for one in found if one and one < today]
    future = [one for one in found if one and one >= today]
    weak = m["h"] == "号"
    return Day(f"XXXX-XX-{day:02d}", past[-1], future[0], None, None, day, weak=weak)


def _told(m: Match, reference: datetime) -> Day:
    """Read 大后天, 昨日; 最近 is today."""
    step = _AWAY[m["away"]] if m["away"] else 0
    return _single(reference.date() + timedelta(days=step))


def _single(day: date) -> Day:
    return Day(day.isoformat(), day, day, day.year, day.month)


def _weekday(m: Match, reference: datetime) -> Day:
    """Read 星期五, 上周六, 下下周五."""
    number = weekday(m["w"])
    this = week(reference.date())[0] + timedelta(days=number - 1)
    if m["step"]:
        return _single(this + timedelta(days=7 * _THIS[m["step"]]))
    ahead = this if this >= reference.date() else this + timedelta(days=7)
    return Day(f"XXXX-WXX-{number}", ahead - timedelta(days=7), ahead)


def _weekday_of_month(m: Match, reference: datetime) -> Day:
    """Read 四月的最后一个星期一, 2020年5月的第二个星期日."""
    number, which, of = weekday(m["w"]), month(m["m"]), m["n"]
    year = read_year(m["y"], reference) if m["y"] else None

    def all_in(year: int) -> list[date]:
        days = (day_or_none(year, which, n) for n in range(1, 32))
        return [one for one in days if one and one.isoweekday() == number]

    index = -1 if of is None else integer(of) - 1
    here = all_in(year or reference.year)
    ordinal = len(here) if of is None else index + 1
    head = f"{year:04d}" if year else "XXXX"
    timex = f"{head}-{which:02d}-WXX-{number}-#{ordinal}"
    years = [year] if year else [reference.year + n for n in (-1, 0, 1)]
    found = [days[index] for one in years if len(days := all_in(one)) > index]
    past = [one for one in found if one < reference.date()] or found
    future = [one for one in found if one >= reference.date()] or found
    return Day(timex, past[-1] if found else None, future[0] if found else None, year, which)


DAYS: tuple[tuple[re.Pattern[str], Callable[[Match, datetime], Day | None]], ...] = (
    (
        re.compile(
            rf"(?P<lunar>农历|阴历)?{S}(?P<y>{YEAR})?{S}的?(?P<lunar2>农历|阴历)?{S}"
            rf"(?:(?<![0-9.]){_MONTH}|(?P<step>{_STEP})个?月){S}"
            rf"(?P<d>初?{DAY}){S}(?P<h>[日号])?(?(h)|(?![0-9万千百个点时分亿年多余月天,.%到]))"
        ),
        _words,
    ),
    (re.compile(rf"(?P<y>{YEAR})?大年(?P<d>初{DAY}|三十)"), _new_year),
    (
        re.compile(
            r"(?<![0-9.])(?P<a>[0-9]{4}|[0-9]{1,2})(?P<s>[-/. ])(?P<b>[0-9]{1,2})(?P=s)"
            r"(?P<c>[0-9]{4}|[0-9]{1,2})(?![0-9.])"
        ),
        _digits,
    ),
    (re.compile(r"(?<![0-9/.])(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?![0-9/.])"), _slash),
    (re.compile(rf"(?<![0-9.一二三四五六七八九十])(?P<d>{DAY}){S}(?P<h>[日号])"), _alone),
    (
        re.compile(
            r"(?P<away>大前|大后|今|昨|明|前|(?<![以之今])后)[天日](?!气|头条|制)|最近(?!的|[0-9一-十])"
        ),
        _told,
    ),
    (
        re.compile(
            rf"(?P<y>{YEAR})?{_MONTH}的?(?:最后一?|第(?P<n>[一二三四五1-5]))个?{WEEKDAY}"
            r"(?P<w>[一二三四五六日天])"
        ),
        _weekday_of_month,
    ),
    (
        re.compile(
            rf"(?:(?P<step>{_STEP})个?|(?<![0-9一二两三四五六七八九十几第个])){WEEKDAY}"
            r"(?P<w>[一二三四五六日天])(?!期)"
        ),
        _weekday,
    ),
)
