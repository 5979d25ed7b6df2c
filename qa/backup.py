"""A home in one tar file, and back: every file checked by sha256, all of it or nothing.

The first member, `policyqa-backup.json`, names the format and every file with its checksum and
size. Locks, half-written files and unpublished builds stay out. A restore unpacks into a hidden
folder beside the home, checks everything, and only then takes the home's place.
"""

import io
import json
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from corpus.errors import BadRequest, PolicyqaError

__all__ = ["Contents", "backup", "restore"]

FORMAT = 1
MANIFEST = "policyqa-backup.json"
_LOCKS = ("library.lock", "index.lock")  # in the order in which ingest takes them
_LOCK_TIMEOUT_S = 10.0
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

    No ingest may run meanwhile. The file appears whole, by a rename, or not at all.
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
    with _locked(home):
        try:
            contents = _write(home, beside, progress)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
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
            with _locked(place):
                _swap(hidden, place)
        else:
            _swap(hidden, place)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    return contents


def _write(home: Path, beside: Path, progress: Progress | None) -> Contents:
    """Write the tar: the checksums first, then the files, which must still match them."""
    files = list(_kept(home))
    sums = {path: _digest(home / path) for path in files}
    sizes = {path: (home / path).stat().st_size for path in files}
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
            for number, path in enumerate(files, start=1):
                with (home / path).open("rb") as file:
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
    """Yield the files that make up the home, sorted, as relative paths with forward slashes."""
    found = []
    for place, folders, names in os.walk(home):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place) / name
            if path.is_file() and not name.startswith(".") and name not in _LOCKS:
                found.append(path.relative_to(home).as_posix())
    yield from sorted(found)


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    """Hold both writers' locks of a home."""
    from filelock import FileLock, Timeout  # slow to import

    first, second = (FileLock(home / name, timeout=_LOCK_TIMEOUT_S) for name in _LOCKS)
    try:
        with first, second:
            yield
    except Timeout as error:
        raise PolicyqaError(
            f"{str(home)!r} is being written to; try again when the ingest has ended"
        ) from error


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
