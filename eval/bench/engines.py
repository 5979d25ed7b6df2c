"""The engines of a comparison: each indexes the same passages and answers with rows, best first.

Passages come as numbers of terms and as vectors, so that no engine cuts words of its own; those
that take text only get each term as a word (`w12`). Parameters of BM25 are ours where an engine
takes them, the fusion is the engine's own.
"""

from collections.abc import Sequence
from itertools import starmap
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from eval.bench.material import Material
from index.bm25 import BM25, Bm25Parameters, Segment
from index.candidates import Legs
from index.hits import Scored, ranked
from index.parameters import SearchParameters
from index.vectors import VectorIndex

__all__ = ["ENGINES", "FOUND", "Engine", "Given"]

FOUND = 10  # rows that are asked for
_OURS = Bm25Parameters()
_PORTION = 5_000  # passages handed over at once


class Given:
    """The material as other libraries take it."""

    def __init__(self, material: Material, folder: Path) -> None:
        self.folder = folder
        self.words = material.words()
        self.vectors: NDArray[np.float32] = np.asarray(material.vectors, dtype=np.float32)
        self.number = material.vocabulary()

    def text(self, numbers: Sequence[int]) -> str:
        """Return terms as a text of one word for each."""
        return " ".join(f"w{n}" for n in numbers)

    def texts(self) -> list[str]:
        """Return the text of each passage."""
        return [self.text(one) for one in self.words]


class Engine(Protocol):
    """An index over the passages; making it is what is timed as indexing."""

    def search(self, terms: Sequence[int], query: NDArray[np.float32], /) -> list[int]:
        """Return the best rows for the numbers of a question's terms and its vector."""
        ...


class OurWords:
    """BM25 of this project, from files."""

    def __init__(self, given: Given) -> None:
        names = {number: term for term, number in given.number.items()}
        segment = Segment.of([names[n] for n in one] for one in given.words)
        segment.save(given.folder)
        opened = Segment.load(given.folder)
        self._names = names
        self.words = BM25([opened], [np.ones(opened.size, dtype=np.bool_)], _OURS)

    def search(self, terms: Sequence[int], _query: NDArray[np.float32]) -> list[int]:
        rows, scores = self.words.best([self._names[n] for n in terms], FOUND)
        return [int(row) for row in rows[np.lexsort((rows, -scores))][:FOUND]]


class Ours(OurWords):
    """Both legs and the fusion of this project, from files."""

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        path = given.folder / "vectors.faiss"
        VectorIndex.save(given.vectors.astype(np.float16), path)
        self._parameters = SearchParameters()
        self._legs = Legs(self.words, [VectorIndex(path)], self._parameters.pool)

    def search(self, terms: Sequence[int], query: NDArray[np.float32]) -> list[int]:
        found = self._legs.candidates([self._names[n] for n in terms], query, None, None)
        ids = [f"{row:09}" for row in found.rows.tolist()]
        scored = Scored(
            ids, ids, found.lexical, found.shared, found.vector, found.found, found.given
        )
        return [
            int(one.passage_id) for one in ranked(scored, FOUND, self._parameters.vector_weight)
        ]


class RankBm25:
    """rank-bm25 as it is."""

    def __init__(self, given: Given) -> None:
        from rank_bm25 import BM25Okapi

        self._index = BM25Okapi(given.words, k1=_OURS.k1, b=_OURS.b, epsilon=_OURS.epsilon)

    def search(self, terms: Sequence[int], _query: NDArray[np.float32]) -> list[int]:
        scores = self._index.get_scores(terms)
        return [int(row) for row in np.argsort(-scores, kind="stable")[:FOUND]]


class Bm25s:
    """bm25s, with numpy."""

    def __init__(self, given: Given) -> None:
        import bm25s
        from bm25s.tokenization import Tokenized

        self._index = bm25s.BM25(k1=_OURS.k1, b=_OURS.b)
        vocabulary = {f"w{n}": n for n in range(len(given.number))}
        self._index.index(Tokenized(given.words, vocabulary), show_progress=False)

    def search(self, terms: Sequence[int], _query: NDArray[np.float32]) -> list[int]:
        asked = [[f"w{n}" for n in terms]]
        rows, _ = self._index.retrieve(asked, k=FOUND, show_progress=False)
        return [int(row) for row in rows[0]]


class Tantivy:
    """tantivy, in a folder."""

    def __init__(self, given: Given) -> None:
        import tantivy

        self._library: Any = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field("row", stored=True)
        self._schema = builder.build()
        place = given.folder / "tantivy"
        place.mkdir()
        index = tantivy.Index(self._schema, path=str(place))
        writer = index.writer(num_threads=1)
        for row, text in enumerate(given.texts()):
            writer.add_document(tantivy.Document(text=text, row=row))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(self, terms: Sequence[int], _query: NDArray[np.float32]) -> list[int]:
        library = self._library
        asked = library.Query.boolean_query(
            [
                (library.Occur.Should, library.Query.term_query(self._schema, "text", f"w{n}"))
                for n in terms
            ]
        )
        found = self._searcher.search(asked, FOUND, count=False).hits
        return [int(self._searcher.doc(place)["row"][0]) for _, place in found]


