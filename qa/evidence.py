"""From hits to scenes: the sentences of the best passages, with what surrounds each."""

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from corpus.clauses import CLAUSE_END
from corpus.document import Document, Figure, Passage, Section, Sentence
from corpus.places import places
from corpus.script import fold_text
from index.store import Store
from qa.draft import Scene
from qa.task import Material

CACHED_DOCUMENTS = 64  # documents whose parts are kept ready; some 200 kB each
SHORTEST, LONGEST = 4, 24  # characters of a heading that names a thing of its own
_MARKER = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十\d]{1,3}[、.．]|\([一二三四五六七八九十\d]{1,3}\))\s*"
)
RIM = 400  # characters at either end of a document in which its authorities are named
_AUTHORITY = re.compile(r"[㐀-鿿]{2,6}[省市区县州](?:人民政府|委(?!员))")
LEAD_SENTENCES = 3  # how many sentences in front lend a sentence their words


@dataclass(frozen=True, slots=True)
class _Page:
    """A document's parts and what the scenes of it share, in the search form."""

    material: Material
    title: str
    headings: Mapping[int, str]  # by section: the heading path as one text
    places: Mapping[int, str | None]  # by section: whose section it is
    figures: Mapping[int, tuple[Figure, ...]]  # by sentence
    leads: Mapping[int, str]  # by sentence: those in front of it in its section
    siblings: Mapping[int, tuple[str, ...]]  # by section: what those beside it are called
    inside: dict[str, tuple[Sentence, ...]]  # by passage id: its sentences, once they are asked for

    def sentences(self, passage: Passage) -> tuple[Sentence, ...]:
        """Return the sentences that a passage touches, in text order."""
        found = self.inside.get(passage.id)
        if found is None:
            found = tuple(s for s in self.material.sentences if s.span.overlaps(passage.span))
            self.inside[passage.id] = found
        return found


class Shelf:
    """Reads documents of one index version, and keeps the last ones used."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._pages: OrderedDict[str, _Page] = OrderedDict()
        self._lock = Lock()

    def material(self, document_id: str) -> Material:
        """Return a document with its parts."""
        return self._page(document_id).material

    def scenes(self, found: Sequence[tuple[Passage, float]]) -> tuple[Scene, ...]:
        """Return the sentences of passages, best passage first, each sentence once.

        `found` are passages with their retrieval scores, 1 for the best.
        """
        scenes: dict[tuple[str, int], Scene] = {}
        for passage, score in found:
            page = self._page(passage.document_id)
            for sentence in page.sentences(passage):
                key = (passage.document_id, sentence.number)
                if key not in scenes:
                    scenes[key] = _scene(page, passage, sentence, score)
        return tuple(scenes.values())

    def _page(self, document_id: str) -> _Page:
        with self._lock:
            page = self._pages.get(document_id)
            if page is not None:
                self._pages.move_to_end(document_id)
                return page
        page = self._read(document_id)
        with self._lock:
            self._pages[document_id] = page
            while len(self._pages) > CACHED_DOCUMENTS:
                self._pages.popitem(last=False)
        return page

    def _read(self, document_id: str) -> _Page:
        document = self.store.document(document_id)
        sections = self.store.sections(document_id)
        material = Material(
            document,
            sections,
            self.store.sentences(document_id),
            self.store.enumerations(document_id),
        )
        paths = heading_paths(sections)
        region = document.metadata.region
        return _Page(
            material,
            named(document),
            {number: " ".join(path) for number, path in paths.items()},
            {number: _place(path, region) for number, path in paths.items()},
            _by_sentence(self.store.figures(documents=(document_id,))),
            {s.number: _lead(material.sentences, s) for s in material.sentences},
            _siblings(sections),
            {},
        )


def named(document: Document) -> str:
    """Return a document's title, behind it the authorities it names where it begins and ends.

    They say whose it is where no table of places knows that.
    """
    title = fold_text(document.metadata.title or "")
    rims = fold_text(f"{document.text[:RIM]}\n{document.text[-RIM:]}")
    told = (m[0] for m in _AUTHORITY.finditer(rims) if not places(m[0]) and m[0] not in title)
    return " ".join((title, *dict.fromkeys(told)))


def heading_paths(sections: Sequence[Section]) -> dict[int, tuple[str, ...]]:
    """Return for each section its headings in the search form, outermost first."""
    paths: dict[int, tuple[str, ...]] = {}
    for section in sections:  # a parent comes before its children
        above = paths[section.parent] if section.parent is not None else ()
        paths[section.number] = (*above, fold_text(section.heading)) if section.heading else above
    return paths


def _siblings(sections: Sequence[Section]) -> dict[int, tuple[str, ...]]:
    """Return for each section what the others below its parent are called."""
    named: dict[int | None, list[tuple[int, str]]] = {}
    for section in sections:
        called = _MARKER.sub("", fold_text(section.heading)).strip(" 。：:")
        if SHORTEST <= len(called) <= LONGEST and not CLAUSE_END.search(called):
            named.setdefault(section.parent, []).append((section.number, called))
    return {
        number: tuple(other for n, other in group if n != number and other != own)
        for group in named.values()
        for number, own in group
        if len(group) > 1
    }


def _place(path: Sequence[str], region: str | None) -> str | None:
    for heading in reversed(path):
        found = places(heading)
        if found:
            return found[0].canonical
    return region


def _by_sentence(figures: Sequence[Figure]) -> dict[int, tuple[Figure, ...]]:
    table: dict[int, list[Figure]] = {}
    for figure in figures:
        table.setdefault(figure.sentence, []).append(figure)
    return {number: tuple(found) for number, found in table.items()}


def _lead(sentences: Sequence[Sentence], sentence: Sentence) -> str:
    """Return the sentences in front of one in its section, nearest last."""
    before = sentences[max(0, sentence.number - LEAD_SENTENCES) : sentence.number]
    return " ".join(s.view.text for s in before if s.section == sentence.section)


def _scene(page: _Page, passage: Passage, sentence: Sentence, score: float) -> Scene:
    return Scene(
        document=page.material.document,
        passage=passage,
        sentence=sentence,
        headings=page.headings.get(sentence.section, ""),
        title=page.title,
        lead=page.leads[sentence.number],
        place=page.places.get(sentence.section),
        figures=page.figures.get(sentence.number, ()),
        retrieval=score,
        siblings=page.siblings.get(sentence.section, ()),
    )
