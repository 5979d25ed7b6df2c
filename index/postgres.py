"""Documents in PostgreSQL: the tables of a version's store, shared between versions.

A document that does not change between two versions is stored once, by the digest of everything
that was read out of it. A version is a list of digests, the number of passages that hold each term
(for the weight of words), and a schema of views that show its documents as a store file does.

    policyqa_1.documents, sections, passages, …   the store file's columns, and `stored`: digest
    policyqa_1.members                            version, digest
    policyqa_1.versions, terms                    statistics of a version; passages that hold a term
    policyqa_1_VERSION.documents, …               views of one version
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import BadRequest, EngineAway
from index.bm25 import Statistics
from index.documents import DocumentStore
from index.manifest import FORMAT, Manifest
from index.shards import attach

if TYPE_CHECKING:
    import psycopg

__all__ = ["PostgresStore", "drop", "missing", "push", "versions_there"]

_TABLES = ("documents", "sections", "passages", "sentences", "enumerations", "figures")
_TYPES = {"TEXT": 'text COLLATE "C"', "INTEGER": "bigint", "BLOB": "bytea"}  # C: order by bytes
_BATCH = 200  # documents per statement
_TIMEOUT_S = 10


class PostgresStore(DocumentStore):
    """Reading one version; each thread has a connection of its own."""

    AMONG = "IN (SELECT jsonb_array_elements_text(?::jsonb))"
    CONTAINS = "strpos"

    def __init__(self, url: str, name: str, version: str) -> None:
        """IndexMissing is the caller's to say: a version that is not there has no tables."""
        super().__init__()
        self._url, self._schema, self._version = url, schema_of(name), version
        self._local = threading.local()
        rows = self._rows(
            f"SELECT about FROM {self._schema}.versions WHERE version = ?", (version,)
        )
        if not rows:
            raise EngineAway(
                f"the database holds no version {version}; run: policyqa index publish"
            )
        about = json.loads(rows[0][0])
        self.model: str | None = about["model"]
        self.statistics = Statistics(**about["statistics"])

    def close(self) -> None:
        """Close this thread's connection; it is opened again when needed."""
        self._local.__dict__.pop("own", None)

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many passages of the version hold each term."""
        asked = {one.encode("utf-8", "surrogatepass"): one for one in terms}
        rows = self._rows(
            f"SELECT term, passages FROM {self._schema}.terms WHERE version = ? AND term = ANY(?)",
            (self._version, list(asked)),
        )
        return {asked[term]: passages for term, passages in rows}

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        import psycopg

        for attempt in (1, 2):
            own = self._local.__dict__.get("own")
            try:
                if own is None:
                    own = self._local.own = _Own(self._url, f"{self._schema}_{self._version}")
                return own.connection.execute(statement.replace("?", "%s"), values).fetchall()
            except psycopg.OperationalError as error:  # the server was started anew
                self.close()
                if attempt == 2:
                    raise _away(self._url, error) from error
        raise AssertionError


class _Own:
    """A thread's connection, closed when the thread ends or the store is gone."""

    def __init__(self, url: str, schema: str) -> None:
        self.connection = _connect(url)
        self.connection.autocommit = True
        self.connection.execute(f'SET search_path = "{schema}"')

    def __del__(self) -> None:
        if hasattr(self, "connection"):
            self.connection.close()


def schema_of(name: str) -> str:
    """Return the schema that the tables of a remote index are in; its format is part of it."""
    return f"{name}_{FORMAT}"


