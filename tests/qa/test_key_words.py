"""Key words without an asking word are answered with the figure that they name wholly."""

import pytest

from qa.contract import Kind
from tests.qa.asking import Ask, asking

REPORT = """岚川市知识产权工作总结

2021年，岚川市累计专利申请8316件，商标注册2045件。
三家银行向岚川市的企业累计授信7.4亿元，没有出现坏账。
岚川市建成“一站两点”的知识产权服务网络，服务网络覆盖12个镇。
测试平台于2021年6月成立。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("key_words"), {"report.txt": REPORT})


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("岚川 累计 专利申请", "8316件"),
        ("岚川市 商标注册 2021", "2045件"),
        ("岚川 累计授信", "7.4亿元"),
    ],
)
def test_figure_that_key_words_name(ask: Ask, words: str, figure: str) -> None:
    found = ask(words)
    assert (found.kind, found.answer) == (Kind.FIGURE, figure)


def test_words_of_no_amount_get_words(ask: Ask) -> None:
    assert ask("岚川 知识产权 服务网络").kind is Kind.SPAN


def test_what_begins_asks_for_the_day(ask: Ask) -> None:
    found = ask("岚川 测试平台 成立")
    assert found.kind is Kind.DATE
    assert "2021年6月" in found.answer
