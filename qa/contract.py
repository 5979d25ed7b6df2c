"""What goes in and what comes out of every door: the request and the answer, as pydantic models.

The JSON Schema of `AskResponse` is generated from here (`policyqa schema`). Every key is always
present and null where it does not apply. Offsets are code points of the document's text,
half-open. Numbers travel as decimal strings, so that no client rounds them.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from corpus.document import Aspect, Bound, QuantityType
from qa.decimals import plain

SCHEMA_VERSION = 1
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
MAX_QUESTION = 2000  # code points; a question longer than this is a document


DecimalString = Annotated[Decimal, PlainSerializer(plain, return_type=str)]


class Status(StrEnum):
    """Whether there is an answer."""

    ANSWERED = "answered"
    CONFLICT = "conflict"
    NOT_FOUND = "not_found"


class Kind(StrEnum):
    """What form of answer was asked for."""

    FIGURE = "figure"
    DATE = "date"
    ENTITY = "entity"
    SPAN = "span"
    LIST = "list"
    YES_NO = "yes_no"
    COMPARISON = "comparison"
    CALCULATION = "calculation"
    PASSAGE = "passage"


class RefusalCode(StrEnum):
    """Why there is no answer."""

    NO_EVIDENCE = "no_evidence"
    NO_FIGURE = "no_figure"
    OTHER_PERIOD = "other_period"
    OTHER_PLACE = "other_place"
    OTHER_MEASURE = "other_measure"
    MISSING_OPERAND = "missing_operand"
    AMBIGUOUS = "ambiguous"
    FILTER_EMPTY = "filter_empty"
    OUT_OF_SCOPE = "out_of_scope"


class Warning(StrEnum):
    """What a reader must know before using the answer."""

    DIFFERENT_MEASURE = "different_measure"
    DIFFERENT_PERIOD = "different_period"
    DIFFERENT_SCOPE = "different_scope"
    TARGET_VS_ACTUAL = "target_vs_actual"
    EXPIRED_SOURCE = "expired_source"
    PREMISE_CORRECTED = "premise_corrected"
    WORDS_ONLY = "words_only"


class Script(StrEnum):
    """The script of answer, text and items."""

    AUTO = "auto"
    HANS = "hans"
    HANT = "hant"
    ORIGINAL = "original"


class Language(StrEnum):
    """The language of messages."""

    AUTO = "auto"
    ZH = "zh"
    EN = "en"
    JA = "ja"


class Model(BaseModel):
    """Frozen; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _day(value: object) -> object:
    """Let ISO days through alone; pydantic by itself would read 86400 as seconds since 1970."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value
    raise ValueError("it should be a day written YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_day)]


class Filters(Model):
    """Which documents may answer. An empty list does not filter."""

    document: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    published_from: Day | None = None
    published_to: Day | None = None


class Turn(Model):
    """An earlier question of the conversation and the answer it got."""

    question: str
    answer: str = ""


class AskRequest(Model):
    """A question and how to answer it."""

    question: str = Field(min_length=1, max_length=MAX_QUESTION)
    filters: Filters = Filters()
    as_of: Day | None = None  # kept with the request; answers do not depend on it yet
    history: tuple[Turn, ...] = ()  # earlier turns, oldest first
    script: Script = Script.AUTO
    language: Language = Language.AUTO
    max_citations: int = Field(default=5, ge=1, le=50)


class StatementOut(Model):
    """A sentence of the reply; `citations` are numbers `n` of citations."""

    text: str
    citations: tuple[int, ...] = Field(min_length=1)


class SubjectOut(Model):
    """Whose figure it is; `resolved_from` is the document's own word, as 我区."""

    text: str
    resolved_from: str | None = None


class PeriodOut(Model):
    """When; `from` and `to` are ISO dates cut to `precision`, null where open."""

    text: str
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None
    precision: str | None = None


class QuantityOut(Model):
    """A typed figure of the answer; `raw` is the slice at `start`–`end` of the cited document."""

    type: QuantityType
    value: DecimalString | None
    min: DecimalString | None
    max: DecimalString | None
    unit: str
    normalized_value: DecimalString | None
    normalized_unit: str
    unit_inferred: bool
    bound: Bound
    aspect: Aspect
    raw: str
    subject: SubjectOut | None
    measure: str
    period: PeriodOut | None
    citation: int
    start: int
    end: int


class CitationOut(Model):
    """A slice of a document: `text[start:end] == quote`."""

    n: int
    document_id: str
    document: str
    title: str | None
    heading: tuple[str, ...]
    page_start: int | None
    page_end: int | None
    quote: str
    start: int
    end: int
    before: str
    after: str
    issuer: str | None
    document_number: str | None
    published: date | None
    sha256: str


class CalculationOut(Model):
    """What was computed; `result` is unrounded."""

    expression: str
    result: DecimalString
    unit: str
    citations: tuple[int, ...]


class ConflictOut(Model):
    """Quantities (by index) that contradict one another, and their citations."""

    quantities: tuple[int, ...]
    citations: tuple[int, ...]


class CoverageOut(Model):
    """How much of a many-part answer is there."""

    answered: int
    of: int
    missing: tuple[str, ...]


class OptionOut(Model):
    """One reading of an ambiguous question."""

    question: str
    answer: str
    citation: int


class RefusalOut(Model):
    """Why there is no answer, and what is nearest."""

    code: RefusalCode
    message: str
    nearest: tuple[int, ...]
    options: tuple[OptionOut, ...]


class AskResponse(Model):
    """The one object that every door returns."""

    schema_version: int = SCHEMA_VERSION
    id: str
    question: str
    status: Status
    kind: Kind
    answer: str
    items: tuple[str, ...]
    text: str
    citation_text: str
    statements: tuple[StatementOut, ...]
    quantities: tuple[QuantityOut, ...]
    citations: tuple[CitationOut, ...]
    calculation: CalculationOut | None
    conflicts: tuple[ConflictOut, ...]
    coverage: CoverageOut | None
    warnings: tuple[Warning, ...]
    refusal: RefusalOut | None
    confidence: float | None
    index_version: str
    timings_ms: dict[str, float]
