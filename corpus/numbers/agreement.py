"""Whether two quantities can state one value: 3000万元 and 0.3亿元, 近8.1万 and 80692.

What differs only by how it is written or rounded agrees; what no rounding brings together does not.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from corpus.document import Bound, Quantity

__all__ = ["ROUNDINGS", "agree"]

ROUNDINGS = frozenset({Bound.ABOUT, Bound.MORE_THAN, Bound.LESS_THAN})
ZEROS = Decimal("0.01")  # how far a round number without a word of it may be off: 3000 of 3012
ABOUT = Decimal("0.05")  # how far what 约 stands in front of may be
ROUND_DIGITS = 2  # digits of a number that may be a rounding: 500, 8.1万
BEYOND = Decimal(
    "1.5"
)  # 500余 and 超过500 are less than so many times it; 近600 more than its part


def agree(one: Quantity, other: Quantity) -> bool:
    """True when both can be statements of one value; the same unit is the caller's to see to."""
    a, b = one.normalized_value, other.normalized_value
    exact = one.bound is Bound.EXACT and other.bound is Bound.EXACT
    if exact and a is not None and b is not None:
        return a == b or _rounds_to(b, a, _step(one)) or _rounds_to(a, b, _step(other))
    if one.bound is other.bound and _are_limits(one, other):
        return (a, one.normalized_min, one.normalized_max) == (
            b,
            other.normalized_min,
            other.normalized_max,
        )
    low, high = _interval(one)
    least, most = _interval(other)
    return low <= most and least <= high


def _are_limits(one: Quantity, other: Quantity) -> bool:
    """True for two upper limits, two ranges and two lower limits that are no round numbers.

    What is 不超过 or 500以上 is set rather than counted, but 500以上 may be a rounding.
    """
    if one.bound in (Bound.AT_MOST, Bound.RANGE):
        return True
    return one.bound is Bound.AT_LEAST and not any(
        q.normalized_value is None or _is_round(q.normalized_value) for q in (one, other)
    )


def _is_round(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) <= ROUND_DIGITS


def _rounds_to(value: Decimal, rounded: Decimal, step: Decimal) -> bool:
    """True when a value is another one once it is cut or rounded to its step."""
    if not step or not rounded:
        return False
    units = value / step
    ways = {units.to_integral_value(way) * step for way in (ROUND_HALF_UP, ROUND_DOWN)}
    if rounded in ways:
        return True
    zeros = _zeros(rounded / step) * step
    near = abs(value - rounded) <= ZEROS * abs(rounded)
    return near and (value / zeros).to_integral_value(ROUND_HALF_UP) * zeros == rounded


def _step(quantity: Quantity) -> Decimal:
    """Return what one of the last written digit is worth: 1000 of 8.1万."""
    value, whole = quantity.value, quantity.normalized_value
    if value is None or whole is None or not value:
        return Decimal(0)
    exponent = value.as_tuple().exponent
    last = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
    return last * whole / value


def _zeros(units: Decimal) -> Decimal:
    """Return the power of ten that a whole number is a multiple of."""
    ten = Decimal(10)
    found = Decimal(1)
    while units and units % (found * ten) == 0:
        found *= ten
    return found


def _interval(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a quantity can stand for."""
    value = quantity.normalized_value
    if value is None:
        low = quantity.normalized_min
        high = quantity.normalized_max
        return (
            low if low is not None else -Decimal("Infinity"),
            high if high is not None else Decimal("Infinity"),
        )
    step = _step(quantity)
    near, far = sorted((value / BEYOND, value * BEYOND), key=abs)
    match quantity.bound:
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return min(value, far), max(value, far)
        case Bound.AT_MOST | Bound.LESS_THAN:
            return min(value, near), max(value, near)
        case Bound.ABOUT:
            off = abs(value) * ABOUT
            return value - off, value + off
        case _:
            return value - step / 2, value + step / 2
