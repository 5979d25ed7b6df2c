"""Rates that a question names without asking for per cent, and the places of regions."""

import pytest

from corpus.document import Aspect, QuantityType
from corpus.places import places, short_name
from qa.asking.wanted import RATES, aspect_asked, wanted_of
from qa.question import read_question


@pytest.mark.parametrize(
    "view",
    [
        "城镇化率做到了多少",
        "办结率，青野省2017年是多少",
        "城镇化率的目标是多少",
        "第二产业的增长目标是多少",
        "绿化率提高到了多少",
    ],
)
def test_a_rate_is_asked_for(view: str) -> None:
    assert wanted_of(view).types == RATES


def test_output_per_area_is_no_rate() -> None:
    assert QuantityType.PER_UNIT in wanted_of("2015年园区地均产出率是多少").types


@pytest.mark.parametrize(
    ("view", "aspect"),
    [
        ("第二产业的增长目标是多少", Aspect.GROWTH),
        ("平均工资将提高多少", Aspect.GROWTH),
        ("到2022年示范企业总数是多少", Aspect.CUMULATIVE),
        ("到2022年示范企业有多少家", Aspect.TARGET),
    ],
)
def test_the_face_that_is_asked_for(view: str, aspect: Aspect) -> None:
    assert aspect_asked(view) is aspect


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("2009年内蒙古煤炭产量", "内蒙古自治区"),
        ("内蒙古的铁路", "内蒙古自治区"),
        ("广西的出口", "广西壮族自治区"),
    ],
)
def test_regions_by_their_short_names(text: str, region: str) -> None:
    assert [p.canonical for p in places(text)] == [region]
    assert short_name(region) in text


def test_two_digits_of_a_year() -> None:
    assert [p.start for p in read_question("83年小麦产量是多少").periods] == ["1983"]
    assert not read_question("产权期限70年的住宅有多少套").periods


def test_more_than_the_year_before_is_a_rise() -> None:
    assert "增加" in read_question("渔船比上年多吗").view


def test_what_rate_in_english() -> None:
    view = read_question(
        "What forest coverage rate does Yunnan aim for in the next five years?"
    ).view
    assert "今后五年" in view
    assert "森林覆盖率多少" in view
