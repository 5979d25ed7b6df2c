"""What a version of an index is made of: its manifest, and the checksums of its files."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index.bm25 import Statistics
from index.shards import StoreRecord

__all__ = [
    "FORMAT",
    "MANIFEST",
    "Manifest",
    "SegmentRecord",
    "check_files",
    "file_digest",
    "files_of",
    "packed",
    "parsed",
]

FORMAT = 2  # of the files of a version; raise it when a reader of today could not read them
_READ = (1, FORMAT)  # 1: the documents in store.sqlite itself
MANIFEST = "index.json"


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """A segment: its folder's name, and its documents with how many passages each has in a row."""

    name: str
    documents: tuple[tuple[str, int, bool], ...]  # id, passages, whether it is live
    model: str | None = None  # id of the embedder of its vectors; None: it has none yet

    def mask(self) -> NDArray[np.bool_]:
        """Return which rows are live."""
        live = np.array([alive for _, _, alive in self.documents], dtype=np.bool_)
        return np.repeat(live, [count for _, count, _ in self.documents])


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version holds. `version` is its content id."""

    version: str
    format: int
    model: str | None  # id of the embedder; None: words alone
    passages: int
    statistics: Statistics
    documents: tuple[tuple[str, str, str], ...]  # id, digest of what is stored, reading; by id
    segments: tuple[SegmentRecord, ...]
    files: tuple[tuple[str, str, int], ...]  # path in the version, sha256, bytes
    stores: tuple[StoreRecord, ...] = ()  # of format 1 all is in store.sqlite


def parsed(data: bytes) -> Manifest:
    """Return what `packed` made; ValueError, KeyError or TypeError when it is no manifest."""
    stored: dict[str, Any] = json.loads(data)
    if stored["format"] not in _READ:
        raise IndexDamaged(
            f"the index has format {stored['format']}, this program reads {FORMAT}; "
            "run ingest again"
        )
    return Manifest(
        version=stored["version"],
        format=stored["format"],
        model=stored["model"],
        passages=stored["passages"],
        statistics=Statistics(**stored["statistics"]),
        documents=tuple((one, digest, key) for one, digest, key in stored["documents"]),
        segments=tuple(
            SegmentRecord(
                s["name"], tuple((d, n, live) for d, n, live in s["documents"]), s.get("model")
            )
            for s in stored["segments"]
        ),
        stores=tuple(
            StoreRecord(s["name"], tuple((d, live) for d, live in s["documents"]))
            for s in stored.get("stores", ())
        ),
        files=tuple((path, digest, size) for path, digest, size in stored["files"]),
    )


def packed(manifest: Manifest) -> bytes:
    """Return a manifest as it is stored."""
    return json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()


def check_files(version_folder: Path, manifest: Manifest) -> None:
    """Raise IndexDamaged when a file is missing or has another size: the quick check at opening."""
    for path, _, size in manifest.files:
        file = version_folder / path
        try:
            found = file.stat().st_size
        except OSError as error:
            raise IndexDamaged(f"{file} is missing; run: policyqa index verify") from error
        if found != size:
            raise IndexDamaged(f"{file} has {found} bytes, not {size}; run: policyqa index verify")


def file_digest(path: Path) -> str:
    """Return the sha256 (hex) of a file."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def files_of(
    folder: Path, known: Mapping[str, tuple[str, int]] | None = None
) -> tuple[tuple[str, str, int], ...]:
    """Return path, sha256 and size of every file of a version under way, by path.

    What is `known`, by path, was taken over from another version and is not read again: should it
    be damaged, its checksum goes on saying so.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            digest, size = (known or {}).get(name) or (file_digest(path), path.stat().st_size)
            found.append((name, digest, size))
    return tuple(found)
