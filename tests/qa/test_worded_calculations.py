"""One pair of figures, asked for in many wordings: none of them decides what is computed."""

from decimal import Decimal

import pytest

from qa.contract import Kind
from tests.qa.asking import Ask, asking, calculated

COUNTY = """云台县2036年工作总结

2036年,云台县财政总收入800亿元,其中税务收入500亿元。社会消费品零售总额120亿元。固定资产总投资900亿元。
全县企业贷款2亿元,涉及企业40家。公共用房登记时间由40天缩短到10天。全县将12个园区整合优化为5个。2033年文旅收入25亿元,2035年文旅收入30亿元,2036年文旅收入40亿元。2036年用电量25亿千瓦时,同比增长25%。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("worded"), {"county.txt": COUNTY})


@pytest.mark.parametrize(
    "question",
    [
        "云台县2036年财政总收入与社会消费品零售总额之间差了多少亿元？",
        "云台县2036年财政总收入较社会消费品零售总额多几亿元？",
        "云台县2036年财政总收入领先社会消费品零售总额多少亿元？",
        "云台县2036年财政总收入减社会消费品零售总额剩多少？",
        "云台县2036年的财政总收入和社会消费品零售总额差距多大？",
    ],
)
def test_differences(ask: Ask, question: str) -> None:
    assert calculated(ask(question)) == (Decimal(680), "亿元")


@pytest.mark.parametrize(
    "question",
    [
        "云台县2036年财政总收入以及社会消费品零售总额两项总额是多少亿元？",
        "云台县2036年财政总收入和社会消费品零售总额合计多少亿元？",
    ],
)
def test_sums(ask: Ask, question: str) -> None:
    assert calculated(ask(question)) == (Decimal(920), "亿元")


@pytest.mark.parametrize(
    "question",
    [
        "云台县2036年固定资产总投资对社会消费品零售总额的倍数是多少？",
        "云台县2036年固定资产总投资为社会消费品零售总额的多少倍？",
    ],
)
def test_multiples(ask: Ask, question: str) -> None:
    assert calculated(ask(question)) == (Decimal("7.5"), "倍")


def test_which_is_more_and_by_how_much_is_no_sum(ask: Ask) -> None:
    found = ask("云台县2036年财政总收入和社会消费品零售总额哪个更高，高多少？")
    assert found.kind is Kind.COMPARISON
    assert "680亿元" in found.answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("云台县2036年的财政总收入比社会消费品零售总额多吗？", "是"),
        ("云台县2036年社会消费品零售总额超过财政总收入了吗？", "否"),
        ("2036年云台县财政总收入是不是高于社会消费品零售总额？", "是"),
    ],
)
def test_an_asserted_order_says_its_figures_without_the_names(
    ask: Ask, question: str, answer: str
) -> None:
    found = ask(question)
    assert found.answer.startswith(answer)
    assert "800亿元" in found.answer
    assert "2036" not in found.answer


@pytest.mark.parametrize(
    "question",
    [
        "云台县的企业平均每家贷款多少万元？",
        "云台县的企业，贷款额平均到每家是多少万元？",
        "云台县的企业贷款均摊到每家有多少万元？",
    ],
)
def test_what_falls_on_each(ask: Ask, question: str) -> None:
    assert calculated(ask(question)) == (Decimal(500), "万元")


@pytest.mark.parametrize(
    "question",
    [
        "云台县文旅收入2035年到2036年净增多少亿元？",
        "2035到2036年，云台县文旅收入提高了多少亿元？",
        "云台县2036年文旅收入较2035年净增多少？",
    ],
)
def test_both_years_of_a_range(ask: Ask, question: str) -> None:
    assert calculated(ask(question)) == (Decimal(10), "亿元")


@pytest.mark.parametrize(
    "question", ["倒推云台县2035年用电量", "云台县2035年用电量估计是多少亿千瓦时？"]
)
def test_the_year_before_is_reckoned_however_that_is_worded(ask: Ask, question: str) -> None:
    assert calculated(ask(question)) == (Decimal(20), "亿千瓦时")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云台县文旅收入从2033年到2036年平均每年增加多少亿元？", Decimal(40 - 25) / 3),
        ("2033到2036年，云台县文旅收入每年平均要增加多少亿元？", Decimal(40 - 25) / 3),
        ("云台县文旅收入2035年到2036年平均每个季度增加多少亿元？", Decimal(40 - 30) / 4),
    ],
)
def test_a_change_by_the_year(ask: Ask, question: str, value: Decimal) -> None:
    result, unit = calculated(ask(question))
    assert (round(result, 4), unit) == (round(value, 4), "亿元")


def test_a_sum_and_its_share_are_two_answers(ask: Ask) -> None:
    found = ask("云台县2036年税务收入和社会消费品零售总额合计多少亿元，占财政总收入的比例有多大？")
    assert found.answer.startswith("620亿元；")


def test_what_was_merged_into_fewer_is_a_change(ask: Ask) -> None:
    assert calculated(ask("云台县的园区整合后减少了几个？")) == (Decimal(7), "个")


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        (
            "云台县2036年固定资产总投资比社会消费品零售总额多多少亿元，是社会消费品零售总额的几倍？",
            ["780亿元", "7.5倍"],
        ),
        ("云台县文旅收入2036年比2035年增加多少亿元，增幅是多少？", ["10亿元", "约33.33%"]),
    ],
)
def test_further_things_asked_of_what_is_held_against_another(
    ask: Ask, question: str, answers: list[str]
) -> None:
    assert ask(question).answer.split("；") == answers


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("云台县2036年税务收入占财政总收入的六成以上吗？", "是"),
        ("云台县2036年固定资产总投资是社会消费品零售总额的八倍以上吗？", "否"),
        ("云台县2036年社会消费品零售总额有财政总收入的三分之一吗？", "否"),
    ],
)
def test_a_part_that_is_asserted_in_other_words(ask: Ask, question: str, answer: str) -> None:
    found = ask(question)
    assert found.kind is Kind.YES_NO
    assert found.answer.startswith(answer)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("云台县公共用房登记比原先快了几天？", Decimal(30), "天"),
    ],
)
def test_a_change_from_what_was_before(ask: Ask, question: str, value: Decimal, unit: str) -> None:
    result, called = calculated(ask(question))
    assert (round(result, 4), called) == (round(value, 4), unit)
