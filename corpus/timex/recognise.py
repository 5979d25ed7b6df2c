"""`times`: every date, time, range, duration and repetition in a text, resolved.

This is the bare recogniser, as `corpus.recognise.numbers` is for numbers: it reads any Chinese text
and follows the conventions of date recognisers (the end of a range is the first day after it, a
time without a year has two readings). What policy text means by a time is the business of
`corpus.periods`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from corpus.document import Span
from corpus.timex.atoms import Atom, Day, Length, Moment, Reading, Stretch, When
from corpus.timex.bounds import bounded
from corpus.timex.clock import CLOCKS
from corpus.timex.days import DAYS
from corpus.timex.lengths import LENGTHS
from corpus.timex.ranges import between, enclosed
from corpus.timex.resolve import result, timex_of
from corpus.timex.spelling import fold
from corpus.timex.stretches import STRETCHES

__all__ = ["times"]

_What = Day | When | Stretch | Length | Moment | None
_Rule = tuple["re.Pattern[str]", Callable[["re.Match[str]", datetime], _What]]
_RULES: tuple[_Rule, ...] = (*DAYS, *LENGTHS, *STRETCHES, *CLOCKS)
_TITLE = re.compile(r"《[^《》]{0,80}》")
_CONNECTOR = re.compile(r" ?(?:到|至|-|–|—{1,2}|~) ?")
_AND = re.compile(r" ?[和与及] ?")
_BETWEEN = re.compile(r" ?(?:之间|间)")
_FROM = re.compile(r"[从自由]$")


def times(text: str, reference: datetime) -> tuple[Moment, ...]:
    """Return the times of a text in order, without overlap, resolved against `reference`.

    Names of works (《明年今日》) hold none.
    """
    folded = _TITLE.sub(lambda title: "《" * len(title[0]), fold(text))
    atoms = _sets(folded, _beside(folded, _atoms(folded, reference)))
    found: list[Moment] = []
    for moment in _ranges(folded, atoms, reference):
        closed = _closed(found[-1], moment) if found else None
        if closed:
            found[-1] = closed
        else:
            found.append(moment)
    return tuple(found)


def _atoms(text: str, reference: datetime) -> list[Atom]:
    """Find the atoms: of those that overlap the first, of those that begin alike the longest."""
    found: list[Atom] = []
    for pattern, read in _RULES:
        for match in pattern.finditer(text):
            try:
                what = read(match, reference)
            except (ValueError, OverflowError):
                continue
            if isinstance(what, Day):
                what = When(what)
            if what is not None:
                skip = len(match[0]) - len(match[0].lstrip(" 的"))
                found.append(Atom(match.start() + skip, match.end(), what))
    found.sort(key=lambda atom: (atom.start, -atom.end))
    kept: list[Atom] = []
    for atom in found:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def _beside(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """Join what stands side by side: a day and its weekday, a day and a time of day."""
    kept: list[Atom] = []
    for atom in atoms:
        joined = _join(kept[-1], atom, text[kept[-1].end : atom.start]) if kept else None
        if joined is None:
            kept.append(atom)
        else:
            kept[-1] = Atom(kept[-1].start, atom.end, joined)
    return kept


def _join(first: Atom, last: Atom, gap: str) -> When | None:
    a, b = first.what, last.what
    if not isinstance(a, When) or not isinstance(b, When) or not a.day or a.clock or a.part:
        return None
    if b.day is None and not gap.strip(" 的"):
        return When(a.day, b.clock, b.part)
    if b.day and b.day.timex.startswith("XXXX-WXX") and gap in ("", ",", " ", ", "):
        return When(a.day, b.clock, b.part) if a.day.number else None
    return None


def _sets(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """Read 每周五, 每周五下午三点: a day of the week that comes again."""
    kept = []
    for atom in atoms:
        start, what = atom.start - 1, atom.what
        weekly = isinstance(what, When) and what.day and what.day.timex.startswith("XXXX-WXX")
        if weekly and isinstance(what, When) and text[start : atom.start] == "每":
            span, timex = Span(start, atom.end), timex_of(what)
            atom = Atom(start, atom.end, Moment("set", span, timex, (Reading(timex),)))
        kept.append(atom)
    return kept


def _ranges(text: str, atoms: Sequence[Atom], reference: datetime) -> Iterator[Moment]:
    """Yield results with the words that make them bounds; two atoms that bound a range are one."""
    position = 0
    while position < len(atoms):
        atom = atoms[position]
        after = atoms[position + 1] if position + 1 < len(atoms) else None
        moment = _range(text, atom, after, reference) if after else None
        if moment:
            yield moment
            position += 2
            continue
        position += 1
        what = atom.what
        if isinstance(what, When) and what.day and what.day.weak and not (what.clock or what.part):
            continue
        plain = result(atom)
        told = isinstance(what, Moment | Length) or plain.timex.startswith("(")
        yield plain if told else bounded(text, plain, after.start if after else len(text))


def _range(text: str, first: Atom, last: Atom, reference: datetime) -> Moment | None:
    gap = text[first.end : last.start]
    start, end = first.start, last.end
    if _CONNECTOR.fullmatch(gap):
        head = _FROM.search(text, max(0, start - 1), start)
        start = head.start() if head else start
    elif _AND.fullmatch(gap) and (tail := _BETWEEN.match(text, end)):
        end = tail.end()
        start -= text[start - 1 : start] == "在"
    else:
        return None
    return between(first, last, Span(start, end), reference)


def _closed(after: Moment, before: Moment) -> Moment | None:
    """Join 2003年之后2006年之前, side by side, to one range."""
    if (after.modifier, before.modifier) != ("after", "before"):
        return None
    if after.span.end != before.span.start or not after.bare or not before.bare:
        return None
    first, last = after.bare.readings[-1], before.bare.readings[-1]
    return enclosed(first, last, Span(after.span.start, before.span.end))
