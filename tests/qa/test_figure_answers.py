"""One figure asked for: the right one with all it is, or the reason why there is none."""

from decimal import Decimal

import pytest

from corpus.document import Aspect, Bound, QuantityType
from corpus.script import fold_text
from qa.contract import AskResponse, Kind, QuantityOut, RefusalCode, Status, Warning
from tests.qa.asking import Ask, asking

YUNXI = """云溪区知识产权工作年度报告

一、创造情况

2031年，我区专利申请量为4820件，同比增长12.5%；专利授权量为3160件，同比增长8.3%。2032年，我区专利申请量达到5236件。截至2032年底，我区累计有效发明专利1.25万件。

二、运用情况

2031年，云溪区专利质押融资金额达到16亿，惠及企业93家。云溪区产业园地均产出为每平方公里41亿元，高于全市平均水平9亿元。2031年，软件产业收入210亿元，税收18亿元；2032年实现收入260亿元。云溪区设立维权援助站超过12个。每年开展培训20至30场。2032年，云溪区商标注册量突破3万件，达3.0517万件。

三、工作目标

到2035年，全区有效发明专利拥有量达到2万件，培育示范企业60家以上。

四、其他

2031年商标申请量和2032年商标申请量分别为2600件和2950件。
"""
ANJI = """安吉县知识产权工作情况

2031年，安吉县专利申请量为9150件，专利授权量为6010件。从业人员31



00人。
2031年，安吉县外观设计??怠⒋申请880件。
2032年，安吉县技术合同成交额13

亿元，服务机构达到148

家。
"""
HANT = (
    "\ufeff雲溪區與安吉縣合作簡報\r\n\r\n"
    "2033年，雲溪區與安吉縣共建實驗室15間，質押融資額為8.0692億元。\r\n"
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {"yunxi.txt": YUNXI, "anji.txt": ANJI, "hant.txt": HANT}
    return asking(tmp_path_factory.mktemp("figures"), documents)


def figure(response: AskResponse) -> QuantityOut:
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.FIGURE
    return response.quantities[0]


def refused(response: AskResponse) -> RefusalCode:
    assert response.status is Status.NOT_FOUND, response.answer
    assert response.refusal is not None
    return response.refusal.code


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("云溪区2031年专利申请量是多少？", "4820件"),
        ("云溪区2032年专利申请量是多少？", "5236件"),
        ("2032年云溪区的专利申请量达到多少件？", "5236件"),
        ("安吉县2031年专利申请量是多少？", "9150件"),
        ("安吉县2031年专利授权多少件？", "6010件"),
        ("2031年云溪区专利质押融资惠及多少家企业？", "93家"),
    ],
)
def test_the_figure_of_the_place_and_year_asked_for(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert figure(response).raw == response.answer == answer


def test_another_year_is_refused_and_told_which_years_there_are(ask: Ask) -> None:
    response = ask("云溪区2029年专利申请量是多少？")
    assert refused(response) is RefusalCode.OTHER_PERIOD
    assert response.refusal is not None
    assert "2031年" in response.refusal.message
    assert "2032年" in response.refusal.message
    assert response.refusal.nearest
    assert "4820件" in "".join(c.quote for c in response.citations)


def test_another_place_is_refused_and_told_which_places_there_are(ask: Ask) -> None:
    response = ask("德清县2031年专利申请量是多少？")
    assert refused(response) is RefusalCode.OTHER_PLACE
    assert response.refusal is not None
    assert "云溪区" in response.refusal.message


def test_two_places_are_two_readings(ask: Ask) -> None:
    response = ask("2031年专利申请量是多少？")
    assert refused(response) is RefusalCode.AMBIGUOUS
    assert response.refusal is not None
    offered = {o.question[:3]: o for o in response.refusal.options}
    assert {place: o.answer for place, o in offered.items()} == {
        "云溪区": "4820件",
        "安吉县": "9150件",
    }
    for option in offered.values():
        assert option.answer in response.citations[option.citation - 1].quote
        assert ask(option.question).answer == option.answer  # one click away


def test_two_years_are_two_readings(ask: Ask) -> None:
    response = ask("云溪区专利申请量是多少？")
    assert refused(response) is RefusalCode.AMBIGUOUS
    assert response.refusal is not None
    assert [o.answer for o in response.refusal.options] == ["4820件", "5236件"]
    for option in response.refusal.options:
        assert ask(option.question).answer == option.answer


def test_respectively_gives_each_its_own(ask: Ask) -> None:
    response = ask("2031年商标申请量和2032年商标申请量分别是多少？")
    assert response.answer == "2600件；2950件"
    assert [(q.value, q.period and q.period.text) for q in response.quantities] == [
        (Decimal(2600), "2031年"),
        (Decimal(2950), "2032年"),
    ]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云溪区2032年商标申请量是多少？", 2950),
        ("云溪区2031年商标申请量是多少？", 2600),
    ],
)
def test_one_of_respectively_is_told_from_the_other(ask: Ask, question: str, value: int) -> None:
    assert figure(ask(question)).value == value


def test_a_later_clause_inherits_the_subject(ask: Ask) -> None:
    later = figure(ask("云溪区2032年软件产业收入多少？"))
    assert (later.raw, later.period and later.period.text) == ("260亿元", "2032年")
    earlier = figure(ask("云溪区2031年软件产业税收多少？"))
    assert earlier.raw == "18亿元"


