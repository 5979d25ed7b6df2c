"""Dates: when something of the text was, or when the document itself was issued."""

import re

from corpus.clauses import clauses
from corpus.periods import periods
from qa.align import Layer
from qa.answerers.span import answer_span, features, ranked, refuse
from qa.contract import Kind
from qa.draft import Draft, Refused, Statement
from qa.quote import plain, window
from qa.task import Task


def answer_date(task: Task) -> Draft | Refused:
    """Answer with the period nearest to what is asked."""
    order = ranked(task)
    refusal = refuse(task, order)
    if refusal is not None:
        return refusal
    for one in order[:5]:
        text = one.scene.text
        found = [p for p in periods(text) if re.search(r"\d|[一二三四五六七八九〇]", p.text)]
        if not found:
            continue
        best = max(found, key=lambda p: _nearness(task, text, p.span.start, p.span.end))
        evidence = window(one.scene, best.span)
        answer = plain(one.scene.evidence(best.span).quote)
        return Draft(Kind.DATE, answer, (Statement((evidence,)),), features=features(order))
    return answer_span(task)


def _nearness(task: Task, text: str, start: int, end: int) -> float:
    """Score a period by what its own and the next clauses say of the question."""
    parts = clauses(text)
    at = next((n for n, part in enumerate(parts) if part.end >= end), len(parts) - 1)
    near = text[parts[at].start : parts[at].end]
    behind = text[start : parts[min(at + 2, len(parts) - 1)].end]
    return task.aligner.cover((Layer(near, 1.0), Layer(behind, 0.8))).score
