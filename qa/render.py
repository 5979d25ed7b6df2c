"""From a draft to the contract's object: citations numbered, words in the asker's script."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from corpus.document import Period
from corpus.script import convert, detect
from index.lineage import Standing
from qa.citing import Citations, HeadingPaths
from qa.contract import (
    AskRequest,
    AskResponse,
    CalculationOut,
    CitationOut,
    ConflictOut,
    CoverageOut,
    Kind,
    OptionOut,
    PeriodOut,
    QuantityOut,
    RefusalOut,
    Script,
    StatementOut,
    Status,
    SubjectOut,
    Warning,
)
from qa.draft import Draft, Evidence, FigureUse, Refused
from qa.messages import refusal_message
from qa.question import Question
from qa.quote import plain, shortened

_ENDS = tuple("。！？；：.!?;:")  # behind one of these the next statement needs no mark
_CLOSING = "”’\"')）】》"


def in_script(text: str, question: Question, script: Script) -> str:
    """Return words of a document in the script the answer is to have."""
    if script is Script.ORIGINAL or not text:
        return text
    wanted = question.script if script is Script.AUTO else script.value
    have = detect(text)
    if have == "none":  # 8万件: 万 alone tells no script, and Traditional readers write 萬
        return text.replace("万", "萬") if wanted == "hant" else text
    if have == wanted:
        return text
    return convert(text, "hant" if wanted == "hant" else "hans", "cn")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every answer to a request carries."""

    question: Question
    request: AskRequest
    paths: HeadingPaths
    index_version: str
    warnings: tuple[Warning, ...] = ()
    standing: Callable[[str], Standing] = lambda _: Standing()  # of a document, by id


def answered(draft: Draft, frame: Frame, confidence: float) -> AskResponse:
    """Return the object of an answer."""
    question, request = frame.question, frame.request
    citations = Citations()
    statements = _statements(draft, citations, frame)
    whole = in_script(draft.answer, question, request.script)
    answer = whole if draft.kind is Kind.LIST else shortened(whole)
    quantities = tuple(_quantity(use, citations, question, request.script) for use in draft.figures)
    cited = citations.all(frame.paths, frame.standing)
    computed = draft.computed
    return AskResponse(
        id=uuid4().hex,
        question=question.text,
        status=Status.CONFLICT if draft.conflicts else Status.ANSWERED,
        kind=draft.kind,
        answer=answer,
        items=tuple(in_script(item, question, request.script) for item in draft.items),
        text=_text(draft, answer, statements),
        citation_text=_citation_text(answer, draft, cited, frame),
        statements=statements,
        quantities=quantities,
        citations=cited,
        calculation=CalculationOut(
            expression=computed.expression,
            result=computed.result,
            unit=in_script(computed.unit, question, request.script),
            citations=tuple(dict.fromkeys(q.citation for q in quantities)),
        )
        if computed
        else None,
        conflicts=_conflicts(draft, quantities),
        coverage=_coverage(draft, frame),
        warnings=tuple(dict.fromkeys((*draft.warnings, *frame.warnings))),
        refusal=None,
        confidence=round(confidence, 4),
        index_version=frame.index_version,
        timings_ms={},
    )


def _conflicts(draft: Draft, quantities: Sequence[QuantityOut]) -> tuple[ConflictOut, ...]:
    """Return the contradictions that a draft states."""
    return tuple(
        ConflictOut(
            quantities=group,
            citations=tuple(dict.fromkeys(quantities[n].citation for n in group)),
        )
        for group in draft.conflicts
    )


def _coverage(draft: Draft, frame: Frame) -> CoverageOut | None:
    """Return which parts of the question stay open; None when it has one part."""
    if draft.parts < 2:
        return None
    missing = tuple(in_script(m, frame.question, frame.request.script) for m in draft.missing)
    return CoverageOut(answered=draft.parts - len(missing), of=draft.parts, missing=missing)


def _statements(draft: Draft, citations: Citations, frame: Frame) -> tuple[StatementOut, ...]:
    """Return the draft's statements, each once: two parts of a question may share a sentence."""
    found = []
    for statement in draft.statements:
        numbers = tuple(dict.fromkeys(citations.number(e) for e in statement.evidence))
        words = statement.text or "……".join(plain(e.quote) for e in statement.evidence)
        text = in_script(words, frame.question, frame.request.script)
        found.append(StatementOut(text=text, citations=numbers))
    return tuple(dict.fromkeys(found))


