"""Writing a store: documents go in whole, with everything that was read out of them."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus.document import Figure, Parsed, text_digest
from corpus.keeping.codec import dump
from index.records import SCHEMA, bytes_of, encode_map

__all__ = ["TABLES", "StoreWriter", "Stored", "stored"]

TABLES = ("sections", "passages", "sentences", "enumerations", "figures")  # beside `documents`
_CACHE_KIB = 65_536  # documents come in no order of their ids: pages of all of the file are written


@dataclass(frozen=True, slots=True)
class Stored:
    """The rows of one document, as a store keeps them."""

    document_id: str
    digest: str  # of everything that is stored of it
    characters: int
    document: tuple[object, ...]
    rows: dict[str, list[tuple[object, ...]]]  # of the other tables, by name


def stored(parsed: Parsed, *, root: str) -> Stored:
    """Return what is stored of a document."""
    rows = _rows_of(parsed)
    document = parsed.document
    noise = sorted(Counter(one.kind for one in parsed.noise).items())
    own = [
        document.sha256,
        text_digest(document.text),
        document.reader,
        dump(document.metadata),
        json.dumps(document.page_starts),
        dump(document.cells),
        json.dumps(noise),
    ]
    digest = sha256(repr((document.id, root, document.path, own, rows)).encode()).hexdigest()
    characters = len(document.text)
    whole = (
        *own,
        *(document.id, root, document.path, digest),
        *(characters, bytes_of(document.text)),
    )
    return Stored(document.id, digest, characters, whole, rows)


class StoreWriter:
    """Adds documents to a store file and removes them; `close` gives the file its final bytes.

    With `checkpoints`, what `checkpoint` was called for outlives a process that is killed.
    """

    def __init__(self, path: Path, *, checkpoints: bool = False) -> None:
        fresh = not path.exists()
        self._connection = sqlite3.connect(path, isolation_level=None)
        # otherwise the file is hidden until it is published and fsynced: a journal protects nothing
        self._connection.execute(f"PRAGMA journal_mode = {'DELETE' if checkpoints else 'OFF'}")
        self._connection.execute(f"PRAGMA synchronous = {'NORMAL' if checkpoints else 'OFF'}")
        self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._connection.execute("BEGIN")
        if fresh or not self._has_tables():
            for statement in SCHEMA.split(";"):
                self._connection.execute(statement)

    def add(self, parsed: Parsed, *, root: str) -> str:
        """Store a document; return the digest of everything stored of it."""
        one = stored(parsed, root=root)
        self.insert(one)
        return one.digest

    def insert(self, one: Stored) -> None:
        """Store the rows of a document."""
        self._connection.execute(
            "INSERT INTO documents (sha256, text_sha256, reader, metadata, page_starts, cells,"
            " noise, id, root, path, digest, characters, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            one.document,
        )
        for table, lines in one.rows.items():
            if lines:
                marks = ",".join("?" * len(lines[0]))
                self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", lines)

    def copy(self, source: Path, documents: Iterable[str]) -> None:
        """Take over documents of another store file."""
        self._connection.execute("COMMIT")
        self._connection.execute("ATTACH ? AS other", (str(source),))
        self._connection.execute("BEGIN")
        wanted = json.dumps(list(documents))
        for table in ("documents", *TABLES):
            column = "id" if table == "documents" else "document"
            self._connection.execute(
                f"INSERT INTO {table} SELECT * FROM other.{table}"
                f" WHERE {column} IN (SELECT value FROM json_each(?))",
                (wanted,),
            )
        self._connection.execute("COMMIT")
        self._connection.execute("DETACH other")
        self._connection.execute("BEGIN")

    def remove(self, document_id: str) -> None:
        """Remove a document and everything stored of it."""
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document_id,))
        self._connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def ids(self) -> set[str]:
        """Return the ids of the documents that are stored."""
        return {one for (one,) in self._connection.execute("SELECT id FROM documents")}

    def checkpoint(self) -> None:
        """Keep what is stored so far, whatever happens to this process."""
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN")

    def close(self) -> None:
        """Commit and close; the file then has its final bytes."""
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA optimize")
        self._connection.close()

    def abandon(self) -> None:
        """Close without committing what came after the last checkpoint."""
        self._connection.close()

    def _has_tables(self) -> bool:
        found = self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'")
        return found.fetchone() is not None


def _rows_of(parsed: Parsed) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table but `documents`, columns in the schema's order."""
    document = parsed.document.id
    return {
        "sections": [
            (
                *(document, s.number, s.parent, s.level, bytes_of(s.heading)),
                *(s.heading_span.start, s.heading_span.end, s.span.start, s.span.end),
            )
            for s in parsed.sections
        ],
        "passages": [
            (p.id, document, number, p.section, json.dumps(p.heading), p.span.start, p.span.end)
            for number, p in enumerate(parsed.passages)
        ],
        "sentences": [
            (
                *(document, s.number, s.section, s.paragraph, int(s.heading)),
                *(s.span.start, s.span.end, bytes_of(s.view.text), *encode_map(s.view)),
            )
            for s in parsed.sentences
        ],
        "enumerations": [
            (document, number, dump(e)) for number, e in enumerate(parsed.enumerations)
        ],
        "figures": [_figure_row(document, n, f) for n, f in enumerate(parsed.figures)],
    }


def _figure_row(document: str, number: int, figure: Figure) -> tuple[object, ...]:
    return (
        *(document, number, figure.section),
        figure.subject.place if figure.subject else None,
        figure.measure,
        figure.period.start if figure.period else None,
        figure.period.end if figure.period else None,
        dump(figure),
    )
