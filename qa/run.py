"""One request under way: the version it is pinned to, the documents that may answer, the time."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from corpus.errors import BadRequest
from index.documents import DocumentStore, StoredDocument
from index.engine import SearchEngine
from index.filters import Filters, select
from index.hits import Hits
from index.lineage import Lineage
from qa.answer import answer, foreseen
from qa.as_of import AsOf, asked_as_of, is_provision, left_out
from qa.asking.conversation import is_bare, leans, readings
from qa.contract import RefusalCode, Turn
from qa.draft import Draft, Refused
from qa.evidence import Shelf
from qa.leaning import leaning_of, searched
from qa.matching.align import Aligner
from qa.question import Question, read_question
from qa.reader.reader import Reader
from qa.settings import AnswerParameters
from qa.task import Known, Task

__all__ = ["Choose", "Heard", "Run", "Version"]

_READINGS = 3  # ways to understand a follow-up that are tried; each costs a search

Choose = Callable[[Task, Draft | Refused], Draft | Refused]  # between rules and reader
Heard = Callable[[str], None]  # stages: question, search (once for each search), answer

_LeftOut = tuple[frozenset[str], frozenset[str]]
_CACHED_DAYS = 64  # for which is known which documents are left out


@dataclass(frozen=True, slots=True)
class Version:
    """One index version, open: what a request holds until it ends."""

    searcher: SearchEngine
    shelf: Shelf
    lineage: Lineage
    _left_out: dict[tuple[date | None, date], _LeftOut] = field(default_factory=dict)

    def left_out(self, as_of: date | None, today: date) -> _LeftOut:
        """Return which documents cannot answer, and which only do where no other does."""
        found = self._left_out.get((as_of, today))
        if found is None:
            if len(self._left_out) >= _CACHED_DAYS:
                self._left_out.clear()
            found = left_out(self.searcher.store.documents(), self.lineage, as_of, today)
            self._left_out[as_of, today] = found
        return found


class Run:
    """One request under way: the version it is pinned to, and the time that it has taken.

    `day` is the day that the answer is for: `as_of`, or today.
    """

    def __init__(
        self,
        version: Version,
        parameters: AnswerParameters,
        filters: Filters,
        heard: Heard | None,
        as_of: date | None,
        today: date,
        choose: Choose,
    ) -> None:
        self.version = version
        self.day = as_of or today
        self._as_of, self._today = as_of, today
        self._passages = parameters.passages
        self._reader = Reader(parameters.reader, parameters.reader_threads)
        self._choose = choose
        self._filters = filters
        self._heard = heard
        self._began = self._last = time.perf_counter()
        self._known: dict[tuple[str, tuple[str, ...]], Known] = {}
        self._spent = {"question": 0.0, "search": 0.0, "answer": 0.0}

    def ended(self, stage: str) -> None:
        """Take the time since the last stage ended; what was searched in it is not its own."""
        moment = time.perf_counter()
        searched = self._spent["search"] if stage == "answer" else 0.0
        self._spent[stage] = moment - self._last - searched
        self._last = moment
        self._say(stage)

    def timings_ms(self) -> dict[str, float]:
        """Return the time of each stage and of all, in milliseconds."""
        total = time.perf_counter() - self._began
        return {stage: _ms(spent) for stage, spent in self._spent.items()} | {"total": _ms(total)}

    def has_ended(self, document_id: str) -> bool:
        """True for a document that no longer holds on the day that the answer is for."""
        standing = self.version.lineage.of(document_id)
        return standing.has_ended(self.day) or standing.is_superseded(self.day)

    def _say(self, stage: str) -> None:
        if self._heard is not None:
            self._heard(stage)

    def understood(
        self, asked: Question, history: Sequence[Turn]
    ) -> tuple[Question, Draft | Refused]:
        """Answer a question as it stands, or as what was asked before lets it be understood."""
        texts = readings(asked, history)[:_READINGS] if history else ()
        ways = [_as_asked(text, asked) for text in texts]
        if not ways and is_bare(asked):
            return asked, Refused(RefusalCode.NO_EVIDENCE)
        if not ways or not leans(asked):
            ways.insert(0, asked)
        found = [(ways[0], self._answer(ways[0]))]
        for way in ways[1:]:
            if isinstance(found[-1][1], Draft):
                break
            found.append((way, self._answer(way)))
        return found[-1] if isinstance(found[-1][1], Draft) else found[0]

    def _answer(self, question: Question) -> Draft | Refused:
        """Answer a question as of the day it is for, or as of the day that it names itself."""
        named = asked_as_of(question.view) if self._as_of is None else None
        if named is not None and named.sure and self.version.lineage.has_versions:
            at_day = self._answer_at(question, named)
            if at_day is not None:
                return at_day
            named = None
        found = self._answer_in_force(question, self._as_of)
        if isinstance(found, Refused) and named is not None:
            return self._answer_at(question, named) or found
        return found

    def _answer_at(self, question: Question, named: AsOf) -> Draft | None:
        """Answer a question without the day it names by what held then; None where nothing does.

        Where its words might ask for a figure of that time, only what lays something down without
        a time answers.
        """
        found = self._answer_in_force(_as_asked(named.question, question), named.day)
        if not isinstance(found, Draft):
            return None
        if not named.sure:
            store = self.version.searcher.store
            timed = any(use.figure.period is not None for use in found.figures)
            if timed or not all(
                is_provision(store.stored(one), named.day) for one in found.documents
            ):
                return None
        self.day = named.day
        return found

    def _answer_in_force(self, question: Question, as_of: date | None) -> Draft | Refused:
        """Answer by what holds on a day; by what another version replaces where nothing else does.

        Documents that the request names itself answer whether they hold or not.
        """
        own = self._filters
        later, replaced = self.version.left_out(as_of, self._today)
        self.day = as_of or self._today
        chosen = frozenset() if own.documents else replaced
        found = self._answer_among(question, replace(own, without=later | chosen))
        if isinstance(found, Refused) and chosen:
            anyway = self._answer_among(question, replace(own, without=later))
            found = anyway if isinstance(anyway, Draft) else found
        return found

    def _answer_among(self, question: Question, filters: Filters) -> Draft | Refused:
        searcher = self.version.searcher
        searcher.expect(searched(read_question(text)) for text in foreseen(question))
        lacking: dict[str, int] = {}
        first = self._task(question, filters, lacking)
        found: Draft | Refused = Refused(RefusalCode.FILTER_EMPTY)
        if first is not None:
            found = self._choose(first, answer(first))
        if isinstance(found, Refused):
            found = replace(found, lacking=tuple(sorted(lacking.items())))
        return found

    def _task(self, question: Question, filters: Filters, lacking: dict[str, int]) -> Task | None:
        before = time.perf_counter()
        hits = self.version.searcher.search(
            searched(question), self._passages, filters, leaning_of(question)
        )
        self._spent["search"] += time.perf_counter() - before
        self._say("search")
        lacking.update(hits.lacking)
        if hits.filter_empty:
            return None

        def again(text: str) -> Task:
            made = self._task(read_question(text), filters, lacking)
            if made is None:
                raise BadRequest("no document matches the filters")  # the first search found some
            return made

        return self._made(question, hits, filters, again)

    def _made(
        self, question: Question, hits: Hits, filters: Filters, again: Callable[[str], Task]
    ) -> Task:
        version = self.version
        store = version.searcher.store
        best = max((h.score for h in hits.hits), default=1.0) or 1.0
        passages = store.passages([h.passage_id for h in hits.hits])
        found = [(p, h.score / best) for p, h in zip(passages, hits.hits, strict=True)]
        scenes = version.shelf.scenes(found)
        return Task(
            question=question,
            scenes=scenes,
            aligner=Aligner(question, version.searcher.rarity, version.searcher.knows),
            material=version.shelf.material,
            documents=lambda: _documents(store, filters),
            again=again,
            answered=answer,
            passages=passages,
            has_ended=self.has_ended,
            verdict=cache(lambda: self._reader.read(question.view, scenes)),
            figures_in=store.figures_in,
            known=self._known,
        )


def _as_asked(text: str, asked: Question) -> Question:
    """Read a text in the place of the question that was asked."""
    return replace(
        read_question(text), text=asked.text, script=asked.script, language=asked.language
    )


def _documents(store: DocumentStore, filters: Filters) -> tuple[StoredDocument, ...]:
    """Return the documents that may answer, by root and path."""
    stored = store.documents()
    allowed = select(stored, filters).documents
    return tuple(one for one in stored if one.id in allowed)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
