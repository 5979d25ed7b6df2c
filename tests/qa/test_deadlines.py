"""By when, and as of when: ends of months, quarters and years in questions and documents."""

import pytest

from qa.contract import RefusalCode, Status
from tests.qa.asking import Ask, asking

PLAN = """临川市社区食堂建设方案

一、主要任务

各区县应当于2031年9月底前完成隐患自查。市住建局负责在年底前建成统一服务平台。

市财政局牵头，2032年二季度末前拨付首批补助资金。2031年6月中旬启动摸底调查。

2031年度奖补项目的纸质材料于5月12日前报市财政局，5月20日公示。

截至2031年8月末，全市已改造社区食堂86个。2030年，社区食堂稳步增加。截至3月末，改造社区食堂58个。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("deadlines"), {"plan.txt": PLAN})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("隐患自查什么时候完成？", "2031年9月底前"),
        ("统一服务平台何时建成？", "年底前"),
        ("首批补助资金什么时候拨付？", "2032年二季度末前"),
        ("奖补项目的纸质材料最晚什么时候报？", "5月12日前"),
        ("摸底调查什么时候启动？", "2031年6月中旬"),
        ("2031年8月末改造社区食堂多少个？", "86个"),
        ("2030年3月末改造社区食堂多少个？", "58个"),
    ],
)
def test_by_when(ask: Ask, question: str, answer: str) -> None:
    assert ask(question).answer == answer


def test_as_of_another_month_is_no_answer(ask: Ask) -> None:
    response = ask("2031年6月末改造社区食堂多少个？")
    assert response.status is Status.NOT_FOUND
    assert response.refusal is not None
    assert response.refusal.code is RefusalCode.OTHER_PERIOD
