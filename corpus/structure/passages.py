"""Passages: the units of retrieval, cut where the outline and the sentences allow.

A passage stays within one section and under `LONGEST` code points of the original. Cuts fall on
sentence ends, where a sentence alone is longer on ；, then on ，, and are chosen so that the
passages of a section are about equally long and rather end with a paragraph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Section, Sentence
from corpus.mapped import Span

LONGEST = 400  # code points of the original; the contract's unit of evidence
# What cuts cost beside the sum of squared lengths (in units of LONGEST): inside a paragraph a
# little, directly behind a heading so much that it happens only where nothing else fits.
_INSIDE_PARAGRAPH = 0.05
_BEHIND_HEADING = 1.0


@dataclass(frozen=True, slots=True)
class _Unit:
    span: Span
    section: int
    paragraph: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage before it has a name: its span and the section whose heading path it carries."""

    span: Span
    section: int


def cut_passages(sections: Sequence[Section], sentences: Sequence[Sentence]) -> tuple[Cut, ...]:
    """Return disjoint passages in order that cover all sentences."""
    cuts: list[Cut] = []
    for group in _groups(sections, sentences):
        pieces = [piece for unit in group for piece in _pieces(unit)]
        cuts += [Cut(span, group[-1].section) for span in _balanced(pieces)]
    return tuple(cuts)


def _groups(sections: Sequence[Section], sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Yield sentences of one section; bare headings go with the section directly under them."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and sentence.section != group[-1].section:
            bare = all(one.heading for one in group)
            if not (bare and _continues(sections, group[-1].section, sentence.section)):
                yield group
                group = []
        group.append(sentence)
    if group:
        yield group


def _continues(sections: Sequence[Section], bare: int, following: int) -> bool:
    """True when a section lies under one that is a bare heading, or stands beside it."""
    if not bare or not following:
        return False
    if sections[bare].parent == sections[following].parent:
        return True
    number: int | None = following
    while number:
        number = sections[number].parent
        if number == bare:
            return True
    return False


def _pieces(sentence: Sentence) -> Iterator[_Unit]:
    """Yield a sentence, or its parts where it alone is too long for a passage."""
    view, start = sentence.view, 0
    if len(sentence.span) <= LONGEST:
        yield _Unit(sentence.span, sentence.section, sentence.paragraph, sentence.heading)
        return
    origin = sentence.span.start
    while origin < sentence.span.end:
        end = len(view.text)
        if sentence.span.end - origin > LONGEST:
            end = _longest_part(sentence, start, origin)
        stop = sentence.span.end
        if end < len(view.text):
            stop = min(max(view.ends[end - 1], origin + 1), origin + LONGEST)
        stop = min(stop, origin + LONGEST)
        yield _Unit(Span(origin, stop), sentence.section, sentence.paragraph, sentence.heading)
        origin, start = stop, max(end, start)
        while start < len(view.text) and view.starts[start] < origin:
            start += 1


def _longest_part(sentence: Sentence, start: int, origin: int) -> int:
    """Return where the part that begins at `start` ends: at ；, else at ，, else anywhere."""
    view = sentence.view
    limit = start
    while limit < len(view.text) and view.ends[limit] - origin <= LONGEST:
        limit += 1
    for mark in ("；", "，", "、"):
        found = view.text.rfind(mark, start + 1, limit)
        if found > start:
            return found + 1
    return max(limit, start + 1)


def _balanced(units: Sequence[_Unit]) -> list[Span]:
    """Join units to the fewest passages, of these to the most even, by dynamic programming."""
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for j in range(1, len(units) + 1):
        choices: list[tuple[int, float, int]] = []
        for i in range(j - 1, -1, -1):
            length = units[j - 1].span.end - units[i].span.start
            if length > LONGEST and i < j - 1:
                break
            count, cost, _ = best[i]
            penalty = _penalty(units, j) if j < len(units) else 0.0
            choices.append((count + 1, cost + (length / LONGEST) ** 2 + penalty, i))
        best.append(min(choices))
    spans: list[Span] = []
    j = len(units)
    while j:
        i = best[j][2]
        spans.append(Span(units[i].span.start, units[j - 1].span.end))
        j = i
    return spans[::-1]


def _penalty(units: Sequence[_Unit], j: int) -> float:
    """Return the cost of a cut in front of unit `j`."""
    if units[j - 1].heading:
        return _BEHIND_HEADING
    return _INSIDE_PARAGRAPH if units[j - 1].paragraph == units[j].paragraph else 0.0
