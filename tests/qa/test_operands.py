"""The operands of a comparing question, each a question of its own."""

import pytest

from qa.asking.operands import operands
from qa.question import read_question


def asked(text: str) -> list[str]:
    return [one.question for one in operands(read_question(text).view)]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "海盐县专利申请量比嘉善县多多少件？",
            ["海盐县专利申请量多少", "嘉善县专利申请量多少"],
        ),
        (
            "2031年平湖市专利申请量比嘉善县高多少？",
            ["平湖市2031年专利申请量多少", "嘉善县2031年专利申请量多少"],
        ),
        (
            "海盐县2032年专利申请量是2031年的几倍？",
            ["海盐县2032年专利申请量多少", "海盐县2031年专利申请量多少"],
        ),
        (
            "2031年海盐县专利申请量减去授权量是多少？",
            ["海盐县2031年专利申请量多少", "海盐县2031年专利授权量多少"],
        ),
        (
            "海盐县和嘉善县谁的专利申请量多？",
            ["海盐县专利申请量多少", "嘉善县专利申请量多少"],
        ),
        (
            "文化产业2031年和2032年的收入相差多少？",
            ["2031年文化产业收入多少", "2032年文化产业收入多少"],
        ),
        ("税收占收入的百分之几？", ["税收多少", "收入多少"]),
        (
            "海鹽縣的專利申請量與嘉善縣相差多少？",
            ["海盐县专利申请量多少", "嘉善县专利申请量多少"],
        ),
    ],
)
def test_each_operand_lends_the_other_what_it_leaves_unsaid(
    text: str, questions: list[str]
) -> None:
    assert [q.replace("的", "") for q in asked(text)] == questions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("海盐县和嘉善县谁的专利申请量多？", ["海盐县", "嘉善县"]),
        ("2031年和2032年质押融资额之和是多少？", ["2031年", "2032年"]),
    ],
)
def test_an_operand_is_called_what_the_question_calls_it(text: str, names: list[str]) -> None:
    assert [one.name for one in operands(read_question(text).view)] == names


@pytest.mark.parametrize("text", ["海盐县专利申请量是多少？", "谁牵头？", "多少？", "比", "？"])
def test_a_question_that_compares_nothing_has_no_operands(text: str) -> None:
    assert asked(text) == []


def test_no_two_operands_ask_the_same() -> None:
    assert asked("海盐县专利申请量和海盐县专利申请量相差多少？") == []


@pytest.mark.parametrize(
    ("view", "questions"),
    [
        (
            "2031年粮食、油料和棉花产量合计多少万吨",
            ["2031年粮食产量多少", "2031年油料产量多少", "2031年棉花产量多少"],
        ),
        (
            "第一、二、三产业里面增速最快的是哪个",
            ["第一产业增速多少", "第二产业增速多少", "第三产业增速多少"],
        ),
        (
            "软件产业和医药产业2031年收入合计多少",
            ["2031年软件产业收入多少", "2031年医药产业收入多少"],
        ),
    ],
)
def test_what_one_operand_says_for_all(view: str, questions: list[str]) -> None:
    assert [one.question for one in operands(view)] == questions
