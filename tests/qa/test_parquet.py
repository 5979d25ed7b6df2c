"""Tables as Parquet files, read back by DuckDB."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qa.rows import parquet as module
from qa.rows.parquet import Column, Kind, parquet

DECIMALS = st.decimals(-(10**29) + 1, 10**29 - 1, places=9)
KINDS = (Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.BOOLEAN)


def read(path: Path, data: bytes) -> list[tuple[object, ...]]:
    path.write_bytes(data)
    return duckdb.sql(f"SELECT * FROM '{path}'").fetchall()


def table(rows: list[tuple[object, ...]]) -> list[Column]:
    return [
        Column(f"c{n}", kind, [row[n] for row in rows])  # type: ignore[misc]
        for n, kind in enumerate(KINDS)
    ]


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
@example(rows=[])
@example(rows=[(None, None, None, None)])
def test_what_is_written_is_read(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    data = parquet(table(rows))
    assert (data[:4], data[-4:]) == (b"PAR1", b"PAR1")
    assert read(tmp_path / "t.parquet", data) == rows


def test_order_holds_over_several_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 3)
    rows: list[tuple[object, ...]] = [(f"第{n}", n, Decimal(n), n % 2 == 0) for n in range(10)]
    assert read(tmp_path / "t.parquet", parquet(table(rows))) == rows


def test_columns_are_typed_and_named(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    names = ("a", 'a "b"', "select", "数")
    columns = [Column(name, kind, [None]) for name, kind in zip(names, KINDS, strict=True)]
    path.write_bytes(parquet(columns))
    found = duckdb.sql(f"SELECT * FROM '{path}'")
    assert tuple(found.columns) == names
    assert [str(one) for one in found.types] == ["VARCHAR", "BIGINT", "DECIMAL(38,9)", "BOOLEAN"]


def test_a_lone_surrogate_is_replaced(tmp_path: Path) -> None:
    columns = [Column("a", Kind.TEXT, ["一\ud800"])]
    assert read(tmp_path / "t.parquet", parquet(columns)) == [("一?",)]


def test_equal_tables_are_equal_bytes() -> None:
    columns = [Column("a", Kind.TEXT, ["一"])]
    assert parquet(columns) == parquet(columns)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        parquet([Column("a", Kind.TEXT, []), Column("b", Kind.TEXT, ["一"])])
    with pytest.raises(ValueError, match="digits"):
        parquet([Column("a", Kind.DECIMAL, [Decimal(10) ** 30])])
    with pytest.raises(ValueError, match="digits"):
        parquet([Column("a", Kind.INTEGER, [2**63])])


def test_a_long_table_is_written_in_groups_that_fit_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_bytes(parquet([Column("a", Kind.INTEGER, range(40_000))]))
    longest = duckdb.sql(f"SELECT max(row_group_num_rows) FROM parquet_metadata('{path}')")
    assert longest.fetchall() == [(module._GROUP,)]
    assert duckdb.sql(f"SELECT a FROM '{path}'").fetchall() == [(n,) for n in range(40_000)]
