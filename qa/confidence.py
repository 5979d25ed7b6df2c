"""The probability that an answer is right: a logistic model over what its answerer measured.

The log odds are the kind's intercept plus the weighted features. `data/confidence.json` holds the
numbers and says how they were fitted; `policyqa eval calibrate` writes it.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from qa.draft import Draft

__all__ = ["DEFAULT", "Model", "confidence", "key", "least", "model", "read_model"]

DEFAULT = "default"  # the intercept of a kind that has none of its own


@dataclass(frozen=True, slots=True)
class Model:
    """Weights that all kinds share, and an intercept for each kind."""

    intercepts: Mapping[str, float]
    weights: Mapping[str, float] = field(default_factory=dict)
    least: Mapping[str, float] = field(default_factory=dict)  # below which none is given
    lead: float = 0.0  # by which the reader's answer has to lead the rules'

    def __post_init__(self) -> None:
        if DEFAULT not in self.intercepts:
            raise ValueError(f"no {DEFAULT!r} among the intercepts {sorted(self.intercepts)}")

    def probability(self, kind: str, features: Mapping[str, float]) -> float:
        """Return a probability (0–1); a feature without a weight counts for nothing."""
        odds = self.intercepts.get(kind, self.intercepts[DEFAULT])
        odds += sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-odds))


def read_model(text: str) -> Model:
    """Read a model from the JSON it is kept in; what else stands there is for people."""
    raw: dict[str, Any] = json.loads(text)
    return Model(raw["intercepts"], raw["weights"], raw.get("least", {}), raw.get("lead", 0.0))


@cache
def model() -> Model:
    """Return the model that the program came with."""
    return read_model(resources.files("qa").joinpath("data/confidence.json").read_text("utf-8"))


def confidence(draft: Draft) -> float:
    """Return the probability (0–1) that a draft's short answer is right."""
    return model().probability(key(draft), draft.features)


def least(draft: Draft) -> float:
    """Return the probability from which an answer is given."""
    return model().least.get(key(draft), 0.0)


def key(draft: Draft) -> str:
    """Return what a draft is called in the model: its kind, and who found it."""
    source = f" {draft.source.value}" if draft.source is not None else ""
    return f"{draft.kind.value}{source}"
