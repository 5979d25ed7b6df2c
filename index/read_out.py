"""What is read out of one document for the index, in a form that goes between processes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document, Parsed
from corpus.keeping.readings import Entry
from corpus.library import Library
from index.bm25 import Segment
from index.context import search_texts
from index.words import words
from index.writer import Stored, stored

__all__ = ["ReadOut", "read_out", "read_out_entry"]


@dataclass(frozen=True, slots=True, eq=False)
class ReadOut:
    """A document's rows for the store, and its passages' ids, search texts and terms."""

    stored: Stored
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    terms: Segment


def read_out_entry(home: Path, entry: Entry) -> ReadOut:
    """Read out a document of a home's library: what a worker does."""
    from corpus.parse import parse  # heavy: the rules and tables of reading

    return read_out(Library(home), entry, parse)


def read_out(library: Library, entry: Entry, parse: Callable[[Document], Parsed]) -> ReadOut:
    """Read out a document of a library by a given way of parsing."""
    parsed = parse(library.document(entry))
    texts = search_texts(parsed)
    return ReadOut(
        stored=stored(parsed, root=entry.root),
        ids=tuple(passage.id for passage in parsed.passages),
        texts=texts,
        terms=Segment.of(map(words, texts)),
    )
