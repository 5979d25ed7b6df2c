"""The documents of an index version, in SQLite files that never change, opened read-only."""

import sqlite3
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.errors import IndexDamaged
from index.documents import DocumentStore
from index.hold import hold, release
from index.shards import attach

__all__ = ["Store"]


class Store(DocumentStore):
    """Reading a store file; each thread has a connection of its own.

    Its version is not removed while it lives.
    """

    AMONG = "IN (SELECT value FROM json_each(?))"
    CONTAINS = "instr"

    def __init__(self, path: Path) -> None:
        super().__init__()
        try:
            held = hold(path)
        except OSError as error:
            raise IndexDamaged(
                f"the index has no {path.name} at {path}; run ingest again"
            ) from error
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._folder = path.parent
        self._local = threading.local()
        weakref.finalize(self, release, held)

    def close(self) -> None:
        """Close this thread's connection; it is opened again when needed."""
        self._local.__dict__.pop("own", None)

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection().execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"the index's store cannot be read ({error}); run ingest") from error

    def _connection(self) -> sqlite3.Connection:
        own: _Own | None = getattr(self._local, "own", None)
        if own is None:
            own = self._local.own = _Own(self._uri, self._folder)
        return own.connection


class _Own:
    """A thread's connection, closed when the thread ends or the store is gone."""

    def __init__(self, uri: str, folder: Path) -> None:
        # closed on whichever thread is the last to let go of the store
        self.connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        attach(self.connection, folder)

    def __del__(self) -> None:
        if hasattr(self, "connection"):
            self.connection.close()
