"""Figures that a question asserts: held against the text, corrected where it says otherwise."""

from decimal import Decimal

import pytest

from corpus.quantities import quantities
from qa.contract import Status, Warning
from qa.premise import same
from tests.qa.asking import Ask, asking

REPORT = """海盐县知识产权工作报告

2031年，海盐县专利申请量为4820件，专利授权量为3160件。2031年，海盐县软件产业收入210亿元。

2032年，海盐县安排专项资金3600万元，支持项目24个。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("premises"), {"haiyan.txt": REPORT})


def test_a_false_premise_is_corrected_behind_the_answer(ask: Ask) -> None:
    response = ask("2032年海盐县安排的9000万元专项资金支持了多少个项目？")
    assert response.answer == "24个"
    assert Warning.PREMISE_CORRECTED in response.warnings
    assert [q.raw for q in response.quantities] == ["24个", "3600万元"]
    assert "3600万元" in response.text


def test_a_true_premise_is_no_matter(ask: Ask) -> None:
    response = ask("2032年海盐县安排的3600万元专项资金支持了多少个项目？")
    assert response.answer == "24个"
    assert Warning.PREMISE_CORRECTED not in response.warnings
    assert [q.raw for q in response.quantities] == ["24个"]


def test_a_premise_in_another_unit_is_true_all_the_same(ask: Ask) -> None:
    response = ask("2032年海盐县安排的0.36亿元专项资金支持了多少个项目？")
    assert Warning.PREMISE_CORRECTED not in response.warnings


def test_a_false_premise_is_the_answer_where_nothing_else_is(ask: Ask) -> None:
    response = ask("海盐县2031年软件产业收入300亿元是怎么实现的？")
    assert response.status is Status.ANSWERED
    assert Warning.PREMISE_CORRECTED in response.warnings
    assert "210亿元" in response.answer + response.text
    assert "300" not in response.answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("海盐县2031年专利申请量是6000件吗？", "否"),
        ("海盐县2031年专利申请量是4820件吗？", "是"),
    ],
)
def test_a_premise_that_is_asked_about(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.answer.startswith(answer)
    assert response.quantities[0].value == Decimal(4820)


@pytest.mark.parametrize(
    ("said", "stated", "met"),
    [
        ("4820件", "4820件", True),
        ("4820件", "0.482万件", True),
        ("融资金额16亿元", "融资金额达到16亿", True),
        ("3万件", "30017件", True),  # once rounded
        ("3万件", "3.1万件", False),
        ("12%", "12件", False),
        ("5至10家", "5-10家", True),
        ("5至10家", "7家", False),
        ("排名第三", "位居全省第三", True),
    ],
)
def test_an_assertion_is_met_by_the_same_amount(said: str, stated: str, met: bool) -> None:
    assert same(quantities(said)[0], quantities(stated)[0]) is met
