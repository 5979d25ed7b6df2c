"""Asking over all things of a class, over both directions, over growth: which of several."""

import pytest

from qa.contract import Kind, RefusalCode, Status
from qa.phrases.counted_series import counted_behind
from qa.question import read_question
from tests.qa.asking import Ask, asking

ZONES = """五座滨河新城年度观察

青溪新城：招商有方
过去一年，青溪新城新签约项目68个，规模以上工业产值1180亿元，同比增长7.4%。引进硕士以上人才260名。

白沙新城：客厅向水
规模以上工业产值降至530亿元，下降2.7%，新签约项目44个。

炉山新城：老厂新芯
规模以上工业产值1560亿元，同比增长3.9%，新签约项目44个。引进硕士以上人才175名。

南渡新城：通江达海
规模以上工业产值790亿元，同比增长10.2%，新签约项目53个。

雁荡新城：绿色账本
规模以上工业产值190亿元，同比增长1.6%，新签约项目21个。
"""
COUNTY = """禾源县2032年乡村产业工作总结

一、主要做法
一是抓龙头带动。培育农业龙头企业31家，其中国家级2家、省级9家。
二是抓品牌打造。新增绿色食品认证产品16个、地理标志产品4个。
三是抓农旅融合。各乡镇中，柳岸镇旅游收入2.4亿元，石埠镇1.7亿元，北坪乡7600万元，大湾乡4200万元。

二、产业情况
2031年茶叶产值12.9亿元，生猪产值13.1亿元。2032年茶叶产值14.7亿元，生猪产值11.5亿元。
外来游客以江州8400人最多，其次为云州5200人、庐州3100人，信州1900人。
累计绿色食品申请92件，累计认证57件。

三、服务运营
服务设施可采取以下三种方式运营：一是政府建设、无偿提供场地；二是国有企业统一持有、专业机构运营；三是居民组织与企业合作运营。
"""
TABLE = """禾源县普惠托位任务分解

| 县区 | 2032年托位（个） |
|---|---|
| 东城区 | 1100 |
| 河西区 | 860 |
| 临水县 | 540 |
| 丰河县 | 430 |
"""
PORTS = """海澜省港口2031年简报

分港口看，望澜港完成货物吞吐量6.3亿吨，增长4.2%；金滩港货物吞吐量2.6亿吨，增长1.8%；东岬港货物吞吐量1.1亿吨，增长11.3%。

重点景区中，翠岭山景区接待游客96万人次，古窑景区73万人次，月湾湖景区118万人次，花田小镇52万人次。

门诊慢性病病种由28种增至33种。左岸园区面积210公顷，厂商186家；右岸园区面积158公顷，厂商203家；湾口园区面积96公顷，厂商74家。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {"zones.txt": ZONES, "county.txt": COUNTY, "table.md": TABLE, "ports.txt": PORTS}
    return asking(tmp_path_factory.mktemp("of_class"), documents)


@pytest.mark.parametrize(
    ("question", "winner"),
    [
        ("五座滨河新城里规模以上工业产值谁最高？", "炉山新城"),
        ("五座滨河新城里规模以上工业产值谁最低？", "雁荡新城"),
        ("哪个镇的旅游收入最高？", "柳岸镇"),
        ("青溪新城和炉山新城，哪个新城规模以上工业产值增长得快？", "青溪新城"),
    ],
)
def test_the_one_ahead_of_a_class_is_named(ask: Ask, question: str, winner: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer.startswith(winner)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("五座新城哪些规模以上工业产值超过1000亿元？", {"青溪新城", "炉山新城"}),
        ("禾源县哪些乡镇旅游收入超过1亿元？", {"柳岸镇", "石埠镇"}),
        ("哪些县区的托位不到800个？", {"临水县", "丰河县"}),
    ],
)
def test_things_of_a_class_are_listed_by_a_limit(ask: Ask, question: str, items: set[str]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert (response.kind, set(response.items)) == (Kind.LIST, items)


def test_another_count_than_the_text_has_is_refused(ask: Ask) -> None:
    response = ask("七座新城里规模以上工业产值谁最高？")
    assert response.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("禾源县2032年生猪产值比2031年是增加了还是减少了？", "减少"),
        ("禾源县茶叶产值2032年和2031年比，涨了还是跌了？", "涨"),
        ("白沙新城规模以上工业产值是上升还是下降？", "下降"),
    ],
)
def test_a_direction_is_one_of_the_two_words(ask: Ask, question: str, word: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.COMPARISON
    assert response.answer.startswith(word)


def test_growth_is_not_told_by_levels(ask: Ask) -> None:
    response = ask("青溪新城和炉山新城，哪个新签约项目增长得快？")
    assert response.refusal is not None
    assert response.refusal.code is RefusalCode.MISSING_OPERAND


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("炉山新城的规模以上工业产值比青溪新城多多少？", "380亿元"),
        ("南渡新城的新签约项目比青溪新城少几个？", "15个"),
        ("引进硕士以上人才方面，青溪新城比炉山新城多多少名？", "85名"),
        ("禾源县累计绿色食品申请量比认证量多多少件？", "35件"),
    ],
)
def test_what_one_side_leaves_unsaid_is_lent(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer == answer


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("各港口里货物吞吐量最大的是哪个港口？", "望澜港"),
        ("四个重点景区里，哪个游客最多？", "月湾湖景区"),
        ("哪个港口货物吞吐量增速最快？", "东岬港"),
        ("慢性病病种是增加了还是减少了？", "增加"),
        ("左岸园区的面积比湾口园区大多少公顷？", "114公顷"),
    ],
)
def test_things_told_by_turns_are_held_against_one_another(
    ask: Ask, question: str, start: str
) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer.startswith(start)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        (
            "外来游客来自哪几个州，各有多少人？",
            ("江州8400人", "云州5200人", "庐州3100人", "信州1900人"),
        ),
        ("禾源县乡村产业的主要做法有哪几条？", ("抓龙头带动", "抓品牌打造", "抓农旅融合")),
    ],
)
def test_lists_are_whole_and_in_order(ask: Ask, question: str, items: tuple[str, ...]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.items == items


def test_an_enumeration_goes_before_what_stands_in_its_items(ask: Ask) -> None:
    response = ask("服务设施的运营方式有哪几种？")
    assert len(response.items) == 3
    assert response.items[0].startswith("政府建设")


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("甲市和乙市的申请量谁多谁少？", "甲市和乙市的申请量谁多？"),
        ("三市申请量排名，谁垫底？", "三市申请量排名，谁最低？"),
        ("三市申请量哪个市居首？", "三市申请量哪个市最高？"),
    ],
)
def test_ways_of_asking_which_are_brought_to_one(text: str, view: str) -> None:
    assert read_question(text).view == view


def test_a_sentence_without_figures_has_no_run_of_them() -> None:
    assert not list(counted_behind("本局负责解释。", ()))
