"""The versions of an index on disk: what a version is made of, which one serves, going back.

    INDEX/CURRENT               which version serves, which one served before it
    INDEX/VERSION/index.json    manifest: content id, statistics, documents, checksums of files
    INDEX/VERSION/store.sqlite  which files hold the parsed documents (index.shards)
    INDEX/VERSION/stores/NAME   those files
    INDEX/VERSION/segments/NAME/*.npy, vectors.faiss

A version is complete and never changes; `CURRENT` is replaced in one rename.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.checked import damage, read_checked, write_checked
from corpus.errors import BadRequest, IndexDamaged, IndexMissing
from corpus.home import sync_folder
from corpus.lock import writing
from index.bm25 import Statistics
from index.hold import is_held
from index.shards import StoreRecord

__all__ = [
    "FORMAT",
    "Manifest",
    "Pointer",
    "Published",
    "SegmentRecord",
    "Status",
    "current",
    "read_manifest",
    "readings",
    "rollback",
    "status",
    "verify",
]

FORMAT = 2  # of the files of a version; raise it when a reader of today could not read them
_READ = (1, FORMAT)  # 1: the documents in store.sqlite itself
MANIFEST = "index.json"
STORE = "store.sqlite"
LOCK = "index.lock"  # beside the index folder; whoever builds or goes back holds it
POINTER = "CURRENT"
HIDDEN = ".building-"
READ = ".read"  # what a build under way has read out (index.parts)


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


@dataclass(frozen=True, slots=True)
class Published:
    """A version as `CURRENT` names it."""

    version: str
    manifest_sha256: str
    made_by: str  # fingerprint of the code that parsed; a change of it parses everything anew


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which version serves, and which one served before."""

    current: Published
    previous: Published | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """An index at a glance."""

    version: str
    previous: str | None
    documents: int
    passages: int
    segments: int
    model: str | None
    bytes: int


def current(folder: Path) -> Pointer:
    """Return which version serves; IndexMissing when none has been published."""
    path = folder / POINTER
    try:
        stored = read_checked(path)
        previous = stored["previous"]
        return Pointer(Published(**stored["current"]), previous and Published(**previous))
    except FileNotFoundError as error:
        raise IndexMissing(f"no index at {folder}; run: policyqa ingest DIR") from error
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{path} is damaged; run ingest again") from error


def read_manifest(folder: Path, published: Published) -> Manifest:
    """Return the manifest of a version, checked against the pointer's checksum."""
    path = folder / published.version / MANIFEST
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IndexDamaged(f"{path} is missing; run: policyqa index rollback, or ingest") from error
    if sha256(data).hexdigest() != published.manifest_sha256:
        raise IndexDamaged(f"{path} has changed; run: policyqa index rollback, or ingest again")
    try:
        return _manifest(json.loads(data))
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{path} is no manifest of an index; run ingest again") from error


def _manifest(stored: dict[str, Any]) -> Manifest:
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


def _manifest_bytes(manifest: Manifest) -> bytes:
    return json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()


def readings(folder: Path) -> set[tuple[str, str]]:
    """Return sha256 and reading of the documents of the serving version and the one before it."""
    pointer = current(folder)
    found: set[tuple[str, str]] = set()
    for published in (pointer.current, pointer.previous):
        if published is None:
            continue
        try:
            documents = read_manifest(folder, published).documents
        except IndexDamaged:
            continue  # nobody answers from it, nor goes back to it
        found |= {(key.partition(":")[0], key.partition(":")[2]) for _, _, key in documents}
    return found


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


def verify(folder: Path, published: Published | None = None) -> tuple[str, ...]:
    """Check every file of a version (the serving one) by checksum; return what is wrong."""
    pointer = damage(folder / POINTER) if published is None else None
    published = published or current(folder).current
    try:
        manifest = read_manifest(folder, published)
    except IndexDamaged as error:
        return tuple(filter(None, (pointer, str(error))))
    wrong = [pointer] if pointer else []
    place = folder / published.version
    for path, digest, _ in manifest.files:
        file = place / path
        if not file.is_file():
            wrong.append(f"{file} is missing")
        elif file_digest(file) != digest:
            wrong.append(f"{file} has changed")
    known = {path for path, _, _ in manifest.files} | {MANIFEST}
    for file in sorted(place.rglob("*")):
        if file.is_file() and file.relative_to(place).as_posix() not in known:
            wrong.append(f"{file} does not belong there")
    return tuple(wrong)


