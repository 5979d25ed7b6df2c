"""Degrees of education in an order, and the least or the highest that a text asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Span

__all__ = ["ByDegree", "by_degree"]

_ORDER = (
    r"初中",
    r"高中|中专|中职|技校",
    r"大专|专科|高职|高级技工",
    r"本科|学士|大学毕业",
    r"硕士",
    r"博士",
)
_ANY = "|".join(_ORDER)
_LIMIT = re.compile(
    rf"(?P<degree>{_ANY})(?:研究生)?(?:学[历位])?[(（]?(?:及|或|含)?[)）]?其?(?P<side>以上|以下)"
)
_MAY = re.compile(r"可以?|能|符合|够|算|允许|有资格")


@dataclass(frozen=True, slots=True)
class ByDegree:
    """Which text sets the limit, where, and whether the degree asked about is within."""

    degree: str
    at: int
    span: Span
    within: bool


def by_degree(view: str, texts: Sequence[str]) -> ByDegree | None:
    """Hold the one degree that a question names against the first limit in the texts."""
    named = re.findall(_ANY, view)
    if len(named) != 1 or _LIMIT.search(view) or not _MAY.search(view):
        return None
    asked = _level(named[0])
    for at, text in enumerate(texts):
        for limit in _LIMIT.finditer(text):
            if named[0] in text.replace(limit[0], ""):
                continue  # the text speaks of that degree by itself
            least = _level(limit["degree"])
            within = asked >= least if limit["side"] == "以上" else asked <= least
            return ByDegree(named[0], at, Span(*limit.span()), within)
    return None


def _level(word: str) -> int:
    return next(n for n, words in enumerate(_ORDER) if re.fullmatch(words, word))
