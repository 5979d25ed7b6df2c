"""Comparisons and calculations: each operand found and cited on its own, the result exact."""

from decimal import Decimal

import pytest

from qa.contract import AskResponse, Kind, RefusalCode, Status
from tests.qa.asking import Ask, asking

HAIYAN = """海盐县知识产权工作报告

一、创造

2031年，海盐县专利申请量为4820件，专利授权量为3160件。2032年，海盐县专利申请量达到5236件。2031年，海盐县有效发明专利1.25万件。

二、运用

2031年，海盐县专利质押融资金额达到16亿元，软件产业收入210亿元，税收18亿元。商标审查周期由30天缩短到12天。2032年，海盐县专利质押融资金额达到24亿元。
"""
JIASHAN = """嘉善县知识产权工作报告

2031年，嘉善县专利申请量为9150件，专利授权量为6010件。2032年，嘉善县专利申请量达到9870件。2031年，嘉善县专利质押融资金额达到8500万元。2031年，嘉善县有效发明专利12500件。
"""
PINGHU = """平湖市知识产权工作报告

2031年，平湖市专利申请量为1.02万件，专利授权量为7200件。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {"haiyan.txt": HAIYAN, "jiashan.txt": JIASHAN, "pinghu.txt": PINGHU}
    return asking(tmp_path_factory.mktemp("comparisons"), documents)


def computed(response: AskResponse) -> tuple[str, Decimal, str]:
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.CALCULATION
    assert response.calculation is not None
    cited = {q.citation for q in response.quantities}
    assert set(response.calculation.citations) == cited
    return (
        response.calculation.expression,
        response.calculation.result,
        response.calculation.unit,
    )


@pytest.mark.parametrize(
    ("question", "expression", "result", "unit"),
    [
        ("海盐县2032年专利申请量比2031年多多少件？", "5236 - 4820", 416, "件"),
        ("2031年嘉善县专利申请量比海盐县多多少件？", "9150 - 4820", 4330, "件"),
        ("2031年海盐县专利申请量比授权量多多少件？", "4820 - 3160", 1660, "件"),
        ("海盐县商标审查周期缩短了多少天？", "30 - 12", 18, "天"),
    ],
)
def test_a_difference(ask: Ask, question: str, expression: str, result: int, unit: str) -> None:
    response = ask(question)
    assert computed(response) == (expression, result, unit)
    assert response.answer == f"{result}{unit}"


def test_a_difference_of_units_is_taken_in_the_plain_unit(ask: Ask) -> None:
    response = ask("2031年平湖市专利申请量比嘉善县多多少件？")
    assert computed(response) == ("10200 - 9150", 1050, "件")
    assert [q.raw for q in response.quantities] == ["1.02万件", "9150件"]


def test_a_difference_of_money_is_taken_in_the_larger_unit(ask: Ask) -> None:
    response = ask("2031年海盐县专利质押融资金额比嘉善县多多少？")
    assert computed(response) == ("16 - 0.85", Decimal("15.15"), "亿元")


def test_a_ratio(ask: Ask) -> None:
    response = ask("海盐县2032年专利质押融资金额是2031年的几倍？")
    assert computed(response) == ("24 / 16", Decimal("1.5"), "倍")
    assert response.answer == "1.5倍"


def test_a_share_is_rounded_in_the_answer_alone(ask: Ask) -> None:
    response = ask("2031年海盐县软件产业税收占收入的百分之几？")
    expression, result, unit = computed(response)
    assert (expression, unit) == ("18 / 210 * 100", "%")
    assert abs(result - Decimal(18) / 210 * 100) < Decimal("1e-20")
    assert response.answer == "约8.57%"


def test_a_sum(ask: Ask) -> None:
    response = ask("海盐县2031年和2032年专利质押融资金额之和是多少？")
    expression, result, unit = computed(response)
    assert sorted(expression.split(" + ")) == ["16", "24"]
    assert (result, unit) == (40, "亿元")


@pytest.mark.parametrize(
    ("question", "winner", "loser"),
    [
        ("2031年海盐县和嘉善县谁的专利申请量多？", "嘉善县", "海盐县"),
        ("2031年海盐县和嘉善县谁的专利申请量少？", "海盐县", "嘉善县"),
        ("2031年平湖市和嘉善县哪个专利申请量更高？", "平湖市", "嘉善县"),
        ("海盐县2031年和2032年哪一年专利申请量多？", "2032年", "2031年"),
    ],
)
def test_the_winner_leads_the_answer(ask: Ask, question: str, winner: str, loser: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.COMPARISON
    assert winner in response.answer.split("（")[0]
    assert loser in response.answer.split("；")[1]
    assert len(response.quantities) == 2


def test_equal_operands_have_no_winner(ask: Ask) -> None:
    response = ask("海盐县2031年有效发明专利和嘉善县哪个多？")
    assert response.answer.startswith("相同")
    assert {q.normalized_value for q in response.quantities} == {Decimal(12500)}


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("2031年海盐县专利申请量和2033年相比差多少？", "2033年"),
        ("海盐县2031年专利申请量比德清县多多少？", "德清县"),
    ],
)
def test_a_missing_operand_is_named(ask: Ask, question: str, missing: str) -> None:
    response = ask(question)
    assert response.status is Status.NOT_FOUND
    assert response.refusal is not None
    assert response.refusal.code is RefusalCode.MISSING_OPERAND
    assert missing in response.refusal.message


def test_units_that_cannot_be_converted_are_not_reckoned_with(ask: Ask) -> None:
    response = ask("2031年海盐县专利申请量与质押融资金额相差多少？")
    assert response.status is Status.NOT_FOUND
    assert response.refusal is not None
    assert response.refusal.code is RefusalCode.MISSING_OPERAND


def test_a_question_in_traditional_script_gets_the_same_result(ask: Ask) -> None:
    response = ask("海鹽縣2032年專利申請量比2031年多多少件？")
    assert computed(response) == ("5236 - 4820", 416, "件")
    first = response.quantities[0]
    assert first.subject is not None
    assert first.subject.text == "海鹽縣"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2031年海盐县和嘉善县的专利申请量分别是多少？", "4820件；9150件"),
        ("2031年海盐县的专利申请量和专利授权量各是多少？", "4820件；3160件"),
        ("海盐县2031年专利申请量是多少，授权量是多少？", "4820件；3160件"),
    ],
)
def test_parts_are_answered_in_order(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.answer == answer
    assert response.coverage is not None
    assert (response.coverage.answered, response.coverage.of) == (2, 2)


def test_a_part_that_is_not_there_is_named(ask: Ask) -> None:
    response = ask("2031年海盐县和德清县的专利申请量分别是多少？")
    assert response.answer == "4820件"
    assert response.coverage is not None
    assert (response.coverage.answered, response.coverage.of) == (1, 2)
    assert "德清县" in response.coverage.missing[0]
    other = ask("2031年海鹽縣和德清縣的專利申請量分別是多少？")
    assert other.coverage is not None
    assert "德清縣" in other.coverage.missing[0]
