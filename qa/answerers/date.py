"""Dates: when something of the text was, held against the event that the question names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Period, Span
from corpus.periods import periods
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused, Statement
from qa.fill import Filler
from qa.quote import plain, window
from qa.rank import Ranked, features, ranked, refuse
from qa.task import Task

READ = 4  # sentences that are looked into
BEHIND = 0.2  # how far behind the best one a sentence may lie
HEAT = 0.12  # what the heat of a date counts for beside a sentence's score
ABSOLUTE = 0.3  # how much better a date is than 近年来 or 十二五时期
BASE = re.compile(r"基[数期准]|相比|比较|对比|参照")
_DIGIT = re.compile(r"\d|[一二三四五六七八九〇]")
_PARTS = (
    ("day", re.compile(r"几[日号]|哪[一]?[天日]|日期")),
    ("month", re.compile(r"几月|哪个?月")),
)
_PRECISIONS = ("year", "quarter", "month", "day")


@dataclass(frozen=True, slots=True)
class Dated:
    """A period of a sentence held against the question."""

    one: Ranked
    period: Period
    score: float


def answer_date(task: Task) -> Draft | Refused:
    """Answer with the period that stands nearest to the event asked for."""
    order = ranked(task)
    refusal = refuse(task, order)
    if refusal is not None:
        return refusal
    found = dated(task, order)
    if not found:
        nearest = tuple(window(r.scene) for r in order[:2])
        return Refused(RefusalCode.NO_EVIDENCE, nearest, strength=order[0].coverage.score)
    best = found[0]
    scene, span = best.one.scene, best.period.span
    answer = plain(scene.evidence(span).quote)
    statement = Statement((window(scene, span),))
    return Draft(Kind.DATE, answer, (statement,), features=features(order))


def dated(task: Task, order: Sequence[Ranked]) -> list[Dated]:
    """Return the periods of the best sentences that the question does not name, best first."""
    filler = Filler(task.question, task.aligner)
    view = task.question.view
    found = []
    for one in order[:READ]:
        if one.score < order[0].score - BEHIND:
            break
        text = one.scene.text
        for period in periods(text):
            if not _DIGIT.search(period.text) or _named(task, period):
                continue
            score = one.score + HEAT * filler.warmth(text, period.span)
            score += ABSOLUTE * (period.kind not in ("plan", "relative", "since", "until"))
            score += 0.2 * _precise(view, period) + 0.5 * (
                _compared(text, period.span) and bool(BASE.search(view))
            )
            found.append(Dated(one, period, score))
    return sorted(found, key=lambda d: (-d.score, d.one.scene.document.id, d.period.span))


def _named(task: Task, period: Period) -> bool:
    """True for a period that the question itself names."""
    return any(
        (p.start, p.end) == (period.start, period.end) and p.start for p in task.question.periods
    )


def _precise(view: str, period: Period) -> bool:
    """True when a period is as precise as the question wants it."""
    wanted = next((part for part, pattern in _PARTS if pattern.search(view)), "year")
    if period.precision not in _PRECISIONS:
        return False
    return _PRECISIONS.index(period.precision) >= _PRECISIONS.index(wanted)


def _compared(text: str, span: Span) -> bool:
    return bool(re.search(r"(?:比|较|与|同|以)$", text[: span.start]))
