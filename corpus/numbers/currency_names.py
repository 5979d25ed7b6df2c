"""Money whose currency is named in front of the amount: 港币50万元, US$ 200万, 新台币3亿元."""

import re
from dataclasses import replace

from corpus.document import Quantity, QuantityType, Span
from corpus.numbers.unit_table import unit_rows

__all__ = ["IN_FRONT", "NAMES", "in_its_currency", "named_in_front"]

_HOME = "元"


def _in_front() -> dict[str, str]:
    """Return names and signs that stand in front of amounts, in small letters, with the unit."""
    owners: dict[str, str] = {}
    for row in unit_rows():
        if row.kind == "currency" and row.policy_name:
            signs = [word[:-1] for word in row.further if word.endswith("~")]
            names = [word for word in row.words if len(word) > 1 and word[0] not in "元个块"]
            owners |= dict.fromkeys((word.lower() for word in (*signs, *names)), row.policy_name)
    return owners


_OWNERS = _in_front()
NAMES = tuple(sorted(_OWNERS, key=lambda word: (-len(word), word)))
# A pattern of them for the end of a text, the longest first.
IN_FRONT = f"(?i:{'|'.join(map(re.escape, NAMES))})"
_LAST = frozenset(word[-1] for word in NAMES)
_IN_FRONT = re.compile(rf"(?<![A-Za-z])(?P<name>{IN_FRONT}) ?$")
_WINDOW = max(map(len, NAMES)) + 1


def named_in_front(text: str, start: int) -> bool:
    """True for a number with a currency right in front of it: HK$2,500, 港币300."""
    before = text[max(0, start - _WINDOW) : start].rstrip(" ")
    return before[-1:].lower() in _LAST and bool(
        _IN_FRONT.search(text, max(0, start - _WINDOW), start)
    )


def in_its_currency(text: str, quantity: Quantity) -> Quantity:
    """Return an amount of 元 in the currency that is named in front of it, the name in its span."""
    start = quantity.number_span.start
    if quantity.type is not QuantityType.MONEY or quantity.normalized_unit != _HOME:
        return quantity
    plain = quantity.unit.endswith(_HOME) or quantity.unit_inferred
    before = text[max(0, start - _WINDOW) : start].rstrip(" ")
    if not plain or before[-1:].lower() not in _LAST:
        return quantity
    found = _IN_FRONT.search(text, max(0, start - _WINDOW), start)
    name = _OWNERS[found["name"].lower()] if found else _HOME
    if not found or name == _HOME:
        return quantity
    return replace(
        quantity,
        span=Span(min(quantity.span.start, found.start()), quantity.span.end),
        number_span=Span(found.start(), quantity.number_span.end),
        normalized_unit=name,
    )
