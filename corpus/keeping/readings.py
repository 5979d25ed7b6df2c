"""What a home keeps of each file, by checksum: its bytes, and what its reader made of them.

    HOME/originals/ab/SHA256   the files' bytes
    HOME/readings/ab/KEY.txt   the decoded text; KEY.json what else its reader found

The text of a reading is kept until the file's bytes change, so that a newer reader moves no stored
offset. What else is found in that text follows the reader (`FINDS`).
"""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from corpus.document import Cell, Document, Metadata, text_digest
from corpus.errors import UnreadableFile
from corpus.home import write_durably
from corpus.keeping.codec import dump, load

__all__ = ["FINDS", "Entry", "Readings", "original_path"]

FINDS = 2  # goes up when readers find other cells, page starts or metadata in the same text


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
    finds: int = 1  # the newest `FINDS` that has looked at the file


@dataclass(frozen=True, slots=True)
class _Found:
    """What a reader found beside the text."""

    metadata: Metadata
    page_starts: tuple[int, ...]
    cells: tuple[Cell, ...]


class Readings:
    """The originals and readings of one home folder."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def document(self, entry: Entry) -> Document:
        """Return a document as its reader left it; UnreadableFile when its reading is damaged."""
        path, rest_path = self.paths(entry.reading)
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
        return original_path(self._home, entry.sha256)

    def take(self, root: str, folder: Path, path: str, old: Entry | None = None) -> Entry:
        """Read a file of a root, by name; keep its bytes and its reading; return its entry.

        Where the `old` entry has another text of the same bytes, that text stays.
        """
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
        original = original_path(self._home, digest)
        if not _holds(original, data):
            write_durably(original, data)
        if old is not None and self._moves(document, old, data):
            return replace(old, finds=FINDS)
        reading = self._keep(document)
        return Entry(
            document_id=_document_id(root, path),
            root=root,
            path=path,
            sha256=digest,
            text_sha256=text_digest(document.text),
            reader=document.reader,
            reading=reading,
            finds=FINDS,
        )

    def _moves(self, document: Document, old: Entry, data: bytes) -> bool:
        """True when a reader makes another text of the same bytes than it once did."""
        same_bytes = document.sha256 == old.sha256 and self._whole(old, data)
        return same_bytes and text_digest(document.text) != old.text_sha256

    def holds(self, file: Path, old: Entry | None) -> bool:
        """True when a file has the bytes that it was read from, and all is there that is found."""
        if old is None or old.finds < FINDS:
            return False
        try:
            data = file.read_bytes()
        except OSError:
            return False
        return old.sha256 == sha256(data).hexdigest() and self._whole(old, data)

    def _whole(self, entry: Entry, data: bytes) -> bool:
        """True when a document's original and reading are in their places and undamaged."""
        paths = self.paths(entry.reading)
        if not all(path.is_file() for path in paths):
            return False
        text, rest = (path.read_bytes() for path in paths)
        return _reading_key(text, rest) == entry.reading and _holds(self.original(entry), data)

    def _keep(self, document: Document) -> str:
        """Store the text and what else a reader found; return the key."""
        text = document.text.encode("utf-8", "surrogatepass")
        rest = dump(_Found(document.metadata, document.page_starts, document.cells))
        key = _reading_key(text, rest)
        text_path, rest_path = self.paths(key)
        write_durably(text_path, text)
        write_durably(rest_path, rest)
        return key

    def paths(self, key: str) -> tuple[Path, Path]:
        """Return where the text of a reading is kept, and what else was found."""
        shelf = _shelf(self._home / "readings", key)
        return shelf.with_suffix(".txt"), shelf.with_suffix(".json")


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
