"""Everything that is read out of one document, in order."""

from dataclasses import dataclass

from corpus.document import Document, Noise
from corpus.mapped import Mapped
from corpus.outline import Outline, outline


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its metadata filled in and all that was found in it."""

    document: Document
    view: Mapped
    outline: Outline
    noise: tuple[Noise, ...] = ()


def parse(document: Document) -> Parsed:
    """Read a document: clean and fold, outline."""
    view = Mapped.identity(document.text)
    return Parsed(document, view, outline(document, view))
