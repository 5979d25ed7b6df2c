"""What an answerer hands on: statements with their evidence, or the reason there are none."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from corpus.document import Document, Figure, Passage, Sentence, Span
from qa.contract import Kind, RefusalCode, Warning


class Source(StrEnum):
    """Who found an answer, where rules and reader were both asked."""

    RULES = "rules"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a document that carries a statement; its quote is a slice."""

    document: Document
    span: Span

    @property
    def quote(self) -> str:
        """The text it points at, as it stands in the document."""
        return self.document.quote(self.span)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the reply. `text` None: the evidence's own cleaned words."""

    evidence: tuple[Evidence, ...]
    text: str | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a statement needs evidence: {self.text!r}")


@dataclass(frozen=True, slots=True)
class FigureUse:
    """A figure that an answer states, with the sentence it stands in."""

    figure: Figure
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Computed:
    """A calculation over cited figures; `result` is unrounded.

    `constants` are operands that no text needs to state: the four quarters of a year.
    """

    expression: str
    result: Decimal
    unit: str
    constants: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of an ambiguous question, and its answer."""

    question: str
    answer: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before verification. `answer` is in the search form or the document's own words."""

    kind: Kind
    answer: str
    statements: tuple[Statement, ...]
    items: tuple[str, ...] = ()
    figures: tuple[FigureUse, ...] = ()
    computed: Computed | None = None
    further: tuple[Computed, ...] = ()  # of the further parts of a question
    conflicts: tuple[tuple[int, ...], ...] = ()  # figures, by index, that contradict one another
    warnings: tuple[Warning, ...] = ()
    missing: tuple[str, ...] = ()  # parts of the question that stay open
    parts: int = 1
    features: dict[str, float] = field(default_factory=dict)  # what the confidence is computed from
    source: Source | None = None  # None where the reader was not asked
    replies: bool = True  # `answer` is set as a sentence in front of the statements

    @property
    def documents(self) -> frozenset[str]:
        """The documents that it rests on, by id."""
        return frozenset(e.document.id for s in self.statements for e in s.evidence)


def features_by_form(
    retrieval: float, *, coverage: float = 1.0, precision: float = 1.0
) -> dict[str, float]:
    """Return the features of an answer that its form alone makes sure: a row, a label."""
    return {
        "coverage": coverage,
        "precision": precision,
        "margin": 0.3,
        "fit": 1.0,
        "retrieval": retrieval,
    }


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no answer. `seen` are words for the message, as the years that are there."""

    code: RefusalCode
    nearest: tuple[Evidence, ...] = ()
    seen: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    wanted: str = ""
    lacking: tuple[tuple[str, int], ...] = ()  # filtered field, documents that do not state it


LONGEST_NAME = 20  # code points from which a heading with a full stop tells something


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence that may answer, with what surrounds it. Texts are in the search form."""

    document: Document
    passage: Passage
    sentence: Sentence
    headings: str
    title: str
    lead: str  # the sentences in front of it in its section, nearest last
    place: str | None  # whose section or document it is
    figures: tuple[Figure, ...]
    retrieval: float  # of its passage, 0–1, 1 the best of this question
    siblings: tuple[str, ...] = ()  # what the sections beside its own are called

    @property
    def text(self) -> str:
        """The sentence in its search form."""
        return self.sentence.view.text

    @property
    def names_only(self) -> bool:
        """True for a heading that is no sentence: a numbered line may be both."""
        text = self.text.rstrip()
        told = text[-1:] in ("。", "；") and len(text) >= LONGEST_NAME
        return self.sentence.heading and not told

    def evidence(self, span: Span | None = None) -> Evidence:
        """Cite the sentence, or a stretch of its search form."""
        original = self.sentence.span if span is None else self.sentence.view.original(span)
        return Evidence(self.document, original)
