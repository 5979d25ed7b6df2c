"""Filters over documents, failing closed: what lacks a field is not what was asked for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.errors import BadRequest
from index.documents import StoredDocument

__all__ = ["Filters", "Selection", "select", "stated"]

# What people leave out or put in when they name a region; longest first.
_REGION_SUFFIXES = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "地区",
    "省",
    "市",
    "区",
    "县",
    "州",
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may answer. Empty fields do not filter; values of one field are alternatives.

    `documents` are ids or paths within a root, `without` ids of those that may not answer. Dates
    are inclusive.
    """

    documents: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        first, last = self.published_from, self.published_to
        if first and last and first > last:
            raise BadRequest(f"published_from {first} lies after published_to {last}")

    def __bool__(self) -> bool:
        return bool(
            self.documents
            or self.regions
            or self.issuers
            or self.published_from
            or self.published_to
            or self.without
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents that pass, and how many were left out because they lack a filtered field."""

    documents: frozenset[str]
    lacking: tuple[tuple[str, int], ...] = ()  # field and count, by field


def select(documents: Iterable[StoredDocument], filters: Filters) -> Selection:
    """Return the documents that pass every filter."""
    passed: set[str] = set()
    lacking: Counter[str] = Counter()
    regions = [_folded(value) for value in filters.regions]
    issuers = [_folded(value) for value in filters.issuers]
    dated = filters.published_from or filters.published_to
    for one in documents:
        if filters.documents and not {one.id, one.path} & set(filters.documents):
            continue
        if one.id in filters.without:
            continue
        told = one.metadata
        missing = [
            field
            for field, wanted, value in (
                ("issuer", issuers, told.issuer),
                ("published", dated, told.published),
                ("region", regions, told.region),
            )
            if wanted and value is None
        ]
        if missing:
            lacking.update(missing)
        elif (
            (not regions or any(_is_within(told.region or "", region) for region in regions))
            and (not issuers or any(issuer in _folded(told.issuer or "") for issuer in issuers))
            and _is_between(told.published, filters)
        ):
            passed.add(one.id)
    return Selection(frozenset(passed), tuple(sorted(lacking.items())))


def stated(
    values: Iterable[str | None], wanted: Iterable[str], *, regions: bool
) -> tuple[str, ...]:
    """Return which stated regions, or issuers, a filter takes: for engines that compare whole."""
    folded = [_folded(value) for value in wanted]
    known = sorted({value for value in values if value is not None})
    if regions:
        return tuple(one for one in known if any(_is_within(one, value) for value in folded))
    return tuple(one for one in known if any(value in _folded(one) for value in folded))


def _is_between(published: date | None, filters: Filters) -> bool:
    first, last = filters.published_from, filters.published_to
    if published is None:
        return not (first or last)
    return (first is None or first <= published) and (last is None or published <= last)


def _is_within(stated: str, wanted: str) -> bool:
    """True when a stated region is the wanted one, begins with it, or lies in it by the gazetteer.

    北京 takes 北京市, 北京市海淀区 and 海淀区.
    """
    from corpus.places import within  # heavy: the gazetteer

    folded = _folded(stated)
    bare = _bare(wanted)
    kinds = _REGION_SUFFIXES if bare == wanted else (wanted.removeprefix(bare),)
    begins = any(folded.startswith(bare + kind) for kind in kinds)
    same = folded == wanted or (bare == _bare(folded) and bare in (wanted, folded))
    return same or begins or within(folded, wanted)


def _bare(folded: str) -> str:
    """Return a region's name without what kind of region it is."""
    for suffix in _REGION_SUFFIXES:
        if folded.endswith(suffix) and len(folded) - len(suffix) >= 2:
            return folded.removesuffix(suffix)
    return folded


def _folded(value: str) -> str:
    from corpus.script import fold_text  # heavy: the conversion tables

    return fold_text(value).strip()
