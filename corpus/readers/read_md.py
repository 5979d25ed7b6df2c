"""Markdown: the text as it stands, with the cells of its tables."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from corpus.document import Cell
from corpus.mapped import Span
from corpus.readers.encoding import decode
from corpus.readers.extract import Box, Extract, cells_of
from corpus.readers.plain_tables import plain_cells

# Space and the marks of line breaks and bold text at the rim of a cell are no part of its words.
_RIM = re.compile(r"(?:\s|<br ?/?>|\*\*)++")
_RULE = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+")
_FEWEST_BARS, _FEWEST_ROWS = 2, 3  # of a table without a rule under its header
_BORDER = re.compile(r"(?<!\\)\|")


def read_md(raw: bytes, name: str) -> Extract:
    """Decode a Markdown or plain file and find its tables."""
    text = decode(raw, name).text
    cells = list(_cells(text)) if "|" in text else []
    plain = plain_cells(text, max((cell.table for cell in cells), default=-1) + 1)
    return Extract(text, cells=tuple(sorted([*cells, *plain], key=lambda cell: cell.span.start)))


def _cells(text: str) -> Iterator[Cell]:
    from markdown_it import MarkdownIt  # only texts with a bar in them need the parser

    starts = [0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", text)), len(text)]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    ruled = [(t.map[0], t.map[1]) for t in tokens if t.type == "table_open" and t.map]
    tables = sorted([*ruled, *_unruled(text, ruled)])
    for number, (first, last) in enumerate(tables):
        boxes: list[Box] = []
        spans: dict[int, Span] = {}
        row = 0
        for line in range(first, min(last, len(starts) - 1)):
            if _RULE.fullmatch(text, starts[line], starts[line + 1]):
                continue  # the rule under the header row
            for column, span in enumerate(_row(text, starts[line], starts[line + 1])):
                spans[len(boxes)] = span
                words = text[span.start : span.end]
                boxes.append(Box(words, row, column, header=line == first))
            row += 1
        yield from cells_of(boxes, spans, number)


def _unruled(text: str, tables: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield runs of lines, outside of `tables`, with as many bars each: tables without a rule."""
    bars = [len(_BORDER.findall(line)) for line in re.split(r"\r\n|\n|\r", text)]
    for first, last in tables:
        bars[first:last] = [0] * (last - first)
    first = 0
    for count, run in groupby(bars):
        last = first + len([*run])
        if count >= _FEWEST_BARS and last - first >= _FEWEST_ROWS:
            yield first, last
        first = last


def _row(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the spans of a row's cells, without the space around their words."""
    start, end = _trimmed(text, start, end)
    borders = [m.start() for m in _BORDER.finditer(text, start, end)]
    if not borders or borders[0] != start:
        borders.insert(0, start - 1)
    if borders[-1] != end - 1:
        borders.append(end)
    for left, right in pairwise(borders):
        yield Span(*_trimmed(text, left + 1, right))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    begin = _RIM.match(text, start, end)
    start = begin.end() if begin else start
    close = max(_RIM.finditer(text, start, end), key=lambda m: m.end(), default=None)
    return start, close.start() if close is not None and close.end() == end else end
