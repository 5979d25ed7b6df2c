from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.recognise import percents
from tests.corpus.timing import is_linear

TABLE: list[tuple[str, list[tuple[str, str]]]] = [
    ("出勤率为百分之九十二点五", [("百分之九十二点五", "92.5")]),
    ("下降－3.4％", [("－3.4％", "-3.4")]),
    ("负百分之八", [("负百分之八", "-8")]),
    ("千分之五到万分之二", [("千分之五", "0.5"), ("万分之二", "0.02")]),
    ("提高两个百分点", [("两个百分点", "2")]),
    ("約佔七成五，打六八折", [("七成五", "75"), ("六八折", "68")]),
    ("四成半的人", [("四成半", "45")]),
    ("半成与半折", [("半成", "5"), ("半折", "50")]),
    ("百分之1.5k", [("百分之1.5k", "1500")]),
    ("打对折", [("对折", "50")]),
    ("甲占3%-8%", [("3%", "3"), ("8%", "8")]),
    ("分数段百分之九十百分位", [("百分之九十", "90")]),
    # no percentages: pairs, discounts that are none, words, addresses, fractions
    ("三四十个百分点，百分之五六十", []),
    ("十折与曲折", []),
    ("三成员，五折叠，七成为骨干", []),
    ("见 http://a.example/b?c=20%d 一页", []),
    ("三百分之一", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_table(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(text[one.span.start : one.span.end], one.value) for one in percents(text)]
    assert found == [(raw, Decimal(value)) for raw, value in expected]


@given(st.text(alphabet="一二十百千万分之成折打对半负个點点% 0123456789.,km-http:/", max_size=40))
@settings(max_examples=500, deadline=None)
def test_spans_are_ordered_and_inside(text: str) -> None:
    end = 0
    for found in percents(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end


@given(st.decimals(0, 999, places=2))
def test_a_figure_comes_back_however_it_is_written(value: Decimal) -> None:
    forms = f"{value}%", f"百分之{value}", f"{value} 个百分点", f"千分之{value * 10}"
    for form in forms:
        (found,) = percents(f"比率{form}。")
        assert found.value == value
        assert found.span.end - found.span.start == len(form)


@pytest.mark.parametrize("unit", ["1", "百分之", "一分之", "1%", "七成", "https://", "1 "])
def test_time_is_linear(unit: str) -> None:
    assert is_linear(percents, unit)
