"""Limits that name what is counted: how many 过亿元的项目 there are is not how many 项目."""

import re
from decimal import Decimal
from functools import lru_cache

from corpus.document import Bound, Figure, Quantity, QuantityType
from corpus.quantities import quantities
from qa.draft import Scene
from qa.question import Question

__all__ = ["limits_fit"]


def limits_fit(question: Question, scene: Scene, figure: Figure) -> bool:
    """True unless the question counts by a limit (过亿元的项目) that the figure is not of."""
    if QuantityType.COUNT not in question.wanted.types:
        return True
    asked = {_value(q) for q in question.premises if q.bound is not Bound.EXACT}
    if not asked:
        return True
    own = _limits(figure.measure) or _limits(_clause_before(scene, figure))
    if own:
        return bool(own & asked)
    return not any(_limits(other.measure) & asked for other in scene.figures)


def _clause_before(scene: Scene, figure: Figure) -> str:
    before = scene.text[: scene.sentence.view.locate(figure.span).start]
    return re.split("[，；。：]", before)[-1]


@lru_cache(maxsize=4096)
def _limits(measure: str) -> frozenset[Decimal | None]:
    """Return the limits that a measure names."""
    if not measure.strip("其中"):
        return frozenset()
    return frozenset(_value(q) for q in quantities(measure) if q.bound is not Bound.EXACT)


def _value(quantity: Quantity) -> Decimal | None:
    return quantity.normalized_value or quantity.normalized_min or quantity.normalized_max
