"""A home in one tar file, and back: every file checked by sha256, all of it or nothing.

The first member, `policyqa-backup.json`, names the format and every file with its checksum and
size. Locks, half-written files and unpublished builds stay out. The service's own tables, which
are written to all the time, are copied at one moment. A restore unpacks into a hidden folder beside
the home, checks everything, and only then takes the home's place; a service over it goes on.
"""

import io
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from corpus.errors import BadRequest, PolicyqaError
from corpus.keeping.lock import writing

__all__ = ["Contents", "backup", "restore"]

FORMAT = 1
MANIFEST = "policyqa-backup.json"
_LOCKS = ("library.lock", "index.lock")  # in the order in which ingest takes them
_JOBS_LOCK = "jobs.lock"  # of the process that does the service's jobs
_LIVE = "service.sqlite"  # the service's tables; in PostgreSQL they are no part of a backup
_CHUNK = 1 << 20
_MAX_MANIFEST_BYTES = 1 << 28  # some 2 million files; more than that is no backup of ours

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds."""

    files: int
    bytes: int


def backup(
    home: Path, target: Path, *, force: bool = False, progress: Progress | None = None
) -> Contents:
    """Write the home into a tar file. BadRequest when there is no home or the file is there.

    No ingest may run meanwhile; the service goes on answering and taking jobs. The file appears
    whole, by a rename, or not at all.
    """
    if not (home / "home.json").is_file():
        raise BadRequest(f"no home at {str(home)!r} to back up; give --home or ingest first")
    if target.exists() and not force:
        raise BadRequest(f"{str(target)!r} is there already; name another file or add --force")
    if target.resolve().is_relative_to(home.resolve()):
        raise BadRequest(f"{str(target)!r} lies inside the home; name a file outside of it")
    if not target.resolve().parent.is_dir():
        raise BadRequest(f"no folder {str(target.parent)!r} to write the backup into")
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    tables = target.with_name(f".{target.name}.{os.getpid()}.sqlite")
    with _locked(home, _LOCKS):
        try:
            # first: a job that is in the tables has its files in the home by then
            taken = _copied(home / _LIVE, tables)
            contents = _write(_sources(home, {_LIVE: tables} if taken else {}), beside, progress)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
            tables.unlink(missing_ok=True)
    return contents


def restore(
    source: Path, home: Path, *, force: bool = False, progress: Progress | None = None
) -> Contents:
    """Put a backup's home in place. A home that holds something is replaced only with `force`.

    PolicyqaError when the backup is damaged; the home is then as it was.
    """
    if not source.is_file():
        raise BadRequest(f"no backup file {str(source)!r}")
    occupied = home.exists() and (not home.is_dir() or any(home.iterdir()))
    if occupied and not force:
        raise BadRequest(
            f"{str(home)!r} is not empty; restore into another --home, or add --force to replace it"
        )
    if home.exists() and not home.is_dir():
        raise BadRequest(f"{str(home)!r} is not a folder; name another --home")
    home.parent.mkdir(parents=True, exist_ok=True)
    place = home.resolve()
    hidden = place.with_name(f".{place.name}.restoring-{os.getpid()}")
    shutil.rmtree(hidden, ignore_errors=True)
    try:
        contents = _unpack(source, hidden, progress)
        if occupied:
            with _locked(place, (_JOBS_LOCK, *_LOCKS)):
                _swap(hidden, place)
        else:
            _swap(hidden, place)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    return contents


def _copied(source: Path, target: Path) -> bool:
    """Copy a SQLite file that others write to as it is at one moment; False when there is none."""
    if not source.is_file():
        return False
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
    return True


def _sources(home: Path, copies: dict[str, Path]) -> dict[str, Path]:
    """Return where each file of a backup is read from, by its path in the home, sorted."""
    found = {path: home / path for path in _kept(home)} | copies
    return dict(sorted(found.items()))


def _write(files: dict[str, Path], beside: Path, progress: Progress | None) -> Contents:
    """Write the tar: the checksums first, then the files, which must still match them."""
    sums = {path: _digest(file) for path, file in files.items()}
    sizes = {path: file.stat().st_size for path, file in files.items()}
    manifest = json.dumps(
        {
            "format": FORMAT,
            "files": [{"path": path, "sha256": sums[path], "bytes": sizes[path]} for path in files],
        },
        indent=1,
    ).encode()
    with beside.open("wb") as raw:
        with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as tar:
            tar.addfile(_member(MANIFEST, len(manifest)), io.BytesIO(manifest))
            for number, (path, source) in enumerate(files.items(), start=1):
                with source.open("rb") as file:
                    tar.addfile(_member(path, sizes[path]), file)
                if progress is not None:
                    progress(number, len(files))
        raw.flush()
        os.fsync(raw.fileno())
    return Contents(len(files), sum(sizes.values()))


def _unpack(source: Path, hidden: Path, progress: Progress | None) -> Contents:
    """Unpack into a folder, checking each file; nothing that the manifest does not name."""
    try:
        with tarfile.open(source, mode="r:") as tar:
            wanted = _manifest(source, tar)
            hidden.mkdir(parents=True)
            for number, (path, (checksum, size)) in enumerate(wanted.items(), start=1):
                member = tar.next()
                if member is None or member.name != path or not member.isreg():
                    found = "nothing" if member is None else repr(member.name)
                    raise _damaged(source, f"{path!r} is not where it belongs, {found} is")
                stream = tar.extractfile(member)
                if member.size != size or stream is None:
                    raise _damaged(source, f"{path!r} has {member.size} bytes, not {size}")
                if _copy(stream, hidden / path) != checksum:
                    raise _damaged(source, f"the checksum of {path!r} differs")
                if progress is not None:
                    progress(number, len(wanted))
            extra = tar.next()
            if extra is not None:
                raise _damaged(source, f"{extra.name!r} does not belong there")
    except (tarfile.TarError, EOFError) as error:
        raise _damaged(source, str(error)) from error
    return Contents(len(wanted), sum(size for _, size in wanted.values()))


def _manifest(source: Path, tar: tarfile.TarFile) -> dict[str, tuple[str, int]]:
    """Return checksum and size by path, in the order of the members."""
    member = tar.next()
    if member is None or member.name != MANIFEST or member.size > _MAX_MANIFEST_BYTES:
        raise BadRequest(f"{str(source)!r} is no backup of policyqa: its first member is another")
    stream = tar.extractfile(member)
    try:
        stored = json.loads(stream.read() if stream is not None else b"")
        found = int(stored["format"])
        files = {
            str(one["path"]): (str(one["sha256"]), int(one["bytes"])) for one in stored["files"]
        }
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(source, f"its manifest cannot be read ({error})") from error
    if found > FORMAT:
        raise BadRequest(f"{str(source)!r} has format {found}; use a newer policyqa to restore it")
    for path in files:
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path or not path:
            raise _damaged(source, f"{path!r} would lie outside of the home")
    if "home.json" not in files:
        raise _damaged(source, "it holds no home.json")
    return files


def _swap(hidden: Path, place: Path) -> None:
    """Let a folder take the home's place; the home that was there is put back when that fails."""
    old = place.with_name(f".{place.name}.replaced-{os.getpid()}")
    if place.exists():
        place.rename(old)
    try:
        hidden.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _kept(home: Path) -> Iterator[str]:
    """Yield the files that make up the home, the live tables apart, as relative paths with `/`."""
    for place, folders, names in os.walk(home):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place) / name
            out = name in (*_LOCKS, _JOBS_LOCK) or name.startswith((".", _LIVE))
            if path.is_file() and not out:
                yield path.relative_to(home).as_posix()


@contextmanager
def _locked(home: Path, names: Sequence[str]) -> Iterator[None]:
    """Hold the locks of those who write to a home, in their order."""
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(writing(home / name))
        yield


def _member(name: str, size: int) -> tarfile.TarInfo:
    """Return a tar header without clock or owner, so that equal homes give equal backups."""
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o644
    return member


def _copy(stream: IO[bytes], path: Path) -> str:
    """Write a stream to a file durably; return its sha256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = sha256()
    with path.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _damaged(source: Path, why: str) -> PolicyqaError:
    return PolicyqaError(f"the backup {str(source)!r} is damaged: {why}; use another one")
