"""The figures of the index as rows: one a figure, with whose, what, when, and where it stands."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from functools import cache
from typing import Any

from corpus.document import Aspect, Figure, Span
from corpus.errors import BadRequest
from index.documents import DocumentStore
from qa.decimals import plain
from qa.reading import find_document, heading_path
from qa.rows.parquet import Column, Kind, parquet

__all__ = [
    "FigureRow",
    "FigureWish",
    "chosen_figures",
    "csv_text",
    "figure_rows",
    "harmless",
    "parquet_bytes",
    "row_object",
    "rows_of",
    "spans_text",
]

# A spreadsheet takes a cell for a formula when it begins so; the full-width forms are folded by
# some. https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_KINDS: dict[Any, Kind] = {
    bool: Kind.BOOLEAN,
    int: Kind.INTEGER,
    int | None: Kind.INTEGER,
    Decimal | None: Kind.DECIMAL,
}
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?\Z")


@dataclass(frozen=True, slots=True)
class FigureWish:
    """Which figures are wanted; None asks for any."""

    place: str | None = None
    measure: str | None = None
    period: str | None = None
    documents: tuple[str, ...] = ()
    aspect: Aspect | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its citation: `document.text[start:end] == raw`, `quote` its sentence.

    Where subject, measure and period are said is told by offsets into the same text; None, and no
    spans, where the document does not say it in so many words.
    """

    document: str
    title: str
    heading: str
    subject: str
    resolved_from: str
    place: str
    subject_start: int | None
    subject_end: int | None
    measure: str
    measure_spans: tuple[tuple[int, int], ...]
    aspect: str
    period: str
    period_from: str
    period_to: str
    period_start: int | None
    period_end: int | None
    type: str
    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    unit: str
    normalized_value: Decimal | None
    normalized_min: Decimal | None
    normalized_max: Decimal | None
    normalized_unit: str
    unit_inferred: bool
    bound: str
    raw: str
    start: int
    end: int
    quote: str
    quote_start: int
    quote_end: int
    document_id: str
    sha256: str


def figure_rows(store: DocumentStore, wish: FigureWish) -> tuple[FigureRow, ...]:
    """Return the rows of a wish, by document (root and path) and text order."""
    return rows_of(store, chosen_figures(store, wish))


def chosen_figures(store: DocumentStore, wish: FigureWish) -> tuple[Figure, ...]:
    """Return the figures of a wish, by document (root and path) and text order.

    Words are compared in any script; `period` is read as a time, as 2015年 or 2014年至2016年.
    """
    from corpus.script import fold_text  # its tables are large

    documents = [find_document(store, name).id for name in wish.documents] or None
    place = fold_text(wish.place) if wish.place else None
    measure = fold_text(wish.measure) if wish.measure else None
    period = _bounds(wish.period) if wish.period else None
    return tuple(
        figure
        for figure in store.figures(documents=documents, period=period, limits=True)
        if not figure.name
        and (place is None or _of_place(figure, place, fold_text))
        and (wish.aspect is None or figure.aspect is wish.aspect)
        and (measure is None or measure in _words(figure, fold_text))
    )


def rows_of(store: DocumentStore, figures: Iterable[Figure]) -> tuple[FigureRow, ...]:
    """Return figures as rows, in their order."""
    headings = cache(lambda document, section: heading_path(store, document, section))
    sentences = cache(lambda document: {one.number: one.span for one in store.sentences(document)})
    return tuple(_row(store, figure, headings, sentences) for figure in figures)


def row_object(row: FigureRow) -> dict[str, Any]:
    """Return a row for JSON, numbers as decimal strings, spans as pairs."""
    return {name: _json(value) for name, value in asdict(row).items()}


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    return plain(value) if isinstance(value, Decimal) else value


def csv_text(rows: Iterable[FigureRow], *, bom: bool = False) -> str:
    """Return rows as CSV (RFC 4180), a header first. No cell can act as a formula."""
    out = io.StringIO(newline="")
    if bom:
        out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([one.name for one in fields(FigureRow)])
    for row in rows:
        writer.writerow([_cell(value) for value in asdict(row).values()])
    return out.getvalue()


