"""Putting a version together: parts of the one before it by links, new ones, vectors, merging."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index import bm25, versions
from index.manifest import FORMAT, Manifest, SegmentRecord, file_digest, files_of
from index.models import Embedder
from index.parameters import IndexParameters
from index.parts import Part
from index.segment import (
    FILES,
    Texts,
    add_vectors,
    link,
    load_rows,
    merge_rows,
    save_rows,
)
from index.shards import FOLDER as STORES
from index.shards import StoreRecord, write_anchor
from index.tiers import to_merge
from index.vectors import VectorCache, embed_passages
from index.writer import StoreWriter

__all__ = ["Draft", "Progress"]

# Stages: parse, write, words (a version without vectors), embed, publish.
# Gets how much of one is done, and of how much.
Progress = Callable[[str, int, int], None]

_LARGEST = 262_144  # passages of a segment that is made by merging: that takes some 3 GB


class Draft:
    """A version under way in a hidden folder; it may be published twice, without vectors first."""

    def __init__(
        self,
        index: Path,
        parameters: IndexParameters,
        embedder: Embedder | None,
        progress: Progress,
    ) -> None:
        self._index = index
        self._parameters = parameters
        self._embedder = embedder
        self._progress = progress
        self._place = index / f"{versions.HIDDEN}{os.getpid()}"
        self._known: dict[str, tuple[str, int]] = {}  # checksums of what was taken over
        self._segments: list[SegmentRecord] = []
        self._stores: list[StoreRecord] = []
        self._begin()

    def close(self) -> None:
        """Remove what was not published."""
        shutil.rmtree(self._place, ignore_errors=True)

    @property
    def lacking(self) -> int:
        """Number of live passages without vectors."""
        return sum(int(one.mask().sum()) for one in self._segments if one.model is None)

    def take_over(self, base: Manifest | None, gone: frozenset[str]) -> None:
        """Link the parts of a published version that hold something live; mask what is gone."""
        if base is None:
            return
        self._link(base)
        for record in base.segments:
            kept = tuple((one, n, live and one not in gone) for one, n, live in record.documents)
            if any(live for _, _, live in kept):
                self._segments.append(replace(record, documents=kept))
            else:
                shutil.rmtree(self._segment(record))
        for store in base.stores:
            left = tuple((one, live and one not in gone) for one, live in store.documents)
            if any(live for _, live in left):
                self._stores.append(StoreRecord(store.name, left))
            else:
                self._store(store).unlink()

    def add(self, read: Path, parts: Sequence[Part]) -> None:
        """Take in what was read out: one file of documents, and the parts of passages."""
        self._progress("write", 0, 1)
        documents = [one for part in parts for one in part.documents if one.live]
        name = f"{file_digest(read / 'store.sqlite')[:16]}.sqlite"
        (self._place / STORES).mkdir(exist_ok=True)
        link(read / "store.sqlite", self._place / STORES / name)
        self._stores.append(StoreRecord(name, tuple((one.id, True) for one in documents)))
        group: list[SegmentRecord] = []
        for part in parts:
            record = SegmentRecord(
                part.name, tuple((one.id, one.passages, one.live) for one in part.documents)
            )
            if group and _rows([*group, record]) > _LARGEST:
                self._segments.append(self._merged(group))
                group = []
            self._take_in(read / part.name)
            group.append(record)
        self._segments.append(self._merged(group))
        self._progress("write", 1, 1)

    def embed(self) -> None:
        """Give every segment vectors, where there is a model; then bring small parts together."""
        for number, record in enumerate(self._segments):
            if self._embedder is not None and record.model is None:
                self._segments[number] = self._embedded(record, self._embedder)
        sizes = [int(one.mask().sum()) for one in self._segments]
        dead = [_dead_share(one) for one in self._segments]
        chosen = to_merge(sizes, dead, largest=_LARGEST)
        if chosen:
            merged = self._merged([self._segments[number] for number in chosen])
            kept = [one for n, one in enumerate(self._segments) if n not in chosen]
            self._segments = [*kept, merged]
        self._merge_stores()

    def manifest(
        self, version: str, model: str | None, documents: Mapping[str, tuple[str, str]]
    ) -> Manifest:
        """Return what the draft holds, as a version of that id."""
        anchor = self._place / versions.STORE
        anchor.unlink(missing_ok=True)
        write_anchor(anchor, self._stores)
        live = [record.mask() for record in self._segments]
        terms = [bm25.Segment.load(self._segment(record)) for record in self._segments]
        return Manifest(
            version=version,
            format=FORMAT,
            model=model,
            passages=sum(int(mask.sum()) for mask in live),
            statistics=bm25.statistics(terms, live),
            documents=tuple((one, *pair) for one, pair in sorted(documents.items())),
            segments=tuple(self._segments),
            stores=tuple(self._stores),
            files=files_of(self._place, self._known),
        )

    def publish(self, manifest: Manifest, made_by: str, instead_of: str | None) -> None:
        """Publish the version, and go on from a copy of it."""
        versions.publish(self._index, self._place, manifest, made_by, instead_of)
        if manifest.model is None and self._embedder is not None:
            self.close()
            self._begin()
            there = versions.read_manifest(self._index, versions.current(self._index).current)
            self._link(there)
            self._segments, self._stores = list(there.segments), list(there.stores)

    def _begin(self) -> None:
        (self._place / "segments").mkdir(parents=True)

    def _link(self, base: Manifest) -> None:
        """Put the files of a published version into the draft."""
        source = self._index / base.version
        self._known = {}
        for path, digest, size in base.files:
            if path != versions.STORE:
                target = self._place / path
                target.parent.mkdir(parents=True, exist_ok=True)
                link(source / path, target)
                self._known[path] = digest, size

    def _take_in(self, folder: Path) -> None:
        """Link a segment that was kept elsewhere."""
        target = self._place / "segments" / folder.name
        target.mkdir()
        for path in sorted(folder.iterdir()):
            if path.name in FILES:
                link(path, target / path.name)

    def _segment(self, record: SegmentRecord) -> Path:
        return self._place / "segments" / record.name

    def _store(self, record: StoreRecord) -> Path:
        return self._place / STORES / record.name

    def _embedded(self, record: SegmentRecord, embedder: Embedder) -> SegmentRecord:
        """Return a segment with the vectors that it lacks."""
        source = self._segment(record)
        texts = Texts.load(source)
        if texts is None:
            raise IndexDamaged(f"{source} has neither vectors nor texts; ingest again")
        name = add_vectors(source, self._vectors(texts, embedder), self._place / "segments")
        shutil.rmtree(source)
        return replace(record, name=name, model=embedder.id)

    def _vectors(self, texts: Texts, embedder: Embedder) -> NDArray[np.float16]:
        cache = VectorCache(self._index.parent / "cache" / "vectors.sqlite")
        try:
            return embed_passages(
                texts,
                embedder,
                cache,
                workers=self._parameters.build_workers or os.cpu_count() or 1,
                progress=lambda done, total: self._progress("embed", done, total),
            )
        finally:
            cache.close()

    def _merged(self, records: Sequence[SegmentRecord]) -> SegmentRecord:
        """Return one segment of the live rows of some, which go."""
        live = [record.mask() for record in records]
        if len(records) == 1 and live[0].all():
            return records[0]
        places = [self._segment(record) for record in records]
        rows = merge_rows([load_rows(place) for place in places], live)
        name = save_rows(rows, self._place / "segments")
        for place in places:
            if place.name != name:
                shutil.rmtree(place)
        documents = tuple(
            (one, count, True)
            for record in records
            for one, count, alive in record.documents
            if alive
        )
        return SegmentRecord(name, documents, records[0].model)

    def _merge_stores(self) -> None:
        """Bring small files of documents together, and drop what is gone from the others."""
        sizes = [self._store(one).stat().st_size for one in self._stores]
        chosen = to_merge(sizes, [one.dead_share for one in self._stores])
        if not chosen:
            return
        new = self._place / STORES / ".new"
        writer = StoreWriter(new)
        documents: list[tuple[str, bool]] = []
        for number in chosen:
            live = [one for one, alive in self._stores[number].documents if alive]
            writer.copy(self._store(self._stores[number]), live)
            documents += ((one, True) for one in live)
        writer.close()
        for number in chosen:
            self._store(self._stores[number]).unlink()
        record = StoreRecord(f"{file_digest(new)[:16]}.sqlite", tuple(documents))
        new.rename(self._store(record))
        kept = [one for number, one in enumerate(self._stores) if number not in chosen]
        self._stores = [*kept, record]


def _rows(records: Sequence[SegmentRecord]) -> int:
    return sum(count for record in records for _, count, live in record.documents if live)


def _dead_share(record: SegmentRecord) -> float:
    rows = sum(count for _, count, _ in record.documents)
    return 1 - _rows([record]) / rows if rows else 0.0
