"""Mirroring a folder into a home: library first, then the index; once, or at every change."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.errors import BadRequest, PolicyqaError
from corpus.library import IngestReport, Library
from corpus.workers import Workers
from index.build import BuildReport
from index.engine import bring_up
from index.models import LoadedModel, load_model
from qa.settings import read_settings

if TYPE_CHECKING:
    from threading import Event

__all__ = ["Ingest", "Progress", "follow", "forget"]

log = logging.getLogger(__name__)
_SETTLING_MS = 300  # changes that follow one another so soon are taken over together
Outcome = tuple[IngestReport, BuildReport]


class Progress(Protocol):
    """Hears of a stage, how much of it is done, and of how much."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take the news."""
        ...


class Ingest:
    """Brings a home up to a folder, each time it is called; the model is loaded once."""

    def __init__(self, home: Path, folder: Path, overrides: tuple[str, ...] = ()) -> None:
        """BadRequest when the folder is missing, or holds the home itself."""
        if not folder.is_dir():
            raise BadRequest(f"no folder {str(folder)!r} to ingest; give the path of a folder")
        if home.resolve().is_relative_to(folder.resolve()):
            raise BadRequest(
                f"the home {str(home)!r} lies inside {str(folder)!r}; name a --home outside of it"
            )
        self.home = home
        self.folder = folder
        self._settings = read_settings(home, overrides)
        self._model: LoadedModel | None = None
        self._workers = Workers(self._settings.index.read_workers)
        self._checked: set[tuple[int, ...]] = set()

    def __call__(self, *, allow_empty: bool = False, progress: Progress | None = None) -> Outcome:
        """Mirror the folder and build the index; PolicyqaError while another does."""
        from filelock import Timeout  # slow to import

        library = Library(self.home)
        read = (lambda done, total: progress("read", done, total)) if progress else None
        try:
            report = library.ingest(
                self.folder, allow_empty=allow_empty, progress=read, workers=self._workers
            )
            if self._model is None:
                self._model = load_model(self._settings.index.model)
            built = bring_up(
                library,
                self._settings.index,
                self._settings.remote,
                model=self._model,
                progress=progress,
                workers=self._workers,
                checked=self._checked,
            )
        except Timeout as error:
            raise PolicyqaError(
                f"{str(self.home)!r} is being written to by another; try again when it has ended"
            ) from error
        return report, built


def forget(
    home: Path, folder: str, overrides: tuple[str, ...] = (), *, progress: Progress | None = None
) -> tuple[tuple[str, ...], BuildReport]:
    """Take a mirrored folder, named by its path or its root's name, out of home and index.

    Return the paths of its documents. The folder itself is not touched, nor need it be there; that
    of the uploads is the home's own, and goes.
    """
    if not (home / "home.json").is_file():
        raise BadRequest(f"no home at {str(home)!r}; give --home")
    library = Library(home)
    path = str(Path(folder).resolve())
    roots = [root for root in library.roots if folder == root.name or path == root.path][:1]
    if not roots:
        known = ", ".join(f"{root.name} ({root.path})" for root in library.roots) or "none"
        raise BadRequest(f"{folder!r} is no folder of {str(home)!r}; there are: {known}")
    settings = read_settings(home, overrides)
    gone = library.remove_root(roots[0].name)
    if Path(roots[0].path).is_relative_to(home.resolve()):
        shutil.rmtree(roots[0].path, ignore_errors=True)
    model = load_model(settings.index.model)
    return gone, bring_up(library, settings.index, settings.remote, model=model, progress=progress)


def follow(
    run: Ingest, stop: "Event | None" = None, *, allow_empty: bool = False
) -> Iterator[Outcome | PolicyqaError]:
    """Yield what each change of the folder brought, or why it could not be taken over."""
    from watchfiles import watch  # its extension is only needed here

    for changes in watch(run.folder, stop_event=stop, raise_interrupt=True, debounce=_SETTLING_MS):
        log.info("%d changes in %s", len(changes), run.folder)
        try:
            yield run(allow_empty=allow_empty)
        except PolicyqaError as error:
            yield error
