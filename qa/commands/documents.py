"""Commands on documents: documents, show, figures."""

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import BadRequest
from qa.commands.options import home_option, json_option, put_exactly, put_json

if TYPE_CHECKING:
    from corpus.document import Document, Span
    from index.documents import DocumentStore
    from qa.rows.figure_rows import FigureRow

__all__ = ["documents", "figures", "show"]

_NAME_WIDTH = 40  # columns of a document's name that are not broken
_AROUND = 8  # code points shown before and after what cleaning found


@click.command()
@json_option
@home_option
def documents(as_json: bool, home: Path) -> None:
    """List the documents of the index."""
    from qa.reading import open_store
    from qa.rows.document_rows import document_objects

    rows = document_objects(open_store(home))
    if as_json:
        put_json(rows)
        return
    _put_table(rows)


def _put_table(rows: list[dict[str, Any]]) -> None:
    """Print documents as a table; tab-separated when it goes into a file or a pipe."""
    from qa.commands.terminal import printable

    names = ("document", "title", "region", "issuer", "published", "characters")
    cells = [
        ["–" if row[name] is None else printable(str(row[name])) for name in names] for row in rows
    ]
    if not sys.stdout.isatty():
        for line in (list(names), *cells):
            click.echo("\t".join(line))
        return
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    longest = max((cell_len(line[0]) for line in cells), default=0)
    for name in names:
        table.add_column(
            name,
            overflow="fold",
            justify="right" if name == "characters" else "left",
            min_width=min(longest, _NAME_WIDTH) if name == "document" else None,
        )
    for line in cells:
        table.add_row(*(Text(cell) for cell in line))
    Console().print(table)


@click.command()
@click.argument("document")
@click.option("--text", "what", flag_value="text", help="Print the text, as it is.")
@click.option("--outline", "what", flag_value="outline", help="Print headings and their offsets.")
@click.option("--noise", "what", flag_value="noise", help="Print what cleaning found.")
@click.option("--span", metavar="A:B", help="Print the characters from A up to B, B not included.")
@json_option
@home_option
def show(document: str, what: str | None, span: str | None, as_json: bool, home: Path) -> None:
    """Show a DOCUMENT: by id, path, file name or title."""
    from qa.reading import find_document, open_store

    store = open_store(home)
    stored = find_document(store, document)
    opened = store.document(stored.id)
    if span is not None:
        if what is not None:
            raise BadRequest(f"--span and --{what} do not go together; choose one")
        wanted = _span(span, opened)
        if as_json:
            put_json(
                {
                    "document_id": opened.id,
                    "document": opened.path,
                    "start": wanted.start,
                    "end": wanted.end,
                    "quote": opened.quote(wanted),
                    "sha256": opened.sha256,
                }
            )
        else:
            _put_text(opened.quote(wanted))
    elif what == "text":
        if as_json:
            put_json({"document_id": opened.id, "document": opened.path, "text": opened.text})
        else:
            _put_text(opened.text)
    elif what == "outline":
        _put_outline(store, opened, as_json=as_json)
    elif what == "noise":
        _put_noise(opened, as_json=as_json)
    else:
        from qa.rows.document_rows import document_objects

        rows = {row["document_id"]: row for row in document_objects(store)}
        _put_facts(rows[stored.id], as_json=as_json)


def _span(text: str, document: "Document") -> "Span":
    """Return the span that A:B names; BadRequest when it is none of the document's."""
    from corpus.document import Span

    first, colon, last = text.partition(":")
    if not colon or not first.strip().isdecimal() or not last.strip().isdecimal():
        raise BadRequest(f"--span {text!r} is not A:B; write two offsets, as 120:180")
    start, end, length = int(first), int(last), len(document.text)
    if not start <= end <= length:
        raise BadRequest(f"--span {text!r} lies outside {document.path!r} (0:{length})")
    return Span(start, end)


def _put_text(text: str) -> None:
    """Print text exactly when it goes into a file or a pipe, and harmlessly on a terminal."""
    if sys.stdout.isatty():
        from qa.commands.terminal import printable

        click.echo("\n".join(printable(line) for line in text.splitlines()))
        return
    put_exactly(text)


def _put_outline(store: "DocumentStore", document: "Document", *, as_json: bool) -> None:
    sections = store.sections(document.id)
    if as_json:
        put_json(
            [
                {
                    "number": one.number,
                    "parent": one.parent,
                    "level": one.level,
                    "heading": one.heading,
                    "start": one.span.start,
                    "end": one.span.end,
                }
                for one in sections
            ]
        )
        return
    from qa.commands.terminal import printable

    for one in sections:
        name = printable(one.heading) if one.heading else document.path
        click.echo(f"{'  ' * one.level}{name}  {one.span.start}:{one.span.end}")


