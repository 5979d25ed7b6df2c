"""Figures of texts written in the tests."""

from datetime import date

from corpus.document import Figure
from corpus.figures import figures
from corpus.outline import outline
from tests.corpus.outlining import document_of, view_of


def read(text: str, published: date | None = None, title: str = "") -> dict[str, Figure]:
    """Return the figures of a text by what they quote; of equal quotes the last."""
    document = document_of(text)
    found = outline(document, view_of(text))
    made = figures("d", None, title, found.sections, found.sentences, published)
    return {document.quote(f.span).strip(): f for f in made}


def full(figure: Figure) -> str:
    return f"{figure.context}|{figure.measure}"


def year_of(figure: Figure) -> str | None:
    return figure.period.start if figure.period else None
