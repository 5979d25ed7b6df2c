import pytest

from corpus.errors import BadRequest
from eval.compare import Paired, compare, lines
from eval.records import Header, Record, Run
from tests.eval.build import record


def made(records: list[Record], checksum: str = "c") -> Run:
    return Run(Header("2026-01-01", "abc", "sample", checksum, "tune"), tuple(records))


def test_wins_are_the_second_runs() -> None:
    first = made([record("a"), record("b", right=False), record("c", right=False), record("x")])
    second = made([record("a"), record("b"), record("c"), record("y")])
    right = compare(first, second)[0]
    assert (right.wins, right.ties, right.losses) == (2, 1, 0)


def test_mcnemar_is_exact() -> None:
    assert Paired("right", 5, 90, 0).p_value == pytest.approx(2 * (1 / 2) ** 5)
    assert Paired("right", 3, 0, 1).p_value == pytest.approx(2 * (1 + 4) / 2**4)
    assert Paired("right", 0, 10, 0).p_value == 1


def test_recall_is_paired_where_both_searched() -> None:
    first = made([record("a", ranks={"fusion": 2, "words": None}), record("b", ranks={})])
    second = made([record("a", ranks={"fusion": 1, "words": 1}), record("b")])
    found = {one.name: one for one in compare(first, second)}
    assert (found["recall@1 fusion"].wins, found["recall@1 fusion"].ties) == (1, 0)
    assert (found["recall@5 fusion"].wins, found["recall@5 fusion"].ties) == (0, 1)
    assert len(lines(tuple(found.values()))) == len(found) + 1


def test_runs_over_different_documents_are_not_compared() -> None:
    with pytest.raises(BadRequest, match="different documents"):
        compare(made([record("a")]), made([record("a")], checksum="d"))
    with pytest.raises(BadRequest, match="in common"):
        compare(made([record("a")]), made([record("b")]))
