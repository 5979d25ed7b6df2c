"""Whether something rose or fell: 比上年增加还是减少, by two figures or in words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answerers.compare import find
from qa.answerers.figure import draft
from qa.answerers.reckon import Found
from qa.answerers.rising import moved, told
from qa.answerers.unlike import warnings_of
from qa.candidates import rank
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, FigureUse, Refused, Statement
from qa.fit import counted_alike
from qa.operands import Operand
from qa.spread import spread, yearly
from qa.task import Task

__all__ = ["answer_direction"]

_UP = r"增(?:加|长|多)?|上[升涨]|提[高升]|扩大|走高|变[多高大快]|加快|[升涨多高大快]"
_DOWN = r"减(?:少)?|下[降跌滑]|降(?:低)?|缩[小减]|回落|走低|变[少低小慢]|放缓|放慢|[跌少低小慢]"
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
    stated = None if len(task.question.periods) > 1 else _stated(task, up, down)
    if stated is not None:
        return stated
    changed = None if years else _changed(task, up, down)
    if changed is not None:
        return changed
    found = find(task, [Operand(*one) for one in years]) if years else None
    if isinstance(found, list):
        return _held(task, found, up, down)
    return found or Refused(
        RefusalCode.NO_EVIDENCE, tuple(scene.evidence() for scene in task.scenes[:1])
    )


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
    for claim in rank(task):
        if claim.coverage.score < ENOUGH:
            return None
        figures = claim.scene.figures
        at = figures.index(claim.figure) + 1
        if not claim.figure.former or at >= len(figures) or not claim.fit.allowed:
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
    word = "持平" if now.value == was.value else up if now.value > was.value else down
    features = [one.draft.features for one in found]
    return Draft(
        kind=Kind.COMPARISON,
        answer=f"{word}（{now.name}{now.shown}；{was.name}{was.shown}）",
        statements=tuple(Statement(one.draft.statements[0].evidence) for one in found),
        figures=tuple(one.use for one in found),
        warnings=warnings_of(task, [one.use.figure for one in found]),
        features={key: min(f.get(key, 0.0) for f in features) for key in features[0]},
    )
