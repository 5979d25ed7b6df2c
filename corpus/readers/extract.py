"""Text written out of a file that is no plain text, and its tables with their cells.

Headings begin with `#` marks as in Markdown. A row of a table is one line, its cells set apart by
` | `, so that no cell runs into the next and none is lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.document import Cell, Metadata
from corpus.mapped import Span

BETWEEN_CELLS = " | "
_HALVES = re.compile("[\ud800-\udfff]")  # of surrogate pairs: fonts of a pdf have mapped to them
_BARE_FIGURE = re.compile(r"[-+]?[\d.,]+\s*[%％]?")


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader makes of a file's bytes."""

    text: str
    page_starts: tuple[int, ...] = ()
    cells: tuple[Cell, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table with the rows and columns of the grid that it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False  # declared as one


class Writer:
    """Collects lines, tables and page starts, and knows the offset of each."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._cells: list[Cell] = []
        self._pages: list[int] = []
        self._tables = 0
        self._length = 0

    @property
    def length(self) -> int:
        """Number of code points written so far."""
        return self._length

    def write(self, text: str) -> None:
        """Append text as it stands."""
        if not text.isprintable() and _HALVES.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._parts.append(text)
        self._length += len(text)

    def line(self, text: str) -> None:
        """Append a line; nothing where the text is blank."""
        if text.strip():
            self.write(text.rstrip() + "\n")

    def gap(self) -> None:
        """Append a blank line between two blocks, once."""
        if self._length and not (self._parts[-1].endswith("\n\n") or self._parts[-1] == "\n"):
            self.write("\n")

    def page(self) -> None:
        """Begin a page here."""
        self._pages.append(self._length)

    def table(self, boxes: Sequence[Box]) -> None:
        """Append a table row by row, and note its cells with their headers."""
        spans: dict[int, Span] = {}
        by_row: dict[int, list[int]] = {}
        for n, box in enumerate(boxes):
            by_row.setdefault(box.row, []).append(n)
        self.gap()
        for _, own in sorted(by_row.items()):
            if not any(boxes[n].text for n in own):
                continue
            for place, n in enumerate(sorted(own, key=lambda n: boxes[n].column)):
                if place:
                    self.write(BETWEEN_CELLS)
                start = self._length
                self.write(boxes[n].text)
                spans[n] = Span(start, self._length)
            self.write("\n")
        self._cells += cells_of(boxes, spans, self._tables)
        self._tables += 1
        self.gap()

    def extract(self, metadata: Metadata | None = None) -> Extract:
        """Return all that was written."""
        text = "".join(self._parts)
        return Extract(text, tuple(self._pages), tuple(self._cells), metadata or Metadata())


def cell_text(text: str) -> str:
    """Return the text of a cell on one line, without the mark that sets cells apart."""
    return re.sub(r"\s+", " ", text.replace("|", "¦")).strip()


def cells_of(boxes: Sequence[Box], spans: dict[int, Span], table: int) -> list[Cell]:
    """Return the cells of one table; empty ones are left out.

    The column header is the lowest header row's cell above, the row header the first cell of the
    row. Where no header is declared, the first row is one if it holds no bare figures.
    """
    grid: dict[tuple[int, int], int] = {}
    for n, box in enumerate(boxes):
        for row in range(box.row, box.row + box.rows):
            for column in range(box.column, box.column + box.columns):
                grid.setdefault((row, column), n)
    first = _body_begins(boxes)
    cells: list[Cell] = []
    for n, box in enumerate(boxes):
        span = spans.get(n)
        if span is None or not len(span):
            continue
        above = grid.get((first - 1, box.column)) if first and box.row >= first else None
        beside = grid.get((box.row, 0)) if box.column and box.row >= first else None
        cells.append(
            Cell(
                span,
                box.row,
                box.column,
                table,
                row_header=_header(spans, beside, n),
                column_header=_header(spans, above, n),
            )
        )
    return cells


def _header(spans: dict[int, Span], number: int | None, own: int) -> Span | None:
    if number is None or number == own:
        return None
    span = spans.get(number)
    return span if span is not None and len(span) else None


def _body_begins(boxes: Sequence[Box]) -> int:
    """Return the first row that is no header row; 0 where the table has none."""
    rows = sorted({box.row for box in boxes})
    if len(rows) < 2 or len({box.column for box in boxes}) < 2:
        return 0
    head = 0
    body = {box.row for box in boxes if not box.header}
    for row in rows[:-1]:
        if row in body:
            break
        head = row + 1
    if head:
        return head
    first = [box.text for box in boxes if box.row == rows[0]]
    figures = sum(bool(_BARE_FIGURE.fullmatch(text)) for text in first)
    return rows[0] + 1 if not figures and any(first) else 0
