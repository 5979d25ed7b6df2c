"""The times a text names: dates, years, quarters, plan periods, and what is told from today."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from corpus.document import Period, Span
from corpus.numerals import DIGITS, number
from corpus.time_words import DAY, MASTER, MONTH

__all__ = ["dates", "periods"]

_SINCE_START = re.compile(
    r"[，。；：、！？\n“”‘’()《》,;:是]|自(?!主|然|由|身|动|我|治|信|助|律|愿|觉)|(?<=[一-鿿])从"
)


_ACCOUNT_YEAR = re.compile(
    r" ?止? ?的? ?(?:一个|整个|上一)? ?(?:财政|财务|会计|公历)?年度|止的?(?:12|十二)个月"
)
_DATED = frozenset(
    ["roc_date", "iso", "days", "accounts", "years", "date", "five", "told", "bare_part"]
)
_NAMES_YEAR = frozenset(["roc_date", "iso", "days", "years", "date", "told"])


_REPUBLIC_BEGINS = 1911  # its first year is 1912
_REPUBLIC_ENDS = 200  # no year beyond is counted so


class _Reading(NamedTuple):
    kind: str
    start: str | None
    end: str | None
    precision: str | None


def dates(text: str) -> tuple[Span, ...]:
    """Return where absolute dates and years stand: their digits are no quantities."""
    return tuple(Span(m.start(), m.end()) for m in MASTER.finditer(text) if m.lastgroup in _DATED)


def periods(text: str, reference: date | None = None) -> tuple[Period, ...]:
    """Return the periods of a view text in order, without overlap.

    What is told from today (去年, 近三年, 目前) is resolved against `reference`, and has neither
    start nor end without one. A part of a year (前三季度) takes the year named last before it.
    Kind `until` (到2021年, 截至2015年底) has only an end, `since` (2017年以来) only a start.
    """
    return tuple(_periods(text, reference))


def _periods(text: str, reference: date | None) -> Iterator[Period]:
    year: int | None = None
    done = 0
    for m in MASTER.finditer(text):
        start: int | None
        start, end = m.span()
        if start < done:
            continue
        if m.lastgroup == "since":
            start = _since_start(text, done, m.start())
            if start is None:
                continue
            reading: _Reading | None = _Reading("since", None, None, None)
        else:
            reading = _read(m, year, reference)
        if reading is None:
            continue
        if reading.kind == "until" and reading.precision == "day" and reading.end:
            account = _ACCOUNT_YEAR.match(text, end)
            if account is not None:
                reading, end = _year_to(reading.end), account.end()
        if m.lastgroup in _NAMES_YEAR and (reading.end or reading.start):
            year = int((reading.end or reading.start or "0")[:4])
        done = end
        yield Period(
            reading.kind,
            Span(start, end),
            text[start:end],
            reading.start,
            reading.end,
            reading.precision,
        )


def _year_to(last: str) -> _Reading:
    """Return the year that ends on a day: 截至2024年3月31日止的年度."""
    day = date.fromisoformat(last)
    after = day + timedelta(days=1)
    if (after.month, after.day) == (1, 1):
        return _cut("year", day.year)
    first = after.replace(year=after.year - 1, day=min(after.day, 28))
    return _Reading("range", first.isoformat(), last, "day")


def _since_start(text: str, done: int, at: int) -> int | None:
    """Return where the clause that ends in 以来 begins, at most 30 characters back."""
    low = max(done, at - 30)
    start = low
    for boundary in _SINCE_START.finditer(text, low, at):
        start = boundary.start() if boundary[0] == "自" else boundary.end()
    return start if start < at else None


def _read(m: "re.Match[str]", year: int | None, reference: date | None) -> _Reading | None:
    match m.lastgroup:
        case "roc_date":
            ad = int(number(m["roc"])) + 1911
            return _cut("month", ad, int(m["rm"])) if m["rm"] else _cut("year", ad)
        case "iso":
            return _cut("day", int(m["iy"]), int(m["im"]), int(m["id"]))
        case "days":
            return _days(m)
        case "accounts":
            return _account(m)
        case "years":
            return _years(m)
        case "date":
            return _date(m)
        case "five":
            return _plan(m)
        case "recent":
            return _recent(m, reference)
        case "told":
            return _told(m["told_year"], m["told_part"], year, reference)
        case "word":
            return _word(m["word"], reference)
        case _:
            return _bare(m["bare_part"], year, reference)


def _year(text: str) -> int:
    """Return the year that digits of either kind name, or a year of the Republic."""
    year = _integer(text.lstrip("中华民国 "))
    return year if year > _REPUBLIC_ENDS else year + _REPUBLIC_BEGINS


def _integer(text: str) -> int:
    """Return the value of a month or day in either kind of digits."""
    if len(text) == 4 and text[0] in "一二":
        return int("".join(str(DIGITS.get(c, 0)) for c in text))
    return int(number(text))


def _cut(kind: str, year: int, month: int = 0, day: int = 0) -> _Reading:
    """Return a single year, month or day."""
    iso = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    return _Reading(kind, iso, iso, kind)


def _years(m: "re.Match[str]") -> _Reading | None:
    first, last = _year(m["ya"]), _year(m["yb"])
    if first > last:
        return None
    start = f"{first:04d}" + (f"-{_integer(m['ma']):02d}" if m["ma"] else "")
    end = f"{last:04d}" + (f"-{_integer(m['mb']):02d}" if m["mb"] else "")
    return _Reading("range", start, end, "month" if m["ma"] or m["mb"] else "year")


def _days(m: "re.Match[str]") -> _Reading | None:
    """Read 2021年3月1日至4月30日."""
    year = _year(m["sy"])
    first = _cut("day", year, _integer(m["sm"]), _integer(m["sd"])).start
    last = _cut("day", _year(m["ty"] or m["sy"]), _integer(m["tm"]), _integer(m["td"])).end
    return _Reading("range", first, last, "day") if (first or "") <= (last or "") else None


def _account(m: "re.Match[str]") -> _Reading | None:
    """Read 2021至22年度: from 2021 to 2022."""
    first = _year(m["account"])
    last = first - first % 100 + int(m["account_end"])
    return _Reading("range", f"{first}", f"{last}", "year") if 0 < last - first < 20 else None


def _told(told: str, part: str, year: int | None, reference: date | None) -> _Reading | None:
    """Read 去年11月, 今年上半年, 当年年底."""
    if told in _YEARS_AWAY:
        base = reference.year + _YEARS_AWAY[told] if reference else None
    else:
        base = None if year is None else year + (told in ("次年", "翌年"))
    if base is None:
        return _Reading("relative", None, None, None)
    if re.fullmatch("年?[底末]", part):
        return _cut("year", base)
    return _bare(part, base, reference)


def _date(m: "re.Match[str]") -> _Reading | None:
    year = _year(m["y"])
    if m["part"]:
        read = _part(m["part"], year)
    elif m["m"] and m["d"]:
        read = _cut("day", year, _integer(m["m"]), _integer(m["d"]))
    elif m["m"]:
        read = _cut("month", year, _integer(m["m"]))
    else:
        read = _cut("year", year)
    if read is None:
        return None
    if m["after"]:
        return _Reading("since", read.start, None, read.precision)
    if m["until"] or m["before"]:
        return _Reading("until", None, read.end, read.precision)
    return read


def _part(text: str, year: int) -> _Reading | None:
    """Read 一季度, 前三季度, 上半年, 1-9月, 前10个月."""
    if text == "上半年":
        return _months("half", year, 1, 6, "quarter")
    if text == "下半年":
        return _months("half", year, 7, 12, "quarter")
    found = [_integer(n) for n in re.findall(rf"{MONTH}|两", text)]
    if not found:
        return None
    first, last = (1, found[-1]) if text.startswith("前") else (found[0], found[-1])
    if "季" in text:
        ordered = first <= last <= 4
        return _months("quarter", year, 3 * first - 2, 3 * last, "quarter") if ordered else None
    return _months("range", year, first, last, "month") if first <= last <= 12 else None


def _months(kind: str, year: int, first: int, last: int, precision: str) -> _Reading:
    return _Reading(kind, f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}", precision)


def _plan(m: "re.Match[str]") -> _Reading:
    """Read 十二五 (2011-2015); the first five-year plan began in 1953, the sixth in 1981."""
    ordinal = int(number(m["quoted"] or m["plain"] or m["named"] or m["counted"]))
    first = 1981 + 5 * (ordinal - 6)
    if m["plan_tail"] == "以来":
        return _Reading("since", f"{first}", None, "year")
    if m["plan_tail"] in ("末", "末期"):
        return _Reading("year", f"{first + 4}", f"{first + 4}", "year")
    return _Reading("plan", f"{first}", f"{first + 4}", "year")


def _recent(m: "re.Match[str]", reference: date | None) -> _Reading:
    kind = "relative"
    if reference is None:
        return _Reading(kind, None, None, None)
    written = (m["n1"] or m["n2"] or "").strip("几多数")
    if not written:
        return _Reading(kind, None, None, None)
    count = int(number(written))
    months = count * (1 if "月" in (m["near_unit"] or m["ago_unit"]) else 12)
    ahead = m["near"] in ("未来", "今后", "此后")
    here = reference.year * 12 + reference.month - 1
    there = here + months if ahead else here - months
    if not 12 <= there < 12 * 9999:
        return _Reading(kind, None, None, None)
    low, high = sorted((here, there))
    cut = [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in (low, high)]
    return _Reading(kind, cut[0], cut[1], "month")


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
_NOW = frozenset(["目前", "当前", "现阶段", "如今", "现在", "眼下"])
_TILL_NOW = frozenset(
    ["截至目前", "截止目前", "截至当前", "到目前为止", "迄今为止", "截至今日", "迄今", "至今"]
)


def _word(word: str, reference: date | None) -> _Reading:
    if word in _YEARS_AWAY and reference:
        return _cut("year", reference.year + _YEARS_AWAY[word])._replace(kind="relative")
    if word in _TILL_NOW:
        return _Reading(
            "until",
            None,
            reference.isoformat() if reference else None,
            "day" if reference else None,
        )
    if word in _NOW and reference:
        return _Reading("relative", reference.isoformat(), reference.isoformat(), "day")
    if word == "今年以来":
        return _Reading(
            "since",
            f"{reference.year:04d}" if reference else None,
            None,
            "year" if reference else None,
        )
    return _Reading("relative", None, None, None)


def _bare(text: str, year: int | None, reference: date | None) -> _Reading | None:
    """Read a part of a year that names no year itself."""
    base = year or (reference.year if reference else None)
    single = re.fullmatch(rf"({MONTH})月(?:份|底|初|末|({DAY})[日号])?", text)
    if base is None:
        return _Reading("relative", None, None, None)
    days = re.fullmatch(rf"({MONTH})月({DAY})[日号]\D{{1,4}}?(?:({MONTH})月)?({DAY})[日号]", text)
    if days:
        first = _cut("day", base, _integer(days[1]), _integer(days[2])).start
        last = _cut("day", base, _integer(days[3] or days[1]), _integer(days[4])).end
        return _Reading("range", first, last, "day") if (first or "") <= (last or "") else None
    if single and single[2]:
        return _cut("day", base, _integer(single[1]), _integer(single[2]))
    return _cut("month", base, _integer(single[1])) if single else _part(text, base)
