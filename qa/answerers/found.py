"""An operand of a calculation: the figure that was found for it, and what the question calls it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.document import Aspect, Quantity
from corpus.script import fold_text
from qa.asking.criterion import fell
from qa.draft import Draft, Evidence, FigureUse

__all__ = ["Found", "in_direction"]

DIRECTION = 12  # code points in front of a change in which its direction stands


@dataclass(frozen=True, slots=True)
class Found:
    """An operand's figure and what the question calls it."""

    name: str
    use: FigureUse
    draft: Draft
    turned: str = ""  # the word for a change the other way than is asked about: 下降

    @property
    def quantity(self) -> Quantity:
        """Its quantity."""
        return self.use.figure.quantity

    @property
    def value(self) -> Decimal | None:
        """What it stands for in a calculation; None for a range."""
        value = self._told
        return -value if self.turned and value is not None else value

    @property
    def _told(self) -> Decimal | None:
        computed, own = self.draft.computed, self.quantity
        if computed is None:
            return own.normalized_value
        if computed.unit == own.unit and own.value and own.normalized_value is not None:
            return computed.result * own.normalized_value / own.value
        return computed.result

    @property
    def unit(self) -> str:
        """The unit of that value."""
        computed = self.draft.computed
        if computed is not None and computed.unit != self.quantity.unit:
            return computed.unit
        return self.quantity.normalized_unit.partition("(")[0]

    @property
    def uses(self) -> tuple[FigureUse, ...]:
        """The figures that its value comes of: its own, or those that it is reckoned from."""
        return self.draft.figures if self.draft.computed is not None else (self.use,)

    @property
    def told(self) -> tuple[Evidence, ...]:
        """Where these stand."""
        if self.draft.computed is None:
            return self.draft.statements[0].evidence
        return tuple(dict.fromkeys(e for s in self.draft.statements for e in s.evidence))

    @property
    def shown(self) -> str:
        """The figure as its answer shows it."""
        return self.turned + self.draft.answer


def in_direction(found: Found, *, down: bool) -> Found:
    """Return a change that the text states as one up or, if `down`, as one down."""
    figure = found.use.figure
    if found.draft.computed is not None or figure.aspect is not Aspect.GROWTH:
        return found
    start = figure.span.start
    sank = fell(fold_text(found.use.evidence.document.text[max(0, start - DIRECTION) : start]))
    return found if sank is down else replace(found, turned="下降" if sank else "增长")
