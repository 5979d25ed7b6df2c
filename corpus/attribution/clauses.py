"""Clauses of a sentence's view text, and what in them is wording rather than content."""

import re
from functools import cache, lru_cache
from importlib import resources

from corpus.mapped import Span

# No comma of 1,234 and no colon of 11：49：40.
CLAUSE_END = re.compile(r"[，；。！？\n]|(?<!\d)[,：]|,(?!\d{3})|：(?!\d)|—{2}(?=[这该此也是比较])")

CONTENT = re.compile(r"[㐀-鿿A-Za-z]")


def clauses(text: str) -> tuple[Span, ...]:
    """Cut a sentence at ，；：。！？ and line breaks; the marks belong to no clause."""
    spans, start = [], 0
    for mark in CLAUSE_END.finditer(text):
        if mark.start() > start:
            spans.append(Span(start, mark.start()))
        start = mark.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return tuple(spans)


@cache
def _frame() -> re.Pattern[str]:
    text = resources.files("corpus").joinpath("data/clause_frame.txt").read_text("utf-8")
    words = [w for line in text.splitlines() if line[:1] != "#" for w in line.split()]
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


@lru_cache(maxsize=8192)
def unframed(text: str) -> str:
    """Return `text` with its framing words (verbs of reaching, adverbs, connectives) as spaces."""
    return _frame().sub(" ", text)


def content(text: str) -> str:
    """Return what is left of `text` without framing words, digits and punctuation."""
    return "".join(CONTENT.findall(unframed(text)))


def blank(text: str, spans: list[Span]) -> str:
    """Return `text` with the given ranges overwritten by spaces; its length stays."""
    letters = list(text)
    for span in spans:
        letters[span.start : span.end] = " " * len(span)
    return "".join(letters)
