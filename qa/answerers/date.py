"""Dates: when something of the text was, held against the event that the question names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Period, Span
from corpus.periods import periods
from qa.align import Layer
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused, Statement
from qa.quote import plain, window
from qa.rank import Ranked, features, ranked, refuse
from qa.task import Task

READ = 4  # sentences that are looked into
BEHIND = 0.2  # how far behind the best one a sentence may lie
# What counts beside a sentence's score; tuned on the tuning part and the public sets.
TOLD = 0.6  # the question's words in the stretch that the date governs
ABSOLUTE = 0.3  # a date, not 近年来 or 十二五时期
PRECISE = 0.2  # as precise as asked for
BASED = 0.5  # compared with, where a base is asked for
SINCE = 0.3  # 2013年起, where a beginning is asked for
START = re.compile(r"[起始]|开始|以来")
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
        return Refused(RefusalCode.NO_EVIDENCE, nearest)
    best = found[0]
    scene, span = best.one.scene, best.period.span
    answer = plain(scene.evidence(span).quote)
    statement = Statement((window(scene, span),))
    return Draft(Kind.DATE, answer, (statement,), features=features(order))


def dated(task: Task, order: Sequence[Ranked]) -> list[Dated]:
    """Return the periods of the best sentences that the question does not name, best first."""
    view = task.question.view
    found = []
    for one in order[:READ]:
        if one.score < order[0].score - BEHIND:
            break
        text = one.scene.text
        stretches = periods(text)
        for n, period in enumerate(stretches):
            if not _DIGIT.search(period.text) or _named(task, period):
                continue
            told = task.aligner.cover((Layer(_reach(text, stretches, n), 1.0),)).score
            score = one.score + TOLD * told
            score += ABSOLUTE * (period.kind not in ("plan", "relative"))
            score += PRECISE * _precise(view, period)
            score += BASED * (bool(BASE.search(view)) and _compared(text, period.span))
            score += SINCE * (bool(START.search(view)) and period.kind == "since")
            found.append(Dated(one, period, score))
    return sorted(found, key=lambda d: (-d.score, d.one.scene.document.id, d.period.span))


def _reach(text: str, stretches: Sequence[Period], n: int) -> str:
    """Return what a date governs: from its clause's start to the next date or the next ；."""
    span = stretches[n].span
    floor = stretches[n - 1].span.end if n else 0
    start = max([floor, *(text.rfind(mark, 0, span.start) + 1 for mark in "，；。：")])
    stops = [p.span.start for p in stretches[n + 1 :]]
    stops += [at for mark in "；。" if (at := text.find(mark, span.end)) >= 0]
    return text[start : min(stops, default=len(text))]


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
