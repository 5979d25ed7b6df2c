"""How well a logit tells questions that a text answers from those it does not.

Refused is what stays below a threshold; precision and recall are those of refusals.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan, sqrt
from random import Random

from eval.metrics import NORMAL, Share

__all__ = ["Refusing", "best_threshold"]

_DRAWS = 500  # samples of the bootstrap; its seed is fixed


@dataclass(frozen=True, slots=True)
class Refusing:
    """Logits of answers, and whether the text does answer."""

    judged: tuple[tuple[float, bool], ...]
    threshold: float = 0.0

    @property
    def precision(self) -> Share:
        """How many of the refused have no answer."""
        return Share.over([not answered for logit, answered in self.judged if self._refused(logit)])

    @property
    def recall(self) -> Share:
        """How many of those without an answer are refused."""
        return Share.over([self._refused(logit) for logit, answered in self.judged if not answered])

    @property
    def wrong(self) -> Share:
        """How many of those with an answer are refused."""
        return Share.over([self._refused(logit) for logit, answered in self.judged if answered])

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 when nothing is refused rightly."""
        both = self.precision.of + self.recall.of
        return 2 * self.recall.hits / both if both else nan

    def f1_interval(self) -> tuple[float, float]:
        """Return the middle 95 % of F1 over samples drawn with replacement, seeded."""
        random = Random(0)
        drawn = sorted(
            Refusing(tuple(random.choices(self.judged, k=len(self.judged))), self.threshold).f1
            for _ in range(_DRAWS if self.judged else 0)
        )
        return (drawn[len(drawn) // 40], drawn[-1 - len(drawn) // 40]) if drawn else (nan, nan)

    @property
    def area(self) -> float:
        """The area under the ROC curve: how often an answered one has the higher logit."""
        with_answer = [logit for logit, answered in self.judged if answered]
        without = sorted(logit for logit, answered in self.judged if not answered)
        if not with_answer or not without:
            return nan
        below = sum(bisect_left(without, logit) for logit in with_answer)
        up_to = sum(bisect_right(without, logit) for logit in with_answer)
        return (below + up_to) / (2 * len(with_answer) * len(without))

    def area_interval(self) -> tuple[float, float]:
        """Return 95 % by Hanley and McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747."""
        area = self.area
        answered = sum(answered for _, answered in self.judged)
        rest = len(self.judged) - answered
        if not answered or not rest:
            return (nan, nan)
        one, two = area / (2 - area), 2 * area**2 / (1 + area)
        spread = area * (1 - area) + (answered - 1) * (one - area**2) + (rest - 1) * (two - area**2)
        half = NORMAL * sqrt(max(0.0, spread) / (answered * rest))
        return (max(0.0, area - half), min(1.0, area + half))

    def _refused(self, logit: float) -> bool:
        return logit < self.threshold


def best_threshold(judged: Sequence[tuple[float, bool]]) -> float:
    """Return the threshold with the highest F1 of refusals; the lowest of equals, 0 without any.

    Thresholds lie halfway between neighbouring logits.
    """
    ordered = sorted(judged)
    without = sum(not answered for _, answered in judged)
    best, chosen, hits = 0.0, 0.0, 0
    for refused, ((logit, answered), (above, _)) in enumerate(pairwise(ordered), 1):
        hits += not answered
        f1 = 2 * hits / (refused + without)
        if logit < above and f1 > best:
            best, chosen = f1, (logit + above) / 2
    return chosen
