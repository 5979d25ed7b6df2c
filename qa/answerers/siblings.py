"""Figures strung together: 4家药厂、9家纺织厂 are parts beside one another."""

import re

from corpus.attribution.clauses import content
from corpus.document import Document, Figure

__all__ = ["are_strung", "is_named"]

_STRUNG = re.compile(r"[^，,；;。：:]{0,12}(?:和|、|及|与|與)[^，,；;。：:]{0,12}")


def are_strung(document: Document, one: Figure, other: Figure) -> bool:
    """True for two figures of one sentence with nothing but a name and a joint between them."""
    if (one.document_id, one.sentence) != (other.document_id, other.sentence):
        return False
    first, second = sorted((one.span, other.span), key=lambda span: span.start)
    return bool(_STRUNG.fullmatch(document.text[first.end : second.start]))


def is_named(figure: Figure, asked: str) -> bool:
    """True where every character of a measure is said: 专利 does not name 实用新型专利."""
    return set(content(figure.measure)) <= set(asked)
