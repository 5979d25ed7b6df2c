"""Line ends that are no line ends: page breaks and hard wraps.

A page break is a line end, with any blank lines and a page number, inside a sentence or figure; a
hard wrap is the same at every 30 to 40 characters. Two lines are joined only where the first runs
on (it is long for its document and ends without a full stop) and the second goes on (it is not a
heading, list item, table row, signature, date or field). Digits are never joined to digits.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from corpus.cleaning.spacing import BLANK, has_columns
from corpus.cleaning.widths import HAN
from corpus.mapped import Span

__all__ = ["NUMERAL", "Line", "Pair", "lines_of", "starts_with_unit", "wrap_width"]

NUMERAL = "一二三四五六七八九十百〇零"
_TERMINAL = re.compile("[。！？!?：:…]['”’)》\\]]?$|[。！？]$")
_END_HAN = re.compile(f"[{HAN}]$")
_CLAUSE = "，,、；;"
_OPENING = "“‘《(（〔"
_BRACKETS = ")）〕"
_CLOSED = "”’》" + _BRACKETS  # a sentence may go on behind these
_CLOSING = "，。、；”’》"
_PUNCTUATION = re.compile("[，。；：？！、,;:?!]")
_CLAUSES = re.compile("[，。；,;]")
_STOPS = re.compile("[。；：！？:;]")
_SENTENCE = re.compile("[。；！？]")
# Where no line of its own ends: a comma, or a word that leads up to what follows.
_HANGS = re.compile(
    "[，,、]$|(?:其中|达到?|[约仅为由从在对将把被与和及或至于按每各以向经的]|超过?|突破|平均|包括|分别)$"
)
_YEAR = re.compile(r"\d{4}年$")
_MONTH = re.compile(r"\d{1,2}月")
_DATED = re.compile(r"\d{4}年")
# A table's header that says with what it compares: 本年 本年比|上年增长%
_COMPARED = re.compile(rf"(?:[12]\d{{3}}|[一二]?[{NUMERAL}○0]{{3}}|上|去)年[^，。；]{{0,6}}[增减±]")
_NTH_POINT = re.compile("[二三四五六七八九十]{1,2}[是要]")
_FIRST_POINT = re.compile("一[是要]")

# What begins a thing of its own: headings, list items, rows, dates of a signature, sources.
_MARKER = re.compile(
    f"[#>|*+•·●■◆○▍※◎–—-]|[(（〔][{NUMERAL}0-9]{{1,3}}[)）〕]|[①-⒛㈠-㈩]"
    f"|[{NUMERAL}]{{1,3}}[、.．]|\\d{{1,3}}(?:[、．)）]|\\.(?!\\d))"
    f"|\\d{{1,2}}(?:\\.\\d{{1,2}})+(?![万亿元倍件家个人吨亩米公平美港])[ {HAN}]"
    f"|第[{NUMERAL}0-9]{{1,4}}[编章节条款项部分篇]|附[件录表]|[图表][0-9{NUMERAL}]"
    f"|[{HAN} \u3000]{{1,8}}[:：]|https?:|<"
)
_ARTICLE = re.compile(f"第[{NUMERAL}0-9]{{1,6}}条")  # its text follows in the same line
_FIELD = re.compile(f"[{HAN}]{{1,8}}[:：]")
_NAMES = re.compile(f"[{HAN}·]{{2,4}}(?:[ \u3000]+[{HAN}·]{{1,4}}){{3,}}")

# Units that a figure may be cut off from, longest first, and ordinary words that begin like one.
_UNIT = re.compile(
    "(?!天[然津空下气际地生才文线]|人[员民才均口社事大力工类文]|项目|个[人体别税]|家[庭园长乡电具政]|元[旦素首]|日[常前益本报]"
    "|名[称单录义字牌]|次[序要]|条[例款]|所[有以属在得谓需]|种[子植类]|批[准发复评示]|度[假过]"
    "|台[湾风账]|号召|户[籍口外]|千方|万[众一里物]|倍[增感]|件[套])"
    "(?:万亿|百万|千万|[万亿]|平方|公[里顷斤]|美元|欧元|港元|日元|英镑|亩|吨|千瓦|千米|米"
    "|[件家元%％‰人项个年月日天号时分名次户条所种批度台倍届岁辆套余多]|百分点)"
)
# Further measure words, too common as other words to join a figure to, but enough to keep a number.
_MEASURES = "世岁座届秒棵株艘架幢栋余"

_RUNNING = 40  # characters of a line that is prose and not a heading, in a text without hard wraps
_HEADING = 60  # characters of the longest heading, numbered or with a comma, in 833 work reports
_LOCAL = 24  # characters of a line that is prose if the line after it is no longer
_SHORT = 12  # a shorter line is a name, a field or a signature whatever it ends with
_INDENT = 2  # columns by which a paragraph's first line is set in, at least
_WRAP_SLACK = 6  # columns that a wrapped line may fall short: a figure or word moved down whole
_WRAP_RANGE = (40, 140)  # columns of a hard-wrapped line: 20 to 70 Han characters
_WRAPPED_LINES = 4  # of one width that a hard-wrapped text has at least


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: where its text stands in the view, and how wide it is."""

    start: int
    end: int
    text: str  # without the space around it
    indent: int  # columns
    gap: int  # blank lines in front of it
    printed: int  # columns of the text as it was printed
    paged: bool = False  # a page number stood in front of it

    @property
    def width(self) -> int:
        """Columns of the text with its indent; a character outside ASCII takes two."""
        return self.indent + self.printed


