"""One engine in a process of its own: python -m eval.bench.child ENGINE MATERIAL QUESTIONS."""

import gc
import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil

from eval.bench.engines import ENGINES, FOUND, Given
from eval.bench.material import load

__all__ = ["measure"]


def measure(name: str, folder: Path, questions: int) -> dict[str, object]:
    """Index the material, ask, and return what both took; times in ms, memory in MB."""
    material = load(folder)
    process = psutil.Process()
    with TemporaryDirectory(prefix="policyqa-bench-") as place:
        given = Given(material, Path(place))
        number = given.number
        asked = [
            ([number[term] for term in one.terms if term in number], query, one.evidence)
            for one, query in zip(material.asked, material.queries, strict=True)
        ][:questions]
        before = process.memory_info().rss
        began, used = time.perf_counter(), time.process_time()
        engine = ENGINES[name](given)
        index_s, index_cpu_s = time.perf_counter() - began, time.process_time() - used
        given.words, given.vectors = [], np.zeros((0, 0), dtype=np.float32)
        gc.collect()
        ranks, waits, cpu = [], [], []
        engine.search(*asked[0][:2])  # what is loaded on first use
        for terms, query, evidence in asked:
            began, used = time.perf_counter(), time.process_time()
            rows = engine.search(terms, query)
            waits.append((time.perf_counter() - began) * 1000)
            cpu.append((time.process_time() - used) * 1000)
            ranks.append(rows.index(evidence) + 1 if evidence in rows else 0)
        held = process.memory_info().rss
    return {
        "engine": name,
        "passages": material.size,
        "questions": len(asked),
        "index_s": round(index_s, 2),
        "index_cpu_s": round(index_cpu_s, 2),
        "memory_mb": round(held / 1e6),
        "memory_before_mb": round(before / 1e6),
        **{f"p{p}_ms": round(float(np.percentile(waits, p)), 3) for p in (50, 95)},
        **{f"cpu_p{p}_ms": round(float(np.percentile(cpu, p)), 3) for p in (50, 95)},
        "recall_1": round(sum(rank == 1 for rank in ranks) / len(ranks), 4),
        f"recall_{FOUND}": round(sum(rank > 0 for rank in ranks) / len(ranks), 4),
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
