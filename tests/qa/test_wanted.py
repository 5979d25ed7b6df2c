"""Which quantity a question asks for."""

import pytest

from corpus.document import Aspect
from corpus.document import QuantityType as Q
from qa.asking.wanted import RATES, aspect_asked, wanted_of

COUNTS = {Q.COUNT, Q.NUMBER}


@pytest.mark.parametrize(
    ("view", "unit"),
    [
        ("有多少家企业？", "家"),
        ("专利申请多少件？", "件"),
        ("专利申请件数是多少？", "件"),
        ("引进了多少名专家？", "名"),
        ("培训了几次？", "次"),
        ("实验室有多少间？", "家"),  # 间 counts what 家 counts
        ("第几批试点？", "批"),  # the number of a batch is no rank
    ],
)
def test_a_measure_word_wants_a_count_in_it(view: str, unit: str) -> None:
    wanted = wanted_of(view)
    assert wanted.types == COUNTS
    assert wanted.unit == unit


@pytest.mark.parametrize("view", ["从业人员数量是多少？", "商标注册量为多少？", "商标注册数"])
def test_a_number_of_things_wants_a_count_in_any_unit(view: str) -> None:
    wanted = wanted_of(view)
    assert (wanted.types, wanted.unit) == (COUNTS, "")


@pytest.mark.parametrize(
    "view",
    [
        "同比增长多少？",
        "增长率是多少？",
        "税收占比是多少？",
        "占全市的多少？",
        "增长了百分之几？",
        "提高了几成？",
        "提高了多少个百分点？",
    ],
)
def test_a_rate(view: str) -> None:
    assert wanted_of(view).types == RATES


@pytest.mark.parametrize("view", ["增长了多少家？", "同比增加多少件？", "占地多少亩？"])
def test_a_rise_in_things_is_no_rate(view: str) -> None:
    assert wanted_of(view).types == COUNTS


@pytest.mark.parametrize(
    "view", ["投入多少资金？", "专项资金有多少？", "贷款金额是多少？", "产值达到多少？", "税收"]
)
def test_money(view: str) -> None:
    assert Q.MONEY in wanted_of(view).types
    assert not COUNTS & wanted_of(view).types


@pytest.mark.parametrize(
    ("view", "kind"),
    [
        ("排名第几？", Q.RANK),
        ("在全省位列第几？", Q.RANK),
        ("全省名次是多少？", Q.RANK),
        ("审查需要几天？", Q.DURATION),
        ("办理时限是多少个工作日？", Q.DURATION),
        ("审查要多久？", Q.DURATION),
        ("是上年的几倍？", Q.MULTIPLE),
        ("翻了几番？", Q.MULTIPLE),
    ],
)
def test_ranks_durations_and_multiples(view: str, kind: Q) -> None:
    assert wanted_of(view).types == {kind}


def test_output_of_an_area_may_be_stated_as_money_or_by_the_unit() -> None:
    assert wanted_of("地均产出是多少？").types == {Q.PER_UNIT, Q.MONEY, Q.COUNT}


@pytest.mark.parametrize("view", ["有多少？", "谁牵头？", "情况如何？"])
def test_nothing_is_wanted_where_nothing_tells(view: str) -> None:
    assert wanted_of(view).types == frozenset()


def test_a_comparison_with_the_year_before_asks_for_growth_with_a_place_for_a_gap() -> None:
    assert aspect_asked("比上年增长多少？") is Aspect.GROWTH
    assert aspect_asked("比去年多多少？") is Aspect.GROWTH
    assert aspect_asked("比嘉善县多多少？") is Aspect.GAP


@pytest.mark.parametrize("view", ["专利授权量排名前几？", "是全市第几个试点？"])
def test_a_place_in_an_order_is_a_rank(view: str) -> None:
    assert wanted_of(view).types == {Q.RANK}


def test_people_are_counted_but_not_the_word_for_talents() -> None:
    assert wanted_of("培训了多少人？").unit == "人"
    assert wanted_of("发了多少人才补贴？").unit == ""


def test_a_rise_in_points_is_growth() -> None:
    assert aspect_asked("到位率提高了多少个百分点？") is Aspect.GROWTH
    assert wanted_of("到位率提高了多少个百分点？").unit == "百分点"


@pytest.mark.parametrize(
    ("question", "types"),
    [
        ("联盟有多少成员？", {"count", "number"}),
        ("公司有几位工程师？", {"count", "number"}),
        ("排在第几位？", {"rank"}),
    ],
)
def test_members_and_people_are_counted(question: str, types: set[str]) -> None:
    assert {t.value for t in wanted_of(question).types} == types


@pytest.mark.parametrize("question", ["补助比率最高可到几成？", "青年创业计划总经费多少？"])
def test_a_ceiling_is_no_gap_and_a_plan_no_target(question: str) -> None:
    assert aspect_asked(question) not in (Aspect.GAP, Aspect.TARGET)


@pytest.mark.parametrize(
    ("view", "unit"),
    [
        ("有多少专利代理师？", "人"),
        ("引进多少高端人才？", "人"),
        ("多少动员资金？", ""),
        ("多少企业法人？", ""),
    ],
)
def test_people_are_counted_in_people(view: str, unit: str) -> None:
    assert wanted_of(view).unit == unit
