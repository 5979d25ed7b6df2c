"""A store in several files: `store.sqlite` names them, and what is gone of each.

Files of a store never change, so that a version takes over those of the one before it by a link,
and a changed document costs a small file of its own. Whoever opens `store.sqlite` sees one store.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.records import SCHEMA
from index.writer import TABLES

__all__ = ["FOLDER", "StoreRecord", "attach", "write_anchor"]

FOLDER = "stores"  # beside store.sqlite
_NAMES = "CREATE TABLE shards (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"
_GONE = (
    "CREATE TABLE gone (shard INTEGER NOT NULL, document TEXT NOT NULL,"
    " PRIMARY KEY (shard, document)) WITHOUT ROWID"
)


@dataclass(frozen=True, slots=True)
class StoreRecord:
    """A file of a store: its name, and its documents."""

    name: str
    documents: tuple[tuple[str, bool], ...]  # id, whether it is live

    @property
    def dead_share(self) -> float:
        """Return which share of the documents is gone."""
        dead = sum(not live for _, live in self.documents)
        return dead / len(self.documents) if self.documents else 0.0


def write_anchor(path: Path, records: Sequence[StoreRecord]) -> None:
    """Write the file that names the others."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            for statement in (*SCHEMA.split(";"), _NAMES, _GONE):
                connection.execute(statement)
            connection.executemany(
                "INSERT INTO shards VALUES (?, ?)",
                [(number, record.name) for number, record in enumerate(records)],
            )
            connection.executemany(
                "INSERT INTO gone VALUES (?, ?)",
                [
                    (number, document)
                    for number, record in enumerate(records)
                    for document, live in record.documents
                    if not live
                ],
            )
    finally:
        connection.close()


def attach(connection: sqlite3.Connection, folder: Path) -> None:
    """Let a connection to a `store.sqlite` see what the files that it names hold.

    A store in one file, which names no others, is left as it is.
    """
    named = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'shards'").fetchone()
    if named is None:
        return
    shards = connection.execute("SELECT number, name FROM shards ORDER BY number").fetchall()
    with_gone = {number for (number,) in connection.execute("SELECT DISTINCT shard FROM gone")}
    for number, name in shards:
        uri = f"{(folder / FOLDER / name).absolute().as_uri()}?mode=ro&immutable=1"
        connection.execute(f"ATTACH ? AS s{number}", (uri,))
    for table in ("documents", *TABLES) if shards else ():
        column = "id" if table == "documents" else "document"
        parts = []
        for number, _ in shards:
            part = f"SELECT * FROM s{number}.{table}"
            if number in with_gone:
                gone = f"SELECT document FROM main.gone WHERE shard = {number}"
                part += f" WHERE {column} NOT IN ({gone})"
            parts.append(part)
        connection.execute(f"CREATE TEMP VIEW {table} AS {' UNION ALL '.join(parts)}")
