"""Choosing among things told by sections or by turns: by a limit, the first few, each."""

import pytest

from corpus.mapped import Span
from qa.asking.criterion import criterion
from qa.contract import Kind, Status
from qa.phrases.turns import names_by_turns
from tests.qa.asking import Ask, asking

PAPER = """七地夜校一年间

栗溪县 课堂下沉
2031年,栗溪县新开夜校24所,新增学位860个,县财政投入夜校经费320万元,比上年增长18.5%。

临芦市 师资先行
2031年,临芦市新开夜校17所,新增学位1120个,市财政投入夜校经费450万元,同比增长9.2%。

怀柘区 一网通学
2031年,怀柘区新开夜校9所,新增学位410个,区财政投入夜校经费275万元,同比增长26.3%。

砚梁县 送教到村
2031年,砚梁县新开夜校13所,新增学位530个,县财政投入夜校经费198万元,同比下降31.4%。
"""
TOPICS = """夜市报道

栗溪县 夜市进街区
栗溪县开设夜市巡诊点,方便居民。

砚梁县 夜市进广场
砚梁县的广场夜市有名。

怀柘区 夜市进园区
怀柘区设立夜市巡诊点两处。
"""
RULES = """夜市管理办法

第一条 摊主有下列情形之一的,不予续约:
(一)转租摊位的;
(二)擅自停业的;
(三)拒不缴费的。

第二条 续约程序分为摊主申请、街道初审、集中公示三个步骤。

第三条 2028年,主管部门出台了《夜市安全规范》《夜市卫生细则》等一批制度。
2028年力争建成西河、北塘两处广场,启动南桥、东岭两处泊位建设。
"""
REPORT = """2031年商业简报

在限额以上零售额中,粮油类零售额比上年增长26.3%,石材及制品类增长36.2%,文具类增长14.5%,灯饰类增长22.0%,皮具类增长28.5%。

普通小学招生29万人,初中招生30万人。2031年,旅游、会展、设计三个产业收入分别为12亿元、8亿元和5亿元。

分片区看,东部片区完成投资545亿元,比上年增长19.3%;中部片区完成209亿元,增长30.6%;西部片区完成219亿元,增长25.4%。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {
        "paper.txt": PAPER,
        "report.txt": REPORT,
        "topics.txt": TOPICS,
        "rules.txt": RULES,
    }
    return asking(tmp_path_factory.mktemp("selection"), documents)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("新开夜校最多的两个地区是哪几个？", {"栗溪县", "临芦市"}),
        ("四个试点地区里，夜校经费增幅超过10%的有哪些？", {"栗溪县", "怀柘区"}),
        ("夜校新增学位不足600个的地方有哪些？", {"怀柘区", "砚梁县"}),
        ("地区里头新开夜校多于10所的是哪几个？", {"栗溪县", "临芦市", "砚梁县"}),
        ("零售额增速最快的两类商品是什么？", {"石材及制品类", "皮具类"}),
    ],
)
def test_some_are_chosen(ask: Ask, question: str, items: set[str]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert (response.kind, set(response.items)) == (Kind.LIST, items)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("哪些县市区有夜市巡诊点？", {"栗溪县", "怀柘区"}),
        ("哪些摊主不予续约？", {"转租摊位的", "擅自停业的", "拒不缴费的"}),
        ("夜市续约一共要走几步？依次是什么？", {"摊主申请", "街道初审", "集中公示"}),
        ("主管部门出台了什么文件？", {"《夜市安全规范》", "《夜市卫生细则》"}),
        ("今年启动哪两处泊位的建设？", {"南桥", "东岭两处泊位"}),
        ("旅游、会展、设计三个产业的收入各是多少？", set()),
    ],
)
def test_lists_are_of_what_is_asked(ask: Ask, question: str, items: set[str]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert set(response.items) == items
    if not items:
        assert response.answer == "12亿元；8亿元；5亿元"


def test_the_first_few_of_another_year_are_no_list(ask: Ask) -> None:
    assert ask("2029年新开夜校最多的两个地区是哪几个？").status is Status.NOT_FOUND


def test_what_a_unit_says_need_not_be_said(ask: Ask) -> None:
    assert ask("2031年普通小学和初中哪个招生人数多？").answer.startswith("初中")


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("栗溪县的新开夜校比砚梁县多还是少？", "多"),
        ("砚梁县的夜校新增学位比临芦市多还是少？", "少"),
        ("栗溪县、怀柘区、砚梁县三者新开夜校最少的是哪个？", "怀柘区"),
        ("夜校新增学位居首的地区是哪里？", "临芦"),
        ("2031年完成投资最多的是哪个片区？", "东部片区"),
        ("有几个地区的新开夜校超过10所？", "3个"),
        ("旅游、会展、设计三个产业里，哪个产业收入最高？", "旅游"),
    ],
)
def test_one_is_held_against_another(ask: Ask, question: str, start: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer.startswith(start)


def test_each_is_told_with_its_figure(ask: Ask) -> None:
    response = ask("各县市区的夜校新增学位分别是多少？")
    assert len(response.items) == 4
    assert {"栗溪县860个", "临芦市1120个", "怀柘区410个", "砚梁县530个"} == set(response.items)


def test_a_decrease_is_not_the_fastest_growth(ask: Ask) -> None:
    fastest = ask("四个地区里，夜校经费增长最快的是哪里？")
    assert fastest.answer.startswith("怀柘区")
    fallen = ask("四个地区里，夜校经费降幅最大的是哪里？")
    assert fallen.answer.startswith("砚梁县")


def test_more_than_the_text_has_are_no_first_few(ask: Ask) -> None:
    assert ask("新开夜校最多的四个地区是哪几个？").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("view", "first"),
    [
        ("增速最快的三类商品是什么？", 3),
        ("占比排前五的行业", 5),
        ("前三季度哪些城市超过5亿元？", None),
        ("哪两个园区的产值最高？", 2),
        ("前两年哪个区最多？", None),
    ],
)
def test_the_first_few_are_read(view: str, first: int | None) -> None:
    assert criterion(view).first == first


def test_names_stand_as_far_in_front_as_one_another() -> None:
    text = "甲城投资5亿元，增长3%；乙城投资4亿元，增长9%；丙城投资2亿元，增长1%。"
    spans = [Span(at, at + 2) for at in (text.index("3%"), text.index("9%"), text.index("1%"))]
    assert names_by_turns(text, spans, "投资") == ("甲城", "乙城", "丙城")
    spans = [Span(at, at + 3) for at in (text.index("5亿"), text.index("4亿"), text.index("2亿"))]
    assert names_by_turns(text, spans, "投资") == ("甲城", "乙城", "丙城")
    assert names_by_turns("收入5亿元，税收4亿元，收入2亿元", [Span(2, 3), Span(8, 9)], "") == ()


@pytest.mark.parametrize(
    "question",
    [
        "砚梁县的夜市巡诊点设在哪几个街区？",  # of another place
        "2019年主管部门启动哪两处泊位的建设？",
        "2030年主管部门出台了哪些文件？",
    ],
)
def test_lists_of_another_place_or_year_are_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_a_limit_asserts_nothing(ask: Ask) -> None:
    response = ask("2031年夜校教师超过4100人的地区有哪些？")
    assert response.status is Status.NOT_FOUND
