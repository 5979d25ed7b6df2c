"""An asserted date held against the one that the text tells of the same thing."""

import re
from collections.abc import Sequence

from corpus.document import Period, Span
from corpus.periods import periods
from qa.answerers.asserted_figure import NO
from qa.answerers.cases import decided
from qa.draft import Draft
from qa.matching.align import Layer
from qa.matching.contrast import MONTH
from qa.matching.fitness import Fit
from qa.matching.period_fit import overlap
from qa.matching.rank import Ranked, pairs_shared
from qa.task import Task

READ, BEHIND = 3, 0.35  # sentences that are looked into for a day, and how far they may lie


def other_date(task: Task, best: Ranked) -> Span | None:
    """Return the date of a sentence that tells of another time than the asserted one."""
    asserted = [p for p in task.question.periods if p.kind in ("year", "month", "day")]
    stated = [p for p in periods(best.scene.text) if p.kind in ("year", "month", "day", "until")]
    if not asserted or not stated:
        return None
    if any(_meet(a, s) for a in asserted for s in stated):
        return None
    return stated[0].span


def other_day(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Deny a day of a month where what is spoken of has another: 第一期：6日；第二期：20日."""
    asserted = {m for m in MONTH.findall(task.question.view) if m[1]}
    for one in order[:READ]:
        if not asserted or one.score < order[0].score - BEHIND:
            return None
        scene = one.scene
        parts = [Span(*m.span()) for m in re.finditer(r"[^，；。]+", scene.text)]
        dated = [p for p in parts if MONTH.search(scene.text[p.start : p.end])]
        if not dated:
            continue
        part = max(dated, key=lambda p: _said_in(task, scene.text[p.start : p.end]))
        stated = {m for m in MONTH.findall(scene.text[part.start : part.end]) if m[1]}
        if not stated or asserted & stated or _said_in(task, scene.text) == 0.0:
            return None
        return decided(order, scene, part, NO)
    return None


def _said_in(task: Task, text: str) -> float:
    said = task.aligner.cover((Layer(text, 1.0),)).score
    return said + pairs_shared(task.question.view.split("月")[0], text)


def _meet(asserted: Period, stated: Period) -> bool:
    return max(overlap(asserted, stated), overlap(stated, asserted)) > Fit.NO
