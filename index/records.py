"""The tables of a store, and how texts and their maps are packed into columns."""

import sys
from array import array
from itertools import accumulate, pairwise

from corpus.document import Mapped

__all__ = ["SCHEMA", "bytes_of", "decode_map", "encode_map", "text_of"]

SCHEMA = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY, root TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    text_sha256 TEXT NOT NULL, reader TEXT NOT NULL, digest TEXT NOT NULL,
    characters INTEGER NOT NULL, text BLOB NOT NULL, metadata BLOB NOT NULL,
    page_starts TEXT NOT NULL, cells BLOB NOT NULL, noise TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sections (
    document TEXT NOT NULL, number INTEGER NOT NULL, parent INTEGER, level INTEGER NOT NULL,
    heading BLOB NOT NULL, heading_start INTEGER NOT NULL, heading_end INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE passages (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, number INTEGER NOT NULL,
    section INTEGER NOT NULL, heading TEXT NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX passages_in_order ON passages (document, number);
CREATE TABLE sentences (
    document TEXT NOT NULL, number INTEGER NOT NULL, section INTEGER NOT NULL,
    paragraph INTEGER NOT NULL, heading INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    text BLOB NOT NULL, first INTEGER NOT NULL, map BLOB, PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX sentences_of_section ON sentences (document, section);
CREATE TABLE enumerations (
    document TEXT NOT NULL, number INTEGER NOT NULL, enumeration BLOB NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE figures (
    document TEXT NOT NULL, number INTEGER NOT NULL, section INTEGER NOT NULL,
    place TEXT, measure TEXT NOT NULL, period_start TEXT, period_end TEXT,
    figure BLOB NOT NULL, PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX figures_by_place ON figures (place);
CREATE INDEX figures_by_measure ON figures (measure);
CREATE INDEX figures_by_period ON figures (period_start, period_end);
"""


def bytes_of(text: str) -> bytes:
    """Return a text as it is stored: UTF-8, lone surrogates as they stand."""
    return text.encode("utf-8", "surrogatepass")


def text_of(stored: bytes) -> str:
    """Return the text that `bytes_of` stored."""
    return stored.decode("utf-8", "surrogatepass")


def encode_map(view: Mapped) -> tuple[int, bytes | None]:
    """Return where a view begins in its document, and its map; None when it is one to one.

    A map is a type code, then how far each start lies behind the one before, then every width.
    """
    if not view.text:
        return 0, None
    first = view.starts[0]
    steps = [0, *(b - a for a, b in pairwise(view.starts))]
    widths = [end - start for start, end in zip(view.starts, view.ends, strict=True)]
    if all(width == 1 for width in widths) and all(step == 1 for step in steps[1:]):
        return first, None
    values = steps + widths
    code = "B" if max(values) < 256 else "I"
    packed = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return first, code.encode() + packed.tobytes()


def decode_map(text: str, first: int, packed: bytes | None) -> Mapped:
    """Return the view that `encode_map` packed."""
    if packed is None:
        return Mapped.identity(text, first)
    values = array(packed[:1].decode(), packed[1:])
    if sys.byteorder == "big":
        values.byteswap()
    starts = array("I", accumulate(values[: len(text)], initial=first))[1:]
    ends = array("I", (s + w for s, w in zip(starts, values[len(text) :], strict=True)))
    return Mapped(text, starts, ends)
