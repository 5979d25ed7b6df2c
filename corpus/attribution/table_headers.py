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
UNITS = re.compile(r"(?:计量)?单位")
BARE_GROWTH = re.compile("比|较|上年|去年|同期|同比|环比|增长|增减|增速|增幅|降幅|幅度|速度|率|为")


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
    return merged([label(text) for text in dict.fromkeys(texts)])


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
    elif not told(words) and not re.fullmatch(rf"{NUMBER.pattern}\s*[%％‰]?", words):
        yield words


def part_of(table: Table, cell: Cell) -> str:
    """Return the row or column that 其中：… is a part of: the last ahead that is none itself."""
    column = whole_column(table, cell)
    if column:
        return label(column).text
    if cell.row_header is None or not PART_OF.match(table.words[cell.row_header]):
        return ""
    for row in sorted((r for r in table.rows if r < cell.row), reverse=True):
        first = table.rows[row][0]
        words = table.words[first.span]
        if row not in table.heads and not first.column and not PART_OF.match(words):
            return label(words).text
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
