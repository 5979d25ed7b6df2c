"""Fit the confidence: how often an answer is right, given what its answerer measured.

The tuning part is asked over the samples and over the real documents; each answer (a refusal states
no confidence) is one row. A logistic regression gives the features weights that all kinds share,
and each kind an intercept of its own. What it promises is measured on questions it was not fitted
on: folds keep all variants of a fact together.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import pstdev
from typing import Any, Protocol

from corpus.errors import BadRequest
from eval.gold import Question
from eval.judge import judge
from eval.metrics import bins, brier, expected_error
from qa.confidence import DEFAULT, Model, key
from qa.contract import AskRequest, AskResponse
from qa.decide import only, unread
from qa.draft import Draft, Refused, Source
from qa.run import Choose

__all__ = ["Calibration", "Row", "calibrate", "cross_validated", "fit", "lines", "rows", "write"]

FOLDS = 5
SEED = 0  # of the folds
# Inverse strength of the penalty, on features divided by their deviation. By the cross-validated
# Brier score of 753 answers of the tuning part 0.05 to 0.3 were alike (0.0850 to 0.0855), 0.01 and
# 3 worse (0.0867, 0.0861); measure again by changing it and running `policyqa eval calibrate`.
STRENGTH = 0.1
# From which probability an answer is given, of the rules and of the reader, and by how much the
# reader's has to lead. Chosen on the tuning part and the questions over reports that are held back:
# they refuse most of what is not there at the least cost of right answers.
LEAST, LEAST_READ, LEAD = 0.35, 0.4, 0.2
DECIMALS = 3  # of the numbers kept
ROUNDS = 1000  # at most, of the solver
STEADY = 1e-9  # deviation below which a feature tells nothing


class Drafter(Protocol):
    """What is calibrated: answers, with what they were written from."""

    def ask_with_draft(
        self, request: AskRequest, choose: Choose
    ) -> tuple[AskResponse, Draft | Refused]:
        """Answer a question, and give what the answer was written from."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: its fact, who gave it, what was measured, and whether it is right."""

    group: str  # the gold's: all variants of a fact
    kind: str  # of the answer, which the question's need not be
    features: Mapping[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted model, and its promises on answers that each fold was not fitted on."""

    model: Model
    predictions: tuple[tuple[float, bool], ...]

    @property
    def answers(self) -> int:
        """How many answers it was fitted on."""
        return len(self.predictions)

    @property
    def right(self) -> int:
        """How many of them are right."""
        return sum(right for _, right in self.predictions)

    @property
    def brier(self) -> float:
        """The cross-validated Brier score."""
        return brier(self.predictions)

    @property
    def expected_error(self) -> float:
        """The cross-validated calibration error."""
        return expected_error(self.predictions)

    @property
    def brier_of_share(self) -> float:
        """The Brier score of promising every answer the share that is right: to be beaten."""
        share = self.right / self.answers
        return brier([(share, right) for _, right in self.predictions])


def rows(questions: Iterable[Question], drafter: Drafter) -> Iterator[list[Row]]:
    """Ask each question of the rules alone, of the rules with the reader beside them, and of the
    reader; yield a row for each answer.
    """
    for question in questions:
        found: dict[str, Row] = {}
        for choose in (unread, *map(only, Source)):
            request = AskRequest(question=question.question)
            response, draft = drafter.ask_with_draft(request, choose)
            if isinstance(draft, Draft):
                right = judge(question, response).right
                kind = key(draft)
                found[kind] = Row(question.group, kind, dict(draft.features), right)
        yield list(found.values())


def calibrate(found: Sequence[Row]) -> Calibration:
    """Fit a model to answers and measure it on held-out folds of them."""
    return Calibration(fit(found), cross_validated(found))


def fit(found: Sequence[Row]) -> Model:
    """Return the model of these answers, rounded as it is kept.

    Every feature is made to rise with certainty. One that comes out falling, by chance or because
    another tells the same, is left out, so that better coverage never lowers a confidence.
    """
    if len({row.right for row in found}) < 2:
        raise BadRequest(f"nothing to fit: of {len(found)} answers all or none are right")
    kinds = sorted({row.kind for row in found})
    names = _telling(found)
    while True:
        intercept, weights, offsets = _regress(found, names, kinds)
        falling = min(names, key=lambda name: weights[name], default=None)
        if falling is None or weights[falling] >= 0:
            break
        names.remove(falling)
    rounded = {name: round(value, DECIMALS) for name, value in weights.items()}
    intercepts = {kind: round(intercept + offsets[kind], DECIMALS) for kind in kinds}
    return Model({DEFAULT: round(intercept, DECIMALS), **intercepts}, rounded, _least(kinds), LEAD)


def _least(kinds: Iterable[str]) -> dict[str, float]:
    """Return the probability from which an answer of a kind is given where both were asked."""
    least = {Source.RULES: LEAST, Source.READER: LEAST_READ}
    return {kind: least[s] for kind in kinds for s in Source if kind.endswith(f" {s.value}")}


def _telling(found: Sequence[Row]) -> list[str]:
    """Return the features that are not the same in all answers."""
    names = sorted({name for row in found for name in row.features})
    return [name for name in names if pstdev(_column(found, name)) > STEADY]


def _column(found: Sequence[Row], name: str) -> list[float]:
    return [row.features.get(name, 0.0) for row in found]


def _regress(
    found: Sequence[Row], names: Sequence[str], kinds: Sequence[str]
) -> tuple[float, dict[str, float], dict[str, float]]:
    """Return the intercept, the weight of each feature, and what each kind adds."""
    from sklearn.linear_model import LogisticRegression  # heavy; of the extra `dev`

    scales = {name: pstdev(_column(found, name)) for name in names}
    table = [
        [row.features.get(name, 0.0) / scales[name] for name in names]
        + [float(row.kind == kind) for kind in kinds]
        for row in found
    ]
    regression = LogisticRegression(C=STRENGTH, max_iter=ROUNDS)
    regression.fit(table, [row.right for row in found])
    values = [float(value) for value in regression.coef_[0]]
    weights = {name: values[n] / scales[name] for n, name in enumerate(names)}
    offsets = dict(zip(kinds, values[len(names) :], strict=True))
    return float(regression.intercept_[0]), weights, offsets


def cross_validated(found: Sequence[Row]) -> tuple[tuple[float, bool], ...]:
    """Return what models fitted on the other folds promise for each answer, and its rightness."""
    from sklearn.model_selection import GroupKFold  # heavy; of the extra `dev`

    groups = [row.group for row in found]
    if len(set(groups)) < FOLDS:
        raise BadRequest(f"{len(set(groups))} facts are too few for {FOLDS} folds")
    told: dict[int, float] = {}
    folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED)
    for fitted, held_out in folds.split(found, groups=groups):
        model = fit([found[n] for n in fitted])
        for n in held_out:
            told[int(n)] = model.probability(found[n].kind, found[n].features)
    return tuple((told[n], row.right) for n, row in enumerate(found))


def lines(done: Calibration) -> Iterator[str]:
    """Yield what a calibration comes to, for the terminal."""
    yield f"{done.answers} answers, {done.right} of them right; {FOLDS} folds, facts kept together"
    yield f"brier              {done.brier:.4f}  (the share itself: {done.brier_of_share:.4f})"
    yield f"calibration error  {done.expected_error:.4f}"
    for one in bins(done.predictions):
        span = f"{one.low:.1f}–{one.high:.1f}"
        yield f"  {span}  {one.count:5}  promised {one.confidence:.3f}  right {one.accuracy:.3f}"
    for title, numbers in (("weights", done.model.weights), ("kinds", done.model.intercepts)):
        yield f"{title}: " + ", ".join(f"{name} {value:g}" for name, value in numbers.items())


def write(done: Calibration, provenance: Mapping[str, Any], path: Path) -> None:
    """Write the model with how it was made: `provenance` and what was measured."""
    measured = {
        "answers": done.answers,
        "right": done.right,
        "cross_validated": {
            "folds": FOLDS,
            "grouped_by": "gold group",
            "brier": round(done.brier, 4),
            "brier_of_share": round(done.brier_of_share, 4),
            "calibration_error": round(done.expected_error, 4),
        },
        "penalty": {"kind": "l2", "C": STRENGTH, "seed": SEED},
    }
    whole = {"provenance": {**provenance, **measured}, **asdict(done.model)}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
