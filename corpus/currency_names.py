"""Money whose currency is named in front of the amount: 港币50万元, 美金 200万, 新台币3亿元."""

import re
from dataclasses import replace

from corpus.document import Quantity, QuantityType, Span
from corpus.unit_table import unit_rows

__all__ = ["NAMES", "in_its_currency"]

_HOME = "元"
_POLICY_NAME = {
    word: row.policy_name
    for row in unit_rows()
    if row.kind == "currency" and row.policy_name not in ("", _HOME)
    for word in row.words
    if len(word) > 1 and word[0] not in "元个"
}
# The names as they stand in front of an amount, the longest first; the home currency's with them.
NAMES = "|".join(sorted((*_POLICY_NAME, "人民币"), key=lambda word: (-len(word), word)))
_LAST = frozenset(word[-1] for word in _POLICY_NAME)
_IN_FRONT = re.compile(f"(?P<name>{NAMES}) ?$")
_WINDOW = max(map(len, _POLICY_NAME)) + 1


def in_its_currency(text: str, quantity: Quantity) -> Quantity:
    """Return an amount of 元 in the currency that is named in front of it, the name in its span."""
    start = quantity.number_span.start
    if quantity.type is not QuantityType.MONEY or quantity.normalized_unit != _HOME:
        return quantity
    plain = quantity.unit.endswith(_HOME) or quantity.unit_inferred
    before = text[max(0, start - _WINDOW) : start].rstrip(" ")
    if not plain or before[-1:] not in _LAST:
        return quantity
    found = _IN_FRONT.search(text, max(0, start - _WINDOW), start)
    name = _POLICY_NAME.get(found["name"]) if found else None
    if not found or not name:
        return quantity
    return replace(
        quantity,
        span=Span(min(quantity.span.start, found.start()), quantity.span.end),
        number_span=Span(found.start(), quantity.number_span.end),
        normalized_unit=name,
    )
