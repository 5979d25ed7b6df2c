"""Figures strung together: 4家药厂、9家纺织厂 are parts beside one another."""

import re

from corpus.attribution.clauses import content
from corpus.document import Document, Figure
from qa.draft import Scene

__all__ = ["are_strung", "is_named", "strung_with"]

_STRUNG = re.compile(r"[^，,；;。：:]{0,12}(?:和|、|及|与|與)[^，,；;。：:]{0,12}")
_JOINED = re.compile(r"[^，；。]{0,12}(?:和|、|及|与)")


def are_strung(document: Document, one: Figure, other: Figure) -> bool:
    """True for two figures of one sentence with nothing but a name and a joint between them."""
    if (one.document_id, one.sentence) != (other.document_id, other.sentence):
        return False
    first, second = sorted((one.span, other.span), key=lambda span: span.start)
    return bool(_STRUNG.fullmatch(document.text[first.end : second.start]))


def is_named(figure: Figure, asked: str) -> bool:
    """True where every character of a measure is said: 专利 does not name 实用新型专利."""
    return set(content(figure.measure)) <= set(asked)


def strung_with(scene: Scene, figure: Figure) -> list[Figure]:
    """Return the figures of one unit that are strung together with a figure."""
    view, strung = scene.sentence.view, [figure]
    at = scene.figures.index(figure)
    for run, before in ((scene.figures[at + 1 :], False), (scene.figures[:at][::-1], True)):
        last = figure
        for one in run:
            first, second = (one, last) if before else (last, one)
            between = view.text[view.locate(first.span).end : view.locate(second.span).start]
            same = one.quantity.normalized_unit == figure.quantity.normalized_unit
            if not same or not _JOINED.fullmatch(between):
                break
            strung.append(one)
            last = one
    return sorted(strung, key=lambda one: one.span.start)
