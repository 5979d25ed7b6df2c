"""The documents of a home: mirrored from folders, kept with their originals, checked by sha256.

    HOME/home.json             format of the home (corpus.home)
    HOME/library.json          roots, and the documents of each
    HOME/originals/ab/SHA256   the files' bytes
    HOME/readings/ab/KEY.txt   the decoded text; KEY.json what else its reader found

A reading is kept until the file's bytes change, so that a newer reader moves no stored offset.
Every file is written beside its place and renamed into it; `library.json` comes last.
"""

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.checked import damage, read_checked, write_checked
from corpus.codec import dump, load
from corpus.document import Cell, Document, Metadata, text_digest
from corpus.errors import BadRequest, PolicyqaError, UnreadableFile
from corpus.folder import files_of
from corpus.home import open_home, write_durably
from corpus.lock import writing
from corpus.workers import Workers, worked

__all__ = ["Damage", "Entry", "Failure", "IngestReport", "Library", "Root", "original_path"]


@dataclass(frozen=True, slots=True)
class Root:
    """A mirrored folder. Its name, unique in the home, is part of its documents' identity.

    The catalog names a folder inside the home from there, so that a home may be moved.
    """

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the library, without its text."""

    document_id: str
    root: str  # the root's name
    path: str  # relative to the root, with forward slashes
    sha256: str  # of the original bytes
    text_sha256: str
    reader: str
    reading: str  # key of the stored reading


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What mirroring a root changed; paths relative to it, sorted."""

    root: Root
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    ignored: tuple[str, ...] = ()  # files of a kind that no reader takes


