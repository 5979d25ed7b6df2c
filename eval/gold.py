"""The gold questions: what is asked, what a right answer holds, and where the evidence stands.

`gold/*.jsonl` holds one question a line; `gold/documents.json` says which files they are about (the
real one and its sample, by sha256); `gold/parts.json` names the sections whose questions may be
looked at while tuning. All variants of a fact share a section, so they share a part.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.errors import BadRequest
from corpus.numbers.numerals import number
from qa.contract import Kind, RefusalCode

__all__ = ["Expected", "Part", "Place", "Question", "Value", "load", "part_of", "select"]

KINDS = frozenset(one.value for one in Kind)
SCRIPTS = frozenset({"hans", "hant", "mixed", "en", "ja"})
STYLES = frozenset({"plain", "tw", "hk"})
REFUSALS = frozenset(one.value for one in RefusalCode)
_KEYS = ("id", "group", "section", "question", "script", "style", "kind", "traps", "expect")


class Part(StrEnum):
    """TUNE may be looked at question by question; of REPORT only aggregates are printed."""

    TUNE = "tune"
    REPORT = "report"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as the text writes it: a value, or a range, with its unit.

    The units `rank` and `multiple` stand for every wording of a rank (第三, 首位) and of a multiple
    (6倍, 翻一番).
    """

    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    unit: str

    def __post_init__(self) -> None:
        if (self.value is None) == (self.min is None and self.max is None):
            raise ValueError(f"a value or a range, not both or neither: {self}")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer holds. `strings` and `items` are tuples of alternative spellings."""

    status: str
    values: tuple[Value, ...] = ()
    strings: tuple[tuple[str, ...], ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    yes: bool | None = None
    refusal: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """True when the documents hold an answer."""
        return self.status == "answered"

    def __post_init__(self) -> None:
        if self.status not in ("answered", "not_found"):
            raise ValueError(f"status {self.status!r} is neither answered nor not_found")
        told = self.values or self.strings or self.items or self.yes is not None
        if self.answerable and not told:
            raise ValueError("an answerable question needs values, strings, items or yes")
        if not self.answerable and (told or not self.refusal):
            raise ValueError("an unanswerable question needs refusal codes and nothing else")
        if strange := set(self.refusal) - REFUSALS:
            raise ValueError(f"unknown refusal codes {sorted(strange)}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence stands, in raw characters: from the `nth` `anchor` to the end of `until`."""

    document: str
    anchor: str
    nth: int
    until: str | None
    sample_anchor: str
    sample_nth: int
    sample_until: str | None
    alternative: bool  # each place marked so carries the answer by itself

    def __post_init__(self) -> None:
        if not self.anchor or not self.sample_anchor or self.nth < 1 or self.sample_nth < 1:
            raise ValueError(f"an anchor and a count from 1 are needed: {self}")


@dataclass(frozen=True, slots=True)
class Question:
    """One gold question. The first evidence is the one that carries the answer."""

    id: str
    group: str
    section: str
    question: str
    script: str
    style: str
    kind: str
    traps: tuple[str, ...]
    expected: Expected
    evidence: tuple[Place, ...]

    def __post_init__(self) -> None:
        for name, value, known in (
            ("kind", self.kind, KINDS),
            ("script", self.script, SCRIPTS),
            ("style", self.style, STYLES),
        ):
            if value not in known:
                raise ValueError(f"{name} {value!r} is none of {sorted(known)}")
        if self.expected.answerable and not self.evidence:
            raise ValueError("an answerable question needs evidence")

    @property
    def part(self) -> Part:
        """The part that the question's section belongs to."""
        return part_of(self.section)


@cache
def _tuning_sections() -> tuple[str, ...]:
    text = (files("eval") / "gold" / "parts.json").read_text("utf-8")
    return tuple(json.loads(text)["tune"])


def part_of(section: str) -> Part:
    """Return the part of a section: TUNE for those listed and all below them, else REPORT."""
    for one in _tuning_sections():
        if section == one or section.startswith(f"{one}/"):
            return Part.TUNE
    return Part.REPORT


def load() -> tuple[Question, ...]:
    """Return all questions by id; BadRequest names every line that is not a question."""
    questions: list[Question] = []
    wrong: list[str] = []
    folder = files("eval") / "gold"
    for name in sorted(one.name for one in folder.iterdir() if one.name.endswith(".jsonl")):
        for row, line in enumerate((folder / name).read_text("utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                questions.append(read_question(json.loads(line)))
            except (KeyError, ValueError, TypeError, InvalidOperation) as error:
                wrong.append(f"{name}:{row}: {error!r}")
    wrong += _clashes(questions)
    if wrong:
        raise BadRequest("gold questions at fault:\n" + "\n".join(wrong))
    return tuple(sorted(questions, key=lambda one: one.id))


def select(questions: Iterable[Question], part: Part) -> tuple[Question, ...]:
    """Return the questions of a part."""
    return tuple(one for one in questions if part is Part.ALL or one.part is part)


def read_question(raw: Mapping[str, Any]) -> Question:
    """Build a question from a line of JSON; KeyError or ValueError says what is wrong with it."""
    if strange := set(raw) - set(_KEYS) - {"evidence"}:
        raise ValueError(f"{raw.get('id')}: unknown keys {sorted(strange)}")
    expect = raw["expect"]
    return Question(
        **{key: raw[key] for key in _KEYS if key not in ("expect", "traps")},
        traps=tuple(raw["traps"]),
        expected=Expected(
            status=expect["status"],
            values=tuple(_value(one) for one in expect["values"]),
            strings=tuple(tuple(one) for one in expect["strings"]),
            items=tuple(tuple(one) for one in expect["items"]),
            yes=expect["yes"],
            refusal=tuple(expect["refusal"]),
            warnings=tuple(expect["warnings"]),
        ),
        evidence=tuple(_place(one) for one in raw["evidence"]),
    )


def _value(raw: Mapping[str, str]) -> Value:
    parts = [number(raw[key]) if raw.get(key) else None for key in ("value", "min", "max")]
    return Value(parts[0], parts[1], parts[2], raw["unit"])


def _place(raw: Mapping[str, Any]) -> Place:
    own = raw.get("sample_anchor")
    return Place(
        document=raw["document"],
        anchor=raw["anchor"],
        nth=raw["nth"],
        until=raw["until"],
        sample_anchor=own or raw["anchor"],
        sample_nth=raw.get("sample_nth") or 1,
        sample_until=raw.get("sample_until") or raw["until"],
        alternative=bool(raw.get("any", False)),
    )


def _clashes(questions: Iterable[Question]) -> list[str]:
    """Return what is wrong between questions: an id twice, a group in both parts."""
    wrong: list[str] = []
    parts: dict[str, Part] = {}
    seen: set[str] = set()
    for one in questions:
        if one.id in seen:
            wrong.append(f"{one.id}: the id stands twice")
        seen.add(one.id)
        if parts.setdefault(one.group, one.part) is not one.part:
            wrong.append(f"{one.id}: group {one.group!r} stands in both parts")
    return wrong
