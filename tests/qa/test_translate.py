"""English and Japanese questions become Chinese ones of the same kind, places, years and unit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.asking.translate import to_chinese
from qa.contract import Kind, Status
from qa.question import read_question
from tests.qa.asking import asking
from tests.qa.material_words import DOCUMENTS


@pytest.mark.parametrize(
    ("question", "kind", "unit", "held"),
    [
        ("How many invention patents did Ningbo file in 2031?", Kind.FIGURE, "件",
         ["宁波", "2031年", "发明专利", "申请"]),
        ("How many companies joined the alliance?", Kind.FIGURE, "家", ["企业", "联盟"]),
        ("What was the growth rate of patent applications in Xiamen?", Kind.FIGURE, "",
         ["厦门", "专利申请增长率"]),
        ("What is the 2035 target for valid invention patents held in Suzhou?", Kind.FIGURE, "",
         ["苏州", "2035年", "目标", "有效发明专利"]),
        ("When was the trading platform established?", Kind.DATE, "", ["交易平台", "成立"]),
        ("Which company operates the platform?", Kind.ENTITY, "", ["企业", "平台"]),
        ("Which companies in Suzhou joined the alliance?", Kind.LIST, "", ["苏州", "哪些企业"]),
        ("What four features does the action plan have?", Kind.LIST, "", ["行动方案哪些特点"]),
        ("Where did Ningbo rank in patent grants?", Kind.FIGURE, "", ["宁波", "排名第几"]),
        ("Within how many working days is it issued?", Kind.FIGURE, "", ["多少个工作日"]),
        ("To how many days was the copyright registration shortened?", Kind.FIGURE, "",
         ["著作权", "缩短"]),
        ("Which city was granted more patents in 2031, Xiamen or Suzhou?", Kind.COMPARISON, "",
         ["厦门和苏州", "2031年", "专利"]),
        ("Did Xiamen set up a special fund?", Kind.YES_NO, "", ["厦门", "设立", "基金"]),
        ("At which meeting was the 15th award handed out?", Kind.ENTITY, "", ["第十五届", "会议"]),
        ("廈門の2031年の特許出願は何件ですか", Kind.FIGURE, "件", ["厦门", "2031年", "专利申请"]),
        ("プラットフォームはいつ設立されましたか", Kind.DATE, "", ["平台", "成立"]),
        ("質押融資額はいくらですか", Kind.FIGURE, "", ["质押融资额"]),
        ("どの企業が参加していますか", Kind.ENTITY, "", ["企业"]),
        ("廈門は2031年の特許登録件数で第3位でしたか", Kind.YES_NO, "", ["厦门", "第3位吗"]),
        ("ハイテク産業の収入はいくらですか", Kind.FIGURE, "", ["高新技术产业收入"]),
        ("Did Xiamen rank fourth among coastal cities in 2031?", Kind.YES_NO, "", ["排名第四吗"]),
        ("How much financing was raised in the first half of 2031?", Kind.FIGURE, "", ["上半年"]),
    ],
)  # fmt: skip
def test_read(question: str, kind: Kind, unit: str, held: list[str]) -> None:
    read = read_question(question)
    assert read.kind is kind, read.view
    assert all(words in read.view for words in held), read.view
    assert read.wanted.unit == unit


def test_places_are_read_by_their_letters_only_when_written_as_names() -> None:
    assert "贵德" not in to_chinese("Which bodies guide the work?", "en")
    assert "北京" in to_chinese("What did Beijing's government issue?", "en")


def test_the_answer_stays_in_the_documents_script_and_the_refusal_in_the_askers_language(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    ask = asking(tmp_path_factory.mktemp("foreign"), DOCUMENTS)
    found = ask("Who is the director of the Yunzhou big data bureau?")
    assert found.status is Status.ANSWERED, found.refusal
    assert "陈思远" in found.answer
    lacking = ask("Who is the mayor of Yunzhou?")
    assert lacking.refusal is not None
    assert lacking.refusal.message.isascii()


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_anything_can_be_read(text: str) -> None:
    to_chinese(text, "en")
    to_chinese(text, "ja")
