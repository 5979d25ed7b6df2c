"""Whether something rose or fell: 比上年增加还是减少, by two figures or in words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.attribution.aspects import seen_aspect
from corpus.attribution.clauses import content
from corpus.document import Aspect
from corpus.periods import periods
from qa.answerers.compare import find
from qa.answerers.figure import draft
from qa.answerers.found import Found
from qa.answerers.rising import moved, told
from qa.answerers.unlike import warnings_of
from qa.asking.operands import Operand, operands
from qa.asking.spread import measured, spread, yearly
from qa.asking.wanted import Wanted
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, FigureUse, Refused, Statement
from qa.matching.candidates import rank
from qa.matching.fit import counted_alike
from qa.matching.fitness import Fit
from qa.task import Task

__all__ = ["answer_direction"]

_UP = (
    r"增(?:加|长|多)?|上[升涨]|提[高升]|扩大|走高|变[多高大快长]|加快|延长|高[出过]|超过|"
    r"[偏更较]?[升涨多高大快长]于?"
)
_DOWN = (
    r"减(?:少)?|下[降跌滑]|降(?:低)?|缩[小减短]|回落|走低|变[少低小慢短]|放缓|放慢|不及|不如|"
    r"[偏更较]?[跌少低小慢短]于?"
)
# What something is held against: an average or the whole, not what it was before
_YARDSTICK = re.compile(
    r"平均(?:水平|值|数)|均值|水平|全[国省市区县球](?:的?平均|$)|[高低多少大小]于|"
    r"(?:比|跟|和|与|同|较)[^，？]{1,10}?平均"
)
_LEVEL = re.compile(r"高于|高出|超过|多于|大于|领先|优于|(?P<below>低于|少于|小于|落后|不及)")
_SINCE = re.compile(
    r"(?:现在|目前|如今)?(?:比|较|跟|和|同|与)(?:以前|之前|过去|原来|原先|从前)(?:相比|比)?"
)
_OTHER = re.compile(r"(?:比|较|跟|和|同|与)(?P<what>[^，？比]{2,20}?)(?:相比|比较?|来)?(?:是|算)?$")
_THEN = re.compile(
    r"上年|去年|前年|上一|前一|同期|往年|以前|之前|以往|过去|原来|从前|平均|水平|目标|计划"
)
ENOUGH = 0.5  # coverage from which a change is of what is asked
_LEAD = r"(?:究竟|到底|反而|算)?(?:是|有所|在|变)?"
_OR = rf"了?(?:，|、)?(?:还是|抑或是?|或是|或者是?|或){_LEAD}"
_ASKED = re.compile(
    rf"的?{_LEAD}(?P<up>{_UP}){_OR}(?P<down>{_DOWN})了?|"
    rf"的?{_LEAD}(?P<down2>{_DOWN}){_OR}(?P<up2>{_UP})了?|"
    r"的?(?:是|有)(?P<up3>[增升涨])(?:是|有|还是)(?P<down3>[减降跌])|"
    r"的?(?P<up4>[增升涨])还是(?P<down4>[减降跌])"
)


def answer_direction(task: Task) -> Draft | Refused | None:
    """Answer with the word of the two that holds; None where no direction is asked of one measure.

    Two years that are named are held against one another; else what the text says itself comes
    first.
    """
    view = task.question.view
    asked = _ASKED.search(view)
    if asked is None:
        return None
    named = spread(view)
    years = yearly(f"{view[: asked.start()]}，{view[asked.end() :]}".strip("，？ ") + "多少")
    if named and len(years) != len(named):
        return None  # of two places: which one is ahead
    up, down = (next(w for k, w in asked.groupdict().items() if k.startswith(way) and w)
                for way in ("up", "down"))  # fmt: skip
    other = _OTHER.search(view[: asked.start()])
    if other and not periods(other["what"]) and not _THEN.search(other["what"]):
        beside = _beside(task, view[: asked.start()], up, down)
        if beside is not None:
            return beside
    held = _YARDSTICK.search(view) is not None
    against = _against(task, up, down) if held else None
    if against is not None:
        return against
    if held and operands(view):
        return None  # both may be stated
    stated = None if held or len(task.question.periods) > 1 else _stated(task, up, down)
    if stated is not None:
        return stated
    changed = None if years else _changed(task, up, down)
    if changed is not None:
        return changed
    found = find(task, [Operand(*one) for one in years]) if years else None
    if isinstance(found, list):
        return _held(task, found, up, down)
    stated = None if held else _stated(task, up, down)  # 比2010年翻一番
    return (
        stated
        or found
        or Refused(RefusalCode.NO_EVIDENCE, tuple(scene.evidence() for scene in task.scenes[:1]))
    )


def _beside(task: Task, sides: str, up: str, down: str) -> Draft | Refused | None:
    """Hold one thing against another: 甲区的项目比乙区多还是少; None where it names no two."""
    named = operands(f"{sides}{up[-1]}多少？")
    if len(named) != 2:
        return None
    found = find(task, named)
    if isinstance(found, Refused):
        return found
    one, other = found
    if one.value is None or other.value is None or not counted_alike(one.unit, other.unit):
        return Refused(RefusalCode.MISSING_OPERAND, (one.use.evidence,), wanted=other.name)
    return _worded(task, one, other, up, down)


def _against(task: Task, up: str, down: str) -> Draft | None:
    """Return how something lies to a yardstick, as the text states it: 高于全省平均水平3.2亿元."""
    words = _ASKED.sub("，", task.question.view)
    sub = task.again(f"{words.rstrip('？。，')}多少")
    question = replace(sub.question, wanted=Wanted(frozenset()), aspect=Aspect.GAP, premises=())
    sub = replace(sub, question=question)
    for best in rank(sub):
        if best.coverage.score < ENOUGH:
            return None
        sides = best.fit.place, best.fit.period, best.fit.aspect
        if seen_aspect(best.figure) is not Aspect.GAP or min(sides) is Fit.NO or best.headless:
            continue
        text, view = best.scene.text, best.scene.sentence.view
        before = text[: view.locate(best.figure.span).start]
        clause = re.split(r"[，；。]", before)[-1]
        said = [*_LEVEL.finditer(clause)]
        if said:
            drafted = draft(sub, best, [best])
            word = down if said[-1]["below"] else up
            answer = f"{word}（{clause[said[-1].start() :]}{best.shown}）"
            return replace(drafted, kind=Kind.COMPARISON, answer=answer, warnings=())
    return None


def _stated(task: Task, up: str, down: str) -> Draft | None:
    """Return the direction that the text itself states."""
    found = moved(task)
    if found is None:
        return None
    way, candidate, drafted = found
    words = up if way > 0 else down
    answer = f"{words}（{told(candidate.scene, candidate.figure)}）"
    return replace(drafted, kind=Kind.COMPARISON, answer=answer, warnings=())


def _changed(task: Task, up: str, down: str) -> Draft | None:
    """Hold what something was against what it became, as a sentence tells: 由28种增至33种."""
    measure, scope = measured(_SINCE.sub("，", _ASKED.sub("，", task.question.view)))
    sub = task.again(f"{scope}{measure}多少") if len(content(measure)) > 1 else task
    for claim in rank(sub):
        if claim.coverage.score < ENOUGH:
            return None
        figures = claim.scene.figures
        at = figures.index(claim.figure) + 1
        sides = claim.fit.place, claim.fit.period, claim.fit.aspect
        if not claim.figure.former or at >= len(figures) or min(sides) is Fit.NO:
            continue
        was, now = claim.figure.quantity, figures[at].quantity
        if was.normalized_value is None or now.normalized_value is None:
            continue
        word = up if now.normalized_value > was.normalized_value else down
        view = claim.scene.sentence.view
        told = view.text[view.locate(claim.figure.span).start : view.locate(figures[at].span).end]
        drafted = draft(task, claim, [claim])
        uses = tuple(FigureUse(f, claim.evidence) for f in (claim.figure, figures[at]))
        return replace(drafted, kind=Kind.COMPARISON, answer=f"{word}（{told}）", figures=uses)
    return None


def _held(task: Task, found: Sequence[Found], up: str, down: str) -> Draft | Refused:
    """Hold the figure of the later year against that of the earlier one."""
    now, was = sorted(found, key=lambda one: one.name, reverse=True)
    if now.value is None or was.value is None or not counted_alike(now.unit, was.unit):
        return Refused(RefusalCode.MISSING_OPERAND, (now.use.evidence,), wanted=was.name)
    return _worded(task, now, was, up, down)


def _worded(task: Task, now: Found, was: Found, up: str, down: str) -> Draft:
    """Say which of two words holds of two values."""
    found = (now, was)
    higher = (now.value or Decimal(0)) > (was.value or Decimal(0))
    word = "持平" if now.value == was.value else up if higher else down
    features = [one.draft.features for one in found]
    return Draft(
        kind=Kind.COMPARISON,
        answer=f"{word}（{now.name}{now.shown}；{was.name}{was.shown}）",
        statements=tuple(Statement(one.draft.statements[0].evidence) for one in found),
        figures=tuple(one.use for one in found),
        warnings=warnings_of(task, [one.use.figure for one in found]),
        features={key: min(f.get(key, 0.0) for f in features) for key in features[0]},
    )
