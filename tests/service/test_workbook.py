"""Figures as an Excel workbook."""

import io
from dataclasses import fields, replace
from decimal import Decimal

from openpyxl import load_workbook

from qa.rows.figure_rows import FigureRow
from qa.rows.workbook import MEDIA_TYPE, workbook
from tests.service.conftest import Running

EMPTY = FigureRow(
    **{one.name: "" for one in fields(FigureRow)}  # type: ignore[arg-type]
)


def table(data: bytes) -> list[dict[str, object]]:
    """Return the rows of a workbook by the names of its header."""
    header, *rows = load_workbook(io.BytesIO(data))["figures"].values
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_workbook_has_the_rows_of_the_list(server: Running) -> None:
    wish = {"place": "深圳", "limit": 500}
    rows = server.client.get("/v1/figures", params=wish).json()["items"]
    answer = server.client.get("/v1/figures", params={**wish, "format": "xlsx"})
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["content-disposition"] == 'attachment; filename="figures.xlsx"'
    found = table(answer.content)
    assert [row["raw"] for row in found] == [row["raw"] for row in rows]
    assert [row["start"] for row in found] == [row["start"] for row in rows]
    assert all(isinstance(row["normalized_value"], int | float | None) for row in found)


def test_no_cell_acts_as_a_formula_and_numbers_are_numbers() -> None:
    row = replace(
        EMPTY,
        title='=HYPERLINK("http://x")',
        measure="＝1+1",
        raw="-5%",
        quote="a\x08b",
        value=Decimal("12.5"),
        normalized_value=Decimal("12345678901234567890"),
        start=7,
        unit_inferred=True,
    )
    sheet = load_workbook(io.BytesIO(workbook([row])))["figures"]
    assert all(cell.data_type != "f" for line in sheet.rows for cell in line)
    found = table(workbook([row]))[0]
    assert found["title"] == '\'=HYPERLINK("http://x")'
    assert found["measure"] == "'＝1+1"
    assert found["raw"] == "'-5%"
    assert found["quote"] == "ab"
    assert (found["value"], found["start"], found["unit_inferred"]) == (12.5, 7, True)
    assert found["normalized_value"] == "12345678901234567890"
    assert found["place"] is None
