"""What a figure is held against: a target, an average, told only by the gap to it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.attribution.clauses import content
from corpus.document import Aspect, QuantityType
from qa.answerers.behind import drafted_behind, level_before, text_before
from qa.decimals import plain
from qa.draft import Computed, Draft
from qa.matching.align import Layer
from qa.matching.candidates import Candidate, candidate, rank
from qa.matching.fitness import Fit
from qa.task import Task

__all__ = ["behind_gap", "behind_yardstick"]

_LOWER = re.compile(r"(?:低于|少于|落后)[^，；。]*$")
# What a level lies above or below, by how much
_YARDSTICK = re.compile(r"(?:高于|低于|高出|多于|少于|超过|领先|落后于)(?P<of>[^，；。\d]{2,16})$")
_HOW_FAR = re.compile(
    r"倍|占|[高低多少]于|[高低多超]出|超过|领先|落后|相?差|比[^，？]{1,40}[高低多少]"
)
_LEVEL = re.compile(r"(?:水平|[值数])$")
WHOLE = 0.8  # how far the level has to be of what is asked


def behind_gap(order: Sequence[Candidate], *, given: bool = False) -> Draft | None:
    """高于平均水平32亿元, 产出99亿元: the average is what is left.

    `given`: the gaps are known to be of what is asked.
    """
    for gap in order:
        if gap.figure.aspect is not Aspect.GAP or (gap.fit.period == 0 and not given):
            continue
        level = level_before(gap)
        if level is None:
            continue
        a, b = level.quantity, gap.figure.quantity
        points = a.unit == "%" and b.type is QuantityType.PERCENTAGE_POINT
        if a.value is None or b.value is None or not (points or a.unit.startswith(b.unit)):
            continue
        lower = _LOWER.search(text_before(gap)) is not None
        result = a.value + b.value if lower else a.value - b.value
        expression = f"{plain(a.value)} {'+' if lower else '-'} {plain(b.value)}"
        return drafted_behind(gap, level, Computed(expression, result, a.unit))
    return None


def behind_yardstick(task: Task) -> Draft | None:
    """失业率4.38%，低于控制目标0.22个百分点: the target, where the question asks for it."""
    scenes = tuple(s for s in task.scenes if any(f.aspect is Aspect.GAP for f in s.figures))
    if not scenes or task.question.aspect is Aspect.GAP or _HOW_FAR.search(task.question.view):
        return None
    order, view = rank(replace(task, scenes=scenes)), task.question.view
    for gap in order:
        named = _YARDSTICK.search(text_before(gap)) if gap.figure.aspect is Aspect.GAP else None
        if named is None or not set(content(_LEVEL.sub("", named["of"]))) <= set(view):
            continue
        level = level_before(gap)
        if level is None or gap.fit.period is Fit.NO:
            continue
        own = candidate(task, gap.scene, level)
        if task.aligner.cover((Layer(named["of"], 1.0),)).score >= WHOLE:
            return behind_gap([gap], given=True)  # 甲业增长9%，高于全部工业2个百分点: of these
        if own.coverage.score >= WHOLE and not own.headless:
            return behind_gap([gap], given=True)
    return None
