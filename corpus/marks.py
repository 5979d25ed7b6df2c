"""What is recognised in one sentence before its figures are told apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.clauses import blank
from corpus.document import Period, Quantity, QuantityType, Span
from corpus.places import Place

__all__ = ["Marks", "outside_periods"]

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


def outside_periods(
    quantities: Iterable[Quantity], periods: Iterable[Period]
) -> tuple[Quantity, ...]:
    """Drop the durations that only name a period: the 三年 of 近三年, but not of 连续三年."""
    told = [p.span for p in periods if not p.text.startswith(_TOLD_ANEW)]
    return tuple(
        q
        for q in quantities
        if q.type is not QuantityType.DURATION or not any(span.overlaps(q.span) for span in told)
    )
