"""Bare numbers in any Chinese text, units and meaning left aside: what a number recogniser finds.

`corpus.quantities` reads what a number measures; `numbers` finds the numeral itself, as people
write it anywhere: with spaces inside, in capitals, as fraction, power or with k and M behind it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from corpus.document import Span
from corpus.numbers.numerals import BIG, MAX_LENGTH, fold_numeral, number

__all__ = ["NUMERAL", "SIGN", "Number", "longest", "numbers", "spelled"]


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral and what it is worth."""

    span: Span
    value: Decimal


_D = "零〇一二两三四五六七八九"
_U = "十百千万亿兆"
_S = r"\s{0,3}"
_ARABIC = (
    r"(?:(?<![0-9.])\.[0-9]++|[0-9]{1,3}(?:,[0-9]{3}){1,6}+(?![0-9])(?:\.[0-9]++)?"
    r"|(?:(?<![0-9]\.)[0-9]++(?:\.[0-9]++(?!\.[0-9]))?|[0-9]++))"
)
_VAGUE = (
    rf"(?:{_S}零?{_S}[多余几]{_S}[万亿兆]+)"  # 十余万, 一百零几万: the scale counts, not the rest
)
# A numeral as it is written anywhere, spaces inside included; no search inside it starts again.
NUMERAL = (
    rf"(?:{_ARABIC}(?:{_S}[{_U}])++(?:{_S}零?{_S}(?:[0-9]+|[{_D}{_U}])(?:{_S}[{_U}])*+)*+"
    rf"|[{_D}{_U}](?:{_S}[{_D}{_U}])*+(?:{_S}点{_S}[零〇一二三四五六七八九]++{_S}[万亿兆]*+)?"
    rf"|{_ARABIC})"
)
SIGN = rf"(?:负{_S}|(?<![-0-9A-Za-z一-鿿)%.^])-)"
_FIND = re.compile(
    rf"(?P<sign>{SIGN})?(?:"
    rf"(?P<power>{_ARABIC}\^(?P<exponent>[-+]*[0-9]{{1,3}}(?:\.[0-9]+)?))"
    r"|(?P<science>[0-9]+(?:\.[0-9]+)?e[-+]?[0-9]{1,3}(?![0-9a-z]))"
    rf"|(?P<thousands>{_ARABIC}\s?[km](?![a-z0-9]))"
    r"|(?P<ratio>(?:(?P<whole>[0-9]{1,9}) )?(?P<over>[0-9]{1,9})/(?P<under>[0-9]{1,9})(?![0-9/]))"
    rf"|(?P<fraction>(?:(?P<mixed>{NUMERAL}){_S}又{_S})?(?P<lower>{NUMERAL}){_S}分{_S}之{_S}"
    rf"(?P<upper>负?{NUMERAL}))"
    rf"|(?P<half_hundred>半[百千万])|(?P<plain>{NUMERAL}{_VAGUE}?(?:{_S}打)?))"
)
# Words that hold a number character and no number.
_WORD = re.compile("一[切看些样般定起直致旦律]|[一两]美[元刀分]|一折|四川|两两|九九(?!归)|十足")
# Alone these are no number: scales, and the capitals that mostly stand in words (陆地, 队伍).
_ALONE_NONE = frozenset("陆陸伍肆拾百千万亿兆萬億佰仟")
_PARTING = re.compile("(?<=[0-9])，|，(?=[0-9])")
_VAGUE_PART = re.compile(rf"{_S}零?{_S}[多余几]{_S}")


