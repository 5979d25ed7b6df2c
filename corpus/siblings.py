"""How the figures of one sentence bear on each other: completed, restated, told apart."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.clauses import content
from corpus.document import Figure, Quantity
from corpus.measures import MAX_CONTEXT, said

__all__ = ["elliptic", "restates", "told_apart"]


def elliptic(measure: str, context: str, quantity: Quantity, earlier: Sequence[Figure]) -> str:
    """Complete a measure by an earlier one that ends in it: 申请费减缴85%；…，减缴70%."""
    short = measure.strip()
    if len(content(short)) < 2:
        return context
    for figure in reversed(earlier):
        longer = figure.measure
        if figure.quantity.type is quantity.type and longer.endswith(short) and longer != short:
            rest = longer.removesuffix(short)
            return context if content(rest) in content(context) else f"{context}{rest}"
    return context


def restates(figure: Figure, earlier: Sequence[Figure]) -> bool:
    """True when a figure says the last one of its sentence again: 突破8万件，达8.0692万件."""
    if not earlier or len(content(figure.measure)) >= 2:
        return False
    last = earlier[-1]
    return (
        last.quantity.type is figure.quantity.type
        and last.quantity.normalized_unit == figure.quantity.normalized_unit
        and last.aspect is figure.aspect
        and last.period == figure.period
        and figure.context == said(last.measure, last.context)
    )


def told_apart(made: list[Figure], segments: Sequence[int]) -> list[Figure]:
    """Give figures that measure the same in two ；-segments of a sentence the segments' topics."""
    topics: dict[int, str] = {}
    for figure, segment in zip(made, segments, strict=True):
        topics.setdefault(segment, said(figure.measure, figure.context))
    places_of: dict[str, set[int]] = {}
    for figure, segment in zip(made, segments, strict=True):
        places_of.setdefault(figure.measure, set()).add(segment)
    return [
        replace(figure, context=topics[segment][-MAX_CONTEXT:])
        if not figure.context
        and content(figure.measure)
        and len(places_of[figure.measure]) > 1
        and topics[segment] != figure.measure
        else figure
        for figure, segment in zip(made, segments, strict=True)
    ]
