"""How a search grows with the corpus: time by part, memory and size of the files.

The passages are those of `eval.bench.material`. Parts are the legs of `index.candidates`, one after
the other: the words, the vectors, then both scores of the candidates with their fusion. Embedding
a question is left out: it takes the same whatever the corpus. Evidence and answer read the passages
that were found and none besides; `policyqa eval scale` measures them over whole documents.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

from eval.bench.material import Asked, load
from eval.bench.record import made_by
from eval.bench.sources import Progress, kept
from index.bm25 import BM25, Bm25Parameters, Segment, statistics
from index.candidates import Legs
from index.hits import Scored, ranked
from index.parameters import SearchParameters
from index.vectors import VectorIndex

__all__ = ["PARTS", "grow", "lines", "measure", "plot"]

PARTS = ("words", "vectors", "fusion", "search")  # search: all three
_PASSAGES = 12  # that an answer is looked for in
_NEAREST = 10
_WARMING = 20  # questions before the first that counts
_WORDS = ("vocabulary", "offsets", "starts", "rows", "counts", "lengths")

Row = dict[str, object]


def grow(
    datasets: Path, var: Path, sizes: Sequence[int], *, seed: int, progress: Progress
) -> dict[str, object]:
    """Measure each size in a process of its own; return the record."""
    rows = []
    for number, count in enumerate(sizes):
        progress(f"{count} passages", number, len(sizes))
        _, folder = kept(datasets, var, count, seed, progress)
        command = [sys.executable, "-m", "eval.bench.growth", str(folder)]
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        rows.append(json.loads(run.stdout.splitlines()[-1]))
    return {**made_by(), "sizes": rows}


def measure(folder: Path) -> Row:
    """Index the material, open the files and ask; times in ms of processor time, memory in MB."""
    given = load(folder)
    path = folder / "vectors.faiss"  # kept: learning its lists takes longer than all the rest
    if not path.is_file():
        VectorIndex.save(np.asarray(given.vectors), path)
    live = np.ones(given.size, dtype=np.bool_)
    known = statistics([given.terms], [live])
    began = time.perf_counter()
    words = BM25([Segment.load(folder)], [live], Bm25Parameters(), known)
    legs = Legs(words, [VectorIndex(path)], SearchParameters().pool)
    opened = time.perf_counter() - began
    asked = list(zip(given.asked, given.queries, strict=True))
    for one, query in asked[:_WARMING]:
        _search(legs, one, query)
    found = [_search(legs, one, query) for one, query in asked]
    memory = psutil.Process().memory_info().rss  # before all vectors are read for the recall
    took = {part: [times[n] for _, times in found] for n, part in enumerate(PARTS)}
    right = [one.evidence in rows for (one, _), (rows, _) in zip(asked, found, strict=True)]
    recalls = [_recall(legs.vectors[0], query) for _, query in asked[:: len(asked) // 10 or 1]]
    return {
        "passages": given.size,
        "questions": len(asked),
        "open_ms": round(opened * 1000, 1),
        "memory_mb": round(memory / 1e6),
        "words_mb": _mb([folder / f"{name}.npy" for name in _WORDS]),
        "vectors_mb": _mb([path]),
        "parts_ms": {
            part: {f"p{p}": round(float(np.percentile(of, p)), 2) for p in (50, 95)}
            for part, of in took.items()
        },
        f"evidence_recall_{_PASSAGES}": round(sum(right) / len(right), 4),
        "vectors_recall_10": round(float(np.mean(recalls)), 4),
    }


def _search(
    legs: Legs, one: Asked, query: NDArray[np.float32]
) -> tuple[list[int], tuple[float, ...]]:
    """Return the rows that are found, and the processor time of each part in ms."""
    marks = [time.process_time()]
    rows = legs.by_words(one.terms, None, None)
    marks.append(time.process_time())
    near = legs.by_vectors(query, None)
    marks.append(time.process_time())
    found = legs.scored(one.terms, query, rows, near, None)
    ids = [f"{row:09}" for row in found.rows.tolist()]
    scored = Scored(ids, ids, found.lexical, found.shared, found.vector, found.found, found.given)
    hits = ranked(scored, _PASSAGES, SearchParameters().vector_weight)
    marks.append(time.process_time())
    parts = [(after - before) * 1000 for before, after in pairwise(marks)]
    return [int(hit.passage_id) for hit in hits], (*parts, sum(parts))


def _recall(index: VectorIndex, query: NDArray[np.float32]) -> float:
    """Return how many of the ten nearest of all rows are found."""
    every = index.scores(query, np.arange(index.size))
    nearest = set(np.argpartition(-every, _NEAREST)[:_NEAREST].tolist())
    return len(nearest & set(index.nearest(query, _NEAREST)[0].tolist())) / _NEAREST


def _mb(files: Sequence[Path]) -> float:
    return round(sum(file.stat().st_size for file in files) / 1e6, 1)


def lines(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the table of a record, in Markdown."""
    yield (
        "| passages | words p50 / p95 ms | vectors p50 / p95 ms | fusion p50 / p95 ms |"
        " search p95 ms | memory MB | files MB | nearest 10 found | evidence in 12 |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in record["sizes"]:
        parts = row["parts_ms"]
        shown = [f"{parts[part]['p50']:.1f} / {parts[part]['p95']:.1f}" for part in PARTS[:3]]
        yield (
            f"| {row['passages']:,} | {' | '.join(shown)} | {parts['search']['p95']:.1f} |"
            f" {row['memory_mb']:,} | {row['words_mb'] + row['vectors_mb']:,.0f} |"
            f" {row['vectors_recall_10']:.3f} | {row[f'evidence_recall_{_PASSAGES}']:.3f} |"
        )


def plot(record: Mapping[str, Any], path: Path) -> None:
    """Draw time by part and memory over the number of passages."""
    from matplotlib.figure import Figure  # heavy

    sizes = [row["passages"] for row in record["sizes"]]
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    times, memory = figure.subplots(1, 2)
    for part in PARTS:
        values = [row["parts_ms"][part]["p95"] for row in record["sizes"]]
        times.plot(sizes, values, marker="o", label=part)
    times.set(xscale="log", yscale="log", xlabel="passages", ylabel="p95, ms of processor time")
    times.legend(frameon=False)
    for name in ("memory_mb", "words_mb", "vectors_mb"):
        values = [row[name] for row in record["sizes"]]
        memory.plot(sizes, values, marker="o", label=name.removesuffix("_mb"))
    memory.set(xscale="log", yscale="log", xlabel="passages", ylabel="MB")
    memory.legend(frameon=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
