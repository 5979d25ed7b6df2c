"""The parsed documents of an index version, whichever database holds them."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from corpus.document import (
    Cell,
    Document,
    Enumeration,
    Figure,
    Metadata,
    Passage,
    Section,
    Sentence,
    Span,
)
from corpus.errors import BadRequest, IndexDamaged
from corpus.keeping.codec import load, load_all
from index.records import decode_map, text_of

__all__ = ["DocumentStore", "StoredDocument"]

_CACHED_DOCUMENTS = 64  # texts kept in memory: at 20,000 characters each some 3 MB
_CACHED_SENTENCES = 20_000  # whose figures are kept as they are stored: some 20 MB
_CACHED_FIGURES = 20_000  # some 30 MB
_IN_SENTENCE = re.compile(rb'"sentence":(\d+)')  # in a figure as `corpus.keeping.codec` writes it
_FEW = 500  # host parameters per statement; SQLite allows 999 in its oldest builds


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document without its text: what filters and listings need."""

    id: str
    root: str
    path: str
    metadata: Metadata
    sha256: str
    text_sha256: str
    reader: str
    characters: int
    noise: tuple[tuple[str, int], ...]  # how often each kind of noise was found, by kind


class DocumentStore(ABC):
    """Typed reading of one version's documents. Safe to share between threads.

    The statements are of the SQL that SQLite and PostgreSQL have in common; where they differ, a
    database says how it puts it.
    """

    AMONG: ClassVar[str]  # `x AMONG`: x is one of the strings of a JSON list
    CONTAINS: ClassVar[str]  # `CONTAINS(text, part)`: from where, 0 when nowhere

    def __init__(self) -> None:
        self._texts: dict[str, Document] = {}
        self._figures: dict[tuple[str, int], Figure] = {}
        self._told: dict[str, dict[int, list[tuple[int, bytes]]]] = {}
        self._documents: dict[str, StoredDocument] | None = None

    @abstractmethod
    def close(self) -> None:
        """Release the connection; it is opened again when needed."""

    @abstractmethod
    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a statement with a `?` for each value."""

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return all documents, by root and path."""
        if self._documents is None:
            rows = self._rows(
                "SELECT id, root, path, metadata, sha256, text_sha256, reader, characters, noise"
                " FROM documents ORDER BY root, path"
            )
            self._documents = {
                one: StoredDocument(
                    id=one,
                    root=root,
                    path=path,
                    metadata=_metadata(one, metadata),
                    sha256=sha256,
                    text_sha256=text_sha256,
                    reader=reader,
                    characters=characters,
                    noise=tuple((kind, count) for kind, count in json.loads(noise)),
                )
                for (
                    one,
                    root,
                    path,
                    metadata,
                    sha256,
                    text_sha256,
                    reader,
                    characters,
                    noise,
                ) in rows
            }
        return tuple(self._documents.values())

    def stored(self, document_id: str) -> StoredDocument:
        """Return a document without its text; BadRequest when there is none of that id."""
        self.documents()
        found = (self._documents or {}).get(document_id)
        if found is None:
            raise BadRequest(f"no document {document_id!r} in the index")
        return found

    def document(self, document_id: str) -> Document:
        """Return a document with its text, without `cells`; BadRequest when there is none."""
        cached = self._texts.get(document_id)
        if cached is not None:
            return cached
        rows = self._rows(
            "SELECT path, text, sha256, reader, metadata, page_starts FROM documents WHERE id = ?",
            (document_id,),
        )
        if not rows:
            raise BadRequest(f"no document {document_id!r} in the index")
        path, text, sha256, reader, metadata, page_starts = rows[0]
        document = Document(
            id=document_id,
            path=path,
            text=text_of(text),
            sha256=sha256,
            reader=reader,
            metadata=load(Metadata, metadata),
            page_starts=tuple(json.loads(page_starts)),
        )
        if len(self._texts) >= _CACHED_DOCUMENTS:
            self._texts.pop(next(iter(self._texts)), None)
        self._texts[document_id] = document
        return document

    def cells(self, document_id: str) -> tuple[Cell, ...]:
        """Return the cells of a document's tables, by table, row and column.

        Of a large document they are a thousand, and take longer to read than its text.
        """
        rows = self._rows("SELECT cells FROM documents WHERE id = ?", (document_id,))
        return load_all(Cell, rows[0][0]) if rows else ()

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return passages in the order asked for; BadRequest when one is not there."""
        found: dict[str, Passage] = {}
        for part in _portions(ids):
            marks = ",".join("?" * len(part))
            found.update((p.id, p) for p in self._passages(f"id IN ({marks})", part))
        missing = next((one for one in ids if one not in found), None)
        if missing is not None:
            raise BadRequest(f"no passage {missing!r} in the index")
        return tuple(found[one] for one in ids)

    def passages_of(self, document_id: str, section: int | None = None) -> tuple[Passage, ...]:
        """Return the passages of a document, or of one of its sections, in text order."""
        if section is None:
            return self._passages("document = ?", (document_id,))
        return self._passages("document = ? AND section = ?", (document_id, section))

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return the sections of a document, by number; 0 is the document itself."""
        rows = self._rows(
            'SELECT number, parent, level, heading, heading_start, heading_end, "start", "end"'
            " FROM sections WHERE document = ? ORDER BY number",
            (document_id,),
        )
        return tuple(
            Section(number, parent, level, text_of(heading), Span(a, b), Span(start, end))
            for number, parent, level, heading, a, b, start, end in rows
        )

    def sentences(
        self,
        document_id: str,
        *,
        section: int | None = None,
        within: Span | None = None,
        numbers: range | None = None,
    ) -> tuple[Sentence, ...]:
        """Return the sentences of a document in text order.

        `section` keeps those directly in one section, `within` those that overlap a span, `numbers`
        those that are numbered so.
        """
        where: list[str] = ["document = ?"]
        values: list[object] = [document_id]
        if section is not None:
            where.append("section = ?")
            values.append(section)
        if within is not None:
            where.append('"start" < ? AND "end" > ?')
            values += [within.end, within.start]
        if numbers is not None:
            where.append("number >= ? AND number < ?")
            values += [numbers.start, numbers.stop]
        rows = self._rows(
            'SELECT number, section, paragraph, heading, "start", "end", text, first, map'
            f" FROM sentences WHERE {' AND '.join(where)} ORDER BY number",
            values,
        )
        return tuple(
            Sentence(
                number=number,
                section=in_section,
                paragraph=paragraph,
                span=Span(start, end),
                view=decode_map(text_of(text), first, packed),
                heading=bool(heading),
            )
            for number, in_section, paragraph, heading, start, end, text, first, packed in rows
        )

    def enumerations(self, document_id: str) -> tuple[Enumeration, ...]:
        """Return the enumerations of a document in the order they were found."""
        rows = self._rows(
            "SELECT enumeration FROM enumerations WHERE document = ? ORDER BY number",
            (document_id,),
        )
        return tuple(load(Enumeration, one) for (one,) in rows)

    def figures(
        self,
        *,
        documents: Iterable[str] | None = None,
        place: str | None = None,
        measure: str | None = None,
        period: tuple[str, str] | None = None,
        limits: bool = False,
    ) -> tuple[Figure, ...]:
        """Return figures, by document (root and path) and text order.

        `place` is the resolved place of the subject, `measure` a part of the measure's text,
        `period` ISO bounds that the figure's own period has to touch (an open end touches).
        `limits` asks also for those that only name what the next one counts (过亿元的项目).
        """
        where: list[str] = ["1 = 1"]
        values: list[object] = []
        if documents is not None:
            wanted = list(documents)
            where.append(f"document {self.AMONG}")
            values.append(json.dumps(wanted))
        if place is not None:
            where.append("place = ?")
            values.append(place)
        if measure is not None:
            where.append(f"{self.CONTAINS}(measure, ?) > 0")
            values.append(measure)
        if period is not None:
            # ISO dates cut to different precisions compare as text once the upper bound is padded
            where.append(
                "(period_start IS NOT NULL OR period_end IS NOT NULL)"
                " AND (period_start IS NULL OR period_start <= ? || '~')"
                " AND (period_end IS NULL OR period_end || '~' >= ?)"
            )
            values += [period[1], period[0]]
        rows = self._rows(
            "SELECT document, number, figure"
            " FROM figures JOIN documents ON documents.id = figures.document"
            f" WHERE {' AND '.join(where)} ORDER BY root, path, number",
            values,
        )
        found = (self._figure((one, number), stored) for one, number, stored in rows)
        return tuple(figure for figure in found if limits or not figure.limit)

    def figures_in(self, document_id: str, sentences: Iterable[int]) -> tuple[Figure, ...]:
        """Return the figures of some sentences of a document in text order, limits left out.

        Of a large document they are a few among a thousand: the others are not read back.
        """
        stored = self._stored_figures(document_id)
        wanted = sorted((n, one) for s in set(sentences) for n, one in stored.get(s, ()))
        found = (self._figure((document_id, number), one) for number, one in wanted)
        return tuple(one for one in found if not one.limit)

    def _stored_figures(self, document_id: str) -> dict[int, list[tuple[int, bytes]]]:
        """Return the figures of a document by sentence, each with its number, not read back yet."""
        found = self._told.get(document_id)
        if found is None:
            rows = self._rows(
                "SELECT number, figure FROM figures WHERE document = ?", (document_id,)
            )
            found = {}
            for number, stored in rows:
                told = _IN_SENTENCE.search(stored)
                sentence = (
                    int(told[1]) if told else self._figure((document_id, number), stored).sentence
                )
                found.setdefault(sentence, []).append((number, stored))
            if sum(map(len, list(self._told.values()))) + len(found) > _CACHED_SENTENCES:
                self._told.clear()
            self._told[document_id] = found
        return found

    def _figure(self, key: tuple[str, int], stored: bytes) -> Figure:
        """Return a figure, read back once: that takes 60 microseconds, and questions repeat it."""
        figure = self._figures.get(key)
        if figure is None:
            figure = load(Figure, stored)
            if len(self._figures) >= _CACHED_FIGURES:
                self._figures.clear()
            self._figures[key] = figure
        return figure

    def _passages(self, where: str, values: Sequence[object]) -> tuple[Passage, ...]:
        rows = self._rows(
            'SELECT id, document, "start", "end", heading, section FROM passages'
            f" WHERE {where} ORDER BY document, number",
            values,
        )
        return tuple(
            Passage(one, document, Span(start, end), tuple(json.loads(heading)), section)
            for one, document, start, end, heading, section in rows
        )


def _metadata(document_id: str, stored: Any) -> Metadata:
    try:
        return load(Metadata, stored)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise IndexDamaged(
            f"the index keeps document {document_id} in a form that this program does not read "
            f"({error}); run policyqa ingest for each folder"
        ) from error


def _portions(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """Cut a long list of ids into what one statement takes."""
    return (ids[i : i + _FEW] for i in range(0, len(ids), _FEW))