def push(
    url: str,
    name: str,
    store: Path,
    manifest: Manifest,
    terms: Iterable[tuple[bytes, int]],
    *,
    anew: bool = False,
) -> None:
    """Store a version in one transaction: what is not there yet, or all of it `anew`."""
    schema, version = schema_of(name), manifest.version
    with closing(sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)) as source:
        columns = {table: _columns(source, table) for table in _TABLES}
        attach(source, store.parent)
        with _transaction(url) as there:
            _make_tables(there, schema, columns)
            digests = {one: digest for one, digest, _ in manifest.documents}
            if anew:
                _forget(there, schema, version, list(digests.values()))
            found = there.execute(f"SELECT 1 FROM {schema}.versions WHERE version = %s", [version])
            if found.fetchone():
                return
            rows = there.execute(f"SELECT digest FROM {schema}.documents").fetchall()
            known = {digest for (digest,) in rows}
            new = [(one, digest) for one, digest in digests.items() if digest not in known]
            for start in range(0, len(new), _BATCH):
                for table in _TABLES:
                    _copy(source, there, schema, table, columns[table], new[start : start + _BATCH])
            _fill(there, f"{schema}.members", ((version, one) for one in digests.values()))
            _fill(there, f"{schema}.terms", ((version, term, count) for term, count in terms))
            about = {"model": manifest.model, "statistics": asdict(manifest.statistics)}
            there.execute(f"INSERT INTO {schema}.versions VALUES (%s, %s)", [version, _json(about)])
            _make_views(there, schema, version, columns)


def versions_there(url: str, name: str) -> set[str]:
    """Return the versions that the database holds."""
    with _transaction(url) as there:
        schema = schema_of(name)
        if not there.execute("SELECT to_regclass(%s)", [f"{schema}.versions"]).fetchone()[0]:  # type: ignore[index]
            return set()
        return {
            one for (one,) in there.execute(f"SELECT version FROM {schema}.versions").fetchall()
        }


def missing(url: str, name: str, manifest: Manifest) -> tuple[str, ...]:
    """Return what the database lacks of a version, in words; empty when it holds all of it."""
    if manifest.version not in versions_there(url, name):
        return (f"the database holds no version {manifest.version}",)
    schema = schema_of(name)
    with _transaction(url) as there:
        view = f'"{schema}_{manifest.version}"'
        rows = there.execute(f"SELECT id, digest FROM {view}.documents").fetchall()
        wanted = {(one, digest) for one, digest, _ in manifest.documents}
        found = there.execute(f"SELECT count(*) FROM {view}.passages").fetchone()
    wrong = [f"the database lacks document {one}" for one, _ in sorted(wanted - set(rows))]
    wrong += [f"the database has another document {one}" for one, _ in sorted(set(rows) - wanted)]
    if found is None or found[0] != manifest.passages:
        wrong.append(f"the database has {found and found[0]} passages, not {manifest.passages}")
    return tuple(wrong)


def drop(url: str, name: str, kept: set[str]) -> None:
    """Remove every version but those to keep, and the documents that no version has any more."""
    schema = schema_of(name)
    gone = versions_there(url, name) - kept
    if not gone:
        return
    with _transaction(url) as there:
        for version in sorted(gone):
            _forget(there, schema, version, [])
        for table in _TABLES:
            there.execute(
                f"DELETE FROM {schema}.{table} t WHERE NOT EXISTS"
                f" (SELECT 1 FROM {schema}.members m WHERE m.digest = t.stored)"
            )


def _forget(
    there: "psycopg.Connection[Any]", schema: str, version: str, digests: Sequence[str]
) -> None:
    """Remove a version, and the stored documents of some digests."""
    there.execute(f'DROP SCHEMA IF EXISTS "{schema}_{version}" CASCADE')
    for table in ("members", "terms", "versions"):
        there.execute(f"DELETE FROM {schema}.{table} WHERE version = %s", [version])
    for table in _TABLES:
        there.execute(f"DELETE FROM {schema}.{table} WHERE stored = ANY(%s)", [list(digests)])


