"""How well a figure meets a question, side by side: unit, place, period and aspect."""

from enum import IntEnum
from typing import NamedTuple


class Fit(IntEnum):
    """How well one side of a figure meets the question; NO forbids it."""

    NO = 0
    UNKNOWN = 1  # one of the two does not say
    YES = 2


class FigureFit(NamedTuple):
    """The four sides of a figure against a question."""

    unit: Fit
    place: Fit
    period: Fit
    aspect: Fit

    @property
    def typed(self) -> bool:
        """True when the question asks for this very type of quantity."""
        return self.unit is Fit.YES

    @property
    def allowed(self) -> bool:
        """True when no side forbids the figure."""
        return min(self) > Fit.NO
