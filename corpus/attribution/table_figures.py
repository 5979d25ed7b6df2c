"""The figures of tables: what the headers say of a cell is its measure, its place and its time.

A cell's unit stands in the cell, in its column's header, in a column of units, or above the table.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.attribution.aspects import aspect_of
from corpus.attribution.cell_words import moved, told
from corpus.attribution.measure_terms import terms
from corpus.attribution.table_headers import (
    BARE_GROWTH,
    NOTHING,
    NUMBER,
    NUMBERING,
    UNITS,
    Table,
    column_label,
    grown,
    part_of,
    row_label,
    whole_column,
)
from corpus.attribution.table_labels import PART_OF, Label, caption, joined, label
from corpus.document import (
    Aspect,
    Cell,
    Document,
    Figure,
    Measure,
    Quantity,
    QuantityType,
    Section,
    Sentence,
    Span,
    Subject,
)
from corpus.quantities import quantities

__all__ = ["outside_tables", "table_figures"]

_REMARKS = re.compile(r"备注|说明")
_RANKING = re.compile(r"排名|名次|位次|排序|位居")
_TELLS_TIME = re.compile(r"^年$|年份|年度$|日期|时间$")
_RATE = re.compile(r"(?:同比|增长|增速|增幅|比重|占比|[±+]|比上年)[^，]{0,4}$")
_MARKUP = re.compile(r"<br ?/?>|\*\*|\[\d{1,3}\]")


def table_figures(
    document: Document,
    region: str | None,
    title: str,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
) -> tuple[Figure, ...]:
    """Return the figures of a document's tables in text order; `title` is folded."""
    if not document.cells:
        return ()
    starts = [sentence.span.start for sentence in sentences]
    found: list[Figure] = []
    tables: dict[int, list[Cell]] = {}
    for cell in document.cells:
        tables.setdefault(cell.table, []).append(cell)
    for cells in tables.values():
        table = _table(document, cells, sections, sentences, starts, title)
        for cell in cells:
            sentence = _sentence(cell, sentences, starts)
            named = cell.column_header if table.heads else cell.row_header
            if sentence is not None and named is not None:
                found += _figure(document.id, region, table, cell, sentence)
    return tuple(sorted(found, key=lambda figure: figure.span.start))


