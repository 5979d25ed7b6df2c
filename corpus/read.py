"""From a file to a Document: txt, md, html, docx and pdf.

The text of txt and md is the strictly decoded bytes; that of the others is extracted, with tables
as lines of cells. Any bytes end in a Document or in UnreadableFile, within bounded time and memory
(`corpus.readers.file_limits`).
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.readers.extract import Extract
from corpus.readers.file_limits import check_bytes, check_text, read_seconds, within
from corpus.readers.read_md import read_md


def _read_html(raw: bytes, name: str) -> Extract:
    from corpus.readers.read_html import read_html

    return read_html(raw, name)


def _read_docx(raw: bytes, name: str) -> Extract:
    from corpus.readers.read_docx import read_docx

    return read_docx(raw, name)


def _read_pdf(raw: bytes, name: str) -> Extract:
    from corpus.readers.read_pdf import read_pdf

    return read_pdf(raw, name)


# The version of a reader goes up when it makes another text of the same bytes; what else it finds
# is counted by `corpus.keeping.readings.FINDS`.
_READERS: dict[str, tuple[str, Callable[[bytes, str], Extract]]] = {
    ".txt": ("txt/1", read_md),  # which reads no more than tables out of it
    ".md": ("md/1", read_md),
    ".html": ("html/1", _read_html),
    ".htm": ("html/1", _read_html),
    ".docx": ("docx/1", _read_docx),
    ".pdf": ("pdf/1", _read_pdf),
}
READABLE_SUFFIXES = tuple(_READERS)


def document_id(relative: str, root: Path) -> str:
    """Return the id of a document: stable by its root's name and its path within."""
    return sha256(f"{root.name}/{relative}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_file(path: Path, *, root: Path) -> Document:
    """Read a file below `root`; UnreadableFile says what is wrong with it and what to do."""
    relative = path.relative_to(root).as_posix()
    reader, read = _READERS.get(path.suffix.lower(), (None, None))
    if reader is None or read is None:
        known = ", ".join(READABLE_SUFFIXES)
        raise UnreadableFile(
            f"{relative}: {path.suffix or 'no suffix'} is not read; known: {known}"
        )
    try:
        size = path.stat().st_size
        check_bytes(relative, path.suffix, size)
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{relative}: {error.strerror or error}; check the file") from error
    with within(relative, read_seconds(len(raw))):
        extract = read(raw, relative)
    check_text(relative, extract.text)
    return Document(
        id=document_id(relative, root),
        path=relative,
        text=extract.text,
        sha256=sha256(raw).hexdigest(),
        reader=reader,
        metadata=extract.metadata,
        page_starts=extract.page_starts,
        cells=extract.cells,
    )
