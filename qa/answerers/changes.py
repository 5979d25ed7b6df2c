"""The change that a text tells right behind a level: 产量38.52万吨，比上年增产1.26万吨."""

import re

from corpus.attribution.clauses import unframed
from corpus.document import Aspect, Bound, Figure, QuantityType
from qa.matching.candidates import Candidate
from qa.matching.fit import counted_alike
from qa.matching.surroundings import nouns

__all__ = ["CHANGES", "change_behind", "level_of"]

NAMED = 3  # code points of a name that a change may have from its level
LEVELS = (QuantityType.COUNT, QuantityType.MONEY, QuantityType.NUMBER, QuantityType.PERCENT)
CHANGES = (Aspect.GROWTH, Aspect.GAP, Aspect.NEW)
_MOVED = re.compile(
    r"(?:(?:比|较)(?:年初|上年|去年|上一?年度?|前一?年度?)[^，；。]{0,4}|同比|净)?"
    r"(?:增[长加产收设]?|成长|上升|提高|多|减[少产]?|下降|降低|下滑|回落|少|降)了?(?:约|近|超过?)?$"
)
_TIMES = re.compile(r"是?(?:上年|去年|上一?年度?|前一年)(?:同期)?的$")


def level_of(change: Candidate) -> Figure | None:
    """Return the level that a change is of: the one it has its name from, else the one before it.

    Handed out, changes stand apart from their levels: 存款3亿元，贷款2亿元，分别增加30万元和20万元.
    """
    figures = change.scene.figures
    before = figures[: figures.index(change.figure)]
    named = (level for level in reversed(before) if _is_of(change.figure, level))
    level = next(named, before[-1] if before else None)
    exact = (f for f in before if level and f.group is not None and f.group == level.group)
    return next((f for f in exact if f.quantity.bound is Bound.EXACT and not f.former), level)


def _is_of(change: Figure, level: Figure) -> bool:
    """True for a change that has a level's name from the clause of that level."""
    told = level.context + level.measure
    named = len(told) >= NAMED and (
        change.context in (told, level.measure)
        or (change.context == level.context and not nouns(unframed(level.measure)))
    )  # 申请突破8万件，达8.07万件，增长10%
    return named and level.aspect not in CHANGES and level.quantity.type in LEVELS


def change_behind(level: Candidate) -> Figure | None:
    """Return the figure behind a level that says by how much it has changed, if any."""
    figures = level.scene.figures
    at = figures.index(level.figure) + 1
    behind = figures[at:]
    own = (f for f in behind if f.aspect in CHANGES and _is_of(f, level.figure))
    handed_out = next(own, None)
    if handed_out is not None and _goes_with(level.figure, handed_out):
        return handed_out
    if at >= len(figures):
        return None
    change, view = figures[at], level.scene.sentence.view
    between = view.text[view.locate(level.figure.span).end : view.locate(change.span).start]
    if re.search(r"[；。]|其中", between):
        return None
    if change.quantity.type is QuantityType.MULTIPLE:
        return change if _TIMES.search(between) else None
    if not _MOVED.search(between):
        return None
    return change if _goes_with(level.figure, change) else None


def _goes_with(level: Figure, change: Figure) -> bool:
    units = level.quantity.normalized_unit, change.quantity.normalized_unit
    rate = change.quantity.type in (QuantityType.PERCENT, QuantityType.PERCENTAGE_POINT)
    return rate or counted_alike(*units)
