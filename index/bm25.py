"""BM25 as rank_bm25.BM25Okapi has it, over sparse arrays that can be memory-mapped.

A `Segment` holds term counts and lengths of some passages and nothing that depends on the others.
What does depend on them (how many passages hold a term, the mean length, the floor of the weights)
is a sum over the live rows of all segments, so a changed document costs a new segment and a mask.
Formulas: https://github.com/dorianbrown/rank_bm25/blob/0.2.2/rank_bm25.py (BM25Okapi).
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.best import Part, Scratch, Term, best_rows
from index.term_counts import added_up, live_frequencies, term_hashes

__all__ = [
    "ARRAYS",
    "BM25",
    "Bm25Parameters",
    "Segment",
    "Statistics",
    "frequencies",
    "open_array",
    "rarity",
    "statistics",
    "weight",
]

_CACHED_TERMS = 8192  # whose place is kept: looking one up reads a dozen others
ARRAYS = ("vocabulary", "offsets", "starts", "rows", "counts", "lengths")


@dataclass(frozen=True, slots=True)
class Bm25Parameters:
    """Parameters of BM25Okapi.

    Its own defaults are 1.5, 0.75 and 0.25. Recall@1 of the words on the tuning questions over the
    five real documents is 0.869 with those and 0.881 with ours; on DRCD dev 0.945 and 0.946, on
    CMRC dev 0.974 both, on DuReader dev 0.731 and 0.738.
    """

    k1: float = 1.0
    b: float = 0.6
    epsilon: float = 0.25

    def __post_init__(self) -> None:
        if self.k1 <= 0 or not 0 <= self.b <= 1 or self.epsilon < 0:
            raise ValueError(f"not parameters of BM25: {self}")


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Term counts of passages, by term. Terms are sorted by their UTF-8 bytes."""

    vocabulary: NDArray[np.uint8]  # the terms' bytes, one behind the other
    offsets: NDArray[np.int64]  # where each term begins in them; one more for the end
    starts: NDArray[np.int64]  # where each term's postings begin; one more for the end
    rows: NDArray[np.int32]  # postings: ascending passage rows of each term
    counts: NDArray[np.int32]  # postings: how often the term stands there
    lengths: NDArray[np.int32]  # terms of each passage

    @property
    def size(self) -> int:
        """Number of passages, dead ones included."""
        return len(self.lengths)

    @property
    def terms(self) -> int:
        """Number of distinct terms."""
        return len(self.offsets) - 1

    @classmethod
    def of(cls, passages: Iterable[Sequence[str]]) -> "Segment":
        """Count the terms of tokenised passages."""
        lengths: list[int] = []
        postings: dict[bytes, list[tuple[int, int]]] = {}
        for row, terms in enumerate(passages):
            lengths.append(len(terms))
            for term, count in Counter(terms).items():
                postings.setdefault(term.encode("utf-8", "surrogatepass"), []).append((row, count))
        vocabulary = sorted(postings)
        flat = [pair for term in vocabulary for pair in postings[term]]
        pairs = np.array(flat, dtype=np.int32).reshape(-1, 2)
        return cls(
            vocabulary=np.frombuffer(b"".join(vocabulary), dtype=np.uint8),
            offsets=_offsets([len(term) for term in vocabulary]),
            starts=_offsets([len(postings[term]) for term in vocabulary]),
            rows=np.ascontiguousarray(pairs[:, 0]),
            counts=np.ascontiguousarray(pairs[:, 1]),
            lengths=np.array(lengths, dtype=np.int32),
        )

    def term(self, number: int) -> bytes:
        """Return the bytes of a term."""
        return self.vocabulary[self.offsets[number] : self.offsets[number + 1]].tobytes()

    def find(self, term: bytes) -> slice:
        """Return where a term's postings lie in `rows` and `counts`; empty when it has none."""
        number = bisect_left(range(self.terms), term, key=self.term)
        if number == self.terms or self.term(number) != term:
            return slice(0, 0)
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def postings(self, term: bytes) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the rows that hold a term and its counts there; both empty when none does."""
        part = self.find(term)
        return self.rows[part], self.counts[part]

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder, as plain .npy files."""
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> "Segment":
        """Open the arrays of a folder, memory-mapped."""
        return cls(**{name: open_array(folder / f"{name}.npy") for name in ARRAYS})


