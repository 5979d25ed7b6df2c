"""Ordinal numbers in any Chinese text: 第三, 第 250, 第3万."""

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Span
from corpus.recognise.numbers import NUMERAL, longest, spelled

__all__ = ["Ordinal", "ordinals"]

_FIND = re.compile(rf"第\s{{0,3}}(?P<numeral>{NUMERAL})")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order, counted from its start."""

    span: Span
    value: Decimal


def ordinals(text: str) -> tuple[Ordinal, ...]:
    """Return the ordinals of a text in order."""
    folded = spelled(text)
    found = []
    for match in _FIND.finditer(folded):
        read = longest(folded, match.start("numeral"), match.end("numeral"))
        if read:
            found.append(Ordinal(Span(match.start(), read.span.end), read.value))
    return tuple(found)
