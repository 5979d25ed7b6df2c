"""Names in sentences: people without titles, bodies whole, and what each is to its verb."""

import pytest

from corpus.document import Span
from qa.asking.slot import read_slot
from qa.phrases.names import nameless, phrases
from qa.phrases.people import people
from qa.phrases.relations import Part, placed, read_gap, role_told


def _spelled(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[s.start : s.end] for s in spans]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由常务副县长郑立民任专班组长，专班设在县医保局", ["郑立民"]),
        ("园区管委会主任何树清表示，将在年内启用", ["何树清"]),
        ("负责人为方弛律师。", ["方弛"]),
        ("县政府聘请茶叶专家罗仲平担任顾问", ["罗仲平"]),
        ("由博士吴启南与海归工程师林佩文共同创办", ["吴启南", "林佩文"]),
        ("蓝晶光学与银河股份成立合资公司", []),
    ],
)
def test_people_stand_without_their_titles(text: str, names: list[str]) -> None:
    assert _spelled(text, people(text)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("该园还委托云州奥凯信息咨询公司完成导航报告", "云州奥凯信息咨询公司"),
        ("临山农村商业银行向华腾机械发放首笔贷款", "临山农村商业银行"),
        ("认证机构为中信(云州)认证有限公司", "中信(云州)认证有限公司"),
        ("补助由市财政局在年底拨付", "市财政局"),
        ("由县海外纠纷应对指导中心受理", "县海外纠纷应对指导中心"),
        ("高校中江右大学居第一位", "江右大学"),
    ],
)
def test_bodies_are_whole(text: str, name: str) -> None:
    assert name in _spelled(text, phrases(text))


@pytest.mark.parametrize(
    ("words", "none"),
    [
        ("公司", True),
        ("多个城市", True),
        ("企业17家", True),
        ("江右大学", False),
        ("12330工作站", True),
    ],
)
def test_class_words_name_nothing(words: str, none: bool) -> None:
    assert nameless(words) is none


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("平台由哪家公司运营？", Part.DOER),
        ("哪家企业牵头制定标准？", Part.DOER),
        ("2014年收购的是哪家公司？", Part.DOER),
        ("青禾公司收购的是哪家公司？", Part.OBJECT),
        ("县里和谁签了协议？", Part.PARTNER),
        ("枢纽港在哪个会上启用的？", Part.PLACE),
        ("窗口搬到哪里去了？", Part.PLACE),
        ("通知发给谁？", Part.RECEIVER),
        ("全省首个数字园区是哪个园区？", Part.EQUAL),
    ],
)
def test_what_the_gap_is_to_its_verb(question: str, part: Part) -> None:
    assert read_gap(question, read_slot(question)).part is part


def test_a_clause_without_subject_goes_on_about_the_one_in_front() -> None:
    text = "云顶港创建于2012年，由两级政府共建，是全省首个数字试验区。"
    subject = placed(text)[Span(0, 3)]
    assert [text[c.start : c.end] for c in subject.reach] == [
        "云顶港创建于2012年",
        "是全省首个数字试验区",
    ]


def test_a_role_is_told_beside_its_holder() -> None:
    text = "部门负责人为法务总监梁文清，副主任王安"
    assert role_told(text, Span(10, 13), ("负责人",))
    assert not role_told(text, Span(17, 19), ("主任",))
