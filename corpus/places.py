"""Places in a text: divisions by full and short name, zones, and what 我区 or 本市 stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.mapped import Span
from corpus.place_names import (
    NAME_GOES_ON,
    ZONE_KIND,
    Name,
    fits,
    names,
    parent_code,
    short_form,
    stems,
)

__all__ = [
    "Place",
    "gazetteer",
    "places",
    "resolve_reference",
    "self_reference",
    "self_references",
    "short_name",
    "within",
]

_ZONE = re.compile(ZONE_KIND)
_FREE_TRADE = re.compile(r"中国\(([\u4e00-\u9fff]{2,8})\)(?=自由贸易|自贸)")
_PARK = re.compile(r"园区?(?![林艺地丁])")
_REFERENCE = re.compile(
    r"(?:(?<![自忘])我|(?<![成资基根日样文版剧])本|(?<![健安完齐保周])全|(?<![应活])该)"
    r"(?:(省)(?![略却力])|(自治区)|(市)(?![场值价面])|(县)(?!级)|(自治州|州)|(区)(?![域间块别分位])|(旗)(?![帜舰下]))"
)
_OTHER_KIND = re.compile(r"[县旗](?![域级])|区(?![域县块别位间划号])|市(?![场区民内])")
_TOWN = re.compile(r"镇(?![江海平远安康原赉坪巴雄宁沅湖])|乡(?![村镇亲土])")
_LEVELS = ("province", "province", "city", "district", "city", "district", "district")

_KINDS = ("特别行政区", "自治区", "自治州", "新区", "地区", "省", "市", "区", "县")


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text. `span` is into that text; 北京市海淀区 is one place, 海淀区."""

    name: str  # as written
    canonical: str  # the full name; of zones the one name they are known by here
    span: Span
    level: str  # province | city | district | zone
    parent: str | None = None  # canonical name of what it lies in, where that is certain


def gazetteer() -> Iterator[str]:
    """Yield the canonical names of all places, provinces first, then cities, districts, zones."""
    order = ("province", "city", "district", "zone")
    seen = {found.canonical: found.level for found in names().by_form.values()}
    yield from sorted(seen, key=lambda name: (order.index(seen[name]), name))


def places(text: str) -> tuple[Place, ...]:
    """Return the places that a text in its search form names, in order, without overlap."""
    merged: list[Place] = []
    for place in _zones(text, list(_divisions(text))):
        if merged and merged[-1].span.end == place.span.start:
            joined = _joined(merged[-1], place)
            if joined:
                merged[-1] = joined
                continue
        merged.append(place)
    return tuple(merged)


def _divisions(text: str) -> Iterator[Place]:
    """Scan for names, the longest first, left to right."""
    table = names().by_start
    position, end, last = 0, len(text), -1
    while position < end - 1:
        for form, name in table.get(text[position : position + 2], ()):
            follows = position == last
            if text.startswith(form, position) and _stands(text, position, form, name, follows):
                span = Span(position, position + len(form))
                yield Place(form, name.canonical, span, name.level, name.parent)
                position, last = span.end - 1, span.end
                break
        position += 1


def _stands(text: str, position: int, form: str, name: Name, follows: bool) -> bool:
    """True when a form found in a text is the name and no part of another word.

    A name such as 和县 is one only behind another place, or at the head of a phrase.
    """
    before = text[position - 1] if position else ""
    after = text[position + len(form) : position + len(form) + 1]
    if not name.short:
        if len(form) == 2 and not follows and ("\u4e00" <= before <= "\u9fff" or after == "级"):
            return False
        return not (form[-1] == "市" and after == "场")
    if NAME_GOES_ON.match(text, position + len(form)):
        return False
    other = _OTHER_KIND.match(text, position + len(form))
    if name.level == "district" and _TOWN.match(text, position + len(form)):
        return False  # 柳林镇 is not 柳林县
    if other and not name.canonical.endswith(other[0]):
        return False  # 怀宁区 is not 怀宁县
    return fits(form, before, after)


def _joined(outer: Place, inner: Place) -> Place | None:
    """Return the inner of two places side by side as one, where it lies in the outer."""
    if inner.level != "zone" and not within(inner.canonical, outer.canonical):
        return None
    parent = inner.parent
    if parent is None or (inner.level == "zone" and outer.level != "zone"):
        parent = outer.canonical if inner.canonical != outer.canonical else outer.parent
    span = Span(outer.span.start, inner.span.end)
    return Place(outer.name + inner.name, inner.canonical, span, inner.level, parent)


def _zones(text: str, found: list[Place]) -> list[Place]:
    """Add zones: the word for one behind a place or a known stem."""
    by_end = {place.span.end: place for place in found}
    zones = [zone for match in _ZONE.finditer(text) if (zone := _zone(text, match, by_end))]
    for match in _PARK.finditer(text):
        area = by_end.get(match.start())
        if area and area.level == "district":
            name = f"{short_form(area.canonical)}园"
            zones.append(_as_zone(text, area.span.start, match.end(), name, area.canonical))
    apart = _apart(zones)
    kept = [p for p in found if not any(zone.span.overlaps(p.span) for zone in apart)]
    return sorted([*kept, *apart], key=lambda p: p.span)