def _put_noise(document: "Document", *, as_json: bool) -> None:
    from corpus.clean import clean

    _, noise = clean(document.text)
    found = sorted(noise, key=lambda one: (one.span.start, one.span.end, one.kind))
    if as_json:
        put_json(
            [
                {
                    "kind": one.kind,
                    "start": one.span.start,
                    "end": one.span.end,
                    "text": document.quote(one.span),
                }
                for one in found
            ]
        )
        return
    for one in found:
        place = f"{one.span.start}:{one.span.end}"
        click.echo(f"{place:<12} {one.kind:<12} {_in_place(document.text, one.span)}")
    click.echo(f"{len(found)} places in {document.path}", err=True)


def _in_place(text: str, span: "Span") -> str:
    """Return a stretch of a text between brackets, its spaces visible, with what is around it."""
    from qa.commands.terminal import printable

    before = printable(text[max(0, span.start - _AROUND) : span.start])
    after = printable(text[span.end : span.end + _AROUND])
    inside = re.sub(r"\r\n|[\n\r\f]", "⏎", text[span.start : span.end])
    inside = printable(re.sub(r"\s", "␣", inside))
    return f"{before}【{inside}】{after}"


def _put_facts(row: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        put_json(row)
        return
    from qa.commands.terminal import printable

    for name, value in row.items():
        if name == "noise":
            value = ", ".join(f"{kind} {count}" for kind, count in value.items()) or None
        elif name == "versions":
            value = ", ".join(f"{one['relation']}: {one['document']}" for one in value) or None
        click.echo(f"{name:<16} {'–' if value is None else printable(str(value))}")


@click.command()
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--xlsx", "form", flag_value="xlsx", help="Write an Excel file; needs --out.")
@click.option("--parquet", "form", flag_value="parquet", help="Write Parquet; needs --out.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the table here."
)
@click.option("--bom", is_flag=True, help="Begin the CSV with a byte order mark, for Excel.")
@click.option("--place", help="Only figures of this place, as 深圳.")
@click.option("--measure", help="Only figures whose words hold this, as 专利申请.")
@click.option("--period", help="Only figures of this time, as 2015, 2015-06 or 2014年至2016年.")
@click.option("--document", "documents_", multiple=True, help="Only of this document. Repeatable.")
@home_option
def figures(
    form: str | None,
    out: Path | None,
    bom: bool,
    place: str | None,
    measure: str | None,
    period: str | None,
    documents_: tuple[str, ...],
    home: Path,
) -> None:
    """List the figures of the documents, one a row, each with its citation."""
    from qa.reading import open_store
    from qa.rows.figure_rows import FigureWish, csv_text, figure_rows

    if bom and form != "csv":
        raise BadRequest("--bom is for --csv; add --csv")
    if form in ("xlsx", "parquet") and out is None:
        raise BadRequest(f"--{form} is no text: say where to write it, --out figures.{form}")
    if out is not None and form is None:
        raise BadRequest("--out needs a form: --csv, --json, --xlsx or --parquet")
    rows = figure_rows(open_store(home), FigureWish(place, measure, period, documents_))
    if form is None:
        _put_figures(rows)
    elif out is not None:
        out.write_bytes(_table(rows, form, bom=bom))
        click.echo(f"{len(rows)} figures in {out}", err=True)
    elif form == "json":
        put_json(_objects(rows))
    else:
        put_exactly(csv_text(rows, bom=bom))


def _table(rows: "tuple[FigureRow, ...]", form: str, *, bom: bool) -> bytes:
    """Return figures as the bytes of a file of one of the four forms."""
    from qa.rows.figure_rows import csv_text, parquet_bytes

    if form == "csv":
        return csv_text(rows, bom=bom).encode("utf-8", "surrogatepass")
    if form == "json":
        text = json.dumps(_objects(rows), ensure_ascii=False, indent=2)
        return f"{text}\n".encode("utf-8", "surrogatepass")
    if form == "parquet":
        return parquet_bytes(rows)
    from qa.rows.workbook import workbook  # openpyxl is large

    return workbook(rows)


def _objects(rows: "tuple[FigureRow, ...]") -> list[dict[str, Any]]:
    from qa.rows.figure_rows import row_object

    return [row_object(row) for row in rows]


def _put_figures(rows: "tuple[FigureRow, ...]") -> None:
    from qa.commands.terminal import printable

    for row in rows:
        owner = " ".join(part for part in (row.subject, row.period, row.measure) if part)
        click.echo(f"{printable(row.raw)}\t{printable(owner)}\t[{row.aspect}]\t{row.document} "
                   f"{row.start}:{row.end}")  # fmt: skip
    click.echo(f"{len(rows)} figures", err=True)
