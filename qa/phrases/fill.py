"""Where in a sentence the words stand that fill a question's gap.

Every word that the question does not say gets heat from the question's words around it: from the
near ones more than from the far, most from those next to the gap in the question, and most when
they stand on the same side as there.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Span
from qa.asking.slot import Slot, read_slot
from qa.lexicon import frame, wordings
from qa.matching.align import SYNONYM, Aligner, parts_of
from qa.phrases.cutting import Word, words_of
from qa.question import Question

# Tuned on a quarter of the development questions of CMRC 2018, DRCD and CAIL 2019 (kinds entity
# and span), by how many answers of at most 60 code points hold the expected words.
REACH = 14.0  # code points over which the heat of a word falls to 1/e
TOUCHING = 2  # characters beside the gap that are compared
CLAUSE = 0.62  # what is left of it behind a clause border
CROSSED = 0.7  # what is left of it on the other side than in the question
NEXT = 3.0  # how much more the word next to the gap gives
HEAD = 2.0  # heat of a word that ends in what is asked for (哪座大厦: 大厦)
HEADED = 0.5  # heat of the other words of a phrase of the sought kind
SAID = 4.0  # heat of a word that the question itself says
FITTING = 3.0  # how much more a word in a phrase of the sought kind takes up
FRAME_HEAT = 0.12  # heat that a framing word takes up


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word of the question found in a sentence. `side` -1: it stands in front of the gap."""

    span: Span
    weight: float
    side: int


class Filler:
    """Finds the gap's filling for one question."""

    def __init__(self, question: Question, aligner: Aligner) -> None:
        self.slot: Slot = read_slot(question.view)
        self._view = question.view
        self._marks: dict[str, Sequence[bool]] = {}  # by text: which characters the question says
        self._terms = tuple(_placed(question.view, self.slot, aligner))

    def anchors(self, text: str) -> list[Anchor]:
        """Return the question's words in a sentence, all occurrences."""
        low, found = text.lower(), []
        for term, weight, side in self._terms:
            for form, worth in _forms(term):
                at = low.find(form)
                while at >= 0:
                    found.append(Anchor(Span(at, at + len(form)), weight * worth, side))
                    at = low.find(form, at + len(form))
        return found

    def freshness(self, text: str, span: Span) -> float:
        """Return the share of a stretch that the question does not say (0–1).

        The kind asked for is said: of 第三医疗机构 for 哪个机构, 第三医疗 is fresh.
        """
        said = list(self._said(text))
        for kind in self.slot.kinds:
            for match in re.finditer(re.escape(kind), text[span.start : span.end]):
                said[span.start + match.start() : span.start + match.end()] = [True] * len(kind)
        words = [w for w in words_of(text) if span.contains(w.span) and _receives(w) > FRAME_HEAT]
        size = sum(len(w.span) for w in words)
        new = sum(len(w.span) for w in words if not all(said[w.span.start : w.span.end]))
        return new / size if size else 0.0

    def heat(self, text: str, fits: Sequence[tuple[Span, float]] = ()) -> list[float]:
        """Return the heat of each word of `words_of(text)`.

        `fits` are stretches and how well each is of the sought kind (0–1).
        """
        anchors, said = self._strongest(text), self._said(text)
        borders = [m.start() for m in re.finditer(r"[，；：。！？]", text)]
        result = []
        for word in words_of(text):
            fit = max((f for s, f in fits if s.contains(word.span)), default=0.0)
            known = all(said[word.span.start : word.span.end])
            own = 0.0 if known else _receives(word)
            own *= 1 + FITTING * fit
            gained = sum(_given(a, word, borders) for a in anchors) if own else 0.0
            held = max((a.weight for a in anchors if a.span.overlaps(word.span)), default=0.0)
            ends = any(word.text.endswith(h) for h in self.slot.heads)
            named = HEAD if ends else HEADED * fit
            result.append(own * gained + SAID * held + named)
        return result

    def warmth(self, text: str, span: Span, heat: Sequence[float]) -> float:
        """Return the heat of the warmest word of a stretch that the question does not say.

        `heat` is that of the text's words.
        """
        said = self._said(text)
        return max(
            (
                value
                for word, value in zip(words_of(text), heat, strict=True)
                if span.overlaps(word.span) and not all(said[word.span.start : word.span.end])
            ),
            default=0.0,
        )

    def touch(self, text: str, span: Span) -> float:
        """Return how much a stretch's neighbours are those of the gap (0–1): 由(谁)引导."""
        view, gap = self._view, self.slot.span
        behind = view[gap.end :]
        for kind in self.slot.kinds[:1]:
            at = behind.find(kind)
            behind = behind[at + len(kind) :] if 0 <= at <= 2 else behind
        left = _shared(view[: gap.start][::-1], text[: span.start][::-1])
        return (left + _shared(behind, text[span.end :])) / (2 * TOUCHING)

    def _strongest(self, text: str) -> list[Anchor]:
        best: dict[Span, Anchor] = {}
        for anchor in self.anchors(text):
            if anchor.span not in best or best[anchor.span].weight < anchor.weight:
                best[anchor.span] = anchor
        return list(best.values())

    def _said(self, text: str) -> Sequence[bool]:
        known = self._marks.get(text)
        if known is not None:
            return known
        said = [False] * len(text)
        for anchor in self.anchors(text):
            said[anchor.span.start : anchor.span.end] = [True] * len(anchor.span)
        self._marks[text] = said
        return said


