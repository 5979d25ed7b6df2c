"""Percentages in any Chinese text: 5%, 百分之五, 千分之2.4, 12个百分点, 七成六, 三八折."""

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Span
from corpus.numbers.numerals import number, worth
from corpus.recognise.numbers import NUMERAL, longest, spelled

__all__ = ["Percent", "percents"]


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of a hundred; percentage points and discounts are given as one, too."""

    span: Span
    value: Decimal


_S = r"\s{0,4}"
_SIGN = rf"(?:负{_S}|(?<![-0-9A-Za-z)%.^])-)"  # 下降-3.4%: behind a word it is a minus, too
_THOUSANDS = r"(?:\s?(?P<thousands>[km])(?![a-z0-9]))?"
# What stands behind a numeral and makes it a percentage; 折叠, 折射 and 成为, 成员 are words.
_BEHIND = re.compile(
    rf"{_THOUSANDS}(?:{_S}(?:(?P<percent>%)|(?P<points>[个個]?{_S}百{_S}分{_S}[点點])"
    r"|(?P<discount>折(?![叠疊合旧舊旦射算磨返中腾騰页頁扇]))"
    r"|(?P<tenths>成(?![为為立员員果功本绩績长長就都年品分套型人交效])"
    rf"(?:{_S}(?P<more>[一二三四五六七八九半])(?![0-9]|(?![的以左上])[\u3400-\u9fff]))?)"
    rf"|(?P<parts>分{_S}之{_S})))"
)
_FIND = re.compile(
    r"(?P<address>https?://[!-~]++)"
    rf"|(?P<sign>{_SIGN})?(?P<numeral>(?P<dialled>[0-9]\s{{1,3}}[0-9](?=\s?折))|半(?=[成折])|{NUMERAL})"
    r"|(?P<halved>(?<=打)[对對]折)"
)
_SCALES = re.compile(r"[百千万亿\s]+")
_AFTER_PARTS = re.compile(rf"(?P<numeral>{NUMERAL}){_THOUSANDS}")
_VAGUE = re.compile("[一二三四五六七八九]{2}[十百千万亿]")  # 二三十: no one number
_THOUSAND = {"k": 1000, "m": 10**6}


def percents(text: str) -> tuple[Percent, ...]:
    """Return the percentages of a text in order; those inside web addresses are none."""
    folded = spelled(text).replace("％", "%")
    found: list[Percent] = []
    position = 0
    while match := _FIND.search(folded, position):
        position = match.end()
        read = _halved(match) if match["halved"] else _read(folded, match)
        if read:
            found.append(read)
            position = max(position, read.span.end)
    return tuple(found)


def _halved(match: "re.Match[str]") -> Percent:
    return Percent(Span(match.start(), match.end()), Decimal(50))


def _read(text: str, match: "re.Match[str]") -> Percent | None:
    behind = _BEHIND.match(text, match.end()) if match["numeral"] else None
    if not behind or _VAGUE.match(match["numeral"]):
        return None
    try:
        if behind["parts"]:
            read = _of_parts(text, match["numeral"], behind.end())
        else:
            read = behind.end(), _worth(match["numeral"], behind)
    except ValueError:  # no one numeral, or a discount that is none
        return None
    end, value = read
    return Percent(Span(match.start(), end), -value if match["sign"] else value)


def _worth(written: str, behind: "re.Match[str]") -> Decimal:
    value = number(written) * _THOUSAND.get(behind["thousands"], 1)
    if behind["tenths"]:
        more = behind["more"]
        return value * 10 + (number(more) * (10 if more == "半" else 1) if more else 0)
    if behind["discount"]:
        if value >= 100 or value == 10:
            raise ValueError(f"no discount: {written!r}")
        return value * (100 if written == "半" else 10 if value < 10 else 1)
    return value


def _of_parts(text: str, lower: str, start: int) -> tuple[int, Decimal]:
    """Read the numeral behind 百分之, 千分之, 百万分之; 五百分之二 is a fraction."""
    upper = _AFTER_PARTS.match(text, start)
    if not upper or not _SCALES.fullmatch(lower) or _VAGUE.match(upper["numeral"]):
        raise ValueError(f"no percentage: {lower!r}")
    read = longest(text, upper.start("numeral"), upper.end("numeral"))
    if not read:
        raise ValueError(f"not a numeral: {upper['numeral']!r}")
    value = read.value * 100 / worth("".join(lower.split()))
    if read.span.end < upper.end("numeral"):
        return read.span.end, value
    return upper.end(), value * _THOUSAND.get(upper["thousands"], 1)
