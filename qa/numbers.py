"""How computed numbers are written."""

from decimal import Decimal


def plain_number(value: Decimal) -> str:
    """Write a number without exponent or trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Decimal) -> str:
    """Write a result to two decimals, led by 约 where that changes it."""
    two = value.quantize(Decimal("0.01"))
    return plain_number(value) if two == value else "约" + plain_number(two)
