"""The best rows of BM25 without a score for every row.

Terms are taken rarest first. As soon as what the others could add at most does not bring a new row
among the best, they are looked up for the rows that are left, and no more rows are taken
(Turtle and Flood 1995, “Query evaluation: strategies and optimizations”, max-score; here over whole
arrays). The result is that of scoring everything, to the bit.
"""

from collections.abc import Iterator, Sequence
from threading import local
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Part", "Scratch", "Term", "best_rows"]

_SLACK = 1e-9  # of a score: what rounding may have taken from a bound
_RARE = 32  # a term in fewer than one of so many rows is taken without a look at the bounds
_GROUP = 64  # rows of which the best one speaks for all, where the best scores are bounded
_LEAST = 1e-300  # above 0: what has no score is not among the best

_Rows = NDArray[np.int64]
_Scores = NDArray[np.float64]


class Part(NamedTuple):
    """A term's postings in one segment."""

    start: int  # of the segment's rows among all
    rows: NDArray[np.int32]  # ascending, within the segment
    counts: NDArray[Any]
    norms: _Scores  # of every row of the segment: what a count is held against


class Term:
    """A term of a question: where it stands and what it is worth there."""

    def __init__(self, parts: Sequence[Part], frequency: int, weight: float, k1: float) -> None:
        self.frequency = frequency  # live rows that have it
        self.weight = weight
        self.most = weight * (k1 + 1)  # what no count reaches, where the weight is above 0
        self._parts = [part for part in parts if len(part.rows)]
        self._several = len(parts) > 1

    def add_to(self, sums: _Scores) -> None:
        """Add the worth to each row that has the term, dead ones too."""
        for part in self._parts:
            own = sums[part.start : part.start + len(part.norms)]
            own[part.rows] += self._worth(part.counts, part.norms[part.rows])

    def mark(self, shared: NDArray[np.bool_]) -> None:
        """Mark each row that has the term, dead ones too."""
        for part in self._parts:
            shared[part.start : part.start + len(part.norms)][part.rows] = True

    def of(self, rows: _Rows) -> _Scores:
        """Return what the term is worth in some rows, ascending; 0 where it does not stand."""
        worth = np.zeros(len(rows))
        for first, last, part, places, there in self._found(rows):
            own = rows[first:last][there] - part.start
            worth[first:last][there] = self._worth(part.counts[places[there]], part.norms[own])
        return worth

    def stands(self, rows: _Rows) -> NDArray[np.bool_]:
        """Return which of some rows, ascending, have the term."""
        found = np.zeros(len(rows), dtype=np.bool_)
        for first, last, _, _, there in self._found(rows):
            found[first:last] = there
        return found

    def _found(
        self, rows: _Rows
    ) -> Iterator[tuple[int, int, Part, NDArray[np.intp], NDArray[np.bool_]]]:
        """Yield for each part: rows[first:last] are its own, their places, which are the term's."""
        for part in self._parts:
            first, last = 0, len(rows)
            if self._several:
                ends = (part.start, part.start + len(part.norms))
                first, last = np.searchsorted(rows, ends).tolist()
            if first < last:
                # of the postings' own type: else they would be converted, all of them
                wanted = (rows[first:last] - part.start).astype(part.rows.dtype)
                places = np.searchsorted(part.rows, wanted)
                np.minimum(places, len(part.rows) - 1, out=places)
                yield first, last, part, places, part.rows[places] == wanted

    def _worth(self, counts: NDArray[Any], norms: _Scores) -> _Scores:
        # (k1 + 1) × count / (count + norm), weighed
        worth: _Scores = self.most * (counts / (counts + norms))
        return worth


class Scratch:
    """An array of zeros for each thread, as long as there are rows; whoever writes it clears it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._local = local()

    def array(self) -> _Scores:
        """Return this thread's array."""
        own: _Scores | None = getattr(self._local, "own", None)
        if own is None:
            own = self._local.own = np.zeros(self._size)
        return own


def best_rows(
    terms: Sequence[Term],
    count: int,
    sums: _Scores,
    keep: NDArray[np.bool_] | None,
    gain: _Scores | None,
) -> tuple[_Rows, _Scores]:
    """Return the rows, ascending, of the `count` highest scores and those that tie with the last.

    Every term is worth more than 0. `sums` is room for a number a row. `keep` masks the rows that
    may be returned. With a gain, rows are compared by score and gain together, and those without
    any are left out; the scores that are returned are without it.
    """
    rest = np.cumsum([0.0, *(term.most for term in reversed(terms))])[::-1]
    most = float(gain.max()) if gain is not None else 0.0
    sums.fill(0.0)
    least, taken, looked = 0.0, len(terms), 0
    for number, term in enumerate(terms):
        if term.frequency > max(len(sums) // _RARE, 2 * looked):
            looked = term.frequency
            least = max(least, _bound(terms, number, count, _together(sums, keep, gain)))
            if rest[number] + most < least:
                taken = number
                break
        term.add_to(sums)
    together = _together(sums, keep, gain)
    if taken == len(terms):
        least = max(least, _at_least(together, count))
    rows = np.flatnonzero((together >= least - rest[taken]) & (together > 0.0))
    return _finished(terms[taken:], rest[taken:], rows, sums, gain, count, least)


def _finished(
    terms: Sequence[Term],
    rest: _Scores,
    rows: _Rows,
    sums: _Scores,
    gain: _Scores | None,
    count: int,
    least: float,
) -> tuple[_Rows, _Scores]:
    """Look the other terms up for the rows that are left, and drop those that fall behind."""
    scores = sums[rows]
    given = gain[rows] if gain is not None else np.zeros(len(rows))
    for number, term in enumerate(terms):
        scores = scores + term.of(rows)
        if len(rows) > count:
            together = scores + given
            near = together + rest[number + 1] >= max(least, _nth(together, count))
            rows, scores, given = rows[near], scores[near], given[near]
    together = scores + given
    if len(rows) > count:
        near = together >= _nth(together, count)
        rows, scores = rows[near], scores[near]
    return rows, scores


def _together(sums: _Scores, keep: NDArray[np.bool_] | None, gain: _Scores | None) -> _Scores:
    """Return what rows are compared by so far; 0 for rows that may not be returned."""
    if gain is not None:
        allowed = (sums > 0.0) & (gain > 0.0)
        return np.where(allowed if keep is None else allowed & keep, sums + gain, 0.0)
    return sums if keep is None else np.where(keep, sums, 0.0)


def _bound(terms: Sequence[Term], taken: int, count: int, together: _Scores) -> float:
    """Return what a row needs at least, by all terms of the rows that are the best so far."""
    rows = np.flatnonzero(together >= max(_at_least(together, count), _LEAST))
    if len(rows) < count:
        return 0.0
    scores = together[rows]
    if len(rows) > 2 * count:
        near = scores >= _nth(scores, count)
        rows, scores = rows[near], scores[near]
    for term in terms[taken:]:
        scores = scores + term.of(rows)
    return _nth(scores, count) * (1 - _SLACK)


def _at_least(scores: _Scores, count: int) -> float:
    """Return a number that the `count`th highest score is not below: that of the best of groups."""
    width = min(_GROUP, len(scores) // (2 * count))
    if width < 2:
        return _nth(scores, count) if len(scores) >= count else 0.0
    groups = scores[: len(scores) // width * width].reshape(width, -1).max(axis=0)
    return _nth(groups, count)


def _nth(scores: _Scores, count: int) -> float:
    """Return the `count`th highest score."""
    return float(np.partition(scores, len(scores) - count)[len(scores) - count])
