"""A text cut into words with their parts of speech."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from corpus.document import Span

# Prepositions that the dictionary glues to what follows them, as in 由|市: no noun begins so.
_GLUED = re.compile(r"由(?![来头此])|向(?=[㐀-鿿]{2})|经(?=[市省区县国]$)|现将(?=.)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence with its part of speech. `span` is into the view text."""

    text: str
    tag: str
    span: Span


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[Word, ...]:
    """Cut a text into words with their parts of speech."""
    found: list[Word] = []
    at = 0
    for word, tag in rjieba.tag(text):
        start = text.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        found += _unglued(word, tag, start, found[-1].tag if found else "x")
    return tuple(found)


def _unglued(word: str, tag: str, start: int, before: str) -> Iterator[Word]:
    glued = _GLUED.match(word) if tag[0] in "nj" and (word[0] != "向" or before[0] == "n") else None
    if glued is not None:
        size = len(glued[0])
        yield Word(glued[0], "p", Span(start, start + size))
        start, word = start + size, word[size:]
    yield Word(word, tag, Span(start, start + len(word)))
