"""Page numbers out, and the lines that a page break or a hard wrap cut made whole."""

import re
from dataclasses import replace
from itertools import pairwise

from corpus.cleaning.joins import NUMERAL, Line, Pair, lines_of, starts_with_unit, wrap_width
from corpus.cleaning.variants import characters
from corpus.document import Noise
from corpus.mapped import Edit, Mapped, Span

__all__ = ["joined_lines"]

# Page numbers that say so: — 3 —, -3-, 第3页, 第3页 共12页, Page 3 of 12.
_STRONG = re.compile(
    f"[-—–－―~·•]{{1,2}} ?\\d{{1,4}} ?[-—–－―~·•]{{1,2}}"
    f"|第 ?[0-9{NUMERAL}]{{1,4}} ?页(?:[,，/ ]{{0,2}}共 ?[0-9{NUMERAL}]{{1,4}} ?页)?"
    f"|共 ?[0-9]{{1,4}} ?页[,， ]{{0,2}}第 ?[0-9]{{1,4}} ?页"
    "|[Pp]age \\d{1,4}(?: of \\d{1,4})?"
)
_WEAK = re.compile("(\\d{1,3})(?: ?/ ?(\\d{1,3}))?")  # 12, 3/12: only where they stand like one
_LONGEST = 24  # characters of a page number's line
_PAGE = 300  # characters that a page holds at least
_SERIES = 3  # lone numbers that count up, a page apart, are page numbers whatever is around them
_NUMBER = re.compile("[0-9][0-9,./ ]{0,9}")
_LEADS_UP = re.compile("[达到至约共近超第增减升降占有每按]$")


def joined_lines(view: Mapped, source: str) -> tuple[Mapped, list[Noise]]:
    """Drop page numbers and join the lines that a page break or a hard wrap cut.

    `source` is what the view was made of: it tells how wide a line was printed.
    """

    def printed(line: Span) -> str:
        whole = view.original(line)
        return source[whole.start : whole.end]

    # read in Simplified, as long as before
    lines = lines_of(view.text.translate(characters()), printed)
    wrap = wrap_width(lines)
    numbers, figures = _lone_numbers(lines, wrap)
    kept = _without(lines, numbers)
    joins, noises = _joins(view, kept, wrap, {lines[at].start for at in figures})
    noises += [
        Noise("page_number", view.original(Span(lines[at].start, lines[at].end))) for at in numbers
    ]
    covered = iter([*joins, Edit(len(view.text), len(view.text) + 1, "")])
    edits = list(joins)
    join = next(covered)
    for at in sorted(numbers):
        drop = _line_drop(view.text, lines[at])
        while join.end < drop.end:
            join = next(covered)
        if not join.start <= lines[at].start:
            edits.append(drop)
    return (view.edit(sorted(edits)) if edits else view), noises


def _joins(
    view: Mapped, lines: list[Line], wrap: int, figures: set[int]
) -> tuple[list[Edit], list[Noise]]:
    """Return the edits that join lines, and what they are to be reported as.

    `figures` are the starts of the lines that hold a figure cut off on both sides.
    """
    edits: list[Edit] = []
    noises: list[Noise] = []
    for first, second in pairwise(lines):
        cut_off = first.start in figures or second.start in figures
        glue = "" if cut_off else Pair(first, second, wrap).glue()
        if glue is None:
            continue
        edits.append(Edit(first.end, second.start, glue))
        kind = "page_break" if second.gap or second.paged else "line_wrap"
        noises.append(Noise(kind, view.original(Span(first.end, second.start))))
    return edits, noises


def _without(lines: list[Line], numbers: set[int]) -> list[Line]:
    """Return the lines but for page numbers; the line behind one knows of it."""
    kept: list[Line] = []
    gap, paged = 0, False
    for at, line in enumerate(lines):
        gap += line.gap
        if at in numbers:
            paged = True
            continue
        kept.append(replace(line, gap=gap, paged=True) if paged else line)
        gap, paged = 0, False
    return kept


def _line_drop(text: str, line: Line) -> Edit:
    """Return the edit that takes a line out, its newline included."""
    start = text.rfind("\n", 0, line.start) + 1
    end = text.find("\n", line.end)
    return Edit(start, len(text) if end < 0 else end + 1, "")


def _lone_numbers(lines: list[Line], wrap: int) -> tuple[set[int], set[int]]:
    """Return the places of page numbers, and of figures cut off from both sides of their sentence.

    Either stands alone on its line. A figure shows by what leads up to it or by the unit behind it
    (「每年推广 / 100 / 项技术」); where a text strands one, it strands them all.
    """
    short = [at for at, line in enumerate(lines) if len(line.text) <= _LONGEST]
    strong = {at for at in short if _STRONG.fullmatch(lines[at].text)}
    series = _series(lines, [at for at in short if _is_lone_number(lines, at)])
    figures: set[int] = set()
    within: list[int] = []
    for at in short:
        if at in series or not _cuts_sentence(lines, at, wrap):
            continue
        if starts_with_unit(lines[at + 1].text) or _LEADS_UP.search(lines[at - 1].text):
            figures.add(at)
        elif _is_lone_number(lines, at):
            within.append(at)
    if figures:
        return strong | series, figures | set(within)
    values = [_value(lines[at]) for at in within]
    if values != sorted(set(values)):
        within = []  # page numbers count up
    return strong | series | set(within), figures


def _value(line: Line) -> int:
    """Return the page that a lone number names."""
    return int(line.text.split("/")[0])


def _is_lone_number(lines: list[Line], at: int) -> bool:
    """True for `12` or `3/12` alone between blank lines, or with one on one side."""
    match = _WEAK.fullmatch(lines[at].text)
    if match is None:
        return False
    if match.group(2) and not 0 < int(match.group(1)) <= int(match.group(2)):
        return False
    return lines[at].gap > 0 or at + 1 == len(lines) or lines[at + 1].gap > 0


def _series(lines: list[Line], weak: list[int]) -> set[int]:
    """Return the lone numbers that count up one by one, each at least a page from the last."""
    found: set[int] = set()
    run: list[int] = []
    for at in weak:
        follows = (
            bool(run)
            and _value(lines[at]) == _value(lines[run[-1]]) + 1
            and lines[at].start - lines[run[-1]].end >= _PAGE
        )
        run = [*run, at] if follows else [at]
        if len(run) >= _SERIES:
            found.update(run[-_SERIES:])
    return found


def _cuts_sentence(lines: list[Line], at: int, wrap: int) -> bool:
    """True when a lone number stands between the two halves of a sentence."""
    if not 0 < at < len(lines) - 1 or not _NUMBER.fullmatch(lines[at].text):
        return False
    before, after = lines[at - 1], lines[at + 1]
    if before.text[-1].isdigit():
        return False
    joined = replace(after, gap=after.gap + lines[at].gap, paged=True)
    return Pair(before, joined, wrap).glue() is not None
