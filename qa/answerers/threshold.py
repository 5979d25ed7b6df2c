"""A case held against the limit that a text sets: 38岁可以申请吗, 一年后能转让吗.

The number of the question is no figure of the text: it lies within a limit or beyond it.
"""

import re
from collections.abc import Sequence

from corpus.document import Bound, Figure, Quantity, QuantityType, Span
from corpus.numbers.numerals import number
from qa.answerers.asserted_figure import MAX_ANSWER, NO, YES, scene_span
from qa.contract import Kind
from qa.draft import Draft, Scene, Statement
from qa.matching.align import Layer
from qa.matching.contrast import excluded
from qa.matching.denial import denies
from qa.matching.fitness import Fit
from qa.matching.permission import FORBIDDEN
from qa.matching.rank import Ranked, features, pairs_shared, place_fit
from qa.quote import plain, window
from qa.task import Task

__all__ = ["against_since", "against_threshold"]

READ = 6  # sentences that are looked into
BEHIND = 0.35  # how far behind the best one a sentence may lie
LEAST = 0.45  # coverage of a sentence that speaks of the matter
NEAR = 0.15  # and of the clause with the limit
_MAY = re.compile(
    r"(?:可不可以|能不能|能否|可否|可以|能够?|要(?=[办交付做缴持经报申])|算不算|算|够不够|够|符不符合|符合|是否符合|行不行|还能|允许|"
    r"达不达标|达标|合不合格|合格|有资格|要不要|需要|需不需要|用不用)"
)
_LEAST = (Bound.AT_LEAST, Bound.MORE_THAN)
_MOST = (Bound.AT_MOST, Bound.LESS_THAN)
_TO = re.compile(r"(?:放宽|延长|提高|扩大)(?:至|到)$|(?:以内|之内|内)$")
_FULL = re.compile(r"(?<![未不])满$")  # 年满18岁
_UNTIL = re.compile(
    r"[^，。；]{0,4}?(?:内|之内|以内|期间)?[^，。；]{0,8}?(?:不得|不能|不可|不予|禁止|不再)"
)
_COUNT = r"(?P<n>[一二两三四五六七八九十半]{1,3}|\d{1,2})(?P<unit>年|个月)"
_ONCE = re.compile(rf"{_COUNT}多?(?:之|以)?前(?P<what>[^，。？]{{1,24}})[过了]?")
_NOT_SINCE = re.compile(
    rf"(?:过去|最?近|此前|申[请报]前|前)?{_COUNT}(?:之?内|以?来)?(?:均|都|并)?(?:未曾?|没有?|无(?![须需论]))"
)
# 未满18岁, 超过60岁 of a question: a little beside the number
_BEYOND = {Bound.LESS_THAN: -0.01, Bound.MORE_THAN: 0.01}
_OWN_UNITS = ("岁", "周岁")  # a text limits one thing by them
_CASE = re.compile(r"[^，；。]{0,12}的")  # 2项以上的，不得申报: a condition of what is barred


