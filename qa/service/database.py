"""The service's own tables, in SQLite beside the index or in PostgreSQL.

    keys        who may call, with which scopes; of a key only its hash
    audit       who asked, told, ingested or managed what, and when
    feedback    what people said of answers
    jobs        ingests, uploads and deletions: asked for, running, ended
    uploads     what people call the files that they uploaded
    counters    how often each caller came in each window of time: the limits of all workers

Times are UTC. Nothing of the index is in here: the service goes on answering while it is away.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from corpus.errors import BadRequest, PolicyqaError

__all__ = [
    "audit",
    "counters",
    "durably",
    "feedback",
    "jobs",
    "keys",
    "metadata",
    "now",
    "open_database",
    "uploads",
]

FILE_NAME = "service.sqlite"
_PATIENCE_MS = 5000  # how long SQLite waits for another writer; writes take well under 1 ms
_AGAIN_S = 0.02  # between tries to open its file

metadata = sa.MetaData()


class _Time(sa.TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is put back when read."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, _: sa.Dialect) -> datetime | None:
        """Return a moment with its time zone."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


# SQLite numbers rows by itself in a column of exactly INTEGER only
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")

keys = sa.Table(
    "keys",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("scopes", sa.String(100), nullable=False),  # read, or read and write, by space
    sa.Column("created", _Time, nullable=False),
    sa.Column("revoked", _Time),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("number", _Number, primary_key=True, autoincrement=True),
    sa.Column("at", _Time, nullable=False, index=True),
    sa.Column("event", sa.String(40), nullable=False),
    sa.Column("request", sa.String(64), nullable=False, server_default=""),
    sa.Column("key", sa.String(16)),
    sa.Column("client", sa.String(64), nullable=False, server_default=""),
    sa.Column("question", sa.Text),
    sa.Column("detail", sa.JSON),
)

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("number", _Number, primary_key=True, autoincrement=True),
    sa.Column("at", _Time, nullable=False),
    sa.Column("key", sa.String(16)),
    sa.Column("answer_id", sa.String(64), nullable=False, index=True),
    sa.Column("verdict", sa.String(10), nullable=False),  # right or wrong
    sa.Column("better", sa.Text),
    sa.Column("comment", sa.Text),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("index_version", sa.String(64), nullable=False),
    sa.Column("citations", sa.JSON, nullable=False),
)

jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),  # ingest, upload, delete
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("detail", sa.JSON, nullable=False),
    sa.Column("stage", sa.String(40), nullable=False, server_default=""),
    sa.Column("done", sa.Integer, nullable=False, server_default="0"),
    sa.Column("total", sa.Integer, nullable=False, server_default="0"),
    sa.Column("asked", _Time, nullable=False),
    sa.Column("started", _Time),
    sa.Column("ended", _Time),
    sa.Column("heard", _Time),  # last sign of life of the process that does it
    sa.Column("result", sa.JSON),
    sa.Column("error", sa.Text),
    sa.Column("key", sa.String(16)),
)

uploads = sa.Table(
    "uploads",
    metadata,
    sa.Column("path", sa.String(100), primary_key=True),  # sha256 and suffix
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("at", _Time, nullable=False),
)

counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.String(200), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("expires", sa.Float, nullable=False),  # seconds since 1970
)


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def open_database(home: Path, url: str) -> sa.Engine:
    """Open the database of a URL, or the home's own; make the tables that are missing.

    BadRequest for a URL that is none, PolicyqaError when the database does not answer.
    """
    place = home / FILE_NAME
    if not url:
        home.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{place.absolute()}"
    try:
        engine = sa.create_engine(url, pool_pre_ping=True)
    except (sa.exc.ArgumentError, ImportError) as error:
        raise BadRequest(
            f"service.database {url!r} cannot be used ({error}); "
            "write postgresql+psycopg://USER:PASSWORD@HOST/NAME, or leave it empty"
        ) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _sqlite_for_many)
        if engine.url.database == str(place.absolute()):
            _follow_file(engine, place)
    try:
        metadata.create_all(engine)
    except sa.exc.SQLAlchemyError as error:
        shown = engine.url.render_as_string(hide_password=True)
        engine.dispose()
        raise PolicyqaError(f"the database {shown} does not answer: {error}") from error
    return engine


def _sqlite_for_many(connection: Any, _: Any) -> None:
    """Let several processes read while one writes, and wait for one another."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")  # see `durably`
    cursor.close()


@contextmanager
def durably(database: sa.Engine) -> Iterator[sa.Connection]:
    """Yield a connection whose commits survive a power failure; others survive any crash of ours.

    Waiting for the disk takes SQLite some 7 ms each time: too long for what each question writes.
    """
    with database.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("PRAGMA synchronous = FULL")
        try:
            yield connection
        finally:
            connection.rollback()  # of what was not committed
            if sqlite:
                connection.exec_driver_sql("PRAGMA synchronous = NORMAL")


def _follow_file(engine: sa.Engine, place: Path) -> None:
    """Let go of connections to a file that a restored backup has replaced.

    A backup of a home that was never served has no such file: its tables are made anew. While the
    one home takes the other's place, there is none for a moment.
    """
    made: list[sa.schema.ExecutableDDLElement] = []
    for table in metadata.sorted_tables:
        made.append(sa.schema.CreateTable(table, if_not_exists=True))
        made += [sa.schema.CreateIndex(one, if_not_exists=True) for one in table.indexes]
    statements = [str(one.compile(dialect=engine.dialect)) for one in made]

    def connect(dialect: sa.Dialect, _: Any, arguments: Any, options: Any) -> Any:
        until = time.monotonic() + _PATIENCE_MS / 1000
        while True:
            try:
                return dialect.connect(*arguments, **options)
            except sqlite3.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(_AGAIN_S)

    def opened(connection: Any, record: Any) -> None:
        record.info["file"] = _identity(place)
        for statement in statements:
            connection.execute(statement)

    def used(_: Any, record: Any, __: Any) -> None:
        if record.info["file"] != _identity(place):
            raise sa.exc.DisconnectionError(f"{place} is another file now")

    sa.event.listen(engine, "do_connect", connect)
    sa.event.listen(engine, "connect", opened)
    sa.event.listen(engine, "checkout", used)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
