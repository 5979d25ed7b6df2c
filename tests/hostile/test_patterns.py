"""Every pattern, and reading as a whole, takes time in proportion to the text.

At a megabyte: `policyqa eval hostile`.
"""

import re

import pytest

from eval.hostile.built import built
from eval.hostile.linear import growths_of, is_linear, worst_growth
from eval.hostile.patterns import PACKAGES, Used, patterns
from eval.hostile.pumps import pumps
from eval.hostile.session import read_through
from eval.hostile.texts import HOSTILE_UNITS

_MOST = 4  # texts of a pattern: some 3,500 in all
_WORST = ("one sentence", "years", "amounts", "digits", "list commas", "bars", "lone surrogates")


def test_the_patterns_of_every_package_are_found() -> None:
    found = patterns()
    assert len(found) > 900
    assert {one.where.partition(".")[0] for one in found} == set(PACKAGES)
    assert sum(one.where == "qa.lexicon.rewrites" for one in found) > 200  # of a data file


@pytest.mark.parametrize("package", PACKAGES)
def test_every_pattern_is_linear(package: str) -> None:
    bad = [
        f"{grown.where} on {grown.unit!r}: {grown.seconds}"
        for used in patterns((package,))
        for grown in growths_of(used, 8_000, most=_MOST)
        if not grown.linear
    ]
    assert not bad


def test_what_functions_put_together_is_linear() -> None:
    found = built()
    assert len({one.where for one in found}) > 50
    bad = [
        f"{grown.where} on {grown.unit!r}: {grown.seconds}"
        for used in found
        for grown in growths_of(used, 8_000, most=2)
        if not grown.linear
    ]
    assert not bad


@pytest.mark.parametrize(
    "pattern", [r"\d+亿$", "(?:的|了的?)*$", r"<[^>]*>", r"(.*)，(.*)，(.*)是"]
)
def test_what_is_not_linear_is_found(pattern: str) -> None:
    used = Used(re.compile(pattern), "here", anywhere=True)
    assert any(not grown.linear for grown in growths_of(used, 32_000))
    worst = worst_growth(used, 32_000, smallest=2_000)
    assert worst is not None
    assert not worst.linear


def test_the_worst_text_of_a_linear_pattern_grows_to_the_end() -> None:
    worst = worst_growth(Used(re.compile("第[0-9]+条"), "here", True), 128_000, smallest=2_000)
    assert worst is not None
    assert worst.linear
    assert [size for size, _ in worst.seconds] == [2_000, 8_000, 32_000, 128_000]


def test_texts_are_made_of_what_a_pattern_looks_for() -> None:
    assert {"1", "第1"} <= set(pumps(re.compile("第[0-9]+条")))


@pytest.mark.parametrize("name", _WORST)
def test_reading_as_a_whole_is_linear(name: str) -> None:
    unit = HOSTILE_UNITS[name]
    read_through(unit * 50)  # what is loaded once
    assert is_linear(read_through, unit, 16_000)