def damaged(folder: Path, manifest: Manifest, checked: set[tuple[int, ...]]) -> bool:
    """True when a file of a version is not as it was written.

    `checked` names files by inode, size and time of change: those that are in it were read before
    and are not read again, those that are found whole go into it.
    """
    if damage(folder / POINTER):
        return True
    for path, digest, _ in manifest.files:
        file = folder / manifest.version / path
        try:
            found = file.stat()
        except OSError:
            return True
        mark = found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
        if mark not in checked:
            if file_digest(file) != digest:
                return True
            checked.add(mark)
    return False


def rollback(folder: Path) -> str:
    """Let the previous version serve again; return its id. A second call undoes the first.

    Busy while a build runs.
    """
    with writing(folder.parent / LOCK, patience_s=0):
        return _rollback(folder)


def _rollback(folder: Path) -> str:
    pointer = current(folder)
    if pointer.previous is None:
        raise BadRequest("there is no previous index version to go back to")
    wrong = verify(folder, pointer.previous)
    if wrong:
        raise IndexDamaged(f"the previous version is damaged: {wrong[0]}")
    point(folder, Pointer(pointer.previous, pointer.current))
    return pointer.previous.version


def status(folder: Path) -> Status:
    """Return what the serving version holds."""
    pointer = current(folder)
    manifest = read_manifest(folder, pointer.current)
    return Status(
        version=manifest.version,
        previous=pointer.previous.version if pointer.previous else None,
        documents=len(manifest.documents),
        passages=manifest.passages,
        segments=len(manifest.segments),
        model=manifest.model,
        bytes=sum(size for _, _, size in manifest.files),
    )


def publish(
    folder: Path, hidden: Path, manifest: Manifest, made_by: str, instead_of: str | None = None
) -> bool:
    """Rename a finished hidden folder to its content id and let `CURRENT` name it.

    A version of that id that is there and whole is used as it stands. Return False when the
    serving version is this one already. A serving version that this one stands `instead_of` is not
    one to go back to.
    """
    data = _manifest_bytes(manifest)
    (hidden / MANIFEST).write_bytes(data)
    _sync_tree(hidden)
    made = Published(manifest.version, sha256(data).hexdigest(), made_by)
    before = _pointer_or_none(folder)
    place = folder / manifest.version
    if place.exists():
        there = Published(manifest.version, _digest_or_none(place / MANIFEST) or "", made_by)
        if verify(folder, there):
            place.rename(folder / f"{HIDDEN}{manifest.version}-damaged")
        else:
            made = there
    if not place.exists():
        hidden.rename(place)
        sync_folder(folder)
    if before is None:
        point(folder, Pointer(made))
        _prune(folder)
        return True
    same = before.current.version == made.version
    kept = same or before.current.version == instead_of
    point(folder, Pointer(made, before.previous if kept else before.current))
    _prune(folder)
    return not same


def _pointer_or_none(folder: Path) -> Pointer | None:
    try:
        return current(folder)
    except (IndexMissing, IndexDamaged):
        return None


def _digest_or_none(path: Path) -> str | None:
    return file_digest(path) if path.is_file() else None


def _prune(folder: Path) -> None:
    """Remove every version that neither serves nor served before, and that nobody reads.

    What is being read goes at a later publish. Nothing is being built while this runs.
    """
    pointer = current(folder)
    kept = {pointer.current.version, pointer.previous and pointer.previous.version}
    for path in folder.iterdir():
        left = path.is_dir() and path.name not in kept and path.name != READ
        if left and not is_held(path / STORE):
            shutil.rmtree(path, ignore_errors=True)


def clear(folder: Path) -> None:
    """Remove what builds that died have left; only for who holds the lock."""
    for left in folder.glob(f"{HIDDEN}*"):
        shutil.rmtree(left)
    for left in folder.glob(f".{POINTER}.*"):
        left.unlink(missing_ok=True)


def point(folder: Path, pointer: Pointer) -> None:
    """Let `CURRENT` name other versions, in one rename."""
    write_checked(folder / POINTER, asdict(pointer))
    sync_folder(folder)


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


def _sync_tree(folder: Path) -> None:
    """Make a folder with everything in it durable."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)
