"""An operand of a calculation: the figure that was found for it, and what the question calls it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.document import Aspect, Quantity
from corpus.quantities import quantities
from corpus.script import fold_text
from qa.asking.criterion import fell
from qa.decimals import plain
from qa.draft import Draft, Evidence, FigureUse

__all__ = ["Found", "in_direction"]

DIRECTION = 12  # code points in front of a change in which its direction stands


@dataclass(frozen=True, slots=True)
class Found:
    """An operand's figure, or what was reckoned for it, and what the question calls it."""

    name: str
    use: FigureUse
    draft: Draft
    turned: str = ""  # the word for a change the other way than is asked about: 下降

    @property
    def quantity(self) -> Quantity:
        """Its quantity, or that of the first figure that it is reckoned from."""
        return self.use.figure.quantity

    @property
    def value(self) -> Decimal | None:
        """What it stands for in a calculation, in its plain unit; None for a range."""
        computed = self.draft.computed
        value = self.quantity.normalized_value if computed is None else computed.result * self.size
        return -value if self.turned and value is not None else value

    @property
    def unit(self) -> str:
        """The plain unit of that value."""
        return self._measured[1]

    @property
    def constants(self) -> tuple[Decimal, ...]:
        """What no text needs to state of how it was reckoned."""
        return self.draft.computed.constants if self.draft.computed is not None else ()

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

    def worded(self, scale: Decimal) -> str:
        """Return it as it stands in an expression whose unit is so many of its plain one."""
        computed = self.draft.computed
        if computed is None:
            return plain((self.value or Decimal(0)) / scale)
        times = self.size / scale
        if times == 1:
            return f"({computed.expression})"
        by = f"* {plain(times)}" if times > 1 else f"/ {plain(1 / times)}"
        return f"({computed.expression}) {by}"

    @property
    def called(self) -> str:
        """The unit that it is given in: 万元."""
        computed = self.draft.computed
        return self.quantity.unit if computed is None else computed.unit

    @property
    def size(self) -> Decimal:
        """How many of the plain unit one of that is: 10000."""
        return self._measured[0]

    @property
    def _measured(self) -> tuple[Decimal, str]:
        own = self.quantity
        if self.called == own.unit:
            known = own.value and own.normalized_value is not None
            size = (own.normalized_value or Decimal(0)) / (own.value or Decimal(1))
            return size if known else Decimal(1), own.normalized_unit.partition("(")[0]
        read = quantities(f"1{self.called}")
        if read and read[0].normalized_value and read[0].normalized_unit:
            return read[0].normalized_value, read[0].normalized_unit.partition("(")[0]
        return Decimal(1), self.called


def in_direction(found: Found, *, down: bool) -> Found:
    """Return a change that the text states as one up or, if `down`, as one down."""
    figure = found.use.figure
    if found.draft.computed is not None or figure.aspect is not Aspect.GROWTH:
        return found
    start = figure.span.start
    sank = fell(fold_text(found.use.evidence.document.text[max(0, start - DIRECTION) : start]))
    return found if sank is down else replace(found, turned="下降" if sank else "增长")
