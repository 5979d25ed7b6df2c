"""The probability that an answer is right: a logistic model over what its answerer measured."""

import json
import math
from functools import cache
from importlib import resources

from qa.draft import Draft


@cache
def _model() -> dict[str, dict[str, float]]:
    """Return the coefficients by kind; how they were fitted stands in the file itself."""
    text = resources.files("qa").joinpath("data/confidence.json").read_text("utf-8")
    model: dict[str, dict[str, float]] = json.loads(text)["coefficients"]
    return model


def confidence(draft: Draft) -> float:
    """Return the probability (0–1) that a draft's short answer is right."""
    model = _model()
    weights = model.get(draft.kind.value, model["default"])
    total = weights["intercept"] + sum(
        weights.get(name, 0.0) * value for name, value in draft.features.items()
    )
    return 1.0 / (1.0 + math.exp(-total))
