"""What the headers of a table, and the cells beside it, say of a cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.attribution.cell_words import told
from corpus.attribution.table_labels import PART_OF, Label, label, merged
from corpus.document import Cell, Span

__all__ = [
    "BARE_GROWTH",
    "NOTHING",
    "NUMBER",
    "NUMBERING",
    "UNITS",
    "Table",
    "column_label",
    "grown",
    "part_of",
    "row_label",
    "whole_column",
]

NUMBER = re.compile(r"[-+−]?\d[\d,，]*(?:\.\d+)?")
NOTHING = re.compile(r"[-—–/\\…. ]*")
NUMBERING = re.compile(r"序号|编号|代码|邮编|电话|页码|备注|文号")
_YEARS = re.compile(r"年份|年度|年|时间|日期")
_NUMBERED = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十])\s*[、.．]\s*(?=\D)")
_COUNTED_NAME = re.compile(r"\d{1,4}个[㐀-鿿]{3,10}")  # 35个大中城市, no amount
_AMOUNT = re.compile(r"[量额值]$")
UNITS = re.compile(r"(?:计量)?单位")
BARE_GROWTH = re.compile("比|较|上年|去年|同期|同比|环比|增长|增减|增速|增幅|降幅|幅度|速度|率|为")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d(?: ?[-—–~至] ?(?:19|20)\d\d)?")


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one table, and what stands above it."""

    rows: dict[int, list[Cell]]
    heads: tuple[int, ...]  # the rows of headers
    words: dict[Span, str]  # folded
    caption: Label
    headings: str


def column_label(table: Table, cell: Cell) -> Label:
    """Read the headers above a cell; one that spans columns stands at the first of them."""
    texts: list[str] = []
    for row in table.heads[:-1]:
        over = [head for head in table.rows[row] if head.column <= cell.column]
        if over:
            texts.append(table.words[max(over, key=lambda head: head.column).span])
    if cell.column_header is not None:
        texts.append(table.words[cell.column_header])
    return merged([label(_dated(text)) for text in dict.fromkeys(texts)])


def _dated(header: str) -> str:
    """Return a header that is a bare year, or a run of them, as one: 2018年."""
    return f"{header}年" if _BARE_YEAR.fullmatch(header.strip()) else header


def row_label(table: Table, cell: Cell) -> Label:
    """Read what stands to the left of a cell and is no figure."""
    texts: list[str] = []
    if cell.row_header is not None:
        first = (head for row in table.heads for head in table.rows[row] if not head.column)
        header = next((table.words[head.span] for head in first), "")
        texts += _says(table.words[cell.row_header], header)
    for beside in table.rows[cell.row]:
        if beside.column < cell.column and beside.span != cell.row_header:
            header = table.words[beside.column_header] if beside.column_header else ""
            texts += _says(table.words[beside.span], header)
    return merged([label(text) for text in dict.fromkeys(texts)])


def _says(words: str, header: str) -> Iterator[str]:
    """Yield what a cell says of its row, no figure and no unit; 2018 below 年份 as 2018年, 112
    as 民国112年.
    """
    if UNITS.fullmatch(header) or NUMBERING.search(header) or NOTHING.fullmatch(words):
        return
    if _YEARS.fullmatch(header) and re.fullmatch(r"(?:19|20)\d\d", words):
        yield f"{words}年"
    elif _YEARS.fullmatch(header) and re.fullmatch(r"(?:\d\d|1[0-2]\d)", words):
        yield f"民国{words}年"
    elif re.fullmatch(rf"{NUMBER.pattern}\s*[%％‰]?", words):
        return
    elif _COUNTED_NAME.fullmatch(words) or not told(words):
        yield words


def part_of(table: Table, cell: Cell) -> str:
    """Return the row or column that a cell's is a part of.

    That of 其中：… is the last ahead that is none itself. In a table that numbers some rows, those
    without a number are parts of the last one that has it; else a name that is no amount's (铁路)
    is a part of the amount ahead of the same unit (货物周转量).
    """
    column = whole_column(table, cell)
    if column:
        return label(column).text
    own = table.words[cell.row_header] if cell.row_header is not None else ""
    above = [r for r in sorted(table.rows, reverse=True) if r < cell.row and r not in table.heads]
    names = [(r, table.words[table.rows[r][0].span]) for r in above if not table.rows[r][0].column]
    numbered = [name for _, name in names if _NUMBERED.match(name)]
    if not own or _NUMBERED.match(own):
        return ""
    if numbered:
        return label(_NUMBERED.sub("", numbered[0])).text
    if PART_OF.match(own):
        return next((label(name).text for _, name in names if not PART_OF.match(name)), "")
    whole = next(((r, name) for r, name in names if _AMOUNT.search(name)), None)
    if whole is None or _AMOUNT.search(own):
        return ""
    unit = _unit_beside(table, cell.row)
    return label(whole[1]).text if unit and unit == _unit_beside(table, whole[0]) else ""


def _unit_beside(table: Table, row: int) -> str:
    """Return the unit of a row's first amount: beside the number, or in a column of units."""
    for cell in table.rows[row][1:]:
        words = table.words[cell.span]
        header = table.words[cell.column_header] if cell.column_header else ""
        if UNITS.fullmatch(header):
            return words
        number = NUMBER.match(words)
        if number and (unit := words[number.end() :].strip()):
            return unit
    return ""


def grown(table: Table, cell: Cell) -> str:
    """Return what a bare 比上年增长 is the growth of: the nearest column before it that is none."""
    header = table.words[cell.column_header] if cell.column_header else ""
    if BARE_GROWTH.sub("", header).strip(" ()（）%％±+-/"):
        return ""
    columns = sorted(
        (c for c in table.rows[cell.row] if c.column < cell.column), key=lambda c: -c.column
    )
    for beside in columns:
        if beside.column_header is None or not NUMBER.match(table.words[beside.span]):
            continue
        label = column_label(table, beside)
        if label.unit not in ("%", "％") and not NUMBERING.search(label.text):
            return label.text
    return ""


def whole_column(table: Table, cell: Cell) -> str:
    """Return the header of the column that 其中：… is a part of: the next one with a unit."""
    header = table.words[cell.column_header] if cell.column_header else ""
    if not PART_OF.search(header):
        return ""
    for beside in sorted(table.rows[cell.row], key=lambda c: -c.column):
        if beside.column < cell.column and beside.column_header is not None:
            words = table.words[beside.column_header]
            if label(words).unit and not PART_OF.search(words):
                return words
    return ""
