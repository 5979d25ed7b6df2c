"""Which documents are versions of one another, and which of them holds on a day.

A version replaces another when it ends it by name (《…》同时废止), or when it is a rule of the same
title, place and issuer, apart from 暂行, 试行 and the year of a revision, that begins later.
Reports of the same title for different years are editions: they stand beside one another, and
replace nothing.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.documents import StoredDocument

__all__ = ["Lineage", "Standing", "Version", "lineage"]

# Kinds of document of which a later one takes the place of the earlier one.
_RULES = re.compile(
    r"(?:办法|规定|条例|细则|规则|准则|意见|措施|制度|标准|目录|规程|章程|守则|指引|指南|方案|法|政策|清单|通知)$"
)
_REMARK = re.compile(r"[(（\[〔][^()（）\[\]〔〕]{1,20}[)）\]〕]$")
_OF_VERSION = re.compile(r"修订|修正|修改|试行|暂行|版|新|稿|[12]\d{3}年?$")
_DRAFT = re.compile(r"征求意见|草案|送审|讨论稿|意见稿")
_PRINTED = re.compile(
    r"^(?=.*的(?:通知|公告|通告)$).*?(?:印发|发布|公布|转发)《?(.+?)》?的(?:通知|公告|通告)$"
)
_PASSING = re.compile(r"暂行|试行|修订|修正|(?<=[一-鿿])新(?=[一-鿿]{0,2}办法)")
_YEAR = re.compile(r"(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})(?:年度?|[-—～至](?=\d))?")
_FORMER = re.compile(r"^[原旧]")


@dataclass(frozen=True, slots=True)
class Version:
    """Another version of a document.

    `relation`: older or newer, where one replaces the other, or edition.
    """

    document_id: str
    relation: str


@dataclass(frozen=True, slots=True)
class Standing:
    """When a document holds, by its own words and those of the others; None where nothing says it.

    `repealed` is the first day on which it holds no longer, `expires` the last on which it does.
    """

    effective: date | None = None
    expires: date | None = None
    repealed: date | None = None
    superseded_by: str | None = None  # the version that takes its place first
    superseded: date | None = None  # from when that one holds
    versions: tuple[Version, ...] = ()  # the other ones, oldest first

    def has_ended(self, day: date) -> bool:
        """True when it held before a day and does no longer."""
        return (self.expires is not None and self.expires < day) or (
            self.repealed is not None and self.repealed <= day
        )

    def is_superseded(self, day: date) -> bool:
        """True when a later version of it holds on a day."""
        return self.superseded is not None and self.superseded <= day


@dataclass(frozen=True, slots=True)
class Lineage:
    """How the documents of an index stand to one another."""

    standings: Mapping[str, Standing]
    has_versions: bool  # some document replaces another

    def of(self, document_id: str) -> Standing:
        """Return how a document stands."""
        return self.standings.get(document_id, _NOTHING)

    def superseded(self, day: date) -> frozenset[str]:
        """Return the documents of which a later version holds on a day."""
        return frozenset(one for one, s in self.standings.items() if s.is_superseded(day))


_NOTHING = Standing()


@dataclass(frozen=True, slots=True)
class _Known:
    stored: StoredDocument
    title: str  # folded
    core: str  # without what tells versions apart; "" for none
    edition: str  # the core without years
    number: str
    start: date | None
    draft: bool


def lineage(documents: Iterable[StoredDocument]) -> Lineage:
    """Return how documents stand to one another, by what they say of themselves."""
    known = [_known(one) for one in documents]
    standings = {k.stored.id: _own(k) for k in known}
    by_title, by_number = _tables(known)
    followed: dict[str, list[_Known]] = defaultdict(list)  # by the older one
    for newer in known:
        for repeal in newer.stored.metadata.repeals:
            number = _bare_number(repeal.number or "")
            core = _core(repeal.title or "")
            ended = by_number.get(number, []) if number else []
            ended = ended or [k for k in by_title.get(core, []) if _is_same_place(k, newer)]
            for older in ended:
                day = repeal.day or newer.start
                if older.stored.id == newer.stored.id or day is None or _is_later(older, newer):
                    continue
                own = standings[older.stored.id]
                first = min(filter(None, (own.repealed, day)))
                standings[older.stored.id] = replace(own, repealed=first)
                if _RULES.search(newer.core) and "废止" not in newer.title:
                    followed[older.stored.id].append(newer)
    for group in _groups(known, "core"):
        for older, newer in itertools.pairwise(group):
            if newer not in followed[older.stored.id]:
                followed[older.stored.id].append(newer)
    return _linked(known, standings, followed)


def _linked(
    known: Sequence[_Known],
    standings: dict[str, Standing],
    followed: Mapping[str, Sequence[_Known]],
) -> Lineage:
    """Write who follows whom into the standings, editions beside them."""
    order = {k.stored.id: (k.start or date.min, k.stored.id) for k in known}
    above = {one: {n.stored.id for n in newer} for one, newer in followed.items() if newer}
    later = {one: _reached(one, above) for one in above}
    related: dict[str, dict[str, str]] = defaultdict(dict)
    for group in _groups(known, "edition"):
        for one in group:
            related[one.stored.id].update(
                {o.stored.id: "edition" for o in group if o.stored.id != one.stored.id}
            )
    for name, newer_ones in later.items():
        for other in newer_ones:
            related[name][other], related[other][name] = "newer", "older"
    starts = {k.stored.id: k.start for k in known}
    for name in starts:
        versions = tuple(
            Version(other, relation)
            for other, relation in sorted(related[name].items(), key=lambda r: order[r[0]])
        )
        dated = [(day, other) for other in above.get(name, ()) if (day := starts[other])]
        first = min(dated, default=None)
        standings[name] = replace(
            standings[name],
            versions=versions,
            superseded_by=first[1] if first else None,
            superseded=first[0] if first else None,
        )
    return Lineage(standings, has_versions=bool(above))


def _reached(one: str, above: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [one]
    while waiting:
        for other in above.get(waiting.pop(), ()):
            if other not in found and other != one:
                found.add(other)
                waiting.append(other)
    return found


def _own(known: _Known) -> Standing:
    meta = known.stored.metadata
    return Standing(
        effective=meta.effective.day if meta.effective else None,
        expires=meta.expires.day if meta.expires else None,
        repealed=meta.repealed.day if meta.repealed else None,
    )


def _known(one: StoredDocument) -> _Known:
    from corpus.script import fold_text  # the tables of the script are read on first use

    meta = one.metadata
    title = re.sub(r"\s", "", fold_text(meta.title or ""))
    number = _bare_number(fold_text(meta.document_number or ""))
    core = _core(title)
    start = meta.effective.day if meta.effective else meta.published
    if start is None and (year := re.search(r"[(（]([12]\d{3})年?[^()（）]{0,4}[)）]$", title)):
        start = date(int(year[1]), 1, 1)
    edition = _YEAR.sub("", core)
    return _Known(one, title, core, edition, number, start, bool(_DRAFT.search(title)))


def _core(title: str) -> str:
    """Return a title without what tells the versions of one document apart."""
    core = re.sub(r"[\s《》“”‘’\"']", "", title)
    core = _FORMER.sub("", core)
    printed = _PRINTED.search(core)
    core = printed[1] if printed else core
    while (remark := _REMARK.search(core)) and _OF_VERSION.search(remark[0][1:-1]):
        core = core[: remark.start()]
    return _PASSING.sub("", core)


def _bare_number(number: str) -> str:
    return "".join(re.findall(r"(?<![一-鿿])[一-鿿]++(?=[〔\[(【“\"‘]?\d{4})|\d+", number))


def _tables(
    known: Sequence[_Known],
) -> tuple[dict[str, list[_Known]], dict[str, list[_Known]]]:
    by_title: dict[str, list[_Known]] = defaultdict(list)
    by_number: dict[str, list[_Known]] = defaultdict(list)
    for one in known:
        if one.core:
            by_title[one.core].append(one)
        if one.number:
            by_number[one.number].append(one)
    return by_title, by_number


def _groups(known: Sequence[_Known], by: str) -> list[list[_Known]]:
    """Return the documents of one title that can be put in order, oldest first.

    By `core` they are rules, each taking the place of the one before; by `edition` anything that
    years alone tell apart.
    """
    found: dict[tuple[str, str], list[_Known]] = defaultdict(list)
    for one in known:
        key: str = getattr(one, by)
        rule = _RULES.search(one.core) is not None and one.edition == one.core
        if len(key) > 3 and one.start and not one.draft and (by == "edition" or rule):
            found[key, one.stored.metadata.region or ""].append(one)
    groups = []
    for group in found.values():
        ordered = sorted(group, key=lambda k: (k.start or date.min, k.stored.id))
        distinct = [k for n, k in enumerate(ordered) if not n or k.start != ordered[n - 1].start]
        issuers = {k.stored.metadata.issuer for k in distinct if k.stored.metadata.issuer}
        if len(distinct) > 1 and (by == "edition" or len(issuers) < 2):
            groups.append(distinct)
    return groups


def _is_same_place(older: _Known, newer: _Known) -> bool:
    one, other = older.stored.metadata.region, newer.stored.metadata.region
    return one is None or other is None or one == other


def _is_later(older: _Known, newer: _Known) -> bool:
    return older.start is not None and newer.start is not None and older.start > newer.start
