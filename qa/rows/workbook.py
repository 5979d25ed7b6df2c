"""Figures as an Excel workbook: one sheet, numbers as numbers, no cell a formula."""

import io
from collections.abc import Iterable
from dataclasses import asdict, fields
from decimal import Decimal

from qa.decimals import plain
from qa.rows.figure_rows import FigureRow, harmless, spans_text

__all__ = ["MEDIA_TYPE", "workbook"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 32_767  # characters of a cell, by Excel's own limits
_DIGITS = 15  # that Excel keeps of a number; a longer one stays text
_WIDTHS = {"title": 36, "heading": 36, "measure": 32, "quote": 80, "document": 28}


def workbook(rows: Iterable[FigureRow]) -> bytes:
    """Return rows as the bytes of an xlsx file, a header first that stays in sight."""
    from openpyxl import Workbook  # a large library, for this alone
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    names = [one.name for one in fields(FigureRow)]
    for number, name in enumerate(names):
        sheet.column_dimensions[_letters(number)].width = _WIDTHS.get(name, 14)
    sheet.freeze_panes = "A2"
    header = []
    for name in names:
        cell = WriteOnlyCell(sheet, name)
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    count = 1
    for row in rows:
        sheet.append([_cell(value) for value in asdict(row).values()])
        count += 1
    sheet.auto_filter.ref = f"A1:{_letters(len(names) - 1)}{count}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: object) -> str | int | bool | Decimal | None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return value if len(value.as_tuple().digits) <= _DIGITS else plain(value)
    if isinstance(value, tuple):
        return spans_text(value) or None
    text = harmless(ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    return text[:_LONGEST] or None


def _letters(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number + 1))
