"""Decimals as a reader writes them."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

__all__ = ["plain", "rounded"]


def plain(value: Decimal) -> str:
    """Return a number without exponent and without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Decimal) -> str:
    """Return a result to two decimals, led by 约 where that changes it."""
    with localcontext() as context:
        context.prec = max(28, value.adjusted() + 6)  # enough digits for any length of figure
        two = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return plain(value) if two == value else "约" + plain(two)
