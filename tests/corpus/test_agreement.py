"""Quantities that may state one value, and those that cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Quantity
from corpus.numbers.agreement import agree
from corpus.quantities import quantities


def read(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3000万元", "0.3亿元"),
        ("3000万元", "三千万元"),
        ("近8.1万件", "80692件"),
        ("8.1万件", "80692件"),
        ("8.06万件", "80692件"),
        ("约3000万元", "2968万元"),
        ("500余家", "512家"),
        ("超过15万件", "15.2万件"),
        ("不足600家", "587家"),
        ("12%", "12.4%"),
        ("3000家", "3012家"),
        ("5-10家", "8家"),
        ("1.56亿元", "15600万元"),
    ],
)
def test_one_value_in_two_writings(one: str, other: str) -> None:
    assert agree(read(one), read(other))
    assert agree(read(other), read(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8.1万件", "80100件"),
        ("8.1万件", "8.0万件"),
        ("512家", "521家"),
        ("3000万元", "3.0亿元"),
        ("500余家", "812家"),
        ("500余家", "487家"),
        ("约3000万元", "3400万元"),
        ("12%", "13.2%"),
        ("3000家", "3100家"),
        ("5-10家", "18家"),
    ],
)
def test_two_values(one: str, other: str) -> None:
    assert not agree(read(one), read(other))
    assert not agree(read(other), read(one))


@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_agreement_does_not_depend_on_order_and_holds_of_itself(one: int, other: int) -> None:
    a, b = read(f"{one}件"), read(f"{other}件")
    assert agree(a, b) == agree(b, a)
    assert agree(a, a)


@given(st.integers(10_000, 999_999))
def test_a_number_rounded_to_tens_of_thousands_agrees(number: int) -> None:
    assert agree(read(f"{number}件"), read(f"{round(number / 10_000, 2)}万件"))


def test_lower_bounds_far_apart_are_not_of_one_value() -> None:
    """超过100件 and 超过7.5万件 could both be true, and nobody means both."""
    assert not agree(*(quantities(text)[0] for text in ("超过100件", "超过7.5万件")))
    assert agree(*(quantities(text)[0] for text in ("超过7万件", "超过7.5万件")))


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        ("不超过54周岁", "不超过42周岁", False),
        ("不少于266平方米", "不少于297平方米", False),
        ("200元以上500元以下", "300元以上600元以下", False),
        ("500家以上", "520家以上", True),
        ("不超过54周岁", "不得超过54周岁", True),
    ],
)
def test_limits_are_set_and_not_rounded(one: str, other: str, agreed: bool) -> None:
    assert agree(read(one), read(other)) is agreed
