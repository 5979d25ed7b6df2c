"""Other libraries beside this project: the same passages, words and vectors, one run."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from corpus.errors import PolicyqaError
from eval.bench.engines import ENGINES, FOUND
from eval.bench.record import made_by
from eval.bench.sources import Progress, kept

__all__ = ["ENGINES", "PACKAGES", "compare", "lines", "missing"]

PACKAGES = {  # engine → the package that has to be installed, and its module
    "rank-bm25": ("rank-bm25", "rank_bm25"),
    "bm25s": ("bm25s", "bm25s"),
    "tantivy": ("tantivy", "tantivy"),
    "haystack": ("haystack-ai", "haystack"),
    "txtai": ("txtai", "txtai"),
    "lancedb": ("lancedb", "lancedb"),
    "milvus-lite": ("milvus-lite", "milvus_lite"),
}
# An answer of these takes seconds at 100,000 passages: so many questions give their p95.
_FEW = {"rank-bm25": 20, "haystack": 10}

Row = dict[str, object]


def missing(name: str) -> str | None:
    """Return the package that an engine lacks; None when it can run."""
    package, module = PACKAGES.get(name, ("", "numpy"))
    return None if importlib.util.find_spec(module) else package


def compare(
    datasets: Path,
    var: Path,
    count: int,
    *,
    seed: int,
    engines: Sequence[str],
    questions: int,
    progress: Progress,
) -> dict[str, object]:
    """Measure each engine in a process of its own, one after the other; return the record."""
    _, folder = kept(datasets, var, count, seed, progress)
    rows: list[Row] = []
    for number, name in enumerate(engines):
        progress(name, number, len(engines))
        rows.append(_measured(name, folder, min(questions, _FEW.get(name, questions))))
    return {**made_by(), "engines": rows}


def _measured(name: str, folder: Path, questions: int) -> Row:
    lacks = missing(name)
    if lacks:
        raise PolicyqaError(f"{name} needs the package {lacks}: make bench installs it")
    command = [sys.executable, "-m", "eval.bench.child", name, str(folder), str(questions)]
    # one thread each: this project searches on the thread that asks
    threads = {f"{one}_NUM_THREADS": "1" for one in ("OMP", "OPENBLAS", "RAYON", "LANCE_CPU")}
    run = subprocess.run(
        command, env={**os.environ, **threads}, capture_output=True, text=True, check=False
    )
    if run.returncode:
        return {"engine": name, "failed": (run.stderr.strip().splitlines() or ["no word"])[-1]}
    found: Row = json.loads(run.stdout.splitlines()[-1])
    return {**found, "version": _version(name)}


def _version(name: str) -> str:
    try:
        return version(PACKAGES[name][0] if name in PACKAGES else "policyqa")
    except PackageNotFoundError:
        return "unknown"


def lines(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the table of a record, in Markdown."""
    yield (
        "| engine | version | passages | indexed in s (CPU) | memory MB | p50 ms | p95 ms |"
        f" CPU p50 ms | CPU p95 ms | recall@1 | recall@{FOUND} |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for row in record["engines"]:
        if "failed" in row:
            yield f"| {row['engine']} | | | failed: {row['failed']} | | | | | | | |"
            continue
        yield (
            f"| {row['engine']} | {row['version']} | {row['passages']:,} |"
            f" {row['index_cpu_s']:.0f} |"
            f" {row['memory_mb']:,} | {row['p50_ms']:.1f} | {row['p95_ms']:.1f} |"
            f" {row['cpu_p50_ms']:.1f} | {row['cpu_p95_ms']:.1f} |"
            f" {row['recall_1']:.3f} | {row[f'recall_{FOUND}']:.3f} |"
        )
