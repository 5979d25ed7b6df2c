"""The two forms of the vectors' file, and what either finds."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.vectors import VectorIndex

DIMENSIONS, ROWS = 32, 3000


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float16]:
    draw = np.random.default_rng(7)
    centres = draw.normal(size=(30, DIMENSIONS))
    found = centres[draw.integers(0, 30, ROWS)] + 0.4 * draw.normal(size=(ROWS, DIMENSIONS))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float16)


@pytest.fixture(scope="module", params=["flat", "lists"])
def index(
    request: pytest.FixtureRequest,
    vectors: NDArray[np.float16],
    tmp_path_factory: pytest.TempPathFactory,
) -> VectorIndex:
    path = tmp_path_factory.mktemp("vectors") / "vectors.faiss"
    VectorIndex.save(vectors, path, flat_rows=ROWS if request.param == "flat" else ROWS - 1)
    return VectorIndex(path)


def exact(vectors: NDArray[np.float16], query: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(vectors, dtype=np.float64) @ query


def test_what_is_on_disk_is_what_was_in_memory(
    index: VectorIndex, vectors: NDArray[np.float16]
) -> None:
    assert index.vectors().tolist() == vectors.tolist()
    query = vectors[5].astype(np.float32)
    rows = np.array([0, 4, 5, ROWS - 1])
    got = index.scores(query, rows)
    np.testing.assert_allclose(got, exact(vectors, query)[rows], atol=1e-5)
    assert got.tolist() == [index.scores(query, rows[i : i + 1])[0] for i in range(len(rows))]


def test_nearly_all_of_the_nearest_are_found(
    index: VectorIndex, vectors: NDArray[np.float16]
) -> None:
    shares = []
    for row in range(0, ROWS, 100):
        query = vectors[row].astype(np.float32)
        found, products = index.nearest(query, 10)
        assert found[0] == row
        assert np.all(np.diff(products) <= 0)
        best = set(np.argsort(-exact(vectors, query))[:10].tolist())
        shares.append(len(best & set(found.tolist())) / 10)
    assert np.mean(shares) > 0.9


def test_of_few_allowed_rows_the_nearest_are_found(
    index: VectorIndex, vectors: NDArray[np.float16]
) -> None:
    query = vectors[5].astype(np.float32)
    allowed = np.zeros(ROWS, dtype=np.bool_)
    allowed[1000:1020] = True
    found, _ = index.nearest(query, 5, allowed)
    best = 1000 + np.argsort(-exact(vectors, query)[1000:1020], kind="stable")[:5]
    assert found.tolist() == best.tolist()
    assert len(index.nearest(query, 50, allowed)[0]) == 20
    assert len(index.nearest(query, 5, np.zeros(ROWS, dtype=np.bool_))[0]) == 0
    every = index.nearest(query, 5, np.ones(ROWS, dtype=np.bool_))[0]
    assert every.tolist() == index.nearest(query, 5)[0].tolist()


def test_the_same_vectors_give_the_same_file(vectors: NDArray[np.float16], tmp_path: Path) -> None:
    for flat_rows in (ROWS, ROWS - 1):
        for name in ("one", "other"):
            VectorIndex.save(vectors, tmp_path / name, flat_rows=flat_rows)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
