"""Which lines are headings, and how they nest.

A heading is numbered (一、 (一) 1. 第X条), marked up (#, bold), labelled (点评:), or a short line
that stands alone above a paragraph. It may run in: the first sentence of a numbered line is its
heading where text follows on the same line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.structure.frame import Frame, is_open
from corpus.structure.lines import Line
from corpus.structure.numbering import follows, marker_of

_PLAIN_ABOVE = 450  # city sections that hold 一、 or nothing numbered
_BOLD_RUN_IN, _QUESTION, _LABEL = 930, 940, 950
_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 48  # of 413 run-in headings in 70 of gov_reports 99 % have at most 35
_LONGEST_PLAIN = 32
_LABELS = re.compile(
    r"((?:[\u4e00-\u9fff]{0,4}(?:点评|短评|评论|编者按|编者的话|摘要|导语|背景|提要|注释|说明|附注|专家观点|链接))\s*[:：])"
)
_YEAR_LED = re.compile(
    r"[12]\d{3}年[\u4e00-\u9fff]{2,24}"
)  # 2011年工作回顾, bold, and text after it
_ASKED = re.compile(r"(?:问题?|提问|记者问?|Q)\d{0,2}\s*[:：.、].{2,100}[？?]")
_COUNTED = re.compile(r"\d\s*(?:[%％‰亿万元件家个人项户吨倍]|平方)")
_ANNOUNCES = re.compile(
    r"(?:包括|包含|涵盖|如下|分为|分别[为是])[：:]$"
)  # it is the lead of a list
_STOP = "。！？；"
_TITLED = re.compile(r"\s*[【\[(（][^】\])）]{1,30}[】\])）]")
_NAMED = re.compile(r"\s*([\u4e00-\u9fff、“”]{2,14})。(?=\S)")
_NEAR = 3  # lines between two names that open paragraphs
_OPENS = re.compile(
    r"(?:[\u4e00-\u9fff]{2}[一二三四五六七八九十]\s*[:：、]?\s*)?([\u4e00-\u9fff、“”]{2,10})。(?=\S)"
)
_RULES = re.compile(  # words of a sentence that rules, and is no title
    r"本[办法规省市区县条细制]|应|不得|适用|负责|实行|坚持|遵循|禁止|可以|必须|按照|是|有效|自|为|均|由|予以"
)
# A line of a form, 责任单位：水利局: what is said of a matter, no heading above one.
_FIELD = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:单位|部门|机构|机关|[时期]限|时间|日期|地点|地址|人员?|领导|电话|邮箱|主持|出席|列席|"
    r"请假|缺席|记录|来源|编号)\s*[:：]\s*\S"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `[start, end)` of the plain view, marker included; its text goes on at `body`."""

    line: int
    start: int
    end: int
    body: int
    rank: int
    family: str
    marker: str = ""
    ordinal: str = ""
    own_sentence: bool = True  # False: the first clause of a sentence that goes on


def headings(lines: Sequence[Line], frame: dict[int, Frame], title: int | None) -> list[Heading]:
    """Return the headings of a text in order; `title` is the number of its title line."""
    found: dict[int, Heading] = {}
    for number, line in enumerate(lines):
        if number in frame or number == title or line.row:
            continue
        heading = (
            _marked(number, line) or _numbered(number, line, lines, frame) or _label(number, line)
        )
        if heading:
            found[number] = heading
    _named(lines, frame, title, found)
    _complete(lines, frame, title, found)
    _plain(lines, frame, title, found)
    return [found[number] for number in sorted(found)]


def _at(
    number: int, line: Line, end: int, rank: int, family: str, marker: str = "", ordinal: str = ""
) -> Heading:
    """Build the heading that fills the first `end` characters of a line."""
    return Heading(
        number, line.start, line.start + end, line.start + end, rank, family, marker, ordinal
    )


