from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.numbers.unit_table import UnitRow, unit_rows
from corpus.recognise import BareAmount, ages, currencies, dimensions, temperatures
from tests.corpus.timing import is_linear

Recognise = Callable[[str], tuple[BareAmount, ...]]
Expected = list[tuple[str, str | None, str]]

MONEY: list[tuple[str, Expected]] = [
    ("票价为4元5角", [("4元5角", "4.5", "Chinese yuan")]),
    ("三块五毛钱", [("三块五毛钱", "3.5", "Chinese yuan")]),
    ("三块地与五块牌子", []),
    (
        "￥2,500 或 US$40",
        [("￥2,500", "2500", "Chinese yuan"), ("US$40", "40", "United States dollar")],
    ),
    ("港幣50元", [("港幣50元", "50", "Hong Kong dollar")]),
    ("新台幣三百萬元", [("新台幣三百萬元", "3000000", "New Taiwan dollar")]),
    ("人民币 6 亿元", [("人民币 6 亿元", "600000000", "Chinese yuan")]),
    ("6億元人民幣", [("6億元人民幣", "600000000", "Chinese yuan")]),
    ("八美元又五美分", [("八美元又五美分", "8.05", "United States dollar")]),
    ("以欧元结算", [("欧元", None, "Euro")]),
    ("每注$5，300歐元起", [("$5", "5", "Dollar"), ("300歐元", "300", "Euro")]),
    ("五角星与三角洲", []),
    ("五元素", []),
    ("500多亿日元", [("500多亿日元", "50000000000", "Japanese yen")]),
    ("八角钱", [("八角钱", "0.8", "Chinese yuan")]),
]
SIZES: list[tuple[str, Expected]] = [
    ("全长12.5公里", [("12.5公里", "12.5", "Kilometer")]),
    ("三千米与三百米", [("三千米", "3", "Kilometer"), ("三百米", "300", "Meter")]),
    ("十二万三千米", [("十二万三千米", "123000", "Meter")]),
    ("装机五千千瓦", [("五千千瓦", "5000", "Kilowatt")]),
    ("20万千瓦", [("20万千瓦", "200000", "Kilowatt")]),
    ("八千字节与四十兆字节", [("八千字节", "8", "Kilobyte"), ("四十兆字节", "40", "Megabyte")]),
    ("五百畝、60公頃", [("五百畝", "500", "Mu"), ("60公頃", "60", "Hectare")]),
    ("三分之一公顷", [("三分之一公顷", "1/3", "Hectare")]),
    ("四吨半", [("四吨半", "4.5", "Ton")]),
    ("四米半径", [("四米", "4", "Meter")]),
    ("五万两", [("五万两", "50000", "Liang")]),
    ("五万两个", []),
    ("3～5公斤", [("5公斤", "5", "Kilogram")]),
    ("两三公里，二三十吨", []),
    ("12KM 和 12 m", [("12KM", "12", "Kilometer"), ("12 m", "12", "Meter")]),
    ("12mA 和 5M", []),
    ("3升至5升", [("5升", "5", "Liter")]),
    ("32位处理器", [("32位", "32", "Bit")]),
    ("32位代表", []),
    ("负2.5千米", [("负2.5千米", "-2.5", "Kilometer")]),
    ("千米之外，百吨王", []),
]
WARM: list[tuple[str, Expected]] = [
    ("华氏 70 度", []),
    ("华氏70度", [("华氏70度", "70", "F")]),
    ("零下12摄氏度", [("零下12摄氏度", "-12", "C")]),
    ("气温升到30度", [("30度", "30", "Degree")]),
    ("三度当选", []),
    ("以℃为单位", [("℃", None, "C")]),
]
OLD: list[tuple[str, Expected]] = [
    ("年满18周岁", [("18周岁", "18", "Year")]),
    ("十一个月大", [("十一个月大", "11", "Month")]),
    ("用了十个月", []),
]


@pytest.mark.parametrize(
    ("recognise", "text", "expected"),
    [
        (recognise, *row)
        for recognise, table in (
            (currencies, MONEY),
            (dimensions, SIZES),
            (temperatures, WARM),
            (ages, OLD),
        )
        for row in table
    ],
)
def test_table(recognise: Recognise, text: str, expected: Expected) -> None:
    found = [
        (text[one.span.start : one.span.end], one.value, one.unit.name) for one in recognise(text)
    ]
    assert found == [(raw, value and _decimal(value), name) for raw, value, name in expected]


def _decimal(written: str) -> Decimal:
    over, _, under = written.partition("/")
    return Decimal(over) / Decimal(under or 1)


@pytest.mark.parametrize("recognise", [currencies, dimensions, temperatures, ages])
@given(
    text=st.text(
        alphabet="一两三十百千万分之半元角美港币米克瓦时吨度岁月大华氏$￥ 01.,km人民", max_size=40
    )
)
@settings(max_examples=300, deadline=None)
def test_spans_are_ordered_and_inside(recognise: Recognise, text: str) -> None:
    end = 0
    for found in recognise(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end


SIZED = [row for row in unit_rows() if row.words and row.kind not in ("currency", "part")]


@given(st.decimals(1, 99999, places=2), st.sampled_from(SIZED))
@settings(deadline=None)
def test_every_word_of_the_table_is_read_behind_a_number(value: Decimal, row: UnitRow) -> None:
    recognise = temperatures if row.kind == "temperature" else dimensions
    for word in row.words:
        (found,) = recognise(f"{value}{word}")
        assert (found.value, found.unit.name) == (value, row.name)


@pytest.mark.parametrize("unit", ["1", "1元", "人民币", "$", "一", "千", "元角", "五元三", "华氏"])
def test_time_is_linear(unit: str) -> None:
    assert is_linear(currencies, unit)


def test_no_word_is_read_for_two_units() -> None:
    owners: dict[str, set[str]] = {}
    for row in unit_rows():
        for word in row.words:
            owners.setdefault(word, set()).add(row.policy_name)
    assert not {word: names for word, names in owners.items() if len(names) > 1}
