"""Whose each of several like figures of a sentence is: 甲区完成8亿元，增长3%；乙区…."""

import re
from collections.abc import Sequence
from itertools import pairwise

import rjieba

from corpus.mapped import Span
from qa.lexicon import MEASURE_ENDING, predicates

__all__ = ["names_by_turns"]

_CLAUSE = re.compile(r"[，；。：]")
_CUT = re.compile(r"[，；。：、]|(?<=[㐀-鿿\d%])(?:以及|和|与|及)(?=[㐀-鿿]{2})")
_LED = re.compile(r"^(?:其中|其次是?|再次是?|此外|而|以|(?:按|分)[^，]{1,6}[分看])+")
_ENDS = ("v", "u", "p", "d", "m", "r")  # tags of what a name ends in front of
LONGEST = 14  # code points of a name
SHORTEST = 2


def names_by_turns(text: str, figures: Sequence[Span], measure: str) -> tuple[str, ...]:
    """Return whose each figure is, in order; nothing where the sentence does not tell it by turns.

    `figures` are like figures of one sentence in text order, two or more; `measure` is what they
    measure. Each name opens the clause of its figure, or one that lies as far in front of it as
    with the others.
    """
    between = [text[before.end : here.start] for before, here in pairwise(figures)]
    cut = _CLAUSE if all(map(_CLAUSE.search, between)) else _CUT
    parted = all("；" in one for one in between)  # what stands before it is of the one before
    leads = [
        cut.split(one.rpartition("；")[2]) if parted else cut.split(one)[1:] for one in between
    ]
    distance = {len(lead) for lead in leads}
    if not leads or len(distance) != 1 or not min(distance):
        return ()
    first = cut.split(text[: figures[0].start])[-min(distance) :]
    names = tuple(_name(lead[0], measure) for lead in (first, *leads))
    sound = all(SHORTEST <= len(n) <= LONGEST and not MEASURE_ENDING.search(n) for n in names)
    return names if sound and len(set(names)) == len(names) else ()


def _name(clause: str, measure: str) -> str:
    """Return the noun phrase that a clause opens with, without the words of the measure."""
    found = ""
    for word, tag in rjieba.tag(_LED.sub("", clause)):
        ended = tag[0] in _ENDS and not (tag == "vn" and word not in measure)
        if found and (ended or word in predicates() or word in measure):
            break
        if tag[0] == "m" or word in predicates():
            break
        found += word
    return found