def outside_tables(document: Document, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that are no rows of tables."""
    starts = sorted(cell.span.start for cell in document.cells)
    return [
        sentence
        for sentence in sentences
        if bisect_left(starts, sentence.span.start) == bisect_left(starts, sentence.span.end)
    ]


def _sentence(cell: Cell, sentences: Sequence[Sentence], starts: Sequence[int]) -> Sentence | None:
    at = bisect_right(starts, cell.span.start) - 1
    return sentences[at] if at >= 0 and sentences[at].span.contains(cell.span) else None


def _table(
    document: Document,
    cells: Sequence[Cell],
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    starts: Sequence[int],
    title: str,
) -> Table:
    from corpus.script import fold_text  # the tables of the script are read on first use

    def words(span: Span) -> str:
        return " ".join(fold_text(_MARKUP.sub("", document.quote(span))).split())

    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    body = min((cell.row for cell in cells if cell.column_header is not None), default=0)
    at = bisect_right(starts, cells[0].span.start) - 1
    headings = _headings(sections, sentences[at].section) if at >= 0 else ()
    folded = [fold_text(heading) for heading in headings]
    above = [s.view.text.strip() for s in sentences[max(0, at - 2) : max(0, at)]]
    above = [line for line in above if "|" not in line and "\t" not in line]
    return Table(
        rows,
        tuple(row for row in rows if row < body),
        {span: words(span) for cell in cells for span in _spans(cell)},
        caption([*folded[-1:], *above], [*folded, title]),
        " ".join(folded),
    )


def _spans(cell: Cell) -> Iterator[Span]:
    yield cell.span
    for header in (cell.row_header, cell.column_header):
        if header is not None:
            yield header


def _headings(sections: Sequence[Section], number: int) -> tuple[str, ...]:
    by_number = {section.number: section for section in sections}
    path: list[str] = []
    at: int | None = number
    while at is not None:
        path.append(by_number[at].heading)
        at = by_number[at].parent
    return tuple(heading for heading in reversed(path) if heading)


def _figure(
    document_id: str, region: str | None, table: Table, cell: Cell, sentence: Sentence
) -> Iterator[Figure]:
    """Yield the figure of a cell, nothing where it holds none."""
    column = column_label(table, cell)
    quantity = _quantity(table, cell, column, sentence)
    read = [(quantity, "")] if quantity is not None else _told(table, cell, sentence)
    for found, words in read:
        yield _made(document_id, region, table, cell, sentence, column, found, words)


def _told(table: Table, cell: Cell, sentence: Sentence) -> list[tuple[Quantity, str]]:
    """Read the quantities of a cell of words where they stand in the view of its row."""
    words = table.words[cell.span]
    header = table.words[cell.column_header] if cell.column_header else ""
    if cell.span == cell.row_header or NUMBERING.search(_REMARKS.sub("", header)):
        return []
    here = _place(sentence, cell.span, words)
    return [] if here is None else [(moved(q, here.start), lead) for q, lead in told(words)]


def _made(
    document_id: str,
    region: str | None,
    table: Table,
    cell: Cell,
    sentence: Sentence,
    column: Label,
    quantity: Quantity,
    lead: str,
) -> Figure:
    """Return the figure that a quantity of a cell is, under its headers."""
    row = row_label(table, cell)
    labels = (column, row, table.caption)
    period = next((label.period for label in labels if label.period is not None), None)
    place = next((label.place for label in labels if label.place is not None), region)
    measure = joined((row.text, column.text, lead)) or table.caption.text
    context = [table.caption.text, part_of(table, cell)]
    aspect = aspect_of(quantity, measure, "", table.headings, period)
    if aspect is Aspect.GROWTH:
        context.append(grown(table, cell))
    return Figure(
        document_id=document_id,
        sentence=sentence.number,
        span=sentence.view.original(quantity.span),
        quantity=quantity,
        subject=Subject(place, None, place) if place else None,
        measure=measure,
        aspect=aspect,
        period=period,
        context=joined(text for text in context if text and text != measure),
        section=sentence.section,
        label=_named(table, cell, aspect, (row.text, column.text, lead)) or _labelled(context, ()),
    )


def _named(table: Table, cell: Cell, aspect: Aspect, told: tuple[str, str, str]) -> Measure | None:
    """Return the name of what a cell measures: its row and its column, without 比上年增长."""
    row, column, lead = told
    if aspect is Aspect.GROWTH and not BARE_GROWTH.sub("", column).strip(" ()（）%％±+-/，"):
        column = grown(table, cell)
    heads = ((row, cell.row_header), (column, cell.column_header))
    spans = tuple(span for text, span in heads if text and span is not None)
    return _labelled((row, column, lead), spans)


def _labelled(texts: Sequence[str], spans: tuple[Span, ...]) -> Measure | None:
    text = joined(PART_OF.sub("", text) for text in texts)
    return Measure(text, *terms(text), spans) if text else None


def _quantity(table: Table, cell: Cell, column: Label, sentence: Sentence) -> Quantity | None:
    """Read a cell with the unit that its headers give it; the spans index the sentence's view."""
    words = table.words[cell.span]
    header = table.words[cell.column_header] if cell.column_header else ""
    number = NUMBER.match(words)
    if not number or NUMBERING.search(header) or _TELLS_TIME.search(header):
        return None
    here = _place(sentence, cell.span, number[0])
    if here is None:
        return None
    bare = len(number[0]) == len(words)
    unit = "" if bare else words[number.end() :].strip()
    read = _typed(words if not bare else number[0], unit or _unit(table, cell, column), bare)
    if read is None:
        return None
    if bare and _RANKING.search(header):
        read = replace(read, type=QuantityType.RANK)
    span = here if bare else Span(here.start, min(len(sentence.view.text), here.start + len(words)))
    return replace(read, span=span, number_span=span, unit_inferred=bare and bool(read.unit))


def _place(sentence: Sentence, span: Span, number: str) -> Span | None:
    """Return where a cell's number stands in the view of its row."""
    local = sentence.view.locate(span)
    start = sentence.view.text.find(number, local.start, local.end)
    return Span(start, start + len(number)) if start >= 0 else None


def _unit(table: Table, cell: Cell, column: Label) -> str:
    """Return the unit that the column, a column of units, the row or the caption declares."""
    if column.unit:
        return column.unit
    whole = whole_column(table, cell)
    if whole:
        return label(whole).unit
    row = row_label(table, cell)
    for beside in table.rows[cell.row]:
        header = table.words[beside.column_header] if beside.column_header else ""
        if UNITS.fullmatch(header):
            unit = table.words[beside.span]
            return "" if NOTHING.fullmatch(unit) else unit
    if table.caption.unit and _RATE.search(column.text.rsplit("，", 1)[-1]):
        return "%"
    return row.unit or table.caption.unit


def _typed(number: str, unit: str, bare: bool) -> Quantity | None:
    """Return the quantity that a number and its unit make, None for a cell of other words."""
    written = number.replace("−", "-").lstrip("+")
    text = f"{written}{unit}" if bare else written
    found = quantities(text)
    if len(found) == 1 and len(found[0].span) == len(text):
        return found[0]
    if not bare:
        return None
    value = Decimal(re.sub("[,，]", "", written))
    span = Span(0, len(written))
    return Quantity(
        QuantityType.NUMBER, span, span, value, None, None, unit, value, None, None, unit
    )
