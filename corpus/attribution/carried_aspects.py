"""What the aspect of a figure makes of those beside it: targets of growths, sums of sums."""

from collections.abc import Sequence

from corpus.attribution.aspects import aimed, goes_on_summing
from corpus.attribution.dating import is_target
from corpus.attribution.measures import Words
from corpus.document import Aspect, Figure

__all__ = ["aimed_at", "summed_on"]


def aimed_at(made: Sequence[Figure], *, announced: bool) -> list[Figure]:
    """Return a sentence's figures with growths as targets that stand beside targets, or ahead.

    `announced` is true of a sentence that says so: 目标是：.
    """
    out: list[Figure] = []
    for figure in made:
        grown = figure.aspect is Aspect.GROWTH
        beside = bool(out) and out[-1].aspect is Aspect.TARGET and out[-1].period == figure.period
        ahead = figure.period is not None and is_target(figure.period)
        out.append(aimed(figure) if grown and (beside or ahead or announced) else figure)
    return out


def summed_on(draft: Figure, words: Words, text: str, earlier: Sequence[Figure]) -> bool:
    """True where 累计 of the figure in front reaches over this one of the same time as well."""
    if not earlier or draft.aspect is not Aspect.ACTUAL:
        return False
    last = earlier[-1]
    broken = set("；。：(") & set(text[last.quantity.span.end : draft.quantity.span.start])
    return (
        last.aspect is Aspect.CUMULATIVE
        and not broken
        and last.period == draft.period
        and goes_on_summing(draft.quantity, text[words.before.start : words.before.end])
    )
