"""What a reply to a question for place, year and measure is worth."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eval.certain import Certain, Head, Key
from eval.scale_questions import ScaleQuestion
from qa.contract import AskResponse

__all__ = ["Judged", "agrees", "judge"]

_SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_FIGURE = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>万亿|千万|百万|亿|万|千|百)?\s*(?P<unit>[%％]|[一-鿿]{0,3})"
)
# How many of a unit make one of that in which the bulletins count: 吨, 公顷.
_IN_OTHERS = {"斤": Decimal(2000), "公斤": Decimal(1000), "亩": Decimal(15)}
_ROUNDED = Decimal("0.01")  # of a figure: what a rounding may differ, 126万亿元 for 1260582亿元


@dataclass(frozen=True, slots=True)
class Judged:
    """A reply's outcome: right, other (a figure of another year or place), wrong, refused."""

    outcome: str
    answer: str
    ms: float
    cpu_ms: float
    document: str = ""  # of the first citation


@dataclass(frozen=True, slots=True)
class _Amount:
    """A figure multiplied out, and the size of its last written digit."""

    value: Decimal
    step: Decimal
    percent: bool


def judge(
    question: ScaleQuestion,
    reply: AskResponse,
    ms: float,
    cpu_ms: float,
    table: Mapping[Key, Sequence[Certain]],
    heads: Mapping[str, Head | None],
) -> Judged:
    """Return what a reply is worth; a figure where no document tells is one of another place."""
    from corpus.script import fold_text  # heavy: the conversion tables

    answer = fold_text(reply.answer)
    document = reply.citations[0].document if reply.citations else ""
    outcome = _outcome(question, reply, answer, document, table, heads)
    return Judged(outcome, reply.answer, ms, cpu_ms, document)


def _outcome(
    question: ScaleQuestion,
    reply: AskResponse,
    answer: str,
    document: str,
    table: Mapping[Key, Sequence[Certain]],
    heads: Mapping[str, Head | None],
) -> str:
    stated = _amount(answer)
    if reply.status == "not_found":
        return "refused"
    if not question.figures:
        return "other" if stated else "wrong"
    if reply.status == "answered" and stated and _among(stated, question.figures):
        return "right"
    if stated and (
        _among(stated, _elsewhere(question, table))
        or _of_another(question, reply, heads.get(document))
    ):
        return "other"
    return "wrong"


def _elsewhere(
    question: ScaleQuestion, table: Mapping[Key, Sequence[Certain]]
) -> Iterable[Certain]:
    """Yield the figures of the same measure for other years and places."""
    place, year, measure, growth = question.figures[0].key
    for key, found in table.items():
        if key[2:] == (measure, growth) and key[:2] != (place, year):
            yield from found


def _of_another(question: ScaleQuestion, reply: AskResponse, head: Head | None) -> bool:
    """True when the reply is cited from another place's document, or one that ends before."""
    if head is None:
        return False
    if head.place != question.place and question.place[:2] not in reply.citations[0].quote:
        return True
    return (head.year or head.delivered or question.year) < question.year


def _among(stated: _Amount, figures: Iterable[Certain]) -> bool:
    return any(_same(stated, _of_certain(one)) for one in figures)


def agrees(answer: str, stated: str) -> bool:
    """True when the first figure of an answer is the stated one, or one is the other rounded."""
    one, other = _amount(answer), _amount(stated)
    return one is not None and other is not None and _same(one, other)


def _same(one: _Amount, other: _Amount) -> bool:
    """True for equal figures, and for one that is the other rounded to its last digit."""
    if one.percent != other.percent:
        return False
    apart = abs(one.value - other.value)
    if one.percent:
        return not apart
    return apart * 2 <= max(one.step, other.step) and apart <= _ROUNDED * other.value


def _of_certain(figure: Certain) -> _Amount:
    found = _amount(f"{figure.value}{figure.unit}")
    assert found is not None
    return found


def _amount(text: str) -> _Amount | None:
    """Return the first figure of a text."""
    found = _FIGURE.search(text)
    if found is None:
        return None
    number = found["number"].replace(",", "")
    scale = Decimal(10) ** _SCALES[found["scale"] or ""]
    unit = found["unit"]
    for one, many in _IN_OTHERS.items():
        if unit.startswith(one):
            scale /= many  # 1.43万亿斤 are 7.15亿吨
    step = scale * Decimal(10) ** -len(number.partition(".")[2])
    return _Amount(Decimal(number) * scale, step, unit in ("%", "％"))
