"""What follows from two stated figures where none states what is asked.

How much something grew, from what it was and what it became; a part's share, from part and whole
of one sentence.
"""

import re
from collections.abc import Sequence
from decimal import Decimal, localcontext

from corpus.attribution.aspects import seen_aspect
from corpus.document import Aspect, Figure, QuantityType
from qa.answerers.behind import RECKONED, behind_change, behind_multiple
from qa.answerers.rates import LEAST_SHARE, divided
from qa.asking.wanted import RATES
from qa.asking.ways import Way, way_of
from qa.contract import Kind, RefusalCode
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft, FigureUse, Refused, Statement
from qa.matching.align import match
from qa.matching.candidates import Candidate, candidate, rank
from qa.matching.contrast import excluded
from qa.matching.figure_score import precision_of
from qa.matching.fitness import Fit
from qa.task import Task

# By how much something changed
CHANGED = re.compile(
    r"(?:(?:净?增加|净增|缩短|缩减|减少|精简|裁减|压缩|压减|增长|提高|提升|降低|下降|上升|延长|扩大|扩充|扩容)了?|"
    r"(?:[多少增减升降涨跌缩砍扩加快慢短])了)(?:大约|约)?"
    r"(?:(?P<rate>百分之[几多]少?|几成|多大(?:幅度|比例))|(?:多少|几)(?!倍|番))"
)
# How many times what it was: 是期初的几倍
TIMES = re.compile(
    r"(?:是|为|相当于|达到?)(?=[^，？]{0,12}(?:期末|期初|年初|年末|年底|以前|[\d一二三四五六七八九十]年前|之前|原来|当初|最初|\d{4}年))"
    r"[^，？]{0,20}?的?(?:几|多少)倍"
)
_COUNTED = re.compile(r"(?!个?百分|[成倍番])[㐀-鿿]")
FROM = re.compile(r"(?:由|从|将|把)[^，；。]{0,16}$")
TO = re.compile(
    r"^[^，；。]{0,10}[增降减升提扩缩压调变改跃涨并优][^，；。]{0,4}[到至为][^，；。]{0,10}$"
)
STATED = (Aspect.GROWTH, Aspect.GAP, Aspect.NEW)
ENOUGH = 0.6  # coverage from which a figure is of what is asked
OF_WHOLE = re.compile(
    r"占(?!比|了?(?:多|几|百))(?P<whole>[^，？]{1,14}?)的?(?:多少|几|比|百分|多大)"
)
PART = 0.5  # of its own nouns that part and whole have to share with the question


def follows(task: Task, found: Draft | Refused) -> Draft | Refused:
    """Return what follows from two figures, or what was found where that states it."""
    view = task.question.view
    aspect = seen_aspect(found.figures[0].figure) if isinstance(found, Draft) else None
    if isinstance(found, Draft) and aspect is Aspect.GAP and way_of(view) is Way.RATE:
        # 高于全国2个百分点 tells no growth
        found = Refused(RefusalCode.OTHER_MEASURE, found.statements[0].evidence)
    elif aspect in STATED:
        return found
    changed = CHANGED.search(view)
    if isinstance(found, Draft) and changed and changed["rate"]:
        # 80.4% of something tells nothing of by how much another thing changed
        found = Refused(RefusalCode.OTHER_MEASURE, found.statements[0].evidence)
    if changed or TIMES.search(view):
        made = _from_to(task, found)
        if made is not None:
            return made
    if isinstance(found, Draft):
        return found
    made = _share(task) if way_of(view) is Way.SHARE else None
    if made is None and RECKONED.search(view):
        order = [c for c in rank(task) if c.coverage.score >= ENOUGH]
        made = behind_multiple(task, order) or behind_change(task, order)
    if made is None and isinstance(found, Refused) and found.code is RefusalCode.OTHER_PERIOD:
        order = [c for c in rank(task) if c.coverage.score >= ENOUGH]
        made = behind_change(task, order, counted=True)
    return made or found


def _rate(task: Task, changed: re.Match[str]) -> bool:
    wanted = task.question.wanted
    counted = _COUNTED.match(task.question.view, changed.end()) is not None  # 降了多少微克
    return changed["rate"] is not None or bool(
        wanted.types & RATES and not wanted.unit and not counted
    )


def _from_to(task: Task, found: Draft | Refused) -> Draft | None:
    """由9家增加到15家: by how many; what was found has to be the one or the other."""
    asked = CHANGED.search(task.question.view) or TIMES.search(task.question.view)
    if asked is None:
        return None
    way = "times" if asked.re is TIMES else "rate" if _rate(task, asked) else "number"
    if isinstance(found, Refused):
        task = _without_change(task, asked)
    spans = {use.figure.span for use in found.figures} if isinstance(found, Draft) else None
    for former in rank(task):
        if former.coverage.score < ENOUGH:
            return None
        now = _end_of(former)
        if now is None or (isinstance(found, Refused) and not former.speaks):
            continue
        if former.fit.place is Fit.NO or (former.fit.unit is Fit.NO and way == "number"):
            continue
        if spans is not None and not spans & {former.figure.span, now.span}:
            continue
        periods = former.fit.period, candidate(task, former.scene, now).fit.period
        if max(periods) is Fit.NO:
            continue
        return _change(*former.uses(former.figure, now), way=way)
    return None