def _marked(number: int, line: Line) -> Heading | None:
    """Headings that mark-up names: `#`, and bold text that fills or begins a line."""
    numbered = marker_of(line.text)
    marker, ordinal = (numbered[2], numbered[3]) if numbered else ("", "")
    if line.hashes:
        return _at(
            number, line, len(line.text), 10 * line.hashes, f"#{line.hashes}", marker, ordinal
        )
    if not line.bold or line.bullet or line.bold > _LONGEST_HEADING:
        return None
    bold = line.text[: line.bold]
    if line.bold < len(line.text):
        if _YEAR_LED.fullmatch(bold):
            return _at(number, line, line.bold, _PLAIN_ABOVE, "plain")
        closed = bold[-1] in "。：:" or line.text[line.bold] in "。：:"
        if numbered or not closed or _COUNTED.search(bold):
            return None
        end = line.bold + (bold[-1] not in "。：:")
        return _at(number, line, end, _BOLD_RUN_IN, "bold", _dashes(line.text))
    if numbered and (is_open(bold) or bold[-1] in "。：:") and "。" not in bold[:-1]:
        return _at(number, line, len(line.text), numbered[1], numbered[0], marker, ordinal)
    return None


def _dashes(text: str) -> str:
    found = re.match(r"[—―–-]+\s*", text)
    return found.group() if found else ""


def _numbered(
    number: int, line: Line, lines: Sequence[Line], frame: dict[int, Frame]
) -> Heading | None:
    """Headings behind a number; a numbered line of full sentences is a list item and no heading."""
    found = marker_of(line.text)
    if not found:
        return None
    family, rank, marker, ordinal = found
    text = line.text
    rest = text[len(marker) :].lstrip()
    if family == "article":
        end = _article_end(text, len(marker))
        return _at(number, line, end, rank, family, marker, ordinal)
    if not rest:
        return None
    asks = text[-1] in "？?" and _has_body(number, lines, frame, rank)  # 二、谁可以申请？
    if len(text) <= _LONGEST_HEADING and (is_open(text) or text[-1] in "：:" or asks):
        return _at(number, line, len(text), rank, family, marker, ordinal)
    stop = _run_in_end(text, len(marker))
    if stop is None or _COUNTED.search(text[:stop]):
        return None
    if stop < len(text) or _has_body(number, lines, frame, rank):
        return _at(number, line, stop, rank, family, marker, ordinal)
    return None


def _article_end(text: str, marker: int) -> int:
    """Return where the heading of an article ends: its number, and its title.

    The title stands in 【】 or (), or is a phrase with a stop of its own: 第九条 融资贴息。企业以….
    """
    titled = _TITLED.match(text, marker)
    if titled is None:
        named = _NAMED.match(text, marker)
        titled = named if named is not None and not _RULES.search(named[1]) else None
    return titled.end() if titled else len(text[:marker].rstrip())


def _run_in_end(text: str, marker: int) -> int | None:
    """Return where a heading ends that runs into its text: its first stop, or an early colon."""
    colon = re.compile(r"[^。！？；，,：:\d]{2,20}[：:]").match(text, marker)
    if colon and not (_ANNOUNCES.search(colon[0]) and text[colon.end() :].strip()):
        return colon.end()
    stop = next((i for i in range(marker, len(text)) if text[i] in _STOP), -1)
    if stop < 0 or text[stop] != "。" or stop - marker > _LONGEST_RUN_IN:
        return None
    return stop + 1


def _has_body(number: int, lines: Sequence[Line], frame: dict[int, Frame], rank: int) -> bool:
    """True when the line after this one is a paragraph, or a heading below this rank."""
    if number + 1 >= len(lines) or number + 1 in frame:
        return False
    following = marker_of(lines[number + 1].text)
    return following is None or following[1] > rank


def _complete(
    lines: Sequence[Line], frame: dict[int, Frame], title: int | None, found: dict[int, Heading]
) -> None:
    """Make a numbered line a heading where another of its series is one.

    It is a full sentence, so that its first clause alone stands for it.
    """
    series: dict[str, list[tuple[int, tuple[str, int, str, str]]]] = {}

    def close(family: str) -> None:
        run = series.pop(family, [])
        if not any(number in found for number, _ in run):
            return
        for number, (name, rank, marker, ordinal) in run:
            if number not in found:
                end = len(marker) + _clause(lines[number].text[len(marker) :])
                heading = _at(number, lines[number], end, rank, name, marker, ordinal)
                found[number] = replace(heading, own_sentence=False)

    for number, line in enumerate(lines):
        marked = None if number in frame or number == title or line.row else marker_of(line.text)
        if not marked or line.hashes or line.bullet:
            continue
        for family in [f for f, run in series.items() if run[-1][1][1] > marked[1]]:
            close(family)
        if marked[3] in ("一", "1", "①") or not follows(series.get(marked[0]), marked[3]):
            close(marked[0])
        series.setdefault(marked[0], []).append((number, marked))
    for family in list(series):
        close(family)


