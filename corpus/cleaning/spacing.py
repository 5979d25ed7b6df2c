"""Stray spaces: which gaps of a line belong to it, and which a converter left behind."""

import re
from itertools import pairwise

from corpus.cleaning.widths import HAN
from corpus.document import Noise
from corpus.mapped import Edit, Mapped, Span

__all__ = ["BLANK", "has_columns", "spaces"]

BLANK = " \t\u3000"
_GAP = re.compile(f"[{BLANK}]+")
WIDE_GAP = "  "  # what stays of a gap that parts columns of one line: names, offices, dates
_CJK = re.compile(f"[{HAN}，。、；：？！《》【】〔〕〈〉…“”‘’]")
_HAN = re.compile(f"[{HAN}]")
# Marker of a list, quotation or heading with the space that sets it off.
_MARKER = re.compile(
    "(?:[-*+>•·●■◆○]|#{1,6}|\\d{1,3}(?:\\.\\d{1,3}){0,3}[.)]?"
    "|第[一二三四五六七八九十百零〇0-9]{1,6}[编編章节節条條])[ \t\u3000]+"
)
_NUMBERED = re.compile("\\d{1,3}(?:\\.\\d{1,3}){0,3}[ \t\u3000]+")
_UNITS = (
    "年月日号时分秒亿万千百十元件家个项人名户亩条次种类批届岁所台套辆吨米公平倍余多至到度"
    "時億萬個項戶畝條種類屆歲臺輛噸餘"
)
_WORDS = re.compile(f"[{HAN}]{{2,14}}(?:[ \t\u3000]+[{HAN}]{{2,14}})+")
_FIGURE_CELL = re.compile("[-+]?[0-9][0-9,.]*(?:%|‰|[万亿]?[元件家个项人户])?|[-—…/]+")
_ASCII_WORD = re.compile("[A-Za-z]")
_DIGIT = re.compile("[0-9]")
# A decimal point with a space behind it, in the middle of a sentence: 增长43. 7%.
_SPLIT_DECIMAL = re.compile(f"[{HAN}][0-9]{{1,6}}\\.[ ]{{1,2}}[0-9]{{1,6}}[{HAN}%]")
_DIGITS = 8  # characters around a gap that show the figure it splits
_QUOTE = re.compile("[“”‘’…]")
_PUNCTUATION = re.compile("[，。、；：？！《》【】〔〕〈〉]")
_HASHES = re.compile("^#{1,6}[ \t]+")
_FULL_STOP = re.compile("[。！？；：!?;:…]")
_UNFINISHED = 24  # characters of a line that may run on into the next; see corpus.cleaning.joins
_ROW_LIMIT = 400  # characters; a longer line is prose
_HEADING_LIMIT = 40  # characters of a heading line made of several words
_WORD_LIMIT = 8  # a spaced heading is made of words and short clauses …
_BALANCE = 2  # … or of parts of like length; a stray space falls anywhere


def spaces(view: Mapped) -> tuple[Mapped, list[Noise]]:
    """Drop stray spaces inside and around Chinese.

    What stays is one space between words, two where a wide gap parts columns, a tab between cells.
    """
    edits: list[Edit] = []
    noises: list[Noise] = []
    start, unfinished = 0, False
    for line in view.text.split("\n"):
        if " " in line or "\t" in line or "\u3000" in line:
            for edit in _line_edits(line, start, WIDE_GAP if unfinished else ""):
                edits.append(edit)
                inside = start < edit.start and edit.end < start + len(line)
                if inside and not edit.replacement:
                    noises.append(Noise("space", view.original(Span(edit.start, edit.end))))
        start += len(line) + 1
        if len(line) < _UNFINISHED:
            unfinished = unfinished and not line.strip(BLANK)
        else:
            unfinished = _FULL_STOP.search(line.rstrip(BLANK)[-2:]) is None
    return (view.edit(edits) if edits else view), noises


def has_columns(line: str) -> bool:
    """True where tabs or several wide gaps part the cells of a line that is no whole sentence."""
    if "\t" in line:
        return True
    gaps = 0
    for match in _GAP.finditer(line):
        gaps += len(match.group()) > 1 or match.group() == "\u3000"
        if gaps > 1:
            return _FULL_STOP.search(line[-2:]) is None
    return False


