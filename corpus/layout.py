"""Page numbers out, and the lines that a page break or a hard wrap cut made whole."""

import re
from dataclasses import replace

from corpus.document import Noise
from corpus.joins import NUMERAL, Line, Pair, lines_of, starts_with_unit, wrap_width
from corpus.mapped import Edit, Mapped, Span
from corpus.variants import characters

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
_LEADS_TO_FIGURE = re.compile("[达到至约共近超第增减升降占有每按]$")


def joined_lines(view: Mapped) -> tuple[Mapped, list[Noise]]:
    """Drop page numbers and join the lines that a page break or a hard wrap cut."""
    lines = lines_of(view.text.translate(characters()))  # read in Simplified, as long as before
    wrap = wrap_width(lines)
    numbers = _page_numbers(lines, wrap)
    kept = _without(lines, numbers)
    joins, noises = _joins(view, kept, wrap)
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


def _joins(view: Mapped, lines: list[Line], wrap: int) -> tuple[list[Edit], list[Noise]]:
    """Return the edits that join lines, and what they are to be reported as."""
    edits: list[Edit] = []
    noises: list[Noise] = []
    stranded = False
    glue: str | None
    for at in range(1, len(lines)):
        after = lines[at + 1] if at + 1 < len(lines) else None
        pair = Pair(lines[at - 1], lines[at], after, wrap)
        if stranded:
            glue, stranded = "", False
        else:
            glue, stranded = pair.glue(), pair.is_stranded()
        if glue is None:
            continue
        edits.append(Edit(pair.first.end, pair.second.start, glue))
        kind = "page_break" if pair.second.gap or pair.second.paged else "line_wrap"
        noises.append(Noise(kind, view.original(Span(pair.first.end, pair.second.start))))
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


def _page_numbers(lines: list[Line], wrap: int) -> set[int]:
    """Return the places of the lines that are page numbers."""
    short = [at for at, line in enumerate(lines) if len(line.text) <= _LONGEST]
    strong = {at for at in short if _STRONG.fullmatch(lines[at].text)}
    weak = [at for at in short if _is_lone_number(lines, at)]
    series = _series(lines, weak)
    within = [at for at in weak if at not in series and _cuts_sentence(lines, at, wrap)]
    values = [_value(lines[at]) for at in within]
    figures = any(starts_with_unit(lines[at + 1].text) for at in weak if at + 1 < len(lines))
    if figures or values != sorted(set(values)):
        within = []  # page numbers count up; a text that strands its figures strands these too
    return strong | series | set(within)


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
    """True when a lone number stands between the two halves of a sentence and belongs to neither.

    A number that the sentence needs (「每年推广 / 100 / 项技术」) is a figure cut off.
    """
    if not 0 < at < len(lines) - 1:
        return False
    before, after = lines[at - 1], lines[at + 1]
    if starts_with_unit(after.text) or _LEADS_TO_FIGURE.search(before.text):
        return False
    if before.text[-1].isdigit():
        return False
    joined = replace(after, gap=after.gap + lines[at].gap, paged=True)
    return Pair(before, joined, None, wrap).glue() is not None
