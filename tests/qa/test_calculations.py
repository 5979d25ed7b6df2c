"""Calculations by how they are worded: parts, remainders, gaps, what falls on each, what was."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answerers.amounts import scale_of
from qa.asking.formulas import formula_of
from qa.asking.ways import Way
from qa.contract import RefusalCode, Status
from tests.qa.asking import Ask, asking, calculated

COUNTY = """平岚县2031年统计公报

一、综合
2031年,全县实现地区生产总值412.8亿元,比上年增长5.6%。其中,第一产业增加值61.9亿元,第二产业增加值185.8亿元,第三产业增加值165.1亿元。年末常住人口64.5万人,其中城镇人口35.2万人。

二、农业
全年粮食总产量46.8万吨,比上年增产1.8万吨。全年用水量172万吨,上年为215万吨。

三、财政
一般公共预算支出58.4亿元,其中教育支出14.6亿元,社会保障支出8.2亿元,卫生支出6.1亿元。

四、教育
全县有普通中学16所,在校学生2.08万人。
"""
ROADS = """乡道改造情况通报

2031年,全市受理企业专利质押申请148件,其中96件获得批准。改造危桥72座,是上年的1.5倍。
2031年前三季度,全市专利质押融资28.8亿元。
北川县完成改造里程215公里,投资8.6亿元。
"""
FIRM = """云朔家具公司年报

2033年,公司光伏发电量1960万千瓦时。公司提出,到2035年光伏发电量目标为2800万千瓦时。
公司拥有发明专利84件、实用新型专利216件。全年专利产品收入3.6亿元,年度销售收入24亿元。
2033年公司人均产出216万元/人,高于行业平均水平36万元。
公司在行业评选中获得6项金奖和18项银奖。
公司售后网点有员工420人,平均年收入9万元。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {"county.txt": COUNTY, "roads.txt": ROADS, "firm.txt": FIRM}
    return asking(tmp_path_factory.mktemp("calculations"), documents)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("平岚县第二产业占地区生产总值的比重是多少？", "45.01", "%"),
        ("平岚县教育支出在一般公共预算支出里占几成？", "25", "%"),
        ("平岚县的城镇化率（城镇人口占常住人口）是多少？", "54.57", "%"),
        ("云朔家具公司专利产品收入占年度销售收入的百分之几？", "15", "%"),
        ("云朔家具公司获得的金奖占其获奖总数的百分之几？", "25", "%"),
        ("云朔公司2033年的人均产出是行业平均水平的几倍？", "1.2", "倍"),
        ("云朔公司的实用新型专利是发明专利的几倍？", "2.57", "倍"),
    ],
)
def test_shares_and_ratios(ask: Ask, question: str, value: str, unit: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("平岚县一般公共预算支出扣除教育支出、社会保障支出后还剩多少亿元？", "35.6", "亿元"),
        ("平岚县一般公共预算支出中除卫生支出外还有多少亿元？", "52.3", "亿元"),
        ("全市受理的企业专利质押申请里还没获得批准的有多少件？", "52", "件"),
    ],
)
def test_what_is_left_of_a_whole(ask: Ask, question: str, value: str, unit: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), unit)


def test_the_gap_to_a_target_takes_each_figure_of_its_own_time(ask: Ask) -> None:
    response = ask("云朔公司光伏发电量距2035年目标还差多少？")
    assert calculated(response) == (Decimal("840"), "万千瓦时")
    assert response.calculation is not None
    assert response.calculation.expression == "2800 - 1960"


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("平岚县普通中学平均每所有多少在校学生？", "1300", "人"),
        ("北川县平均每公里投资多少万元？", "400", "万元"),
        ("2031年前三季度专利质押融资平均每月多少亿元？", "3.2", "亿元"),
        ("2031年前三季度专利质押融资平均每个季度多少亿元？", "9.6", "亿元"),
    ],
)
def test_what_falls_on_each(ask: Ask, question: str, value: str, unit: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("上年改造危桥多少座？", "48", "座"),
        ("平岚县上年粮食总产量是多少万吨？", "45", "万吨"),
        ("按比上年增长5.6%推算，平岚县2030年地区生产总值约多少亿元？", "390.91", "亿元"),
    ],
)
def test_the_level_before_a_change(ask: Ask, question: str, value: str, unit: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), unit)


def test_a_rate_gives_no_earlier_level_unless_it_is_to_be_reckoned_with(ask: Ask) -> None:
    response = ask("平岚县2030年地区生产总值是多少亿元？")
    assert response.status is Status.NOT_FOUND
    assert response.refusal is not None
    assert response.refusal.code is RefusalCode.OTHER_PERIOD


@pytest.mark.parametrize(
    ("question", "value"),
    [("平岚县用水量比上年减少百分之几？", "20"), ("平岚县2031年粮食增产幅度是百分之几？", "4")],
)
def test_a_growth_from_what_was(ask: Ask, question: str, value: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), "%")


def test_an_operand_that_is_not_there_is_said(ask: Ask) -> None:
    response = ask("平岚县文化支出占一般公共预算支出的百分之几？")
    assert response.status is Status.NOT_FOUND, response.answer


@pytest.mark.parametrize(
    ("view", "way", "sides"),
    [
        ("甲县除了乙类企业以外还有多少家企业", Way.REST, (1, 1)),
        ("甲县乙支出、丙支出合计占总支出的百分之几", Way.SHARE, (2, 1)),
        ("甲县融资额离年度目标还差多少亿元", Way.GAP, (1, 1)),
        ("甲市的申请量是乙市申请量的几倍", Way.RATIO, (1, 1)),
        ("甲县利用率(实际产量/设计产能)是多少", Way.PERCENT, (1, 1)),
    ],
)
def test_forms_of_calculations(view: str, way: Way, sides: tuple[int, int]) -> None:
    formula = formula_of(view)
    assert formula is not None
    assert formula.way is way
    assert tuple(len(side) for side in formula.sides) == sides


@pytest.mark.parametrize(
    "view", ["甲县企业占地多少平方米", "甲市比重提高了几个百分点", "甲市有多少家企业"]
)
def test_what_is_no_formula(view: str) -> None:
    assert formula_of(view) is None


def test_figures_of_a_formula_are_of_one_document(ask: Ask) -> None:
    """A whole that only another document states makes no share."""
    response = ask("北川县完成改造里程占地区生产总值的百分之几？")
    assert response.status is Status.NOT_FOUND, response.answer


def test_small_results_are_stated_in_a_readable_unit() -> None:
    found = scale_of("平均一项多少钱", Decimal("2767.0"), "元", [])
    assert found == (Decimal(1), "元")
    assert scale_of("平均每个多少万", Decimal("30000000"), "元", []) == (Decimal(10**4), "万元")


@given(st.decimals(min_value=1, max_value=10**12, places=2), st.sampled_from(["", "万", "亿"]))
def test_a_scale_asked_for_is_kept(value: Decimal, asked: str) -> None:
    scale, unit = scale_of(f"一共多少{asked}元", value, "元", [])
    assert unit == f"{asked}元"
    assert value / scale * scale == pytest.approx(value)


def test_a_share_that_is_one_part_of_a_question_leaves_the_other_part(tmp_path: Path) -> None:
    texts = {"a.txt": "云溪区小结\n\n2031年，云溪区国际专利申请80件，占全市的40%。"}
    response = asking(tmp_path, texts)("云溪区国际专利申请量和占全市的比例分别是多少？")
    assert response.answer == "80件；40%"
