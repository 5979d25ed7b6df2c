"""What a build has read out so far, kept where a later one finds it when this one is killed.

INDEX/.read/store.sqlite   the documents, committed with each part
INDEX/.read/NAME/          ids, terms and texts of a part's passages; part.json names documents
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from corpus.home import sync_folder, write_durably
from index import bm25
from index.merging import merge
from index.read_out import ReadOut
from index.segment import Rows, Texts, save_rows
from index.versions import READ
from index.writer import StoreWriter

__all__ = ["Part", "PartDocument", "Parts"]

_STORE = "store.sqlite"
_NAMES = "part.json"
_MOST_CHARACTERS = 1_000_000  # of a part: some 10 s of reading out on two cores, some 60 MB


@dataclass(frozen=True, slots=True)
class PartDocument:
    """A document that was read out."""

    id: str
    digest: str
    key: str  # of its reading
    passages: int
    live: bool = True  # not so where its text has changed since


@dataclass(frozen=True, slots=True)
class Part:
    """Documents that were read out one after the other, with their passages."""

    name: str
    documents: tuple[PartDocument, ...]


class Parts:
    """The parts of a build under way. Nothing is lost but what came after the last one."""

    def __init__(self, index: Path, made_by: str, wanted: Mapping[str, str]) -> None:
        """Take up what an earlier build left of the documents wanted, given by id with their keys.

        What another code has read out, or from texts that have changed since, is dropped.
        """
        self.folder = index / READ
        self._made_by = made_by
        self.folder.mkdir(exist_ok=True)
        self.done: list[Part] = []
        for path in sorted(self.folder.glob(f"*/{_NAMES}")):
            self._take_up(path, wanted)
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in {part.name for part in self.done}:
                shutil.rmtree(path)
        self._store = StoreWriter(self.folder / _STORE, checkpoints=True)
        for one in self._store.ids() - {document.id for document in self.documents()}:
            self._store.remove(one)
        self._documents: list[PartDocument] = []
        self._ids: list[str] = []
        self._texts: list[str] = []
        self._terms: list[bm25.Segment] = []
        self._characters = 0

    def _take_up(self, path: Path, wanted: Mapping[str, str]) -> None:
        try:
            told = json.loads(path.read_bytes())
            documents = tuple(PartDocument(**one) for one in told["documents"])
            made_by = told["made_by"]
        except (OSError, ValueError, KeyError, TypeError):
            return
        taken = {one.id for one in self.documents()}
        fitting = tuple(
            replace(one, live=wanted.get(one.id) == one.key and one.id not in taken)
            for one in documents
        )
        if made_by == self._made_by and any(one.live for one in fitting):
            self.done.append(Part(path.parent.name, fitting))

    def documents(self) -> list[PartDocument]:
        """Return what was read out and kept."""
        return [one for part in self.done for one in part.documents if one.live]

    def add(self, read: ReadOut, key: str) -> None:
        """Add a document; a full part is kept at once."""
        one = read.stored
        self._store.insert(one)
        self._documents.append(PartDocument(one.document_id, one.digest, key, len(read.ids)))
        self._ids += read.ids
        self._texts += read.texts
        self._terms.append(read.terms)
        self._characters += one.characters
        if self._characters >= _MOST_CHARACTERS:
            self._keep()

    def finish(self) -> Path:
        """Keep the last part; return the file of all documents."""
        self._keep()
        self._store.close()
        return self.folder / _STORE

    def abandon(self) -> None:
        """Close; what came after the last full part is lost."""
        self._store.abandon()

    def _keep(self) -> None:
        """Make the part durable: its passages, then its documents, then its name."""
        if not self._documents:
            return
        live = [np.ones(one.size, dtype=np.bool_) for one in self._terms]
        rows = Rows(tuple(self._ids), merge(self._terms, live), None, Texts.of(self._texts))
        name = save_rows(rows, self.folder)
        for path in sorted((self.folder / name).iterdir()):
            with path.open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(self.folder / name)
        self._store.checkpoint()
        part = Part(name, tuple(self._documents))
        told = {"made_by": self._made_by, "documents": [asdict(one) for one in part.documents]}
        write_durably(self.folder / name / _NAMES, json.dumps(told).encode())
        self.done.append(part)
        self._documents, self._ids, self._texts, self._terms = [], [], [], []
        self._characters = 0
