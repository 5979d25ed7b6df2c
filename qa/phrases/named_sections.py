"""The sections of a document that are of one thing each, beside one another: 青泽县 建网络.

Places are known by a table; a made-up or a new one, or a zone, is told by standing where they do.
"""

import re
from dataclasses import dataclass

from corpus.document import Section
from corpus.places import places
from corpus.script import fold_text
from qa.outline import MARKER
from qa.task import Material

__all__ = ["NamedSection", "named_sections"]

_OPENING = re.compile(r"[㐀-鿿]{2,6}(?=[ ：|—-])")  # 青泽县 建网络, 青泽县：建网络
_AREA = re.compile(r"[㐀-鿿](?:[省市县区镇乡村州旗盟]|新城|街道)$")
_BARE = 8  # code points of a heading that is a name and no more
LEAST = 3  # sections beside one another from which unknown names are taken for names
MOST_OF = 2 / 3  # of the sections of a row that have to be named


@dataclass(frozen=True, slots=True)
class NamedSection:
    """A section and what it is of. `known` where a table of places has the name."""

    name: str
    section: Section
    known: bool


def named_sections(material: Material) -> tuple[NamedSection, ...]:
    """Return the sections that are of one place each, in text order."""
    rows: dict[tuple[int, int | None], list[NamedSection | None]] = {}
    for section in material.sections:
        if section.heading:
            rows.setdefault((section.level, section.parent), []).append(_named(section))
    found = []
    for row in rows.values():
        told = [one for one in row if one is not None]
        alike = [one for one in told if one.known or _AREA.search(one.name)]
        whole = len(told) >= max(LEAST, MOST_OF * len(row)) and 2 * len(alike) >= len(told)
        beside = any(one.known for one in told) and len(alike) > 1
        found += told if whole or beside else [one for one in told if one.known]
    return tuple(sorted(found, key=lambda one: one.section.span))


def _named(section: Section) -> NamedSection | None:
    heading = MARKER.sub("", fold_text(section.heading)).strip()
    known = places(heading)
    if known:
        return NamedSection(known[0].name, section, known=True)
    opening = _OPENING.match(heading)
    bare = len(heading) <= _BARE and _AREA.search(heading)
    name = opening[0] if opening else heading if bare else ""
    return NamedSection(name, section, known=False) if name else None
