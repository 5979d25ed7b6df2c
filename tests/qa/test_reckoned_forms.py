"""Calculations in further forms: what is not the part, rates by the year."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.parse import parse
from qa.answerers.rates import annual
from qa.answerers.siblings import are_strung
from qa.asking.kinds import kind_of
from qa.asking.phrasing import usual
from qa.asking.ways import Way, way_of
from qa.contract import Status
from qa.question import read_question
from tests.qa.asking import Ask, asking, calculated

PARK = """云朔园区发展简报

2033年,云朔园区软件产业收入200亿元,装备产业收入50亿元,物流产业收入20亿元。2035年,软件产业收入288亿元,装备产业收入60亿元,物流产业收入24亿元。
新增示范企业4家、试点企业30家,总数分别达到12家和90家。新认定高新企业240家,占全部高新企业的60%。
2035年园区人均产出216万元/人,高于全市平均水平36万元。
2035年,园区企业专利申请超过8万件,其中发明专利申请量达5万件;发明专利授权量2万件,拥有有效发明专利9万件。
骨干机构交易额达到45亿元,2033年以来年均增长50%。
园区企业以118件发明专利、263件实用新型专利、17件商标换来贷款。
到2038年,有效发明专利拥有量达到15万件。
园区孵化器已入驻小微企业200多家,80%以上的企业拥有商标。
2035年,园区共有120家企业申报质量奖,年度销售额150亿元,其中自主品牌产品的销售额90亿元,其中48家企业被认定为质量标杆企业。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("forms"), {"park.txt": PARK})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("2035年软件、装备、物流这三个产业合计收入多少亿元？", "372", "亿元"),
        ("云朔园区示范企业和试点企业总共多少家？", "102", "家"),
        ("云朔園區示範企業同試點企業數目爭幾多？", "78", "家"),
        ("2035年软件产业收入比2033年多赚了几个亿？", "88", "亿元"),
        ("软件产业收入2033年、2035年两年平均是多少亿元？", "244", "亿元"),
        ("园区企业2035年申请的专利中，非发明专利的有多少万件？", "3", "万件"),
        ("申报质量奖的企业非自主品牌产品的销售额是多少亿元？", "60", "亿元"),
        ("有效发明专利拥有量要达到2038年的目标，还差多少万件？", "6", "万件"),
        ("拥有商标的企业大约有多少家(入驻200多家，占80%)？", "160", "家"),
        ("120家申报企业平均销售额多少亿元？", "1.25", "亿元"),
    ],
)
def test_amounts(ask: Ask, question: str, value: str, unit: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("园区高新企业中，不是新认定的占百分之几？", "40"),
        ("申报质量奖的企业里，有多大比例被认定为质量标杆企业？", "40"),
        ("申报质量奖的企业，最后被认定的比率是多少？", "40"),
        ("2035年园区人均产出超出全市平均水平百分之几？", "20"),
        ("装备产业收入从2033年到2035年增长了百分之几？", "20"),
        ("物流产业收入2035年较2033年增长百分之几？", "20"),
        ("软件产业收入从2033年到2035年，年均增长百分之几？", "20"),
    ],
)
def test_rates_and_shares(ask: Ask, question: str, value: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), "%")


def test_a_growth_by_the_year_leads_back_over_all_years(ask: Ask) -> None:
    assert calculated(ask("按年均增长50%倒推，骨干机构2033年的交易额是多少亿元？")) == (
        Decimal("20"),
        "亿元",
    )


def test_what_a_text_calls_by_its_own_name_is_no_remainder(ask: Ask) -> None:
    response = ask("园区非税收入是多少？")
    assert response.calculation is None


def test_a_part_beside_another_one_is_not_its_whole(ask: Ask) -> None:
    assert ask("园区企业获得贷款的专利里，发明专利占多大比例？").calculation is None


def test_what_was_reached_is_no_target_of_another_year(ask: Ask) -> None:
    assert ask("园区2038年实际的有效发明专利比15万件的目标多几件？").status is Status.NOT_FOUND


def test_an_amount_that_the_question_states_is_not_what_it_asks_for(ask: Ask) -> None:
    response = ask("园区企业申报质量奖的有120家，标杆企业还需增加多少家？")
    assert "120" not in (response.answer or "")


@pytest.mark.parametrize(
    ("one", "other", "strung"),
    [("4家", "30家", True), ("12家", "90家", True), ("30家", "12家", False)],
)
def test_figures_that_are_strung_together(one: str, other: str, strung: bool) -> None:
    parsed = parse(Document("d", "d.txt", PARK, "0" * 64, "txt/1"))
    document = parsed.document
    found = {document.quote(f.span): f for f in parsed.figures}
    assert are_strung(document, found[one], found[other]) is strung


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("How much higher was revenue in 2035 than in 2033?", "2035年收入比2033年多多少？"),
        (
            "How much credit did each bank grant on average in Chengdu?",
            "成都授信授权平均每家银行多少？",
        ),
        ("By how many did Shenzhen patents exceed Ningbo patents?", "深圳专利比宁波专利多多少？"),
        ("Shenzhen's patents exceeded Ningbo's by how many?", "深圳专利比宁波多多少？"),
        (
            "What was the difference between Ningbo's and Shenyang's patents in 2033?",
            "宁波和沈阳2033年专利相差多少？",
        ),
        (
            "What was the combined 2035 revenue of the software industry and the patent industry?",
            "2035年软件产业收入和2035年专利产业收入加起来是多少？",
        ),
    ],
)
def test_english_calculations(text: str, meant: str) -> None:
    assert read_question(text).view == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("两区收入加在一起是多少？", "两区收入加起来是多少？"),
        ("战争多少年？", "战争多少年？"),
        ("赚了几个亿？", "赚了几亿元？"),
        ("几个亿万富翁？", "几个亿万富翁？"),
        ("甲市2030年产值是多少？请用2031年的数字和增幅反推", "甲市2030年产值是多少，推算"),
        ("以2030年以来年均8%的增速算，甲市2030年产值多少？", "按8%推算，甲市2030年产值多少？"),
    ],
)
def test_ways_of_saying_that_something_is_to_be_reckoned(said: str, meant: str) -> None:
    assert usual(said, "hans") == meant


@pytest.mark.parametrize(
    ("view", "way"),
    [
        ("产值从2030年到2033年年均增长率是多少？", Way.ANNUAL),
        ("产值2033年比2030年增长百分之几？", Way.RATE),
        ("两年平均产值是多少？", Way.AVERAGE),
        ("三市平均工资是多少？", Way.DIFFERENCE),
    ],
)
def test_what_is_to_be_computed(view: str, way: Way) -> None:
    assert way_of(view) is way


def test_an_addition_is_a_calculation() -> None:
    assert kind_of(read_question("甲奖加乙奖共几项？").view).value == "calculation"


@given(
    was=st.integers(1, 10**6),
    percent=st.integers(1, 300),
    years=st.integers(1, 12),
)
def test_an_annual_rate_leads_from_what_was_to_what_is(was: int, percent: int, years: int) -> None:
    now = Decimal(was) * (1 + Decimal(percent) / 100) ** years
    assert round(annual(now, Decimal(was), years).result, 6) == percent
