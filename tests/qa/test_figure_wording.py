"""Figures asked for in other words than the text's, beside figures that are nearly meant."""

from pathlib import Path

import pytest

from qa.contract import RefusalCode, Status
from tests.qa.asking import asking

TEXT = """青浦区2031年工作总结

一、概况

2031年末,全区城镇登记失业率为3.1%,比上年末下降0.4个百分点。规上工业企业实现利润总额88.2亿元,下降6.9%。全年新设经营主体7215户,其中个体工商户5364户;注销2048户。城镇居民人均可支配收入81020元,农村居民人均可支配收入46310元。

二、奖励

对新认定的示范机构、优势机构,分别给予40万元和25万元一次性奖励。单笔贷款最高700万元。对坏账,基金承担45%,银行承担35%,保险公司承担20%。

三、办理

办理代表建议418件、委员提案527件。基金投资项目12个,金额3.6亿元。产品次品率由2.8‰降至0.6‰。
"""
ZONES = """嘉兴市巡礼

2031年，嘉兴经开区专利申请量达到3180件，嘉兴经开区连续四年居首。嘉兴市商标注册量5120件。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青浦区失业率降了多少个百分点？", "0.4个百分点"),
        ("青浦区规上工业利润跌了多少？", "6.9%"),
        ("青浦区2031年个体户新增多少户？", "5364户"),
        ("青浦区乡下居民人均可支配收入多少？", "46310元"),
        ("青浦区示范机构奖励金额", "40万元"),
        ("青浦区单笔贷款最多能贷多少？", "最高700万元"),
        ("青浦区的坏账保险公司承担多少？", "20%"),
        ("青浦区产品次品率现在是多少？", "0.6‰"),
        ("青浦区办理了多少件代表建议和委员提案？", "418件；527件"),
        ("青浦区基金投了几个项目，投了多少钱？", "12个；3.6亿元"),
    ],
)
def test_a_figure_is_found_in_other_words(tmp_path: Path, question: str, answer: str) -> None:
    response = asking(tmp_path, {"report.txt": TEXT})(question)
    assert (response.status, response.answer) == (Status.ANSWERED, answer)


def test_a_zone_s_figure_is_not_its_city_s(tmp_path: Path) -> None:
    ask = asking(tmp_path, {"tour.txt": ZONES})
    refused = ask("嘉兴市2031年专利申请量是多少？")
    assert refused.refusal is not None
    assert refused.refusal.code is RefusalCode.OTHER_PLACE
    assert ask("嘉兴经开区2031年专利申请量是多少？").answer == "3180件"
    assert ask("嘉兴市2031年商标注册量是多少？").answer == "5120件"


def test_a_word_that_tells_figures_apart_and_is_nowhere_leaves_both(tmp_path: Path) -> None:
    text = "青浦区简报\n\n2031年，青浦区东片居民户均用水量96吨，西片居民户均用水量84吨。\n"
    response = asking(tmp_path, {"brief.txt": text})("青浦区山地居民户均用水量多少吨？")
    assert response.status is Status.NOT_FOUND


OTHERS = """槐安区服务中心简介

全区专利授权1.4万件，其中发明专利3900件。发明专利平均授权周期75天，最短仅12天；实用新型平均授权周期8天。

预审申请发明6个工作日、实用新型4个工作日、外观设计2个工作日内出具结论。调解期限为30日，延长期限不超过20日。

2031年助力316家企业获得贷款19.7亿元，户均融资约620万元，平均利率4.1%，比同期贷款利率低1.4个百分点。企业专利申请8120件，同比下降3.3%；授权5060件，同比增长14.8%。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("槐安区发明专利授权量多少件？", "3900件"),
        ("槐安区发明专利最快几天授权？", "12天"),
        ("槐安区预审实用新型几个工作日出结论？", "4个工作日"),
        ("槐安区调解最多延长几天？", "不超过20日"),
        ("槐安区2031年帮多少企业拿到贷款？", "316家"),
        ("槐安区平均每家企业融资多少钱？", "约620万元"),
        ("槐安区企业专利申请降了多少？", "3.3%"),
    ],
)
def test_a_part_a_limit_and_an_extreme(tmp_path: Path, question: str, answer: str) -> None:
    response = asking(tmp_path, {"intro.txt": OTHERS})(question)
    assert (response.status, response.answer) == (Status.ANSWERED, answer)
