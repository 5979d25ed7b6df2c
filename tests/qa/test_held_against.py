"""Two figures held against each other, in as many wordings as the language has for it."""

from decimal import Decimal
from pathlib import Path

import pytest

from qa.asking.ways import asks_apart
from qa.contract import Kind, RefusalCode, Status
from tests.qa.asking import Ask, asking, calculated

LAKE = """襄阳市2031年统计公报

一、综合
2031年,襄阳市实现地区生产总值640亿元。全市外贸出口总额84亿美元,外贸进口总额36亿美元。

二、财政
全年一般公共预算收入50亿元。襄阳市居民人均收入24000元、增长6%,其中城镇和农村居民人均收入分别为32000元和16000元、增长5%和8%。

三、保险
驻市保险公司保费收入30亿元。其中,车险保费收入18亿元,农险保费收入7亿元,船险保费收入5亿元。

四、人口
年末全市从业人员160万人。年末农村低保人口8万人。
"""
HILL = """荆州市2028年统计公报

2028年,荆州市实现地区生产总值400亿元,一般公共预算收入20亿元。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder: Path = tmp_path_factory.mktemp("against")
    return asking(folder, {"lake.txt": LAKE, "hill.txt": HILL})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("襄阳市外贸出口总额超出外贸进口总额多少亿美元？", "48", "亿美元"),
        ("襄阳市外贸进口总额低于外贸出口总额多少？", "48", "亿美元"),
        ("襄阳市外贸出口总额同外贸进口总额相比多了多少？", "48", "亿美元"),
        ("襄阳市外贸出口总额与外贸进口总额的比是多少？", "2.33", "倍"),
        ("襄阳市2031年地区生产总值高出荆州市2028年地区生产总值几成？", "60", "%"),
        ("荆州市2028年地区生产总值比襄阳市2031年地区生产总值少百分之几？", "37.5", "%"),
        ("襄阳市2031年地区生产总值比荆州市2028年地区生产总值多百分之几？", "60", "%"),
        ("襄阳市一般公共预算收入只有地区生产总值的百分之几？", "7.81", "%"),
        ("襄阳市外贸出口总额达到外贸进口总额的多少倍？", "2.33", "倍"),
        ("襄阳市城镇居民人均收入是农村居民的几倍？", "2", "倍"),
        ("襄阳市年末从业人员减去农村低保人口等于多少？", "152", "万人"),
        ("襄阳市一般公共预算收入、荆州市一般公共预算收入加个总是多少？", "70", "亿元"),
    ],
)
def test_what_is_computed(ask: Ask, question: str, value: str, unit: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), unit)


ONE, OTHER = "襄阳市外贸出口总额", "襄阳市外贸进口总额"


@pytest.mark.parametrize(
    ("form", "value", "unit"),
    [
        ("求{0}和{1}的差", "48", "亿美元"),
        ("{0}减{1}的差是多少？", "48", "亿美元"),
        ("{0}和{1}之间的缺口是多少？", "48", "亿美元"),
        ("拿{0}跟{1}比，多了多少？", "48", "亿美元"),
        ("相对于{1}，{0}多了多少？", "48", "亿美元"),
        ("{1}不如{0}多，少了多少亿美元？", "48", "亿美元"),
        ("{1}距离{0}还差多少？", "48", "亿美元"),
        ("{0}和{1}总计是多少亿美元？", "120", "亿美元"),
        ("{0}和{1}的平均值是多少？", "60", "亿美元"),
        ("{0}相当于几个{1}？", "2.33", "倍"),
        ("以{1}为1，{0}是它的几倍？", "2.33", "倍"),
        ("{0}较{1}多出多少倍？", "1.33", "倍"),
        ("{0}高出{1}的幅度是多少？", "133.33", "%"),
        ("{0}比{1}高出百分之多少？", "133.33", "%"),
    ],
)
def test_unusual_wordings(ask: Ask, form: str, value: str, unit: str) -> None:
    assert calculated(ask(form.format(ONE, OTHER))) == (Decimal(value), unit)


def test_the_lesser_one(ask: Ask) -> None:
    assert ask(f"{ONE}和{OTHER}，少的是哪一个？").answer.startswith(OTHER)


def test_who_and_by_how_much(ask: Ask) -> None:
    response = ask("襄阳市2031年和荆州市2028年的一般公共预算收入，哪个高，高多少？")
    assert calculated(response) == (Decimal(30), "亿元")
    assert response.kind is Kind.COMPARISON
    assert response.answer.startswith("襄阳市2031年多30亿元")


def test_of_several_readings_none_is_taken_by_a_hair(ask: Ask) -> None:
    response = ask("襄阳市地区生产总值比保费收入多多少？")
    assert response.status is Status.NOT_FOUND, response.answer
    assert response.refusal is not None
    assert response.refusal.code is RefusalCode.MISSING_OPERAND


@pytest.mark.parametrize(
    ("view", "worded"),
    [
        ("甲市和乙市的收入相差多少", True),
        ("甲市比乙市多多少", True),
        ("甲市、乙市的收入各是多少", False),
        ("甲市和乙市的收入多少", False),
    ],
)
def test_a_difference_has_to_be_worded(view: str, worded: bool) -> None:
    assert asks_apart(view) is worded