def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text in order; widths and capitals are folded, spans are its own."""
    folded = spelled(text)
    found: list[Number] = []
    position = 0
    while match := _FIND.search(folded, position):
        read = _read(folded, text, match)
        position = read.span.end if read else max(match.end(), position + 1)
        if read:
            found.append(read)
        elif word := _WORD.match(folded, match.start()):
            position = word.end()
    return tuple(found)


def spelled(text: str) -> str:
    """Return a text with capital, Traditional and full-width numerals folded, its length kept.

    A full-width comma groups full-width digits; beside a half-width one it parts two numbers.
    """
    folded = [_same_length(c) for c in text]
    for mark in _PARTING.finditer(text):
        folded[mark.start()] = mark[0]
    return "".join(folded)


def _same_length(character: str) -> str:
    lower = character.lower()
    folded = fold_numeral(lower if len(lower) == 1 else character)
    folded = {
        "／": "/",
        "－": "-",
        "＾": "^",
        "ｋ": "k",
        "ｍ": "m",
        "ｅ": "e",
        "幾": "几",
        "餘": "余",
    }.get(folded, folded)
    return folded if len(folded) == 1 else character


def _read(text: str, original: str, match: "re.Match[str]") -> Number | None:
    start, end = match.span()
    if _WORD.match(text, match.start()) or text[end : end + 1] in ("%", "％", "折", "成"):
        return None
    try:
        if match["plain"]:
            return _plain(text, original, match)
        value = _special(match)
    except (ValueError, InvalidOperation, ZeroDivisionError):
        return _shorter(text, match)
    if match["lower"] == "百" and not match["mixed"]:  # 百分之五: the number is 五, a percentage
        start, value = match.start("upper"), number(match["upper"])
    return Number(Span(start, end), -value if match["sign"] and start == match.start() else value)


def _special(match: "re.Match[str]") -> Decimal:
    """Read powers, exponents, k and M, 3/5, 五分之一 and 半百."""
    if match["power"]:
        exponent = match["exponent"]
        sign = "-" if exponent.startswith("-") and not exponent.startswith("--") else ""
        base = number(match["power"].partition("^")[0])
        return base ** Decimal(sign + exponent.lstrip("+-"))
    if match["science"]:
        return Decimal(match["science"])
    if match["thousands"]:
        factor = 1000 if match["thousands"][-1] == "k" else 10**6
        return number(match["thousands"][:-1]) * factor
    if match["ratio"]:
        value = Decimal(match["over"]) / Decimal(match["under"])
        return value + Decimal(match["whole"] or 0)
    if match["half_hundred"]:
        return number("一" + match["half_hundred"][1]) / 2
    value = number(match["upper"]) / number(match["lower"])
    return value + number(match["mixed"]) if match["mixed"] else value


def _shorter(text: str, match: "re.Match[str]") -> Number | None:
    """Read the part of a failed fraction in front of its first break."""
    found = re.compile(NUMERAL).match(text, match.end("sign") if match["sign"] else match.start())
    return _signed(match, longest(text, found.start(), found.end())) if found else None


def _plain(text: str, original: str, match: "re.Match[str]") -> Number | None:
    start, end = match.start("plain"), match.end("plain")
    written = match["plain"]
    if len(written) <= 2 and all(c in _ALONE_NONE for c in original[start:end]):
        return None
    if written.endswith("打"):
        return _signed(match, Number(Span(start, end), number(written[:-1]) * 12))
    vague = _VAGUE_PART.search(written)
    if vague:
        scale = 1
        for character in written[vague.end() :]:
            scale *= BIG[character]
        value = number(written[: vague.start()]) * scale
        return _signed(match, Number(Span(start, end), value))
    return _signed(match, longest(text, start, end))


def _signed(match: "re.Match[str]", read: Number | None) -> Number | None:
    if not read or not match["sign"]:
        return read
    return Number(Span(match.start(), read.span.end), -read.value)


def longest(text: str, start: int, end: int) -> Number | None:
    """Read the longest numeral that begins at `start` and ends by `end`."""
    shortest = start if end - start <= MAX_LENGTH else end - 1  # beyond it, all or nothing
    for stop in range(end, shortest, -1):
        if text[stop - 1].isspace():
            continue
        try:
            return Number(Span(start, stop), number(text[start:stop]))
        except ValueError:
            continue
    return None
