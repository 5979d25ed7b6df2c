"""The times a text names: dates, years, quarters, plan periods, and what is told from today."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from corpus.document import Period, Span
from corpus.numbers.numerals import number
from corpus.times.period_reading import Reading, cut, ended, integer, part_of_year
from corpus.times.time_words import MASTER
from corpus.times.told_periods import bare_part, recent, told_part, word

__all__ = ["dates", "periods"]

_SINCE_START = re.compile(
    r"[，。；：、！？\n“”‘’()《》,;:是]|自(?!主|然|由|身|动|我|治|信|助|律|愿|觉)|(?<=[一-鿿])从"
)


_ACCOUNT_YEAR = re.compile(
    r" ?止? ?的? ?(?:一个|整个|上一)? ?(?:财政|财务|会计|公历)?年度|止的?(?:12|十二)个月"
)
_DATED = frozenset(
    ["roc_date", "iso", "days", "accounts", "years", "date", "five", "decade", "told", "bare"]
)
_NAMES_YEAR = frozenset(["roc_date", "iso", "days", "years", "date", "told"])


_REPUBLIC_BEGINS = 1911  # its first year is 1912
_REPUBLIC_ENDS = 200  # no year beyond is counted so


@lru_cache(maxsize=64)
def _named(text: str) -> tuple["re.Match[str]", ...]:
    """Return what looks like a time; kept, since figures and sentence ask for the same text."""
    return tuple(MASTER.finditer(text))


def dates(text: str) -> tuple[Span, ...]:
    """Return where absolute dates and years stand: their digits are no quantities."""
    return tuple(Span(m.start(), m.end()) for m in _named(text) if m.lastgroup in _DATED)


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
    for m in _named(text):
        start: int | None
        start, end = m.span()
        if start < done:
            continue
        if m.lastgroup == "since":
            start = _since_start(text, done, m.start())
            if start is None:
                continue
            reading: Reading | None = Reading("since", None, None, None)
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


def _year_to(last: str) -> Reading:
    """Return the year that ends on a day: 截至2024年3月31日止的年度."""
    day = date.fromisoformat(last)
    after = day + timedelta(days=1)
    if (after.month, after.day) == (1, 1):
        return cut("year", day.year)
    first = after.replace(year=after.year - 1, day=min(after.day, 28))
    return Reading("range", first.isoformat(), last, "day")


def _since_start(text: str, done: int, at: int) -> int | None:
    """Return where the clause that ends in 以来 begins, at most 30 characters back."""
    low = max(done, at - 30)
    start = low
    for boundary in _SINCE_START.finditer(text, low, at):
        start = boundary.start() if boundary[0] == "自" else boundary.end()
    return start if start < at else None


def _read(m: "re.Match[str]", year: int | None, reference: date | None) -> Reading | None:
    match m.lastgroup:
        case "roc_date":
            ad = int(number(m["roc"])) + 1911
            return cut("month", ad, int(m["rm"])) if m["rm"] else cut("year", ad)
        case "iso":
            return cut("day", int(m["iy"]), int(m["im"]), int(m["id"]))
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
            return recent(m, reference)
        case "decade":
            return _decade(m)
        case "told":
            read = told_part(m["told_year"], m["told_part"], year, reference)
            return ended(read) if read and (m["told_till"] or m["told_by"]) else read
        case "word":
            return word(m["word"], reference)
        case _:
            read = bare_part(m["bare_part"], year, reference)
            return ended(read) if read and (m["bare_till"] or m["bare_by"]) else read


def _year(text: str) -> int:
    """Return the year that digits of either kind name, or a year of the Republic."""
    year = integer(text.lstrip("中华民国 "))
    return year if year > _REPUBLIC_ENDS else year + _REPUBLIC_BEGINS


def _years(m: "re.Match[str]") -> Reading | None:
    first, last = _year(m["ya"]), _year(m["yb"])
    if first > last:
        return None
    start = f"{first:04d}" + (f"-{integer(m['ma']):02d}" if m["ma"] else "")
    end = f"{last:04d}" + (f"-{integer(m['mb']):02d}" if m["mb"] else "")
    return Reading("range", start, end, "month" if m["ma"] or m["mb"] else "year")


def _days(m: "re.Match[str]") -> Reading | None:
    """Read 2021年3月1日至4月30日."""
    year = _year(m["sy"])
    first = cut("day", year, integer(m["sm"]), integer(m["sd"])).start
    last = cut("day", _year(m["ty"] or m["sy"]), integer(m["tm"]), integer(m["td"])).end
    return Reading("range", first, last, "day") if (first or "") <= (last or "") else None


def _account(m: "re.Match[str]") -> Reading | None:
    """Read 2021至22年度: from 2021 to 2022."""
    first = _year(m["account"])
    last = int(m["account_full"] or first - first % 100 + integer(m["account_end"]))
    return Reading("range", f"{first}", f"{last}", "year") if 0 < last - first < 20 else None


def _decade(m: "re.Match[str]") -> Reading:
    """Read 上世纪90年代; from fifty on, a decade without its century is of the last one."""
    tens = int(number(m["tens"]))
    told = {"上": 19, "本": 20, "": 19 if tens >= 50 else 0}
    century = told.get(m["century"] or "") or (m["century"] and int(number(m["century"])) - 1)
    if not century:
        return Reading("relative", None, None, None)
    first = 100 * century + tens
    if m["decade_since"]:
        return Reading("since", f"{first}", None, "year")
    return Reading("range", f"{first}", f"{first + 9}", "year")


def _date(m: "re.Match[str]") -> Reading | None:
    year = _year(m["y"])
    if m["part"]:
        read = part_of_year(m["part"], year)
    elif m["m"] and m["d"]:
        read = cut("day", year, integer(m["m"]), integer(m["d"]))
    elif m["m"]:
        read = cut("month", year, integer(m["m"]))
    else:
        read = cut("year", year)
    if read is None:
        return None
    if m["after"]:
        return Reading("since", read.start, None, read.precision)
    if m["until"] or m["before"]:
        return Reading("until", None, read.end, read.precision)
    return read


def _plan(m: "re.Match[str]") -> Reading:
    """Read 十二五 (2011-2015); the first five-year plan began in 1953, the sixth in 1981."""
    ordinal = int(number(m["quoted"] or m["plain"] or m["named"] or m["counted"]))
    first = 1981 + 5 * (ordinal - 6)
    if m["plan_tail"] == "以来":
        return Reading("since", f"{first}", None, "year")
    if m["plan_tail"] in ("末", "末期"):
        return Reading("year", f"{first + 4}", f"{first + 4}", "year")
    return Reading("plan", f"{first}", f"{first + 4}", "year")
