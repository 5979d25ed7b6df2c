"""Searching one index version: both legs, fused, within the documents that the filters allow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index import versions
from index.bm25 import BM25, Segment
from index.candidates import Candidates, Legs
from index.filters import Filters, select
from index.hits import Hit, Hits, Scored, ranked
from index.leaning import Leaning, Leanings
from index.manifest import check_files
from index.models import LoadedModel, load_model
from index.parameters import IndexParameters
from index.queries import QueryVectors
from index.segment import load_ids, load_vectors
from index.store import Store
from index.vectors import VectorIndex
from index.words import words

__all__ = ["Filters", "Hit", "Hits", "Leaning", "Searcher", "model_warnings"]

_CACHED_WORDS = 8192  # words whose rarity is kept
_CACHED_FILTERS = 16  # whose rows are kept: a byte a row


class Searcher:
    """One version, opened and pinned: it goes on answering from it when another is published.

    Safe to share between threads. `warnings` says what the reader should know, such as that only
    words are searched.
    """

    def __init__(
        self,
        home: Path,
        parameters: IndexParameters,
        *,
        model: LoadedModel | None = None,
        queries: QueryVectors | None = None,
    ) -> None:
        """Open the serving version of a home; IndexMissing or IndexDamaged when there is none.

        `model`, and its `queries`, are taken over from a version opened before.
        """
        self.folder = home / "index"
        self.parameters = parameters
        published, self.store = _held(self.folder)
        self.manifest = versions.read_manifest(self.folder, published)
        self.version = self.manifest.version
        place = self.folder / self.version
        check_files(place, self.manifest)
        model = model or load_model(parameters.model)
        self._model = model
        self.warnings = model_warnings(model, self.manifest.model)
        self._embedder = None if self.warnings else model.embedder
        self._queries = (queries or QueryVectors(self._embedder)) if self._embedder else None
        parts = [place / "segments" / record.name for record in self.manifest.segments]
        self._live = [record.mask() for record in self.manifest.segments]
        self._ids = [load_ids(part) for part in parts]
        self._words = BM25(
            [Segment.load(part) for part in parts],
            self._live,
            parameters.bm25,
            self.manifest.statistics,
        )
        self._rarity = lru_cache(_CACHED_WORDS)(partial(_rarity, self._words))
        vectors = [load_vectors(part) for part in parts] if self._embedder else []
        self.legs = Legs(self._words, vectors, parameters.search.pool)
        self._starts = np.cumsum([0, *(len(mask) for mask in self._live)])
        self._check_sizes()
        self._names = [d for r in self.manifest.segments for d, _, _ in r.documents]
        self._counts = np.array([n for r in self.manifest.segments for _, n, _ in r.documents], int)
        self._document_of_row = np.repeat(np.arange(len(self._names)), self._counts)
        self._passing = lru_cache(_CACHED_FILTERS)(
            partial(_passing, self.store, self._names, self._counts, _together(self._live))
        )
        self._leanings = lru_cache(1)(partial(_leanings, self.store, self._names))

    @property
    def words_only(self) -> bool:
        """True when there is no vector leg."""
        return self._embedder is None

    def is_current(self) -> bool:
        """True while no other version has been published."""
        return versions.current(self.folder).current.version == self.version

    def renewed(self) -> "Searcher":
        """Open the version that serves now, with the model that is loaded already."""
        return Searcher(
            self.folder.parent, self.parameters, model=self._model, queries=self._queries
        )

    def rarity(self, word: str) -> float:
        """Return how rare a word (search form) is: 0 in every passage, 1 in one or in none."""
        return self._rarity(word)

    def knows(self, word: str) -> bool:
        """True when a word (search form) is a term of some passage."""
        return self._words.knows(word.lower())

    def close(self) -> None:
        """Release the store's connection."""
        self.store.close()

    def search(
        self,
        text: str,
        k: int = 10,
        filters: Filters | None = None,
        leaning: Leaning | None = None,
    ) -> Hits:
        """Return the k best passages for a question in search form.

        Documents that the question leans to go before others. `text` is folded by the caller
        (`corpus.script.fold_text`), once per question; nothing is folded here. A filter that no
        document passes is `filter_empty`, never the whole corpus.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1: {k}")
        passing = self._passing(filters or Filters())
        hits: tuple[Hit, ...] = ()
        if passing.any:
            given = self._given(leaning)
            query = self._queries.get(text) if self._queries is not None else None
            hits = self._rank(self.legs.candidates(words(text), query, passing.keep, given), k)
        return Hits(
            hits=hits,
            index_version=self.version,
            words_only=self.words_only,
            filter_empty=bool(filters) and not passing.documents,
            documents=passing.documents,
            lacking=passing.lacking,
        )

    def expect(self, texts: Iterable[str]) -> None:
        """Begin the work on questions in search form that will be searched for next."""
        if self._queries is not None:
            self._queries.begin(texts)

    def _given(self, leaning: Leaning | None) -> NDArray[np.float64] | None:
        """Return what each row is given for place and year of its document; None where none is."""
        of_document = self._leanings().given(leaning) if leaning else np.zeros(0)
        return np.repeat(of_document, self._counts) if of_document.any() else None

    def _rank(self, found: Candidates, k: int) -> tuple[Hit, ...]:
        """Fuse the candidates' scores and return the k best as hits."""
        documents = self._document_of_row[found.rows].tolist()
        scored = Scored(
            ids=self._passage_ids(found.rows),
            documents=[self._names[one] for one in documents],
            lexical=found.lexical,
            shared=found.shared,
            vector=found.vector,
            found=found.found,
            given=found.given,
        )
        return ranked(scored, k, self.parameters.search.vector_weight)

    def _passage_ids(self, rows: NDArray[np.int64]) -> list[str]:
        segments = np.searchsorted(self._starts, rows, side="right") - 1
        return [
            bytes(self._ids[segment][row - self._starts[segment]]).decode("utf-8")
            for row, segment in zip(rows.tolist(), segments.tolist(), strict=True)
        ]

    def _check_sizes(self) -> None:
        """Raise IndexDamaged when arrays of one segment do not fit each other."""
        vectors: Sequence[VectorIndex | None] = self.legs.vectors or [None] * len(self._live)
        for record, live, ids, terms, index in zip(
            self.manifest.segments,
            self._live,
            self._ids,
            self._words.segments,
            vectors,
            strict=True,
        ):
            sizes = {len(live), len(ids), terms.size} | (
                {index.size} if index is not None else set()
            )
            if len(sizes) != 1:
                raise IndexDamaged(f"segment {record.name} has arrays of {sorted(sizes)} rows")


