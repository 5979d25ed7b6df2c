"""Building an index version: only what changed is parsed and embedded, and it appears at once.

A build works in a hidden folder beside the serving version, makes it durable, renames it to its
content id and replaces the pointer. Stopped at any point, it leaves the old version serving.
"""

import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document, Parsed
from corpus.errors import Busy, IndexDamaged, IndexMissing, PolicyqaError
from corpus.library import Entry, Failure, Library
from corpus.lock import writing
from index import bm25, versions
from index.context import search_texts
from index.fingerprint import content_id, made_by
from index.models import Embedder, LoadedModel, load_model
from index.parameters import IndexParameters
from index.segment import Rows, load_rows, merge_rows, save_rows
from index.vectors import VectorCache, embed_passages
from index.versions import Manifest, SegmentRecord
from index.words import words
from index.writer import StoreWriter

__all__ = ["BuildReport", "Progress", "build"]

# Stages: parse, embed, write, publish. Gets how much of the stage is done, and of how much.
Progress = Callable[[str, int, int], None]

_MOST_SEGMENTS = 8  # more are merged: each costs a query some 0.1 ms
_DEAD_SHARE = 0.3  # of rows: from here on the masked ones are dropped
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

    folder: Path  # INDEX
    hidden: Path
    parameters: IndexParameters
    embedder: Embedder | None
    progress: Progress
    parse: Callable[[Document], Parsed]
    base: Manifest | None  # the version whose parts are taken over
    fresh: tuple[Entry, ...] = ()
    gone: frozenset[str] = frozenset()  # documents of the base that are changed or removed
    documents: dict[str, tuple[str, str]] = field(default_factory=dict)  # digest and reading
    failed: list[Failure] = field(default_factory=list)
    parsed: list[tuple[str, int]] = field(default_factory=list)  # id and number of passages
    ids: list[str] = field(default_factory=list)  # of the new passages, in row order
    texts: list[str] = field(default_factory=list)  # what both legs search of them


def build(
    library: Library,
    parameters: IndexParameters,
    *,
    model: LoadedModel | None = None,
    progress: Progress | None = None,
    parse: Callable[[Document], Parsed] | None = None,
) -> BuildReport:
    """Bring the index of a home up to its library, and publish it when something changed.

    `progress` hears of every stage; an exception from it stops the build and changes nothing.
    Stored files go that neither the library nor a version to answer from or go back to names.
    """
    report = _build(library, parameters, model, progress, parse)
    try:
        library.sweep(versions.readings(library.home / "index"))
    except Busy:
        _log.info("what is no longer needed goes at the next build: another process writes")
    return report


def _build(
    library: Library,
    parameters: IndexParameters,
    model: LoadedModel | None,
    progress: Progress | None,
    parse: Callable[[Document], Parsed] | None,
) -> BuildReport:
    folder = library.home / "index"
    folder.mkdir(parents=True, exist_ok=True)
    with writing(library.home / versions.LOCK):
        versions.clear(folder)
        model = model or load_model(parameters.model)
        warnings = (model.warning,) if model.warning else ()
        base = _serving(folder, model.embedder)
        work = _Work(
            folder=folder,
            hidden=folder / f"{versions.HIDDEN}{os.getpid()}",
            parameters=parameters,
            embedder=model.embedder,
            progress=progress or _silent,
            parse=parse or _parser(),
            base=base,
        )
        _plan(work, library.entries())
        damaged = bool(base and versions.verify(folder))
        if base and not damaged and not work.fresh and _content_id(work) == base.version:
            return BuildReport(base.version, published=False, warnings=warnings)
        if base and damaged:
            _log.warning("building from nothing: version %s is damaged", base.version)
            work.base = None
            _plan(work, library.entries())
        try:
            manifest = _make(work, library)
            work.progress("publish", 0, 1)
            published = versions.publish(folder, work.hidden, manifest, made_by())
            work.progress("publish", 1, 1)
        finally:
            shutil.rmtree(work.hidden, ignore_errors=True)
        removed = work.gone - {one for one, _ in work.parsed}
        return BuildReport(
            version=manifest.version,
            published=published,
            parsed=tuple(one for one, _ in work.parsed),
            removed=tuple(sorted(removed)),
            failed=tuple(work.failed),
            warnings=warnings,
        )


def _serving(folder: Path, embedder: Embedder | None) -> Manifest | None:
    """Return the serving version when its parts can be taken over."""
    try:
        pointer = versions.current(folder)
        manifest = versions.read_manifest(folder, pointer.current)
        versions.check_files(folder / pointer.current.version, manifest)
    except IndexMissing:
        return None
    except IndexDamaged as error:
        _log.warning("building from nothing: %s", error)
        return None
    same_model = manifest.model == (embedder.id if embedder else None)
    return manifest if same_model and pointer.current.made_by == made_by() else None


def _plan(work: _Work, entries: tuple[Entry, ...]) -> None:
    """Decide which documents are taken over, read out anew, and dropped."""
    known = {one: (digest, key) for one, digest, key in work.base.documents} if work.base else {}
    wanted = {entry.document_id: _reading_key(entry) for entry in entries}
    work.documents = {one: pair for one, pair in known.items() if wanted.get(one) == pair[1]}
    work.gone = frozenset(known) - frozenset(work.documents)
    work.fresh = tuple(entry for entry in entries if entry.document_id not in work.documents)


