"""Whether a reader's time grows in proportion to its text."""

from collections.abc import Callable
from time import process_time

_RUNS = 3  # the least of so many: another process may have had the cache


def is_linear(read: Callable[[str], object], unit: str) -> bool:
    """Tell whether sixteen times the text takes less than 64 times as long, and a tenth second."""
    short, long = unit * (2000 // len(unit)), unit * (32000 // len(unit))

    def least(text: str) -> float:
        took = []
        for _ in range(_RUNS):
            start = process_time()
            read(text)
            took.append(process_time() - start)
        return min(took)

    return least(long) < 16 * 4 * least(short) + 0.1
