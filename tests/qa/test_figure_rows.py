import csv
import io
import json
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import Result
from openpyxl import load_workbook

from corpus.errors import BadRequest
from qa.reading import open_store
from qa.rows.figure_rows import (
    FigureRow,
    FigureWish,
    csv_text,
    figure_rows,
    parquet_bytes,
    row_object,
    spans_text,
)

Run = Callable[..., Result]


def rows_of(home: Path, **wish: object) -> tuple[FigureRow, ...]:
    return figure_rows(open_store(home), FigureWish(**wish))  # type: ignore[arg-type]


def test_every_row_cites_its_slice(ingested: Path) -> None:
    store = open_store(ingested)
    rows = rows_of(ingested)
    assert {"318件", "905件", "4.2万件", "12.5%"} <= {row.raw for row in rows}
    for row in rows:
        text = store.document(row.document_id).text
        assert text[row.start : row.end] == row.raw
        assert text[row.quote_start : row.quote_end] == row.quote
        assert row.quote_start <= row.start < row.end <= row.quote_end


def test_filters_take_any_script(ingested: Path) -> None:
    assert {row.raw for row in rows_of(ingested, place="金華")} == {"905件"}
    assert {row.raw for row in rows_of(ingested, measure="登記商標", documents=("yunxi",))} >= {
        "318件"
    }
    assert {row.document for row in rows_of(ingested, period="2031年")} == {
        "jinhua.txt",
        "yunxi.txt",
    }
    assert rows_of(ingested, period="1999") == ()
    with pytest.raises(BadRequest, match="no time"):
        rows_of(ingested, period="昔")
    with pytest.raises(BadRequest, match="no document"):
        rows_of(ingested, documents=("nothing",))


def test_numbers_travel_as_decimal_strings(ingested: Path) -> None:
    row = next(row for row in rows_of(ingested) if row.raw == "4.2万件")
    stored = row_object(row)
    assert (stored["value"], stored["normalized_value"]) == ("4.2", "42000")
    assert stored["min"] is None
    assert json.loads(json.dumps(stored)) == stored


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u3000=1", "\n=1"]
)
def test_no_cell_can_act_as_a_formula(ingested: Path, text: str) -> None:
    row = replace(rows_of(ingested)[0], quote=text, subject=text)
    cells = next(csv.DictReader(io.StringIO(csv_text([row]), newline="")))
    assert cells["quote"] == cells["subject"] == f"'{text}"


def test_csv_is_read_back_as_it_was(ingested: Path) -> None:
    rows = rows_of(ingested)
    negative = replace(rows[0], raw="-5", quote='一,"二"\r\n三')
    cells = list(csv.DictReader(io.StringIO(csv_text([negative, *rows]), newline="")))
    assert cells[0]["raw"] == "-5"
    assert cells[0]["quote"] == '一,"二"\r\n三'
    assert len(cells) == len(rows) + 1


def test_every_field_cites_where_it_is_said(ingested: Path) -> None:
    store = open_store(ingested)
    row = next(row for row in rows_of(ingested) if row.raw == "318件")
    text = store.document(row.document_id).text
    words = "".join(text[start:end] for start, end in row.measure_spans)
    assert words == row.measure
    assert row.subject_start is not None
    said = text[row.subject_start : row.subject_end]
    assert said in (row.resolved_from, row.subject, row.place)
    for one in rows_of(ingested):
        if one.period_start is not None:
            assert store.document(one.document_id).text[one.period_start : one.period_end]


def test_parquet_is_read_back_by_another_program(ingested: Path, tmp_path: Path) -> None:
    rows = rows_of(ingested)
    path = tmp_path / "figures.parquet"
    path.write_bytes(parquet_bytes(rows))
    table = duckdb.sql(f"SELECT * FROM '{path}'")
    assert table.columns == [one.name for one in fields(FigureRow)]
    found = [dict(zip(table.columns, line, strict=True)) for line in table.fetchall()]
    assert len(found) == len(rows)
    for read, row in zip(found, rows, strict=True):
        assert (read["raw"], read["value"], read["start"]) == (row.raw, row.value, row.start)
        assert read["unit_inferred"] is row.unit_inferred
        assert read["quote"] == row.quote
        assert read["measure_spans"] == (spans_text(row.measure_spans) or None)


def test_a_table_without_rows_is_one(tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    path.write_bytes(parquet_bytes(()))
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(0,)]


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "parquet"])
def test_a_table_goes_into_a_file(policyqa: Run, ingested: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"figures.{form}"
    result = policyqa("figures", f"--{form}", "--out", path, "--home", ingested)
    assert result.exit_code == 0
    data = path.read_bytes()
    rows = rows_of(ingested)
    raw = {
        "csv": lambda: [r["raw"] for r in csv.DictReader(io.StringIO(data.decode(), newline=""))],
        "json": lambda: [r["raw"] for r in json.loads(data)],
        "xlsx": lambda: [c.value for c in _column(data, "raw")],
        "parquet": lambda: [r for (r,) in duckdb.sql(f"SELECT raw FROM '{path}'").fetchall()],
    }[form]()
    assert raw == [row.raw for row in rows]


def _column(data: bytes, name: str) -> list[Any]:
    header, *lines = load_workbook(io.BytesIO(data))["figures"].rows
    at = [cell.value for cell in header].index(name)
    return [line[at] for line in lines]


def test_no_binary_form_goes_to_the_terminal(policyqa: Run, ingested: Path) -> None:
    for form in ("--xlsx", "--parquet"):
        assert policyqa("figures", form, "--home", ingested).exit_code == 2
    assert policyqa("figures", "--out", "figures.csv", "--home", ingested).exit_code == 2


def test_figures_command(policyqa: Run, ingested: Path) -> None:
    result = policyqa("figures", "--csv", "--bom", "--home", ingested)
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfdocument,")
    listed = json.loads(policyqa("figures", "--json", "--home", ingested).stdout)
    assert len(listed) == len(rows_of(ingested))
    plain = policyqa("figures", "--place", "金华", "--home", ingested)
    assert "905件" in plain.stdout
    assert "318件" not in plain.stdout
    assert policyqa("figures", "--bom", "--home", ingested).exit_code == 2
