"""The change that a text tells right behind a level: 产量38.52万吨，比上年增产1.26万吨."""

import re

from corpus.document import Aspect, Figure, QuantityType
from qa.candidates import Candidate
from qa.fit import counted_alike

__all__ = ["CHANGES", "change_behind"]

CHANGES = (Aspect.GROWTH, Aspect.GAP, Aspect.NEW)
_MOVED = re.compile(
    r"(?:(?:比|较)(?:年初|上年|去年|上一?年度?|前一?年度?)[^，；。]{0,4}|同比|净)?"
    r"(?:增[长加产收设]?|成长|上升|提高|多|减[少产]?|下降|降低|下滑|回落|少|降)了?(?:约|近|超过?)?$"
)
_TIMES = re.compile(r"是?(?:上年|去年|上一?年度?|前一年)(?:同期)?的$")


def change_behind(level: Candidate) -> Figure | None:
    """Return the figure right behind a level that says by how much it has changed, if any."""
    figures = level.scene.figures
    at = figures.index(level.figure) + 1
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
    units = level.figure.quantity.normalized_unit, change.quantity.normalized_unit
    rate = change.quantity.type in (QuantityType.PERCENT, QuantityType.PERCENTAGE_POINT)
    return change if rate or counted_alike(*units) else None