def _make_tables(
    there: "psycopg.Connection[Any]", schema: str, columns: Mapping[str, Mapping[str, str]]
) -> None:
    there.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [schema])  # one at a time
    there.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for table, known in columns.items():
        listed = ", ".join(f'"{one}" {kind}' for one, kind in known.items())
        there.execute(f"CREATE TABLE IF NOT EXISTS {schema}.{table} (stored text, {listed})")
        key = "id" if table in ("documents", "passages") else "document"
        for column in ("stored", key):
            there.execute(
                f"CREATE INDEX IF NOT EXISTS {table}_by_{column} ON {schema}.{table} ({column})"
            )
    for made in (
        "passages_in_order ON {0}.passages (document, number)",
        "sentences_of_section ON {0}.sentences (document, section)",
        "figures_by_place ON {0}.figures (place)",
        "figures_by_period ON {0}.figures (period_start, period_end)",
    ):
        there.execute(f"CREATE INDEX IF NOT EXISTS {made.format(schema)}")
    for made in (
        "versions (version text PRIMARY KEY, about text NOT NULL)",
        "members (version text, digest text, PRIMARY KEY (version, digest))",
        "terms (version text, term bytea, passages bigint, PRIMARY KEY (version, term))",
    ):
        there.execute(f"CREATE TABLE IF NOT EXISTS {schema}.{made}")


def _make_views(
    there: "psycopg.Connection[Any]",
    schema: str,
    version: str,
    columns: Mapping[str, Mapping[str, str]],
) -> None:
    there.execute(f'CREATE SCHEMA "{schema}_{version}"')
    for table, known in columns.items():
        listed = ", ".join(f't."{one}"' for one in known)
        there.execute(
            f'CREATE VIEW "{schema}_{version}".{table} AS SELECT {listed} FROM {schema}.{table} t'
            f" JOIN {schema}.members m ON m.digest = t.stored WHERE m.version = '{version}'"
        )


def _copy(
    source: sqlite3.Connection,
    there: "psycopg.Connection[Any]",
    schema: str,
    table: str,
    columns: Mapping[str, str],
    documents: Sequence[tuple[str, str]],
) -> None:
    """Copy the rows of some documents from a store file."""
    key = "id" if table == "documents" else "document"
    digests = dict(documents)
    own = list(columns).index(key)
    listed = ", ".join(f'"{one}"' for one in columns)
    marks = ",".join("?" * len(documents))
    rows = source.execute(f"SELECT {listed} FROM {table} WHERE {key} IN ({marks})", list(digests))
    _fill(there, f"{schema}.{table}", ((digests[row[own]], *map(_plain, row)) for row in rows))


def _plain(value: Any) -> Any:
    """Return a value as PostgreSQL takes it: it knows no NUL in a text."""
    return value.replace("\0", "") if isinstance(value, str) else value


def _fill(there: "psycopg.Connection[Any]", table: str, rows: Iterable[Sequence[Any]]) -> None:
    with there.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _columns(source: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the columns of a table of a store file with PostgreSQL's types."""
    return {row[1]: _TYPES[row[2]] for row in source.execute(f"PRAGMA table_info({table})")}


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True)


@contextmanager
def _transaction(url: str) -> Iterator["psycopg.Connection[Any]"]:
    import psycopg

    with closing(_connect(url)) as connection:
        try:
            with connection.transaction():
                yield connection
        except psycopg.Error as error:
            raise _away(url, error) from error


def _connect(url: str) -> "psycopg.Connection[Any]":
    import psycopg
    import sqlalchemy as sa

    parsed = sa.engine.make_url(url)
    if parsed.get_backend_name() != "postgresql":
        raise BadRequest(
            f"service.database {parsed.render_as_string()!r} holds no documents; with `search` set "
            "it is postgresql+psycopg://USER:PASSWORD@HOST/NAME, or empty"
        )
    plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        return psycopg.connect(plain, connect_timeout=_TIMEOUT_S)
    except psycopg.OperationalError as error:
        raise _away(url, error) from error


def _away(url: str, error: Exception) -> EngineAway:
    import sqlalchemy as sa

    shown = sa.engine.make_url(url).render_as_string(hide_password=True)
    return EngineAway(
        f"the database {shown} does not do it ({error}); start it, or correct service.database"
    )
