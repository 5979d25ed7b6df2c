"""Fusion of the two rankings: a weighted sum of their scores, each brought to 0..1."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["fuse", "normalise"]


def normalise(scores: NDArray[np.float64], found: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Bring one leg's scores to 0..1: its best hit is 1; what it did not find is 0.

    The sign of a score decides nothing: BM25 gives a match in a corpus of one passage a negative
    score, and it is still that leg's best. Hits that all score alike are all best.
    """
    result = np.zeros(len(scores))
    if not found.any():
        return result
    hits = scores[found]
    low, high = float(hits.min()), float(hits.max())
    if not found.all():
        low = min(low, 0.0)  # what was not found has the score 0, and is candidate too
    result[found] = (hits - low) / (high - low) if high > low else 1.0
    return result


def fuse(
    lexical: NDArray[np.float64],
    shared: NDArray[np.bool_],
    vector: NDArray[np.float64] | None,
    *,
    vector_weight: float,
) -> NDArray[np.float64]:
    """Return the fused score of each candidate, 0..1.

    `shared` marks candidates that share a term with the question; `vector` is None when there
    are no vectors, and then the words decide alone.
    """
    words = normalise(lexical, shared)
    if vector is None:
        return words
    meanings = normalise(vector, np.ones(len(vector), dtype=np.bool_))
    fused: NDArray[np.float64] = (1.0 - vector_weight) * words + vector_weight * meanings
    return fused