def _nearest(refusal: Refused, most: int) -> tuple[Evidence, ...]:
    """Return the nearest evidence, so much of it that the citations are `most` at most.

    What the options cite is not counted out: an option without its sentence could not be checked.
    """
    offered = {(o.evidence.document.id, o.evidence.span) for o in refusal.options}
    room = most - len(offered)
    kept = []
    for evidence in refusal.nearest:
        if (evidence.document.id, evidence.span) not in offered:
            room -= 1
            if room < 0:
                continue
        kept.append(evidence)
    return tuple(kept)


def refused(refusal: Refused, frame: Frame) -> AskResponse:
    """Return the object of a refusal."""
    question, request = frame.question, frame.request
    citations = Citations()
    shown = _nearest(refusal, request.max_citations)
    nearest = tuple(dict.fromkeys(citations.number(e) for e in shown))
    options = tuple(
        OptionOut(
            question=in_script(o.question, question, request.script),
            answer=in_script(o.answer, question, request.script),
            citation=citations.number(o.evidence),
        )
        for o in refusal.options
    )
    return AskResponse(
        id=uuid4().hex,
        question=question.text,
        status=Status.NOT_FOUND,
        kind=question.kind,
        answer="",
        items=(),
        text="",
        citation_text="",
        statements=(),
        quantities=(),
        citations=citations.all(frame.paths, frame.standing),
        calculation=None,
        conflicts=(),
        coverage=None,
        warnings=frame.warnings,
        refusal=RefusalOut(
            code=refusal.code,
            message=refusal_message(refusal, question, request),
            nearest=nearest,
            options=options,
        ),
        confidence=None,
        index_version=frame.index_version,
        timings_ms={},
    )


def _text(draft: Draft, answer: str, statements: Sequence[StatementOut]) -> str:
    """Return the reply: statements with their marks, led by the answer where it is no quote."""
    marked = ""
    for number, s in enumerate(statements, start=1):
        ended = number == len(statements) or s.text.rstrip(_CLOSING).endswith(_ENDS)
        marked += s.text + "".join(f"[{n}]" for n in s.citations) + ("" if ended else "；")
    if draft.kind in (Kind.PASSAGE, Kind.SPAN, Kind.ENTITY) or not draft.replies:
        return marked
    if draft.kind in (Kind.FIGURE, Kind.DATE) and len(statements) == 1:
        return marked
    return f"{answer}。{marked}"


def _citation_text(answer: str, draft: Draft, cited: Sequence[CitationOut], frame: Frame) -> str:
    """Return the line to copy into a report: the answer, the title, whose and when."""
    if not cited:
        return answer
    first = cited[0]
    parts = [f"《{first.title}》" if first.title else first.document]
    for use in draft.figures[:1]:
        owners = (use.figure.subject, use.figure.period)
        words = (owner.text for owner in owners if owner is not None)
        parts.extend(in_script(one, frame.question, frame.request.script) for one in words)
    if not draft.figures:
        parts.extend(first.heading[-1:])
    return f"{answer}（{'，'.join(parts)}）"


def _quantity(
    use: FigureUse, citations: Citations, question: Question, script: Script
) -> QuantityOut:
    figure, quantity = use.figure, use.figure.quantity
    subject = figure.subject
    raw = use.evidence.document.quote(figure.span)
    return QuantityOut(
        type=quantity.type,
        value=quantity.value,
        min=quantity.min,
        max=quantity.max,
        unit=_unit_as_written(quantity.unit, raw) or in_script(quantity.unit, question, script),
        normalized_value=quantity.normalized_value,
        normalized_unit=in_script(quantity.normalized_unit, question, script),
        unit_inferred=quantity.unit_inferred,
        bound=quantity.bound,
        aspect=figure.aspect,
        raw=raw,
        subject=SubjectOut(
            text=in_script(subject.text, question, script), resolved_from=subject.resolved_from
        )
        if subject
        else None,
        measure=in_script(figure.named, question, script),
        period=_period(figure.period, question, script),
        citation=citations.number(use.evidence),
        start=figure.span.start,
        end=figure.span.end,
    )


def _unit_as_written(unit: str, raw: str) -> str | None:
    """Return the unit in the script of the figure itself; None where it does not stand there."""
    shown = plain(raw)
    return next((u for u in (unit, convert(unit, "hant", "cn")) if u and u in shown), None)


def _period(period: Period | None, question: Question, script: Script) -> PeriodOut | None:
    if period is None:
        return None
    return PeriodOut.model_validate(
        {
            "text": in_script(period.text, question, script),
            "from": period.start,
            "to": period.end,
            "precision": period.precision,
        }
    )
