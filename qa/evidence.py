"""From hits to scenes: the sentences of the best passages, with what surrounds each."""

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from corpus.document import Document, Figure, Passage, Section, Sentence
from corpus.script import fold_text
from index.documents import DocumentStore
from qa.draft import Scene
from qa.outline import Outline, named
from qa.task import Material

T = TypeVar("T")
CACHED_DOCUMENTS = 64  # documents whose parts are kept ready; at most some 200 kB each
# 违反本条例第十四条第三项规定的: what is punished stands in another article
_BREACH = re.compile(
    r"(?:违反|有)(?:了)?(?:本[㐀-鿿]{1,3}|前款)?(?P<article>第[一二三四五六七八九十百零\d]{1,5}条)"
    r"(?P<items>(?:第[一二三四五六七八九十]{1,3}[款项][、和或]?)*)"
)
_ITEM = re.compile(r"\([一二三四五六七八九十]{1,3}\)[^(]*")
_ITEM_NAMED = re.compile(r"第([一二三四五六七八九十]{1,3})项")
REFERRED = 400  # code points of such an article that are read
LEAD_SENTENCES = 3  # how many sentences in front lend a sentence their words


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with the figures in it, and what the sentences in front of it say."""

    sentence: Sentence
    figures: tuple[Figure, ...]
    lead: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A document and what the scenes of it share, in the search form.

    Of sentences and figures it holds those of the passages that were asked for: a large document
    has a thousand of either, and a question touches a few.
    """

    document: Document
    outline: Outline
    title: str
    lines: dict[int, _Line]  # by number of the sentence, once they are asked for
    inside: dict[str, tuple[_Line, ...]]  # by passage id: its sentences, likewise


class Shelf:
    """Reads documents of one index version, and keeps the last ones used."""

    def __init__(self, store: DocumentStore) -> None:
        self.store = store
        self._pages: OrderedDict[str, _Page] = OrderedDict()
        self._materials: OrderedDict[str, Material] = OrderedDict()
        self._lock = Lock()

    def material(self, document_id: str) -> Material:
        """Return a document with all its parts."""
        return self._kept(self._materials, document_id, self._whole)

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return the sections of a document."""
        return self._kept(self._pages, document_id, self._read).outline.sections

    def scenes(self, found: Sequence[tuple[Passage, float]]) -> tuple[Scene, ...]:
        """Return the sentences of passages, best passage first, each sentence once.

        `found` are passages with their retrieval scores, 1 for the best.
        """
        scenes: dict[tuple[str, int], Scene] = {}
        for passage, score in found:
            page = self._kept(self._pages, passage.document_id, self._read)
            for line in self._inside(page, passage):
                key = (passage.document_id, line.sentence.number)
                if key not in scenes:
                    scenes[key] = _scene(page, passage, line, score)
        return tuple(scenes.values())

    def _kept(self, shelf: "OrderedDict[str, T]", document_id: str, read: Callable[[str], T]) -> T:
        """Return what a shelf holds of a document, read when it holds nothing."""
        with self._lock:
            found = shelf.get(document_id)
            if found is not None:
                shelf.move_to_end(document_id)
                return found
        found = read(document_id)
        with self._lock:
            shelf[document_id] = found
            while len(shelf) > CACHED_DOCUMENTS:
                shelf.popitem(last=False)
        return found

    def _whole(self, document_id: str) -> Material:
        return Material(
            self.store.document(document_id),
            self.sections(document_id),
            self.store.sentences(document_id),
            self.store.enumerations(document_id),
            self.store.cells(document_id),
        )

    def _read(self, document_id: str) -> _Page:
        document = self.store.document(document_id)
        outline = Outline(self.store.sections(document_id), document.metadata.region)
        return _Page(document, outline, named(document), {}, {})

    def _inside(self, page: _Page, passage: Passage) -> tuple[_Line, ...]:
        """Return the sentences that a passage touches, in text order."""
        lines = page.inside.get(passage.id)
        if lines is None:
            touched = self.store.sentences(passage.document_id, within=passage.span)
            new = [s for s in touched if s.number not in page.lines]
            if new:
                self._read_lines(page, new)
            lines = tuple(page.lines[s.number] for s in touched)
            page.inside[passage.id] = lines
        return lines

    def _read_lines(self, page: _Page, sentences: Sequence[Sentence]) -> None:
        """Read what belongs to some sentences, in text order, into a page."""
        own, reach = page.document.id, sentences[0].number - LEAD_SENTENCES
        near = self.store.sentences(own, numbers=range(reach, sentences[-1].number))
        texts = {(s.section, s.number): s.view.text for s in near}
        figures = _by_sentence(self.store.figures_in(own, [s.number for s in sentences]))
        for one in sentences:
            lead = _referred(page, one.view.text), _lead(texts, one)
            page.lines[one.number] = _Line(
                one, figures.get(one.number, ()), " ".join(filter(None, lead))
            )


def _referred(page: _Page, text: str) -> str:
    """Return what the article says that a sentence holds against somebody: 违反第八条规定."""
    told: list[str] = []
    for found in _BREACH.finditer(text):
        section = next(
            (s for s in page.outline.sections if s.heading.startswith(found["article"])), None
        )
        if section is not None:
            whole = fold_text(page.document.quote(section.span)[:REFERRED])
            items = [whole[m.start() : m.end()] for m in _ITEM.finditer(whole)]
            named = [n for n in _ITEM_NAMED.findall(found["items"] or "") if n]
            kept = [i for i in items if any(i.startswith(f"({n})") for n in named)]
            told.append(" ".join(kept) if kept else whole)
    return " ".join(told)


def _by_sentence(figures: Sequence[Figure]) -> dict[int, tuple[Figure, ...]]:
    table: dict[int, list[Figure]] = {}
    for figure in figures:
        table.setdefault(figure.sentence, []).append(figure)
    return {number: tuple(found) for number, found in table.items()}


def _lead(texts: Mapping[tuple[int, int], str], sentence: Sentence) -> str:
    """Return the sentences in front of one in its section, nearest last."""
    reach = range(sentence.number - LEAD_SENTENCES, sentence.number)
    return " ".join(texts[sentence.section, n] for n in reach if (sentence.section, n) in texts)


def _scene(page: _Page, passage: Passage, line: _Line, score: float) -> Scene:
    section = line.sentence.section
    return Scene(
        document=page.document,
        passage=passage,
        sentence=line.sentence,
        headings=" ".join(page.outline.path(section)),
        title=page.title,
        lead=line.lead,
        place=page.outline.place(section),
        figures=line.figures,
        retrieval=score,
        siblings=page.outline.siblings(section),
    )
