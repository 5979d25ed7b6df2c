"""The title line of a text, and headings as they are shown."""

import re
from collections.abc import Sequence

from corpus.clean import clean
from corpus.mapped import Mapped, Span
from corpus.places import places
from corpus.structure.frame import Frame, is_open
from corpus.structure.lines import Line
from corpus.structure.numbering import marker_of

# Kinds of official documents, by the Regulations on Official Documents (中办发〔2012〕14号) art. 8,
# and what laws, plans and press call themselves; a year span or a remark may stand behind.
_KIND = re.compile(
    r"(?:意见|通知|办法|方案|规划|纲要|报告|公报|条例|规定|决定|细则|计划|要点|批复|函|令|公告|通告|决议|命令|议案"
    r"|通报|请示|纪要|法|规则|准则|指南|指引|措施|解读|说明|讲话|巡礼|发布会|实录|答记者问|[季月年旬]报|[简快专]报|总结|综述|白皮书|摘要)\s*》?\s*(?:[(（\[][^()（）]{1,30}[)）\]])?$"
)
_RELEASE = re.compile(
    r"新闻稿|新闻通稿|新闻公报|新闻发布$|新闻资料$"
)  # the kind of paper: the headline comes below
# A line that only says whose paper it is: the headline comes below.
_BODY = re.compile(r"(?:人民政府|办公[厅室]|委员会|[局厅部署])$")
_TRAIL = re.compile(
    r"(?:首页|主页|当前位置|您的位置|所在位置)\s*[:：>]"
)  # of a page: 首页 > 政策 > 解读
_SHORTEST_HEADLINE = 12
_LONGEST = 80
_LONGEST_WITH_COMMAS = 40  # a longer line of several clauses is prose that a page break cut
_HEAD = 15  # a title that stands after a cover notice comes within so many lines


def title_line(
    lines: Sequence[Line], frame: dict[int, Frame], original: str, view: Mapped
) -> int | None:
    """Return the number of the line that is the title, None where there is none."""
    candidates = [n for n, line in enumerate(lines[:_HEAD]) if n not in frame and _could_be(line)]
    for number in candidates:
        if lines[number].hashes == 1 or (lines[number].hashes and number == candidates[0]):
            return number if _only_one(lines, number) else None
    for number in candidates:
        text = lines[number].text
        behind = number and frame.get(number - 1) in (Frame.DATE, Frame.ISSUER, Frame.ADDRESSEE)
        if (behind or re.match(r"关于.{4,}", text)) and _KIND.search(text) and not marker_of(text):
            return number
    first = next(
        (n for n, line in enumerate(lines) if n not in frame and not _TRAIL.match(line.text)), None
    )
    if first is not None and Frame.SUBTITLE in (frame.get(n) for n in range(first)):
        return None  # what stands below a subtitle is no title
    if first is None or first not in candidates or marker_of(lines[first].text):
        return None
    if _RELEASE.search(lines[first].text):
        return next((n for n in candidates if n > first and _heads_release(lines, n)), first)
    later = [n for n in candidates if n - first <= 2 and _KIND.search(lines[n].text)]
    if later:
        return later[0]
    below = next((n for n in candidates if n == first + 1), None)
    if below is not None and _BODY.search(lines[first].text) and _heads_release(lines, below):
        return below
    if frame.get(first + 1) in (Frame.DATE, Frame.FIELD, Frame.BYLINE):
        return first  # what stands over its own date or source heads no section
    return None if _is_one_of_many(lines, frame, first, original, view) else first


def _heads_release(lines: Sequence[Line], number: int) -> bool:
    """True for a line above the first paragraph of a press release that is long for a label."""
    above = all(not line.text.endswith("。") for line in lines[:number])
    return above and len(lines[number].text) >= _SHORTEST_HEADLINE


def _could_be(line: Line) -> bool:
    """True for a line that may be a title: open, of some length, and no part of a sentence."""
    commas = len(re.findall("[，；：]", line.text))
    return (
        (commas < 2 or len(line.text) <= _LONGEST_WITH_COMMAS)
        and not re.search("[。！？；]", line.text)
        and 4 <= len(line.text) <= _LONGEST
        and not line.row
        and not _TRAIL.match(line.text)
        and not line.bullet
        and (is_open(line.text) or bool(line.hashes))
        and not line.text.startswith(("——", "--", "(", "（"))
    )


def _only_one(lines: Sequence[Line], number: int) -> bool:
    """True when no other heading has this level: then it is the document's and no section's."""
    return sum(line.hashes == lines[number].hashes for line in lines) == 1


def _is_one_of_many(
    lines: Sequence[Line], frame: dict[int, Frame], first: int, original: str, view: Mapped
) -> bool:
    """True when the first line has the form of the section headings that follow.

    Such are headings that all begin with a place, and those of several parts set apart by spaces.
    """

    def parts(line: Line) -> int:
        span = view.original(Span(line.start, line.end))
        return len(original[span.start : span.end].split())

    similar = [
        n
        for n, line in enumerate(lines)
        if n > first and n not in frame and len(line.text) <= 32 and _could_be(line)
    ]
    alike = [parts(lines[n]) for n in similar]
    own = parts(lines[first])
    if similar and _begins_with_place(lines[first]):
        return all(_begins_with_place(lines[n]) for n in similar)
    return own > 1 and len(alike) > 1 and sum(p == own for p in alike) * 10 >= 6 * len(alike)


def _begins_with_place(line: Line) -> bool:
    return any(place.span.start == 0 for place in places(line.text))


_FOOTNOTE = re.compile(r"\[\d{1,3}\](?=$|[^\d])")


def heading_text(raw: str) -> str:
    """Return a heading or line of the frame as it is shown: noise gone, script kept."""
    text = clean(raw.replace("**", "").strip("# \t\r\n"))[0].text
    return " ".join(_FOOTNOTE.sub("", text).split()).rstrip("。:：")
