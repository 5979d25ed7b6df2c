"""Tables that are only set by spaces or tabs: a line of headers over lines that end in figures.

Web pages and converters leave such tables in text files, also as points of a list. The headers of
names and of units may be left out (1993年 比上年增长％ over 粮食 45644 万吨 3.1), and a line that
ends in a unit in brackets heads a column alone (各类价格上涨幅度(％)).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Cell
from corpus.mapped import Span
from corpus.readers.extract import Box, cells_of

__all__ = ["plain_cells"]

_LINE = re.compile(r"[^\r\n]+|\r\n?|\n")
_BULLET = re.compile(r"[ \t]*(?:[-*•·][ \t]+)?")
_WIDE = re.compile(r"[^\S\t\r\n]*\t\s*|[^\S\r\n]{2,}|\u3000+")
_NARROW = re.compile(r"[^\S\r\n]+")
_FIGURE = re.compile(r"[-+−－]?[\d０-９][\d０-９,，.．]*[%％‰]?")
_COUNTED = re.compile(
    r"[\d０-９][\d０-９,，.．]*(?:[万萬亿億]?元|[人户戶家件个個项項台辆輛名次座处處亩畝吨噸])"
)
_AMOUNT = re.compile(r"[(（]?[-+−－]?[\d０-９]+[,，.．][\d０-９]")  # no header begins with one
_LETTER = re.compile("[\u3400-\u9fff]")
_NONE = re.compile(r"[-—–…/]{1,4}|\.{2,6}")
_PROSE = re.compile("[。；！？]|，.*，")
_TIME = re.compile(
    r"(?:会计|會計|财政|財政|学|學)?年[度份次]?|[月日]份|期[间間别別]|时[间期]|時[間期]"
)
_UNIT = re.compile("[\u3400-\u9fff]{1,7}、?")
_HEADS_ALONE = re.compile(r"[^:：]{4,40}[(（][%％‰\u3400-\u9fff/]{1,6}[)）]")
_FEWEST_ROWS = 2  # of three columns and more; of two a third row is asked for
_LONGEST = 160  # characters of a row


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut at its gaps."""

    cells: tuple[Span, ...]
    words: tuple[str, ...]

    @property
    def figures(self) -> int:
        """How many cells at the end are figures or stand for none."""
        count = 0
        while count < len(self.words) and _is_value(self.words[-1 - count]):
            count += 1
        return count

    def measured(self) -> "_Row | None":
        """Return 粮食 45644 万吨 3.1 as a name, an amount with its unit, and a rate."""
        if len(self.words) < 4 or not _UNIT.fullmatch(self.words[-2]):
            return None
        if not _FIGURE.fullmatch(self.words[-3]):
            return None
        if not (_is_value(self.words[-1]) or self.words[-1] == "持平"):
            return None
        name = Span(self.cells[0].start, self.cells[-4].end)
        amount = Span(self.cells[-3].start, self.cells[-2].end)
        words = (" ".join(self.words[:-3]), " ".join(self.words[-3:-1]), self.words[-1])
        return _Row((name, amount, self.cells[-1]), words)

    def joined(self) -> "_Row":
        """Return the row with words that are spaced out as one: 单 位."""
        cells: list[Span] = []
        words: list[str] = []
        single = False  # the last cell is one letter that waits for another
        for cell, word in zip(self.cells, self.words, strict=True):
            letter = bool(_LETTER.fullmatch(word))
            if single and letter:
                cells[-1] = Span(cells[-1].start, cell.end)
                words[-1] += word
                single = False
                continue
            cells.append(cell)
            words.append(word)
            single = letter
        return _Row(tuple(cells), tuple(words))

    def of(self, columns: int) -> "_Row":
        """Return the row with the words of its first cell, too many of them, as one."""
        extra = len(self.cells) - columns
        first = Span(self.cells[0].start, self.cells[extra].end)
        words = " ".join(self.words[: extra + 1])
        return _Row((first, *self.cells[extra + 1 :]), (words, *self.words[extra + 1 :]))


