"""Decimals as a reader writes them."""

from decimal import Decimal

__all__ = ["plain"]


def plain(value: Decimal) -> str:
    """Return a number without exponent and without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
