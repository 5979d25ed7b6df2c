"""Word documents (docx): paragraphs and tables in order, headings marked."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.document import Metadata
from corpus.errors import UnreadableFile
from corpus.readers.encoding import magic
from corpus.readers.extract import Box, Extract, Writer, cell_text

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

# Bytes that an archive may say it unpacks to. Word's own largest files stay below; a zip bomb of a
# few kilobytes declares gigabytes.
_LARGEST_UNPACKED = 512 * 2**20
_MOST_PARTS = 10_000
_NO_TITLE = re.compile(
    r"(?i)microsoft word|word document|untitled|文档\s*\d*$|document\s*\d*$|^\s*$"
)
_HEADING = re.compile(r"(?i)^(?:heading|标题)\s*([1-6])$")


def read_docx(raw: bytes, name: str) -> Extract:
    """Read a docx file; UnreadableFile where it is encrypted, damaged, oversized or empty."""
    check_archive(raw, name)
    import docx

    try:
        document = docx.Document(BytesIO(raw))
        writer = Writer()
        _write(document, writer)
        title = (document.core_properties.title or "").strip()
    except (MemoryError, RecursionError):
        raise  # too much of it: `corpus.readers.file_limits` says so
    except Exception as error:  # whatever a damaged package makes the library raise
        raise UnreadableFile(
            f"{name}: the docx file is damaged ({type(error).__name__}); save it again in Word"
        ) from error
    extract = writer.extract(Metadata(title=None if _NO_TITLE.search(title) else title))
    if not extract.text.strip():
        raise UnreadableFile(f"{name}: the docx file holds no text (pictures only?); add its text")
    return extract


def check_archive(raw: bytes, name: str) -> None:
    """Refuse what is no docx, with UnreadableFile, before any of it is unpacked."""
    if not raw:
        raise UnreadableFile(f"{name}: the file is empty (0 bytes); get a fresh copy")
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            f"{name}: encrypted, or an old .doc renamed; save it as docx without a password"
        )
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        what = magic(raw) or "not a docx file, or a damaged one"
        raise UnreadableFile(f"{name}: {what}; get a fresh copy") from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _LARGEST_UNPACKED or len(parts) > _MOST_PARTS:
        raise UnreadableFile(
            f"{name}: unpacks to {unpacked} bytes in {len(parts)} parts; that is no document"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(f"{name}: encrypted; save it without a password")
    if "word/document.xml" not in {part.filename for part in parts}:
        raise UnreadableFile(f"{name}: a zip archive without a Word document in it; check the file")


def _write(document: "WordDocument", writer: Writer) -> None:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            writer.table(_boxes(block))
            continue
        text = _words(block._p)
        level = _level(block)
        if level and text.strip():
            writer.gap()
            text = "#" * level + " " + " ".join(text.split())
        for line in text.split("\n"):
            writer.line(line)


def _level(paragraph: Any) -> int:  # Any: a paragraph of python-docx, which ships no types
    """Return 1 for the title, 2 to 6 for headings, 0 for text."""
    style = paragraph.style.name if paragraph.style is not None else ""
    if style in ("Title", "标题"):
        return 1
    found = _HEADING.match(style or "")
    return min(6, int(found.group(1)) + 1) if found else 0


def _words(element: Any) -> str:  # Any: an element of lxml's tree
    """Return the words of a paragraph: deleted text left out, inserted text kept."""
    return "".join(_runs(element))


def _runs(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else ""
        if tag == "t":
            yield child.text or ""
        elif tag in ("tab", "ptab"):
            yield "\t"
        elif tag in ("br", "cr"):
            yield "\n"
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag not in (
            "del",
            "moveFrom",
            "Fallback",
            "pPr",
            "rPr",
            "instrText",
            "drawing",
            "pict",
        ):
            yield from _runs(child)


def _boxes(table: Any) -> list[Box]:
    """Return the cells of a table; merged ones once, with what they cover."""
    covered: dict[Any, list[tuple[int, int]]] = {}
    for row, line in enumerate(table.rows):
        for column, cell in enumerate(line.cells):
            covered.setdefault(cell._tc, []).append((row, column))
    boxes: list[Box] = []
    for element, places in covered.items():
        row, column = min(places)
        rows = max(r for r, _ in places) - row + 1
        columns = max(c for _, c in places) - column + 1
        words = [_words(p) for p in element.iter() if _is_paragraph(p)]
        boxes.append(Box(cell_text(" ".join(words)), row, column, rows, columns))
    return boxes


def _is_paragraph(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith("}p")
