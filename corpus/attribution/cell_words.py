"""Cells of tables that state their figures in words: 每户最高500元, 合同金额的10%."""

import re
from dataclasses import replace
from functools import lru_cache

from corpus.document import Quantity, QuantityType, Span
from corpus.quantities import quantities

__all__ = ["moved", "told"]

_LONGEST = 60  # code points of a cell that states figures rather than tells a story
_RATES = (QuantityType.PERCENT, QuantityType.RATIO, QuantityType.MULTIPLE)


@lru_cache(maxsize=4096)
def told(words: str) -> tuple[tuple[Quantity, str], ...]:
    """Return the quantities of a cell, each with the words of its clause that lead up to it."""
    if len(words) > _LONGEST:
        return ()
    found: list[tuple[Quantity, str]] = []
    at = 0
    for quantity in quantities(words):
        if quantity.unit or quantity.type in _RATES:
            lead = re.split(r"[，、；。]", words[at : quantity.span.start])[-1]
            found.append((quantity, lead.strip(" ()（）：")))
            at = quantity.span.end
    return tuple(found)


def moved(quantity: Quantity, by: int) -> Quantity:
    """Return a quantity of a text that begins `by` characters into another one."""
    span, number = quantity.span, quantity.number_span
    return replace(
        quantity,
        span=Span(span.start + by, span.end + by),
        number_span=Span(number.start + by, number.end + by),
    )
