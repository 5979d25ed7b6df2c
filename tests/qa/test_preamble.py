"""What stands around a question is taken off it, and nothing that it asks of goes with it."""

import pytest

from qa.asking.preamble import without_preamble
from qa.question import read_question

ASKED = "岚川市2021年专利申请量是多少"


@pytest.mark.parametrize(
    "said",
    [
        "您好，{}，谢谢！",
        "老师您好！我在写一份区域发展的报告，想请教一下{}？麻烦了",
        "我们公司准备在外地开分公司，正在收集资料，想请问{}？",
        "能不能告诉我{}？",
        "可不可以话我知{}？",
        "你知道{}吗？",
        "有人知道{}吗",
        "我想知道{}。",
        "麻烦帮我查一下{}",
        "请您告知{}，谢谢。",
        "领导让我查{}",
        "有个数字没有找到，{}",
        "作为一名财经记者，我想核实一下{}",
        "求问{}，在线等，挺急的",
    ],
)
def test_only_what_is_asked_stays(said: str) -> None:
    assert without_preamble(said.format(ASKED)).rstrip("？。！") == ASKED


@pytest.mark.parametrize(
    "whole",
    [
        "我市有多少家企业",
        "我国的专利申请量是多少",
        "要了解补贴政策的企业找谁",
        "请介绍一下岚川市的做法",
        "平台为企业提供哪些服务",
        "提供给企业多少补贴",
        "查处了多少件案件",
        "谁了解情况",
        "岚川市2021年申请了8件，授权了几件",
        "谢谢",
        "可以提供什么服务",
    ],
)
def test_what_a_question_is_about_stays(whole: str) -> None:
    assert without_preamble(whole) == whole


def test_a_place_that_only_the_preamble_names_is_kept() -> None:
    assert without_preamble("我在写关于杭州的材料，想问一下专利申请量多少") == "杭州专利申请量多少"


def test_what_was_seen_is_what_is_asked_of() -> None:
    told = without_preamble("我看到杭州2019年的融资额很高，想问大约是2017年的几倍？")
    assert told == "杭州2019年的融资额很高，大约是2017年的几倍？"


def test_a_question_reads_the_same_with_and_without() -> None:
    plain, polite = read_question(ASKED + "？"), read_question(f"您好，我想请问{ASKED}？谢谢")
    assert (plain.kind, plain.terms, plain.periods) == (polite.kind, polite.terms, polite.periods)
