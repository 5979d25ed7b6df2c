from itertools import pairwise
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.reader.refusing import Refusing, best_threshold

JUDGED = ((-2.0, False), (-1.0, True), (0.5, False), (1.0, True), (2.0, True))
PAIRS = st.lists(st.tuples(st.integers(-5, 5).map(float), st.booleans()), min_size=1, max_size=30)


def test_precision_recall_and_f1_are_of_refusals() -> None:
    found = Refusing(JUDGED)
    assert found.precision.value == 1 / 2
    assert found.recall.value == 1 / 2
    assert found.wrong.value == 1 / 3
    assert found.f1 == 2 * 1 / (2 + 2)
    low, high = found.f1_interval()
    assert low <= found.f1 <= high


def test_the_area_counts_pairs_in_the_right_order() -> None:
    assert Refusing(JUDGED).area == (1 + 2 + 2) / (3 * 2)
    assert Refusing(((0.0, True), (0.0, False))).area == 1 / 2
    low, high = Refusing(JUDGED).area_interval()
    assert 0 <= low < 5 / 6 < high <= 1


def test_nothing_to_tell_apart_is_not_a_number() -> None:
    alone = Refusing(((1.0, True),))
    assert isnan(alone.area)
    assert isnan(alone.f1)
    assert isnan(alone.area_interval()[0])


def test_the_threshold_lies_between_logits() -> None:
    assert best_threshold(JUDGED) == (0.5 + 1.0) / 2
    assert best_threshold([]) == 0.0
    assert best_threshold([(1.0, True), (2.0, True)]) == 0.0


@given(PAIRS)
def test_no_threshold_between_two_logits_is_better(judged: list[tuple[float, bool]]) -> None:
    chosen = Refusing(tuple(judged), best_threshold(judged))
    logits = sorted({logit for logit, _ in judged})
    for low, high in pairwise(logits):
        other = Refusing(tuple(judged), (low + high) / 2)
        if chosen.recall.of:
            assert chosen.f1 >= other.f1 or chosen.f1 == pytest.approx(other.f1)
