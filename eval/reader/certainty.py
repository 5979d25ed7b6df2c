"""How sure of a stretch the reader may be: its own probability, and a small model fitted to it.

The probability that a text answers times that of the stretch in it, and a logistic fit on both
logits. The fit is made on half of the texts, drawn by a hash; both are reported on the other half.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from eval.metrics import brier, expected_error, risk_coverage
from eval.reader.court import chosen_half
from eval.reader.scoring import exact, f1
from eval.reader.stretches import Stretch

__all__ = ["Fit", "Judged", "fit", "judged", "lines", "own_probability"]

CLOSE = 0.8  # F1 from which a stretch is nearly the answer: boundaries are a matter of taste
COVERAGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A stretch's logits and whether it is right. `key` tells texts apart, `source` sets."""

    source: str
    key: str
    answers: float
    span_score: float
    exact: bool
    close: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights of the logits, and the bias."""

    answers: float
    span_score: float
    bias: float

    def probability(self, one: Judged) -> float:
        """Return how likely a stretch is right."""
        return _sigmoid(self.answers * one.answers + self.span_score * one.span_score + self.bias)


def judged(
    source: str, key: str, accepted: Sequence[str], stretch: Stretch | None
) -> Judged | None:
    """Judge a stretch; where nothing is accepted none is right."""
    if stretch is None:
        return None
    right = exact(stretch.words, accepted)
    close = right or f1(stretch.words, accepted) >= CLOSE
    return Judged(source, key, stretch.answers, stretch.span_score, right, close)


def own_probability(one: Judged) -> float:
    """Return the reader's own: that the text answers, times that it does by this stretch."""
    return _sigmoid(one.answers) * exp(min(0.0, one.span_score))


def fit(predictions: Sequence[tuple[Judged, bool]]) -> Fit:
    """Fit a logistic regression, barely regularised."""
    from sklearn.linear_model import LogisticRegression  # heavy

    features = [(one.answers, one.span_score) for one, _ in predictions]
    made = LogisticRegression(C=100.0).fit(features, [right for _, right in predictions])
    answers, span_score = made.coef_[0]
    return Fit(float(answers), float(span_score), float(made.intercept_[0]))


def lines(found: Sequence[Judged]) -> Iterator[str]:
    """Yield both probabilities' figures on the reporting half, for exact and for close answers."""
    choosing = [one for one in found if chosen_half(one.key)]
    reporting = [one for one in found if not chosen_half(one.key)]
    yield f"calibration: {len(found)} questions; fitted on {len(choosing)}, reported on the others"
    for name in ("exact", f"F1 at least {CLOSE}"):
        right = {id(one): one.exact if name == "exact" else one.close for one in found}
        if len({right[id(one)] for one in choosing}) < 2:
            yield f"{name}: too few to fit"
            continue
        made = fit([(one, right[id(one)]) for one in choosing])
        ways = {
            "own": [(own_probability(one), right[id(one)]) for one in reporting],
            "fitted": [(made.probability(one), right[id(one)]) for one in reporting],
        }
        share = sum(right.values()) / len(right)
        yield (
            f"{name} ({share:.1%} right): fit answers {made.answers:.4f}"
            f" span_score {made.span_score:.4f} bias {made.bias:.4f}"
        )
        yield from _figures(ways)
        yield from _by_source(reporting, made, right)


def _figures(ways: Mapping[str, Sequence[tuple[float, bool]]]) -> Iterator[str]:
    for way, predictions in ways.items():
        curve = risk_coverage(predictions)
        points = [next((risk for c, risk in curve if c >= at - 1e-9), 0.0) for at in COVERAGES]
        told = " ".join(f"{at:.0%}:{risk:.3f}" for at, risk in zip(COVERAGES, points, strict=True))
        yield (
            f"  {way:7} Brier {brier(predictions):.4f}  calibration error"
            f" {expected_error(predictions):.4f}  risk at coverage {told}"
        )


def _by_source(reporting: Sequence[Judged], made: Fit, right: Mapping[int, bool]) -> Iterator[str]:
    for source in dict.fromkeys(one.source for one in reporting):
        own = [(made.probability(one), right[id(one)]) for one in reporting if one.source == source]
        yield (
            f"  fitted, {source} {len(own)}: Brier {brier(own):.4f}"
            f"  calibration error {expected_error(own):.4f}"
        )


def _sigmoid(logit: float) -> float:
    return 1 / (1 + exp(-max(-60.0, min(60.0, logit))))
