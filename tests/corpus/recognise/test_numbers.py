from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.recognise import numbers
from tests.corpus.timing import is_linear

TABLE: list[tuple[str, list[tuple[str, str]]]] = [
    ("共有 1,250 人", [("1,250", "1250")]),
    ("一百 五 十 二", [("一百 五 十 二", "152")]),
    ("7 万5 千4 百", [("7 万5 千4 百", "75400")]),
    ("五百 余万", [("五百 余万", "5000000")]),
    ("两打鸡蛋", [("两打", "24")]),
    ("负三十二，-5", [("负三十二", "-32"), ("-5", "-5")]),
    ("二分之一", [("二分之一", "0.5")]),
    ("百分之七", [("七", "7")]),
    ("3/4与2^5与2e5与40k", [("3/4", "0.75"), ("2^5", "32"), ("2e5", "200000"), ("40k", "40000")]),
    ("四川大陆的队伍，一切一些", []),
    ("12%和三折", []),
    ("1/0", [("1", "1"), ("0", "0")]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_table(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(text[n.span.start : n.span.end], n.value) for n in numbers(text)]
    assert found == [(raw, Decimal(value)) for raw, value in expected]


@given(st.text(alphabet="一二十百千万亿点分之又负零多余几打 0123456789.,/^ek-%切美元", max_size=40))
@settings(max_examples=500, deadline=None)
def test_spans_are_ordered_and_inside(text: str) -> None:
    end = 0
    for found in numbers(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end


@pytest.mark.parametrize(
    "unit", ["1", "1,", "一", "一 ", "1万", "百分之", "一分之", "-", "1/", "十"]
)
def test_time_is_linear(unit: str) -> None:
    assert is_linear(numbers, unit)
