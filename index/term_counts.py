"""How many live passages hold each term of `bm25.Segment`s, all terms at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["added_up", "live_frequencies", "term_hashes"]

_LONGEST = 4096  # bytes of a term that its hash tells apart; words are shorter than that


def live_frequencies(
    starts: NDArray[np.int64], rows: NDArray[np.int32], mask: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return how many live rows hold each term of a segment."""
    if mask.all():
        return np.diff(starts)
    sums = np.concatenate([[0], np.cumsum(mask[rows], dtype=np.int64)])
    held: NDArray[np.int64] = sums[starts[1:]] - sums[starts[:-1]]
    return held


def term_hashes(vocabulary: NDArray[np.uint8], offsets: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return a 64-bit hash of each term, equal for equal terms of any segment.

    Multilinear over the terms' bytes: two of a million terms share one with a chance of 1 in 10^5.
    """
    lengths = np.diff(offsets)
    if not len(lengths):
        return np.zeros(0, dtype=np.uint64)
    factors = np.random.default_rng(0).integers(1, 2**64, _LONGEST + 1, dtype=np.uint64) | 1
    inside = np.arange(len(vocabulary)) - np.repeat(offsets[:-1], lengths)
    weights = factors[np.minimum(inside, _LONGEST - 1)]
    products = np.concatenate([(vocabulary.astype(np.uint64) + 1) * weights, factors[:1] * 0])
    sums: NDArray[np.uint64] = np.add.reduceat(products, offsets[:-1])
    return np.where(lengths > 0, sums, 0).astype(np.uint64)


def added_up(
    hashes: Sequence[NDArray[np.uint64]], frequencies: Sequence[NDArray[np.int64]]
) -> NDArray[np.int64]:
    """Return the frequencies of all terms of several segments that live rows hold."""
    names = np.concatenate([np.zeros(0, dtype=np.uint64), *hashes])
    held = np.concatenate([np.zeros(0, dtype=np.int64), *frequencies])
    names, held = names[held > 0], held[held > 0]
    if not len(names):
        return held
    order = np.argsort(names, kind="stable")
    names, held = names[order], held[order]
    first = np.flatnonzero(np.concatenate([[True], names[1:] != names[:-1]]))
    return np.add.reduceat(held, first)
