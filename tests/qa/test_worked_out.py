"""What follows from figures by their changes, yardsticks, counts and days."""

from decimal import Decimal
from pathlib import Path

import pytest

from qa.contract import Status
from tests.qa.asking import Ask, asking, calculated

BULLETIN = """柳川市2031年统计公报

一、综合
2031年,柳川市地区生产总值730亿元。年末全市总人口为200万人,出生人口1.46万人。

二、农业
全年小麦面积418万亩,芝麻面积63万亩,分别比上年减少20万亩和3万亩。年末农村低保人口28万人,比上年末减少7万人。

三、工业
新材料产业增长16%,高于规模以上工业增速9个百分点。开办企业由平均20个工作日压缩到5个工作日,网上可办率达80%。

四、科教
研究经费支出11亿元。

五、旅游
全年游客900万人次,景区数量42个。2031年,城镇居民人均收入30000元,农村居民人均收入12000元。

七、教育
2030年研修班招生200人,2031年研修班招生250人。年末藏书中,史书占6万册;藏书总量15万册。

六、外贸
全年对暹罗国出口70亿元,对吕宋国出口15亿元。出口总额140亿元;进口总额90亿元。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder: Path = tmp_path_factory.mktemp("worked_out")
    return asking(folder, {"bulletin.txt": BULLETIN})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("柳川市2031年规模以上工业增速是多少？", "7", "%"),
        ("同2030年相比，柳川市2031年研修班招生增加了多少人？", "50", "人"),
        ("柳川市研修班招生（2030年到2031年）增长了百分之几？", "25", "%"),
        ("柳川市2031年研修班招生的增速是多少，请用两年的数算", "25", "%"),
        ("柳川市2031年对暹罗国出口以外的出口总额有多少亿元？", "70", "亿元"),
        ("柳川市企业开办时间压缩了百分之几？", "75", "%"),
        ("柳川市2031年平均每天出生多少人？", "40", "人"),
        ("柳川市2031年城乡居民收入之比是多少？", "2.5", "倍"),
        ("柳川市2031年人均生产总值是多少元（用地区生产总值除以年末总人口）？", "36500", "元"),
        ("柳川市2031年小麦面积，加上芝麻面积，总共多少万亩？", "481", "万亩"),
    ],
)
def test_what_follows(ask: Ask, question: str, value: str, unit: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "question",
    [
        "柳川市2031年平均每个游客支出多少钱？",  # whose 支出, nothing says
        "柳川市2031年对爪哇国的出口占出口总额的比例是多少？",
        "柳川市2031年留学生招生较上一年增加了几成？",
        "柳川市2030年进出口总额推算是多少？",
        "柳川市2031年芝麻面积比小麦面积高多少个百分点？",
    ],
)
def test_what_no_figures_tell_is_refused(ask: Ask, question: str) -> None:
    response = ask(question)
    assert response.status is Status.NOT_FOUND, response.answer
