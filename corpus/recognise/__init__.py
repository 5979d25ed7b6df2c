"""Bare recognisers: what a text spells, as people write it anywhere, policy usage left aside.

`corpus.quantities` reads what a policy text measures and knows its conventions; these find the
expression itself and give it a value: numbers, percentages, amounts with a unit, ranges, ordinals.
They are held against public cases by `policyqa eval recognisers`. Spans are half-open and count the
characters of the text that was given.
"""

from corpus.recognise.amounts import BareAmount, ages, currencies, dimensions, temperatures
from corpus.recognise.numbers import Number, numbers
from corpus.recognise.ordinals import Ordinal, ordinals
from corpus.recognise.percents import Percent, percents
from corpus.recognise.ranges import Range, ranges

__all__ = [
    "BareAmount",
    "Number",
    "Ordinal",
    "Percent",
    "Range",
    "ages",
    "currencies",
    "dimensions",
    "numbers",
    "ordinals",
    "percents",
    "ranges",
    "temperatures",
]
