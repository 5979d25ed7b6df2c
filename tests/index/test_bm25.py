"""BM25 over segments against the library whose formulas it states."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index.bm25 import BM25, Bm25Parameters, Segment, statistics
from index.merging import merge

PASSAGES = st.lists(st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=8), min_size=1, max_size=12)
QUERY = st.lists(st.sampled_from("甲乙丙丁戊己庚"), max_size=6)


def alive(*segments: Segment) -> list[NDArray[np.bool_]]:
    return [np.ones(segment.size, dtype=np.bool_) for segment in segments]


LIBRARY_DEFAULTS = Bm25Parameters(k1=1.5, b=0.75, epsilon=0.25)


def one(passages: Sequence[Sequence[str]], parameters: Bm25Parameters = LIBRARY_DEFAULTS) -> BM25:
    segment = Segment.of(passages)
    return BM25([segment], alive(segment), parameters)


@pytest.mark.parametrize("size", [1, 2, 3, 40])
def test_equals_rank_bm25(size: int) -> None:
    passages = [[f"词{(i * k) % 7}" for k in range(1, 3 + i % 5)] for i in range(size)]
    reference = BM25Okapi(passages)
    for query in (["词1"], ["词0", "词3", "词0"], ["无"], []):
        got, _ = one(passages).scores(query)
        np.testing.assert_allclose(got, reference.get_scores(query), atol=1e-9)


@settings(max_examples=80, deadline=None)
@given(PASSAGES.filter(any), QUERY)
def test_equals_rank_bm25_on_any_corpus(passages: list[list[str]], query: list[str]) -> None:
    ours = Bm25Parameters()
    got, shared = one(passages).scores(query)
    np.testing.assert_allclose(got, BM25Okapi(passages).get_scores(query), atol=1e-6)
    tuned = BM25Okapi(passages, k1=ours.k1, b=ours.b, epsilon=ours.epsilon).get_scores(query)
    np.testing.assert_allclose(one(passages, ours).scores(query)[0], tuned, atol=1e-6)
    assert shared.tolist() == [bool(set(passage) & set(query)) for passage in passages]


@settings(max_examples=80, deadline=None)
@given(PASSAGES, QUERY, st.data())
def test_segments_and_masks_score_as_one(
    passages: list[list[str]], query: list[str], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(passages)))
    dead = data.draw(st.sets(st.integers(0, len(passages) - 1)))
    live = np.array([i not in dead for i in range(len(passages))], dtype=np.bool_)
    parts = [Segment.of(passages[:cut]), Segment.of(passages[cut:])]
    masks = [live[:cut], live[cut:]]
    whole = Segment.of([p for i, p in enumerate(passages) if i not in dead])
    expected, _ = BM25([whole], alive(whole), Bm25Parameters()).scores(query)
    got, shared = BM25(parts, masks, Bm25Parameters()).scores(query)
    assert got[live].tolist() == expected.tolist()  # to the bit: the division into parts is unseen
    assert not shared[~live].any()
    merged = merge(parts, masks)
    for name in ("vocabulary", "offsets", "starts", "rows", "counts", "lengths"):
        assert getattr(merged, name).tolist() == getattr(whole, name).tolist()
    assert statistics(parts, masks) == statistics([whole], alive(whole))


MANY = st.lists(
    st.lists(st.sampled_from("甲乙丙丁戊己" * 3 + "庚辛壬癸子丑"), max_size=6), min_size=30
)


@settings(max_examples=80, deadline=None)
@given(MANY, QUERY, st.integers(1, 12), st.data())
def test_the_best_rows_are_those_of_all_scores(
    passages: list[list[str]], query: list[str], count: int, data: st.DataObject
) -> None:
    passages = passages * 12  # so many that terms are looked up instead of taken whole
    cut = data.draw(st.integers(0, len(passages)))
    dead = data.draw(st.sets(st.integers(0, len(passages) - 1), max_size=9))
    hidden = data.draw(st.sets(st.integers(0, len(passages) - 1), max_size=9))
    given = data.draw(st.none() | st.lists(st.sampled_from([0.0, 0.5, 2.0]), min_size=3))
    live = np.array([i not in dead for i in range(len(passages))])
    keep = live & [i not in hidden for i in range(len(passages))]
    parts = [Segment.of(passages[:cut]), Segment.of(passages[cut:])]
    bm25 = BM25(parts, [live[:cut], live[cut:]], Bm25Parameters())
    gain = None if given is None else np.resize(np.array(given), len(passages))
    scores, shared = bm25.scores(query)
    rows = np.flatnonzero(shared & keep & (True if gain is None else gain > 0))
    together = scores[rows] + (0.0 if gain is None else gain[rows])
    expected = rows[together >= np.sort(together)[-count]] if len(rows) > count else rows
    found, found_scores = bm25.best(query, count, keep, gain)
    assert found.tolist() == expected.tolist()
    assert found_scores.tolist() == scores[expected].tolist()  # to the bit
    alive = np.flatnonzero(live)
    looked_up, stands = bm25.of_rows(query, alive)
    assert looked_up.tolist() == scores[alive].tolist()
    assert stands.tolist() == shared[alive].tolist()


def test_a_match_is_a_shared_term_whatever_its_sign() -> None:
    score, shared = one([["专利", "申请"]]).scores(["专利"])
    assert score[0] < 0
    assert shared[0]
    score, shared = one([["专利"], ["商标"]]).scores(["专利"])
    assert score.tolist() == [0.0, 0.0]
    assert shared.tolist() == [True, False]


def test_save_and_load(tmp_path: Path) -> None:
    for number, passages in enumerate([[], [[]], [["专利", "5g"], ["\ud800", "商标"]]]):
        folder = tmp_path / str(number)
        folder.mkdir()
        Segment.of(passages).save(folder)
        loaded = Segment.load(folder)
        assert loaded.lengths.tolist() == [len(p) for p in passages]
        assert loaded.postings("专利".encode())[0].tolist() == ([0] if number == 2 else [])


def test_parameters_are_checked() -> None:
    with pytest.raises(ValueError, match="b=2"):
        Bm25Parameters(b=2)
