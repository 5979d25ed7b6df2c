"""Members of the sort that is asked for: places, persons, of the edition and the name asked of."""

from pathlib import Path

import pytest

from qa.asking.listing import asked_list
from qa.contract import Status
from tests.qa.asking import Ask, asking

NOTICE = """松岭县商务局 松岭县财政局
关于申报2031年度外销企业贷款贴息的通知
松商〔2031〕9号

各乡镇人民政府，各有关企业：
现就申报2031年度外销企业贷款贴息有关事项通知如下。

一、支持行业
重点支持竹编、制陶、茶具三个行业的企业。

二、评审
县商务局和县财政局从专家库中随机抽取3名专家进行评审。
"""
REPORT = """第六届松岭匠心奖揭晓

第六届松岭匠心奖金奖由丰年竹编和白鹭陶社获得。本届新设试点在宜昌、襄阳、孝感3个市开展，总数达到8个、全省第2。
加快打造宜昌、襄阳、荆门竹编贸易基地，推进年产3万件茶具、丰年竹编二期、白鹭窑炉等项目。
一批企业入选示范企业，云石竹业、青禾陶坊成为松岭外销领军企业，丰年竹编、白鹭陶社等成为县级示范企业。
要前瞻布局竹基材料、数字窑炉、智能茶具等未来行业。与松岭银行、山城信用社合作，提供低息贷款。
匠人协会与松岭银行签订“竹编贷款合作协议”，与山城保险公司签订“窑炉保险合作协议”。
县里通过完善扶持办法，加大资金投入，强化人才培养，推进匠心之城建设。
出席典礼的嘉宾还有商务局局长吴青山、匠人协会会长苏明远。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {"notice.txt": NOTICE, "report.txt": REPORT}
    return asking(tmp_path_factory.mktemp("sorts"), documents)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("第六届匠心奖新设的试点在哪几个市？", ("宜昌", "襄阳", "孝感")),
        ("竹编贸易基地要建在哪些市？", ("宜昌", "襄阳", "荆门")),
        ("哪几家企业成了松岭外销领军企业？", ("云石竹业", "青禾陶坊")),
        ("要前瞻布局的未来行业有哪些？", ("竹基材料", "数字窑炉", "智能茶具")),
        ("和哪些金融机构合作提供低息贷款？", ("松岭银行", "山城信用社")),
        (
            "协会跟松岭银行和山城保险公司签的协议叫什么？",
            ("“竹编贷款合作协议”", "“窑炉保险合作协议”"),
        ),
        ("通过哪些手段推进匠心之城建设？", ("完善扶持办法", "加大资金投入", "强化人才培养")),
        ("贷款贴息的通知是哪两个部门联合发的？", ("松岭县商务局", "松岭县财政局")),
    ],
)
def test_members_are_of_the_sort_asked_for(ask: Ask, question: str, items: tuple[str, ...]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.items == items


@pytest.mark.parametrize(
    "question",
    ["第五届松岭匠心奖金奖是哪两家获得？", "贷款贴息的评审专家有哪些人？"],
)
def test_what_is_of_another_sort_is_no_answer(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("view", "count"),
    [
        ("那99家企业是拿什么知识产权去贷款的", None),
        ("那12家企业用哪些专利去贷款", None),
        ("四类方式是哪四类", 4),
        ("三家牵头单位分别是什么单位", 3),
    ],
)
def test_a_number_counts_the_members_or_others(view: str, count: int | None) -> None:
    assert asked_list(view).count == count


def test_a_place_is_no_class_of_things() -> None:
    assert "杭州" not in asked_list("竹编行业的代表企业，杭州有谁").kinds


CITIES = """两城做法

杭州
竹编下乡
杭州着力做好三件事。
一是建设竹编基地；二是培养竹编匠人；三是举办竹编展会。

宁波
陶器出海
宁波2031年陶器出口3亿元，同比增长5%。
"""


def test_a_list_of_another_place_is_no_answer(tmp_path: Path) -> None:
    ask = asking(tmp_path, {"cities.txt": CITIES})
    assert ask("宁波着力做好的是哪三件事？").status is Status.NOT_FOUND
    assert len(ask("杭州着力做好的是哪三件事？").items) == 3


STREETS = """白沙县2031年做法通报

一、做法
白沙县推进重点难点攻坚、强化后续帮扶。南屏村、竹溪村获评示范村，共有示范村27个。
支持竹编学徒培训、陶艺比赛、茶具展会三项活动，县工业和信息化局从名录中抽取5家企业检查。
到会的有商会会长吴青山、协会会长苏明远，产品销往宜昌、襄阳。
全县拥有工程师8名，总数达到81名。
"""


@pytest.mark.parametrize(
    "question",
    [
        "白沙县2024年获评示范村的有哪些？",
        "白沙县27个示范村的名单？",
        "白沙县81名工程师都有谁？",
        "白沙县有哪些世界500强企业？",
        "白沙县有哪些企业通过了检查？",
        "白沙县哪些市的产品获奖？",
    ],
)
def test_what_the_text_does_not_list_is_refused(tmp_path: Path, question: str) -> None:
    assert asking(tmp_path, {"street.txt": STREETS})(question).status is Status.NOT_FOUND


def test_letters_are_no_members() -> None:
    assert asked_list("工作模式是哪十六个字").count is None
    assert asked_list("三项原则是哪三项").count == 3


SUPPORT = """松岭县陶坊改造补助办法

一、申报条件
申报陶坊须具备下列条件：
（一）在本县登记满两年；
（二）投入不少于30万元；
（三）窑炉已经备案。
有下列情形之一的，不得申报：一是拖欠工资的；二是被列入失信名单的；三是已经享受其他补助的。

二、座谈
县商务局局长吴青山：一是要做好窑炉更新；二是要办好陶艺展会；三是要培养年轻匠人。
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("什么样的企业不能申报陶坊改造补助？", "拖欠工资"),
        ("哪些情形不得申报陶坊改造补助？", "拖欠工资"),
        ("申报陶坊改造补助须具备哪些条件？", "在本县登记满两年"),
        ("吴青山提了几点希望，分别是什么？", "要做好窑炉更新"),
    ],
)
def test_what_is_barred_is_not_what_is_asked_for(tmp_path: Path, question: str, first: str) -> None:
    response = asking(tmp_path, {"support.txt": SUPPORT})(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert len(response.items) == 3
    assert response.items[0].startswith(first)


PLAN = """松岭竹编行动计划解读

一、背景
松岭竹编取得显著成效。但从新要求来看，松岭竹编还存在一定差距：一是花样更新还不够快。二是窑炉与竹编的结合不紧密。三是外销渠道仍需拓宽。

二、主要特点
行动计划以问题为导向，推出松岭竹编新举措，主要呈现以下3个突出特点：
一是突出了目标导向。制定了发展目标。二是突出了匠人培养。三是突出了外销工作。
"""


@pytest.mark.parametrize("what", ["问题", "不足", "差距", "短板"])
def test_troubles_are_what_a_list_is_led_up_to_as(tmp_path: Path, what: str) -> None:
    response = asking(tmp_path, {"plan.txt": PLAN})(f"松岭竹编存在哪些{what}？")
    assert response.items, response.refusal
    assert response.items[0].startswith("花样更新")
    assert len(response.items) == 3
