"""The engine that passages are searched with: this machine's files, or Milvus.

    local    `index.search.Searcher` over the version that serves in the home
    Milvus   `index.milvus.MilvusSearcher` over the collection that the alias names; documents in
             PostgreSQL (`index.postgres`), or in the home where no database is named

A home is built on the machine that ingests, whichever engine searches; `publish` then brings the
remote one up to the version that serves in the home. Whoever only answers needs no home of files.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.document import Document, Parsed
from corpus.errors import BadRequest
from corpus.library import Library
from corpus.workers import Workers
from index import versions
from index.build import BuildReport, Progress, build
from index.documents import DocumentStore
from index.filters import Filters
from index.hits import Hits
from index.leaning import Leaning
from index.manifest import check_files
from index.models import LoadedModel
from index.parameters import IndexParameters
from index.search import Searcher
from index.store import Store

__all__ = [
    "Remote",
    "SearchEngine",
    "bring_up",
    "open_documents",
    "open_engine",
    "publish",
    "status",
    "verify",
    "withdraw",
]

SCHEME = "milvus://"


@dataclass(frozen=True, slots=True)
class Remote:
    """Where an index is served from besides its home: URLs of Milvus and of PostgreSQL."""

    search: str
    documents: str = ""  # of SQLAlchemy's form; empty: the home's own files

    def __post_init__(self) -> None:
        if not self.search.startswith(SCHEME) or self.search == SCHEME:
            raise BadRequest(
                f"search {self.search!r} cannot be used; write {SCHEME}HOST:19530, or leave it "
                "empty to search on this machine"
            )


class SearchEngine(Protocol):
    """One version, opened and pinned: it goes on answering from it when another is published."""

    @property
    def version(self) -> str:
        """The version's content id."""
        ...

    @property
    def store(self) -> DocumentStore:
        """Its documents."""
        ...

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader should know, such as that only words are searched."""
        ...

    @property
    def words_only(self) -> bool:
        """True when there is no vector leg."""
        ...

    def search(
        self,
        text: str,
        k: int = 10,
        filters: Filters | None = None,
        leaning: Leaning | None = None,
    ) -> Hits:
        """Return the k best passages for a question in search form."""
        ...

    def expect(self, texts: Iterable[str]) -> None:
        """Begin the work on questions in search form that will be searched for next."""
        ...

    def rarity(self, word: str) -> float:
        """Return how rare a word (search form) is: 0 in every passage, 1 in one or in none."""
        ...

    def knows(self, word: str) -> bool:
        """True when a word (search form) is a term of some passage."""
        ...

    def is_current(self) -> bool:
        """True while no other version has been published."""
        ...

    def renewed(self) -> "SearchEngine":
        """Open the version that serves now, with the model that is loaded already."""
        ...

    def close(self) -> None:
        """Release what is open."""
        ...


def open_engine(
    home: Path,
    parameters: IndexParameters,
    remote: Remote | None = None,
    *,
    model: LoadedModel | None = None,
) -> SearchEngine:
    """Open the version that serves; IndexMissing when there is none, EngineAway without a server.

    The local engine unless a remote one is named.
    """
    if remote is None:
        return Searcher(home, parameters, model=model)
    from index.milvus import MilvusSearcher  # heavy, and only where it is chosen

    return MilvusSearcher(home, parameters, remote, model=model)


def open_documents(home: Path, remote: Remote | None = None) -> DocumentStore:
    """Open the documents of the version that serves; no model is loaded."""
    if remote is not None:
        from index.milvus import serving_documents  # heavy, and only where it is chosen

        return serving_documents(home, remote)
    folder = home / "index"
    published = versions.current(folder).current
    manifest = versions.read_manifest(folder, published)
    check_files(folder / manifest.version, manifest)
    return Store(folder / manifest.version / versions.STORE)


def bring_up(
    library: Library,
    parameters: IndexParameters,
    remote: Remote | None = None,
    *,
    model: LoadedModel | None = None,
    progress: Progress | None = None,
    parse: Callable[[Document], Parsed] | None = None,
    workers: Workers | None = None,
    checked: set[tuple[int, ...]] | None = None,
) -> BuildReport:
    """Build the index of a home and publish it, also to the remote engine when one is named."""
    report = build(
        library,
        parameters,
        model=model,
        progress=progress,
        parse=parse,
        workers=workers,
        checked=checked,
    )
    if remote is not None:
        publish(library.home, parameters, remote, progress, take_over=False)
    return report


def publish(
    home: Path,
    parameters: IndexParameters,
    remote: Remote,
    progress: Progress | None = None,
    *,
    anew: bool = False,
    take_over: bool = True,
) -> bool:
    """Let the remote engine serve the version that serves in the home; False when it does so.

    What is there already is not sent again, unless `anew`. Stopped at any point, the version before
    goes on serving. BadRequest when another home published that one, unless `take_over`.
    """
    from index import milvus_publish  # heavy, and only where it is chosen

    heard = progress or (lambda *_: None)
    return milvus_publish.publish(home, parameters, remote, heard, anew=anew, take_over=take_over)


def verify(home: Path, remote: Remote) -> tuple[str, ...]:
    """Hold what the remote engine serves against the home; return what is wrong."""
    from index import milvus_publish  # heavy, and only where it is chosen

    return milvus_publish.verify(home, remote)


def withdraw(remote: Remote) -> None:
    """Remove everything of a remote index; the home keeps its own."""
    from index import milvus_publish  # heavy, and only where it is chosen

    milvus_publish.withdraw(remote)


def status(remote: Remote) -> tuple[str | None, str]:
    """Return the version that serves there, None when none does, and the server's own version."""
    from index import milvus_publish  # heavy, and only where it is chosen

    return milvus_publish.status(remote)
