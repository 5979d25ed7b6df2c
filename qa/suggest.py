"""Questions that the documents answer, made from their figures: what an empty page offers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import rjieba

from corpus.document import Figure, QuantityType
from corpus.script import fold_text
from qa.ask import Assistant
from qa.contract import AskRequest, Kind, Status
from qa.lexicon import ASKED_COUNTERS

__all__ = ["Suggestion", "suggestions"]

_TRIED = 6  # candidates asked for each suggestion wanted; what is not answered is not offered
_LONGEST = 32  # code points of a question that reads well
_MEASURE = re.compile(r"[㐀-鿿A-Za-z]{3,16}")
_COUNTERS = set(ASKED_COUNTERS) - set("大长高久远")  # 五大 is no count of something
_LEADS = re.compile(r"^(?:其中|全[市省区国县]|本[市省区]|我[市省区])的?")
_AMOUNT = re.compile(r"[量额率值数]$")
_YEAR = re.compile(r"(?:19|20)\d\d年")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question and the document that answers it."""

    question: str
    document_id: str
    kind: Kind


def suggestions(assistant: Assistant, count: int, holding: str = "") -> tuple[Suggestion, ...]:
    """Return questions that the documents answer with the figure they were made from.

    They come from as many documents as there are, in turn; `holding` (any script) must be part of
    each. The order is the same for the same index version.
    """
    wanted = fold_text(holding).strip()
    found: dict[str, Suggestion] = {}
    tried = 0
    for figure, question in _candidates(assistant):
        if len(found) >= count or tried >= count * _TRIED:
            break
        if question in found or wanted not in fold_text(question):
            continue
        tried += 1
        if _answers(assistant, question, figure):
            found[question] = Suggestion(question, figure.document_id, Kind.FIGURE)
    return tuple(found.values())


def _answers(assistant: Assistant, question: str, figure: Figure) -> bool:
    response = assistant.ask(AskRequest(question=question))
    if response.status is not Status.ANSWERED or not response.quantities:
        return False
    first = response.quantities[0]
    cited = next(one for one in response.citations if one.n == first.citation)
    return (cited.document_id, first.start, first.end) == (
        figure.document_id,
        figure.span.start,
        figure.span.end,
    )


def _candidates(assistant: Assistant) -> Iterator[tuple[Figure, str]]:
    """Yield figures with questions about them, one of each document in turn."""
    by_document: list[Sequence[tuple[Figure, str]]] = []
    for document in assistant.documents():
        figures = assistant.store.figures(documents=[document.id])
        made = [(figure, question) for figure in figures if (question := _question(figure))]
        if made:
            by_document.append(sorted(made, key=lambda one: not _AMOUNT.search(one[0].measure)))
    for turn in zip_longest(*by_document):
        yield from (one for one in turn if one is not None)


def _question(figure: Figure) -> str | None:
    """Return a question about a figure whose subject, measure and time are told in full."""
    subject, period = figure.subject, figure.period
    if subject is None or subject.place is None or figure.former:
        return None
    if figure.quantity.type in (QuantityType.RANK, QuantityType.MULTIPLE):
        return None
    measure = _named(figure.measure)
    if measure is None or subject.text in measure:
        return None
    year = _YEAR.search(period.text) if period else None
    unit = figure.quantity.unit
    counted = figure.quantity.type is QuantityType.COUNT and unit in _COUNTERS
    asks = f"有多少{unit}？" if counted and not _AMOUNT.search(measure) else "是多少？"
    question = f"{subject.text}{year.group() if year else ''}{measure}{asks}"
    return question if len(question) <= _LONGEST else None


def _named(measure: str) -> str | None:
    """Return a measure that reads as a name: it ends in a noun, and no word of it points away."""
    name = _LEADS.sub("", measure)
    if not _MEASURE.fullmatch(name):
        return None
    tags = [tag for _, tag in rjieba.tag(name)]
    points = any(tag[0] in "rdpcmu" for tag in tags)
    ends = tags[-1][0] == "n" or tags[-1] == "vn"
    return name if ends and not points and tags[0] != "v" else None
