"""Which face of a measure a figure shows."""

import pytest

from corpus.attribution.aspects import Setting, aspect_of, carries_target, seen_aspect
from corpus.document import Aspect
from corpus.periods import periods
from corpus.quantities import quantities
from tests.corpus.test_measure_labels import figures


def aspect(
    clause: str, headings: str = "", period: str = "", setting: Setting | None = None
) -> Aspect:
    """Return the aspect of a clause's last quantity."""
    quantity = quantities(clause)[-1]
    named = periods(period)
    return aspect_of(
        quantity,
        clause[: quantity.span.start],
        clause[quantity.span.end :],
        headings,
        named[0] if named else None,
        setting or Setting(),
    )


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("登记量820件", Aspect.ACTUAL),
        ("累计登记820件", Aspect.CUMULATIVE),
        ("新增站点35个", Aspect.NEW),
        ("力争登记820件", Aspect.TARGET),
        ("计划筹集厂房30万套", Aspect.TARGET),
        ("本计划获拨款7亿元", Aspect.ACTUAL),
        ("资助计划共接获申请51宗", Aspect.ACTUAL),
        ("拟资助名单公示5天", Aspect.ACTUAL),
        ("同比增长12%", Aspect.GROWTH),
        ("较前一年增加36处", Aspect.GROWTH),
        ("比上年减产4%", Aspect.GROWTH),
        ("同比提高0.3个百分点", Aspect.GROWTH),
        ("优良比例同比上升12个百分点", Aspect.GROWTH),
        ("增加值比重为42%", Aspect.SHARE),
        ("占全省的31%", Aspect.SHARE),
        ("淘汰落后产能640万吨", Aspect.ACTUAL),
        ("高于全省平均水平27亿元", Aspect.GAP),
        ("低于同期平均水平1.5个百分点", Aspect.GAP),
        ("贫困率降至2%", Aspect.ACTUAL),
        ("位居全省第三", Aspect.ACTUAL),
    ],
)
def test_faces(clause: str, expected: Aspect) -> None:
    assert aspect(clause) is expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [("到2025年", Aspect.TARGET), ("截至2019年底", Aspect.ACTUAL), ("2019年", Aspect.ACTUAL)],
)
def test_the_future_is_a_target(period: str, expected: Aspect) -> None:
    assert aspect("产值达到500亿元", period=period) is expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [("截至目前", Aspect.CUMULATIVE), ("试点以来", Aspect.CUMULATIVE), ("目前", Aspect.ACTUAL)],
)
def test_counted_up_to_now_is_cumulative(period: str, expected: Aspect) -> None:
    assert aspect("服务企业93家", period=period) is expected


def test_a_year_that_is_over_is_no_target() -> None:
    assert aspect("产值达到500亿元", headings="一、发展目标") is Aspect.TARGET
    past = Setting(past=True)
    assert aspect("产值达到500亿元", headings="一、发展目标", setting=past) is Aspect.ACTUAL
    assert aspect("预计产值500亿元", setting=past) is Aspect.ACTUAL
    assert aspect("力争产值500亿元", setting=past) is Aspect.TARGET


def test_what_announces_targets() -> None:
    assert carries_target("今年的主要预期目标是：")
    assert not carries_target("以建设强市为目标，")
    assert aspect("产值500亿元", setting=Setting(target=True)) is Aspect.TARGET


def faces(text: str) -> list[Aspect]:
    return [figure.aspect for figure in figures(text)]


def test_a_sum_reaches_over_the_clauses_behind_it() -> None:
    summed, level = Aspect.CUMULATIVE, Aspect.ACTUAL
    assert faces("基金累计投资项目9个，投资金额2亿元。") == [summed, summed]
    assert faces("全区累计培育企业9家，专利拥有量达到50件。") == [summed, level]
    assert faces("全区累计培育企业9家；投资金额2亿元。") == [summed, level]


def test_a_total_is_not_what_was_added() -> None:
    assert faces("新增机构6家，总数达到23家。") == [Aspect.NEW, Aspect.ACTUAL]


def test_a_multiple_of_an_earlier_time_is_a_growth() -> None:
    assert faces("2031年融资额54亿元，约为2029年的6倍。")[1] is Aspect.GROWTH
    assert faces("登记量达8件，约为去年同期的2倍。")[1] is Aspect.GROWTH
    assert faces("登记量达8件，是全市平均水平的2倍。")[1] is Aspect.ACTUAL


def test_a_growth_that_is_aimed_at_is_a_target_and_answers_for_growth() -> None:
    made = figures("到2035年，登记量力争突破15万件，年均增长12%。")
    assert [figure.aspect for figure in made] == [Aspect.TARGET] * 2
    assert [seen_aspect(figure) for figure in made] == [Aspect.TARGET, Aspect.GROWTH]
    assert faces("2031年登记量15万件，年均增长12%。")[1] is Aspect.GROWTH


def test_both_sides_of_a_share_that_changes_are_shares() -> None:
    assert faces("发明专利占申请量的比重由2015年的31%提高到42.5%。") == [Aspect.SHARE] * 2
