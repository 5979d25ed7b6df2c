"""From examples to what the network sees: windows, texts without the answer, tokens, batches.

A text fills what its question and heading leave of the longest input, by a window that moves from
draw to draw.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from corpus.mapped import Span
from eval.reader.examples import Example, Reading
from qa.reader.inputs import END, PAD, Tokens

__all__ = ["Batch", "Encoded", "Sampler", "batched", "encode"]

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")
_NONE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids; the text's tokens begin at `offset`, `places` are their characters."""

    ids: tuple[int, ...]
    offset: int
    places: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int], ...] = ()  # of tokens, the last one included


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of shape (batch, length), and (batch,) for `answers`."""

    ids: Tensor
    real: Tensor
    text: Tensor
    starts: Tensor
    ends: Tensor
    inside: Tensor
    answers: Tensor


def encode(tokens: Tokens, example: Example, longest: int, random: Random | None = None) -> Encoded:
    """Return an example's tokens, the text cut to a window that holds the answer's beginning."""
    head = tokens.head(example.question, example.reading.heading)
    cut = tokens.cut(example.reading.text)
    spans = tuple(_tokens_of(span, cut.places) for span in example.spans)
    room = longest - len(head) - 1
    first = _window(len(cut.ids), room, spans, random)
    kept = [(a - first, b - first) for a, b in spans if a >= first and b < first + room]
    part = cut.part(first, room)
    return Encoded((*head, *part.ids, END), len(head), part.places, tuple(kept))


def _tokens_of(span: Span, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    inside = [n for n, (a, b) in enumerate(places) if a < span.end and span.start < b and a < b]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _window(count: int, room: int, spans: Sequence[tuple[int, int]], random: Random | None) -> int:
    """Return the first token of a window; without `random` the one around the answer's middle."""
    if count <= room:
        return 0
    if not spans:
        return random.randrange(count - room + 1) if random else 0
    low = max(0, spans[0][1] - room + 1)
    high = min(spans[0][0], count - room)
    if low > high:
        return max(0, min(spans[0][0], count - room))
    return random.randint(low, high) if random else (low + high) // 2


@dataclass(frozen=True, slots=True)
class Sampler:
    """Draws batches of examples, some turned into ones that the text does not answer."""

    tokens: Tokens
    texts: tuple[Reading, ...]  # where texts of another paragraph come from
    near: dict[str, tuple[int, ...]]  # a text's key → the numbers of texts like it
    size: int = 16

    def batches(
        self, examples: Sequence[Example], weights: Sequence[float], random: Random
    ) -> Iterator[Batch]:
        """Yield batches for ever; a pool is sorted by length so that little is padding."""
        while True:
            drawn = random.choices(examples, weights, k=self.size * 32)
            pool = [self._one(example, random) for example in drawn]
            pool.sort(key=lambda one: len(one.ids))
            made = [pool[n : n + self.size] for n in range(0, len(pool), self.size)]
            random.shuffle(made)
            yield from map(batched, made)

    def _one(self, example: Example, random: Random) -> Encoded:
        chance = random.random()
        if example.spans and chance < 0.30:
            example = self._unanswered(example, random)
        longest = random.choice((96, 128, 160, 224, 320))
        return encode(self.tokens, example, longest, random)

    def _unanswered(self, example: Example, random: Random) -> Example:
        """Return the question with a like text, or its own without the answering sentence."""
        answer = example.answers[0]
        if random.random() < 0.5:
            near = [self.texts[n] for n in self.near.get(example.reading.key, ())]
            near = [one for one in near if answer not in one.text]
            if near:
                return Example(example.question, random.choice(near), (), example.source)
        text = example.reading.text
        sentence = next(
            (Span(*m.span()) for m in _SENTENCE.finditer(text) if m.end() > example.spans[0].start),
            _NONE,
        )
        rest = example.reading.without(sentence)
        if len(rest.text) < 40 or answer in rest.text or not len(sentence):
            return example
        return Example(example.question, rest, (), example.source)


def batched(pool: Sequence[Encoded]) -> Batch:
    """Pad examples to one length and mark their answers."""
    shape = len(pool), max(len(one.ids) for one in pool)
    ids = torch.full(shape, PAD)
    text, starts, ends, inside = (torch.zeros(shape, dtype=torch.bool) for _ in range(4))
    for row, one in enumerate(pool):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        text[row, one.offset : one.offset + len(one.places)] = True
        for a, b in one.spans:
            starts[row, one.offset + a] = True
            ends[row, one.offset + b] = True
            inside[row, one.offset + a : one.offset + b + 1] = True
    return Batch(ids, ids != PAD, text, starts, ends, inside, starts.any(1))
