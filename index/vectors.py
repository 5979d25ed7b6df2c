"""Vectors of passages: embedded once, kept rounded, searched by FAISS."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index.models import Embedder

__all__ = ["FLAT_ROWS", "VectorCache", "VectorIndex", "embed_passages", "embed_query"]

_BATCH = 8  # texts per call of the engine: small, so that progress moves and threads share evenly
# Up to so many vectors a question is compared with all; see the table of docs/performance.md.
FLAT_ROWS = 200_000
_LISTS = 2.0  # times the square root of the number of vectors: how many lists
_PROBED = 0.1  # of the lists are looked through: 99 % of the nearest ten of 300,000
_SAMPLE = 40  # vectors for each centre to learn from
_ROUNDS = 8  # of learning
_PORTION = 65_536  # vectors widened to single precision at once
_KEPT_TOGETHER = 64  # vectors that are made durable at once: what a killed build computes again
_BLOCK = 4096  # texts that are held in memory
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"


class VectorCache:
    """Vectors by hash of model, prefix and text, in half precision; a file of the home."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path)
        self._connection.execute(_SCHEMA)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float16]]:
        """Return those of the vectors that are there."""
        found = {}
        for key in keys:
            row = self._connection.execute(
                "SELECT vector FROM vectors WHERE key = ?", (key,)
            ).fetchone()
            if row is not None:
                found[key] = np.frombuffer(row[0], dtype="<f2")
        return found

    def put(self, keys: Sequence[bytes], vectors: NDArray[np.float16]) -> None:
        """Add vectors and make them durable, so that a stopped build loses none."""
        rows = [(k, v.astype("<f2").tobytes()) for k, v in zip(keys, vectors, strict=True)]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def embed_passages(
    texts: Sequence[str],
    embedder: Embedder,
    cache: VectorCache,
    *,
    workers: int,
    progress: Callable[[int, int], None],
) -> NDArray[np.float16]:
    """Return the passages' vectors, shape (len(texts), dimensions).

    Only texts that the cache lacks are embedded, and kept there as they come, so that a build that
    is killed goes on where it was. Every vector is rounded to half precision before its first use,
    so that a cold build answers as a warm one. `progress` gets how many of the texts have a vector,
    and of how many. Memory holds the vectors, and some thousand of the texts.
    """
    found = np.zeros((len(texts), embedder.dimensions), dtype=np.float16)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for start in range(0, len(texts), _BLOCK):
            block = texts[start : start + _BLOCK]
            keys = [_key(embedder, text) for text in block]
            known = cache.get(keys)
            todo = {k: t for k, t in zip(keys, block, strict=True) if k not in known}
            missing = len(todo)
            for done, fresh in enumerate(_embedded(todo, embedder, pool), start=1):
                cache.put([key for key, _ in fresh], np.stack([vector for _, vector in fresh]))
                known.update(fresh)
                left = max(missing - done * _KEPT_TOGETHER, 0)
                progress(start + len(block) - left, len(texts))
            for number, key in enumerate(keys, start=start):
                found[number] = known[key]
            progress(start + len(block), len(texts))
    return found


def _embedded(
    todo: dict[bytes, str], embedder: Embedder, pool: ThreadPoolExecutor
) -> Iterator[list[tuple[bytes, NDArray[np.float16]]]]:
    """Yield vectors by key, some dozens at a time; alike lengths share a batch."""
    ordered = sorted(todo.items(), key=lambda pair: (len(pair[1]), pair[0]))
    batches = [ordered[i : i + _BATCH] for i in range(0, len(ordered), _BATCH)]
    begun = pool.map(lambda batch: embedder.embed_passages([text for _, text in batch]), batches)
    made: list[tuple[bytes, NDArray[np.float16]]] = []
    try:
        for batch, vectors in zip(batches, begun, strict=True):
            made += zip((key for key, _ in batch), vectors.astype(np.float16), strict=True)
            if len(made) >= _KEPT_TOGETHER:
                yield made
                made = []
    except Exception:  # what was computed before an error is kept
        if made:
            yield made
        raise
    if made:
        yield made


def embed_query(text: str, embedder: Embedder) -> NDArray[np.float32]:
    """Return the question's vector, shape (dimensions,)."""
    return embedder.embed_query(text)