def test_a_gap_is_no_level_and_a_level_no_gap(ask: Ask) -> None:
    gap = figure(ask("云溪区产业园地均产出高于全市平均水平多少？"))
    assert (gap.value, gap.unit, gap.aspect) == (9, "亿元", Aspect.GAP)
    level = figure(ask("云溪区产业园地均产出是多少？"))
    assert level.value == 41
    assert level.type is QuantityType.PER_UNIT


def test_a_growth_is_no_level_and_a_level_no_growth(ask: Ask) -> None:
    growth = figure(ask("云溪区2031年专利申请量同比增长多少？"))
    assert (growth.raw, growth.type, growth.aspect) == (
        "12.5%",
        QuantityType.PERCENT,
        Aspect.GROWTH,
    )
    assert figure(ask("云溪区2031年专利授权量的增长率是多少？")).raw == "8.3%"
    assert ask("云溪区2030年专利申请量同比增长多少？").status is Status.NOT_FOUND


def test_a_growth_that_is_not_stated_follows_from_the_figures_of_both_years(ask: Ask) -> None:
    calculation = ask("云溪区2032年专利申请量同比增长多少？").calculation
    assert calculation is not None
    assert calculation.expression == "(5236 - 4820) / 4820 * 100"


@pytest.mark.parametrize(
    ("question", "value", "bound"),
    [
        ("云溪区维权援助站有多少个？", 12, Bound.MORE_THAN),
        ("云溪区到2035年要培育多少家示范企业？", 60, Bound.AT_LEAST),
    ],
)
def test_a_bound_is_said(ask: Ask, question: str, value: int, bound: Bound) -> None:
    found = figure(ask(question))
    assert (found.value, found.bound) == (value, bound)


def test_the_exact_figure_is_preferred_to_the_bound_in_one_breath(ask: Ask) -> None:
    found = figure(ask("云溪区2032年商标注册量是多少？"))
    assert (found.raw, found.bound) == ("3.0517万件", Bound.EXACT)
    assert found.normalized_value == 30517


def test_a_range_has_two_ends_and_no_value(ask: Ask) -> None:
    found = figure(ask("云溪区每年开展多少场培训？"))
    assert (found.min, found.max, found.value) == (20, 30, None)
    assert found.bound is Bound.RANGE


def test_a_unit_left_out_is_inferred_and_said_to_be(ask: Ask) -> None:
    found = figure(ask("云溪区2031年专利质押融资金额是多少？"))
    assert (found.value, found.unit, found.unit_inferred) == (16, "亿", True)
    assert (found.normalized_value, found.normalized_unit) == (1_600_000_000, "元")


def test_a_target_is_no_stock(ask: Ask) -> None:
    target = ask("云溪区到2035年有效发明专利拥有量要达到多少？")
    assert figure(target).raw == "2万件"
    assert figure(target).aspect is Aspect.TARGET
    assert Warning.TARGET_VS_ACTUAL not in target.warnings  # it was asked for
    stock = figure(ask("云溪区累计有效发明专利多少件？"))
    assert (stock.raw, stock.aspect) == ("1.25万件", Aspect.CUMULATIVE)


@pytest.mark.parametrize(
    ("question", "value", "raw"),
    [
        ("安吉县2032年技术合同成交额是多少？", 13, "13\n\n亿元"),
        ("安吉县2032年服务机构达到多少家？", 148, "148\n\n家"),
    ],
)
def test_a_page_break_inside_a_figure_is_no_border(
    ask: Ask, question: str, value: int, raw: str
) -> None:
    response = ask(question)
    assert figure(response).value == value
    assert figure(response).raw == raw
    assert "\n" not in response.answer
    assert raw in response.citations[0].quote


def test_digits_on_two_lines_are_never_joined(ask: Ask) -> None:
    response = ask("安吉县2031年从业人员有多少人？")
    assert all(q.value != 3100 for q in response.quantities)


def test_destroyed_characters_are_kept(ask: Ask) -> None:
    response = ask("安吉县2031年外观设计申请多少件？")
    assert figure(response).value == 880
    assert "??怠⒋" in response.citations[0].quote


@pytest.mark.parametrize("question", ["我区2031年专利申请量是多少？", "雲溪區2031年專利申請量？"])
def test_the_texts_own_word_is_resolved_to_the_place(ask: Ask, question: str) -> None:
    response = ask(question)
    subject = figure(response).subject
    assert subject is not None
    assert subject.resolved_from == "我区"
    assert fold_text(subject.text) == "云溪区"
    assert response.answer == "4820件"


def test_a_traditional_text_with_a_bom_and_two_character_lines(ask: Ask) -> None:
    response = ask("云溪区2033年质押融资额是多少？")
    found = figure(response)
    assert response.answer == "8.0692亿元"  # the asker writes Simplified
    assert (found.raw, found.unit) == ("8.0692億元", "億元")  # the text does not
    assert found.normalized_value == 806_920_000
    assert ask("雲溪區2033年共建實驗室多少間？").answer == "15間"


@pytest.mark.parametrize(
    "question",
    [
        "云溪区2031年有多少人参加游泳比赛？",
        "安吉县有多少名专利代理师？",
        "云溪区2031年实用新型专利申请量是多少？",
    ],
)
def test_what_no_document_speaks_of_is_refused(ask: Ask, question: str) -> None:
    response = ask(question)
    assert refused(response) in (
        RefusalCode.NO_FIGURE,
        RefusalCode.OTHER_MEASURE,
        RefusalCode.NO_EVIDENCE,
    )
    assert response.answer == ""
