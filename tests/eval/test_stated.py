from decimal import Decimal

import pytest

from eval.gold import Value
from eval.stated import agrees, stated
from tests.eval.build import value


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("512件", value("512", "件")),
        ("512 件", value("512", "件")),
        ("5.12萬件", value("5.12", "万件")),
        ("51200件", value("5.12", "萬件")),
        ("５１２件", value("512", "件")),
        ("2,161,000元", value("2161000", "元")),
        ("超过15万件", value("15", "万件")),
        ("突破千億", value("1000", "亿")),
        ("百萬元", value("100", "万元")),
        ("8.5亿多元", value("8.5", "亿元")),
        ("330亿元", value("330", "亿")),
        ("330亿", value("330", "亿元")),
        ("约39.90%", value("39.90", "%")),
        ("百分之五", value("5", "%")),
        ("三成", value("30", "%")),
        ("八大产业链", value("8", "")),
        ("六年", value("6", "年")),
        ("第三", value("3", "rank")),
        ("全市第三個", value("3", "rank")),
        ("首位", value("1", "rank")),
        ("翻一番", value("2", "multiple")),
        ("翻两番", value("4", "multiple")),
        ("約6倍", value("6", "multiple")),
        ("1.26倍", value("1.26", "倍")),
        ("34.1个百分点", value("34.1", "個百分點")),
        ("5个工作日", value("5", "个工作日")),
        ("99亿元/平方公里", value("99", "亿元/平方公里")),
        ("20余次", value("20", "次")),
    ],
)
def test_a_figure_is_read_as_a_reader_reads_it(answer: str, expected: Value) -> None:
    assert agrees(stated(answer)[0], expected)


@pytest.mark.parametrize("answer", ["5-10家", "5—10家", "5至10家", "5～10家"])
def test_a_range_has_both_ends(answer: str) -> None:
    assert agrees(stated(answer)[0], Value(None, Decimal(5), Decimal(10), "家"))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("513件", value("512", "件")),
        ("512家", value("512", "件")),
        ("5.12亿件", value("5.12", "万件")),
        ("第5", value("5", "家")),
        ("5个百分点", value("5", "个")),
        ("5%", value("5", "个百分点")),
        ("翻一番", value("1", "multiple")),
        ("5家", Value(None, Decimal(5), Decimal(10), "家")),
    ],
)
def test_another_number_or_unit_does_not_agree(answer: str, expected: Value) -> None:
    assert not agrees(stated(answer)[0], expected)


@pytest.mark.parametrize(
    "answer",
    [
        *("2015年", "2013年8月1日", "2013-08-01", "二〇一三年八月", "前三季度", "近三年"),
        *("政发〔2012〕12号", "5G", "一站式服务", "统一", "十二五", "一是公平"),
    ],
)
def test_times_codes_and_phrases_are_no_figures(answer: str) -> None:
    assert stated(answer) == ()


def test_figures_keep_their_order() -> None:
    assert [one.low for one in stated("2014年117家、2015年140家")] == [117, 140]


def test_what_was_computed_may_be_rounded() -> None:
    computed = value("39.90", "%")
    assert agrees(stated("39.9%")[0], computed, rounded=True)
    assert agrees(stated("约39.904%")[0], computed, rounded=True)
    assert not agrees(stated("39.8%")[0], computed, rounded=True)
    assert not agrees(stated("40%")[0], computed, rounded=True)
    assert not agrees(stated("39.904%")[0], computed)
    assert agrees(stated("35000件")[0], value("3.5", "万件"), rounded=True)