class VectorIndex:
    """Inner products over half-precision vectors, memory-mapped from a FAISS file.

    Up to FLAT_ROWS vectors are compared with all of them; of more, with those of the lists whose
    centres are nearest (inverted file). Either holds the vectors themselves.
    """

    def __init__(self, path: Path) -> None:
        import faiss  # heavy

        self._faiss: Any = faiss
        try:
            self._index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
            self._lists = isinstance(self._index, faiss.IndexIVF)
            if self._lists:
                self._index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP)
                # no threads that read ahead: what is read lies in the page cache
                lists: Any = faiss.downcast_InvertedLists(self._index.invlists)
                lists.prefetch_nthread = 0
        except RuntimeError as error:
            raise IndexDamaged(f"{path} cannot be read as vectors; run ingest again") from error

    @staticmethod
    def save(vectors: NDArray[np.float16], path: Path, *, flat_rows: int = FLAT_ROWS) -> None:
        """Write vectors, shape (rows, dimensions), as a FAISS file that holds them exactly."""
        import faiss as library  # heavy

        faiss: Any = library
        half = faiss.ScalarQuantizer.QT_fp16
        dimensions = vectors.shape[1]
        if len(vectors) <= flat_rows:
            index: Any = faiss.IndexScalarQuantizer(dimensions, half, faiss.METRIC_INNER_PRODUCT)
            index.is_trained = True  # half precision has nothing to learn
        else:
            index = _with_lists(vectors)
        for start in range(0, len(vectors), _PORTION):
            index.add(vectors[start : start + _PORTION].astype(np.float32))
        if len(vectors) > flat_rows:
            index.set_direct_map_type(faiss.DirectMap.Array)  # a vector by its row
        faiss.write_index(index, str(path))

    @property
    def size(self) -> int:
        """Number of vectors."""
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def vectors(self) -> NDArray[np.float16]:
        """Return all vectors, shape (rows, dimensions)."""
        if not self.size:
            return np.zeros((0, self.dimensions), dtype=np.float16)
        found: NDArray[np.float32] = self._index.reconstruct_n(0, self.size)
        return found.astype(np.float16)

    def nearest(
        self, query: NDArray[np.float32], count: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return up to `count` allowed rows of highest inner product, and the products.

        `allowed` masks the rows, None for all. Where few of many are allowed, all of those are
        compared.
        """
        number = self.size if allowed is None else int(np.count_nonzero(allowed))
        if self._lists and allowed is not None and number <= FLAT_ROWS:
            rows = np.flatnonzero(allowed)
            return _highest(rows, self.scores(query, rows), count)
        count = min(count, number)
        if not count:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        selector: Any = None
        if allowed is not None and number < self.size:
            selector = self._faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        _, found = self._search(query, count, selector)
        there = found[0] >= 0  # the lists that were looked through may hold fewer
        rows = np.sort(found[0][there].astype(np.int64))
        return _highest(rows, self.scores(query, rows), count)  # FAISS sums in another order

    def scores(self, query: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the inner products of some rows, the same wherever among others a row stands."""
        if not len(rows):
            return np.zeros(0)
        self._faiss.omp_set_num_threads(1)
        products = [
            np.einsum(
                "ij,j->i", self._index.reconstruct_batch(rows[start : start + _PORTION]), query
            )
            for start in range(0, len(rows), _PORTION)
        ]
        return np.concatenate(products).astype(np.float64)

    def _search(
        self, query: NDArray[np.float32], count: int, selector: Any
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Search on the calling thread alone.

        Threads of OpenMP wait for each other busily: beside other work on two cores a search of
        107 rows took 15 to 30 ms with two of them, and 0.02 ms with one. OpenMP keeps the number
        for each calling thread.
        """
        self._faiss.omp_set_num_threads(1)
        options: Any = None
        if self._lists:
            options = self._faiss.SearchParametersIVF(nprobe=self._index.nprobe, sel=selector)
        elif selector is not None:
            options = self._faiss.SearchParameters(sel=selector)
        scores, rows = self._index.search(query[None, :], count, params=options)
        return scores, rows


def _with_lists(vectors: NDArray[np.float16]) -> Any:
    """Return an empty inverted file whose centres are learnt from an even sample of vectors."""
    import faiss  # heavy

    lists = max(1, round(_LISTS * len(vectors) ** 0.5))
    step = max(1, len(vectors) // (lists * _SAMPLE))
    index: Any = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(vectors.shape[1]),
        vectors.shape[1],
        lists,
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
        False,  # the vectors, not their distance from the centre: nothing is lost
    )
    index.cp.niter, index.cp.seed = _ROUNDS, 1
    index.cp.max_points_per_centroid = 2 * _SAMPLE
    index.cp.min_points_per_centroid = 1
    index.train(vectors[::step].astype(np.float32))
    index.nprobe = max(1, round(_PROBED * lists))
    return index


def _highest(
    rows: NDArray[np.int64], scores: NDArray[np.float64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the rows of the `count` highest scores, highest first."""
    order = np.argsort(-scores, kind="stable")[:count]
    return rows[order], scores[order]


def _key(embedder: Embedder, text: str) -> bytes:
    """Return the cache key; the model's id covers its prefix."""
    return sha256(f"{embedder.id}\0{text}".encode("utf-8", "surrogatepass")).digest()
