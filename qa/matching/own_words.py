"""Which words tell one of several things from the others, and whether a figure is told of it.

Where one measure is asked of several things, a figure near by may be that of another one of them:
甲港区从业120人，乙港区80人.
The last of them that the text names in front of a figure is the one that it is told of.
"""

import re
from collections.abc import Sequence
from enum import IntEnum

import rjieba

from corpus.periods import periods
from corpus.places import places
from qa.matching.align import match, says
from qa.matching.candidates import Candidate

__all__ = ["Told", "Words", "own_words", "told_of"]

WINDOW = 12  # code points within which the words of one name stand
SHORT = 4  # code points of a name that word cutting may take apart
SAID = 0.75  # match from which a text says a word
_BEHIND = re.compile(r"[㐀-鿿A-Za-z]{2,12}")
_SCOPE = re.compile(r"[的在]|这|那|各|多少|是|有|为|目标|计划|年度|预计")


class Told(IntEnum):
    """How a figure is told of a thing."""

    OTHER = 0  # of another one
    OPEN = 1  # the text names none of them
    OWN = 2


Words = tuple[str, ...]


def own_words(questions: Sequence[str]) -> tuple[Words, ...]:
    """Return for each of several questions that ask alike the words that the others do not have.

    Places that a table knows and times go: they are held against a figure elsewhere.
    """
    bare = [_without_scope(one) for one in questions]
    ahead = _shared(bare)
    behind = _shared([one[ahead:][::-1] for one in bare])
    cores = [one[ahead : len(one) - behind] for one in bare]
    made = []
    for n, core in enumerate(cores):
        others = "，".join(c for m, c in enumerate(bare) if m != n)
        words = [w for w, _ in rjieba.tag(core) if len(w) > 1 and w not in others]
        if not words and 2 <= len(core) <= SHORT:
            words = [core]  # 甲港: cut into letters
        made.append(tuple(words))
    return tuple(made)


def told_of(claim: Candidate, own: Words, others: Sequence[Words]) -> Told:
    """Return of which of the things a figure is told: the one that is named last in front of it.

    Where its sentence names none, the heading above it does.
    """
    if not own:
        return Told.OPEN
    text, figure = claim.scene.text, claim.figure
    at = claim.scene.sentence.view.locate(figure.span)
    start, behind = at.start, _BEHIND.match(text, at.end)
    counted = behind[0] if behind else ""  # 11件商标、48件著作权
    if any(w in counted for words in (own, *others) for w in words):
        return Told.OWN if any(w in counted for w in own) else Told.OTHER
    here, rival = (
        _last(text[:start], own),
        max((_last(text[:start], o) for o in others), default=-1),
    )
    told = f"{figure.measure}，{figure.context}，{figure.subject.text if figure.subject else ''}"
    if any(_said(w, told) for w in own) and all(_last(told, o) < 0 for o in others):
        return Told.OWN
    if here >= 0 or rival >= 0:
        return Told.OWN if here >= rival else Told.OTHER
    above = claim.scene.headings.rsplit(" ", 1)[-1]
    if any(_said(w, above) for w in own):
        return Told.OWN
    return Told.OTHER if any(w in above for o in others for w in o) else Told.OPEN


def _said(word: str, text: str) -> bool:
    """True for a word that a text has, in whatever words: 文创, 文化创意产业."""
    return match(word, text) >= SAID or (len(word) == 2 and says(word, text))


def _last(text: str, words: Sequence[str]) -> int:
    """Return where a text names a thing last, by more than half of its words; -1 where nowhere."""
    for at in sorted(m.start() for w in words for m in re.finditer(re.escape(w), text))[::-1]:
        near = text[max(0, at - WINDOW) : at + WINDOW]
        if 2 * sum(w in near for w in words) > len(words):
            return at
    return -1


def _without_scope(name: str) -> str:
    spans = [p.span for p in periods(name) if p.start or p.end]
    spans += [p.span for p in places(name)[:1]]
    letters = list(name)
    for span in spans:
        letters[span.start : span.end] = "，" * len(span)
    return _SCOPE.sub("", "".join(letters).replace("，", ""))


def _shared(texts: Sequence[str]) -> int:
    """Return how many code points texts have in common at their beginning."""
    at = 0
    while all(len(t) > at for t in texts) and len({t[at] for t in texts}) == 1:
        at += 1
    return at
