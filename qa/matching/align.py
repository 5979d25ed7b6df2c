"""How well a stretch of text says what a question asks: weighted coverage of its content words."""

import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import rjieba

from qa.asking.terms import REALMS, Term
from qa.lexicon import everyday, wordings
from qa.question import Question

SYNONYM = 0.9  # another word of the same meaning
SHORT_FOR = 0.8  # the words that a short word stands for
PARTS = 0.8  # all parts of a compound, apart from one another
NOWHERE = 0.3  # a term matched less than this stands nowhere near
PROPER = 0.55  # a name has to stand nearer: in the sentence, its heading or its subject
MIN_PART = 0.5  # at least half of a compound's characters must be there
ABBREVIATED = 3  # code points that may stand between the letters of a short word
MATCHES = 16_384  # kept, of a term in a text: a question asks some 500 of them six times each

# What comes of a deed, behind a verb of one character: 借到 is borne out by what bears out 借.
_COMPLEMENTS = "到得出下来走回成好完上进掉起满足够"

# Words that stand inside others which mean something else.
_INSIDE = {"出口": "进出口", "合格": "不合格", "增加": "增加值"}


class Layer(NamedTuple):
    """A text around a candidate and what a match in it is worth (0–1).

    A tuple, since a question makes a thousand: it is made in a third of the time.
    """

    text: str
    worth: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """`score` is the covered share of the weight of all terms (0–1)."""

    score: float
    missing: tuple[Term, ...]


class Aligner:
    """Measures texts against one question.

    `rarity` gives a word's rarity in the corpus (0–1), `known` tells whether it is a word of the
    corpus at all.
    """

    def __init__(
        self,
        question: Question,
        rarity: Callable[[str], float],
        known: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.terms = tuple(
            replace(t, weight=t.weight * (0.4 + 0.6 * rarity(t.text)), known=known(t.text))
            for t in question.terms
        )
        self.total = sum(t.weight for t in self.terms)

    def weighing(self, terms: tuple[Term, ...]) -> "Aligner":
        """Return the same with other weights of the terms."""
        other = copy(self)
        other.terms, other.total = terms, sum(t.weight for t in terms)
        return other

    def cover(self, layers: Sequence[Layer]) -> Coverage:
        """Credit each term with its best layer."""
        if not self.terms:
            return Coverage(1.0, ())
        gained, missing = 0.0, []
        worths: dict[str, float] = {}  # a text that comes twice counts where it is worth more
        for text, worth in layers:
            if text and worth > worths.get(text, 0.0):
                worths[text] = worth
        ranked = sorted(worths.items(), key=lambda held: -held[1])
        for term in self.terms:
            best = 0.0
            for text, worth in ranked:
                if worth <= best:
                    break
                held = worth * match(term.text, text)
                if held > best:
                    best = held
            if not best and len(term.text) == 2 and not term.known:
                short = (w * SHORT_FOR for t, w in ranked if _short_for(term.text).search(t))
                best = max(short, default=0.0)
            if term.proper and term.text[-1] in REALMS and best < PROPER:
                best = 0.0  # half of a name is the name of another: 甲国, for 乙国
            gained += term.weight * best
            if best < (PROPER if term.proper else NOWHERE) and term.weight >= 0.3:
                missing.append(term)
        return Coverage(gained / self.total, tuple(missing))


@lru_cache(maxsize=1024)
def _short_for(term: str) -> re.Pattern[str]:
    """Return what a word is short for that no document has: 青创, two words side by side."""
    return re.compile("[㐀-鿿]".join(map(re.escape, term)) + "[㐀-鿿]")


@lru_cache(maxsize=MATCHES)
def match(term: str, text: str) -> float:
    """Return how far `text` (search form) contains a term: exactly, by synonym, or in parts."""
    if len(term) == 1:
        ways = everyday().get(term, ())
        return 1.0 if term in text else SYNONYM if any(w in text for w in ways) else 0.0
    low = text.lower()
    for whole in _wholes(term):
        low = low.replace(whole, "，")
    if term in low:
        return 1.0
    said, parts, size = _ways_to_say(term)
    for word in said:
        if word in low:
            return SYNONYM
    if len(parts) < 2 and len(term) < 3:
        return 0.0
    found = 0.0
    for part, others in parts:
        if part in low:
            found += len(part)
            continue
        for word in others:
            if word in low:
                found += len(part) * SYNONYM
                break
    share = found / size if size else 0.0
    return PARTS * share if share >= MIN_PART else 0.0


@lru_cache(maxsize=4096)
def _wholes(term: str) -> tuple[str, ...]:
    """Return the words that a term stands inside of and does not mean."""
    return tuple(w for inside, w in _INSIDE.items() if inside in term and w not in term)


def says(term: str, text: str) -> bool:
    """True when a text has a term, a synonym, or what it is short for: 文创 for 文化创意.

    Stricter than `match`, which takes letters that stand anywhere for a word cut wrongly.
    """
    low = text.lower()
    if len(term) == 2 and not term.isascii():
        return any(w in low for w in _ways_to_say(term)[0]) or bool(_abbreviated(term).search(low))
    return match(term, text) > 0


@lru_cache(maxsize=4096)
def _abbreviated(term: str) -> re.Pattern[str]:
    return re.compile(f".{{0,{ABBREVIATED}}}".join(map(re.escape, term)))


_Ways = tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...], int]


@lru_cache(maxsize=4096)
def _ways_to_say(term: str) -> _Ways:
    """Return a term's synonyms, its parts each with their synonyms, and the parts' length."""
    table = wordings()
    parts = parts_of(term)
    done = len(term) == 2 and term[1] in _COMPLEMENTS and term not in table
    return (
        tuple(everyday().get(term[0], ()) if done else table.get(term, ())),
        tuple((part, tuple(table.get(part, ()))) for part in parts),
        sum(map(len, parts)),
    )


@lru_cache(maxsize=4096)
def parts_of(term: str) -> tuple[str, ...]:
    """Cut a compound into its shortest dictionary words."""
    if re.fullmatch(r"[a-z0-9.+\-]+", term):
        return (term,)
    words = [w for w in rjieba.cut_for_search(term) if w != term and len(w) >= 2]
    words = [w for w in words if not _straddles(w, words, term)]
    covered = [False] * len(term)
    for word in words:
        at = term.find(word)
        covered[at : at + len(word)] = [True] * len(word)
    rest = tuple(c for c, done in zip(term, covered, strict=True) if not done)
    return (*words, *rest)


def _straddles(word: str, words: Sequence[str], term: str) -> bool:
    """True for a word made of the end of one and the beginning of the next: 村居 in 农村居民."""
    start = term.find(word)
    end = start + len(word)
    spans = [(at := term.find(w), at + len(w)) for w in words if w != word]
    return any(b == c and a < start < b < end < d for a, b in spans for c, d in spans)
