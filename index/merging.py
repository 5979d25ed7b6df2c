"""Bringing segments together, term by term, without a step of Python for each posting."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.bm25 import Segment
from index.term_counts import live_frequencies

__all__ = ["merge"]


def merge(segments: Sequence[Segment], live: Sequence[NDArray[np.bool_]]) -> Segment:
    """Return one segment of the live rows, in order."""
    parts = [
        live_frequencies(one.starts, one.rows, mask)
        for one, mask in zip(segments, live, strict=True)
    ]
    words = [_terms(one, held > 0) for one, held in zip(segments, parts, strict=True)]
    order = sorted(set().union(*words))
    place = {term: number for number, term in enumerate(order)}
    where = [np.fromiter((place[term] for term in one), np.int64, len(one)) for one in words]
    totals = np.zeros(len(order), dtype=np.int64)
    for numbers, held in zip(where, parts, strict=True):
        totals[numbers] += held[held > 0]
    starts = _offsets(totals)
    rows = np.zeros(int(starts[-1]), dtype=np.int32)
    counts = np.zeros(int(starts[-1]), dtype=np.int32)
    free = starts[:-1].copy()  # where the next posting of each term goes
    first = 0
    for segment, mask, numbers, held in zip(segments, live, where, parts, strict=True):
        kept = held[held > 0]
        places = (np.cumsum(mask) - 1 + first).astype(np.int32)  # new row of each live old one
        keep = mask[segment.rows]
        begins = np.cumsum(kept) - kept
        to = np.repeat(free[numbers] - begins, kept) + np.arange(int(kept.sum()))
        rows[to] = places[segment.rows[keep]]
        counts[to] = segment.counts[keep]
        free[numbers] += kept
        first += int(mask.sum())
    empty = np.zeros(0, dtype=np.int32)
    return Segment(
        vocabulary=np.frombuffer(b"".join(order), dtype=np.uint8),
        offsets=_offsets(np.array([len(term) for term in order], dtype=np.int64)),
        starts=starts,
        rows=rows,
        counts=counts,
        lengths=np.concatenate(
            [empty, *(s.lengths[mask] for s, mask in zip(segments, live, strict=True))]
        ),
    )


def _terms(segment: Segment, wanted: NDArray[np.bool_]) -> list[bytes]:
    """Return the bytes of some terms."""
    blob, offsets = segment.vocabulary.tobytes(), segment.offsets.tolist()
    return [blob[offsets[n] : offsets[n + 1]] for n in np.flatnonzero(wanted).tolist()]


def _offsets(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each of consecutive parts begins, and the end of the last."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