def _reading_key(entry: Entry) -> str:
    return f"{entry.sha256}:{entry.reading}"


def _content_id(work: _Work) -> str:
    model = work.embedder.id if work.embedder else None
    return content_id(work.documents, work.parameters, model)


def _make(work: _Work, library: Library) -> Manifest:
    """Write a whole version into the hidden folder."""
    work.hidden.mkdir()
    _write_store(work, library)
    records = _carry_over(work)
    if work.ids:
        records.append(_write_segment(work))
    parts = work.hidden / "segments"
    if len(records) > _MOST_SEGMENTS or _dead_share(records) > _DEAD_SHARE:
        records = _merge(work, records)
    live = [record.mask() for record in records]
    terms = [bm25.Segment.load(parts / record.name) for record in records]
    return Manifest(
        version=_content_id(work),
        format=versions.FORMAT,
        model=work.embedder.id if work.embedder else None,
        passages=sum(int(mask.sum()) for mask in live),
        statistics=bm25.statistics(terms, live),
        documents=tuple((one, *pair) for one, pair in sorted(work.documents.items())),
        segments=tuple(records),
        files=versions.files_of(work.hidden),
    )


def _write_store(work: _Work, library: Library) -> None:
    """Write the store: the base's documents without what is gone, and the new ones."""
    path = work.hidden / "store.sqlite"
    if work.base is not None:
        shutil.copyfile(work.folder / work.base.version / path.name, path)
    writer = StoreWriter(path)
    try:
        for one in sorted(work.gone):
            writer.remove(one)
        for number, entry in enumerate(work.fresh):
            work.progress("parse", number, len(work.fresh))
            parsed = _parsed(work, library, entry)
            if parsed is None:
                continue
            digest = writer.add(parsed, root=entry.root)
            work.documents[entry.document_id] = digest, _reading_key(entry)
            work.parsed.append((entry.document_id, len(parsed.passages)))
            work.ids += [passage.id for passage in parsed.passages]
            work.texts += search_texts(parsed)
        work.progress("parse", len(work.fresh), len(work.fresh))
    except BaseException:
        writer.abandon()
        raise
    writer.close()


def _parsed(work: _Work, library: Library, entry: Entry) -> Parsed | None:
    """Parse a document; when that fails, note why, and let the others in."""
    try:
        return work.parse(library.document(entry))
    except PolicyqaError as error:
        work.failed.append(Failure(entry.path, str(error)))
    except Exception as error:  # a flaw in our reading of one text must not keep the others out
        _log.exception("parsing %s failed", entry.path)
        message = f"its structure could not be read ({type(error).__name__}: {error})"
        work.failed.append(Failure(entry.path, f"{entry.path}: {message}; please report this"))
    return None


def _write_segment(work: _Work) -> SegmentRecord:
    """Tokenise and embed the new passages into a segment of their own."""
    vectors: NDArray[np.float16] | None = None
    if work.embedder is not None:
        cache = VectorCache(work.folder.parent / "cache" / "vectors.sqlite")
        try:
            vectors = embed_passages(
                work.texts,
                work.embedder,
                cache,
                workers=work.parameters.build_workers or os.cpu_count() or 1,
                progress=lambda done, total: work.progress("embed", done, total),
            )
        finally:
            cache.close()
    work.progress("write", 0, 1)
    rows = Rows(tuple(work.ids), bm25.Segment.of(map(words, work.texts)), vectors)
    name = save_rows(rows, work.hidden / "segments")
    work.progress("write", 1, 1)
    return SegmentRecord(name, tuple((one, count, True) for one, count in work.parsed))


def _carry_over(work: _Work) -> list[SegmentRecord]:
    """Link the base's segments that still hold something live; mask what is gone."""
    records: list[SegmentRecord] = []
    (work.hidden / "segments").mkdir()
    for record in work.base.segments if work.base else ():
        documents = tuple(
            (one, count, live and one not in work.gone) for one, count, live in record.documents
        )
        if not any(live for _, _, live in documents):
            continue
        assert work.base is not None
        source = work.folder / work.base.version / "segments" / record.name
        target = work.hidden / "segments" / record.name
        target.mkdir()
        for file in sorted(source.iterdir()):
            _link(file, target / file.name)
        records.append(replace(record, documents=documents))
    return records


def _merge(work: _Work, records: list[SegmentRecord]) -> list[SegmentRecord]:
    """Replace all segments by one of the live rows."""
    parts = work.hidden / "segments"
    live = [record.mask() for record in records]
    rows = merge_rows([load_rows(parts / record.name) for record in records], live)
    name = save_rows(rows, parts)
    for record in records:
        if record.name != name:
            shutil.rmtree(parts / record.name)
    documents = tuple(
        (one, count, True) for record in records for one, count, alive in record.documents if alive
    )
    return [SegmentRecord(name, documents)]


def _dead_share(records: list[SegmentRecord]) -> float:
    rows = sum(count for record in records for _, count, _ in record.documents)
    dead = sum(count for record in records for _, count, live in record.documents if not live)
    return dead / rows if rows else 0.0


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Hear of progress and say nothing."""


def _link(source: Path, target: Path) -> None:
    """Put a file that never changes in a second place; a copy where links are not to be had."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _parser() -> Callable[[Document], Parsed]:
    from corpus.parse import parse  # heavy: the rules and tables of reading

    return parse
