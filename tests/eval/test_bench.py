"""Material of the comparisons, how a search grows, and each engine that is installed."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.bench.child import measure as measure_engine
from eval.bench.engines import ENGINES
from eval.bench.growth import lines as growth_lines
from eval.bench.growth import measure, plot
from eval.bench.material import Asked, Material, grown, joined, load, save
from eval.bench.nearest import lines as nearest_lines
from eval.bench.nearest import nearest
from eval.bench.peers import lines as peer_lines
from eval.bench.peers import missing
from eval.bench.record import made_by, write
from index.bm25 import Segment

PARAGRAPHS = [[f"词{i}", f"词{i}", f"段{i % 5}", "年"] for i in range(60)]
REPORTS = [["2014", "福建", f"报{i}", "年"] for i in range(40)] + [["2015", "甘肃", "年"]] * 10


def made(count: int) -> Material:
    draw = np.random.default_rng(5)
    own = draw.normal(size=(len(PARAGRAPHS), 16)).astype(np.float16)
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    terms, vectors = grown(Segment.of(PARAGRAPHS), Segment.of(REPORTS), own, count, seed=2)
    asked = tuple(Asked((f"词{row}", "年", "没有"), row) for row in range(0, 60, 6))
    return Material(terms, vectors, asked, own[::6].astype(np.float32))


def bags(segment: Segment) -> list[Counter[str]]:
    found: list[Counter[str]] = [Counter() for _ in range(segment.size)]
    for number in range(segment.terms):
        rows, counts = segment.postings(segment.term(number))
        for row, count in zip(rows.tolist(), counts.tolist(), strict=True):
            found[row][segment.term(number).decode()] += count
    return found


def test_copies_keep_their_words_but_for_years_and_places() -> None:
    material = made(200)
    found = bags(material.terms)
    assert found[:110] == [Counter(one) for one in (*PARAGRAPHS, *REPORTS)]
    altered = found[110:160]
    changing = {"2014", "2015", "福建", "甘肃"}
    for new, old in zip(altered, map(Counter, REPORTS), strict=True):
        assert {t: n for t, n in new.items() if t not in changing} == {
            t: n for t, n in old.items() if t not in changing
        }
        assert sum(new[t] for t in changing) == 2
    assert material.vectors.shape == (200, 16)
    np.testing.assert_allclose(np.linalg.norm(material.vectors, axis=1), 1, atol=2e-3)
    again = made(200)
    assert again.vectors.tobytes() == material.vectors.tobytes()
    assert bags(again.terms) == found


PASSAGES = st.lists(st.lists(st.sampled_from("甲乙丙丁"), max_size=4), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(PASSAGES, min_size=1, max_size=3))
def test_joined_is_one_segment_of_all(parts: list[list[list[str]]]) -> None:
    whole = Segment.of([passage for part in parts for passage in part])
    got = joined([Segment.of(part) for part in parts])
    for name in ("vocabulary", "offsets", "starts", "rows", "counts", "lengths"):
        assert getattr(got, name).tolist() == getattr(whole, name).tolist()


def test_words_are_the_passages_own(tmp_path: Path) -> None:
    save(made(200), tmp_path)
    material = load(tmp_path)
    names = {number: term for term, number in material.vocabulary().items()}
    told = [Counter(names[n] for n in one) for one in material.words()]
    assert told == bags(material.terms)


def test_growth_is_told_by_part(tmp_path: Path) -> None:
    rows = []
    for count in (100, 400):
        save(made(count), tmp_path / str(count))
        rows.append(measure(tmp_path / str(count)))
    record = {**made_by(), "sizes": rows}
    assert [row["passages"] for row in rows] == [100, 400]
    assert all(row["evidence_recall_12"] == row["vectors_recall_10"] == 1.0 for row in rows)
    assert len(list(growth_lines(record))) == 4
    plot(record, tmp_path / "growth.svg")
    assert (tmp_path / "growth.svg").stat().st_size > 1000
    write(record, tmp_path / "growth.json")
    assert "sizes" in (tmp_path / "growth.json").read_text("utf-8")


def test_indexes_of_vectors_are_held_against_the_exact_one() -> None:
    record = nearest(made(2000), kinds=("SQfp16", "IVF{lists},SQfp16", "HNSW32,SQfp16"))
    exact, *others = record["indexes"]  # type: ignore[misc]
    assert exact["recall_10"] > 0.95  # half precision
    assert all(0.3 < row["recall_10"] <= 1 for row in others)
    assert len(list(nearest_lines(record))) == 9


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.filterwarnings("ignore")  # other libraries' own
def test_an_engine_finds_the_evidence(name: str, tmp_path: Path) -> None:
    if missing(name):
        pytest.skip(f"{name} is installed by make bench")
    save(made(200), tmp_path)
    found = measure_engine(name, tmp_path, 5)
    assert found["recall_10"] == 1.0
    table = list(peer_lines({"engines": [{**found, "version": "1"}]}))
    assert name in table[-1]
