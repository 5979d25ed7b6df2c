"""The same questions asked on both engines: how often they answer the same.

One home is built and opened twice, on this machine and in Milvus (with PostgreSQL, if a database is
named), so that whatever differs comes from the engine. An answer is the same when status, kind,
text, items and the first citation are.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from corpus.errors import PolicyqaError
from eval.evidence import open_corpus, samples_dir
from eval.gold import Part, Question, load, select
from eval.home import Progress, opened
from eval.progress import reporter
from eval.run import WARM_UP
from index import engine
from index.engine import Remote, open_engine
from qa.ask import Assistant
from qa.contract import AskRequest, AskResponse

__all__ = ["GOAL", "Pair", "agree", "lines", "measure", "same"]

GOAL = 0.98  # of the same answers
_DIFFERENT = 20  # questions that a report names


@dataclass(frozen=True, slots=True)
class Pair:
    """A question's answers by both engines, and how long each took."""

    question: Question
    local: AskResponse
    remote: AskResponse
    local_ms: float
    remote_ms: float
    same_passages: bool  # the same best twelve, in the same order


def same(one: AskResponse, other: AskResponse) -> bool:
    """True when two answers say the same on the same evidence."""
    return _said(one) == _said(other)


def _said(response: AskResponse) -> tuple[object, ...]:
    first = [(c.document, c.start, c.end) for c in response.citations[:1]]
    refusal = response.refusal.code if response.refusal else None
    return (response.status, response.kind, response.answer, response.items, refusal, *first)


def agree(
    var: Path, corpus: Path | None, remote: Remote, overrides: Sequence[str]
) -> tuple[Pair, ...]:
    """Ask the tuning part of the gold on both engines over a folder, or over the samples."""
    questions = select(load(), Part.TUNE)
    report = reporter()
    folder = open_corpus(corpus).folder if corpus else open_corpus(samples_dir()).folder
    with (
        opened(folder, var / "vectors.sqlite", overrides=overrides, progress=report) as home,
        _published(home.home, home.assistant, remote) as there,
    ):
        return measure(questions, home.assistant, there, report)


@contextmanager
def _published(home: Path, local: Assistant, remote: Remote) -> Iterator[Assistant]:
    """Publish a home under a name of its own, open it there, and take it away again."""
    joint = "&" if "?" in remote.search else "?"
    own = replace(remote, search=f"{remote.search}{joint}name=agreement_{uuid4().hex[:8]}")
    engine.publish(home, local.settings.index, own)
    try:
        there = Assistant(open_engine(home, local.settings.index, own), local.settings)
        yield there
        there.close()
    finally:
        engine.withdraw(own)


def measure(
    questions: Sequence[Question], local: Assistant, remote: Assistant, report: Progress
) -> tuple[Pair, ...]:
    """Ask every question of both, each after the other."""
    for one in (local, remote):
        one.ask(AskRequest(question=WARM_UP))
    pairs = []
    for number, question in enumerate(questions, start=1):
        here, local_ms, local_best = _asked(local, question.question)
        there, remote_ms, remote_best = _asked(remote, question.question)
        alike = local_best == remote_best
        pairs.append(Pair(question, here, there, local_ms, remote_ms, same_passages=alike))
        report("asked", number, len(questions))
    return tuple(pairs)


def _asked(assistant: Assistant, question: str) -> tuple[AskResponse, float, list[str]]:
    """Return an answer, the milliseconds it took, and the best passages' ids."""
    began = time.perf_counter()
    response = assistant.ask(AskRequest(question=question))
    spent_ms = (time.perf_counter() - began) * 1000
    hits = assistant.search(question, assistant.settings.answer.passages).hits
    return response, spent_ms, [hit.passage_id for hit in hits]


def lines(pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield the report; PolicyqaError behind it when the goal is missed."""
    alike = [one for one in pairs if same(one.local, one.remote)]
    share = len(alike) / len(pairs)
    ranked = sum(one.same_passages for one in pairs) / len(pairs)
    yield f"{len(pairs)} questions: the same answer to {share:.1%}"
    yield f"the same best passages in the same order: {ranked:.1%}"
    for name, spent in (
        ("this machine", sorted(one.local_ms for one in pairs)),
        ("Milvus", sorted(one.remote_ms for one in pairs)),
    ):
        middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        yield f"an answer on {name}: median {middle:.0f} ms, p95 {late:.0f} ms"
    for one in [one for one in pairs if one not in alike][:_DIFFERENT]:
        yield f"{one.question.id} {one.question.question}"
        yield f"    {one.local.status.value}: {one.local.answer}"
        yield f"    {one.remote.status.value}: {one.remote.answer}"
    if share < GOAL:
        raise PolicyqaError(f"the engines agree on {share:.1%} of the answers, not {GOAL:.0%}")
