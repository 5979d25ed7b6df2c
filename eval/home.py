"""A home that lives as long as one evaluation, and the assistant that answers from it."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.document import Passage
from corpus.library import Library
from index.documents import DocumentStore
from index.engine import bring_up
from index.hits import Hits
from qa.ask import Assistant
from qa.contract import AskRequest, AskResponse
from qa.decide import decide
from qa.draft import Draft, Refused, Scene
from qa.evidence import Shelf
from qa.run import Choose
from qa.settings import read_settings

__all__ = ["Opened", "Progress", "answers_over", "opened"]

Progress = Callable[[str, int, int], None]


class Opened:
    """An assistant over a home, with the passages of its index."""

    def __init__(self, home: Path, assistant: Assistant) -> None:
        self.home, self.assistant = home, assistant
        self._store: DocumentStore | None = None
        self._shelf: Shelf | None = None
        self._paths = {one.id: one.path for one in assistant.documents()}

    def ask(self, request: AskRequest) -> AskResponse:
        """Answer a question."""
        return self.assistant.ask(request)

    def ask_with_draft(
        self, request: AskRequest, choose: Choose = decide
    ) -> tuple[AskResponse, Draft | Refused]:
        """Answer a question, and give what the answer was written from."""
        return self.assistant.ask_with_draft(request, choose=choose)

    def search(self, text: str, k: int) -> Hits:
        """Return the k best passages."""
        hits = self.assistant.search(text, k)
        if self._store is None:
            self._store = self.assistant.store
        return hits

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        """Return passages by id; `search` comes first."""
        if self._store is None:
            raise ValueError("search before asking for its passages")
        return self._store.passages(ids)

    def scenes(self, text: str, k: int) -> tuple[Scene, ...]:
        """Return the sentences of the k best passages, passage by passage, as answers get them."""
        hits = self.search(text, k).hits
        best = max((hit.score for hit in hits), default=1.0) or 1.0
        if self._store is None or not hits:
            return ()
        if self._shelf is None:
            self._shelf = Shelf(self._store)
        passages = self._store.passages([hit.passage_id for hit in hits])
        scored = [(p, hit.score / best) for p, hit in zip(passages, hits, strict=True)]
        return self._shelf.scenes(scored)

    def path(self, document_id: str) -> str:
        """Return the path of a document relative to its root."""
        return self._paths[document_id]


@contextmanager
def opened(
    folder: Path,
    vectors: Path,
    *,
    overrides: Sequence[str] = (),
    progress: Progress | None = None,
) -> Iterator[Opened]:
    """Index a folder in a home of its own and open it; the home goes when the block ends.

    Everything is read and indexed afresh; only vectors are taken from the file `vectors`, and kept
    in it for the next time.
    """
    with TemporaryDirectory(prefix="policyqa-eval-") as place:
        home = Path(place)
        cache = home / "cache" / "vectors.sqlite"
        cache.parent.mkdir()
        if vectors.is_file():
            shutil.copyfile(vectors, cache)
        settings = read_settings(home, overrides)
        library = Library(home)
        library.ingest(folder)
        bring_up(library, settings.index, settings.remote, progress=progress)
        if cache.is_file():
            vectors.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(cache, vectors)
        assistant = Assistant.open(home, settings)
        try:
            yield Opened(home, assistant)
        finally:
            assistant.close()


def answers_over(
    documents: Mapping[str, str], questions: Sequence[str], progress: Progress | None = None
) -> Iterator[AskResponse]:
    """Yield the answers, by words alone, over documents by file name, in a home of their own."""
    with TemporaryDirectory(prefix="policyqa-eval-") as place:
        folder = Path(place) / "documents"
        folder.mkdir()
        for name, text in documents.items():
            (folder / name).write_text(text, encoding="utf-8")
        plain = ("index.model.name=none",)
        with opened(folder, Path(place) / "none.sqlite", overrides=plain) as answerer:
            for number, question in enumerate(questions, start=1):
                yield answerer.ask(AskRequest(question=question))
                if progress is not None:
                    progress("asked", number, len(questions))
