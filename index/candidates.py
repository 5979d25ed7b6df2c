"""The passages that either leg of a search puts forward, with the scores of both for each.

Only these are scored, looked up and fused: what a search costs beyond them is told in
`docs/performance.md` by part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.bm25 import BM25
from index.vectors import VectorIndex

__all__ = ["Candidates", "Legs"]

_Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Rows of any segment, numbered through, that one leg or the other put forward."""

    rows: _Rows
    lexical: NDArray[np.float64]
    shared: NDArray[np.bool_]
    vector: NDArray[np.float64] | None
    found: NDArray[np.bool_]  # by the vectors, within their pool
    given: NDArray[np.float64]  # for place and year of the document


class Legs:
    """Words and vectors of the same passages; no vectors where words are searched alone.

    `keep` masks the rows that may be found, None for all; `given` is what each is given for place
    and year, None where none is.
    """

    def __init__(self, words: BM25, vectors: Sequence[VectorIndex], pool: int) -> None:
        self.words = words
        self.vectors = tuple(vectors)
        self._pool = pool
        bounds = np.cumsum([0, *(segment.size for segment in words.segments)]).tolist()
        self._bounds = list(pairwise(bounds))

    def candidates(
        self,
        terms: Sequence[str],
        query: NDArray[np.float32] | None,
        keep: NDArray[np.bool_] | None,
        given: NDArray[np.float64] | None,
    ) -> Candidates:
        """Return the best rows of both legs with the scores of both; `query` is the vector."""
        rows = self.by_words(terms, keep, given)
        near = rows[:0] if query is None else self.by_vectors(query, keep)
        return self.scored(terms, query, rows, near, given)

    def by_words(
        self,
        terms: Sequence[str],
        keep: NDArray[np.bool_] | None,
        given: NDArray[np.float64] | None,
    ) -> _Rows:
        """Return the pool's rows of highest BM25, and those that are highest with what is given."""
        rows, scores = self.words.best(terms, self._pool, keep)
        if given is None or not len(rows):
            return rows
        highest = max(float(scores.max()), 1e-9)
        more, more_scores = self.words.best(terms, self._pool, keep, given * highest)
        together, first = np.unique(np.concatenate([rows, more]), return_index=True)
        leant = np.concatenate([scores, more_scores])[first] / highest + given[together]
        return np.union1d(rows, together[np.argsort(-leant, kind="stable")[: self._pool]])

    def by_vectors(self, query: NDArray[np.float32], keep: NDArray[np.bool_] | None) -> _Rows:
        """Return the pool's rows nearest to the question, of all segments together."""
        rows: list[_Rows] = []
        scores: list[NDArray[np.float64]] = []
        for index, (start, end) in zip(self.vectors, self._bounds, strict=True):
            allowed = None if keep is None else keep[start:end]
            found, products = index.nearest(query, self._pool, allowed)
            rows.append(found + start)
            scores.append(products)
        together, products = np.concatenate(rows), np.concatenate(scores)
        return together[np.argsort(-products, kind="stable")[: self._pool]]

    def scored(
        self,
        terms: Sequence[str],
        query: NDArray[np.float32] | None,
        by_words: _Rows,
        near: _Rows,
        given: NDArray[np.float64] | None,
    ) -> Candidates:
        """Return the rows of either leg with the scores of both."""
        rows = np.union1d(by_words, near)
        lexical, shared = self.words.of_rows(terms, rows)
        return Candidates(
            rows,
            lexical,
            shared,
            None if query is None else self._cosines(query, rows),
            np.isin(rows, near),
            np.zeros(len(rows)) if given is None else given[rows],
        )

    def _cosines(self, query: NDArray[np.float32], rows: _Rows) -> NDArray[np.float64]:
        """Return the cosines of rows, ascending, of any segments."""
        found = [np.zeros(0)]
        for index, bounds in zip(self.vectors, self._bounds, strict=True):
            first, last = np.searchsorted(rows, bounds).tolist()
            found.append(index.scores(query, rows[first:last] - bounds[0]))
        return np.concatenate(found)
