"""Whose and when a question is about, and in which words, as the search understands it."""

from index.search import Leaning
from qa.lexicon import everyday
from qa.question import Question

__all__ = ["leaning_of", "searched"]

_LONGEST = 2  # years: of a longer time no single document tells


def leaning_of(question: Question) -> Leaning:
    """Return what a question says of the documents that it leans to."""
    years: set[int] = set()
    for period in question.periods:
        bounds = [int(bound[:4]) for bound in (period.start, period.end) if bound]
        if max(bounds) - min(bounds) < _LONGEST:
            years.update(bounds)
    return Leaning(
        places=tuple(place.canonical for place in question.places),
        years=tuple(sorted(years)),
        nation=question.nation,
    )


def searched(question: Question) -> str:
    """Return a question with the official words for the everyday nouns in it: 财政收入."""
    ways = everyday()
    words = [w for t in question.terms if t.noun for w in sorted(ways.get(t.text, ()))]
    return " ".join((question.view, *words))
