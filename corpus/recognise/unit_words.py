"""The words and signs of units by which the bare recognisers know an amount."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.numbers.unit_table import UnitRow, unit_rows
from corpus.numbers.units import OPENS_A_WORD

__all__ = ["Named", "UnitWords", "unit_words"]

_NEAR = 12  # characters on either side in which a word that means other things finds its context
_HAN = re.compile("[\u3400-\u9fff]")
_ON = re.compile("(?![一二三四五六七八九][角毛分])[\u3400-\u9fff]")  # 三块地, but 三块五毛


@dataclass(frozen=True, slots=True)
class Named:
    """A unit where it stands: its row, and where its word ends."""

    row: UnitRow
    end: int


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The words of some kinds of unit, in small letters.

    `behind` stand behind a number, `parts` behind the second number of 5元3角, `pairs` in front of
    one and, where the second member is not empty, also behind it; `before` finds the first members
    and the names that stand alone. `whole` are the rows that parts are parts of, by name.
    """

    behind: dict[str, UnitRow]
    parts: dict[str, UnitRow]
    pairs: dict[str, tuple[tuple[str, UnitRow], ...]]
    alone: dict[str, UnitRow]
    whole: dict[str, UnitRow]
    phrase_end: frozenset[str]  # words that stand only where no Han character follows
    before: re.Pattern[str]
    longest: int

    def unit(self, text: str, start: int, original: str) -> Named | None:
        """Return the longest unit at `start`, one space in front of it allowed."""
        return self._longest(text, start, original, self.behind)

    def part(self, text: str, start: int, original: str) -> Named | None:
        """Return the hundredth or tenth of a unit at `start`."""
        return self._longest(text, start, original, self.parts)

    def _longest(
        self, text: str, start: int, original: str, words: dict[str, UnitRow]
    ) -> Named | None:
        start += text[start : start + 1] == " "
        for end in range(min(start + self.longest, len(text)), start, -1):
            row = words.get(text[start:end])
            if row and self._stands(text, start, end, original, row):
                return Named(row, end)
        return None

    def _stands(self, text: str, start: int, end: int, original: str, row: UnitRow) -> bool:
        """True unless the word is part of another, or means another thing here."""
        word, following = text[start:end], text[end : end + 1]
        if word[-1].isascii() and word[-1].isalpha():
            capital = len(word) == 1 and original[start] != word and word != "l"
            return not capital and not (following.isascii() and following.isalnum())
        if word in self.phrase_end and _ON.match(text, end):
            return False
        if len(word) == 1 and word in OPENS_A_WORD and OPENS_A_WORD[word].match(text, start):
            return False
        near = row.near if word in row.further else None
        return near is None or bool(near.search(text, max(0, start - _NEAR), end + _NEAR))


@cache
def unit_words(*kinds: str) -> UnitWords:
    """Return the words of some kinds of the table; the first row that has a word owns it."""
    behind: dict[str, UnitRow] = {}
    parts: dict[str, UnitRow] = {}
    pairs: dict[str, list[tuple[str, UnitRow]]] = {}
    alone: dict[str, UnitRow] = {}
    for row in unit_rows():
        if not row.name or row.kind not in kinds:
            continue
        for word in (*row.words, *row.further):
            small = word.lower().removesuffix(".")
            if small.startswith("="):
                alone.setdefault(small[1:], row)
                behind.setdefault(small[1:], row)
            elif "~" in small:
                first, _, second = small.partition("~")
                pairs.setdefault(first, []).append((second, row))
            elif row.kind == "part":
                parts.setdefault(small, row)
                if len(small) > 1:
                    behind.setdefault(small, row)
            else:
                behind.setdefault(small, row)
                if row.kind == "currency" and len(small) > 1 and _HAN.match(small):
                    pairs.setdefault(small, [])  # 港币50元
    return UnitWords(
        behind,
        parts,
        {first: tuple(rest) for first, rest in pairs.items()},
        alone,
        {row.name: row for row in reversed(unit_rows()) if row.kind == "currency"},
        frozenset(w[:-1] for row in unit_rows() for w in row.further if w.endswith(".")),
        _any_of([*pairs, *alone]),
        max(map(len, (*behind, *parts))),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Match the longest of some words, Latin ones where they stand by themselves."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(
        "|".join(
            (r"(?<![a-z])" if word[0].isascii() and word[0].isalpha() else "") + re.escape(word)
            for word in ordered
        )
        or r"(?!)"
    )
