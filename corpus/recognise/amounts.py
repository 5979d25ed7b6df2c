"""Numbers with a unit in any Chinese text: money, sizes, temperatures, ages.

`五元三毛` is one amount of 5.3, `三百米` counts metres and `三千比特` kilobits, `￥300` and
`人民币 8千元` carry their unit in front; `人民币` and `摄氏度` are found without a number, too.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from corpus.cleaning.variants import characters
from corpus.document import Span
from corpus.numbers.numerals import number, worth
from corpus.numbers.unit_table import UnitRow, unit_rows
from corpus.recognise.numbers import NUMERAL, SIGN, spelled
from corpus.recognise.unit_words import Named, UnitWords, unit_words

__all__ = ["BareAmount", "ages", "currencies", "dimensions", "temperatures"]

_S = r"\s{0,3}"
_FIND = re.compile(
    rf"(?P<sign>零下{_S}|{SIGN})?(?P<numeral>(?:{NUMERAL}{_S}又{_S})?{NUMERAL}{_S}分{_S}之{_S}{NUMERAL}"
    rf"|半|{NUMERAL})(?:{_S}[多余几来](?P<scale>[十百千]?[万亿]+)?)?"
)
_MORE = re.compile(rf"{_S}(?:又|零)?{_S}(?P<numeral>{NUMERAL})")
_HALF = re.compile("半(?![径数圆边空个年天价生])")
_VAGUE = re.compile("[一二两三四五六七八九]{2,}[十百千万亿]*")  # 两三公里, 二三十吨
_OPENS_A_UNIT = "千兆两"  # the last character of a numeral may be the first one of the unit
_SPACES = re.compile(_S)
_KEPT = dict(zip("圓圆塊块", "圆圆块块", strict=True))  # a numeral's 元, but here another word
_DIMENSIONS = tuple(
    dict.fromkeys(
        row.kind
        for row in unit_rows()
        if row.kind not in ("currency", "part", "temperature", "age")
    )
)


@dataclass(frozen=True, slots=True)
class BareAmount:
    """A value and the unit it counts; the value is None where the unit is only named."""

    span: Span
    value: Decimal | None
    unit: UnitRow


def currencies(text: str) -> tuple[BareAmount, ...]:
    """Return the amounts of money in order, and currencies that are only named."""
    return tuple(_amounts(text, unit_words("currency", "part")))


def dimensions(text: str) -> tuple[BareAmount, ...]:
    """Return lengths, areas, masses and other sizes in order."""
    return tuple(_amounts(text, unit_words(*_DIMENSIONS)))


def temperatures(text: str) -> tuple[BareAmount, ...]:
    """Return temperatures in order, and scales that are only named."""
    return tuple(_amounts(text, unit_words("temperature")))


def ages(text: str) -> tuple[BareAmount, ...]:
    """Return ages in order: 五岁, 十个月大."""
    return tuple(_amounts(text, unit_words("age")))


def _amounts(original: str, words: UnitWords) -> Iterator[BareAmount]:
    text = "".join(
        _KEPT.get(character, small)
        for character, small in zip(original, spelled(original), strict=True)
    ).translate(characters())
    position = 0
    number_at, word_at = _FIND.search(text), words.before.search(text)
    while number_at or word_at:
        if word_at and (not number_at or word_at.start() <= number_at.start()):
            read = _led(text, original, word_at, words)
            position = read.span.end if read else word_at.end()
        else:
            assert number_at
            read = _counted(text, original, number_at, words)
            position = read.span.end if read else number_at.end()
        if read:
            yield read
        if number_at and number_at.start() < position:
            number_at = _FIND.search(text, position)
        if word_at and word_at.start() < position:
            word_at = words.before.search(text, position)


def _led(text: str, original: str, match: "re.Match[str]", words: UnitWords) -> BareAmount | None:
    """Read an amount whose unit stands in front of the number, or a unit that is only named."""
    spaces = _SPACES.match(text, match.end())
    found = _FIND.match(text, spaces.end()) if spaces else None
    if found and match[0] in words.pairs:
        for value, end in _ways(found):
            row, stop = _closed(text, match[0], end, words.unit(text, end, original), words)
            if row:
                return BareAmount(Span(match.start(), stop), value, row)
    named = words.alone.get(match[0])
    return BareAmount(Span(match.start(), match.end()), None, named) if named else None


def _closed(
    text: str, first: str, end: int, unit: Named | None, words: UnitWords
) -> tuple[UnitRow | None, int]:
    """Return the unit that `first` and what follows the number make, and where it ends."""
    for second, row in words.pairs[first]:
        if second and text.startswith(second, end):
            return row, end + len(second)
        if not second and (unit is None or unit.row == row):
            return row, unit.end if unit else end
    own = words.behind.get(first)
    if own and unit and (unit.row == own or text[end : unit.end].strip() in ("元", "圆")):
        return own, unit.end  # 港币50元
    return None, end


def _counted(
    text: str, original: str, match: "re.Match[str]", words: UnitWords
) -> BareAmount | None:
    """Read a number and the unit behind it; of two ways the one whose unit reaches farther."""
    best: tuple[Named, int, Decimal] | None = None
    for value, end in _ways(match):
        unit = words.unit(text, end, original)
        if unit and (best is None or (unit.end, -end) > (best[0].end, -best[1])):
            best = unit, end, value
    if best is None:
        return None
    unit, _, value = best
    row, stop = unit.row, unit.end
    if row.kind == "part":
        row, value = words.whole[row.name], value * Decimal(row.code)
    elif half := _HALF.match(text, stop):
        value, stop = value + Decimal("0.5"), half.end()
    else:
        value, stop = _with_parts(text, original, value, unit, words)
    return BareAmount(Span(match.start(), stop), value, row)


def _with_parts(
    text: str, original: str, value: Decimal, unit: Named, words: UnitWords
) -> tuple[Decimal, int]:
    """Add the 三毛 of 五元三毛 and the 又三美分 of 两美元又三美分."""
    end = unit.end
    while more := _MORE.match(text, end):
        part = words.part(text, more.end(), original)
        if part is None or part.row.name != unit.row.name:
            break
        try:
            value += number(more["numeral"]) * Decimal(part.row.code)
        except ValueError:
            break
        end = part.end
    return value, end


def _ways(match: "re.Match[str]") -> Iterator[tuple[Decimal, int]]:
    """Yield the values of a numeral with their ends: whole, and without what may open a unit."""
    written, end = match["numeral"], match.end()
    negative = -1 if match["sign"] else 1
    plain = "".join(written.split())
    if not _VAGUE.fullmatch(plain) and plain.strip("百千万亿兆"):
        with suppress(ValueError):
            yield negative * number(plain) * worth(match["scale"] or ""), end
    if plain[-1] in _OPENS_A_UNIT and end == match.end("numeral"):
        rest = written[:-1].rstrip()
        with suppress(ValueError):
            value = negative * number(rest, strict=True)
            yield value, match.start("numeral") + len(rest)
