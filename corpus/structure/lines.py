"""The lines of a view: where each begins and ends, and which mark-up it carried.

Markdown marks (`#`, `**`, `>`, list dashes, tags) say what a line is but are no words of it. They
are taken out of the view with the map kept, so that no later rule has to step over them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.mapped import Edit, Mapped

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_STARS = re.compile(r"\*\*")
_MARKED = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# Comments, tags, images and marks of footnotes: what Markdown writes between words.
_BETWEEN = re.compile(
    r"<!--(?:(?!<!--).){0,4000}?-->|</?[A-Za-z][^<>\n]{0,80}>"
    r"|!\[[^\[\]\n]*(?:\[[^\[\]\n]*)?\]\([^()\n]*(?:\([^()\n]*)?\)|\[\^[^\]\s]{1,20}\]",
    re.DOTALL,
)
_LINE_MARK = re.compile(r" {0,3}(?:>[ \t]?)*(?:(#{1,6})[ \t]+|[ \t]*([-*+])[ \t]+(?=\S))?")
_DASH = re.compile(r"[ \t]*[-*•·●][ \t]+(?=\S)")
_CLOSING_HASHES = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*$")
_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*+\|?(?:[ \t]*+:?-++:?[ \t]*+\|)++[ \t:-]*$")
_ROW = re.compile(r"\t|\S\s*\|\s*\S|^\|.*\|$")
# Space, byte order mark and zero-width marks at the rim of a line are no part of it.
_RIM = " \t\u3000\xa0\ufeff\u200b\u200c\u200d\u2060"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank. `start` and `end` count code points of the plain view."""

    start: int
    end: int
    text: str
    hashes: int = 0  # level of a Markdown heading
    bold: int = 0  # length of the bold text that the line begins with
    bullet: bool = False
    row: bool = False  # a row of a table
    gap: bool = False  # a blank line stands before it


@dataclass(frozen=True, slots=True)
class Lines:
    """A view without mark-up, its lines, and the front matter that was set aside."""

    view: Mapped
    lines: tuple[Line, ...]
    front: tuple[tuple[str, str], ...] = ()  # keys and values


@dataclass(frozen=True, slots=True)
class _Marks:
    hashes: int = 0
    bold: int = 0
    bullet: bool = False


_NO_MARKS = _Marks()


def is_marked_up(text: str) -> bool:
    """True when a text carries Markdown: front matter or a heading behind `#`."""
    return bool(_FRONT.match(text) or _MARKED.search(text))


def split_lines(view: Mapped, *, marked_up: bool) -> Lines:
    """Return the lines of a view, mark-up taken out; without mark-up only points of lists."""
    if not marked_up:
        marks, edits = _points(view.text)
        plain = view.edit(edits) if edits else view
        return Lines(plain, _lines(plain.text, marks))
    front: tuple[tuple[str, str], ...] = ()
    begin = 0
    found = _FRONT.match(view.text)
    if found:
        begin = found.end()
        front = _front_matter(found.group(1))
    edits = [Edit(0, begin, "")] if begin else []
    edits += [Edit(*m.span(), "") for m in _BETWEEN.finditer(view.text, begin)]
    view = view.edit(edits)
    marks, edits = _marks(view.text)
    plain = view.edit(edits)
    return Lines(plain, _lines(plain.text, marks), front)


def _front_matter(block: str) -> tuple[tuple[str, str], ...]:
    pairs = (re.split("[:：]", line, maxsplit=1) for line in block.splitlines())
    return tuple(
        (pair[0].strip().lower(), pair[1].strip().strip("\"'")) for pair in pairs if len(pair) == 2
    )


def _physical(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each line, empty ones included, without its line break."""
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _marks(text: str) -> tuple[dict[int, _Marks], list[Edit]]:
    """Return what each line's mark-up says, by the line's number, and the edits that remove it."""
    marks: dict[int, _Marks] = {}
    edits: list[Edit] = []
    for number, (start, stop) in enumerate(_physical(text)):
        line = text[start:stop]
        if _RULE.match(line) or _TABLE_RULE.match(line):
            edits.append(Edit(start, stop, ""))
            continue
        mark = _LINE_MARK.match(line)
        begin, hashes = (mark.end(), len(mark.group(1) or "")) if mark else (0, 0)
        closing = _CLOSING_HASHES.search(line, begin) if hashes else None
        end = closing.start() if closing else len(line)
        stars = [m.start() for m in _STARS.finditer(line, begin, end)]
        whole = len(stars) > 1 and not line[begin : stars[0]].strip()
        if begin:
            edits.append(Edit(start, start + begin, ""))
        edits += [Edit(start + star, start + star + 2, "") for star in stars]
        if end < len(line):
            edits.append(Edit(start + end, stop, ""))
        marks[number] = _Marks(
            hashes, stars[1] - stars[0] - 2 if whole else 0, bool(mark and mark.group(2))
        )
    return marks, edits


def _points(text: str) -> tuple[dict[int, _Marks], list[Edit]]:
    """Return which lines are points of a list behind a dash, and the edits that remove it."""
    marks: dict[int, _Marks] = {}
    edits: list[Edit] = []
    for number, (start, stop) in enumerate(_physical(text)):
        dash = _DASH.match(text, start, stop)
        if dash:
            marks[number] = _Marks(bullet=True)
            edits.append(Edit(start, dash.end(), ""))
    return marks, edits


def _lines(text: str, marks: dict[int, _Marks]) -> tuple[Line, ...]:
    """Cut a text without mark-up; `marks` go by line number, empty lines counted."""
    lines: list[Line] = []
    gap = True
    for number, (start, stop) in enumerate(_physical(text)):
        while start < stop and text[start] in _RIM:
            start += 1
        while start < stop and text[stop - 1] in _RIM:
            stop -= 1
        if start < stop:
            mark = marks.get(number, _NO_MARKS)
            body = text[start:stop]
            row = bool(_ROW.search(body))
            lines.append(Line(start, stop, body, mark.hashes, mark.bold, mark.bullet, row, gap))
        gap = start >= stop
    return tuple(lines)