def _zone(text: str, match: "re.Match[str]", by_end: dict[int, Place]) -> Place | None:
    """Return the zone whose kind stands at a match, None where it is of no known place."""
    for stem, name in stems().items():
        if text.endswith(stem, 0, match.start()):
            start = match.start() - len(stem)
            return _as_zone(text, start, match.end(), name.canonical, name.parent)
    kind = match.group().removeprefix("国家").removeprefix("级")
    free = _FREE_TRADE.search(text, max(0, match.start() - 14), match.end())
    if free and free.end() == match.start():
        area = next((p for p in by_end.values() if p.span.end == free.end() - 1), None)
        if area is None:
            return None
        name_of_area = short_form(area.canonical) + kind
        return _as_zone(text, free.start(), match.end(), name_of_area, area.canonical)
    area = by_end.get(match.start())
    if area is None or kind == "示范区":
        return None
    if area.level == "province" and match.group().startswith("国家级"):
        return None  # 某省国家级高新区: those that lie in it
    if area.level == "zone":
        return _as_zone(text, area.span.start, match.end(), area.canonical, area.parent)
    name_of_zone = short_form(area.canonical) + kind
    return _as_zone(text, area.span.start, match.end(), name_of_zone, area.canonical)


def _as_zone(text: str, start: int, end: int, canonical: str, parent: str | None) -> Place:
    return Place(text[start:end], canonical, Span(start, end), "zone", parent)


def _apart(zones: list[Place]) -> list[Place]:
    """Drop zones that overlap one before them."""
    kept: list[Place] = []
    for zone in sorted(zones, key=lambda z: (z.span.start, -z.span.end)):
        if not kept or kept[-1].span.end <= zone.span.start:
            kept.append(zone)
    return kept


@lru_cache(maxsize=4096)
def short_name(place: str) -> str:
    """Return a place's name without the word for its kind: 深圳 of 深圳市."""
    if place.endswith(("自治区", "自治州", "自治县")):
        return short_form(place)
    for ending in _KINDS:
        if place.endswith(ending) and len(place) - len(ending) >= 2:
            return place[: -len(ending)]
    return place


@lru_cache(maxsize=4096)
def within(inner: str, outer: str) -> bool:
    """True when a place, by any of its names, is or lies in another."""
    table = names()
    a, b = table.by_form.get(inner), table.by_form.get(outer)
    if inner == outer or (a is not None and b is not None and a.canonical == b.canonical):
        return True
    if b is None:
        return False
    if a is None or not a.codes:
        found = places(inner) if a is None else ()
        parent = a.parent if a else next((p.parent for p in found), None)
        return parent is not None and within(parent, outer)
    return any(_is_in(code, set(b.codes)) for code in a.codes)


def _is_in(code: str, outer: set[str]) -> bool:
    at: str | None = code
    while at is not None:
        if at in outer:
            return True
        at = parent_code(at, names().divisions)
    return False


def self_references(text: str) -> tuple[tuple[Span, str], ...]:
    """Return where a text speaks of its own place (我区, 本市, 全市, 该区, 我省), and the words.

    我国 and 全国 are no such words: nearly every text lies in one country.
    """
    return tuple((Span(*m.span()), m.group()) for m in _REFERENCE.finditer(text))


def self_reference(word: str) -> str | None:
    """Return the level that a word such as 我区 speaks of: province, city or district."""
    found = _REFERENCE.fullmatch(word)
    if not found or found.lastindex is None:
        return None
    return _LEVELS[found.lastindex - 1]


def resolve_reference(word: str, home: str | None) -> str | None:
    """Return the place that 我区, 全市, … stands for in a text about `home`.

    Of a district's text 全市 is the city above; of a zone's text 全区 is the zone. None where the
    home is unknown or too high up for the word.
    """
    level = self_reference(word)
    if level is None or home is None:
        return None
    at: str | None = home
    while at is not None:
        own = _level(at)
        if own == level or (own == "zone" and level == "district") or _is_city_state(at, level):
            return at
        if level == "district" and at.endswith("自治区"):
            return at
        at = _parent(at)
    return None


def _is_city_state(place: str, level: str) -> bool:
    """True for 全市 of a municipality, which ranks as a province."""
    return level == "city" and _level(place) == "province" and place.endswith("市")


def _level(place: str) -> str | None:
    name = names().by_form.get(place)
    if name:
        return name.level
    return next((p.level for p in places(place)), None)


def _parent(place: str) -> str | None:
    name = names().by_form.get(place)
    if name:
        return name.parent
    return next((p.parent for p in places(place)), None)
