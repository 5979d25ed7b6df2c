from math import isnan, sqrt

import pytest

from eval.metrics import Share, bins, brier, expected_error, percentile, risk_coverage


def test_wilson_interval() -> None:
    share = Share(8, 10)
    z, p, n = 1.959964, 8 / 10, 10
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    assert share.value == 8 / 10
    assert share.interval == pytest.approx((middle - half, middle + half), abs=1e-6)


def test_a_share_of_nothing_is_no_number() -> None:
    assert isnan(Share(0, 0).value)
    with pytest.raises(ValueError, match="not a share"):
        Share(2, 1)


def test_percentile_is_a_value_that_was_there() -> None:
    assert percentile([3, 1, 2, 4], 0.5) == 2
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert percentile([7], 0.95) == 7


def test_brier_and_calibration_error() -> None:
    told = [(0.9, True), (0.95, False), (0.2, False), (1.0, True)]
    assert brier(told) == pytest.approx((0.1**2 + 0.95**2 + 0.2**2 + 0**2) / 4)
    assert [one.count for one in bins(told)] == [1, 3]
    mean, accuracy = (0.9 + 0.95 + 1.0) / 3, 2 / 3
    assert expected_error(told) == pytest.approx(
        3 / 4 * abs(accuracy - mean) + 1 / 4 * abs(0 - 0.2)
    )


def test_the_surest_answers_are_given_first() -> None:
    told = [(0.5, False), (0.9, True), (0.7, True), (0.5, True)]
    assert risk_coverage(told) == ((1 / 4, 0 / 1), (2 / 4, 0 / 2), (4 / 4, 1 / 4))
