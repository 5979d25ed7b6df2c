"""A segment on disk: passages of some documents with their terms and vectors, never changed."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import bm25
from index.vectors import VectorIndex
from index.versions import file_digest

__all__ = ["Rows", "load_ids", "load_rows", "load_vectors", "merge_rows", "save_rows"]

_IDS = "ids.npy"
_VECTORS = "vectors.faiss"


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The passages of a segment, in row order."""

    ids: tuple[str, ...]
    terms: bm25.Segment
    vectors: NDArray[np.float16] | None


def save_rows(rows: Rows, parts: Path) -> str:
    """Write a segment into the folder of segments; return its name, made from its bytes."""
    beside = parts / ".new"
    beside.mkdir()
    rows.terms.save(beside)
    encoded = [one.encode("utf-8") for one in rows.ids]
    width = max(map(len, encoded), default=1)
    np.save(beside / _IDS, np.array(encoded, dtype=f"S{width}"), allow_pickle=False)
    if rows.vectors is not None:
        VectorIndex.save(rows.vectors, beside / _VECTORS)
    digests = [(file.name, file_digest(file)) for file in sorted(beside.iterdir())]
    name = sha256(repr(digests).encode()).hexdigest()[:16]
    if (parts / name).exists():
        shutil.rmtree(beside)
    else:
        beside.rename(parts / name)
    return name


def load_rows(folder: Path) -> Rows:
    """Read a segment whole, to merge it."""
    path = folder / _VECTORS
    return Rows(
        ids=tuple(one.decode("utf-8") for one in load_ids(folder)),
        terms=bm25.Segment.load(folder),
        vectors=VectorIndex(path).vectors() if path.exists() else None,
    )


def load_ids(folder: Path) -> NDArray[np.bytes_]:
    """Open the passage ids of a segment by row, memory-mapped."""
    ids: NDArray[np.bytes_] = bm25.open_array(folder / _IDS)
    return ids


def load_vectors(folder: Path) -> VectorIndex:
    """Open the vectors of a segment."""
    return VectorIndex(folder / _VECTORS)


def merge_rows(parts: Sequence[Rows], live: Sequence[NDArray[np.bool_]]) -> Rows:
    """Return one segment of the live rows, in order."""
    vectors = [
        part.vectors[mask]
        for part, mask in zip(parts, live, strict=True)
        if part.vectors is not None
    ]
    return Rows(
        ids=tuple(
            one
            for part, mask in zip(parts, live, strict=True)
            for one, alive in zip(part.ids, mask.tolist(), strict=True)
            if alive
        ),
        terms=bm25.merge([part.terms for part in parts], live),
        vectors=np.concatenate(vectors) if vectors else None,
    )