def _clause(text: str) -> int:
    found = re.search(r"[，。；：！？,;:]", text)
    return min(found.start() if found else len(text), _LONGEST_RUN_IN)


def _label(number: int, line: Line) -> Heading | None:
    """Return the heading of a label that runs in, 点评:…, or of a question that is put: 问:…."""
    if _ASKED.fullmatch(line.text):
        return _at(number, line, len(line.text), _QUESTION, "question")
    found = _LABELS.match(line.text)
    return _at(number, line, found.end(), _LABEL, "label") if found else None


def _named(
    lines: Sequence[Line], frame: dict[int, Frame], title: int | None, found: dict[int, Heading]
) -> None:
    """Add the names that open paragraphs with a stop of their own, where two lines have such:
    专利。全年授权…; 商标。全年注册….
    """
    ends: dict[int, int] = {}
    for number, line in enumerate(lines):
        if number in frame or number == title or line.row or line.bullet or line.hashes:
            continue
        named = None if number in found else _OPENS.match(line.text)
        if named is not None and not _RULES.search(named[1]) and len(line.text) > _LONGEST_PLAIN:
            ends[number] = named.end()
    series = [n for n in ends if any(0 < abs(n - m) <= _NEAR for m in ends)]
    for number in series:
        found[number] = _at(number, lines[number], ends[number], _BOLD_RUN_IN, "named")


def _could_be_plain(line: Line) -> bool:
    """True for a short line without number or final punctuation."""
    text = line.text
    return (
        not line.row
        and not line.bullet
        and not line.hashes
        and 2 <= len(text) <= (_LONGEST_HEADING if line.bold else _LONGEST_PLAIN)
        and is_open(text)
        and bool(re.search(r"[\u4e00-\u9fffA-Za-z]", text))
        and not re.match(r"[—―–(（<《“\"'*•·]", text[:1] if not line.bold else "")
        and not re.search(r"[。！？；]|^附[件表录]\d*[：:]", text)
        and not _FIELD.match(text)
    )


def _plain(
    lines: Sequence[Line], frame: dict[int, Frame], title: int | None, found: dict[int, Heading]
) -> None:
    """Add short lines above a paragraph; where two stand together the second is below the first."""
    runs: list[list[int]] = []
    for number, line in enumerate(lines):
        if number in frame or number in found or number == title or not _could_be_plain(line):
            continue
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        elif _begins(number, lines, frame, title, found):
            runs.append([number])
    runs = [run for run in runs if len(run) <= 2 and _opens_text(run[-1], lines, frame, found)]
    rank = _plain_rank([run[0] for run in runs], found)
    for run in runs:
        for depth, number in enumerate(run):
            line = lines[number]
            found[number] = _at(number, line, len(line.text), rank + 10 * depth, f"plain{depth}")


def _begins(
    number: int,
    lines: Sequence[Line],
    frame: dict[int, Frame],
    title: int | None,
    found: dict[int, Heading],
) -> bool:
    """True when the line above has ended, so that this one does not go on with its sentence."""
    above = number - 1
    if above < 0 or above in frame or above in found or above == title:
        return True
    return not is_open(lines[above].text) or lines[above].text[-1] in "”)）"


def _opens_text(
    number: int, lines: Sequence[Line], frame: dict[int, Frame], found: dict[int, Heading]
) -> bool:
    """True when a paragraph or a heading follows."""
    below = number + 1
    if below >= len(lines) or below in frame:
        return False
    text = lines[below].text
    return below in found or lines[below].row or len(text) > _LONGEST_PLAIN or text[-1] in "。：:；"


def _plain_rank(numbers: Sequence[int], found: dict[int, Heading]) -> int:
    """Return the rank of plain headings: above 一、 where it begins right below one of them, or
    anew under several.
    """
    numbered = [h for h in found.values() if h.ordinal and 100 <= h.rank < 900]
    if not numbered or not numbers:
        return _PLAIN_ABOVE
    top = min(h.rank for h in numbered)
    firsts = [
        h.line
        for h in sorted(numbered, key=lambda h: h.line)
        if h.rank == top and h.ordinal in "一1①"
    ]
    before = [h for h in numbered if h.line < numbers[0]]
    if before:
        return max(before, key=lambda h: h.line).rank + 50
    led = any(line - 1 in numbers for line in firsts)  # 2015年重点工作, and 一、 right below
    return min(_PLAIN_ABOVE, top - 50) if led or len(firsts) > 1 else top
