"""Follow-up questions, understood by what was asked before."""

from pathlib import Path

import pytest

from qa.asking.conversation import is_bare, leans, readings
from qa.contract import AskRequest, Turn
from qa.question import read_question
from tests.qa.asking import assistant_over


def first_reading(question: str, *earlier: str, answer: str = "") -> str:
    turns = [Turn(question=one, answer=answer) for one in earlier]
    return next(iter(readings(read_question(question), turns)), "")


@pytest.mark.parametrize(
    ("earlier", "question", "understood"),
    [
        ("金华市2031年商标注册多少件？", "那2032年呢？", "金华市2032年商标注册多少件？"),
        ("金华市2031年商标注册多少件？", "温州的呢？", "温州2031年商标注册多少件？"),
        ("金華市2031年商標註冊多少件？", "溫州2030年呢", "温州2030年商标注册多少件？"),
        ("商标注册多少件？", "温州呢？", "温州商标注册多少件？"),
        ("金华市2031年专利申请多少件？", "授权呢？", "金华市2031年专利授权多少件？"),
        ("金华市2031年专利申请多少件？", "2030年是多少？", "金华市2030年专利申请多少件？"),
        ("金华市2031年专利申请多少件？", "增长率是多少？", "金华市2031年专利申请增长率是多少"),
        ("金华市2031年专利申请多少件？", "该市的商标注册多少件？", "金华市的商标注册多少件？"),
        ("How many patents did Wenzhou grant?", "What about Jinhua?", "金华授权多少件专利？"),
    ],
)
def test_a_follow_up_takes_over_what_it_does_not_say(
    earlier: str, question: str, understood: str
) -> None:
    assert leans(read_question(question))
    assert first_reading(question, earlier) == understood


def test_turns_are_understood_by_the_turns_before_them() -> None:
    asked = ("金华市2031年专利申请多少件？", "温州呢？")
    assert first_reading("那2030年呢？", *asked) == "温州2030年专利申请多少件？"


def test_a_pronoun_for_a_body_stands_for_the_answer_that_named_it() -> None:
    understood = first_reading("它是哪年成立的？", "龙头是哪家企业？", answer="蓝湖科技公司")
    assert understood == "蓝湖科技公司是哪年成立的？"


def test_a_question_that_says_all_does_not_lean() -> None:
    assert not leans(read_question("温州市2031年商标注册多少件？"))
    assert not is_bare(read_question("人口多少？"))


REPORT = """云溪区工作报告

2031年云溪区登记商标318件，专利申请905件，专利授权211件。2032年登记商标402件。

兰亭区工作报告摘要

2031年兰亭区登记商标127件。
"""


def test_the_documents_decide_between_the_ways_to_understand(tmp_path: Path) -> None:
    assistant = assistant_over(tmp_path, {"report.txt": REPORT})
    history = (Turn(question="云溪区2031年专利申请多少件？", answer="905件"),)

    def ask(question: str, *turns: Turn) -> str:
        return assistant.ask(AskRequest(question=question, history=turns)).answer

    assert ask("授权呢？", *history) == "211件"
    assert ask("登记商标多少件？", *history) == "318件"
    assert ask("那2032年登记商标呢？", *history) == "402件"
    assert ask("2031年兰亭区登记商标多少件？", *history) == "127件"


def test_an_ellipsis_without_a_conversation_is_refused(tmp_path: Path) -> None:
    assistant = assistant_over(tmp_path, {"report.txt": REPORT})
    assert assistant.ask(AskRequest(question="那2032年呢？")).status.value == "not_found"


def test_a_name_of_an_earlier_answer_is_taken_as_it_stands() -> None:
    understood = first_reading("该公司成立于哪年？", "哪家公司中标？", answer="云溪\\公司\\")
    assert "云溪\\公司\\" in understood
