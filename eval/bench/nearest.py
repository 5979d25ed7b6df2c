"""Which FAISS index for how many vectors: what each finds of the nearest, and what it costs.

All are searched on one thread for the questions' vectors; recall is the share of the exact nearest
that are found, times are of the processor.
"""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.bench.material import Material
from eval.bench.record import made_by
from index.parameters import SearchParameters

__all__ = ["KINDS", "lines", "nearest"]

# FAISS' names of indexes; the product quantiser keeps 48 bytes of a vector's 768.
KINDS = ("SQfp16", "IVF{lists},SQfp16", "IVF{lists},SQ8", "IVF{lists},PQ48", "HNSW32,SQfp16")
_PROBED = (0.02, 0.05, 0.1)  # shares of the lists
_AT = (10, SearchParameters().pool)


def nearest(material: Material, kinds: tuple[str, ...] = KINDS) -> dict[str, object]:
    """Return what each kind of index finds and costs over the material's vectors."""
    import faiss as library  # heavy

    faiss: Any = library
    faiss.omp_set_num_threads(1)
    vectors = np.asarray(material.vectors, dtype=np.float32)
    exact = [np.argsort(-(vectors @ query), kind="stable")[: _AT[-1]] for query in material.queries]
    lists = round(2 * len(vectors) ** 0.5)
    rows = []
    for kind in kinds:
        began = time.process_time()
        name = kind.format(lists=lists)
        index = faiss.index_factory(vectors.shape[1], name, faiss.METRIC_INNER_PRODUCT)
        if "SQ" in kind and "IVF" in kind:
            index.by_residual = False
        index.train(vectors[:: max(1, len(vectors) // (40 * lists))])
        index.add(vectors)
        built = time.process_time() - began
        for share in _PROBED if "IVF" in kind else (None,):
            if share is not None:
                index.nprobe = max(1, round(share * lists))
            if "HNSW" in kind:
                index.hnsw.efSearch = 2 * _AT[-1]
            row = _asked(index, material.queries, exact)
            size = _megabytes(faiss, index)
            rows.append({"index": name, "probed": share, "built_s": round(built, 1), **size, **row})
    return {**made_by(), "passages": len(vectors), "indexes": rows}


def _asked(
    index: Any, queries: NDArray[np.float32], exact: list[NDArray[np.int64]]
) -> dict[str, float]:
    took, found = [], []
    for query in queries:
        began = time.process_time()
        found.append(index.search(query[None, :], _AT[-1])[1][0])
        took.append((time.process_time() - began) * 1000)
    recalls = {
        f"recall_{k}": float(
            np.mean(
                [
                    len(set(own[:k]) & set(best[:k])) / k
                    for own, best in zip(found, exact, strict=True)
                ]
            )
        )
        for k in _AT
    }
    return {
        **{name: round(value, 4) for name, value in recalls.items()},
        **{f"p{p}_ms": round(float(np.percentile(took, p)), 2) for p in (50, 95)},
    }


def _megabytes(faiss: Any, index: Any) -> dict[str, float]:
    with TemporaryDirectory() as place:
        path = Path(place) / "index.faiss"
        faiss.write_index(index, str(path))
        return {"file_mb": round(path.stat().st_size / 1e6, 1)}


def lines(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the table of a record, in Markdown."""
    yield f"{record['passages']:,} vectors"
    yield ""
    yield (
        "| index | lists probed | built in s (CPU) | file MB | p50 ms | p95 ms |"
        f" recall@{_AT[0]} | recall@{_AT[1]} |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for row in record["indexes"]:
        probed = "" if row["probed"] is None else f"{row['probed']:.0%}"
        yield (
            f"| {row['index']} | {probed} | {row['built_s']} | {row['file_mb']:,.0f} |"
            f" {row['p50_ms']} | {row['p95_ms']} |"
            f" {row[f'recall_{_AT[0]}']:.3f} | {row[f'recall_{_AT[1]}']:.3f} |"
        )
