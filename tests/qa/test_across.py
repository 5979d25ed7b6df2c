"""Asking over several figures: over all places, over two years, what lies behind a change."""

from decimal import Decimal

import pytest

from qa.contract import AskResponse, Kind, RefusalCode, Status, Warning
from tests.qa.asking import Ask, asking

REVIEW = """四城专利工作巡礼

苏州 以质为先
2031年，苏州市发明专利授权6350件，专利质押融资48.6亿元。全市拥有专利代理机构40家，执业代理师152人。

厦门 先行先试
2031年，厦门市发明专利授权4180件，专利质押融资23.7亿元，占全省质押融资总额的15%。

长沙 制造立市
2031年，长沙市授权专利41230件，发明专利授权5721件，专利质押融资36亿元。

烟台 向海而兴
烟台市以海洋产业为重点，2031年发明专利授权9080件，全年办理维权案件1268件，比上年增加211件。
"""
FIRM = """星岚电机有限公司简介

2031年，公司实现营业收入20亿元，净利润3亿元。2032年，公司实现营业收入25亿元，同比增长30%，净利润3.3亿元。

截至2032年底，公司拥有专利936件，其中发明专利274件、实用新型专利518件、外观设计专利144件。

东湾基地员工1480人，北岭基地员工960人，南浦基地员工512人。东湾基地占地320亩，北岭基地占地410亩。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {"review.txt": REVIEW, "firm.txt": FIRM}
    return asking(tmp_path_factory.mktemp("across"), documents)


def result(response: AskResponse) -> tuple[str, Decimal, str]:
    assert response.status is Status.ANSWERED, response.refusal
    assert response.calculation is not None
    one = response.calculation
    return one.expression, round(one.result, 2), one.unit


@pytest.mark.parametrize(
    ("question", "cities"),
    [
        ("哪些城市2031年发明专利授权超过5000件？", ("苏州", "长沙", "烟台")),
        ("哪几个城市的专利质押融资在30亿元以上？", ("苏州", "长沙")),
        ("哪些城市的发明专利授权不到5000件？", ("厦门",)),
    ],
)
def test_places_are_listed_by_a_limit(ask: Ask, question: str, cities: tuple[str, ...]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert (response.kind, response.items) == (Kind.LIST, cities)
    assert len(response.citations) >= len(cities)


def test_a_list_says_what_it_covers(ask: Ask) -> None:
    coverage = ask("哪几个城市的专利质押融资在30亿元以上？").coverage
    assert coverage is not None
    assert (coverage.answered, coverage.of, coverage.missing) == (3, 4, ("烟台",))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("哪个城市的专利质押融资最高？", "苏州"),
        ("四个城市里发明专利授权最少的是哪个？", "厦门"),
        ("东湾基地和北岭基地哪个占地大？", "北岭基地"),
        ("苏州和厦门谁的专利质押融资更低？", "厦门"),
    ],
)
def test_who_is_ahead(ask: Ask, question: str, first: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.COMPARISON
    assert response.answer.startswith(first)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "苏州、厦门、长沙三市专利质押融资平均是多少亿元？",
            ("(48.6 + 23.7 + 36) / 3", 36.1, "亿元"),
        ),
        ("苏州和厦门的专利质押融资加起来多少？", ("48.6 + 23.7", 72.3, "亿元")),
        ("苏州平均每家代理机构有几名代理师？", ("152 / 40", 3.8, "人")),
        ("三个基地一共多少员工？", ("1480 + 960 + 512", 2952, "人")),
        ("烟台2030年办理维权案件多少件？请推算", ("1268 - 211", 1057, "件")),
        ("推算一下，全省质押融资总额是多少？", ("23.7 / 15 * 100", 158, "亿元")),
        ("星岚电机2032年净利润比上年增加多少亿元？", ("3.3 - 3", 0.3, "亿元")),
        ("星岚电机2032年净利润增长百分之几？", ("(3.3 - 3) / 3 * 100", 10, "%")),
        ("长沙授权专利扣除发明专利后还有多少件？", ("41230 - 5721", 35509, "件")),
    ],
)
def test_a_calculation(ask: Ask, question: str, expected: tuple[str, float, str]) -> None:
    expression, value, unit = expected
    assert result(ask(question)) == (expression, Decimal(str(value)), unit)


def test_a_level_behind_a_change_is_not_given_unasked(ask: Ask) -> None:
    assert ask("烟台2030年办理维权案件多少件？").status is Status.NOT_FOUND


def test_growth_that_differs_from_the_stated_one_is_told(ask: Ask) -> None:
    response = ask("星岚电机2032年营业收入比2031年增长百分之几？")
    assert response.answer == "30%"
    assert "25%" in response.text
    assert "不一致" in response.text
    reckoned = ask("按两年的数字算一下，星岚电机2032年营业收入比2031年增长百分之几？")
    assert reckoned.answer == "25%"
    assert "30%" in reckoned.text


def test_a_growth_over_other_years_is_none_of_those_asked_for(ask: Ask) -> None:
    response = ask("星岚电机2032年营业收入比2029年增长百分之几？")
    assert response.status is Status.NOT_FOUND


def test_a_difference_asked_the_wrong_way_round_is_set_right(ask: Ask) -> None:
    response = ask("厦门发明专利授权比苏州多多少件？")
    assert response.answer == "少2170件"
    assert Warning.PREMISE_CORRECTED in response.warnings


def test_an_operand_that_is_missing_is_named(ask: Ask) -> None:
    response = ask("烟台和苏州的专利质押融资合计多少亿元？")
    assert response.status is Status.NOT_FOUND
    assert response.refusal is not None
    assert response.refusal.code is RefusalCode.MISSING_OPERAND


def test_a_share_is_of_a_whole_of_the_same_document(ask: Ask) -> None:
    assert ask("星岚电机员工占执业代理师的比重是多少？").status is Status.NOT_FOUND
