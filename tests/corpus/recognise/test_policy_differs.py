"""Where a public case's convention is not that of policy texts, the bare recogniser keeps to the
case and `quantities` to the usage. Cases are named by their line, counted from 1."""

from pathlib import Path

import pytest

from corpus.document import Bound
from corpus.quantities import quantities
from corpus.recognise import currencies, dimensions, percents, ranges
from corpus.script import reading
from eval.recognisers import read


def bare_intervals(text: str) -> list[str]:
    return [one.interval for one in ranges(text)]


def bare_percents(text: str) -> list[str]:
    return [f"{one.value}%" for one in percents(text)]


def bare_amounts(text: str) -> list[str]:
    return [f"{one.value} {one.unit.name}" for one in (*currencies(text), *dimensions(text))]


def policy(text: str) -> list[str]:
    view, _ = reading(text)
    return [
        f"{one.min}~{one.max} {one.unit}"
        if one.bound is Bound.RANGE
        else f"{one.bound.value} {one.value} {one.unit}"
        for one in quantities(view.text)
    ]


DIFFERENT = [
    # 以上 counts its number in, and 20万 is 200000
    (1275, bare_intervals, ["(200000,)"], ["at_least 20 万次"]),
    # a range counts both its ends in
    (1238, bare_intervals, ["[1,5)"], ["1~5 个"]),
    # points are no shares
    (1370, bare_percents, ["6%"], ["exact 6 个百分点"]),
    # the two ends of a range are one quantity
    (1466, bare_percents, ["20%"], ["5~20 %"]),
    # a pair is a range
    (1366, bare_percents, [], ["20~30 个百分点"]),
    # a discount needs words that speak of a price
    (1333, bare_percents, ["30%"], ["exact 3 成"]),
    (1350, bare_percents, ["20%"], []),
    # a unit without a number, and one that only a context makes a unit
    (1501, bare_amounts, ["None Chinese yuan", "None United States dollar"], []),
    (1525, bare_amounts, ["1 Bit"], []),
    # behind Chinese digits the scale stays with the number
    (1537, bare_amounts, ["6 Kilobyte"], ["exact 6000 字节"]),
]


@pytest.mark.parametrize(("line", "recognise", "bare", "usage"), DIFFERENT)
def test_policy_usage_differs(
    datasets: Path, line: int, recognise: object, bare: list[str], usage: list[str]
) -> None:
    assert callable(recognise)
    text = read(datasets)[line - 1].input
    assert recognise(text) == bare
    assert policy(text) == usage
