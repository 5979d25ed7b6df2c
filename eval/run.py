"""Ask the gold questions of an assistant and keep what came back."""

import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from corpus.document import Passage
from eval.evidence import Corpus, Evidence, resolve
from eval.gold import Part, Question
from eval.judge import judge
from eval.records import Cited, Header, Record, Run
from eval.retrieval import Ranked, characters_read, rank
from index.search import Hits
from qa.contract import AskRequest, AskResponse

__all__ = ["Answerer", "answer_all", "header", "run"]

READ_HITS = 1000  # all passages of five documents and more: each has its place in each leg
WARM_UP = "有哪些"  # asked first, so that loading is not counted as answering


class Answerer(Protocol):
    """What is evaluated: answers, and the ranking behind them with its passages."""

    def ask(self, request: AskRequest) -> AskResponse:
        """Answer a question."""
        ...

    def search(self, text: str, k: int) -> Hits:
        """Return the k best passages."""
        ...

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        """Return passages by id, in the order asked for."""
        ...

    def path(self, document_id: str) -> str:
        """Return the path of a document."""
        ...


def header(corpus: Corpus, part: Part) -> Header:
    """Describe a run that starts now."""
    return Header(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=_commit(),
        edition=corpus.edition.value,
        checksum=corpus.checksum,
        part=part.value,
    )


def _commit() -> str:
    """Return the checkout's commit, marked `+` when files have changed since; "" outside one."""
    here = Path(__file__).parent
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*"],
            cwd=here,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip()


def run(
    questions: Sequence[Question],
    corpus: Corpus,
    answerer: Answerer,
    part: Part,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Run:
    """Ask every question once, in order of id, and return the outcomes."""
    top = header(corpus, part)
    answerer.ask(AskRequest(question=WARM_UP))
    records = []
    for done, record in enumerate(answer_all(questions, corpus, answerer), 1):
        records.append(record)
        progress(done, len(questions))
    return Run(top, tuple(records))


def answer_all(
    questions: Iterable[Question], corpus: Corpus, answerer: Answerer
) -> Iterable[Record]:
    """Yield the outcome of each question."""
    for question in questions:
        evidence = resolve(question, corpus)
        started = time.perf_counter()
        try:
            response = answerer.ask(AskRequest(question=question.question))
        except Exception as error:  # a run is worth finishing: what broke is an outcome too
            yield _broken(question, error)
            continue
        ms = (time.perf_counter() - started) * 1000
        yield _record(question, response, ms, evidence, corpus, answerer)


def _broken(question: Question, error: Exception) -> Record:
    return Record(
        id=question.id,
        status="error",
        right=False,
        wrong_figure=False,
        reason=f"error {error!r}",
        refusal=None,
        warnings=(),
        values=(),
        citations=(),
        hit=False,
        confidence=None,
        ms=0.0,
        ranks={},
        read=None,
    )


def _record(
    question: Question,
    response: AskResponse,
    ms: float,
    evidence: Sequence[Evidence],
    corpus: Corpus,
    answerer: Answerer,
) -> Record:
    verdict = judge(question, response)
    cited = tuple(
        Cited(
            key := corpus.key_of(one.document),
            one.start,
            one.end,
            exact=key is not None and corpus.texts[key][one.start : one.end] == one.quote,
        )
        for one in response.citations
    )
    ranks, read = _retrieval(question, evidence, corpus, answerer)
    return Record(
        id=question.id,
        status=response.status.value,
        right=verdict.right,
        wrong_figure=verdict.wrong_figure,
        reason=verdict.reason,
        refusal=response.refusal.code.value if response.refusal else None,
        warnings=tuple(one.value for one in response.warnings),
        values=tuple(
            f"{one.value or f'{one.min}-{one.max}'}{one.unit}" for one in response.quantities
        ),
        citations=cited,
        hit=bool(cited) and _overlaps(cited[0], evidence),
        confidence=response.confidence,
        ms=round(ms, 2),
        ranks=ranks,
        read=read,
        answer=" | ".join((response.answer, *response.items))
        if response.items
        else response.answer,
    )


def _overlaps(cited: Cited, evidence: Sequence[Evidence]) -> bool:
    return any(
        cited.document == one.document and cited.start < one.span.end and one.span.start < cited.end
        for one in evidence
    )


def _retrieval(
    question: Question, evidence: Sequence[Evidence], corpus: Corpus, answerer: Answerer
) -> tuple[dict[str, int | None], int | None]:
    """Return the evidence's rank in each leg, and how much is read until it was read whole."""
    if not question.expected.answerable:
        return {}, None
    hits = answerer.search(question.question, READ_HITS).hits
    passages = answerer.passages([one.passage_id for one in hits])
    ranked = [
        Ranked(corpus.key_of(answerer.path(one.document_id)) or "", one.span) for one in passages
    ]
    legs = {
        "words": [one.lexical_rank for one in hits],
        "vectors": [one.vector_rank for one in hits],
    }
    ranks: dict[str, int | None] = {"fusion": rank(ranked, evidence)}
    for leg, places in legs.items():
        order = sorted((place, n) for n, place in enumerate(places) if place is not None)
        ranks[leg] = rank([ranked[n] for _, n in order], evidence)
    return ranks, characters_read(ranked, evidence)