@dataclass(frozen=True, slots=True)
class Statistics:
    """What BM25 needs of the live passages together."""

    passages: int
    mean_length: float
    mean_idf: float  # over the vocabulary; the weight of terms in more than half of the passages


class BM25:
    """Scores over segments. `live[i]` masks the passages of segment i that count.

    Rows are those of all segments, numbered through.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        live: Sequence[NDArray[np.bool_]],
        parameters: Bm25Parameters,
        known: Statistics | None = None,
    ) -> None:
        self.segments = tuple(segments)
        self.live = tuple(live)
        self.parameters = parameters
        self.statistics = known or statistics(segments, live)
        self._places = lru_cache(_CACHED_TERMS)(partial(_find, self.segments))
        self._starts = np.cumsum([0, *(segment.size for segment in self.segments)]).tolist()
        self._all_live = all(bool(mask.all()) for mask in self.live)
        living = None if self._all_live else self.live
        self._frequency = lru_cache(_CACHED_TERMS)(
            partial(_frequency, self.segments, living, self._places)
        )
        mean = self.statistics.mean_length or 1.0
        k1, b = parameters.k1, parameters.b
        self._norms: list[NDArray[np.float64]] = [
            k1 * (1 - b + b * one.lengths.astype(np.float64) / mean) for one in self.segments
        ]
        self._scratch = Scratch(self._starts[-1])

    def scores(self, terms: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return each row's score and whether it shares a term.

        A term given twice weighs twice. Dead rows have score 0 and share nothing.
        """
        total = np.zeros(self._starts[-1])
        shared = np.zeros(self._starts[-1], dtype=np.bool_)
        for term in self._terms(terms):
            term.add_to(total)
            term.mark(shared)
        live = np.concatenate([shared[:0], *self.live])
        return np.where(live, total, 0.0), shared & live

    def best(
        self,
        terms: Sequence[str],
        count: int,
        keep: NDArray[np.bool_] | None = None,
        gain: NDArray[np.float64] | None = None,
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the rows, ascending, of the `count` highest scores with their scores.

        Those that tie with the last come too. `keep` masks the rows that may be returned; None is
        all live ones. With a gain, score and gain together decide, among the rows given any.
        """
        if keep is None and not self._all_live:
            keep = np.concatenate(self.live)
        found = self._terms(terms)
        if all(term.weight > 0 for term in found):
            return best_rows(found, count, self._scratch.array(), keep, gain)
        scores, shared = self.scores(terms)  # of a few passages: in many, every weight is above 0
        rows = np.flatnonzero(shared if keep is None else shared & keep)
        given = np.ones(len(rows)) if gain is None else gain[rows]
        rows, given = rows[given > 0], given[given > 0]
        together = scores[rows] + given
        least = np.sort(together)[-count] if len(rows) > count else -np.inf
        rows = rows[together >= least]
        return rows, scores[rows]

    def of_rows(
        self, terms: Sequence[str], rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return the scores of some live rows, ascending, and whether they share a term."""
        total = np.zeros(len(rows))
        shared = np.zeros(len(rows), dtype=np.bool_)
        for term in self._terms(terms):
            total += term.of(rows)
            shared |= term.stands(rows)
        return total, shared

    def frequency(self, term: str) -> int:
        """Return how many live passages have the term."""
        return self._frequency(_encoded(term))

    def knows(self, term: str) -> bool:
        """True when a live passage has the term."""
        return self.frequency(term) > 0

    def rarity(self, terms: Sequence[str]) -> float:
        """Return how rare the rarest of some terms is: 0 in every passage, 1 in one or none."""
        return rarity([self.frequency(term) for term in set(terms)], self.statistics.passages)

    def _terms(self, terms: Sequence[str]) -> list[Term]:
        """Return the terms that live rows have, rarest first: in this order scores are summed."""
        found = []
        for text, times in sorted(Counter(terms).items()):
            term = _encoded(text)
            frequency = self._frequency(term)
            if frequency:
                weight = times * self._weight(frequency)
                found.append(Term(self._parts(term), frequency, weight, self.parameters.k1))
        return sorted(found, key=lambda one: one.frequency)

    def _parts(self, term: bytes) -> list[Part]:
        """Return a term's postings of every segment."""
        return [
            Part(start, segment.rows[place], segment.counts[place], norms)
            for segment, start, norms, place in zip(
                self.segments, self._starts, self._norms, self._places(term), strict=False
            )
        ]

    def _weight(self, frequency: int) -> float:
        return weight(frequency, self.statistics, self.parameters.epsilon)


def weight(frequency: int, known: Statistics, epsilon: float) -> float:
    """Return a term's inverse document frequency; a negative one becomes a share of the mean."""
    if not frequency:
        return 0.0
    idf = _idf(known.passages, frequency)
    return idf if idf >= 0 else epsilon * known.mean_idf


def rarity(frequencies: Sequence[int], passages: int) -> float:
    """Return how rare the rarest of some terms is, from the passages that hold each."""
    if not frequencies or passages < 2:
        return 1.0
    return 1.0 - math.log(max(min(frequencies), 1)) / math.log(passages)


def _frequency(
    segments: tuple[Segment, ...],
    live: Sequence[NDArray[np.bool_]] | None,
    places: Callable[[bytes], tuple[slice, ...]],
    term: bytes,
) -> int:
    """Return how many live rows have a term; `live` is None where all of them are."""
    found = places(term)
    if live is None:
        return sum(place.stop - place.start for place in found)
    return sum(
        int(mask[segment.rows[place]].sum())
        for segment, mask, place in zip(segments, live, found, strict=True)
    )


def _find(segments: tuple[Segment, ...], term: bytes) -> tuple[slice, ...]:
    """Return where a term's postings lie in each segment."""
    return tuple(segment.find(term) for segment in segments)


def statistics(segments: Sequence[Segment], live: Sequence[NDArray[np.bool_]]) -> Statistics:
    """Sum up the live rows of segments. The result does not depend on how rows are divided."""
    passages = sum(int(mask.sum()) for mask in live)
    length = sum(int(s.lengths[mask].sum()) for s, mask in zip(segments, live, strict=True))
    held = added_up(
        [term_hashes(one.vocabulary, one.offsets) for one in segments],
        [
            live_frequencies(one.starts, one.rows, mask)
            for one, mask in zip(segments, live, strict=True)
        ],
    )
    spread = zip(*(found.tolist() for found in np.unique(held, return_counts=True)), strict=True)
    idf = math.fsum(times * _idf(passages, frequency) for frequency, times in spread)
    return Statistics(
        passages=passages,
        mean_length=length / passages if passages else 0.0,
        mean_idf=idf / len(held) if len(held) else 0.0,
    )


def frequencies(segments: Sequence[Segment], live: Sequence[NDArray[np.bool_]]) -> Counter[bytes]:
    """Return how many live passages hold each term."""
    held: Counter[bytes] = Counter()
    for segment, mask in zip(segments, live, strict=True):
        found = live_frequencies(segment.starts, segment.rows, mask)
        blob, offsets = segment.vocabulary.tobytes(), segment.offsets.tolist()
        for number in np.flatnonzero(found):
            held[blob[offsets[number] : offsets[number + 1]]] += int(found[number])
    return held


def _encoded(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


def _idf(passages: int, frequency: int) -> float:
    """Return BM25Okapi's inverse document frequency."""
    return math.log(passages - frequency + 0.5) - math.log(frequency + 0.5)


def _offsets(lengths: Sequence[int]) -> NDArray[np.int64]:
    """Return where each of consecutive parts begins, and the end of the last."""
    return np.concatenate([[0], np.cumsum(np.array(lengths, dtype=np.int64))]).astype(np.int64)


def open_array(path: Path) -> NDArray[Any]:
    """Memory-map an array; an empty one has nothing to map and is read."""
    try:
        # as a plain array over the mapping: a slice of numpy's memmap takes five times as long
        opened: NDArray[Any] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except ValueError:  # numpy cannot map zero bytes
        opened = np.load(path, allow_pickle=False)
    return opened