def _held(folder: Path) -> tuple[versions.Published, Store]:
    """Open the store of the serving version, which keeps the whole version on disk.

    Between reading its name and holding it, other versions may be published and this one be
    removed: it is held for certain when it is still named afterwards.
    """
    while True:
        published = versions.current(folder).current
        try:
            store = Store(folder / published.version / versions.STORE)
        except IndexDamaged:
            if versions.current(folder).current == published:
                raise
            continue
        pointer = versions.current(folder)
        if published in (pointer.current, pointer.previous):
            return published, store
        store.close()


def _together(live: Sequence[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Return the masks of all segments as one."""
    return np.concatenate([np.zeros(0, dtype=np.bool_), *live])


@dataclass(frozen=True, slots=True, eq=False)
class _Passing:
    """What filters let through. `keep` masks the rows, None where all of them pass."""

    keep: NDArray[np.bool_] | None
    any: bool
    documents: int
    lacking: tuple[tuple[str, int], ...]


def _passing(
    store: Store,
    names: Sequence[str],
    counts: NDArray[np.int64],
    live: NDArray[np.bool_],
    filters: Filters,
) -> _Passing:
    """Return what filters let through; `names` are the documents of the rows, in row order."""
    stored = store.documents()
    keep, passed = live, len(stored)
    lacking: tuple[tuple[str, int], ...] = ()
    if filters:
        selection = select(stored, filters)
        passed, lacking = len(selection.documents), selection.lacking
        of_document = np.array([one in selection.documents for one in names], np.bool_)
        keep = live & np.repeat(of_document, counts)
    return _Passing(None if keep.all() else keep, bool(keep.any()), passed, lacking)


def _leanings(store: Store, names: Sequence[str]) -> Leanings:
    stored = {one.id: one for one in store.documents()}
    return Leanings([stored[one].metadata if one in stored else None for one in names])


def _rarity(bm25: BM25, word: str) -> float:
    return bm25.rarity(words(word))


def model_warnings(model: LoadedModel, built_with: str | None) -> tuple[str, ...]:
    """Say why the vectors cannot be used, if they cannot."""
    if model.warning:
        return (model.warning,)
    if model.embedder is None:
        return () if built_with is None else ("searching by words alone, as set",)
    if built_with is None:
        return ("the index was built without vectors; run ingest to add them",)
    if model.embedder.id != built_with:
        return (
            f"the index was built with {built_with}, the model is {model.embedder.id}; "
            "searching by words alone until ingest is run",
        )
    return ()