def _without_change(task: Task, asked: re.Match[str]) -> Task:
    """Return what is asked without its change: the texts may tell it by the two ends alone."""
    view = task.question.view
    if asked.re is TIMES:
        bare = view[: asked.start()] + "多少"
    else:
        bare = view[: asked.start()] + view[view.index(asked[0][-2:], asked.start()) :]
    return task.again(bare)


def _end_of(former: Candidate) -> Figure | None:
    """Return what a figure changed to: 由29个调整为22个, 比重由13%提高到23%."""
    figures, view = former.scene.figures, former.scene.sentence.view
    at = figures.index(former.figure) + 1
    if at >= len(figures):
        return None
    start, end = view.locate(former.figure.span), view.locate(figures[at].span)
    told = FROM.search(view.text[: start.start]) and TO.search(view.text[start.end : end.start])
    return figures[at] if former.figure.former or told else None


def _change(was: FigureUse, now: FigureUse, *, way: str) -> Draft | None:
    """Return by how much, by what part of what it was, or to how many times it a figure changed."""
    one, other = was.figure.quantity, now.figure.quantity
    a, b = one.normalized_value, other.normalized_value
    if a is None or b is None or one.normalized_unit != other.normalized_unit or not one.value:
        return None
    scale = a / one.value if one.unit == other.unit else Decimal(1)
    unit = other.unit if one.unit == other.unit else other.normalized_unit
    was_value, now_value = a / scale, b / scale
    high, low = max(was_value, now_value), min(was_value, now_value)
    expression = f"{plain(high)} - {plain(low)}"
    result = high - low
    if way != "number" and not was_value:
        return None
    if way == "times":
        expression, unit = f"{plain(now_value)} / {plain(was_value)}", "倍"
        result = divided(now_value, was_value)
    elif way == "rate":
        result = divided(result, was_value, 100)
        expression, unit = f"({expression}) / {plain(was_value)} * 100", "%"
    elif unit == "%":
        unit = "个百分点"
    return _draft([was, now], Computed(expression, result, unit))


def _share(task: Task) -> Draft | None:
    """A part of a whole, where one sentence has these two figures of one unit."""
    for best in rank(task):
        if best.coverage.score < ENOUGH:
            return None
        if Fit.NO in (best.fit.place, best.fit.period) or not _is_level(best.figure):
            continue
        unit = best.figure.quantity.normalized_unit
        alike = [
            f
            for f in best.scene.figures
            if f.quantity.normalized_unit == unit and _is_level(f) and f.quantity.normalized_value
        ]
        if len(alike) != 2:
            continue
        part, whole = sorted(alike, key=lambda f: f.quantity.normalized_value or Decimal(0))
        if part.period != whole.period:
            continue  # 2014年180亿元, 2015年200亿元: neither is a part
        if min(precision_of(task, part), precision_of(task, whole)) < PART:
            continue
        if any(excluded(task.question.view, f.measure, f.context) for f in alike):
            continue  # 进口 is no part of 出口
        named = OF_WHOLE.search(task.question.view)
        if named and match(named["whole"], whole.measure + whole.context) < PART:
            continue
        return _part_of(best, part, whole)
    return None


def _is_level(figure: Figure) -> bool:
    counted = figure.quantity.type in (QuantityType.COUNT, QuantityType.MONEY)
    return counted and seen_aspect(figure) not in (Aspect.GROWTH, Aspect.GAP) and not figure.former


def _part_of(one: Candidate, part: Figure, whole: Figure) -> Draft | None:
    a, b = part.quantity.normalized_value, whole.quantity.normalized_value
    if not a or not b or a == b:
        return None
    with localcontext() as context:
        context.prec = 28
        result = a / b * 100
    if result < LEAST_SHARE * 100:
        return None
    uses = [FigureUse(f, one.evidence) for f in (part, whole)]
    return _draft(uses, Computed(f"{plain(a)} / {plain(b)} * 100", result, "%"))


def _draft(uses: Sequence[FigureUse], computed: Computed) -> Draft:
    evidence = dict.fromkeys(use.evidence for use in uses)
    return Draft(
        kind=Kind.CALCULATION,
        answer=rounded(computed.result) + computed.unit,
        statements=tuple(Statement((one,)) for one in evidence),
        figures=tuple(uses),
        computed=computed,
        features={"coverage": 0.8, "precision": 0.5, "margin": 0.1, "fit": 0.5},
    )