class Haystack:
    """Haystack's in-memory store: BM25 and embeddings, joined by reciprocal ranks."""

    def __init__(self, given: Given) -> None:
        from haystack import Document
        from haystack.components.joiners import DocumentJoiner
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        self._text = given.text
        self._store = InMemoryDocumentStore(
            bm25_tokenization_regex=r"\S+",
            bm25_algorithm="BM25Okapi",
            bm25_parameters={"k1": _OURS.k1, "b": _OURS.b},
            return_embedding=False,
        )
        texts = given.texts()
        for start in range(0, len(texts), _PORTION):
            self._store.write_documents(
                [
                    Document(id=str(row), content=texts[row], embedding=given.vectors[row].tolist())
                    for row in range(start, min(start + _PORTION, len(texts)))
                ]
            )
        self._joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=FOUND)

    def search(self, terms: Sequence[int], query: NDArray[np.float32]) -> list[int]:
        words = self._store.bm25_retrieval(self._text(terms), top_k=FOUND)
        near = self._store.embedding_retrieval(query.tolist(), top_k=FOUND)
        return [int(one.id) for one in self._joiner.run([words, near])["documents"]]


class Txtai:
    """txtai: its BM25 and FAISS, fused by its own weights."""

    def __init__(self, given: Given) -> None:
        from txtai import Embeddings

        self._text = given.text
        texts = given.texts()
        self._vectors = dict(zip(texts, given.vectors, strict=True))

        def vectors(asked: list[str]) -> NDArray[np.float32]:
            return np.stack([self._vectors[one] for one in asked])

        self._index = Embeddings(
            {
                "method": "external",
                "transform": vectors,
                "hybrid": True,
                "scoring": {"method": "bm25", "terms": True, "k1": _OURS.k1, "b": _OURS.b},
            }
        )
        self._index.index((row, text, None) for row, text in enumerate(texts))

    def search(self, terms: Sequence[int], query: NDArray[np.float32]) -> list[int]:
        text = self._text(terms)
        self._vectors[text] = query
        return [int(row) for row, _ in self._index.search(text, FOUND)]


class LanceDb:
    """LanceDB: its full-text index and vectors, joined by reciprocal ranks."""

    def __init__(self, given: Given) -> None:
        import lancedb
        import pyarrow as pa
        from lancedb.index import FTS
        from lancedb.rerankers import RRFReranker

        self._text = given.text
        width = given.vectors.shape[1]
        flat = pa.array(given.vectors.ravel())
        table = pa.table(
            {
                "row": np.arange(len(given.words)),
                "text": given.texts(),
                "vector": pa.FixedSizeListArray.from_arrays(flat, width),
            }
        )
        self._table = lancedb.connect(given.folder / "lance").create_table("passages", table)
        plain = FTS(
            base_tokenizer="whitespace", stem=False, remove_stop_words=False, ascii_folding=False
        )
        self._table.create_index("text", config=plain)
        self._reranker = RRFReranker()

    def search(self, terms: Sequence[int], query: NDArray[np.float32]) -> list[int]:
        asked = self._table.search(query_type="hybrid").vector(query).text(self._text(terms))
        found = asked.rerank(self._reranker).limit(FOUND).select(["row"]).to_list()
        return [int(one["row"]) for one in found]


class MilvusLite:
    """Milvus Lite: its BM25 over the words and vectors, joined by reciprocal ranks."""

    def __init__(self, given: Given) -> None:
        from pymilvus import (
            AnnSearchRequest,
            DataType,
            Function,
            FunctionType,
            MilvusClient,
            RRFRanker,
        )

        self._text = given.text
        self._request, self._ranker = AnnSearchRequest, RRFRanker()
        self._client = MilvusClient(str(given.folder / "milvus.db"))
        schema = self._client.create_schema()
        schema.add_field("row", DataType.INT64, is_primary=True)
        schema.add_field(
            "words",
            DataType.VARCHAR,
            max_length=65_535,
            enable_analyzer=True,
            analyzer_params={"tokenizer": "standard"},
        )
        schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=given.vectors.shape[1])
        schema.add_function(Function("bm25", FunctionType.BM25, ["words"], ["sparse"]))
        indexes = self._client.prepare_index_params()
        parameters = {"bm25_k1": _OURS.k1, "bm25_b": _OURS.b}
        indexes.add_index(
            "sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params=parameters
        )
        indexes.add_index("vector", index_type="FLAT", metric_type="IP")
        self._client.create_collection("passages", schema=schema, index_params=indexes)
        texts = given.texts()
        for start in range(0, len(texts), _PORTION):
            self._client.insert(
                "passages",
                [
                    {"row": row, "words": texts[row], "vector": given.vectors[row]}
                    for row in range(start, min(start + _PORTION, len(texts)))
                ],
            )
        self._client.flush("passages")
        self._client.load_collection("passages")

    def search(self, terms: Sequence[int], query: NDArray[np.float32]) -> list[int]:
        requests = starmap(
            self._request,
            (
                ([self._text(terms)], "sparse", {"metric_type": "BM25"}, FOUND),
                ([query.tolist()], "vector", {"metric_type": "IP"}, FOUND),
            ),
        )
        found = self._client.hybrid_search("passages", list(requests), self._ranker, limit=FOUND)
        return [int(one["row"]) for one in found[0]]


ENGINES: dict[str, type[Any]] = {
    "policyqa words": OurWords,
    "rank-bm25": RankBm25,
    "bm25s": Bm25s,
    "tantivy": Tantivy,
    "policyqa": Ours,
    "haystack": Haystack,
    "txtai": Txtai,
    "lancedb": LanceDb,
    "milvus-lite": MilvusLite,
}
