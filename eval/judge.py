"""Is an answer right, and if not, how wrong: DESIGN section 6, one function a form of answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.folding import fold
from eval.gold import Expected, Question
from eval.stated import agrees, stated

__all__ = ["Reply", "Verdict", "judge"]

_YES = re.compile(r"(?:是|对|有|会|正确|没错|已|属实|真的|可以|能|系|yes|はい|ええ|true)")
_NO = re.compile(
    r"(?:不|没(?!错)|否|未|并非|并未|并没|并不|非|无|错|唔系|no|いいえ|いえ|false|违|尚未)"
)
_LIST_SEPARATOR = re.compile(
    r"[、，；,;\n]|(?<=[\u4e00-\u9fff])(?:和|以及|及|與|与)(?=[\u4e00-\u9fff])"
)
_BETWEEN = re.compile(r"以及|还是|還是|和|与|與|跟|同|、|比|,|，|:|：|はと|と|では|\bor\b|\band\b")

_FIGURES = ("figure", "calculation")


class Reply(Protocol):
    """The part of an AskResponse that rightness is judged by."""

    @property
    def status(self) -> str:
        """answered, conflict or not_found."""
        ...

    @property
    def kind(self) -> str:
        """The form of the answer."""
        ...

    @property
    def answer(self) -> str:
        """The short answer."""
        ...

    @property
    def items(self) -> Sequence[str]:
        """A list's members."""
        ...

    @property
    def text(self) -> str:
        """The reply at length."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth. `wrong_figure`: it states a figure that is not the expected one."""

    right: bool
    wrong_figure: bool
    reason: str  # what was amiss, "" when right


def judge(question: Question, reply: Reply) -> Verdict:
    """Return whether a reply answers a question rightly.

    A conflict is never expected by a gold question: one that is stated is wrong, and worse than a
    refusal.
    """
    expected = question.expected
    if reply.status == "not_found":
        right = not expected.answerable
        return Verdict(right, False, "" if right else "refused")
    if not expected.answerable:
        figure = question.kind in _FIGURES or reply.kind in _FIGURES
        return Verdict(False, figure and bool(stated(reply.answer)), "answered what is not there")
    if reply.status == "conflict":
        return Verdict(False, True, "conflict")
    reason = _amiss(question, reply)
    return Verdict(not reason, bool(reason) and _wrong_figure(question, reply), reason)


def _amiss(question: Question, reply: Reply) -> str:
    """Return what a stated answer lacks, "" when it is right."""
    expected = question.expected
    if question.kind == "yes_no":
        return _yes_no(expected, reply)
    if expected.items:
        return _list(expected.items, reply)
    if expected.values:
        reason = _values(question, reply)
        return reason or _strings(expected.strings, f"{reply.answer}\n{reply.text}")
    if question.kind == "comparison":
        return _comparison(question, reply.answer)
    place = f"{reply.answer}\n{reply.text}" if question.kind == "passage" else reply.answer
    return _strings(expected.strings, place)


def _values(question: Question, reply: Reply) -> str:
    """The expected figures stand first in the short answer, in order."""
    expected = question.expected.values
    found = stated(reply.answer)[: len(expected)]
    rounded = question.kind == "calculation"
    if len(found) == len(expected) and all(
        agrees(one, value, rounded=rounded) for one, value in zip(found, expected, strict=True)
    ):
        return ""
    return "figure" if found else "no figure"


def _strings(strings: Sequence[Sequence[str]], place: str) -> str:
    """One spelling of each expected string stands somewhere in the place."""
    folded = fold(place)
    missing = [one[0] for one in strings if not any(fold(way) in folded for way in one)]
    return f"string {missing[0]}" if missing else ""


def _yes_no(expected: Expected, reply: Reply) -> str:
    """The answer opens with the right word; the fact may stand in it or in the text."""
    if expected.yes is not None:
        said = polarity(reply.answer)
        if said is None:
            return "neither yes nor no"
        if said is not expected.yes:
            return "yes for no" if said else "no for yes"
    place = f"{reply.answer}\n{reply.text}"
    for value in expected.values:
        if not any(agrees(one, value) for one in stated(place)):
            return "figure"
    return _strings(expected.strings, place)


def polarity(answer: str) -> bool | None:
    """Return what an answer to a yes-no question opens with, None when with neither."""
    folded = fold(answer)
    if _NO.match(folded):
        return False
    return True if _YES.match(folded) else None


def _comparison(question: Question, answer: str) -> str:
    """The winner stands in the short answer, ahead of any rival that is named too."""
    strings = question.expected.strings
    reason = _strings(strings, answer)
    if reason:
        return reason
    folded = fold(answer)
    first = [fold(way) for way in strings[0]]
    ahead = folded[: min(folded.find(way) for way in first if way in folded)]
    rival = next((one for one in rivals(question.question, first) if one in ahead), None)
    return f"{rival} stands first" if rival else ""


def rivals(question: str, winner: Sequence[str]) -> tuple[str, ...]:
    """Return the first two characters (or the word) of what the question sets beside the winner."""
    sides = [fold(side) for side in _BETWEEN.split(question)]
    marks = (re.match(r"[a-z]{3,}|[\u4e00-\u9fff]{2}", side) for side in sides)
    others = (mark[0] for mark in marks if mark)
    own = [side for side in sides if any(way in side for way in winner)]
    return tuple(one for one in others if not any(one in side for side in (*own, *winner)))


def _list(items: Sequence[Sequence[str]], reply: Reply) -> str:
    """Each expected item has a member of its own, and every member is an expected item."""
    members = [fold(one) for one in reply.items or _LIST_SEPARATOR.split(reply.answer)]
    members = [one for one in members if one]
    wanted = [[fold(way) for way in ways] for ways in items]
    matches = [[m for m, member in enumerate(members) if _same(member, ways)] for ways in wanted]
    strangers = set(range(len(members))) - {m for row in matches for m in row}
    if strangers:
        return f"stranger {members[min(strangers)]}"
    if (missing := _unmatched(matches)) is not None:
        return f"item {items[missing][0]}"
    return ""


def _same(member: str, ways: Sequence[str]) -> bool:
    """True when a member holds one of the spellings, or is held by one (two characters or more)."""
    return any(way in member or (len(member) > 1 and member in way) for way in ways)


def _unmatched(matches: Sequence[Sequence[int]]) -> int | None:
    """Return the first row that cannot get a column of its own, None when all can."""
    owner: dict[int, int] = {}

    def seat(row: int, seen: set[int]) -> bool:
        for column in matches[row]:
            if column in seen:
                continue
            seen.add(column)
            if column not in owner or seat(owner[column], seen):
                owner[column] = row
                return True
        return False

    return next((row for row in range(len(matches)) if not seat(row, set())), None)


def _wrong_figure(question: Question, reply: Reply) -> bool:
    """True when a figure was asked for and the answer states one that is not among the expected."""
    expected = question.expected.values
    if not expected and question.kind not in _FIGURES:
        return False
    rounded = question.kind == "calculation"
    return any(
        not any(agrees(one, value, rounded=rounded) for value in expected)
        for one in stated(reply.answer)
    )
