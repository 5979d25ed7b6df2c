"""Questions over communiqués and bulletins: limits, parts, words inside others."""

from pathlib import Path

import pytest

from qa.asking.wanted import aspect_asked
from qa.contract import Status
from qa.matching.align import match, parts_of
from tests.qa.asking import Ask, asking

TEXT = """岚山区经济运行情况

2031年，岚山区签约项目50个，其中过亿元的项目12个，过十亿元的项目3个。
2031年，岚山区实现进出口总额90亿元，其中出口61亿元，进口29亿元。城乡居民人均消费支出分别增长3.1%和4.6%。
2031年，岚山区增值税收入7.5亿元。完成采购预算8亿元，节约资金470万元。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder: Path = tmp_path_factory.mktemp("communique")
    return asking(folder, {"report.txt": TEXT})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2031年岚山区签约了多少个项目？", "50个"),
        ("岚山区签约项目里过亿元的有几个？", "12个"),
        ("岚山区超十亿的项目有多少个？", "3个"),
        ("岚山区2031年出口多少亿元？", "61亿元"),
        ("岚山区城乡居民人均消费支出分别增长多少？", "3.1%；4.6%"),
        ("岚山区农村居民人均消费支出增长多少？", "4.6%"),
        ("岚山区2031年增值税收了多少？", "7.5亿元"),
        ("岚山区采购省下多少钱？", "470万元"),
    ],
)
def test_answers(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert (response.status, response.answer) == (Status.ANSWERED, answer)


def test_words_cut_across_their_neighbours_are_no_parts() -> None:
    assert parts_of("农村居民") == ("农村", "居民")


def test_a_word_inside_another_is_not_said() -> None:
    assert match("出口", "实现进出口总额") == 0
    assert match("出口", "进出口总额，其中出口") == 1


def test_added_value_is_no_growth() -> None:
    assert aspect_asked("2031年增值税收入") is None
