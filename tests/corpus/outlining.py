"""Outlines of texts written in the tests."""

from corpus.clean import clean
from corpus.document import Document, Span
from corpus.mapped import Mapped
from corpus.outline import Outline, outline
from corpus.script import fold


def document_of(text: str, reader: str = "txt/1") -> Document:
    """Return a document of a text, as a reader would."""
    return Document(id="d", path="d.txt", text=text, sha256="0", reader=reader)


def view_of(text: str) -> Mapped:
    """Return the search form of a text."""
    return fold(clean(text)[0])


def outline_of(text: str, reader: str = "txt/1") -> Outline:
    """Return the outline of a text."""
    return outline(document_of(text, reader), view_of(text))


def tree(found: Outline) -> list[tuple[int, str]]:
    """Return level and heading of every section."""
    return [(section.level, section.heading) for section in found.sections[1:]]


def cut(text: str, span: Span) -> str:
    """Return a slice."""
    return text[span.start : span.end]
