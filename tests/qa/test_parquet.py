"""Tables as Parquet files, read back by DuckDB."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.parquet import Column, Kind, parquet

DECIMALS = st.decimals(-(10**20), 10**20, places=6)


def read(path: Path, data: bytes) -> list[tuple[object, ...]]:
    path.write_bytes(data)
    return duckdb.sql(f"SELECT * FROM '{path}'").fetchall()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(
            st.none() | st.text(st.characters(exclude_categories=["Cs"])),
            st.none() | st.integers(-(2**63), 2**63 - 1),
            st.none() | DECIMALS,
            st.none() | st.booleans(),
        ),
        max_size=40,
    )
)
def test_what_is_written_is_read(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    kinds = (Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.BOOLEAN)
    columns = [
        Column(f"c{n}", kind, [row[n] for row in rows])  # type: ignore[misc]
        for n, kind in enumerate(kinds)
    ]
    assert read(tmp_path / "t.parquet", parquet(columns, len(rows))) == rows


def test_equal_tables_are_equal_bytes() -> None:
    columns = [Column("a", Kind.TEXT, ["一"])]
    assert parquet(columns, 1) == parquet(columns, 1)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="1 values"):
        parquet([Column("a", Kind.TEXT, [])], 1)
    with pytest.raises(ValueError, match="digits"):
        parquet([Column("a", Kind.DECIMAL, [Decimal(10) ** 30])], 1)