def _shared(one: str, other: str) -> int:
    """Return how many characters, at most `TOUCHING`, two texts begin with alike."""
    same = 0
    for a, b in zip(one[:TOUCHING], other, strict=False):
        if a != b or not a.isalnum():
            break
        same += 1
    return same


def _placed(view: str, slot: Slot, aligner: Aligner) -> list[tuple[str, float, int]]:
    """Return the question's words with weight and side, those next to the gap made heavier."""
    low = view.lower()
    placed = [(low.find(t.text), t) for t in aligner.terms]
    sides: dict[int, list[tuple[int, str, float]]] = {-1: [], 1: []}
    for at, term in placed:
        if term.text in slot.heads and at >= slot.span.end:
            continue
        side = -1 if at + len(term.text) <= slot.span.start else 1
        gap = slot.span.start - at if side < 0 else at - slot.span.end
        sides[side].append((gap, term.text, term.weight))
    found = []
    for side, terms in sides.items():
        for rank, (_, text, weight) in enumerate(sorted(terms)):
            found.append((text, weight * (1.0 + NEXT / (1 + rank) ** 2), side))
    return found


@lru_cache(maxsize=4096)
def _forms(term: str) -> tuple[tuple[str, float], ...]:
    """Return what stands for a term in a text and how well: itself, its synonyms, its parts."""
    forms = {term: 1.0}
    for word in wordings().get(term, ()):
        forms.setdefault(word, SYNONYM)
    for part in parts_of(term):
        if len(part) >= 2:
            forms.setdefault(part, len(part) / len(term))
    return tuple(forms.items())


def _receives(word: Word) -> float:
    if not re.search(r"\w", word.text):
        return 0.0
    if word.text in frame() or word.tag[0] in "ucpdyer":
        return FRAME_HEAT
    if len(word.text) == 1 and word.tag[0] not in "nm":
        return 0.4
    return 0.75 if word.tag[0] in "v" else 1.0


def _given(anchor: Anchor, word: Word, borders: Sequence[int]) -> float:
    before = anchor.span.end <= word.span.start
    low, high = (anchor.span.end, word.span.start) if before else (word.span.end, anchor.span.start)
    if high < low:
        return 0.0
    crossed = sum(1 for b in borders if low <= b < high)
    value = anchor.weight * math.exp(-(high - low) / REACH) * CLAUSE**crossed
    return value if before == (anchor.side < 0) else value * CROSSED
