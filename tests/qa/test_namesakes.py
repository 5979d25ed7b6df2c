"""Things that one letter tells apart: what is said of the one is not said of the other."""

import pytest

from qa.contract import Status
from tests.qa.asking import Ask, asking

REPORT = """云岫市设施建设情况

城东污水处理厂扩建工程总投资3.2亿元，负荷率达到96%。
蓝莓产业园占地210亩，由云岫农业公司负责运营。
西港区5万吨级航道工程于2031年6月开工。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("namesakes"), {"report.txt": REPORT})


@pytest.mark.parametrize(
    "question",
    [
        "城西污水处理厂的负荷率是多少？",
        "草莓产业园占地多少亩？",
        "东港区航道工程什么时候开工？",
    ],
)
def test_a_namesake_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("城东污水处理厂的负荷率是多少？", "96%"),
        ("蓝莓产业园占地多少亩？", "210亩"),
        ("西港区航道工程什么时候开工？", "2031年6月"),
    ],
)
def test_the_thing_itself_is_answered(ask: Ask, question: str, answer: str) -> None:
    assert ask(question).answer == answer
