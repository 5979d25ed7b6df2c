"""The nouns of the corpus: spans, documents and what is found in them.

`Document.text` never changes. Every `Span` counts code points of that text, half-open, unless a
name says otherwise. Whatever is read out of a document points back into it by spans; quotes are
slices taken when they are needed and are never stored.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from corpus.mapped import Mapped, Span

__all__ = [
    "Aspect",
    "Bound",
    "Cell",
    "Dated",
    "Document",
    "Enumeration",
    "Figure",
    "Item",
    "Mapped",
    "Measure",
    "Metadata",
    "Noise",
    "Parsed",
    "Passage",
    "Period",
    "Quantity",
    "QuantityType",
    "Repeal",
    "Section",
    "Sentence",
    "Span",
    "Subject",
    "text_digest",
]


def text_digest(text: str) -> str:
    """Return the sha256 (hex) of a text's UTF-8 form; lone surrogates are encoded as they stand."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and where the text says it."""

    day: date
    span: Span


@dataclass(frozen=True, slots=True)
class Repeal:
    """That a text ends another document, named by its title, its number (文号), or both."""

    title: str | None  # in the search form, without 《》
    number: str | None  # in the search form
    day: date | None  # from when; None: from when the text itself holds
    span: Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; None where it says nothing."""

    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None  # 文号, as in 京政发〔2012〕28号
    published: date | None = None
    region: str | None = None  # what 我区 / 本市 / 全市 stand for outside any section of its own
    source: str | None = None  # where it was taken from: a footer, a byline, a link
    effective: Dated | None = None  # from when it holds: 自…起施行
    expires: Dated | None = None  # its last day: 有效期至…, 有效期五年
    repealed: Dated | None = None  # from when it no longer holds, by its own words
    repeals: tuple[Repeal, ...] = ()  # the documents that it ends: 《…》同时废止


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and all that was read out of it, in document order."""

    document: "Document"
    view: Mapped  # the whole text in its search form
    sections: tuple["Section", ...]
    sentences: tuple["Sentence", ...]
    enumerations: tuple["Enumeration", ...]
    passages: tuple["Passage", ...]
    figures: tuple["Figure", ...]
    noise: tuple["Noise", ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; its headers lend it its meaning."""

    span: Span
    row: int
    column: int
    table: int
    row_header: Span | None = None
    column_header: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text with its origin. `sha256` is of the original bytes."""

    id: str
    path: str  # relative to its root, with forward slashes
    text: str
    sha256: str
    reader: str  # name and version of the reader that made the text, such as "txt/1"
    metadata: Metadata = Metadata()
    page_starts: tuple[int, ...] = ()  # offset of each page's first character; empty: no pages
    cells: tuple[Cell, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError(f"a document needs an id: {self.path!r}")
        if any(not 0 <= start <= len(self.text) for start in self.page_starts):
            raise ValueError(f"page start outside the text of {self.path!r}: {self.page_starts}")

    def quote(self, span: Span) -> str:
        """Return the slice that `span` points at."""
        if span.end > len(self.text):
            raise ValueError(f"{span} lies outside {self.path!r} ({len(self.text)} code points)")
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Noise:
    """One thing that cleaning folded, joined, dropped, or found destroyed."""

    kind: str  # page_break | space | pinyin | destroyed | quotation | width | page_number | control
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and everything under it, children included. Number 0 is the document itself."""

    number: int
    parent: int | None
    level: int
    heading: str  # cleaned, in the original script; "" for the document itself
    heading_span: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its search form (cleaned and folded), mapped to the document.

    `view.text` is what rules read; `view.original(Span)` gives the place in `Document.text`.
    """

    number: int
    section: int
    paragraph: int  # sentences of one paragraph share it
    span: Span
    view: Mapped
    heading: bool = False  # the sentence is a heading line


@dataclass(frozen=True, slots=True)
class Item:
    """A member of an enumeration: `span` is all of it, `head` its first clause after the marker."""

    marker: str
    span: Span
    head: Span


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Parallel items in order, 一是…二是… or (一)…(二)…, and the text that introduces them."""

    section: int
    lead: Span
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit of retrieval: at most 400 code points, within one section."""

    id: str
    document_id: str
    span: Span
    heading: tuple[str, ...]  # heading path, outermost first, without the document's title
    section: int = 0


class QuantityType(StrEnum):
    """What a quantity measures."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    RANK = "rank"
    DURATION = "duration"
    PER_UNIT = "per_unit"
    NUMBER = "number"


class Bound(StrEnum):
    """How exactly the text states a quantity."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"


class Aspect(StrEnum):
    """Which face of a measure a figure shows."""

    ACTUAL = "actual"
    TARGET = "target"
    CUMULATIVE = "cumulative"
    NEW = "new"
    GROWTH = "growth"
    SHARE = "share"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A typed number with its unit. `span` and `number_span` point into the text it was read from.

    `value` is as written before its unit (8.0692 of 8.0692万件), `unit` as written (万件), and
    `normalized_value` multiplied out (80692) in `normalized_unit` (件).
    """

    type: QuantityType
    span: Span  # number, unit and bound words: what `raw` slices
    number_span: Span  # the number and its unit alone
    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    unit: str
    normalized_value: Decimal | None
    normalized_min: Decimal | None
    normalized_max: Decimal | None
    normalized_unit: str
    unit_inferred: bool = False
    bound: Bound = Bound.EXACT

    def __post_init__(self) -> None:
        if (self.value is None) == (self.min is None and self.max is None):
            raise ValueError(f"a quantity is a value or a range, not both or neither: {self}")


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a text names. `start` and `end` are ISO dates cut to `precision`; None is open.

    kind: year | month | day | quarter | half | range | plan | since | until | relative
    """

    kind: str
    span: Span
    text: str
    start: str | None
    end: str | None
    precision: str | None  # year | quarter | month | day
    origin: Span | None = field(default=None, compare=False)  # where Document.text says it


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose figure it is; `resolved_from` holds the text's own word (我区) if it was resolved."""

    text: str
    resolved_from: str | None = None
    place: str | None = None
    origin: Span | None = field(default=None, compare=False)  # where Document.text says it


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure measures, by name: no verb of amount, no place, no time.

    `text` is in the document's own words and script, `head` and `qualifiers` are folded words of
    it. `spans` are where the words stand, in text order: several where qualifiers stand apart or
    come from an earlier clause.
    """

    text: str
    head: str = ""
    qualifiers: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with whose, what, which face and when. Spans point into `Document.text`.

    `measure` and `context` are all the words that may say what is asked for, and are compared with
    questions; `label` is the name to show, to group and to compare figures by.
    """

    document_id: str
    sentence: int
    span: Span
    quantity: Quantity
    subject: Subject | None
    measure: str  # folded: the words of its own clause that say what is measured
    aspect: Aspect
    period: Period | None
    context: str = ""  # folded: what its clause inherits from earlier clauses of the sentence
    base: Period | None = None  # the period it is compared with: 2017年 in 约为2017年的6倍
    section: int = 0
    group: int | None = (
        None  # figures of one measure in one breath (突破8万件,达8.0692万件) share it
    )
    former: bool = False  # what was before a change: 40天 of 由40天缩短到17天
    name: bool = False  # it stands in a slogan and counts nothing by itself: “五个一”
    limit: bool = False  # it only says how large what is counted is: 过亿元 of 过亿元的项目33个
    label: Measure | None = None  # None where nothing names what is measured

    @property
    def named(self) -> str:
        """What it measures, to be shown: its label, else the words of its clause."""
        return self.label.text if self.label else self.measure or self.context
