"""Building an index version: only what changed is parsed and embedded, and it appears at once.

What is read out is kept in parts as it comes, vectors as they are computed, so that a build goes on
where an earlier one was killed. A version is made in a hidden folder beside the one that serves,
made durable, renamed to its content id, and named by the pointer. Where most passages still lack
vectors, a version that is searched by words alone comes first.
"""

import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus.document import Document, Parsed
from corpus.errors import Busy, IndexDamaged, IndexMissing, PolicyqaError
from corpus.keeping.lock import writing
from corpus.keeping.readings import Entry
from corpus.library import Failure, Library
from corpus.workers import Workers, worked
from index import versions
from index.assemble import Draft, Progress
from index.fingerprint import content_id, made_by
from index.manifest import FORMAT, Manifest, check_files
from index.models import LoadedModel, load_model
from index.parameters import IndexParameters
from index.parts import Part, Parts
from index.read_out import ReadOut, read_out, read_out_entry
from index.versions import READ, Pointer

__all__ = ["BuildReport", "Progress", "build"]

_FEW = 2000  # passages whose vectors take some 30 s: not worth a version without them
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `published` is False when the serving version holds it all already."""

    version: str
    published: bool
    parsed: tuple[str, ...] = ()  # ids of the documents that were read out anew
    removed: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    """A build under way: what it starts from, and what it has made so far."""

    library: Library
    folder: Path  # INDEX
    parameters: IndexParameters
    model: str | None  # id of the embedder
    progress: Progress
    base: Manifest | None  # the version whose parts are taken over
    fresh: tuple[Entry, ...] = ()
    gone: frozenset[str] = frozenset()  # documents of the base that are changed or removed
    documents: dict[str, tuple[str, str]] = field(default_factory=dict)  # digest and reading
    failed: list[Failure] = field(default_factory=list)
    parsed: list[str] = field(default_factory=list)  # ids


def build(
    library: Library,
    parameters: IndexParameters,
    *,
    model: LoadedModel | None = None,
    progress: Progress | None = None,
    parse: Callable[[Document], Parsed] | None = None,
    workers: Workers | None = None,
    checked: set[tuple[int, ...]] | None = None,
) -> BuildReport:
    """Bring the index of a home up to its library, and publish it when something changed.

    `progress` hears of every stage; an exception from it stops the build and changes nothing.
    `workers` read out documents in processes of their own; otherwise this one does, by `parse`.
    `checked` remembers, from one build to the next, which files were found to be whole.
    Stored files go that neither the library nor a version to answer from or go back to names.
    """
    report = _build(
        library,
        parameters,
        model or load_model(parameters.model),
        progress or _silent,
        _reading(library, parse, workers),
        set() if checked is None else checked,
    )
    try:
        library.sweep(versions.readings(library.home / "index"))
    except Busy:
        _log.info("what is no longer needed goes at the next build: another process writes")
    return report


_Read = Callable[[tuple[Entry, ...]], Iterator[ReadOut | PolicyqaError]]


def _reading(
    library: Library, parse: Callable[[Document], Parsed] | None, workers: Workers | None
) -> _Read:
    """Return how documents are read out, in order."""
    if parse is None:
        return lambda entries: worked(
            workers, read_out_entry, ((library.home, entry) for entry in entries)
        )
    return lambda entries: worked(None, read_out, ((library, one, parse) for one in entries))


def _build(
    library: Library,
    parameters: IndexParameters,
    model: LoadedModel,
    progress: Progress,
    read: _Read,
    checked: set[tuple[int, ...]],
) -> BuildReport:
    folder = library.home / "index"
    folder.mkdir(parents=True, exist_ok=True)
    with writing(library.home / versions.LOCK):
        versions.clear(folder)
        embedder = model.embedder
        wanted = embedder.id if embedder else None
        work = _Work(library, folder, parameters, wanted, progress, _serving(folder, wanted))
        warnings = (model.warning,) if model.warning else ()
        _plan(work, library.entries())
        damaged = bool(work.base and versions.damaged(folder, work.base, checked))
        same = not work.fresh and bool(work.base and _content_id(work, wanted) == work.base.version)
        if work.base and same and not damaged:
            shutil.rmtree(folder / READ, ignore_errors=True)  # of a build killed behind its end
            return BuildReport(work.base.version, published=False, warnings=warnings)
        if work.base and damaged:
            _log.warning("building from nothing: version %s is damaged", work.base.version)
            work.base = None
            _plan(work, library.entries())
        draft = Draft(folder, parameters, embedder, progress)
        try:
            version, published = _make(work, draft, read)
        finally:
            draft.close()
        shutil.rmtree(folder / READ, ignore_errors=True)
        return BuildReport(
            version=version,
            published=published,
            parsed=tuple(work.parsed),
            removed=tuple(sorted(work.gone - set(work.documents))),
            failed=tuple(work.failed),
            warnings=warnings,
        )


def _make(work: _Work, draft: Draft, read: _Read) -> tuple[str, bool]:
    """Make and publish the version, behind one of words alone where vectors take long.

    Return its id, and whether it is another than the one that served.
    """
    before = _pointer(work.folder)
    draft.take_over(work.base, work.gone)
    parts = _read_out(work, read)
    if parts:
        draft.add(work.folder / READ, parts)
    words_first = None
    if work.model is not None and draft.lacking > max(_FEW, _with_vectors(work.folder, before)):
        words_first = _publish(work, draft, None, None)
    elif work.base is not None and work.base.model is None and not work.fresh and not work.gone:
        words_first = work.base.version  # an earlier build has published it
    draft.embed()
    version = _publish(work, draft, work.model, words_first)
    return version, before is None or before.current.version != version


def _publish(work: _Work, draft: Draft, model: str | None, instead_of: str | None) -> str:
    """Publish what the draft holds; return the version's id."""
    version = _content_id(work, model)
    stage = "publish" if model == work.model else "words"
    work.progress(stage, 0, 1)
    manifest = draft.manifest(version, model, work.documents)
    draft.publish(manifest, made_by(), instead_of)
    work.progress(stage, 1, 1)
    return version


