"""What the doors show beside answers: passages found, texts, figures."""

from dataclasses import asdict

from pydantic import BaseModel, ConfigDict, Field

from corpus.document import Aspect, Bound, Passage, QuantityType
from index.documents import DocumentStore
from index.search import Hit
from qa.ask import Assistant
from qa.contract import DecimalString
from qa.rows.figure_rows import FigureRow

__all__ = [
    "FigureOut",
    "HitOut",
    "SearchOut",
    "TextOut",
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


def _hit(store: DocumentStore, hit: Hit, passage: Passage) -> HitOut:
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


def figure(row: FigureRow) -> FigureOut:
    """Return a row of figures."""
    return FigureOut(**asdict(row))
