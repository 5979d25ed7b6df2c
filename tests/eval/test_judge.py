import pytest

from eval.judge import judge, polarity
from tests.eval.build import NOT_FOUND, REFUSED, Said, answerable, question, value

FIGURE = question(answerable(values=(value("512", "件"),)))
TWO = question(answerable(values=(value("40", "%"), value("65", "%"))))
LIST = question(
    answerable(items=(("研究開發",), ("生产制造", "製造"), ("销售",))),
    kind="list",
)


def test_the_expected_figure_stands_first() -> None:
    assert judge(FIGURE, Said("512件")).right
    assert judge(FIGURE, Said("2015年512件，比上年多30件")).right
    late = judge(FIGURE, Said("30件，共512件"))
    assert not late.right
    assert late.wrong_figure


def test_another_figure_is_worse_than_a_refusal() -> None:
    assert judge(FIGURE, Said("611件")).wrong_figure
    assert not judge(FIGURE, NOT_FOUND).right
    assert not judge(FIGURE, NOT_FOUND).wrong_figure
    no_figure = judge(FIGURE, Said("有所增加"))
    assert not no_figure.right
    assert not no_figure.wrong_figure


def test_a_conflict_is_never_expected() -> None:
    verdict = judge(FIGURE, Said("512件", status="conflict"))
    assert not verdict.right
    assert verdict.wrong_figure


def test_two_figures_stand_in_order() -> None:
    assert judge(TWO, Said("40%和65%")).right
    assert judge(TWO, Said("2014年40%，2015年65%")).right
    assert not judge(TWO, Said("65%和40%")).right
    half = judge(TWO, Said("40%"))
    assert not half.right
    assert not half.wrong_figure


def test_refusals() -> None:
    unanswerable = question(REFUSED)
    assert judge(unanswerable, NOT_FOUND).right
    assert judge(unanswerable, Said("512件")).wrong_figure
    quoted = judge(question(REFUSED, kind="entity"), Said("共有20家单位的甲公司", kind="entity"))
    assert not quoted.right
    assert not quoted.wrong_figure


def test_strings_are_compared_folded() -> None:
    asked = question(answerable(strings=(("知识产权局", "專利局"),)), kind="entity")
    assert judge(asked, Said("市知識產權局")).right
    assert judge(asked, Said("市知 识产权局")).right
    assert judge(asked, Said("专利局")).right
    assert not judge(asked, Said("科技局")).right
    assert not judge(asked, Said("科技局", text="知识产权局也参加。")).right


def test_dates_are_compared_however_they_are_written() -> None:
    asked = question(answerable(strings=(("2013年8月",),)), kind="date")
    for answer in ("2013年8月", "2013年08月", "2013年8月26日", "2013-08-26", "二〇一三年八月"):
        assert judge(asked, Said(answer)).right, answer
    assert not judge(asked, Said("2013年9月")).right


def test_a_passage_speaks_in_its_text() -> None:
    asked = question(answerable(strings=(("利息补贴",), ("增信",))), kind="passage")
    assert judge(asked, Said("有两种办法", text="一是利息補貼，二是增信。[1]")).right
    assert not judge(asked, Said("有两种办法", text="一是利息补贴。[1]")).right


def test_a_list_is_complete_and_holds_no_stranger() -> None:
    assert judge(LIST, Said(items=("研究开发", "制造", "销售环节"))).right
    assert judge(LIST, Said("研究开发、製造和销售")).right
    assert not judge(LIST, Said(items=("研究开发", "制造"))).right
    stranger = judge(LIST, Said(items=("研究开发", "制造", "销售", "检测")))
    assert stranger.reason == "stranger 检测"


def test_one_member_cannot_stand_for_two() -> None:
    assert not judge(LIST, Said(items=("研究开发、制造、销售",))).right


@pytest.mark.parametrize(
    "answer", ["是", "是的，2013年", "對，已經通過", "有", "はい", "Yes", "没错"]
)
def test_words_that_say_yes(answer: str) -> None:
    assert polarity(answer) is True


@pytest.mark.parametrize("answer", ["不是", "否", "沒有", "并非如此", "いいえ", "No, 3", "未通过"])
def test_words_that_say_no(answer: str) -> None:
    assert polarity(answer) is False


def test_yes_and_no_come_with_their_fact() -> None:
    asked = question(answerable(yes=False, values=(value("6", "年"),)), kind="yes_no")
    assert judge(asked, Said("不是，连续六年")).right
    assert judge(asked, Said("不是", text="通报会已连续召开6年。[1]")).right
    assert not judge(asked, Said("是")).right
    assert not judge(asked, Said("不是，连续七年")).right
    assert judge(asked, Said("六年")).reason == "neither yes nor no"


def test_the_winner_of_a_comparison_stands_first() -> None:
    asked = question(
        answerable(strings=(("东湖", "武汉"),)),
        kind="comparison",
        question="2013年武漢東湖和南京江寧的人數,哪邊多?",
    )
    assert judge(asked, Said("武汉东湖（5000人），南京江宁2400人")).right
    assert judge(asked, Said("東湖更多")).right
    assert judge(asked, Said("人数：东湖")).right
    assert not judge(asked, Said("南京2400人，武汉5000人")).right
    assert not judge(asked, Said("南京")).right
