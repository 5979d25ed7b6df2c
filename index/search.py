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
from index.filters import Filters, select
from index.hits import Hit, Hits, Scored, ranked
from index.leaning import Leaning, lean
from index.models import LoadedModel, load_model
from index.parameters import IndexParameters
from index.queries import QueryVectors
from index.segment import load_ids, load_vectors
from index.store import Store
from index.vectors import VectorIndex
from index.words import words

__all__ = ["Filters", "Hit", "Hits", "Leaning", "Searcher", "model_warnings"]

_CACHED_WORDS = 8192  # words whose rarity is kept


@dataclass(frozen=True, slots=True, eq=False)
class _Candidates:
    """Rows of any segment, numbered through, that one leg or the other put forward."""

    rows: NDArray[np.int64]
    lexical: NDArray[np.float64]
    shared: NDArray[np.bool_]
    vector: NDArray[np.float64] | None
    found: NDArray[np.bool_]  # by the vectors, within their pool
    given: NDArray[np.float64]  # for place and year of the document


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
        versions.check_files(place, self.manifest)
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
        self._vectors = [load_vectors(part) for part in parts] if self._embedder else []
        self._starts = np.cumsum([0, *(len(mask) for mask in self._live)])
        self._check_sizes()
        self._names = [d for r in self.manifest.segments for d, _, _ in r.documents]
        counts = [n for r in self.manifest.segments for _, n, _ in r.documents]
        self._document_of_row = np.repeat(np.arange(len(counts)), counts)
        empty = np.zeros(0, dtype=np.bool_)
        self._all_live = np.concatenate([empty, *self._live])

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
        allowed = self._all_live
        passed = len(self.manifest.documents)
        lacking: tuple[tuple[str, int], ...] = ()
        if filters:
            selection = select(self.store.documents(), filters)
            passed, lacking = len(selection.documents), selection.lacking
            of_document = np.array([one in selection.documents for one in self._names], np.bool_)
            allowed = allowed & of_document[self._document_of_row]
        hits: tuple[Hit, ...] = ()
        if allowed.any():
            hits = self._rank(self._candidates(text, allowed, self._given(leaning)), k)
        return Hits(
            hits=hits,
            index_version=self.version,
            words_only=self.words_only,
            filter_empty=bool(filters) and not passed,
            documents=passed,
            lacking=lacking,
        )

    def expect(self, texts: Iterable[str]) -> None:
        """Begin the work on questions in search form that will be searched for next."""
        if self._queries is not None:
            self._queries.begin(texts)

    def _given(self, leaning: Leaning | None) -> NDArray[np.float64]:
        """Return what each row is given for place and year of its document."""
        given = lean(self.store.documents(), leaning) if leaning else {}
        of_document = np.array([given.get(one, 0.0) for one in self._names], np.float64)
        return of_document[self._document_of_row]

    def _candidates(
        self, text: str, allowed: NDArray[np.bool_], given: NDArray[np.float64]
    ) -> _Candidates:
        """Return the best rows of both legs with the scores of both."""
        lexical, shared = self._words.scores(words(text))
        shared &= allowed
        pool = self.parameters.search.pool
        matches = np.flatnonzero(shared)
        best = matches[np.argsort(-lexical[matches], kind="stable")[:pool]]
        if len(matches) > pool:  # a tie at the edge of the pool must not depend on row order
            best = matches[lexical[matches] >= lexical[best[-1]]]
        if given.any() and len(best):
            leant = lexical[matches] / max(float(lexical[best[0]]), 1e-9) + given[matches]
            best = np.union1d(best, matches[np.argsort(-leant, kind="stable")[:pool]])
        if self._queries is None:
            none = np.zeros(len(best), dtype=np.bool_)
            return _Candidates(best, lexical[best], shared[best], None, none, given[best])
        query = self._queries.get(text)
        near = self._nearest(query, pool, allowed)
        rows = np.union1d(best, near)
        return _Candidates(
            rows,
            lexical[rows],
            shared[rows],
            self._vector_scores(query, rows),
            np.isin(rows, near),
            given[rows],
        )

    def _nearest(
        self, query: NDArray[np.float32], count: int, allowed: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Return the rows nearest to the question, of all segments together."""
        rows: list[NDArray[np.int64]] = []
        scores: list[NDArray[np.float64]] = []
        for index, start, end in self._parts():
            found, products = index.nearest(query, count, allowed[start:end])
            rows.append(found + start)
            scores.append(products)
        together, products = np.concatenate(rows), np.concatenate(scores)
        return together[np.argsort(-products, kind="stable")[:count]]

    def _vector_scores(
        self, query: NDArray[np.float32], rows: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return the cosines of sorted rows of any segments."""
        return np.concatenate(
            [
                index.scores(query, rows[(rows >= start) & (rows < end)] - start)
                for index, start, end in self._parts()
            ]
        )

    def _parts(self) -> list[tuple[VectorIndex, int, int]]:
        bounds = self._starts.tolist()
        return list(zip(self._vectors, bounds[:-1], bounds[1:], strict=True))

    def _rank(self, found: _Candidates, k: int) -> tuple[Hit, ...]:
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
        vectors: Sequence[VectorIndex | None] = self._vectors or [None] * len(self._live)
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