def parquet_bytes(rows: Sequence[FigureRow]) -> bytes:
    """Return rows as a Parquet file: numbers as decimals, offsets as integers, words as text."""
    table = [asdict(row) for row in rows]
    columns = [
        Column(one.name, _KINDS.get(one.type, Kind.TEXT), [_plain(r[one.name]) for r in table])
        for one in fields(FigureRow)
    ]
    return parquet(columns)


def _plain(value: Any) -> Any:
    """Return a value as a column of Parquet holds it; what is not said is null."""
    if isinstance(value, tuple):
        return spans_text(value) or None
    return None if value == "" else value


def spans_text(spans: tuple[tuple[int, int], ...]) -> str:
    """Return spans as one cell holds them: 110:114 130:132."""
    return " ".join(f"{start}:{end}" for start, end in spans)


def harmless(text: str) -> str:
    """Return a cell's text, quoted where a spreadsheet would take it for a formula."""
    formula = _FORMULA.match(text.lstrip(" \u3000\ufeff")) and not _NUMBER.match(text)
    return f"'{text}" if formula else text


def _row(store: DocumentStore, figure: Figure, headings: Any, sentences: Any) -> FigureRow:
    document = store.document(figure.document_id)
    quantity, subject, period = figure.quantity, figure.subject, figure.period
    said_by = subject.origin if subject else None
    timed_by = period.origin if period else None
    spans = figure.label.spans if figure.label else ()
    quote: Span = sentences(document.id).get(figure.sentence, figure.span)
    return FigureRow(
        document=document.path,
        title=document.metadata.title or "",
        heading=" › ".join(headings(document.id, figure.section)),
        subject=subject.text if subject else "",
        resolved_from=(subject.resolved_from or "") if subject else "",
        place=(subject.place or "") if subject else "",
        subject_start=said_by.start if said_by else None,
        subject_end=said_by.end if said_by else None,
        measure=figure.named,
        measure_spans=tuple((one.start, one.end) for one in spans),
        aspect=figure.aspect.value,
        period=period.text if period else "",
        period_from=(period.start or "") if period else "",
        period_to=(period.end or "") if period else "",
        period_start=timed_by.start if timed_by else None,
        period_end=timed_by.end if timed_by else None,
        type=quantity.type.value,
        value=quantity.value,
        min=quantity.min,
        max=quantity.max,
        unit=quantity.unit,
        normalized_value=quantity.normalized_value,
        normalized_min=quantity.normalized_min,
        normalized_max=quantity.normalized_max,
        normalized_unit=quantity.normalized_unit,
        unit_inferred=quantity.unit_inferred,
        bound=quantity.bound.value,
        raw=document.quote(figure.span),
        start=figure.span.start,
        end=figure.span.end,
        quote=document.quote(quote),
        quote_start=quote.start,
        quote_end=quote.end,
        document_id=document.id,
        sha256=document.sha256,
    )


def _words(figure: Figure, fold_text: Callable[[str], str]) -> str:
    """Return all folded words that say what a figure measures."""
    return f"{fold_text(figure.named)}\n{figure.context}\n{figure.measure}"


def _of_place(figure: Figure, wanted: str, fold_text: Any) -> bool:
    if figure.subject is None:
        return False
    texts = (figure.subject.text, figure.subject.place or "")
    return any(wanted in fold_text(text) for text in texts)


def _bounds(text: str) -> tuple[str, str]:
    """Return the first and the last day that a time's words name, as ISO dates."""
    from corpus.periods import periods  # its tables are large
    from corpus.script import fold_text

    iso = re.fullmatch(r"\d{4}(?:-\d\d){0,2}", text.strip())
    if iso:
        return iso.group(), iso.group()
    found = periods(fold_text(text))
    if not found:
        raise BadRequest(
            f"period {text!r} is no time; write 2015, 2015-06, 2015年 or 2014年至2016年"
        )
    return found[0].start or "0000", found[-1].end or "9999"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return spans_text(value)
    return harmless(plain(value) if isinstance(value, Decimal) else str(value))
