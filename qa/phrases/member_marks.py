"""Words that mark by themselves where the first member of a coordinated phrase begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.mapped import Span

__all__ = ["CLOSE", "OPEN", "UNLIKE", "Token", "balanced", "marked_start"]

OPEN, CLOSE = "“‘《(（【〈", "”’》)）】〉"
# A border member longer than this many times the longest marked one holds more than the member,
UNLIKE = 1.5
_ALSO = ("和", "及", "以及")
# A self-reference or a copula in front of a first member: 我区联席会, 即数据中心
_SELF = re.compile(
    r"(?:(?:我|本|该|全)[省市区县国州]|即|例如|包括|包含|分别[是为]|主要[是有]|[一二三四五六七八九十]是)(?=.)"
)
# Who does it, most often cut with the name behind: 核查由|县财政局
_BY_BODY = re.compile(
    r"(?m:^)[^，。；：]{0,40}[^自理原缘来事]由(?=[^，。；：由]{2,20}"
    r"(?:局|委|办|部|厅|院|会|政府|公司|机构|部门|中心|单位|集团|银行)$)"
)
# How many of them: 选出一批A、B, 引进了一系列A、B
_SOME = re.compile(r"一(?:大批|系列|批|些)(?=.{2})")
# A word of naming the members, anywhere in front of the first: “两翼”包括数据中心和…
_NAMING = re.compile(
    r"(?m:^).*(?:包括(?!在)|包含|涵盖|分别[是为]|[划细区]?分[为成]|是指|指的是|不外乎?|无非是?|还有)(?=.{2})"
)
# A、B、C gathered in one: 集A、B于一体
_GATHERED = re.compile(r"(?m:^).*集(?![成合聚中体团群约结])(?=.{2})")
_AT_ONCE = re.compile(r"[^，。；：]{2,60}[于为]一[体身]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence with its part of speech."""

    start: int
    end: int
    word: str
    tag: str


def marked_start(
    text: str, part: Span, inner: Sequence[str], cut: Sequence[Token]
) -> tuple[bool, int]:
    """Return whether words mark where the first member begins, and its earliest beginning."""
    joints = [t for t in cut if part.start < t.start and t.end < part.end and t.word in _ALSO]
    if joints and inner and part.end - joints[-1].end <= UNLIKE * max(map(len, inner)) + 1:
        longest = max(map(len, inner))
        if joints[-1].start - part.start > 2 * longest + 2:  # 三期工程和甲、乙、丙等机场
            return True, joints[-1].end
    said = _NAMING.search(text[part.start : part.end])
    if said and balanced(text[part.start + said.end() : part.end]):
        return True, part.start + said.end()
    some = [*_SOME.finditer(text, part.start, part.end)]
    if some and balanced(text[part.start : some[-1].end()]):
        part = Span(some[-1].end(), part.end)
    by = _BY_BODY.match(text[part.start : part.end])
    if by:
        return True, part.start + by.end()
    itself = _SELF.match(text[part.start : part.end])
    led = text[part.start - 1 : part.start] == "：" and inner and not itself
    if led and part.end - part.start <= UNLIKE * max(map(len, inner)) + 1:
        return True, part.start
    gathered = _GATHERED.search(text[part.start : part.end])
    if gathered and _AT_ONCE.match(text, part.end):
        return True, part.start + gathered.end()
    return False, part.start + (itself.end() if itself else 0)


def balanced(text: str) -> bool:
    """Return whether as many brackets and quotation marks open as close."""
    return sum(map(text.count, OPEN)) == sum(map(text.count, CLOSE))