@dataclass(frozen=True, slots=True)
class _Found:
    """What a reader found beside the text."""

    metadata: Metadata
    page_starts: tuple[int, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """A stored file that is missing or differs from its checksum."""

    document_id: str
    path: str
    message: str


class Library:
    """The documents of one home folder. One writer at a time; readers see whole states."""

    def __init__(self, home: Path) -> None:
        self.home = home
        open_home(home)

    @property
    def roots(self) -> tuple[Root, ...]:
        """The mirrored folders, by name."""
        return _roots(self._catalog(), self.home)

    def entries(self) -> tuple[Entry, ...]:
        """Return all documents, by root and path."""
        return tuple(Entry(**entry) for entry in self._catalog()["documents"])

    def document(self, entry: Entry) -> Document:
        """Return a document as its reader left it; UnreadableFile when its reading is damaged."""
        path, rest_path = self._reading(entry.reading)
        try:
            text = path.read_bytes().decode("utf-8", "surrogatepass")
            path = rest_path
            found = path.read_bytes()
            rest = load(_Found, found)
        except (OSError, ValueError, TypeError) as error:
            raise UnreadableFile(
                f"the stored text of {entry.path} is damaged ({error}): {path}; "
                "ingest its folder again"
            ) from error
        if text_digest(text) != entry.text_sha256:
            raise UnreadableFile(
                f"the stored text of {entry.path} has changed on disk: "
                f"{rest_path.with_suffix('.txt')}; ingest its folder again"
            )
        if _reading_key(text.encode("utf-8", "surrogatepass"), found) != entry.reading:
            raise UnreadableFile(
                f"what was read of {entry.path} has changed on disk: {rest_path}; "
                "ingest its folder again"
            )
        return Document(
            id=entry.document_id,
            path=entry.path,
            text=text,
            sha256=entry.sha256,
            reader=entry.reader,
            metadata=rest.metadata,
            page_starts=rest.page_starts,
            cells=rest.cells,
        )

    def original(self, entry: Entry) -> Path:
        """Return where the original bytes of a document are kept."""
        return original_path(self.home, entry.sha256)

    def ingest(
        self,
        folder: Path,
        *,
        allow_empty: bool = False,
        progress: Callable[[int, int], None] | None = None,
        workers: Workers | None = None,
    ) -> IngestReport:
        """Mirror a folder: new, changed and removed files follow.

        `workers` read files in processes of their own; otherwise this one does.

        A file that cannot be read is reported; its last readable version stays. A folder that is
        missing, or has suddenly lost all its documents, is a BadRequest.
        """
        folder = folder.resolve()
        if not folder.is_dir():
            raise BadRequest(f"no folder {str(folder)!r} to ingest; give the path of a folder")
        with writing(self.home / "library.lock"):
            catalog = self._catalog()
            root = _root_of(_roots(catalog, self.home), folder)
            known = {e["path"]: Entry(**e) for e in catalog["documents"] if e["root"] == root.name}
            files, ignored = files_of(folder, besides=self.home)
            if known and not files and not allow_empty:
                raise BadRequest(
                    f"{str(folder)!r} held {len(known)} documents and now holds none; "
                    "if that is meant, repeat with --allow-empty"
                )
            report, entries = self._mirror(root, folder, files, known, progress, workers)
            others = [e for e in catalog["documents"] if e["root"] != root.name]
            documents = sorted(
                [*others, *(asdict(e) for e in entries)], key=lambda e: (e["root"], e["path"])
            )
            roots = sorted(
                [_kept(root, self.home), *(r for r in catalog["roots"] if r["name"] != root.name)],
                key=lambda r: str(r["name"]),
            )
            self._publish({"roots": roots, "documents": documents}, catalog)
            return replace(report, ignored=tuple(ignored))

    def remove_root(self, name: str) -> tuple[str, ...]:
        """Forget a root and its documents; return their paths. BadRequest when it is unknown."""
        with writing(self.home / "library.lock"):
            catalog = self._catalog()
            if name not in {root["name"] for root in catalog["roots"]}:
                raise BadRequest(f"no root {name!r}; there are {[r.name for r in self.roots]}")
            gone = tuple(e["path"] for e in catalog["documents"] if e["root"] == name)
            kept = {
                "roots": [r for r in catalog["roots"] if r["name"] != name],
                "documents": [e for e in catalog["documents"] if e["root"] != name],
            }
            self._publish(kept, catalog)
            return gone

    def sweep(self, also: Collection[tuple[str, str]] = ()) -> None:
        """Drop stored files that the catalog does not name any more.

        `also` is kept: sha256 and reading of documents that an index version still holds.
        """
        with writing(self.home / "library.lock"):
            kept = {(entry.sha256, entry.reading) for entry in self.entries()} | set(also)
            wanted = {original_path(self.home, digest) for digest, _ in kept}
            wanted |= {path for _, key in kept for path in self._reading(key)}
            for folder in ("originals", "readings"):
                for path in sorted((self.home / folder).glob("*/*")):
                    if path not in wanted:
                        path.unlink(missing_ok=True)
            for path in self.home.glob(".library.json.*"):  # a writer died over it
                path.unlink(missing_ok=True)

    def verify(self) -> tuple[Damage, ...]:
        """Re-hash every stored original and text; return what is missing or differs."""
        found = []
        catalog = damage(self.home / "library.json")
        if catalog:
            found.append(Damage("", "library.json", catalog))
        for entry in self.entries():
            original = self.original(entry)
            if not original.is_file():
                found.append(Damage(entry.document_id, entry.path, f"{original} is missing"))
            elif sha256(original.read_bytes()).hexdigest() != entry.sha256:
                found.append(Damage(entry.document_id, entry.path, f"{original} has changed"))
            try:
                self.document(entry)
            except UnreadableFile as error:
                found.append(Damage(entry.document_id, entry.path, str(error)))
        return tuple(found)

    def _mirror(
        self,
        root: Root,
        folder: Path,
        files: list[str],
        known: dict[str, Entry],
        progress: Callable[[int, int], None] | None,
        workers: Workers | None,
    ) -> tuple[IngestReport, list[Entry]]:
        """Read what is new or changed; return the report and the root's documents."""
        entries: list[Entry] = []
        sorted_by: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
        failed: list[Failure] = []
        same = {path for path in files if self._unchanged(folder / path, known.get(path))}
        tasks = ((self.home, root, folder, path) for path in files if path not in same)
        taken = worked(workers, _taken, tasks)
        for number, path in enumerate(files, start=1):
            old = known.get(path)
            entry = old if old is not None and path in same else next(taken)
            if isinstance(entry, PolicyqaError):
                message = str(entry)
                failed.append(Failure(path, message if path in message else f"{path}: {message}"))
                if old is not None:
                    entries.append(old)
            else:
                kind = "added" if old is None else "unchanged" if entry == old else "changed"
                sorted_by[kind].append(path)
                entries.append(entry)
            if progress is not None:
                progress(number, len(files))
        report = IngestReport(
            root=root,
            **{kind: tuple(paths) for kind, paths in sorted_by.items()},
            removed=tuple(sorted(set(known) - set(files))),
            failed=tuple(failed),
        )
        return report, entries

    def _unchanged(self, file: Path, old: Entry | None) -> bool:
        """True when a file has the bytes that it was read from, and what was read is there."""
        if old is None:
            return False
        try:
            data = file.read_bytes()
        except OSError:
            return False
        return old.sha256 == sha256(data).hexdigest() and self._whole(old, data)

    def take(self, root: Root, folder: Path, path: str) -> Entry:
        """Read a file and keep its bytes and its reading; return its entry."""
        file = folder / path
        try:
            data = file.read_bytes()
        except OSError as error:
            raise UnreadableFile(f"{path}: {error.strerror or error}") from error
        digest = sha256(data).hexdigest()
        from corpus.read import read_file  # heavy: the readers of every format

        document = read_file(file, root=folder)
        if document.sha256 != digest:
            raise UnreadableFile(f"{path} changed while it was read; ingest again")
        original = original_path(self.home, digest)
        if not _holds(original, data):
            write_durably(original, data)
        reading = self._keep_reading(document)
        return Entry(
            document_id=_document_id(root.name, path),
            root=root.name,
            path=path,
            sha256=digest,
            text_sha256=text_digest(document.text),
            reader=document.reader,
            reading=reading,
        )

    def _keep_reading(self, document: Document) -> str:
        """Store the text and what else a reader found; return the key."""
        text = document.text.encode("utf-8", "surrogatepass")
        rest = dump(_Found(document.metadata, document.page_starts, document.cells))
        key = _reading_key(text, rest)
        text_path, rest_path = self._reading(key)
        write_durably(text_path, text)
        write_durably(rest_path, rest)
        return key

    def _whole(self, entry: Entry, data: bytes) -> bool:
        """True when a document's original and reading are in their places and undamaged."""
        paths = self._reading(entry.reading)
        if not all(path.is_file() for path in paths):
            return False
        text, rest = (path.read_bytes() for path in paths)
        return _reading_key(text, rest) == entry.reading and _holds(self.original(entry), data)

    def _reading(self, key: str) -> tuple[Path, Path]:
        shelf = _shelf(self.home / "readings", key)
        return shelf.with_suffix(".txt"), shelf.with_suffix(".json")

    def _catalog(self) -> dict[str, Any]:
        path = self.home / "library.json"
        try:
            return read_checked(path)
        except FileNotFoundError:
            return {"roots": [], "documents": []}
        except ValueError as error:
            raise PolicyqaError(f"{path} is damaged ({error}); restore it from a backup") from error

    def _publish(self, catalog: dict[str, Any], before: dict[str, Any]) -> None:
        """Replace the catalog. What it no longer names goes by `sweep`, when nothing needs it."""
        path = self.home / "library.json"
        if catalog != before or damage(path):
            write_checked(path, catalog)


def _taken(home: Path, root: Root, folder: Path, path: str) -> Entry:
    """Take a file into the library of a home: what a worker does."""
    return Library(home).take(root, folder, path)


def _roots(catalog: dict[str, Any], home: Path) -> tuple[Root, ...]:
    return tuple(Root(r["name"], str(home.resolve() / r["path"])) for r in catalog["roots"])


def _kept(root: Root, home: Path) -> dict[str, str]:
    """Return a root as the catalog keeps it."""
    path, inside = Path(root.path), home.resolve()
    kept = path.relative_to(inside).as_posix() if path.is_relative_to(inside) else root.path
    return {"name": root.name, "path": kept}


def _root_of(roots: tuple[Root, ...], folder: Path) -> Root:
    """Return the root that mirrors a folder, or a new one named after it.

    A folder inside another root, or around one, is a BadRequest: its documents would count twice.
    """
    for root in roots:
        other = Path(root.path)
        if other == folder:
            return root
        if other in folder.parents or folder in other.parents:
            raise BadRequest(f"{str(folder)!r} and the root {str(other)!r} share documents")
    taken = {root.name for root in roots}
    base = folder.name or "root"
    names = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return Root(next(name for name in names if name not in taken), str(folder))


def _reading_key(text: bytes, rest: bytes) -> str:
    return sha256(text + b"\0" + rest).hexdigest()


def _holds(path: Path, data: bytes) -> bool:
    """True when a file holds just these bytes."""
    return path.is_file() and path.read_bytes() == data


def _document_id(root: str, path: str) -> str:
    return sha256(f"{root}/{path}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def original_path(home: Path, digest: str) -> Path:
    """Return where a home keeps the original bytes of a sha256."""
    return _shelf(home / "originals", digest)


def _shelf(folder: Path, key: str) -> Path:
    return folder / key[:2] / key
