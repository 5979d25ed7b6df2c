"""Writing a store: documents go in whole, with everything that was read out of them."""

import json
import sqlite3
from collections import Counter
from hashlib import sha256
from pathlib import Path

from corpus.codec import dump
from corpus.document import Figure, Parsed, text_digest
from index.records import SCHEMA, bytes_of, encode_map

__all__ = ["StoreWriter"]

_TABLES = ("sections", "passages", "sentences", "enumerations", "figures")


class StoreWriter:
    """Adds documents to a store file and removes them; `close` makes it durable."""

    def __init__(self, path: Path) -> None:
        fresh = not path.exists()
        self._connection = sqlite3.connect(path, isolation_level=None)
        # the file is hidden until it is published and fsynced, so a journal protects nothing
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        if fresh:
            self._connection.executescript(SCHEMA)
        self._connection.execute("BEGIN")

    def add(self, parsed: Parsed, *, root: str) -> str:
        """Store a document; return the digest of everything stored of it."""
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
        self._connection.execute(
            "INSERT INTO documents (sha256, text_sha256, reader, metadata, page_starts, cells,"
            " noise, id, root, path, digest, characters, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *own,
                *(document.id, root, document.path, digest),
                *(len(document.text), bytes_of(document.text)),
            ],
        )
        for table, lines in rows.items():
            if lines:
                marks = ",".join("?" * len(lines[0]))
                self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", lines)
        return digest

    def remove(self, document_id: str) -> None:
        """Remove a document and everything stored of it."""
        for table in _TABLES:
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document_id,))
        self._connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def close(self) -> None:
        """Commit and close; the file then has its final bytes."""
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA optimize")
        self._connection.close()

    def abandon(self) -> None:
        """Close without committing; the file is not to be used."""
        self._connection.close()


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
