"""Which of several things is ahead, asked for in many ways; each figure its own thing's."""

import pytest

from qa.answerers.compare import contenders
from qa.asking.kinds import kind_of
from qa.asking.order import ORDERED, ascending, unordered
from qa.contract import Kind, Status
from qa.matching.own_words import own_words
from qa.question import read_question
from tests.qa.asking import Ask, asking

HARBOURS = """云岭市航运工作简报

一、货运

2031年，全市船舶运输业增加值214亿元，增长9.8%；渔港业增加值96亿元，增长3.2%；造船业增加值63亿元，下降2.1%。
2030年，丹霞厂产值300亿元，2031年丹霞厂产值330亿元。2030年，碧潭厂产值200亿元，2031年碧潭厂产值240亿元。

二、质量

近岸水质优良比例为91.2%，高于全国平均水平4.5个百分点。商船平均候泊时间由22小时缩短到9小时。

三、名次

在全省货运量排名中，松阳县位列第2位。遂昌县在全省货运量排名中位居第5位。

2028年3月，云岭市船检中心成立。2030年9月，云岭市信息平台正式成立并揭牌。2031年，引航站成立。2031年5月，救助站成立。

航运局与渔业银行签订“运价保底合作协议”，与船舶保险商签订“停航赔付合作协议”，实施补贴。下一步，建好“一港两站”，即“丰水内河港”、丰水加油站和丰水补给站。

青螺港区完成吞吐量742万吨，白鹭港区完成398万吨，老鹳港区完成180万吨。

四、船舶

航运企业以118件外观设计、263件实用模型、17件商号和52件图纸作为质押物。
"""
STATIONS = """驿站建设经验

红柳 便民为先

红柳市建成驿站416个，驿站工作人员5200人。

白杨 服务为本

白杨市的驿站达到298个，驿站工作人员460人。
"""
CITIES = """两城读书活动报道

襄阳 书香进社区

襄阳市举办读书会120场，居民踊跃参加。

荆州 夜读成风尚

荆州市举办夜读会86场，读者络绎不绝。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {"harbours.txt": HARBOURS, "stations.txt": STATIONS, "cities.txt": CITIES}
    return asking(tmp_path_factory.mktemp("contests"), documents)


@pytest.mark.parametrize(
    ("question", "winner"),
    [
        ("云岭市2031年渔港业和造船业，哪一块的增加值高些？", "渔港业"),
        ("云岭市2031年是渔港业的增加值高还是造船业的增加值高？", "渔港业"),
        ("论增加值，云岭市2031年船舶运输业和渔港业谁较低？", "渔港业"),
        ("云岭市2031年船舶运输业、渔港业、造船业三项里头，增加值最高的是哪项？", "船舶运输业"),
        ("云岭市的船舶运输业和渔港业，哪项同比增幅较大？", "船舶运输业"),
        ("2030到2031年，丹霞厂和碧潭厂谁的产值增长更快？", "碧潭厂"),
        ("丹霞厂的产值，哪一年多，2030还是2031？", "2031年"),
        ("云岭市近岸水质优良比例高于还是低于全国平均水平？", "高于"),
        ("云岭市商船平均候泊时间，现在比以前长了还是短了？", "短"),
        ("全省货运量，松阳县和遂昌县哪个排在前面？", "松阳"),
        ("全省货运量，松阳县和遂昌县谁更多？", "松阳"),
        ("红柳和白杨，哪里的驿站更多？", "红柳"),
        ("船检中心成立和信息平台揭牌，哪个更早？", "船检中心"),
        ("信息平台和船检中心，谁后成立？", "信息平台"),
        ("白杨和红柳相比，哪边驿站工作人员更少？", "白杨"),
        ("航运企业质押的外观设计、实用模型、商号和图纸，哪类最少？", "商号"),
    ],
)
def test_who_is_ahead(ask: Ask, question: str, winner: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.COMPARISON
    assert winner in response.answer.partition("（")[0]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("航运局与哪两类机构签订了合作协议？", ["渔业银行", "船舶保险商"]),
        ("航运局签的两份合作协议叫什么名字？", ["运价保底合作协议", "停航赔付合作协议"]),
        ("所谓“一港两站”分别指什么？", ["丰水内河港", "丰水加油站", "丰水补给站"]),
        ("这篇读书活动报道介绍了哪些城市？", ["襄阳", "荆州"]),
    ],
)
def test_a_list(ask: Ask, question: str, items: list[str]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert [item.strip("“”") for item in response.items] == items


def test_figures_that_are_handed_out_are_of_one_unit(ask: Ask) -> None:
    response = ask("云岭市2031年船舶运输业、渔港业、造船业增加值分别是多少？")
    assert [q.raw for q in response.quantities] == ["214亿元", "96亿元", "63亿元"]


def test_the_least_of_what_is_counted_by_turns(ask: Ask) -> None:
    response = ask("航运企业作为质押物的四类权利，哪类最少？")
    assert "商号" in response.answer.partition("（")[0]


def test_none_of_a_class_is_left_out(ask: Ask) -> None:
    response = ask("云岭市哪个港区的吞吐量垫底？")
    assert response.answer.startswith("老鹳港区")
    assert len(response.quantities) == 3


def test_several_in_order(ask: Ask) -> None:
    response = ask("请把云岭市2031年渔港业、船舶运输业、造船业的增加值由高到低排序")
    for item, name in zip(response.items, ("船舶运输业", "渔港业", "造船业"), strict=True):
        assert name in item


def test_the_least_may_come_first(ask: Ask) -> None:
    response = ask("把云岭市2031年渔港业、船舶运输业、造船业的增加值从低到高排")
    assert "造船业" in response.items[0]
    assert "船舶运输业" in response.items[2]


@pytest.mark.parametrize(
    ("question", "holder"),
    [("全省货运量排名第五的县是哪个？", "遂昌"), ("全省货运量排名第2位的县是？", "松阳")],
)
def test_who_holds_a_rank(ask: Ask, question: str, holder: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert holder in response.answer


def test_nobody_holds_a_rank_that_the_text_does_not_give(ask: Ask) -> None:
    assert "县" not in (ask("全省货运量排名第七的县是哪个？").answer or "")


def test_what_the_text_does_not_tell_is_not_compared(ask: Ask) -> None:
    assert ask("红柳和紫竹，哪里的驿站更多？").status is Status.NOT_FOUND
    assert ask("引航站和救助站，谁先成立？").status is Status.NOT_FOUND  # 2031年 holds both
    assert ask("云岭市2028年渔港业和造船业，哪块的增加值高？").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "view",
    [
        "甲和乙孰高孰低？",
        "甲厂和乙厂，哪笔贷款少？",
        "A区的产值高于还是低于全省平均？",
        "请把甲、乙、丙按产量由大到小排列",
        "甲、乙、丙，产量最高的是哪个？",
    ],
)
def test_it_is_a_comparison(view: str) -> None:
    assert kind_of(read_question(view).view) is Kind.COMPARISON


def test_which_documents_are_asked_for_is_no_comparison() -> None:
    assert kind_of("哪些企业的产量更高？") is not Kind.COMPARISON


def test_forms_of_asking_lead_to_the_same_operands() -> None:
    plain = {o.question for o in contenders("丹霞厂和碧潭厂哪个产值高？")}
    for other in ("论产值，丹霞厂和碧潭厂谁高？", "丹霞厂和碧潭厂，产值较高的是哪个？"):
        assert {o.question for o in contenders(other)} == plain


def test_which_way_an_order_goes() -> None:
    assert ORDERED.search("由低到高排序")
    assert ascending("由低到高排序")
    assert not ascending("从高到低排列")
    assert "哪个最高" in unordered("甲、乙、丙的产量由高到低排序")


def test_own_words_are_what_the_others_lack() -> None:
    assert own_words(["甲厂申报企业多少", "甲厂复审企业多少"]) == (("申报",), ("复审",))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("西城铁路投资大还是水利投资大？", ("铁路投资", "水利投资")),
        ("2031年金奖拿得多还是优秀奖拿得多？", ("金奖", "优秀奖")),
        ("2031年东片和西片固定资产投资谁多？", ("东片", "西片固定资产投资")),
    ],
)
def test_both_sides_are_read(question: str, names: tuple[str, str]) -> None:
    named = contenders(read_question(question).view)
    assert kind_of(read_question(question).view) is Kind.COMPARISON
    assert [one.name.endswith(name) for one, name in zip(named, names, strict=True)] == [True] * 2


def test_what_only_the_second_of_two_like_names_measures_is_of_both() -> None:
    first, second = contenders("2031年东片和西片固定资产投资谁多？")
    assert first.question == "2031年东片固定资产投资多少"
    assert second.question == "2031年西片固定资产投资多少"


def test_years_without_their_century_are_years() -> None:
    assert "2021年和2022年" in read_question("产值21年和22年哪年高？").view
