"""What either leg puts forward, beside scoring every passage."""

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.bm25 import BM25, Bm25Parameters, Segment
from index.candidates import Legs
from index.vectors import VectorIndex

POOL = 5
TERMS = st.sampled_from("甲乙丙丁戊己庚辛")
PASSAGES = st.lists(st.lists(TERMS, min_size=1, max_size=5), min_size=POOL, max_size=40)
QUERY = st.lists(TERMS, min_size=1, max_size=4)


def words_of(passages: list[list[str]]) -> BM25:
    segment = Segment.of(passages)
    return BM25([segment], [np.ones(segment.size, dtype=np.bool_)], Bm25Parameters())


@settings(max_examples=80, deadline=None)
@given(PASSAGES, QUERY, st.data())
def test_the_words_put_forward_the_best_with_and_without_what_is_given(
    passages: list[list[str]], query: list[str], data: st.DataObject
) -> None:
    passages = passages * 4  # so many that no weight is below 0 and the pool is too small for all
    given = np.array([data.draw(st.sampled_from([0.0, 0.2, 0.5])) for _ in passages])
    bm25 = words_of(passages)
    found = set(Legs(bm25, (), POOL).by_words(query, None, given).tolist())
    scores, shared = bm25.scores(query)
    rows = np.flatnonzero(shared)
    assert found <= set(rows.tolist())
    if len(rows) > POOL and scores.max() > 0:  # else every term stands in most passages
        least = np.sort(scores[rows])[-POOL]
        leant = scores / scores.max() + given
        assert {row for row in rows.tolist() if scores[row] >= least} <= found
        surely = np.sort(leant[rows])[-POOL] + 1e-9
        assert {row for row in rows.tolist() if leant[row] > surely} <= found


def test_candidates_have_the_scores_of_both_legs(tmp_path: Path) -> None:
    draw = np.random.default_rng(3)
    vectors = draw.normal(size=(40, 8)).astype(np.float16)
    VectorIndex.save(vectors, tmp_path / "vectors")
    bm25 = words_of([[f"词{i % 7}", f"词{i % 3}"] for i in range(40)])
    legs = Legs(bm25, [VectorIndex(tmp_path / "vectors")], POOL)
    query = vectors[9].astype(np.float32)
    found = legs.candidates(["词1"], query, None, None)
    assert 9 in found.rows[found.found]
    assert found.found.sum() == POOL
    assert found.shared.sum() >= POOL
    np.testing.assert_array_equal(found.lexical, bm25.scores(["词1"])[0][found.rows])
    assert found.vector is not None
    np.testing.assert_allclose(
        found.vector, vectors[found.rows].astype(np.float32) @ query, rtol=1e-5
    )
    keep = np.arange(40) % 2 == 0
    kept = legs.candidates(["词1"], query, keep, None)
    assert keep[kept.rows].all()


def test_words_alone_have_no_vectors() -> None:
    legs = Legs(words_of([["甲"], ["乙"]] * 9), (), POOL)
    found = legs.candidates(["甲"], None, None, None)
    assert found.vector is None
    assert not found.found.any()
