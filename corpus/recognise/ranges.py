"""Ranges of numbers in any Chinese text: 大于10小于20, 在5和8之间, 三十以上, 五百多, 比 170 低.

A bound stands in front of its number or behind it, and two that belong together make one range.
以上 and 以下 alone leave their number out here, as in arithmetic; that policy texts count it in is
the business of `corpus.numbers.bounds`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.cleaning.variants import characters
from corpus.document import Span
from corpus.numbers.numerals import worth
from corpus.numbers.units import longest as longest_unit
from corpus.recognise.numbers import Number, numbers, spelled

__all__ = ["Range", "ranges"]


@dataclass(frozen=True, slots=True)
class Range:
    """An interval; an end is None where it is open, and closed where its value belongs to it."""

    span: Span
    low: Decimal | None
    high: Decimal | None
    low_closed: bool = False
    high_closed: bool = False

    @property
    def interval(self) -> str:
        """The interval as mathematics writes it: [20,30), (,100]."""
        low = "" if self.low is None else _plain(self.low)
        high = "" if self.high is None else _plain(self.high)
        return f"{'[' if self.low_closed else '('}{low},{high}{']' if self.high_closed else ')'}"


_S = r"\s{0,3}"
_OR_EQUAL = rf"{_S}(?:或者?)?{_S}等于"
# Words in front of a number, by the end they give and whether it is closed; at one place the first
# that fits counts, and the match that starts first.
_IN_FRONT = (
    (
        "at_least",
        rf"[大多高长]于{_OR_EQUAL}|>{_S}=|≥|不[小少低短]于|不下于?|[至最]少|最[低小]|起码",
    ),
    (
        "at_most",
        rf"[小少低短]于{_OR_EQUAL}|<{_S}=|≤|不[大多高长]于|不(?:能|得)?超[过出]|[至最]多|最[高大]",
    ),
    (
        "more_than",
        "[大多高长]于|超[过出]|突破|逾|(?<![通经不超渡越透难太路再])过|>",
    ),
    ("less_than", "[小少低短]于|不[到足满]|未[满及]|<"),
    ("equal", "(?<!不)等于|="),
)
_LEFT = re.compile(
    "(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _IN_FRONT)
    + rf"){_S}(?:了|[是有为达]到?|到)?{_S}(?:百分之|第)?$"
)
_LEFT_WINDOW = 18  # 大于 或者 等于 百分之, with spaces
_RIGHT = re.compile(
    rf"{_S}(?:(?P<closed>或者?|及|和|含){_S}(?:(?P<or_up>[以之]上|更[多大高长])"
    rf"|(?P<or_down>[以之]下|更[少小低短]))|(?P<up>[以之]上)|(?P<down>[以之]下|以内|之内))"
)
_THAN = re.compile(rf"比{_S}(?:百分之)?$")
_COMPARED = re.compile(rf"{_S}(?:(?P<more>[大高多长重晚贵])|[小低少短轻早])(?!于)")
_MORE = re.compile(rf"{_S}[多余几](?P<scale>{_S}[万亿兆]+)?(?!于)")
_JOINT = re.compile(rf"{_S}(?:(?P<to>~|～|-{{1,2}}|–|—{{1,2}}|到|至)|[和与跟及]){_S}(?:百分之|第)?")
_BETWEEN = re.compile(rf"{_S}(?:个|名|件|元|岁|年)?{_S}(?:之间|间(?![接隔断]))")
_LEAD = re.compile(rf"(?:位于|介于|处于|在|从){_S}第?{_S}$")
_LEAD_WINDOW = 10
# What may stand between the two bounds of one range: 大于10 并且 小于20, 1000以上， 1500以下.
_TOGETHER = re.compile(rf"{_S}[,，、]?{_S}(?:的?同时|并且?|而且?|且|又|但)?{_S}")
_TRAILING_SCALE = re.compile("(?<![万亿兆])[万亿兆]+$")


def ranges(text: str, *, closed: bool = False) -> tuple[Range, ...]:
    """Return the ranges of a text in order.

    `closed` counts the far end of 5到8 into the range; without it the range is half-open.
    """
    folded = spelled(text).translate(characters())
    return tuple(_joined(folded, list(_single(folded, numbers(text), closed))))


def _single(text: str, found: Sequence[Number], closed: bool) -> Iterator[Range]:
    """Yield intervals between two numbers, and the bounds of single ones."""
    floor, i = 0, 0
    while i < len(found):
        one = found[i]
        read = _between(text, one, found[i + 1], floor, closed) if i + 1 < len(found) else None
        i += 2 if read else 1
        read = read or _bounded(text, one, floor)
        if read:
            floor = read.span.end
            yield read


def _between(text: str, one: Number, other: Number, floor: int, closed: bool) -> Range | None:
    joint = _JOINT.fullmatch(text, one.span.end, other.span.start)
    after = _BETWEEN.match(text, other.span.end)
    if not joint or not (after or joint["to"]):
        return None
    low = one.value * (_shared_scale(text, one, other) if joint["to"] else 1)
    if low >= other.value:
        return None
    lead = _LEAD.search(text, max(floor, one.span.start - _LEAD_WINDOW), one.span.start)
    led = lead is not None and (after is not None or lead[0].startswith("从"))
    start = lead.start() if lead and led else one.span.start
    end = after.end() if after else other.span.end
    return Range(Span(start, end), low, other.value, True, closed)


def _shared_scale(text: str, one: Number, other: Number) -> Decimal:
    """Return the 万 that 3到5万 leaves out behind its first number."""
    written = text[one.span.start : one.span.end]
    scale = _TRAILING_SCALE.search(text, other.span.start, other.span.end)
    if not scale or any(c in "百千万亿兆" for c in written):
        return Decimal(1)
    factor = worth(scale[0])
    return factor if one.value < other.value / factor else Decimal(1)


def _bounded(text: str, one: Number, floor: int) -> Range | None:
    """Read a number with its bound: the words in front of it, behind it, or inside."""
    start, end, value = one.span.start, one.span.end, one.value
    left = _LEFT.search(text, max(floor, start - _LEFT_WINDOW), start)
    if left and left.lastgroup:
        return _ended(Span(left.start(), end), left.lastgroup, value)
    than = _THAN.search(text, max(floor, start - _LEFT_WINDOW), start)
    compared = _COMPARED.match(text, end) if than else None
    if than and compared:
        name = "more_than" if compared["more"] else "less_than"
        return _ended(Span(than.start(), compared.end()), name, value)
    more = _MORE.match(text, end)
    if more:
        scale = worth((more["scale"] or "").strip())
        return _ended(Span(start, more.end()), "more_than", value * scale)
    if any(c in "多余几" for c in text[start:end]):
        return _ended(one.span, "more_than", value)
    right = _RIGHT.match(text, end) or _RIGHT.match(text, end + len(longest_unit(text, end)))
    if not right:
        return None
    up = right["up"] or right["or_up"]
    name = (
        ("at_least" if up else "at_most") if right["closed"] else "more_than" if up else "less_than"
    )
    return _ended(Span(start, right.end()), name, value)


def _ended(span: Span, name: str, value: Decimal) -> Range:
    if name == "equal":
        return Range(span, value, value, True, True)
    if name in ("at_least", "more_than"):
        return Range(span, value, None, low_closed=name == "at_least")
    return Range(span, None, value, high_closed=name == "at_most")


def _joined(text: str, found: Sequence[Range]) -> Iterator[Range]:
    """Make one range of a lower and an upper bound that stand together and agree."""
    i = 0
    while i < len(found):
        both = _both(text, found[i], found[i + 1]) if i + 1 < len(found) else None
        yield both or found[i]
        i += 2 if both else 1


def _both(text: str, first: Range, second: Range) -> Range | None:
    low, high = (first, second) if first.high is None else (second, first)
    if low.low is None or low.high is not None or high.low is not None or high.high is None:
        return None
    if low.low >= high.high or not _TOGETHER.fullmatch(text, first.span.end, second.span.start):
        return None
    span = Span(first.span.start, second.span.end)
    return Range(span, low.low, high.high, low.low_closed, high.high_closed)


def _plain(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value.to_integral_value():f}"
