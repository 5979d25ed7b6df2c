"""The Assistant: one question in, one answer out. Every door calls this and nothing deeper."""

import gc
import logging
from collections.abc import Callable
from copy import copy
from datetime import date
from pathlib import Path
from threading import Lock

from corpus.document import Document, Figure
from corpus.errors import BadRequest, EngineAway, IndexDamaged, IndexMissing
from corpus.script import convert
from index.documents import DocumentStore, StoredDocument
from index.engine import SearchEngine, open_engine
from index.filters import Filters as SearchFilters
from index.hits import Hits
from index.lineage import Lineage, lineage
from qa.citing import HeadingPaths
from qa.confidence import confidence
from qa.contract import AskRequest, AskResponse, Filters, RefusalCode, Warning
from qa.decide import decide
from qa.draft import Draft, Refused
from qa.evidence import Shelf
from qa.question import read_question
from qa.render import Frame, answered, refused
from qa.run import Choose, Heard, Run, Version
from qa.settings import Settings
from qa.verify import supported

log = logging.getLogger(__name__)
_FIRST = "2020年增长多少？"  # asked of every index, answered or not
# When the collector of circles looks through what: new objects more often than every question, all
# of them every twenty thousand questions.
_COLLECTED = (2_000, 200, 100)
_PATIENCE_S = 1.0  # how long a question waits for a new version that another thread is opening


class Assistant:
    """Answers questions over the published index of a home."""

    def __init__(
        self, searcher: SearchEngine, settings: Settings, today: Callable[[], date] = date.today
    ) -> None:
        self._version = _opened(searcher)
        self._renewing = Lock()
        self.settings = settings
        self._today = today  # what is in force where a request names no day

    @classmethod
    def open(cls, home: Path, settings: Settings) -> "Assistant":
        """Open a home's index; IndexMissing when nothing was ingested, IndexDamaged when broken."""
        return cls(open_engine(home, settings.index, settings.remote), settings)

    def close(self) -> None:
        """Release the index."""
        self._version.searcher.close()

    @property
    def store(self) -> DocumentStore:
        """The documents of the version that serves; a caller pins it by keeping it."""
        return self._version.searcher.store

    @property
    def lineage(self) -> Lineage:
        """Which documents of that version are versions of one another."""
        return self._version.lineage

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
                    self._version = _opened(searcher)
            finally:
                self._renewing.release()
        except (EngineAway, IndexDamaged, IndexMissing) as error:
            log.warning("index %s goes on serving: %s", self.index_version, error)

    def warm(self) -> None:
        """Load what questions need: the first one takes a second. For processes that answer many.

        What is loaded by then stays. The collector of circles is told so: its full run over half a
        million objects took up to 0.4 s of a question's time, some one question in twenty. What
        questions add to caches stays for long too: left to itself it was looked through in full
        each thirty questions, 0.1 to 0.25 s each time.
        """
        self.ask(AskRequest(question=_FIRST))
        convert(_FIRST, "hant")  # answers in Traditional, and units of documents in it
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_COLLECTED)

    def ask(self, request: AskRequest, heard: Heard | None = None) -> AskResponse:
        """Answer a question; BadRequest when it is empty. `heard` is told each stage as it ends."""
        return self.ask_with_draft(request, heard)[0]

    def ask_with_draft(
        self, request: AskRequest, heard: Heard | None = None, choose: Choose = decide
    ) -> tuple[AskResponse, Draft | Refused]:
        """Answer a question, and give what the answer was written from.

        For calibration, which reads the draft's features and has the rules' answer or the reader's
        chosen; no door shows a draft.
        """
        run = Run(
            self._version,
            self.settings.answer,
            _search_filters(request.filters),
            heard,
            request.as_of,
            self._today(),
            choose,
        )
        check_question(request)
        asked = read_question(request.question)
        run.ended("question")
        question, result = run.understood(asked, request.history)
        if isinstance(result, Draft) and not supported(result):
            result = Refused(RefusalCode.NO_EVIDENCE)
        run.ended("answer")
        searcher = run.version.searcher
        warnings = (Warning.WORDS_ONLY,) if searcher.words_only else ()
        if isinstance(result, Draft) and any(run.has_ended(one) for one in result.documents):
            warnings = (Warning.EXPIRED_SOURCE, *warnings)
        paths = HeadingPaths(run.version.shelf.sections)
        frame = Frame(question, request, paths, searcher.version, warnings, run.version.lineage.of)
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
        """Return figures; see `DocumentStore.figures` for the conditions."""
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


def _search_filters(filters: Filters) -> SearchFilters:
    return SearchFilters(
        documents=filters.document,
        regions=filters.region,
        issuers=filters.issuer,
        published_from=filters.published_from,
        published_to=filters.published_to,
    )


def _opened(searcher: SearchEngine) -> Version:
    return Version(searcher, Shelf(searcher.store), lineage(searcher.store.documents()))
