"""Questions and texts as the reader's tokens: `<s> question </s> heading </s> text </s>`.

A token stays within a word: the vocabulary has pieces such as 年起 and 是中国, and an answer could
not begin or end inside of one. Of the answers of CMRC 2018 and DRCD 5 % do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["BEGIN", "END", "LONGEST", "PAD", "Cut", "Input", "Tokens"]

BEGIN, PAD, END = 0, 1, 2  # the bundled vocabulary's
LONGEST = 480  # tokens of one input; the model has 512 positions
QUESTION, HEADING = 64, 24  # tokens kept of a question and of what stands above a text
OVERLAP = 96  # tokens that two windows of a long text share
_TEXTS = 4096  # whose tokens are remembered: some 8 MB
_WORDS = 65536  # likewise: some 20 MB


@dataclass(frozen=True, slots=True)
class Cut:
    """A text's token ids, and the code points that each token stands for."""

    ids: tuple[int, ...]
    places: tuple[tuple[int, int], ...]

    def part(self, first: int, count: int) -> "Cut":
        """Return `count` tokens from the `first` on."""
        return Cut(self.ids[first : first + count], self.places[first : first + count])


@dataclass(frozen=True, slots=True)
class Input:
    """One input; the text's tokens begin at `offset`. `number` tells which text it is a part of."""

    number: int
    ids: tuple[int, ...]
    offset: int
    text: Cut


class Tokens:
    """Cuts texts into words and those into pieces; remembers what it cut last.

    `tokenizer` cuts a single word (`index.unigram.tokenizer(…, words=True)`).
    """

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, Cut] = {}
        self._words: dict[str, Cut] = {}

    def cut(self, text: str) -> Cut:
        """Return a text's tokens."""
        known = self._known.get(text)
        if known is None:
            from rjieba import tokenize  # heavy: its dictionary

            ids: list[int] = []
            places: list[tuple[int, int]] = []
            for word, start, _ in tokenize(text):
                pieces = self._pieces(word)
                ids += pieces.ids
                places += [(start + a, start + b) for a, b in pieces.places]
            known = Cut(tuple(ids), tuple(places))
            if len(self._known) >= _TEXTS:
                self._known.clear()
            self._known[text] = known
        return known

    def _pieces(self, word: str) -> Cut:
        known = self._words.get(word)
        if known is None:
            encoded = self._tokenizer.encode(word, add_special_tokens=False)
            known = Cut(tuple(encoded.ids), tuple(encoded.offsets))
            if len(self._words) >= _WORDS:
                self._words.clear()
            self._words[word] = known
        return known

    def head(self, question: str, heading: str) -> tuple[int, ...]:
        """Return what stands in front of a text."""
        asked, above = self.cut(question).ids[:QUESTION], self.cut(heading).ids[:HEADING]
        return (BEGIN, *asked, END, *above, END)

    def inputs(
        self, question: str, texts: Sequence[tuple[str, str]], longest: int = LONGEST
    ) -> list[Input]:
        """Return inputs for (heading, text) pairs; a long text gets several that overlap."""
        found = []
        for number, (heading, text) in enumerate(texts):
            head = self.head(question, heading)
            cut, room = self.cut(text), longest - len(head) - 1
            step = max(1, room - OVERLAP)
            for first in range(0, max(1, len(cut.ids) - OVERLAP), step):
                part = cut.part(first, room)
                found.append(Input(number, (*head, *part.ids, END), len(head), part))
        return found
