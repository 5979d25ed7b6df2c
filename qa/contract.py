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
    """Frozen; an unknown key is an error. The texts under fields describe them in the schema."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, use_attribute_docstrings=True
    )


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
    """ids or paths of documents"""
    region: tuple[str, ...] = ()
    """places that documents are of, in any script"""
    issuer: tuple[str, ...] = ()
    """who issued them"""
    published_from: Day | None = None
    """published on this day or later; a document without a day is left out"""
    published_to: Day | None = None
    """published on this day or earlier"""


class Turn(Model):
    """An earlier question of the conversation and the answer it got."""

    question: str
    """as it was asked"""
    answer: str = ""
    """the short answer it got, which a pronoun may stand for"""


class AskRequest(Model):
    """A question and how to answer it."""

    question: str = Field(min_length=1, max_length=MAX_QUESTION)
    """Chinese of either script, English or Japanese"""
    filters: Filters = Filters()
    """which documents may answer"""
    as_of: Day | None = None
    """the day that the answer is for: by documents of until then, the version in force on it"""
    history: tuple[Turn, ...] = ()
    """earlier turns, oldest first: they let a follow-up be understood"""
    script: Script = Script.AUTO
    """of answer, text and items; auto: the asker's"""
    language: Language = Language.AUTO
    """of messages; auto: the asker's"""
    max_citations: int = Field(default=5, ge=1, le=50)
    """the most citations that are given"""


class StatementOut(Model):
    """A sentence of the reply; `citations` are numbers `n` of citations."""

    text: str
    """a sentence of the reply"""
    citations: tuple[int, ...] = Field(min_length=1)
    """numbers `n` of the citations it rests on"""


class SubjectOut(Model):
    """Whose figure it is; `resolved_from` is the document's own word, as 我区."""

    text: str
    """place, body or enterprise"""
    resolved_from: str | None = None
    """the document's own word that stands for it, as 我区; null when it names it"""


class PeriodOut(Model):
    """When; `from` and `to` are ISO dates cut to `precision`, null where open."""

    text: str
    """as the document says it"""
    from_: str | None = Field(default=None, alias="from")
    """ISO date, cut to `precision`; null where open or unknown"""
    to: str | None = None
    """likewise, the end"""
    precision: str | None = None
    """year, quarter, month or day"""


class QuantityOut(Model):
    """A typed figure of the answer; `raw` is the slice at `start`–`end` of the cited document."""

    type: QuantityType
    """what it measures"""
    value: DecimalString | None
    """as written in front of the unit: 8.0692 of 8.0692萬件; null for a range"""
    min: DecimalString | None
    """of a range, else null"""
    max: DecimalString | None
    """of a range, else null"""
    unit: str
    """as it stands, 万 and 亿 included"""
    normalized_value: DecimalString | None
    """multiplied out, in `normalized_unit`: 80692"""
    normalized_unit: str
    """the unit without 万 and 亿; 元 where the text left it out"""
    unit_inferred: bool
    """true when the text left the unit out"""
    bound: Bound
    """whether it is exact, about, a limit or a range"""
    aspect: Aspect
    """which face of the measure: actual, target, growth, gap, …"""
    raw: str
    """the slice at `start` to `end` of the cited document"""
    subject: SubjectOut | None
    """whose it is; null when unknown"""
    measure: str
    """what is measured, by name: without verb, place and time"""
    period: PeriodOut | None
    """when; null when unknown"""
    citation: int
    """number `n` of the citation that holds it"""
    start: int
    """first code point of `raw`"""
    end: int
    """code point after the last"""


class CitationOut(Model):
    """A slice of a document: `text[start:end] == quote`."""

    n: int
    """number, from 1"""
    document_id: str
    """stable by root and path"""
    document: str
    """path within its root"""
    title: str | None
    """as the document states it, else null"""
    heading: tuple[str, ...]
    """headings above the quote, outermost first"""
    page_start: int | None
    """page of a pdf, from 1, else null"""
    page_end: int | None
    """likewise, the last"""
    quote: str
    """the slice at `start` to `end`, never converted or repaired"""
    start: int
    """first code point"""
    end: int
    """code point after the last"""
    before: str
    """up to 60 code points in front"""
    after: str
    """up to 60 code points behind"""
    issuer: str | None
    """as the document states it, else null"""
    document_number: str | None
    """文号, as the document states it, else null"""
    published: date | None
    """as the document states it, else null"""
    effective: date | None
    """first day on which the document holds, as it states it (自…起施行), else null"""
    expires: date | None
    """last day on which it holds, as it states it (有效期至…), else null"""
    repealed: date | None
    """from when it holds no longer, as it or another document states it, else null"""
    superseded_by: str | None
    """`document_id` of the version that takes its place, else null"""
    sha256: str
    """of the original file"""


class CalculationOut(Model):
    """What was computed; `result` is unrounded."""

    expression: str
    """as in 140 - 117"""
    result: DecimalString
    """unrounded, in `unit`"""
    unit: str
    """of the result"""
    citations: tuple[int, ...]
    """numbers `n` of the operands' citations"""


class ConflictOut(Model):
    """Quantities (by index) that contradict one another, and their citations."""

    quantities: tuple[int, ...]
    """indices into `quantities`"""
    citations: tuple[int, ...]
    """numbers `n` of citations"""


class CoverageOut(Model):
    """How much of a many-part answer is there."""

    answered: int
    """parts that are answered"""
    of: int
    """parts asked for"""
    missing: tuple[str, ...]
    """the open parts"""


class OptionOut(Model):
    """One reading of an ambiguous question."""

    question: str
    """the question made definite"""
    answer: str
    """its answer"""
    citation: int
    """number `n` of its citation"""


class RefusalOut(Model):
    """Why there is no answer, and what is nearest."""

    code: RefusalCode
    """why"""
    message: str
    """in the asker's language"""
    nearest: tuple[int, ...]
    """numbers `n` of the passages that come nearest"""
    options: tuple[OptionOut, ...]
    """readings of an ambiguous question, five at most"""


class AskResponse(Model):
    """The one object that every door returns."""

    schema_version: int = SCHEMA_VERSION
    """1"""
    id: str
    """of this answer"""
    question: str
    """as it was asked"""
    status: Status
    """whether there is an answer"""
    kind: Kind
    """form of the answer; of a refusal, the form asked for"""
    answer: str
    """one phrase, the asked figure first; empty when not_found"""
    items: tuple[str, ...]
    """members of a list, in the order of the text"""
    text: str
    """the reply at length, with its marks `[1]`"""
    citation_text: str
    """a line to copy into a report"""
    statements: tuple[StatementOut, ...]
    """the sentences of the reply"""
    quantities: tuple[QuantityOut, ...]
    """typed figures of the answer"""
    citations: tuple[CitationOut, ...]
    """slices of documents; the first carries the answer"""
    calculation: CalculationOut | None
    """what was computed, else null"""
    conflicts: tuple[ConflictOut, ...]
    """figures that contradict one another"""
    coverage: CoverageOut | None
    """of a question of several parts, else null"""
    warnings: tuple[Warning, ...]
    """what to know before using the answer"""
    refusal: RefusalOut | None
    """why there is no answer, else null"""
    confidence: float | None
    """0 to 1: estimated probability that `answer` is right; null when not_found"""
    index_version: str
    """content id of the index that answered"""
    timings_ms: dict[str, float]
    """milliseconds of `question`, `search`, `answer` and `total`"""
