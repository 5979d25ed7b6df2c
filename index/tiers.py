"""Which parts of an index are brought together, so that few remain and none is rewritten often."""

from collections.abc import Sequence

__all__ = ["MOST_PARTS", "to_merge"]

MOST_PARTS = 8  # each costs a query some 0.1 ms; SQLite attaches ten files by default
_DEAD_SHARE = 0.3  # of a part: from here on it is rewritten without them


def to_merge(
    sizes: Sequence[float], dead: Sequence[float], *, largest: float = float("inf")
) -> tuple[int, ...]:
    """Return which parts become one, by number, ascending; empty when all stay as they are.

    The smallest are taken while there are too many, and those of their size with them: a part is
    rewritten only when about half of its size has come, however large the rest is. No part becomes
    larger than `largest`, except that one which holds more keeps it. `dead` are shares.
    """
    chosen = {number for number, share in enumerate(dead) if share > _DEAD_SHARE}
    kept = len(sizes) - len(chosen) + bool(chosen)
    together = sum(sizes[number] * (1 - dead[number]) for number in chosen)
    if kept > MOST_PARTS:
        needed = kept - MOST_PARTS + (not chosen)
        for number in sorted(set(range(len(sizes))) - chosen, key=lambda n: (sizes[n], n)):
            if needed <= 0 and sizes[number] > 2 * together:
                break
            if together + sizes[number] > largest:
                break
            chosen.add(number)
            together += sizes[number]
            needed -= 1
    alone = len(chosen) == 1 and not dead[next(iter(chosen))]
    return () if alone else tuple(sorted(chosen))
