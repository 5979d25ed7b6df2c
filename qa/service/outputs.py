"""What the doors show beside answers: passages found, documents, figures."""

from dataclasses import asdict
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from corpus.document import Aspect, Bound, Document, Passage, QuantityType
from index.search import Hit
from index.store import Store, StoredDocument
from qa.ask import Assistant
from qa.contract import DecimalString
from qa.figure_rows import FigureRow
from qa.service.names import Called

__all__ = [
    "DocumentDetail",
    "DocumentOut",
    "FigureOut",
    "HitOut",
    "NoiseOut",
    "SearchOut",
    "SectionOut",
    "TextOut",
    "detail",
    "document",
    "figure",
    "found",
]


class HitOut(BaseModel):
    """A passage found, with the scores of both legs; a leg that did not find it has none."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    passage_id: str
    """of the passage in this index version"""
    document_id: str
    """stable by root and path"""
    document: str = Field(description="path in its root")
    title: str | None
    """as the document states it, else null"""
    heading: tuple[str, ...]
    """headings above it, outermost first"""
    start: int
    """first code point"""
    end: int
    """code point after the last"""
    text: str = Field(description="the document's text from `start` to `end`")
    score: float = Field(description="of both legs together, 0 to 1; comparable within one answer")
    lexical: float | None = Field(description="BM25")
    lexical_rank: int | None
    """from 1, by words"""
    vector: float | None = Field(description="cosine")
    vector_rank: int | None
    """from 1, by vectors"""


class SearchOut(BaseModel):
    """Passages, best first."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    hits: tuple[HitOut, ...]
    """passages, best first"""
    words_only: bool = Field(description="true while there are no vectors to search")
    index_version: str
    """content id of the index that answered"""


class DocumentOut(BaseModel):
    """A document and what it says of itself; null where it says nothing."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    document_id: str
    """stable by root and path"""
    root: str = Field(description="the folder or upload area that it came from")
    document: str = Field(description="path in its root")
    name: str = Field(description="what people call the file: as it was uploaded, if it was")
    uploaded: bool = Field(description="true where DELETE takes it; else it is a folder's")
    title: str | None
    """as the document states it, else null"""
    document_number: str | None = Field(description="文号")
    issuer: str | None
    """as the document states it, else null"""
    region: str | None = Field(description="what 本市 or 我区 stands for")
    published: date | None
    """as the document states it, else null"""
    source: str | None
    """where the document says it was taken from, else null"""
    characters: int = Field(description="code points of the text")
    reader: str = Field(description="which reader made the text, and its version")
    sha256: str = Field(description="of the original file")
    text_sha256: str = Field(description="of the text in UTF-8")
    noise: dict[str, int] = Field(description="how often each kind of noise was found")


class SectionOut(BaseModel):
    """A heading and everything under it. Number 0 is the document itself."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    number: int
    """0 is the document itself"""
    parent: int | None
    """number of the section above, null of the document"""
    level: int
    """0 of the document, 1 of its chapters"""
    heading: str
    """its heading, empty of the document"""
    start: int
    """first code point"""
    end: int
    """code point after the last"""


class NoiseOut(BaseModel):
    """One thing that cleaning folded, joined, dropped, or found destroyed."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    kind: str
    """page_break, space, pinyin, destroyed, quotation, width, page_number or control"""
    start: int
    """first code point"""
    end: int
    """code point after the last"""
    text: str
    """`text[start:end]`"""


class DocumentDetail(DocumentOut):
    """A document with its outline and its noise report."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    outline: tuple[SectionOut, ...]
    """its sections, in order"""
    noise_found: tuple[NoiseOut, ...]
    """what cleaning found, in order"""
    index_version: str
    """content id of the index that answered"""


class TextOut(BaseModel):
    """The text that offsets count in, or a part of it."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    document_id: str
    """stable by root and path"""
    start: int
    """first code point"""
    end: int
    """code point after the last"""
    text: str
    """the document's text from `start` to `end`"""
    characters: int = Field(description="code points of the whole text")
    index_version: str
    """content id of the index that answered"""


