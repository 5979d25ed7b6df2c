"""Calculations over calculations, parts asserted, and the time between two happenings."""

from decimal import Decimal

import pytest

from qa.asking.nested import nested
from qa.asking.parts import calculations
from qa.contract import Kind, Status
from qa.question import read_question
from tests.qa.asking import Ask, asking, calculated

TOWNS = """青岭县工作总结

2035年,青岭县提交建议240件、提案360件。
2034年3月,青岭县数据中心成立。2035年9月,青岭县算力平台成立。
2035年,青岭县企业申请商标800件,其中服务商标申请500件;服务商标注册200件。
2035年,青岭县转移技术成果400项,同比增长25%;技术成果收入8亿元,同比增长60%。
公共用房登记时间由30天缩短到10天。
2035年,青岭县用电量9亿千瓦时,同比增长20%。
检测站由2030年的48家增加到2035年的132家。
全部收入300亿元,其中预算收入200亿元,分别比2030年增长2倍和1倍。
"""
BAY = """石浦县工作总结

2035年,石浦县转移技术成果500项,技术成果收入6亿元。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("nested"), {"towns.txt": TOWNS, "bay.txt": BAY})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        (
            "青岭县2035年服务商标注册量与申请量的比例，比服务商标申请占全部商标申请的比例低多少个百分点？",
            Decimal(500) / 800 * 100 - Decimal(200) / 500 * 100,
            "个百分点",
        ),
        (
            "2035年青岭县平均每项成果的收入比石浦县平均每项成果的收入高多少万元？",
            Decimal(80000) / 400 - Decimal(60000) / 500,
            "万元",
        ),
        ("青岭县转移技术成果的增速是用电量增速的几倍？", Decimal(25) / 20, "倍"),
        ("从青岭县数据中心成立到算力平台成立隔了几个月？", Decimal(18), "个月"),
        ("青岭县数据中心比算力平台早成立几个月？", Decimal(18), "个月"),
        ("青岭县检测站五年净增多少家？", Decimal(132 - 48), "家"),
        ("青岭县2030年的预算收入推算是多少亿元？", Decimal(200) / 2, "亿元"),
        ("青岭县每100件商标申请里有几件是服务商标？", Decimal(500) / 800 * 100, "%"),
    ],
)
def test_reckoned_over_what_is_reckoned(ask: Ask, question: str, value: Decimal, unit: str) -> None:
    result, called = calculated(ask(question))
    assert (round(result, 4), called) == (round(value, 4), unit)


def test_what_is_worked_out_on_both_sides_is_compared(ask: Ask) -> None:
    found = ask("2035年平均每项成果的收入，青岭县和石浦县哪个更高？")
    assert found.kind is Kind.COMPARISON
    assert found.answer.startswith("青岭县")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青岭县2035年服务商标申请量超过商标申请总量的一半吗？", "是"),
        ("青岭县2035年服务商标申请占超过全部商标申请的一半，对吗？", "是"),
        ("青岭县2035年服务商标注册量达到服务商标申请量的一半了吗？", "否"),
        ("青岭县服务商标注册量不到服务商标申请量的五成，对吗？", "是"),
        ("青岭县检测站从2030年到2035年增加了一倍以上吗？", "是"),
    ],
)
def test_an_asserted_part_is_reckoned(ask: Ask, question: str, answer: str) -> None:
    found = ask(question)
    assert found.kind is Kind.YES_NO
    assert found.answer.startswith(answer)


def test_what_is_done_with_the_first_result_is_reckoned_with_it(ask: Ask) -> None:
    found = ask("青岭县2035年的建议和提案合计多少件，平均每月多少件？")
    assert found.answer == "600件；50件"


def test_parts_of_a_question_are_its_calculations() -> None:
    of = read_question("甲市三年的产值和税收合计多少，平均每年多少？")
    assert calculations(of) == (
        "甲市三年的产值和税收合计多少",
        "甲市三年的产值和税收合计平均每年多少",
    )
    assert calculations(read_question("甲市和乙市谁的产值高，高多少？")) == ()


def test_a_side_that_is_not_worked_out_is_no_nested_calculation() -> None:
    assert nested("甲市的产值比乙市高多少亿元") is None
    assert nested("甲市和乙市哪个产值高") is None


def test_a_name_is_lent_how_the_other_side_is_worked_out() -> None:
    asked = nested("服务商标占全部申请的比例比证明商标高多少个百分点")
    assert asked is not None
    assert asked.sides == (
        ("服务商标占全部申请的比例", "服务商标占全部申请的比例是百分之几"),
        ("证明商标", "证明商标占全部申请的比例是百分之几"),
    )


def test_days_of_two_happenings_that_only_a_month_tells_are_refused(ask: Ask) -> None:
    found = ask("从青岭县数据中心成立到算力平台成立隔了多少天？")
    assert found.status is Status.NOT_FOUND or not found.answer.endswith("天")
