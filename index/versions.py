"""The versions of an index on disk: which one serves, publishing the next, going back.

    INDEX/CURRENT               which version serves, which one served before it
    INDEX/VERSION/index.json    manifest: content id, statistics, documents, checksums of files
    INDEX/VERSION/store.sqlite  which files hold the parsed documents (index.shards)
    INDEX/VERSION/stores/NAME   those files
    INDEX/VERSION/segments/NAME/*.npy, vectors.faiss

A version is complete and never changes; `CURRENT` is replaced in one rename.
"""

import os
import shutil
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from corpus.errors import BadRequest, IndexDamaged, IndexMissing
from corpus.home import sync_folder
from corpus.keeping.checked import damage, read_checked, write_checked
from corpus.keeping.lock import writing
from index.hold import is_held
from index.manifest import MANIFEST, Manifest, file_digest, packed, parsed

__all__ = [
    "Pointer",
    "Published",
    "Status",
    "current",
    "read_manifest",
    "readings",
    "rollback",
    "status",
    "verify",
]

STORE = "store.sqlite"
LOCK = "index.lock"  # beside the index folder; whoever builds or goes back holds it
POINTER = "CURRENT"
HIDDEN = ".building-"
READ = ".read"  # what a build under way has read out (index.parts)


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
        return parsed(data)
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{path} is no manifest of an index; run ingest again") from error


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
    data = packed(manifest)
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


def _sync_tree(folder: Path) -> None:
    """Make a folder with everything in it durable."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)