def against_threshold(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Answer whether a case is within the limit of the text; None where no limit is like it."""
    view = task.question.view
    may = _MAY.search(view)
    cases = [
        q
        for q in task.question.premises
        if may and (q.span.end <= may.start() or q.unit in _OWN_UNITS)  # 可以载七岁的小孩吗
    ]
    if len(cases) != 1 or cases[0].normalized_value is None:
        return None
    case = cases[0]
    best: tuple[float, Ranked, Figure] | None = None
    aged = case.unit in _OWN_UNITS
    for one in order[: 2 * READ if aged else READ]:
        far = one.score < order[0].score - (2 * BEHIND if aged else BEHIND)
        if far or place_fit(task, one.scene) is Fit.NO:
            continue
        if one.coverage.score < LEAST:
            continue
        for figure in one.scene.figures:
            if not _alike(case, figure.quantity) or not _side(one.scene, figure):
                continue
            said = _segment(one.scene, figure)
            if excluded(view, said) or excluded(view, _own(one.scene, figure)):
                continue  # 博士放宽至40周岁, 女性未满55周岁: of another
            near = task.aligner.cover((Layer(said, 1.0),)).score
            if (near >= NEAR or aged) and (best is None or near + one.score > best[0]):
                best = (near + one.score, one, figure)
    if best is None or may is None:
        return None
    _, one, figure = best
    found = _decided(task, case, one, figure, order)
    if found is None or not found.answer.startswith(YES):
        return found
    for other in one.scene.figures:  # 年满16周岁且未满60周岁: every limit has to hold
        side = _side(one.scene, other) if _alike(case, other.quantity) else ""
        if side in ("least", "most") and side != _side(one.scene, figure) and aged:
            own = _own(one.scene, other)
            held = None if excluded(view, own) else _decided(task, case, one, other, order)
            if held is not None and held.answer.startswith(NO):
                return held
    return found


def against_since(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Answer of something that once was (两年前领过) against a time in which it must not have been.

    过去三年未曾获资助, 近五年内无违法记录: it lies within that time or before it.
    """
    case = _ONCE.search(task.question.view)
    if case is None or _MAY.search(task.question.view) is None:
        return None
    for one in order[:READ]:
        limit = _NOT_SINCE.search(one.scene.text)
        if limit is None or not pairs_shared(case["what"], one.scene.text[limit.start() :]):
            continue
        granted = _in_months(case) >= _in_months(limit)
        fact = plain(one.scene.evidence().quote).strip("，。；：、 ")
        word = YES if granted else NO
        answer = f"{word}，{fact}" if len(fact) + 2 <= MAX_ANSWER else word
        statement = Statement((window(one.scene, Span(*limit.span())),))
        return Draft(Kind.YES_NO, answer, (statement,), features=features(order))
    return None


def _in_months(found: re.Match[str]) -> float:
    return float(number(found["n"])) * (12 if found["unit"] == "年" else 1)


def _alike(case: Quantity, limit: Quantity) -> bool:
    if limit.type is not case.type or limit.type is QuantityType.RANK:
        return False
    return limit.normalized_unit.lstrip("周") == case.normalized_unit.lstrip("周") or (
        limit.type is QuantityType.DURATION and _days(limit) is not None and _days(case) is not None
    )


def _days(quantity: Quantity) -> float | None:
    """Return a length of time in days, None for one in other units."""
    value = quantity.normalized_value or quantity.normalized_max or quantity.normalized_min
    each = next(
        (n for unit, n in (("年", 365.0), ("月", 30.4), ("日", 1.0), ("天", 1.0))
         if unit in quantity.normalized_unit),
        None,
    )  # fmt: skip
    return float(value) * each if value is not None and each is not None else None


def _value(quantity: Quantity) -> float | None:
    if quantity.type is QuantityType.DURATION:
        return _days(quantity)
    value = quantity.normalized_value
    value = value if value is not None else quantity.normalized_max
    value = value if value is not None else quantity.normalized_min
    return None if value is None else float(value)


def _side(scene: Scene, figure: Figure) -> str:
    """Return which side a figure limits: least, most, until (两年内不得…), or nothing."""
    span = scene_span(scene, figure.span)
    behind = scene.text[span.end :]
    if figure.quantity.type is QuantityType.DURATION:
        own = scene.text[span.start : span.end]
        if _UNTIL.match(behind) and ("内" in own + behind[:3]):
            return "until"
    bound = figure.quantity.bound
    before = scene.text[max(0, span.start - 4) : span.start]
    if bound in _LEAST or (bound is Bound.EXACT and _FULL.search(before)):
        return "least"
    if bound in _MOST or _TO.search(before):
        return "most"
    return ""


def _own(scene: Scene, figure: Figure) -> str:
    """Return what stands between a figure and the one in front of it."""
    span = scene_span(scene, figure.span)
    ends = [scene_span(scene, f.span).end for f in scene.figures]
    return scene.text[max((e for e in ends if e <= span.start), default=0) : span.end]


def _segment(scene: Scene, figure: Figure) -> str:
    """Return what a limit is said of: its part between two ；, up to the comma behind it."""
    span = scene_span(scene, figure.span)
    start = max(scene.text.rfind(mark, 0, span.start) for mark in "；。()") + 1
    ends = [at for mark in "；。()" if (at := scene.text.find(mark, span.end)) >= 0]
    return scene.text[start : min(ends, default=len(scene.text))]


def _decided(
    task: Task, case: Quantity, one: Ranked, figure: Figure, order: Sequence[Ranked]
) -> Draft | None:
    asked, limit = _value(case), _value(figure.quantity)
    if asked is None or limit is None:
        return None
    asked += _BEYOND.get(case.bound, 0.0)
    side, bound = _side(one.scene, figure), figure.quantity.bound
    span = scene_span(one.scene, figure.span)
    behind = re.split("[；。]", one.scene.text[span.end :])[0]
    within = {
        "least": asked > limit or (asked == limit and bound is not Bound.MORE_THAN),
        "most": asked < limit or (asked == limit and bound is not Bound.LESS_THAN),
        "until": asked < limit,
    }[side]
    barred = side == "until" or (_CASE.match(behind) and FORBIDDEN.search(behind) is not None)
    granted = (within != bool(barred)) != denies(task.question.view[case.span.end :])
    fact = plain(one.scene.evidence(_whole(one.scene, figure)).quote).strip("，。；：、 ")
    word = YES if granted else NO
    answer = f"{word}，{fact}" if len(fact) + 2 <= MAX_ANSWER else word
    statement = Statement((window(one.scene, span),))
    return Draft(Kind.YES_NO, answer, (statement,), features=features(order))


def _whole(scene: Scene, figure: Figure) -> Span:
    """Return the clause that sets a limit."""
    span = scene_span(scene, figure.span)
    start = max(scene.text.rfind(mark, 0, span.start) for mark in "，；。()") + 1
    ends = [at for mark in "；。()" if (at := scene.text.find(mark, span.end)) >= 0]
    return Span(start, min(ends, default=len(scene.text)))
