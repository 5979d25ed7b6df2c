"""The documents of a home: mirrored from folders, kept with their originals, checked by sha256.

    HOME/home.json             format of the home (corpus.home)
    HOME/library.json          roots, and the documents of each
    HOME/originals, readings   each file's bytes, and what was read of it (corpus.keeping.readings)

Every file is written beside its place and renamed into it; `library.json` comes last.
"""

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import BadRequest, PolicyqaError, UnreadableFile
from corpus.home import open_home
from corpus.keeping.checked import damage, read_checked, write_checked
from corpus.keeping.folder import files_of
from corpus.keeping.lock import writing
from corpus.keeping.readings import Entry, Readings, original_path
from corpus.workers import Workers, worked

__all__ = ["Damage", "Failure", "IngestReport", "Library", "Root"]


@dataclass(frozen=True, slots=True)
class Root:
    """A mirrored folder. Its name, unique in the home, is part of its documents' identity.

    The catalog names a folder inside the home from there, so that a home may be moved.
    """

    name: str
    path: str


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
class Damage:
    """A stored file that is missing or differs from its checksum."""

    document_id: str
    path: str
    message: str


class Library:
    """The documents of one home folder. One writer at a time; readers see whole states."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._readings = Readings(home)
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
        return self._readings.document(entry)

    def original(self, entry: Entry) -> Path:
        """Return where the original bytes of a document are kept."""
        return self._readings.original(entry)

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
            wanted |= {path for _, key in kept for path in self._readings.paths(key)}
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
        same = {path for path in files if self._readings.holds(folder / path, known.get(path))}
        tasks = (
            (self.home, root.name, folder, path, known.get(path))
            for path in files
            if path not in same
        )
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
                kind = "added" if old is None else "unchanged" if _same(entry, old) else "changed"
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


def _taken(home: Path, root: str, folder: Path, path: str, old: Entry | None) -> Entry:
    """Take a file into a home: what a worker does."""
    return Readings(home).take(root, folder, path, old)


def _same(entry: Entry, old: Entry) -> bool:
    return replace(entry, finds=old.finds) == old


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
