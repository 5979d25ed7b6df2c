"""Searching in Milvus: passages, vectors and BM25 over our own words, filters pushed down.

A question is one hybrid search: both legs within the filters, and the words once more among the
documents of the question's place and year, merged on the server with our weights. What comes back
is scored anew from its words and vectors by the formulas of `index.bm25` and `index.hits`, so that
both engines rank the same candidates alike: the server brings scores together by an arc tangent,
which lets hardly a difference of the words' through, and weighs frequent words otherwise.

Which collection that is, an alias says (`index.milvus_publish`).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index import bm25, versions
from index.documents import DocumentStore, StoredDocument
from index.engine import Remote
from index.filters import Filters, select, stated
from index.hits import Hit, Hits, Scored, ranked
from index.leaning import Leaning, lean
from index.manifest import Manifest
from index.milvus_client import (
    Address,
    answering,
    encoded,
    open_client,
    sayable,
    serving,
    speaking,
    version_of,
)
from index.models import LoadedModel, load_model
from index.parameters import IndexParameters
from index.postgres import PostgresStore
from index.queries import QueryVectors
from index.search import model_warnings
from index.store import Store
from index.words import words

__all__ = ["MilvusSearcher", "expression", "serving_documents"]

_MOST_HITS = 16_384  # Milvus gives no more
_CACHED_TERMS = 50_000  # whose frequencies are kept, some 5 MB


class _Vocabulary(Protocol):
    """What the weights of words are made of."""

    model: str | None
    statistics: bm25.Statistics

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many passages hold each term; a term of none may be left out."""
        ...


