"""The Assistant: one question in, one answer out. Every door calls this and nothing deeper."""

import logging
import time
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from corpus.document import Document, Figure
from corpus.errors import BadRequest, IndexDamaged, IndexMissing
from index.filters import select
from index.search import Filters as SearchFilters
from index.search import Hits, Searcher
from index.store import Store, StoredDocument
from qa.align import Aligner
from qa.answer import answer, foreseen
from qa.citing import HeadingPaths
from qa.confidence import confidence
from qa.contract import AskRequest, AskResponse, Filters, RefusalCode, Turn, Warning
from qa.conversation import is_bare, leans, readings
from qa.draft import Draft, Refused
from qa.evidence import Shelf
from qa.question import Question, read_question
from qa.render import Frame, answered, refused
from qa.settings import Settings
from qa.task import Task
from qa.verify import supported

log = logging.getLogger(__name__)
_PATIENCE_S = 1.0  # how long a question waits for a new version that another thread is opening
_READINGS = 3  # ways to understand a follow-up that are tried; each costs a search

Heard = Callable[[str], None]  # stages: question, search (once for each search), answer


@dataclass(slots=True)
class _Version:
    """One index version, open: what a request holds until it ends."""

    searcher: Searcher
    shelf: Shelf


class Assistant:
    """Answers questions over the published index of a home."""

    def __init__(self, searcher: Searcher, settings: Settings) -> None:
        self._version = _Version(searcher, Shelf(searcher.store))
        self._renewing = Lock()
        self.settings = settings

    @classmethod
    def open(cls, home: Path, settings: Settings) -> "Assistant":
        """Open a home's index; IndexMissing when nothing was ingested, IndexDamaged when broken."""
        return cls(Searcher(home, settings.index), settings)

    def close(self) -> None:
        """Release the index."""
        self._version.searcher.close()

    @property
    def store(self) -> Store:
        """The documents of the version that serves; a caller pins it by keeping it."""
        return self._version.searcher.store

    @property
    def words_only(self) -> bool:
        """True while no vectors are searched."""
        return self._version.searcher.words_only

    @property
    def index_version(self) -> str:
        """The version that answers come from."""
        return self._version.searcher.version

    def pinned(self) -> "Assistant":
        """Return an Assistant of the version that serves now and goes on with it: for a request."""
        return copy(self)

    def refresh(self) -> None:
        """Take up the version that serves now; what is being answered ends with the old one.

        When it cannot be opened, the old one goes on answering.
        """
        try:
            if self._version.searcher.is_current():
                return
            if not self._renewing.acquire(timeout=_PATIENCE_S):
                return
            try:
                if not self._version.searcher.is_current():
                    searcher = self._version.searcher.renewed()
                    self._version = _Version(searcher, Shelf(searcher.store))
            finally:
                self._renewing.release()
        except (IndexDamaged, IndexMissing) as error:
            log.warning("index %s goes on serving: %s", self.index_version, error)

    def ask(self, request: AskRequest, heard: Heard | None = None) -> AskResponse:
        """Answer a question; BadRequest when it is empty. `heard` is told each stage as it ends."""
        return self.ask_with_draft(request, heard)[0]

    def ask_with_draft(
        self, request: AskRequest, heard: Heard | None = None
    ) -> tuple[AskResponse, Draft | Refused]:
        """Answer a question, and give what the answer was written from.

        For calibration, which reads the draft's features; no door shows a draft.
        """
        run = _Run(self._version, self.settings, _search_filters(request.filters), heard)
        check_question(request)
        asked = read_question(request.question)
        run.ended("question")
        question, result = run.understood(asked, request.history)
        if isinstance(result, Draft) and not supported(result):
            result = Refused(RefusalCode.NO_EVIDENCE)
        run.ended("answer")
        searcher = run.version.searcher
        warnings = (Warning.WORDS_ONLY,) if searcher.words_only else ()
        paths = HeadingPaths(lambda d: run.version.shelf.material(d).sections)
        frame = Frame(question, request, paths, searcher.version, warnings)
        if isinstance(result, Draft):
            response = answered(result, frame, confidence(result))
        else:
            response = refused(result, frame)
        return response.model_copy(update={"timings_ms": run.timings_ms()}), result

    def search(self, text: str, k: int, filters: Filters | None = None) -> Hits:
        """Return the best passages for a text in any script, with the scores of each leg."""
        view = read_question(text).view
        return self._version.searcher.search(view, k, _search_filters(filters or Filters()))

    def figures(self, **where: object) -> tuple[Figure, ...]:
        """Return figures; see `Store.figures` for the conditions."""
        return self._version.searcher.store.figures(**where)  # type: ignore[arg-type]

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return the documents of the index."""
        return self._version.searcher.store.documents()

    def document(self, document_id: str) -> Document:
        """Return one document with its text."""
        return self._version.searcher.store.document(document_id)


def check_question(request: AskRequest) -> None:
    """Raise BadRequest when a question is empty."""
    if not request.question.strip():
        raise BadRequest("the question is empty; ask something")


class _Run:
    """One request under way: the version it is pinned to, and the time that it has taken."""

    def __init__(
        self, version: _Version, settings: Settings, filters: SearchFilters, heard: Heard | None
    ) -> None:
        self.version = version
        self._passages = settings.answer.passages
        self._filters = filters
        self._heard = heard
        self._began = self._last = time.perf_counter()
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

    def _say(self, stage: str) -> None:
        if self._heard is not None:
            self._heard(stage)

    def understood(
        self, asked: Question, history: Sequence[Turn]
    ) -> tuple[Question, Draft | Refused]:
        """Answer a question as it stands, or as what was asked before lets it be understood."""
        texts = readings(asked, history)[:_READINGS] if history else ()
        ways = [
            replace(
                read_question(text), text=asked.text, script=asked.script, language=asked.language
            )
            for text in texts
        ]
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
        searcher = self.version.searcher
        searcher.expect(read_question(text).view for text in foreseen(question))
        lacking: dict[str, int] = {}
        first = self._task(question, lacking)
        found = Refused(RefusalCode.FILTER_EMPTY) if first is None else answer(first)
        if isinstance(found, Refused):
            found = replace(found, lacking=tuple(sorted(lacking.items())))
        return found

    def _task(self, question: Question, lacking: dict[str, int]) -> Task | None:
        before = time.perf_counter()
        hits = self.version.searcher.search(question.view, self._passages, self._filters)
        self._spent["search"] += time.perf_counter() - before
        self._say("search")
        lacking.update(hits.lacking)
        if hits.filter_empty:
            return None

        def again(text: str) -> Task:
            made = self._task(read_question(text), lacking)
            if made is None:
                raise BadRequest("no document matches the filters")  # the first search found some
            return made

        return _task(self.version, question, hits, self._filters, again)


def _task(
    version: _Version,
    question: Question,
    hits: Hits,
    filters: SearchFilters,
    again: Callable[[str], Task],
) -> Task:
    store = version.searcher.store
    best = max((h.score for h in hits.hits), default=1.0) or 1.0
    passages = store.passages([h.passage_id for h in hits.hits])
    found = [(p, h.score / best) for p, h in zip(passages, hits.hits, strict=True)]
    return Task(
        question=question,
        scenes=version.shelf.scenes(found),
        aligner=Aligner(question, version.searcher.rarity, version.searcher.knows),
        material=version.shelf.material,
        documents=lambda: _documents(store, filters),
        again=again,
        passages=passages,
    )


def _documents(store: Store, filters: SearchFilters) -> tuple[Document, ...]:
    """Return the documents that may answer, by root and path."""
    stored = store.documents()
    allowed = select(stored, filters).documents
    return tuple(store.document(one.id) for one in stored if one.id in allowed)


def _search_filters(filters: Filters) -> SearchFilters:
    return SearchFilters(
        documents=filters.document,
        regions=filters.region,
        issuers=filters.issuer,
        published_from=filters.published_from,
        published_to=filters.published_to,
    )


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
