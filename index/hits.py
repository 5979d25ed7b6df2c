"""What a search finds: hits, and how scored candidates become them, whichever engine scored."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.fuse import fuse

__all__ = ["Hit", "Hits", "Scored", "ranked"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its scores. A leg that did not find it has no score and no rank (from 1)."""

    passage_id: str
    document_id: str
    score: float  # fused, 0..1, and what place and year give; comparable within one answer only
    lexical: float | None
    lexical_rank: int | None
    vector: float | None  # cosine
    vector_rank: int | None


@dataclass(frozen=True, slots=True)
class Hits:
    """Hits by falling score, then passage id. `filter_empty`: no document passed the filters."""

    hits: tuple[Hit, ...]
    index_version: str
    words_only: bool
    filter_empty: bool = False
    documents: int = 0  # how many passed the filters
    lacking: tuple[tuple[str, int], ...] = ()  # filtered field, documents that do not state it


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Candidates, passage by passage, with what either leg makes of each."""

    ids: Sequence[str]
    documents: Sequence[str]
    lexical: NDArray[np.float64]
    shared: NDArray[np.bool_]  # whether it shares a term with the question
    vector: NDArray[np.float64] | None
    found: NDArray[np.bool_]  # by the vectors, within their pool
    given: NDArray[np.float64]  # for place and year of the document


def ranked(found: Scored, k: int, vector_weight: float) -> tuple[Hit, ...]:
    """Fuse the candidates' scores and return the k best as hits."""
    fused = fuse(found.lexical, found.shared, found.vector, vector_weight=vector_weight)
    fused = fused + found.given
    ids = found.ids
    lexical_ranks = _ranks(found.lexical, found.shared, ids)
    vector_ranks = _ranks(found.vector, found.found, ids) if found.vector is not None else {}
    order = sorted(range(len(ids)), key=lambda i: (-fused[i], ids[i]))[:k]
    return tuple(
        Hit(
            passage_id=ids[i],
            document_id=found.documents[i],
            score=float(fused[i]),
            lexical=float(found.lexical[i]) if i in lexical_ranks else None,
            lexical_rank=lexical_ranks.get(i),
            vector=float(found.vector[i]) if found.vector is not None else None,
            vector_rank=vector_ranks.get(i),
        )
        for i in order
    )


def _ranks(
    scores: NDArray[np.float64], found: NDArray[np.bool_], ids: Sequence[str]
) -> dict[int, int]:
    """Return the rank of each candidate that a leg found, from 1, ties by passage id."""
    order = sorted(np.flatnonzero(found).tolist(), key=lambda i: (-scores[i], ids[i]))
    return {i: rank for rank, i in enumerate(order, start=1)}
