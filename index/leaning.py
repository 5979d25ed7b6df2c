"""Which documents a question leans to: those of its place, and of its years.

A filter leaves documents out; a leaning lets the others go first. Where the same measure stands in
hundreds of documents for as many years and places, the words alone cannot tell whose is asked for.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Metadata
from index.documents import StoredDocument

__all__ = ["Leaning", "lean", "years_of"]

# Added to a fused score of 0..1. Over 833 reports (policyqa eval scale, tuning part) answers were
# right for 67 % of the questions without any of it.
OF_PLACE, NEAR_PLACE, OF_YEAR = 0.3, 0.1, 0.2
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|-)")


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a question says of whose and when; empty where it says nothing.

    `nation` is true for 全国 and 我国: the documents of no single place.
    """

    places: tuple[str, ...] = ()  # full names
    years: tuple[int, ...] = ()
    nation: bool = False

    def __bool__(self) -> bool:
        return bool(self.places or self.years or self.nation)


def lean(documents: Iterable[StoredDocument], leaning: Leaning) -> Mapping[str, float]:
    """Return what each document is given for place and time, by id; none is left out.

    A year is told of in the documents of that year and in those of the next, that look back.
    """
    given: dict[str, float] = {}
    for one in documents:
        worth = _of_place(one.metadata, leaning)
        years = years_of(one.metadata)
        if any(year in years or year + 1 in years for year in leaning.years):
            worth += OF_YEAR
        if worth:
            given[one.id] = worth
    return given


def _of_place(told: Metadata, leaning: Leaning) -> float:
    from corpus.places import within  # heavy: the gazetteer

    if told.region is None:
        return OF_PLACE if leaning.nation else 0.0
    if told.region in leaning.places:
        return OF_PLACE
    near = any(within(told.region, one) or within(one, told.region) for one in leaning.places)
    return NEAR_PLACE if near else 0.0


@lru_cache(maxsize=4096)
def years_of(told: Metadata) -> frozenset[int]:
    """Return the years that a document says it is of: in its title, and when it was published."""
    years = {int(found) for found in _YEAR.findall(told.title or "")}
    return frozenset(years | ({told.published.year} if told.published else set()))
