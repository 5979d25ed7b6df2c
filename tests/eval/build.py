"""Gold questions and replies built by hand."""

from dataclasses import dataclass
from decimal import Decimal

from eval.gold import Expected, Place, Question, Value
from eval.records import Cited, Record


@dataclass(frozen=True)
class Said:
    """A reply: what rightness is judged by."""

    answer: str = ""
    status: str = "answered"
    kind: str = "figure"
    items: tuple[str, ...] = ()
    text: str = ""


NOT_FOUND = Said(status="not_found")


def value(number: str, unit: str) -> Value:
    return Value(Decimal(number), None, None, unit)


def answerable(**what: object) -> Expected:
    return Expected(status="answered", **what)  # type: ignore[arg-type]


REFUSED = Expected(status="not_found", refusal=("other_period",))
PLACE = Place("000", "甲", 1, None, "甲", 1, None, alternative=False)


def question(expected: Expected, *, kind: str = "figure", **what: object) -> Question:
    fields: dict[str, object] = {
        "id": "000-001",
        "group": "000-one",
        "section": "000/一/(一)",
        "question": "多少?",
        "script": "hans",
        "style": "plain",
        "traps": (),
        "evidence": (PLACE,),
    }
    return Question(kind=kind, expected=expected, **{**fields, **what})  # type: ignore[arg-type]


def record(id_: str = "000-001", *, right: bool = True, **what: object) -> Record:
    fields: dict[str, object] = {
        "status": "answered",
        "wrong_figure": False,
        "reason": "" if right else "figure",
        "refusal": None,
        "warnings": (),
        "values": (),
        "citations": (Cited("000", 0, 10, exact=True),),
        "hit": True,
        "confidence": 0.9,
        "ms": 10.0,
        "ranks": {"words": 1, "vectors": 2, "fusion": 1},
        "read": 100,
    }
    return Record(id=id_, right=right, **{**fields, **what})  # type: ignore[arg-type]
