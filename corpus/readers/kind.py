"""Of which kind a file is, by its content; a name says nothing.

A Markdown file is plain text: the outline tells by its marks whether it has headings.
"""

import re

from corpus.errors import UnreadableFile
from corpus.readers.encoding import decode
from corpus.readers.read_docx import check_archive

__all__ = ["suffix_of"]

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF"
_PDF_WITHIN = 1024  # bytes that may stand before a PDF's header, as its readers allow
# What a page begins with, where neither declaration nor comment counts.
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|article|section|table|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_WITHIN = 8192


def suffix_of(raw: bytes, name: str) -> str:
    """Return the suffix whose reader takes these bytes; UnreadableFile when none does.

    `name` is for the message.
    """
    if not raw:
        raise UnreadableFile(f"{name}: the file is empty (0 bytes); get a fresh copy")
    if _PDF in raw[:_PDF_WITHIN]:
        return ".pdf"
    if raw.startswith(_ZIP):
        check_archive(raw, name)
        return ".docx"
    if _PAGE.match(raw[:_PAGE_WITHIN].replace(b"\0", b"").lstrip(b"\xff\xfe")):
        return ".html"
    decode(raw, name)
    return ".txt"
