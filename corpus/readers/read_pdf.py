"""PDF files: the text of each page with its tables, where it has a text layer."""

import logging
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from corpus.errors import UnreadableFile
from corpus.readers.extract import Box, Extract, Writer, cell_text

# A page's share of characters without a mapping to Unicode, above which its text is unreadable.
_MOST_UNMAPPED = 0.3
_INDENT_EMS = 1.2  # a line set in by more begins a paragraph; the rule for Chinese print is two ems


def read_pdf(raw: bytes, name: str) -> Extract:
    """Read a pdf file; UnreadableFile where it is encrypted, damaged, or scanned without text."""
    if not raw:
        raise UnreadableFile(f"{name}: the file is empty (0 bytes); get a fresh copy")
    if b"%PDF" not in raw[:1024]:
        raise UnreadableFile(f"{name}: not a pdf file, whatever its suffix says; get a fresh copy")
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font
    writer = Writer()
    try:
        with pdfplumber.open(BytesIO(raw)) as pdf:
            for page in pdf.pages:
                writer.page()
                _write_page(page, writer)
                page.close()
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if "Password" in type(cause).__name__ or "Encrypt" in type(cause).__name__:
            raise UnreadableFile(f"{name}: encrypted; save it without a password") from error
        raise _damaged(name, cause) from error
    except UnreadableFile:
        raise
    except (MemoryError, RecursionError):
        raise  # too much of it: `corpus.readers.file_limits` says so
    except Exception as error:  # whatever a damaged file makes the library raise
        raise _damaged(name, error) from error
    extract = writer.extract()
    if not extract.text.strip():
        raise UnreadableFile(
            f"{name}: scanned, no text on {len(extract.page_starts)} pages; run text recognition"
        )
    if extract.text.count("(cid:") * 5 > _MOST_UNMAPPED * len(extract.text):
        raise UnreadableFile(
            f"{name}: its fonts do not say which characters they show; export it again with text"
        )
    return extract


def _damaged(name: str, cause: object) -> UnreadableFile:
    kind = type(cause).__name__
    return UnreadableFile(f"{name}: the pdf file is damaged ({kind}); get a fresh copy")


def _write_page(page: Any, writer: Writer) -> None:  # Any: pdfplumber ships no types
    """Write a page from top to bottom, each table in its place."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1]
    areas = [table.bbox for table in tables]

    def outside(thing: dict[str, Any]) -> bool:
        middle = (thing["top"] + thing["bottom"]) / 2
        across = (thing["x0"] + thing["x1"]) / 2
        return not any(x0 <= across <= x1 and top <= middle <= end for x0, top, x1, end in areas)

    lines = page.filter(outside).extract_text_lines() if areas else page.extract_text_lines()
    margin = min((line["x0"] for line in lines), default=0.0)
    things: list[tuple[float, Any]] = [(line["top"], line) for line in lines]
    things += [(table.bbox[1], table) for table in tables]
    for _, thing in sorted(things, key=lambda pair: pair[0]):
        if isinstance(thing, dict):
            size = thing["chars"][0]["size"] if thing["chars"] else 12.0
            indent = "\u3000\u3000" if thing["x0"] - margin > _INDENT_EMS * size else ""
            writer.line(indent + thing["text"])
        else:
            writer.table(_boxes(thing.extract()))
    writer.gap()


def _boxes(rows: Sequence[Sequence[str | None]]) -> list[Box]:
    """Return the cells of a table; None in a row goes on with the cell to its left."""
    boxes: list[Box] = []
    for number, row in enumerate(rows):
        column = 0
        while column < len(row):
            width = 1
            while column + width < len(row) and row[column + width] is None:
                width += 1
            text = "".join((row[column] or "").split("\n"))
            boxes.append(Box(cell_text(text), number, column, 1, width))
            column += width
    return boxes
