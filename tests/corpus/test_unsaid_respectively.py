"""As many values as things, with 分别 left out, and what introduces rows."""

import pytest

from corpus.document import Aspect, Bound
from corpus.readers.plain_tables import plain_cells
from tests.corpus.measuring import full, read


@pytest.mark.parametrize(
    ("text", "quote", "thing", "other"),
    [
        ("火灾起数、伤亡人数较2017年下降41.2%、35.9%。", "35.9%", "伤亡人数", "火灾起数"),
        ("火灾起数、伤亡人数较2017年下降41.2%、35.9%。", "41.2%", "火灾起数", "伤亡人数"),
        ("税收和出口额达到71亿元和29亿元。", "29亿元", "出口额", "税收"),
    ],
)
def test_values_in_turn(text: str, quote: str, thing: str, other: str) -> None:
    found = full(read(text)[quote])
    assert thing in found
    assert other not in found


def test_one_thing_with_two_values_is_not_divided() -> None:
    found = read("甲、乙、丙三项税收达到71亿元和29亿元。")
    assert "税收" in full(found["71亿元"])


def test_what_introduces_rows_is_told_of_them() -> None:
    found = read(
        "2012年农业生产平稳，收成较好。\n主要农产品产量如下：\n2012年 2012年比\n2011年增长%\n"
        "芝麻油 88 万吨 6.4\n苎麻 21 万吨 -3.2\n今年天气较好，新增水田9万亩。"
    )
    assert "产量" in full(found["88 万吨"])
    assert "产量" not in full(found["9万亩"])


def test_a_line_of_amounts_heads_no_table() -> None:
    assert not plain_cells(
        "(147．1 亿平方米) (-1．4)\n毛毯 53．6 亿米 11．7\n线毯 54．1 万吨 4．6\n"
    )


def test_multiples_in_turn_behind_a_year() -> None:
    found = read("全省专利申请量、授权量分别为2.3万件、1.5万件，是2007年的2.9倍和2.8倍。")
    assert "申请" in full(found["2.9倍"])
    assert "授权" in full(found["2.8倍"])


def test_values_of_two_units_are_dealt_out_by_unit() -> None:
    found = read("其中城镇和农村居民人均收入分别为32000元和16000元、增长5%和8%。")
    assert full(found["32000元"]) == full(found["5%"]) == "|城镇居民人均收入"
    assert full(found["16000元"]) == full(found["8%"]) == "|农村居民人均收入"


@pytest.mark.parametrize(
    "things", ["一、二、三产增加值", "三次产业增加值", "第一、二、三产业增加值"]
)
def test_three_industries_in_one_word(things: str) -> None:
    found = read(f"全省{things}分别实现71亿元、203亿元、325亿元，增长3.5%、17.2%和11.4%。")
    assert "第三产业增加值" in full(found["325亿元"])
    assert "第二产业增加值" in full(found["17.2%"])
    assert "第一" not in full(found["203亿元"])


def test_a_bound_is_of_all_values() -> None:
    found = read("投资和零售额分别突破51亿元、23亿元大关。")
    assert found["23亿元"].quantity.bound is Bound.MORE_THAN
    assert read("投资和零售额分别为51亿元、23亿元。")["23亿元"].quantity.bound is Bound.EXACT


def test_what_was_reached_behind_what_was_added() -> None:
    found = read("全省高速公路里程新增510公里，突破5300公里。")
    assert found["突破5300公里"].aspect is Aspect.ACTUAL
    assert "新增" not in full(found["突破5300公里"])
    assert found["510公里"].aspect is Aspect.NEW


def test_a_proportion_of_several_parts_is_one_figure() -> None:
    found = read("三次产业结构由上年的13.1：51.7：35.2调整为12.2：50.4：37.4。")
    assert list(found) == ["13.1：51.7：35.2", "12.2：50.4：37.4"]
    assert found["13.1：51.7：35.2"].former
    assert "结构" in full(found["12.2：50.4：37.4"])
    assert not read("会议10:30:00开始，比赛于12:15:00结束。")