def _is_value(word: str) -> bool:
    bare = word.strip("*")  # a row of sums may be set in bold
    return bool(_FIGURE.fullmatch(bare) or _COUNTED.fullmatch(bare) or _NONE.fullmatch(word))


def plain_cells(text: str, first: int = 0) -> list[Cell]:
    """Return the cells of such tables; they are numbered from `first`."""
    found: list[Cell] = []
    rows: list[_Row] = []
    for row in [*_rows(text), None]:
        if row is not None:
            rows.append(row)
            continue
        for table in _tables(rows):
            boxes, spans = _boxes(table)
            found += cells_of(boxes, spans, first)
            first += 1
        rows = []
    return found


def _rows(text: str) -> Iterator[_Row | None]:
    """Yield the lines that have cells; None for any other line, which ends a table."""
    for line in _LINE.finditer(text):
        if line[0] in ("\r\n", "\n", "\r"):
            continue
        blank = text[line.end() : line.end() + 4].replace("\r\n", "\n").replace("\r", "\n")
        row = _row(line[0], line.start())
        yield row
        if blank.startswith("\n\n") and not (row and len(row.cells) == 1):
            yield None


def _row(line: str, offset: int) -> _Row | None:
    mark = _BULLET.match(line)
    start = mark.end() if mark else 0
    body = line[start:].rstrip()
    if not body or len(body) > _LONGEST or "|" in body or _PROSE.search(body):
        return None
    gap = _WIDE if _WIDE.search(body) else _NARROW
    cells: list[Span] = []
    begin = 0
    for cut in [*gap.finditer(body), None]:
        end = cut.start() if cut else len(body)
        if end > begin:
            cells.append(Span(offset + start + begin, offset + start + end))
        begin = cut.end() if cut else end
    words = tuple(line[cell.start - offset : cell.end - offset] for cell in cells)
    return _Row(tuple(cells), words) if len(cells) > 1 or _HEADS_ALONE.fullmatch(body) else None


def _tables(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Yield each header with the rows below it that end in as many figures as the first one."""
    at = 0
    while at < len(rows):
        if few := _few_heads(rows[at:]):
            yield few
            at += len(few)
            continue
        head = rows[at]
        below = [len(row.cells) for row in rows[at + 1 : at + 3]]
        if below and min(below) < len(head.cells):
            head = head.joined()
        columns = len(head.cells)
        table = [head]
        values = rows[at + 1].figures if at + 1 < len(rows) else 0
        if values == columns and _TIME.fullmatch(head.words[0]):
            values -= 1  # the rows are named by years
        if (
            not any(_FIGURE.fullmatch(w) or _AMOUNT.match(w) for w in head.words)
            and 0 < values < columns
        ):
            for row in rows[at + 1 :]:
                if row.figures < values or len(row.cells) < columns:
                    break
                table.append(row.of(columns))
        if len(table) > _FEWEST_ROWS + (columns == 2):
            yield table
            at += len(table)
        else:
            at += 1


def _few_heads(rows: Sequence[_Row]) -> list[_Row]:
    """Return a table whose head leaves out the columns of names and of units, or nothing."""
    head, table = rows[0], [rows[0]]
    for row in rows[1:]:
        body = row.measured() if len(head.cells) == 2 else None
        if len(head.cells) == 1 and len(row.cells) > 1 and row.figures == 1:
            body = row.of(2)
        if body is None:
            break
        table.append(body)
    named = not any(_FIGURE.fullmatch(word) for word in head.words)
    return table if named and len(table) > _FEWEST_ROWS + 1 else []


def _boxes(table: Sequence[_Row]) -> tuple[list[Box], dict[int, Span]]:
    boxes: list[Box] = []
    spans: dict[int, Span] = {}
    unheaded = len(table[1].cells) - len(table[0].cells)
    for number, row in enumerate(table):
        for column, (span, words) in enumerate(zip(row.cells, row.words, strict=True)):
            spans[len(boxes)] = span
            at = column if number else column + unheaded
            boxes.append(Box(words, number, at, header=not number))
    return boxes, spans