def _pointer(folder: Path) -> Pointer | None:
    try:
        return versions.current(folder)
    except (IndexMissing, IndexDamaged):
        return None


def _with_vectors(folder: Path, pointer: Pointer | None) -> int:
    """Return how many passages are searched by vectors now."""
    try:
        serving = versions.read_manifest(folder, pointer.current) if pointer else None
    except IndexDamaged:
        return 0
    return serving.passages if serving and serving.model else 0


def _serving(folder: Path, model: str | None) -> Manifest | None:
    """Return the serving version when its parts can be taken over."""
    try:
        pointer = versions.current(folder)
        manifest = versions.read_manifest(folder, pointer.current)
        check_files(folder / pointer.current.version, manifest)
    except IndexMissing:
        return None
    except IndexDamaged as error:
        _log.warning("building from nothing: %s", error)
        return None
    models = {manifest.model, *(record.model for record in manifest.segments)}
    fitting = models <= {None, model} and manifest.format == FORMAT
    return manifest if fitting and pointer.current.made_by == made_by() else None


def _plan(work: _Work, entries: tuple[Entry, ...]) -> None:
    """Decide which documents are taken over, read out anew, and dropped."""
    known = {one: (digest, key) for one, digest, key in work.base.documents} if work.base else {}
    wanted = {entry.document_id: _reading_key(entry) for entry in entries}
    work.documents = {one: pair for one, pair in known.items() if wanted.get(one) == pair[1]}
    work.gone = frozenset(known) - frozenset(work.documents)
    work.fresh = tuple(entry for entry in entries if entry.document_id not in work.documents)


def _reading_key(entry: Entry) -> str:
    return f"{entry.sha256}:{entry.reading}"


def _content_id(work: _Work, model: str | None) -> str:
    return content_id(work.documents, work.parameters, model)


def _read_out(work: _Work, read: _Read) -> tuple[Part, ...]:
    """Read out what is new; what an earlier build has read out is taken from it."""
    if not work.fresh:
        return ()
    wanted = {entry.document_id: _reading_key(entry) for entry in work.fresh}
    parts = Parts(work.folder, made_by(), wanted)
    try:
        kept = {one.id for one in parts.documents()}
        todo = tuple(entry for entry in work.fresh if entry.document_id not in kept)
        work.progress("parse", len(kept), len(work.fresh))
        for number, (entry, found) in enumerate(zip(todo, read(todo), strict=True), len(kept) + 1):
            if isinstance(found, PolicyqaError):
                message = str(found)
                named = message if entry.path in message else f"{entry.path}: {message}"
                work.failed.append(Failure(entry.path, named))
            else:
                parts.add(found, wanted[entry.document_id])
                work.parsed.append(entry.document_id)
            work.progress("parse", number, len(work.fresh))
        parts.finish()
    except BaseException:
        parts.abandon()
        raise
    work.documents |= {one.id: (one.digest, one.key) for one in parts.documents()}
    return tuple(parts.done)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Hear of progress and say nothing."""
