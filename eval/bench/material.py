"""Passages, words, vectors and questions that every engine of a comparison gets alike.

First come the paragraphs of the public sets, among which the evidence of the questions lies, then
the passages of the official reports, as often as it takes. In each further copy of the reports
years and provinces are others: their terms change places. Paragraphs and questions have vectors of
their own; those of the reports are mixed by seed from the paragraphs' (two at random, with noise),
since only their number and spread matter to the cost of a search.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.certain import PROVINCES
from index import versions
from index.bm25 import Segment
from index.segment import load_rows

__all__ = ["Asked", "Material", "grown", "load", "save"]

_YEARS = range(1980, 2031)
_NOISE = 0.35  # of a vector's length: two such vectors lie as near as two passages of one report


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words, and the row of the passage that answers it."""

    terms: tuple[str, ...]
    evidence: int


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What is indexed, row by row, and what is asked; `queries` are the vectors of `asked`."""

    terms: Segment
    vectors: NDArray[np.float16]
    asked: tuple[Asked, ...]
    queries: NDArray[np.float32]

    @property
    def size(self) -> int:
        """Number of passages."""
        return self.terms.size

    def words(self) -> list[list[int]]:
        """Return the numbers of each passage's terms, each as often as it stands there."""
        numbers = np.repeat(np.arange(self.terms.terms), np.diff(self.terms.starts))
        order = np.argsort(self.terms.rows, kind="stable")
        repeated = np.repeat(numbers[order], self.terms.counts[order])
        ends = np.cumsum(self.terms.lengths)
        return [part.tolist() for part in np.split(repeated, ends[:-1])]

    def vocabulary(self) -> dict[str, int]:
        """Return the number of each term."""
        return {
            self.terms.term(n).decode("utf-8", "surrogatepass"): n for n in range(self.terms.terms)
        }


def indexed(home: Path) -> tuple[Segment, NDArray[np.float16] | None]:
    """Return words and vectors of the version that serves in a home; it has to be one segment."""
    published = versions.current(home / "index").current
    manifest = versions.read_manifest(home / "index", published)
    (segment,) = manifest.segments
    rows = load_rows(home / "index" / published.version / "segments" / segment.name)
    return rows.terms, rows.vectors


def grown(
    paragraphs: Segment,
    reports: Segment,
    vectors: NDArray[np.float16],
    count: int,
    seed: int,
) -> tuple[Segment, NDArray[np.float16]]:
    """Return `count` passages: the paragraphs, then the reports as often as it takes."""
    draw = np.random.default_rng(seed)
    parts = [_first(paragraphs, count)]
    number = 0
    while (left := count - sum(part.size for part in parts)) > 0:
        copy = reports if number == 0 else _altered(reports, draw)
        parts.append(_first(copy, left))
        number += 1
    mixed = [vectors[: parts[0].size].astype(np.float16)]
    mixed += [_mixed(vectors, part.size, draw) for part in parts[1:]]
    return joined(parts), np.concatenate(mixed)


def _first(segment: Segment, count: int) -> Segment:
    """Return the first passages of a segment; the vocabulary stays as it is."""
    if count >= segment.size:
        return segment
    keep = segment.rows < count
    sums = np.concatenate([[0], np.cumsum(keep)])
    return Segment(
        segment.vocabulary,
        segment.offsets,
        sums[segment.starts].astype(np.int64),
        segment.rows[keep],
        segment.counts[keep],
        segment.lengths[:count],
    )


def _altered(segment: Segment, draw: np.random.Generator) -> Segment:
    """Return a segment in which years and provinces have changed places at random."""
    number = {segment.term(n): n for n in range(segment.terms)}
    order = np.arange(segment.terms)
    short = [one[:3] if one[:3] in ("黑龙江", "内蒙古") else one[:2] for one in PROVINCES]
    for group in (map(str, _YEARS), PROVINCES, short):
        found = np.array([number[one.encode()] for one in group if one.encode() in number], int)
        order[found] = draw.permutation(found)
    lengths = np.diff(segment.starts)[order]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    # posting by posting: where it stood before its term changed places
    source = np.arange(starts[-1]) + np.repeat(segment.starts[:-1][order] - starts[:-1], lengths)
    return Segment(
        segment.vocabulary,
        segment.offsets,
        starts.astype(np.int64),
        segment.rows[source],
        segment.counts[source],
        segment.lengths,
    )


def joined(parts: Sequence[Segment]) -> Segment:
    """Return one segment of all passages; dead ones there are none."""
    spelled = [[part.term(n) for n in range(part.terms)] for part in _distinct(parts)]
    every = sorted(set().union(*spelled))
    number = {term: n for n, term in enumerate(every)}
    known = {
        id(part.vocabulary): np.array([number[term] for term in terms], dtype=np.int64)
        for part, terms in zip(_distinct(parts), spelled, strict=True)
    }
    lengths = np.zeros(len(every), dtype=np.int64)
    for part in parts:
        lengths[known[id(part.vocabulary)]] += np.diff(part.starts)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    rows = np.empty(starts[-1], dtype=np.int32)
    counts = np.empty(starts[-1], dtype=np.int32)
    filled, before = starts[:-1].copy(), 0
    for part in parts:
        terms, own = known[id(part.vocabulary)], np.diff(part.starts)
        places = np.arange(len(part.rows)) + np.repeat(filled[terms] - part.starts[:-1], own)
        rows[places], counts[places] = part.rows + before, part.counts
        filled[terms] += own
        before += part.size
    present = np.flatnonzero(lengths)
    return Segment(
        vocabulary=np.frombuffer(b"".join(every[n] for n in present), dtype=np.uint8),
        offsets=np.concatenate([[0], np.cumsum([len(every[n]) for n in present])]).astype(np.int64),
        starts=starts[np.append(present, len(every))],
        rows=rows,
        counts=counts,
        lengths=np.concatenate([part.lengths for part in parts]),
    )


def _distinct(parts: Sequence[Segment]) -> list[Segment]:
    """Return one segment for each vocabulary: copies of the reports share theirs."""
    return list({id(part.vocabulary): part for part in parts}.values())


def _mixed(
    vectors: NDArray[np.float16], count: int, draw: np.random.Generator
) -> NDArray[np.float16]:
    made = np.empty((count, vectors.shape[1]), dtype=np.float16)
    for start in range(0, count, 65_536):
        size = min(65_536, count - start)
        one, other = draw.integers(0, len(vectors), (2, size))
        share = draw.random((size, 1), dtype=np.float32)
        noise = draw.standard_normal((size, vectors.shape[1]), dtype=np.float32)
        noise *= _NOISE / vectors.shape[1] ** 0.5
        found = share * vectors[one] + (1 - share) * vectors[other] + noise
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        made[start : start + size] = found
    return made


def save(material: Material, folder: Path) -> None:
    """Write the material where the process of an engine finds it."""
    folder.mkdir(parents=True, exist_ok=True)
    material.terms.save(folder)
    np.save(folder / "vectors.npy", material.vectors)
    np.save(folder / "queries.npy", material.queries)
    asked = [{"terms": one.terms, "evidence": one.evidence} for one in material.asked]
    (folder / "asked.json").write_text(json.dumps(asked, ensure_ascii=False), "utf-8")


def load(folder: Path) -> Material:
    """Read the material; its arrays are memory-mapped."""
    asked = json.loads((folder / "asked.json").read_text("utf-8"))
    return Material(
        Segment.load(folder),
        np.load(folder / "vectors.npy", mmap_mode="r"),
        tuple(Asked(tuple(one["terms"]), one["evidence"]) for one in asked),
        np.load(folder / "queries.npy"),
    )
