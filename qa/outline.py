"""What stands above a sentence, in the search form: the title, headings, whose section it is."""

import re
from collections.abc import Sequence

from corpus.attribution.clauses import CLAUSE_END
from corpus.document import Document, Section
from corpus.places import places
from corpus.script import fold_text

__all__ = ["MARKER", "Outline", "heading_paths", "named"]

SHORTEST, LONGEST = 4, 24  # characters of a heading that names a thing of its own
MARKER = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十\d]{1,3}[、.．]|\([一二三四五六七八九十\d]{1,3}\))\s*"
)
RIM = 400  # characters at either end of a document in which its authorities are named
_AUTHORITY = re.compile(
    r"[㐀-鿿]{2,6}[省市区县州](?:人民政府|委(?!员)|[㐀-鿿]{2,6}[局厅](?![长部]))"
)
# 主旨：公告受理…申请事项: what a paper of Taiwan is about, which bears no title
_SUBJECT_LINE = re.compile(r"(?:^|\n)[ \t]*(?:主旨|事由|案由)：[ \t]*([^\n]{4,100})")


class Outline:
    """The sections of one document by number, each read when it is first asked for.

    A large document has a hundred, and a question touches a few. A section that is not there has
    no headings, and the document's own region.
    """

    def __init__(self, sections: Sequence[Section], region: str | None) -> None:
        self.sections = tuple(sections)
        self._region = region
        self._numbered = {section.number: section for section in sections}
        self._paths: dict[int, tuple[str, ...]] = {}
        self._places: dict[int, str | None] = {}
        self._called: dict[int, str | None] = {}
        self._below: dict[int | None, list[Section]] = {}
        for section in sections:
            self._below.setdefault(section.parent, []).append(section)

    def path(self, number: int) -> tuple[str, ...]:
        """Return the headings of a section, outermost first."""
        found = self._paths.get(number)
        if found is None:
            section = self._numbered.get(number)
            above = section.parent if section is not None else None
            found = self.path(above) if above is not None else ()
            if section is not None and section.heading:
                found = (*found, fold_text(section.heading))
            self._paths[number] = found
        return found

    def place(self, number: int) -> str | None:
        """Return whose section it is."""
        if number not in self._places:
            named = (found[0] for h in reversed(self.path(number)) if (found := places(h)))
            place = next(named, None)
            self._places[number] = place.canonical if place is not None else self._region
        return self._places[number]

    def siblings(self, number: int) -> tuple[str, ...]:
        """Return what the sections beside one are called, where it has a name of its own."""
        own = self._numbered.get(number)
        called = self._name(own) if own is not None else None
        if own is None or called is None:
            return ()
        others = (self._name(one) for one in self._below[own.parent] if one is not own)
        return tuple(other for other in others if other is not None and other != called)

    def _name(self, section: Section) -> str | None:
        """Return the name that a heading is of a thing of its own, None where it is none."""
        if section.number not in self._called:
            name = MARKER.sub("", fold_text(section.heading)).strip(" 。：:")
            own = SHORTEST <= len(name) <= LONGEST and not CLAUSE_END.search(name)
            self._called[section.number] = name if own else None
        return self._called[section.number]


def named(document: Document) -> str:
    """Return a document's title, behind it what its 主旨 says and the authorities it names where it
    begins and ends.

    They say whose it is where no table of places knows that.
    """
    title = fold_text(document.metadata.title or "")
    rims = fold_text(f"{document.text[:RIM]}\n{document.text[-RIM:]}")
    subject = _SUBJECT_LINE.search(rims)
    if subject is not None and subject[1] not in title:
        title = f"{title} {subject[1]}"
    told = (m[0] for m in _AUTHORITY.finditer(rims) if not places(m[0]) and m[0] not in title)
    return " ".join((title, *dict.fromkeys(told)))


def heading_paths(sections: Sequence[Section]) -> dict[int, tuple[str, ...]]:
    """Return for each section its headings in the search form, outermost first."""
    paths: dict[int, tuple[str, ...]] = {}
    for section in sections:  # a parent comes before its children
        above = paths[section.parent] if section.parent is not None else ()
        paths[section.number] = (*above, fold_text(section.heading)) if section.heading else above
    return paths