class _HomeVocabulary:
    """The vocabulary of a version in the home."""

    def __init__(self, place: Path, manifest: Manifest, parameters: IndexParameters):
        parts = [place / "segments" / record.name for record in manifest.segments]
        segments = [bm25.Segment.load(part) for part in parts]
        live = [record.mask() for record in manifest.segments]
        self._words = bm25.BM25(segments, live, parameters.bm25, manifest.statistics)
        self.statistics = manifest.statistics
        self.model = manifest.model

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many passages hold each term."""
        return {term: self._words.frequency(term) for term in terms}


class MilvusSearcher:
    """The version that the alias names, pinned. Safe to share between threads."""

    def __init__(
        self,
        home: Path,
        parameters: IndexParameters,
        remote: Remote,
        *,
        model: LoadedModel | None = None,
        queries: QueryVectors | None = None,
    ) -> None:
        """IndexMissing when nothing is published there, EngineAway when a server is away."""
        self._home, self._parameters, self._remote = home, parameters, remote
        self._address = Address.of(remote.search)
        self._client = open_client(self._address)
        with answering(self._address):
            self._collection = serving(self._client, self._address)
        self.version = version_of(self._collection, self._address)
        self.store: DocumentStore
        self._vocabulary: _Vocabulary
        if remote.documents:
            store = PostgresStore(remote.documents, self._address.name, self.version)
            self.store = self._vocabulary = store
        else:
            place, manifest = _of_home(home, self.version)
            self.store = Store(place / versions.STORE)
            self._vocabulary = _HomeVocabulary(place, manifest, parameters)
        self._frequencies: dict[str, int] = {}
        self._model = model or load_model(parameters.model)
        self.warnings = model_warnings(self._model, self._vocabulary.model)
        embedder = None if self.warnings else self._model.embedder
        self._queries = (queries or QueryVectors(embedder)) if embedder else None

    @property
    def words_only(self) -> bool:
        """True when there is no vector leg."""
        return self._queries is None

    def is_current(self) -> bool:
        """True while the alias names this collection."""
        with answering(self._address):
            named = self._client.describe_alias(self._address.name)["collection_name"]
        return bool(named == self._collection)

    def renewed(self) -> "MilvusSearcher":
        """Open the version that serves now, with the model that is loaded already."""
        return MilvusSearcher(
            self._home, self._parameters, self._remote, model=self._model, queries=self._queries
        )

    def close(self) -> None:
        """Close both connections."""
        self.store.close()
        self._client.close()

    def expect(self, texts: Iterable[str]) -> None:
        """Begin the work on questions in search form that will be searched for next."""
        if self._queries is not None:
            self._queries.begin(texts)

    def rarity(self, word: str) -> float:
        """Return how rare a word (search form) is: 0 in every passage, 1 in one or in none."""
        found = self._held(words(word))
        return bm25.rarity(list(found.values()), self._vocabulary.statistics.passages)

    def knows(self, word: str) -> bool:
        """True when a word (search form) is a term of some passage."""
        return any(self._held([word.lower()]).values())

    def search(
        self,
        text: str,
        k: int = 10,
        filters: Filters | None = None,
        leaning: Leaning | None = None,
    ) -> Hits:
        """Return the k best passages for a question in search form."""
        if k < 1:
            raise ValueError(f"k must be at least 1: {k}")
        documents = self.store.documents()
        chosen = select(documents, filters or Filters())
        hits: tuple[Hit, ...] = ()
        if chosen.documents:
            wish = expression(documents, filters or Filters())
            given = lean(documents, leaning) if leaning else {}
            favoured = _favoured(documents, leaning) if leaning and given else ""
            found = self._candidates(text, wish, favoured)
            if found:
                scored = self._scored(text, found, given)
                hits = ranked(scored, k, self._parameters.search.vector_weight)
        return Hits(
            hits=hits,
            index_version=self.version,
            words_only=self.words_only,
            filter_empty=bool(filters) and not chosen.documents,
            documents=len(chosen.documents),
            lacking=chosen.lacking,
        )

    def _candidates(self, text: str, wish: str, favoured: str) -> Sequence[Any]:
        """Ask the server for the best passages of each leg, merged."""
        from pymilvus import AnnSearchRequest, WeightedRanker

        pool = self._parameters.search.pool
        weight = self._parameters.search.vector_weight
        asked = " ".join(encoded(term) for term in words(text))
        legs = []
        if asked:
            among = [wish, " and ".join(f"({one})" for one in (wish, favoured) if one)]
            for one in among if favoured else among[:1]:
                request = AnnSearchRequest([asked], "sparse", {"metric_type": "BM25"}, pool, one)
                legs.append((request, 1.0 - weight))
        if self._queries is not None:
            query = self._queries.get(text).tolist()
            request = AnnSearchRequest([query], "vector", {"metric_type": "IP"}, pool, wish)
            legs.append((request, weight))
        if not legs:
            return ()
        with answering(self._address):
            found = self._client.hybrid_search(
                self._collection,
                [request for request, _ in legs],
                WeightedRanker(*(share for _, share in legs), norm_score=True),
                limit=min(pool * len(legs), _MOST_HITS),  # the ranker orders; it leaves none out
                output_fields=["document", "words", *(["vector"] if self._queries else [])],
            )
        return list(found[0])

    def _scored(self, text: str, found: Sequence[Any], given: Mapping[str, float]) -> Scored:
        """Give candidates the scores that the local engine gives them."""
        documents = [hit["entity"]["document"] for hit in found]
        lexical, shared = self._lexical(words(text), [hit["entity"]["words"] for hit in found])
        vector: NDArray[np.float64] | None = None
        near = np.zeros(len(found), dtype=np.bool_)
        if self._queries is not None:
            rows = np.array([hit["entity"]["vector"] for hit in found], dtype=np.float32)
            vector = (rows @ self._queries.get(text)).astype(np.float64)
            near[np.argsort(-vector, kind="stable")[: self._parameters.search.pool]] = True
        return Scored(
            ids=[hit["id"] for hit in found],
            documents=documents,
            lexical=lexical,
            shared=shared,
            vector=vector,
            found=near,
            given=np.array([given.get(one, 0.0) for one in documents], np.float64),
        )

    def _lexical(
        self, terms: Sequence[str], passages: Sequence[str]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return BM25Okapi's score of each passage, and whether it shares a term."""
        parameters, known = self._parameters.bm25, self._vocabulary.statistics
        split = [passage.split() for passage in passages]
        asked = {encoded(term): term for term in terms}
        counted = [Counter(one for one in passage if one in asked) for passage in split]
        lengths = np.array([len(passage) for passage in split], dtype=np.float64)
        k1, b = parameters.k1, parameters.b
        norm = k1 * (1 - b + b * lengths / (known.mean_length or 1.0))
        total = np.zeros(len(passages))
        shared = np.zeros(len(passages), dtype=np.bool_)
        frequencies = self._held(terms)
        for term, times in Counter(terms).items():
            code = encoded(term)
            counts = np.array([one[code] for one in counted], dtype=np.float64)
            weight = times * bm25.weight(frequencies[term], known, parameters.epsilon)
            total += weight * (counts * (k1 + 1) / (counts + norm))
            shared |= counts > 0
        return total, shared

    def _held(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many passages hold each term, from memory where it was asked before."""
        wanted = set(terms)
        found = {term: self._frequencies[term] for term in wanted if term in self._frequencies}
        unknown = wanted - found.keys()
        if unknown:
            fresh = dict.fromkeys(unknown, 0) | self._vocabulary.frequencies(unknown)
            if len(self._frequencies) > _CACHED_TERMS:
                self._frequencies = {}
            self._frequencies.update(fresh)
            found |= fresh
        return found


def serving_documents(home: Path, remote: Remote) -> DocumentStore:
    """Open the documents of the version that serves."""
    address = Address.of(remote.search)
    with speaking(address) as client:
        version = version_of(serving(client, address), address)
    if remote.documents:
        return PostgresStore(remote.documents, address.name, version)
    return Store(_of_home(home, version)[0] / versions.STORE)


def expression(documents: Sequence[StoredDocument], filters: Filters) -> str:
    """Return what a passage's fields have to be for its document to pass; empty: anything."""
    wanted = set(filters.documents)
    first, last = filters.published_from, filters.published_to
    parts = []
    if wanted:
        parts.append(_is_in("document", (d.id for d in documents if {d.id, d.path} & wanted)))
    if filters.without:
        parts.append(_is_in("document", sorted(filters.without)).replace(" in ", " not in ", 1))
    if filters.regions:
        known = stated((d.metadata.region for d in documents), filters.regions, regions=True)
        parts.append(_is_in("region", known))
    if filters.issuers:
        known = stated((d.metadata.issuer for d in documents), filters.issuers, regions=False)
        parts.append(_is_in("issuer", known))
    parts += [f"published >= {first:%Y%m%d}"] if first else []
    parts += [f"published <= {last:%Y%m%d}"] if last else []
    return " and ".join(parts)


def _favoured(documents: Sequence[StoredDocument], leaning: Leaning) -> str:
    """Return what the fields of passages are whose document is of the question's place or year."""
    placed = lean(documents, replace(leaning, years=()))
    regions = {one.metadata.region for one in documents if one.id in placed}
    parts = [_is_in("region", sorted(one for one in regions if one))] if regions - {None} else []
    parts += ["region is null"] if None in regions else []
    years = sorted({year + after for year in leaning.years for after in (0, 1)})
    parts += [f"array_contains_any(years, {years})"] if years else []
    return " or ".join(parts)


def _is_in(field: str, values: Iterable[str]) -> str:
    listed = json.dumps([sayable(value) for value in values], ensure_ascii=False)
    return f"{field} in {listed}"


def _of_home(home: Path, version: str) -> tuple[Path, Manifest]:
    """Return folder and manifest of a version that the home holds."""
    folder = home / "index"
    pointer = versions.current(folder)
    for published in (pointer.current, pointer.previous):
        if published is not None and published.version == version:
            return folder / version, versions.read_manifest(folder, published)
    raise IndexDamaged(
        f"Milvus serves version {version}, which {home} does not hold; run: policyqa index "
        "publish, or set service.database to the PostgreSQL that holds its documents"
    )
