"""Sentences and verdicts made by hand."""

from corpus.document import Document, Span
from corpus.parse import parse
from qa.draft import Scene
from qa.reader.verdict import Found

__all__ = ["found", "scenes"]


def scenes(text: str) -> tuple[Scene, ...]:
    """Return a document's sentences, passage by passage."""
    parsed = parse(Document("d", "a.txt", text, "", "txt/1"))
    return tuple(
        Scene(parsed.document, passage, s, "总则", "某办法", "", None, (), 1.0)
        for passage in parsed.passages
        for s in parsed.sentences
        if s.span.overlaps(passage.span)
    )


def found(scene: Scene, words: str, *, answers: float = 3.0, mass: float = 0.9) -> Found:
    """Return what a reader would say that finds these words."""
    start = scene.text.index(words)
    return Found(scene, Span(start, start + len(words)), answers, -0.2, mass)
