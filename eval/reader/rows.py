"""Cells of the reader's tables, and the choice of so many examples."""

from collections.abc import Sequence
from typing import TypeVar

from eval.metrics import Mean, Share

__all__ = ["cell", "measured", "spread"]

T = TypeVar("T")


def cell(value: float, interval: tuple[float, float]) -> str:
    """Return a share of one with its interval, in hundredths."""
    low, high = interval
    return f"{value * 100:5.1f} [{low * 100:5.1f}, {high * 100:5.1f}]"


def measured(one: Share | Mean) -> str:
    """Return a measure with its interval."""
    return cell(one.value, one.interval)


def spread(items: Sequence[T], limit: int | None) -> list[T]:
    """Return so many items, evenly spread; all of them without a limit."""
    if limit is None or limit >= len(items):
        return list(items)
    return [items[n * len(items) // limit] for n in range(limit)]