def is_spaced_heading(line: str) -> bool:
    """True for a heading line of several words, as in 「甲市 改革攻坚 服务转型」.

    At most 40 characters, nothing but Han and spaces, each part of two characters or more, and the
    parts either all short or of like length. A single stray space in a title leaves parts of very
    unlike length (a long line cut where it was wrapped) and is dropped.
    """
    if len(line) > _HEADING_LIMIT or not _WORDS.fullmatch(line):
        return False
    parts = [len(part) for part in line.split()]
    return max(parts) <= _WORD_LIMIT or max(parts) <= _BALANCE * min(parts)


def is_row(line: str) -> bool:
    """True where single spaces part the cells of a row: several figures, each in its column."""
    if line.count(" ") < 2 or len(line) > _ROW_LIMIT:
        return False
    cells = line.split()
    figures = [_FIGURE_CELL.fullmatch(cell) is not None for cell in cells]
    side_by_side = any(one and other for one, other in pairwise(figures))
    with_unit = any(
        one and cell[0] in _UNITS for one, cell in zip(figures, cells[1:], strict=False)
    )
    return 2 * sum(figures) >= max(len(cells), 4) and (side_by_side or not with_unit)


def _line_edits(line: str, offset: int, indent: str) -> list[Edit]:
    """Return the edits of one line, which begins at `offset` of the view.

    `indent` is what stays of the space in front of it where that is wide: behind a line that does
    not end its sentence, it alone says that a paragraph begins.
    """
    body = line.strip(BLANK)
    lead = len(line) - len(line.lstrip(BLANK))
    indent = indent if body and (lead > 1 or line[:1] == "\u3000") else ""
    edits = [Edit(offset, offset + lead, indent)] if line[:lead] != indent else []
    apart = is_row(body) or is_spaced_heading(_HASHES.sub("", body))
    running = (
        len(body) > _HEADING_LIMIT and ("，" in body or "。" in body) and not has_columns(body)
    )
    marker = _marker_end(body)
    for match in _GAP.finditer(body):
        first, last = match.span()
        replacement = " " if apart or last == marker else _kept(body, first, last, running)
        if match.group() != replacement:
            edits.append(Edit(offset + lead + first, offset + lead + last, replacement))
    if body and lead + len(body) < len(line):
        edits.append(Edit(offset + lead + len(body), offset + len(line), ""))
    return edits


def _marker_end(body: str) -> int:
    """Return where the marker in front of a line ends, its gap included; -1 without one."""
    match = _MARKER.match(body)
    if match is None or match.end() >= len(body):
        return -1
    follower = body[match.end()]
    if body[0] == "第" and not _HAN.match(follower):
        return -1
    if _NUMBERED.fullmatch(match.group()) and (
        follower in _UNITS or not _HAN.match(follower) or len(body) > _HEADING_LIMIT
    ):
        return -1  # a figure in front of its unit, not the number of a heading
    return match.end()


def _kept(body: str, first: int, last: int, running: bool) -> str:
    """Return what stays of the gap `[first, last)` inside a line."""
    left, right, gap = body[first - 1], body[last], body[first:last]
    punctuated = bool(_PUNCTUATION.match(left) or _PUNCTUATION.match(right))
    if "\t" in gap and not punctuated:
        return "\t"
    if left == "." and _SPLIT_DECIMAL.search(body[max(0, first - _DIGITS) : last + _DIGITS]):
        return ""
    wide = len(gap) > 1 or gap == "\u3000"
    if wide and not running and not punctuated:
        spread = _is_single(body, first - 1) and _is_single(body, last)
        return "" if spread and _HAN.match(left) and _HAN.match(right) else WIDE_GAP
    return "" if _is_stray(left, right) else " "


def _is_stray(left: str, right: str) -> bool:
    """True when a gap between two characters does not part two words."""
    if "|" in (left, right):
        return False  # the border of a cell
    if _CJK.match(left) or _CJK.match(right):
        return not (_QUOTE.match(left) and _ASCII_WORD.match(right)) and not (
            _QUOTE.match(right) and _ASCII_WORD.match(left)
        )
    # A digit and the sign that belongs to it, as in `44.4 %` or `5 ~ 10`: never digit and digit.
    return (_DIGIT.match(left) is not None and right in "%‰~)]") or (
        _DIGIT.match(right) is not None and left in "~(["
    )


def _is_single(body: str, at: int) -> bool:
    """True when the character at `at` stands alone between gaps, as in a spaced-out title."""
    before = at == 0 or body[at - 1] in BLANK
    after = at == len(body) - 1 or body[at + 1] in BLANK
    return before and after