class FigureOut(BaseModel):
    """A figure and where it stands; empty where the document does not say."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    document: str
    """path in its root"""
    title: str
    """as the document states it, else null"""
    heading: str = Field(description="heading path, ` › ` between its parts")
    subject: str
    """whose it is"""
    resolved_from: str = Field(description="the words of the text that stand for the subject")
    place: str
    """the place of the subject, by its full name"""
    subject_start: int | None = Field(description="where the text says whose; null: nowhere")
    subject_end: int | None
    """code point after the last of it"""
    measure: str
    """what is measured, by name: in the document's words, without verb, place and time"""
    measure_spans: tuple[tuple[int, int], ...]
    """where the words of `measure` stand, in text order"""
    aspect: Aspect
    """which face of the measure"""
    period: str
    """when, as the document says it"""
    period_from: str = Field(description="first day, month or year, as in 2015-06")
    period_to: str
    """last day, month or year"""
    period_start: int | None = Field(description="where the text says when; null: nowhere")
    period_end: int | None
    """code point after the last of it"""
    type: QuantityType
    """what it measures"""
    value: DecimalString | None = Field(description="as it stands there, in `unit`")
    min: DecimalString | None
    """of a range"""
    max: DecimalString | None
    """of a range"""
    unit: str
    """as it stands, 万 and 亿 included"""
    normalized_value: DecimalString | None = Field(description="in `normalized_unit`")
    normalized_min: DecimalString | None
    """of a range, multiplied out"""
    normalized_max: DecimalString | None
    """of a range, multiplied out"""
    normalized_unit: str
    """the unit without 万 and 亿"""
    unit_inferred: bool
    """true when the text left the unit out"""
    bound: Bound
    """whether it is exact, about, a limit or a range"""
    raw: str = Field(description="`text[start:end]`")
    start: int
    """first code point of `raw`"""
    end: int
    """code point after the last of `raw`"""
    quote: str = Field(description="its sentence, `text[quote_start:quote_end]`")
    quote_start: int
    """first code point of `quote`"""
    quote_end: int
    """code point after the last of `quote`"""
    document_id: str
    """stable by root and path"""
    sha256: str
    """of the original file"""


def found(assistant: Assistant, text: str, k: int) -> SearchOut:
    """Return the k best passages for a text in any script."""
    hits = assistant.search(text, k)
    passages = assistant.store.passages([hit.passage_id for hit in hits.hits])
    return SearchOut(
        hits=tuple(
            _hit(assistant.store, hit, passage)
            for hit, passage in zip(hits.hits, passages, strict=True)
        ),
        words_only=hits.words_only,
        index_version=hits.index_version,
    )


def _hit(store: Store, hit: Hit, passage: Passage) -> HitOut:
    document = store.document(hit.document_id)
    return HitOut(
        passage_id=hit.passage_id,
        document_id=document.id,
        document=document.path,
        title=document.metadata.title,
        heading=passage.heading,
        start=passage.span.start,
        end=passage.span.end,
        text=document.quote(passage.span),
        score=hit.score,
        lexical=hit.lexical,
        lexical_rank=hit.lexical_rank,
        vector=hit.vector,
        vector_rank=hit.vector_rank,
    )


def document(one: StoredDocument, called: Called) -> DocumentOut:
    """Return a document without its text."""
    return DocumentOut(**_facts(one, called))


def detail(
    assistant: Assistant, stored: StoredDocument, called: Called, *, noise: bool
) -> DocumentDetail:
    """Return a document's metadata, its outline, and, where wished, what cleaning found in it."""
    opened = assistant.document(stored.id)
    return DocumentDetail(
        **_facts(stored, called),
        outline=tuple(
            SectionOut(
                number=one.number,
                parent=one.parent,
                level=one.level,
                heading=one.heading,
                start=one.span.start,
                end=one.span.end,
            )
            for one in assistant.store.sections(stored.id)
        ),
        noise_found=_noise(opened) if noise else (),
        index_version=assistant.index_version,
    )


def _noise(opened: Document) -> tuple[NoiseOut, ...]:
    from corpus.clean import clean  # its tables are large

    noise = sorted(clean(opened.text)[1], key=lambda n: (n.span.start, n.span.end, n.kind))
    return tuple(
        NoiseOut(kind=n.kind, start=n.span.start, end=n.span.end, text=opened.quote(n.span))
        for n in noise
    )


def figure(row: FigureRow) -> FigureOut:
    """Return a row of figures."""
    return FigureOut(**asdict(row))


def _facts(one: StoredDocument, called: Called) -> dict[str, Any]:
    meta = one.metadata
    return {
        "document_id": one.id,
        "root": one.root,
        "document": one.path,
        "name": called.name,
        "uploaded": called.uploaded,
        "title": meta.title,
        "document_number": meta.document_number,
        "issuer": meta.issuer,
        "region": meta.region,
        "published": meta.published,
        "source": meta.source,
        "characters": one.characters,
        "reader": one.reader,
        "sha256": one.sha256,
        "text_sha256": one.text_sha256,
        "noise": dict(one.noise),
    }