def _columns(text: str) -> int:
    """Return the printed width of a text."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def _is_row(text: str) -> bool:
    """True for a row of a table: cells parted by bars, tabs or wide gaps."""
    return "|" in text or has_columns(text)


def lines_of(text: str, printed: Callable[[Span], str] | None = None) -> list[Line]:
    """Return the lines of a text that are not blank.

    `printed` gives a stretch as it stood before widths were folded: ２０ is four columns wide.
    """
    lines, start, gap = [], 0, 0
    for raw in text.split("\n"):
        body = raw.strip(BLANK)
        if body:
            lead = len(raw) - len(raw.lstrip(BLANK))
            first = start + lead
            indent = _columns(raw[:lead].replace("\t", "  "))
            whole = Span(first, first + len(body))
            columns = _columns(printed(whole) if printed else body)
            lines.append(Line(whole.start, whole.end, body, indent, gap, columns))
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1
    return lines


def wrap_width(lines: list[Line]) -> int:
    """Return the width in columns at which a text is hard-wrapped, 0 where it is not.

    A hard-wrapped text has many lines of nearly one width, hardly any wider, and most of those end
    inside a sentence.
    """
    if len(lines) < _WRAPPED_LINES:
        return 0
    low, high = _WRAP_RANGE
    widths = Counter(line.width for line in lines)
    best, count = 0, 0
    for top in range(low, high + 1):
        inside = sum(widths[width] for width in range(top - _WRAP_SLACK, top + 1))
        if widths[top] and inside >= count:
            best, count = top, inside
    wider = sum(number for width, number in widths.items() if width > best)
    if count < max(_WRAPPED_LINES, 0.35 * len(lines)) or wider > 0.1 * len(lines):
        return 0
    full = [line for line in lines if best - _WRAP_SLACK <= line.width <= best]
    cut = sum(1 for line in full if not _TERMINAL.search(line.text[-2:]))
    return best if 2 * cut >= len(full) else 0


def starts_with_unit(text: str) -> bool:
    """True when a text begins with a unit or measure word that a figure may be cut off from."""
    return _UNIT.match(text) is not None or text[0] in _MEASURES


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines that follow each other, and the question whether they are one."""

    first: Line
    second: Line
    wrap: int  # see `wrap_width`

    def glue(self) -> str | None:
        """Return what joins the two lines, usually nothing; None where they stay two."""
        first, second = self.first.text, self.second.text
        left, right = first[-1], second[0]
        if left.isdigit() and right.isdigit():
            return None
        if first.endswith(("年比", "年较")) and _COMPARED.match(second):
            return ""
        if _is_row(first) or _is_row(second):
            return None
        if not self._goes_on() or not self._runs_on():
            return None
        if left.isdigit() or left in "%％":
            return "" if (_UNIT.match(second) and left.isdigit()) or self._wrapped() else None
        han_left, han_right = bool(_END_HAN.search(left)), bool(_END_HAN.search(right))
        remark = left in _BRACKETS and self.second.gap  # (鼓掌) ends a paragraph
        if (han_left or left in _CLOSED) and han_right and not remark:
            return "" if self._mid_sentence() else None
        if left in _CLAUSE and han_right:
            return "" if self._mid_list() else None
        if left in _OPENING and han_right and first[-2] not in "。！？":
            return ""
        if right in _CLOSING and han_left:
            return ""
        if self._cut_before_figure():
            return ""
        if not self._wrapped():
            return None
        return " " if left.isascii() and right.isascii() and left.isalpha() else ""

    def _cut_before_figure(self) -> bool:
        """True for prose that is cut off from a figure, a bracket or a word in Latin letters."""
        first, second = self.first.text, self.second.text
        if not (second[0].isdigit() or second[0] in _OPENING or second[0].isascii()):
            return False
        if not (_END_HAN.search(first[-1]) or first[-1] in _CLOSED + "，,、"):
            return False
        if _DATED.match(second) and not _HANGS.search(first):
            return False  # 2015年，… may begin what follows a long heading
        return self._mid_sentence()

    def _wrapped(self) -> bool:
        """True for two lines of a hard-wrapped text without a blank line between them."""
        full = bool(self.wrap) and self.first.width >= self.wrap - _WRAP_SLACK
        return full and not self.second.gap and not self.second.paged

    def _runs_on(self) -> bool:
        """True when the first line is prose that does not end where it stops."""
        text = self.first.text
        if _TERMINAL.search(text[-2:]) or len(text) < _SHORT or _NAMES.fullmatch(text[:200]):
            return False
        if text[0] in "#|" or (len(text) <= _RUNNING and _FIELD.match(text)):
            return False
        article = len(text) > _LOCAL and _ARTICLE.match(text) is not None
        headed = not article and _MARKER.match(text) is not None
        hangs = _HANGS.search(text) is not None or self._cuts_date()
        if self._outdented():
            return True
        if self.wrap:
            if self.first.width < self.wrap - _WRAP_SLACK:
                return hangs and not self.second.gap and len(text) > _LOCAL
            return not headed or not self.second.gap or bool(_SENTENCE.search(text))
        if headed and len(text) <= _HEADING and not _SENTENCE.search(text):
            return hangs and text[-1] in "，,、" and not self.second.gap
        if text[-1].isdigit() or text[-1] in "，,、":
            return True
        if text[-1] in "；;":
            return "。" in text or self.second.paged or self._next_point()
        if not _CLAUSES.search(text[:-1]):
            return len(text) > _HEADING
        if self.second.paged or len(text) >= (_RUNNING if _STOPS.search(text) else _HEADING):
            return True
        return len(text) > _LOCAL and self.first.width >= self.second.width - 2

    def _outdented(self) -> bool:
        """True where a paragraph's first line is set in and the next line is not."""
        set_in = self.first.indent - self.second.indent >= _INDENT and not self.second.gap
        clauses = _CLAUSES.search(self.first.text) is not None
        return set_in and clauses and len(self.first.text) > _LOCAL

    def _cuts_date(self) -> bool:
        """True for a year cut off from its month."""
        return bool(_YEAR.search(self.first.text) and _MONTH.match(self.second.text))

    def _next_point(self) -> bool:
        """True for 四是…, the next of the points that the first line tells."""
        told = _FIRST_POINT.search(self.first.text) or _NTH_POINT.search(self.first.text)
        return bool(told and _NTH_POINT.match(self.second.text))

    def _goes_on(self) -> bool:
        """True when the second line can be the rest of a sentence."""
        text = self.second.text
        if _MARKER.match(text) or _NAMES.fullmatch(text[:200]):
            return False
        if self.second.indent >= 2 and self.second.indent > self._margin():
            return False
        return bool(_PUNCTUATION.search(text)) or self._is_full(self.second)

    def _margin(self) -> int:
        """Columns that every line is set in: those of the first of two wrapped lines."""
        return self.first.indent if self.wrap else 0

    def _is_full(self, line: Line) -> bool:
        return bool(self.wrap) and line.width >= self.wrap - _WRAP_SLACK

    def _mid_sentence(self) -> bool:
        """True when the second line, begun in mid-sentence, comes to an end of one."""
        text = self.second.text
        ends = bool(_SENTENCE.search(text) or _TERMINAL.search(text[-2:]))
        prose = len(text) > _LOCAL and _CLAUSES.search(text) is not None
        return ends or self._is_full(self.second) or (prose and self._outdented())

    def _mid_list(self) -> bool:
        """True unless the two lines are members of a list that end in semicolons."""
        if self.first.text[-1] not in "；;" or self._wrapped():
            return True
        return self.second.text[-1] not in "；;"
