"""How the corpus' nouns are written into rows of the store, and read back as they were.

Numbers of a text are columns; what is only ever read as a whole is JSON. Decimals are kept as
text, so that 8.0692 stays 8.0692.
"""

import json
import sys
from array import array
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise

from corpus.document import (
    Aspect,
    Bound,
    Cell,
    Enumeration,
    Figure,
    Item,
    Mapped,
    Metadata,
    Period,
    Quantity,
    QuantityType,
    Span,
    Subject,
)

__all__ = [
    "SCHEMA",
    "bytes_of",
    "decode_cells",
    "decode_enumeration",
    "decode_figure",
    "decode_map",
    "decode_metadata",
    "encode_cells",
    "encode_figure",
    "encode_items",
    "encode_map",
    "encode_metadata",
    "text_of",
]

SCHEMA = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY, root TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    text_sha256 TEXT NOT NULL, reader TEXT NOT NULL, digest TEXT NOT NULL,
    characters INTEGER NOT NULL, text BLOB NOT NULL, metadata TEXT NOT NULL,
    page_starts TEXT NOT NULL, cells TEXT NOT NULL, noise TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sections (
    document TEXT NOT NULL, number INTEGER NOT NULL, parent INTEGER, level INTEGER NOT NULL,
    heading BLOB NOT NULL, heading_start INTEGER NOT NULL, heading_end INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE passages (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, number INTEGER NOT NULL,
    section INTEGER NOT NULL, heading TEXT NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX passages_in_order ON passages (document, number);
CREATE TABLE sentences (
    document TEXT NOT NULL, number INTEGER NOT NULL, section INTEGER NOT NULL,
    paragraph INTEGER NOT NULL, heading INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    text BLOB NOT NULL, first INTEGER NOT NULL, map BLOB, PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX sentences_of_section ON sentences (document, section);
CREATE TABLE enumerations (
    document TEXT NOT NULL, number INTEGER NOT NULL, section INTEGER NOT NULL,
    lead_start INTEGER NOT NULL, lead_end INTEGER NOT NULL, items TEXT NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE figures (
    document TEXT NOT NULL, number INTEGER NOT NULL, sentence INTEGER NOT NULL,
    section INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    place TEXT, measure TEXT NOT NULL, aspect TEXT NOT NULL,
    period_start TEXT, period_end TEXT, figure TEXT NOT NULL, PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX figures_by_place ON figures (place);
CREATE INDEX figures_by_measure ON figures (measure);
CREATE INDEX figures_by_period ON figures (period_start, period_end);
"""


def bytes_of(text: str) -> bytes:
    """Return a text as it is stored: UTF-8, lone surrogates as they stand."""
    return text.encode("utf-8", "surrogatepass")


def text_of(stored: bytes) -> str:
    """Return the text that `bytes_of` stored."""
    return stored.decode("utf-8", "surrogatepass")


def encode_map(view: Mapped) -> tuple[int, bytes | None]:
    """Return where a view begins in its document, and its map; None when it is one to one.

    A map is a type code, then how far each start lies behind the one before, then every width.
    """
    if not view.text:
        return 0, None
    first = view.starts[0]
    steps = [0, *(b - a for a, b in pairwise(view.starts))]
    widths = [end - start for start, end in zip(view.starts, view.ends, strict=True)]
    if all(width == 1 for width in widths) and all(step == 1 for step in steps[1:]):
        return first, None
    values = steps + widths
    code = "B" if max(values) < 256 else "I"
    packed = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return first, code.encode() + packed.tobytes()


def decode_map(text: str, first: int, packed: bytes | None) -> Mapped:
    """Return the view that `encode_map` packed."""
    if packed is None:
        return Mapped.identity(text, first)
    values = array(packed[:1].decode(), packed[1:])
    if sys.byteorder == "big":
        values.byteswap()
    starts = array("I", accumulate(values[: len(text)], initial=first))[1:]
    ends = array("I", (s + w for s, w in zip(starts, values[len(text) :], strict=True)))
    return Mapped(text, starts, ends)


def encode_metadata(metadata: Metadata) -> str:
    """Return metadata as JSON; a date in ISO form."""
    return json.dumps(asdict(metadata), default=date.isoformat)


def decode_metadata(stored: str) -> Metadata:
    """Return the metadata that `encode_metadata` wrote."""
    fields = json.loads(stored)
    if fields["published"] is not None:
        fields["published"] = date.fromisoformat(fields["published"])
    return Metadata(**fields)


def encode_cells(cells: tuple[Cell, ...]) -> str:
    """Return table cells as JSON."""
    rows = [
        [*_pair(c.span), c.row, c.column, c.table, _pair(c.row_header), _pair(c.column_header)]
        for c in cells
    ]
    return json.dumps(rows)


def decode_cells(stored: str) -> tuple[Cell, ...]:
    """Return the cells that `encode_cells` wrote."""
    return tuple(
        Cell(Span(start, end), row, column, table, _span(row_header), _span(column_header))
        for start, end, row, column, table, row_header, column_header in json.loads(stored)
    )


def encode_items(enumeration: Enumeration) -> str:
    """Return the items of an enumeration as JSON."""
    return json.dumps([[i.marker, *_pair(i.span), *_pair(i.head)] for i in enumeration.items])


def decode_enumeration(section: int, start: int, end: int, items: str) -> Enumeration:
    """Return the enumeration of a row."""
    members = tuple(
        Item(marker, Span(a, b), Span(c, d)) for marker, a, b, c, d in json.loads(items)
    )
    return Enumeration(section, Span(start, end), members)


def encode_figure(figure: Figure) -> str:
    """Return a figure as JSON, but for the fields that have columns of their own."""
    subject, period = figure.subject, figure.period
    return json.dumps(
        [
            _quantity_row(figure.quantity),
            subject and [subject.text, subject.resolved_from, subject.place],
            period and [period.kind, _pair(period.span), period.text, period.precision],
        ]
    )


def decode_figure(
    document: str,
    sentence: int,
    section: int,
    span: Span,
    measure: str,
    aspect: str,
    bounds: tuple[str | None, str | None],
    stored: str,
) -> Figure:
    """Return the figure of a row; `bounds` are the period's start and end."""
    quantity, subject, period = json.loads(stored)
    return Figure(
        document_id=document,
        sentence=sentence,
        span=span,
        quantity=_quantity(quantity),
        subject=Subject(*subject) if subject else None,
        measure=measure,
        aspect=Aspect(aspect),
        period=Period(period[0], Span(*period[1]), period[2], *bounds, period[3])
        if period
        else None,
        section=section,
    )


def _quantity_row(q: Quantity) -> list[object]:
    numbers = (q.value, q.min, q.max, q.normalized_value, q.normalized_min, q.normalized_max)
    return [
        [q.type, *_pair(q.span), *_pair(q.number_span)],
        [None if number is None else str(number) for number in numbers],
        [q.unit, q.normalized_unit, q.unit_inferred, q.bound],
    ]


def _quantity(stored: list[list[str | int | None]]) -> Quantity:
    (kind, start, end, number_start, number_end), numbers, rest = stored
    value, low, high, normalized, normalized_low, normalized_high = (
        None if number is None else Decimal(number) for number in numbers
    )
    unit, normalized_unit, inferred, bound = rest
    return Quantity(
        type=QuantityType(str(kind)),
        span=Span(int(start or 0), int(end or 0)),
        number_span=Span(int(number_start or 0), int(number_end or 0)),
        value=value,
        min=low,
        max=high,
        unit=str(unit),
        normalized_value=normalized,
        normalized_min=normalized_low,
        normalized_max=normalized_high,
        normalized_unit=str(normalized_unit),
        unit_inferred=bool(inferred),
        bound=Bound(str(bound)),
    )


def _pair(span: Span | None) -> list[int]:
    return [span.start, span.end] if span is not None else []


def _span(pair: list[int]) -> Span | None:
    return Span(*pair) if pair else None
