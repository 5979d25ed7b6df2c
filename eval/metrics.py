"""Measures over outcomes: plain functions of numbers, with their intervals.

Confidence intervals are at 95 %: Wilson's of shares, the normal one of means.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, nan, sqrt

__all__ = [
    "NORMAL",
    "Bin",
    "Mean",
    "Share",
    "bins",
    "brier",
    "expected_error",
    "percentile",
    "risk_coverage",
]

CONFIDENCE_LEVEL = 0.95
NORMAL = 1.96  # standard deviations on either side that hold 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.hits <= self.of:
            raise ValueError(f"not a share: {self.hits} of {self.of}")

    @property
    def value(self) -> float:
        """The share as a number from 0 to 1, not a number when there is nothing to share."""
        return self.hits / self.of if self.of else nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval at 95 %."""
        if not self.of:
            return (nan, nan)
        from scipy.stats import binomtest  # heavy

        found = binomtest(self.hits, self.of).proportion_ci(CONFIDENCE_LEVEL, method="wilson")
        return (float(found.low), float(found.high))

    @classmethod
    def over(cls, outcomes: Sequence[bool]) -> "Share":
        """Count the true ones."""
        return cls(sum(outcomes), len(outcomes))


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of so many numbers."""

    values: tuple[float, ...]

    @property
    def value(self) -> float:
        """The mean, not a number when there are none."""
        return sum(self.values) / len(self.values) if self.values else nan

    @property
    def interval(self) -> tuple[float, float]:
        """The normal interval at 95 %."""
        count, mean = len(self.values), self.value
        if count < 2:
            return (nan, nan)
        variance = sum((one - mean) ** 2 for one in self.values) / (count - 1)
        half = NORMAL * sqrt(variance / count)
        return (mean - half, mean + half)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that `share` of all do not exceed (nearest rank)."""
    if not values:
        return nan
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def brier(predictions: Sequence[tuple[float, bool]]) -> float:
    """Return the mean squared distance of confidence from outcome: 0 is best, 0.25 a coin's."""
    if not predictions:
        return nan
    return sum((p - right) ** 2 for p, right in predictions) / len(predictions)


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of about one confidence."""

    low: float
    high: float
    count: int
    confidence: float  # mean
    accuracy: float


def bins(predictions: Sequence[tuple[float, bool]], count: int = 10) -> tuple[Bin, ...]:
    """Return the filled bins of equal width over 0 to 1; 1 belongs to the last."""
    filled: dict[int, list[tuple[float, bool]]] = {}
    for one in predictions:
        filled.setdefault(min(int(one[0] * count), count - 1), []).append(one)
    return tuple(
        Bin(
            n / count,
            (n + 1) / count,
            len(members),
            sum(p for p, _ in members) / len(members),
            sum(right for _, right in members) / len(members),
        )
        for n, members in sorted(filled.items())
    )


def expected_error(predictions: Sequence[tuple[float, bool]], count: int = 10) -> float:
    """Return the expected calibration error: bins' distances of accuracy and confidence, weighed.

    Guo et al. 2017, https://arxiv.org/abs/1706.04599.
    """
    if not predictions:
        return nan
    return sum(
        one.count / len(predictions) * abs(one.accuracy - one.confidence)
        for one in bins(predictions, count)
    )


def risk_coverage(predictions: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    """Return (coverage, risk) when only the most confident answers are given, surest first.

    Equal confidences are let in together, so that the curve does not hang on their order.
    """
    curve = []
    wrong = 0
    ordered = sorted(predictions, key=lambda one: -one[0])
    for n, (confidence, right) in enumerate(ordered, 1):
        wrong += not right
        if n == len(ordered) or ordered[n][0] != confidence:
            curve.append((n / len(ordered), wrong / n))
    return tuple(curve)
