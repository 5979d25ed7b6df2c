"""The pieces of a calculation: the level a change is of, the whole of a part, over how long."""

from decimal import Decimal

import pytest

from qa.contract import Status
from tests.qa.asking import Ask, asking, calculated

BRIEF = """溪口市2034年统计简报

2034年末,全市从业人员690万人,比上年末增加30万人。
全市财政总收入400亿元,其中地方财政收入200亿元,分别增长25%和10%;地方财政支出260亿元。
年末存款余额3300亿元,贷款余额2600亿元,分别比年初增加300亿元和200亿元。
全年客运量900万人次,增长5%。其中,铁路300万人次;公路500万人次;水运100万人次。
全年保费收入125亿元,增长4%。其中,财产险保费收入50亿元,寿险保费收入60亿元。
市级部门由29个调整为22个。城镇登记失业率4.3%,低于控制目标0.2个百分点。
全年建设安居房80万套,当年竣工50万套。
农民人均纯收入3000元,城镇居民人均可支配收入8000元。
市里决定每年推动20项以上科研成果落地。
民营经济占比达55%,提高2个百分点。新改建农家店350家,总数达450家。
茶园产业收入30亿元,花卉产业收入50亿元,菌菇产业收入20亿元。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("pieces"), {"brief.txt": BRIEF})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("溪口市2033年年末全市从业人员是多少？", "660", "万人"),
        ("根据增速反推，溪口市2033年财政总收入大约多少？", "320", "亿元"),
        ("溪口市2034年末存款余额3300亿元，年初是多少？", "3000", "亿元"),
        ("溪口市2034年公路客运量超出铁路多少？", "200", "万人次"),
        ("溪口市2034年客运量刨去铁路和公路，其余还有多少？", "100", "万人次"),
        ("溪口市的保费收入里，财产险占几成？", "40", "%"),
        ("溪口市市级部门精简了几个？", "7", "个"),
        ("溪口市2034年城镇登记失业率的控制目标是百分之几？", "4.5", "%"),
        ("溪口市建设的安居房，有多少套当年没有竣工？", "30", "万套"),
        ("溪口市城镇居民人均可支配收入比农民人均纯收入多多少？", "5000", "元"),
        ("溪口市三大产业(茶园、花卉、菌菇)的收入里，花卉占多大份额？", "50", "%"),
        ("溪口市2034年地方财政收支缺口有多大？", "60", "亿元"),
        ("溪口市民营经济占比2033年是百分之几？", "53", "%"),
        ("溪口市农家店在新改建350家之前有多少家？", "100", "家"),
        ("溪口市2034年地方财政支出超过地方财政收入多少？", "60", "亿元"),
        ("照每年的量，溪口市三年下来推动多少项科研成果落地？", "60", "项"),
    ],
)
def test_each_piece_is_found(ask: Ask, question: str, value: str, unit: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "question",
    [
        "溪口市2034年地方财政收支盈余是多少？",  # more was spent than taken in
        "岭下市版权登记的周期缩短了几天？",
        "溪口市2032年年末全市从业人员是多少？",
    ],
)
def test_what_does_not_follow_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_a_part_of_a_sentence_of_parts_is_not_its_whole(ask: Ask) -> None:
    assert ask("溪口市2034年公路客运量是多少？").answer == "500万人次"
    assert ask("溪口市2034年客运量是多少？").answer == "900万人次"
