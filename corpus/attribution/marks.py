"""What is recognised in one sentence before its figures are told apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.attribution.clauses import blank
from corpus.document import Period, Quantity, QuantityType, Span
from corpus.numbers.numerals import number
from corpus.places import Place

__all__ = ["Marks", "in_slogan", "outside_periods", "years_told"]

_QUOTED = re.compile(r"[“‘]([^“”‘’]{2,16})[”’]")
_SPAN_OF_TIME = re.compile(r"(?:以?来|间)?(?:累计|共计)")  # 三年累计拨付: in three years, no figure
# 五年新增产能9吨: what was done in five years; it opens its clause.
_YEARS_TOLD = re.compile(
    r"(?:^|(?<=[，；。：、\n]))(?:这|过去|前)?(?P<count>[二两三四五六七八九十]|\d{1,2})年(?:以?来|间)?"
    r"(?:全[省市区县国]|我[省市区县])?(?=累计|共计|共(?!同)|新增|新建|获|提高|实现|完成|建成|解决|改造)"
)
_TOLD_ANEW = ("连续", "持续")  # 连续三年: how long, and no time of its own


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything recognised in one sentence; spans index its view text."""

    text: str
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    places: tuple[Place, ...]

    @property
    def timeless(self) -> str:
        """The text without its periods, and without 比 in front of one; its length stays."""
        return blank(self.text, [self._with_versus(p.span) for p in self.periods])

    def _with_versus(self, span: Span) -> Span:
        versus = span.start and self.text[span.start - 1] in "比较"
        return Span(span.start - 1, span.end) if versus else span


def years_told(text: str, start: int = 0, end: int | None = None) -> tuple[Span, int] | None:
    """Return the years that a clause tells of, and how many they are: 五年新增产能."""
    found = _YEARS_TOLD.search(text, start, len(text) if end is None else end)
    return (Span(*found.span()), int(number(found["count"]))) if found else None


def in_slogan(text: str, span: Span, quantities: Iterable[Quantity]) -> bool:
    """True of the one count in a short quotation, which is a name and no figure: “五个一”工程."""
    for quoted in _QUOTED.finditer(text):
        inside = Span(*quoted.span(1))
        if inside.contains(span):
            return sum(inside.contains(q.span) for q in quantities) == 1
    return False


def outside_periods(
    text: str, quantities: Iterable[Quantity], periods: Iterable[Period]
) -> tuple[Quantity, ...]:
    """Drop the durations that name a period: 三年 of 近三年 or 三年累计, but not of 连续三年."""
    told = [p.span for p in periods if not p.text.startswith(_TOLD_ANEW)]
    return tuple(
        q
        for q in quantities
        if q.type is not QuantityType.DURATION
        or not (
            any(span.overlaps(q.span) for span in told)
            or _SPAN_OF_TIME.match(text, q.span.end)
            or _YEARS_TOLD.match(text, q.span.start)
            or (text.endswith(("比", "较"), 0, q.span.start) and text.startswith("前", q.span.end))
        )
    )
