"""The Assistant: one question in, one answer out. Every door calls this and nothing deeper."""

import logging
import time
from collections.abc import Callable
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
from qa.contract import AskRequest, AskResponse, Filters, RefusalCode, Warning
from qa.draft import Draft, Refused
from qa.evidence import Shelf
from qa.question import Question, read_question
from qa.render import Frame, answered, refused
from qa.settings import Settings
from qa.task import Task
from qa.verify import supported

log = logging.getLogger(__name__)
_PATIENCE_S = 1.0  # how long a question waits for a new version that another thread is opening
_TRIES = 3  # versions may follow one another faster than one is opened


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
        if self._version.searcher.is_current() or not self._renewing.acquire(timeout=_PATIENCE_S):
            return
        try:
            for _ in range(_TRIES):
                if self._version.searcher.is_current():
                    return
                try:
                    searcher = self._version.searcher.renewed()
                except (IndexDamaged, IndexMissing) as error:
                    log.warning("index %s goes on serving: %s", self.index_version, error)
                else:
                    self._version = _Version(searcher, Shelf(searcher.store))
        finally:
            self._renewing.release()

    def ask(self, request: AskRequest) -> AskResponse:
        """Answer a question; BadRequest when it is empty."""
        return self.ask_with_draft(request)[0]

    def ask_with_draft(self, request: AskRequest) -> tuple[AskResponse, Draft | Refused]:
        """Answer a question, and give what the answer was written from.

        For calibration, which reads the draft's features; no door shows a draft.
        """
        started = time.perf_counter()
        version = self._version
        if not request.question.strip():
            raise BadRequest("the question is empty; ask something")
        question = read_question(request.question)
        read = time.perf_counter()
        filters = _search_filters(request.filters)
        warnings = (Warning.WORDS_ONLY,) if version.searcher.words_only else ()
        paths = HeadingPaths(lambda d: version.shelf.material(d).sections)
        result, hits = self._answer(version, question, filters)
        searched = time.perf_counter()
        if isinstance(result, Draft) and not supported(result):
            result = Refused(RefusalCode.NO_EVIDENCE)
        frame = Frame(question, request, paths, version.searcher.version, warnings)
        if isinstance(result, Draft):
            response = answered(result, frame, confidence(result))
        else:
            response = refused(result, frame)
        ended = time.perf_counter()
        timings = {
            "question": _ms(read - started),
            "search": _ms(hits),
            "answer": _ms(searched - read - hits),
            "total": _ms(ended - started),
        }
        return response.model_copy(update={"timings_ms": timings}), result

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

    def _answer(
        self, version: _Version, question: Question, filters: SearchFilters
    ) -> tuple[Draft | Refused, float]:
        spent = [0.0]
        lacking: dict[str, int] = {}

        def task(one: Question) -> Task | None:
            before = time.perf_counter()
            hits = version.searcher.search(one.view, self.settings.answer.passages, filters)
            spent[0] += time.perf_counter() - before
            lacking.update(hits.lacking)
            if hits.filter_empty:
                return None
            return _task(version, one, hits, filters, again)

        def again(text: str) -> Task:
            made = task(read_question(text))
            if made is None:
                raise BadRequest("no document matches the filters")  # the first search found some
            return made

        version.searcher.expect(read_question(text).view for text in foreseen(question))
        first = task(question)
        found = Refused(RefusalCode.FILTER_EMPTY) if first is None else answer(first)
        if isinstance(found, Refused):
            found = replace(found, lacking=tuple(sorted(lacking.items())))
        return found, spent[0]


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
