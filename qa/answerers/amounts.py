"""The unit that a computed amount is stated in: the one asked for, else one it is readable in."""

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.document import Quantity

__all__ = ["Scale", "scale_asked", "scale_of"]

# 多少万, 几亿元, 多少万人次, and not 多少万元以上的企业
_ASKED = re.compile(r"(?:多少|几)(?P<scale>[百千]?[万亿]|万亿)(?!分)")
_PLAIN = re.compile(r"(?:多少|几)元")
_SCALES = {"万": 4, "亿": 8, "百万": 6, "千万": 7, "百亿": 10, "千亿": 11, "万亿": 12}

Scale = tuple[Decimal, str]  # how many of the plain unit, and what it is called: 10000, 万元


def scale_asked(view: str, unit: str) -> Scale | None:
    """Return the scale that a question asks for a unit in, None where it names none."""
    found = _ASKED.search(view)
    if found:
        return Decimal(1).scaleb(_SCALES[found["scale"]]), found["scale"] + unit
    return (Decimal(1), unit) if unit == "元" and _PLAIN.search(view) else None


def scale_of(view: str, value: Decimal, unit: str, written: Sequence[Quantity]) -> Scale:
    """Return the scale to state a value in, given in its plain unit.

    The one asked for; else the largest that its figures are written in which leaves a digit in
    front of the point: 27.67万元 of 8.94亿元 among 3231, and not 0.00亿元.
    """
    asked = scale_asked(view, unit)
    if asked is not None:
        return asked
    scales = {
        (q.normalized_value / q.value, q.unit)
        for q in written
        if q.value and q.normalized_value is not None and q.normalized_unit == unit
    }
    for scale, name in sorted(scales, reverse=True):
        if abs(value) >= scale or not value:
            return scale, name
    if unit == "元" and abs(value) >= _MYRIAD:
        return _MYRIAD, "万元"
    return Decimal(1), unit


_MYRIAD = Decimal(10**4)
