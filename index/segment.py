"""A segment on disk: passages of some documents with their terms and vectors, never changed."""

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from index import bm25
from index.manifest import file_digest
from index.merging import merge
from index.vectors import VectorIndex

__all__ = [
    "FILES",
    "Rows",
    "Texts",
    "add_vectors",
    "link",
    "load_ids",
    "load_rows",
    "load_vectors",
    "merge_rows",
    "save_rows",
]

_IDS = "ids.npy"
_VECTORS = "vectors.faiss"
TEXT_FILES = ("texts.npy", "text_ends.npy")
FILES = (_IDS, _VECTORS, *TEXT_FILES, *(f"{name}.npy" for name in bm25.ARRAYS))


class Texts(Sequence[str]):
    """What both legs search of passages, kept until they have vectors; may be memory-mapped."""

    def __init__(self, blob: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._blob = blob  # UTF-8, one text behind the other
        self._ends = ends  # one more than there are texts; the first is 0

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """Keep some texts."""
        return cls._of([one.encode("utf-8", "surrogatepass") for one in texts])

    @classmethod
    def _of(cls, encoded: Sequence[bytes]) -> "Texts":
        ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        return self._bytes(at).decode("utf-8", "surrogatepass")

    def _bytes(self, at: int) -> bytes:
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._blob[self._ends[at] : self._ends[at + 1]].tobytes()

    def save(self, folder: Path) -> None:
        """Write the texts into a folder."""
        np.save(folder / TEXT_FILES[0], self._blob, allow_pickle=False)
        np.save(folder / TEXT_FILES[1], self._ends, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> "Texts | None":
        """Open the texts of a folder, memory-mapped; None where there are none."""
        if not (folder / TEXT_FILES[0]).exists():
            return None
        blob, ends = (bm25.open_array(folder / name) for name in TEXT_FILES)
        return cls(blob, ends)

    @classmethod
    def merged(cls, parts: Sequence["Texts"], live: Sequence[NDArray[np.bool_]]) -> "Texts":
        """Return the live texts of all parts, in order."""
        return cls._of(
            [
                part._bytes(int(at))
                for part, mask in zip(parts, live, strict=True)
                for at in np.flatnonzero(mask)
            ]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The passages of a segment, in row order."""

    ids: tuple[str, ...]
    terms: bm25.Segment
    vectors: NDArray[np.float16] | None
    texts: Texts | None = None  # of passages that have no vectors yet


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
    elif rows.texts is not None:
        rows.texts.save(beside)
    return _named(beside)


def add_vectors(source: Path, vectors: NDArray[np.float16], parts: Path) -> str:
    """Put a segment into the folder of segments with the vectors it lacked; return its name."""
    beside = parts / ".new"
    beside.mkdir()
    for path in sorted(source.iterdir()):
        if path.name not in TEXT_FILES and path.name in FILES:
            link(path, beside / path.name)
    VectorIndex.save(vectors, beside / _VECTORS)
    return _named(beside)


def link(source: Path, target: Path) -> None:
    """Put a file that never changes in a second place; a copy where links are not to be had."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _named(beside: Path) -> str:
    """Give a segment its name, made from its bytes, and its place."""
    parts = beside.parent
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
        texts=Texts.load(folder),
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
    texts = [part.texts for part in parts if part.texts is not None]
    return Rows(
        ids=tuple(
            one
            for part, mask in zip(parts, live, strict=True)
            for one, alive in zip(part.ids, mask.tolist(), strict=True)
            if alive
        ),
        terms=merge([part.terms for part in parts], live),
        vectors=np.concatenate(vectors) if vectors else None,
        texts=Texts.merged(texts, live) if texts and not vectors else None,
    )
