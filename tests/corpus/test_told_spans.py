"""The years that a report looks back on, or ahead to, at a year's start."""

from datetime import date

import pytest

from corpus.document import Aspect, Figure
from tests.corpus.measuring import full, read

_TITLE = "青野省2011年政府工作报告"
_READ_OUT = date(2011, 1, 18)


def _read(text: str, published: date = _READ_OUT) -> dict[str, Figure]:
    return read(text, published, _TITLE)


def _years(figure: Figure) -> tuple[str | None, str | None]:
    assert figure.period is not None
    return figure.period.start, figure.period.end


def test_levels_sums_and_what_was_before() -> None:
    found = _read(
        "一、奋进的历程\n过去的五年，是转型发展的五年。外贸总额由31亿美元增加到74亿美元，年均增长19%。"
        "铁路营业里程达913公里。治理河道面积260平方公里。新建改建校舍88万平方米。"
    )
    assert found["31亿美元"].former
    assert _years(found["31亿美元"]) == ("2005", "2005")
    assert _years(found["74亿美元"]) == ("2010", "2010")
    assert _years(found["19%"]) == ("2006", "2010")
    assert _years(found["913公里"]) == ("2010", "2010")
    assert _years(found["260平方公里"]) == ("2006", "2010")
    assert _years(found["88万平方米"]) == ("2006", "2010")


def test_the_years_hold_until_a_paragraph_names_another_time() -> None:
    found = _read(
        "一、过去五年和2010年工作\n五年来，全省面貌一新。\n（一）聚力工业发展。\n"
        "钢产量达到612万吨，2009年获批园区3个，建成厂房41栋。\n"
        "各位代表，2010年是承上启下的一年。出口增长9%。\n（一）稳住外贸。\n开行班列77列。"
    )
    assert _years(found["612万吨"]) == ("2010", "2010")
    assert _years(found["3个"]) == ("2009", "2009")
    assert _years(found["9%"]) == ("2010", "2010")
    assert _years(found["77列"]) == ("2010", "2010")


def test_years_ahead_are_aimed_at() -> None:
    found = _read(
        "二、今后五年的打算\n今后五年，绿化率达到33%，新建水库17座，粮食产量年均增长2%。\n"
        "三、2011年重点工作\n年内新建站点29个。"
    )
    assert _years(found["33%"]) == (None, "2015")
    assert found["33%"].aspect is Aspect.TARGET
    assert _years(found["17座"]) == ("2011", "2015")
    assert _years(found["2%"]) == ("2011", "2015")
    assert _years(found["29个"]) == ("2011", "2011")


def test_the_year_that_is_over() -> None:
    found = _read("过去的一年，很不平凡。税收增长12%，创近8年来最好水平，投资增长23%。")
    assert _years(found["12%"]) == ("2010", "2010")
    assert _years(found["23%"]) == ("2010", "2010")


def test_in_the_midst_of_a_year_three_years_are_no_calendar_years() -> None:
    found = _read("三年来，外贸总额达到9亿美元。", date(2011, 9, 2))
    period = found["9亿美元"].period
    assert period is None or (period.start, period.end) != ("2008", "2010")


@pytest.mark.parametrize(
    ("text", "quote", "year"),
    [
        ("1972年本年收入合计37亿元，上年结转4亿元。", "37亿元", "1972"),
        ("1972年末渔船为980艘，比上年末的911艘增加69艘。", "911艘", "1971"),
        ("1972年渔船完好率由上年的83.5%上升到88%。", "83.5%", "1971"),
        ("1972年渔船完好率由上年的83.5%上升到88%。", "88%", "1972"),
        ("同1971年相比，1972年本年支出增长6亿元。", "6亿元", "1972"),
    ],
)
def test_the_year_before_is_told_from_the_year_spoken_of(text: str, quote: str, year: str) -> None:
    assert _years(read(text, date(1980, 6, 1))[quote])[0] == year


def test_rows_are_of_the_year_and_not_of_what_it_is_compared_with() -> None:
    found = read(
        "产量如下：\n一九七二年 一九七二年比\n一九七一年增长%\n"
        "芝麻油 88 万吨 6.4\n苎麻 21 万吨 -3.2\n"
    )
    assert _years(found["88 万吨"]) == ("1972", "1972")
    assert "6.4" not in found["88 万吨"].measure


def test_what_is_left_out_keeps_what_is_told_of() -> None:
    found = read("1972年渔业产值为73亿元，扣除外海捕捞产值11亿元，为62亿元。")
    assert "渔业产值" in full(found["62亿元"])
    assert "渔业产值" not in full(found["11亿元"]).removeprefix("渔业产值")


def test_a_share_that_changed_keeps_whose_it_is() -> None:
    found = read("到1972年底，入网的渔户达到9万户，占渔户总数的比例由1971年的13%上升到41%。")
    assert "渔户" in full(found["41%"])
    assert "入网" in full(found["13%"])


def test_a_thing_called_by_two_places_is_no_subject() -> None:
    found = read("南昌九江国际机场二期开工，轨道交通里程88公里。")
    assert found["88公里"].subject is None


def test_a_growth_that_two_values_share_keeps_the_years() -> None:
    found = _read(
        "一、奋进的历程\n五年来，全省税收和出口额达到71亿元和29亿元，分别较五年前增加44%和38%。"
    )
    assert _years(found["71亿元"]) == ("2010", "2010")
    assert "出口额" in full(found["29亿元"])
    assert "税收" not in full(found["29亿元"])
    assert _years(found["44%"]) == ("2006", "2010")
    assert found["38%"].aspect is Aspect.GROWTH


@pytest.mark.parametrize(
    "opening",
    [
        "这五年，我们办成了许多大事。",
        "本届政府任期的五年，是极不平凡的五年。",
        "这是实力持续提升的五年。",
        "回首过去五年，成绩来之不易。",
    ],
)
def test_openings_of_the_years(opening: str) -> None:
    found = _read(f"一、过去五年及2010年工作\n{opening}港口吞吐能力达到96万吨。新增码头38座。")
    assert _years(found["96万吨"]) == ("2010", "2010")
    assert _years(found["38座"]) == ("2006", "2010")


def test_the_year_that_just_ended_follows_the_years() -> None:
    found = _read(
        "一、过去五年及2010年工作\n这五年，新增码头38座。\n"
        "特别是刚刚过去的2010年，全省奋力前行。\n（一）稳住外贸。\n开行班列77列。"
    )
    assert _years(found["38座"]) == ("2006", "2010")
    assert _years(found["77列"]) == ("2010", "2010")


def test_a_heading_that_ends_in_the_years() -> None:
    found = _read("一、抢抓机遇的五年\n完成造林83万亩。\n二、2011年工作\n造林19万亩。")
    assert _years(found["83万亩"]) == ("2006", "2010")
    assert _years(found["19万亩"]) == ("2011", "2011")


def test_this_one_year_is_told_of_the_year_before_it() -> None:
    found = _read("2010年是收官之年。这一年，造林83万亩。")
    assert _years(found["83万亩"]) == ("2010", "2010")


def test_years_that_prices_are_of_date_no_figure() -> None:
    found = read(
        "1972年工业产值达到628亿元(按1965年不变价格计算)，比上一年增长7%。", date(1973, 2, 3)
    )
    assert _years(found["628亿元"]) == ("1972", "1972")
    assert _years(found["7%"]) == ("1972", "1972")


def test_a_number_and_its_count_are_one() -> None:
    found = read("2017年，机场旅客吞吐量首次突破900万、达到980万人次。")
    assert found["突破900万"].group == found["980万人次"].group
