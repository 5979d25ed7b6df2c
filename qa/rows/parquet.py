"""A flat table as a Parquet file, written by DuckDB: columns of four kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

__all__ = ["MEDIA_TYPE", "Column", "Kind", "parquet"]

MEDIA_TYPE = "application/vnd.apache.parquet"
_CHUNK = 2_000  # rows handed over at once; more is no faster
_GROUP = 16_384  # rows of a row group, which is held in memory until it is whole
_MEMORY = "256MB"  # what DuckDB may hold; beyond it, it writes to the temporary directory


class Kind(Enum):
    """What a column holds: the type as DuckDB calls it."""

    BOOLEAN = "BOOLEAN"
    INTEGER = "BIGINT"
    TEXT = "VARCHAR"
    DECIMAL = "DECIMAL(38, 9)"


@dataclass(frozen=True, slots=True)
class Column:
    """A named column; None is allowed anywhere."""

    name: str
    kind: Kind
    values: Sequence[str | int | bool | Decimal | None]


def parquet(columns: Sequence[Column]) -> bytes:
    """Return columns, all of one length, as the bytes of a Parquet file.

    Decimals are rounded to nine digits behind the point. ValueError for a number that does not fit:
    a decimal of more than 29 digits before the point, an integer of more than 64 bits.
    """
    import duckdb  # a large library, for this alone

    lengths = {len(column.values) for column in columns}
    if len(lengths) != 1:
        raise ValueError(f"a table's columns are of one length, not of {sorted(lengths)}")
    with TemporaryDirectory(prefix="policyqa-") as folder:
        path = Path(folder, "table.parquet")
        with duckdb.connect(config=_config(folder)) as database:
            try:
                _fill(database, columns, lengths.pop())
            except duckdb.ConversionException as error:
                raise ValueError("a number has too many digits for a table") from error
            form = f"FORMAT parquet, CODEC zstd, ROW_GROUP_SIZE {_GROUP}"
            database.execute(f"COPY rows TO $path ({form})", {"path": str(path)})
        return path.read_bytes()


def _config(folder: str) -> dict[str, Any]:
    """Return settings that keep DuckDB small and off the network."""
    return {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": _MEMORY,
        "temp_directory": folder,
        "threads": 1,  # also keeps equal tables equal bytes
    }


def _fill(database: Any, columns: Sequence[Column], rows: int) -> None:
    """Make the table `rows`; lists by column are many times as fast as rows one by one."""
    told = ", ".join(f"{_quoted(column.name)} {column.kind.value}" for column in columns)
    database.execute(f"CREATE TABLE rows ({told})")
    lists = ", ".join(f"unnest(CAST(? AS {_given(column.kind)}[]))" for column in columns)
    for start in range(0, rows, _CHUNK):
        chunk = [[_value(v) for v in one.values[start : start + _CHUNK]] for one in columns]
        database.execute(f"INSERT INTO rows SELECT {lists}", chunk)


def _given(kind: Kind) -> str:
    """Return the type in which values are handed over."""
    return "VARCHAR" if kind is Kind.DECIMAL else kind.value


def _value(value: str | int | Decimal | None) -> str | int | None:
    """Return a value as it is handed over: decimals as digits, which lose nothing on the way."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # a lone surrogate is no UTF-8
    return value


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
