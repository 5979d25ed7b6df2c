"""Which of several series a list question asks for, and where the members of it end."""

import pytest

from corpus.script import fold_text
from qa.answerers.enumerated import _tells
from qa.asking.kinds import kind_of
from qa.asking.listing import asked_list
from qa.contract import Status
from qa.phrases.series import series
from qa.question import read_question
from tests.qa.asking import Ask, asking

REPORT = """枫桥区智能装备产业观察

一、发展成效

2031年，枫桥区新增云帆仪器、青禾机电等市级示范企业4家，6家企业进入评审，云帆仪器、北辰数控认定成为全省装备领军企业。
完成年度示范企业的认定工作；认真开展示范项目的申报和考核工作；做好标准化工作；临江集团和南岳重工集团成为全国示范企业。
全区数控机床、工业软件、冷链物流产业融合发展，集群初步形成。
召开了全区装备供需对接会议和首台套推广会议，与商业银行签订“设备更新融资合作协议”，与保险公司签订“首台套保险合作协议”。
全区企业用30件发明专利、8件商标从6家银行获得授信2亿元。
2031年，枫桥区在全省考核中名列前茅；在装备出口评比中名列第一；在技改投资榜上位列第三等，这一系列成绩的取得来之不易。

二、后续安排

(一)扩大供给。加大人才培训机构引导力度以及公共服务建设。
(二)做强链条。以柳湾特色小镇为代表，通过安排服务专员、定期邀请专家授课等多种方式，为企业提供服务。

三、下一年提升装备实力

在研发上，支持企业共建实验室。每年安排专项经费。在人才方面，引进一批工程师；在市场开拓方面，组织企业参展。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("choice"), {"report.txt": REPORT})


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("枫桥区哪些企业成为全省装备领军企业？", ["云帆仪器", "北辰数控"]),
        ("枫桥区哪两家集团成了全国示范企业？", ["临江集团", "南岳重工集团"]),
        ("枫桥区召开了哪些会议？", ["全区装备供需对接会议", "首台套推广会议"]),
        ("枫桥区融合发展的是哪三大产业？", ["数控机床", "工业软件", "冷链物流产业"]),
        ("企业拿哪些类型的知识产权从银行获得授信？", ["30件发明专利", "8件商标"]),
        ("柳湾特色小镇用什么方式为企业服务？", ["安排服务专员", "定期邀请专家授课"]),
        ("枫桥区后续安排有哪两项？", ["扩大供给", "做强链条"]),
        ("枫桥区后续安排讲了哪几点？", ["扩大供给", "做强链条"]),
        ("枫桥区下一年从哪三个方面提升装备实力？", ["研发", "人才", "市场开拓"]),
        ("枫桥区哪两家企业获认定为全省装备领军企业？", ["云帆仪器", "北辰数控"]),
        ("除云帆仪器外，枫桥区还有哪些企业成为全省装备领军企业？", ["北辰数控"]),
    ],
)
def test_the_series_of_the_class_and_the_deed_asked_for(
    ask: Ask, question: str, members: list[str]
) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert [fold_text(item) for item in response.items] == members


@pytest.mark.parametrize(
    "question", ["枫桥区有哪些机构承办了全国机器人大赛？", "枫桥区建了哪些重点实验室？"]
)
def test_members_that_no_sentence_bears_out_are_not_made_up(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("view", "kinds", "named"),
    [
        ("需要满足哪些条件？", ("条件",), "条件"),
        ("有哪些项目？", ("项目",), "项目"),
        ("采取了哪些支持措施？", ("措施",), "支持措施"),
        ("提出了哪些对策？", ("对策",), "对策"),
        ("哪些家庭能享受？", ("家庭",), "家庭"),
        ("哪些类型的设备可以更新？", ("设备",), "设备"),
        ("从哪些方面着手？", ("方面",), "方面"),
        ("哪几个部门参加？", ("部门",), "部门"),
        ("评审组的成员是哪些人？", ("成员", "人"), "人"),
    ],
)
def test_the_class_behind_the_asking_word(view: str, kinds: tuple[str, ...], named: str) -> None:
    asked = asked_list(view)
    assert (asked.kinds, asked.named) == (kinds, named)


def test_what_is_known_may_be_named_without_chu() -> None:
    assert asked_list("设备补贴之外还有哪些支持？").excepted == "设备补贴"
    assert asked_list("除设备补贴外还有哪些支持？").excepted == "设备补贴"
    beside = asked_list("全区实行了哪些专利执法以外的保护措施？")
    assert (beside.excepted, beside.named) == ("专利执法", "保护措施")


def test_how_many_and_which_is_a_list() -> None:
    question = read_question("云州推出了几种保险，分别是什么？")
    assert question.view == "云州推出了哪几种保险？"
    assert kind_of("体现在哪几点？") is kind_of("有哪些？")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "枫桥区科技局紧紧围绕建设国家综合试验区、具有全国影响力的制造中心等战略，推进工作。",
            ["建设国家综合试验区", "具有全国影响力的制造中心"],
        ),
        ("企业用30件发明专利、8件商标从6家银行获得授信。", ["30件发明专利", "8件商标"]),
    ],
)
def test_borders(text: str, expected: list[str]) -> None:
    found = [[text[m.start : m.end] for m in one.members] for one in series(text)]
    assert expected in found


def test_a_clause_tells_and_a_name_does_not() -> None:
    assert _tells("服务业快速发展")
    assert _tells("甲公司成为龙头")
    assert not _tells("公共服务平台")
