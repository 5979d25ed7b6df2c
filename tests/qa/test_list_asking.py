"""Lists asked for without an asking word, by a short name, or of what no text holds."""

import pytest

from corpus.script import fold_text
from qa.asking.listing import asked_list
from qa.contract import Kind, Status
from qa.question import read_question
from tests.qa.asking import Ask, asking

PLAN = """临川市养老服务行动方案

一、基本原则

坚持普惠均衡、坚持医养结合、坚持社会参与。

二、重点任务

(一)织密网络。在松阳、柳南、朱桥三个街镇先行建设服务圈，圈内配置日间照护、助餐、康复三类功能。
(二)医养结合。市中心医院和民营护理院与养老机构签约，签约机构应当提供巡诊、转诊、用药指导等服务。
(三)智慧养老。推广“呼叫、监测、报警”三件套，优先为独居、失能、高龄老人家庭免费安装。
(四)壮大产业。建成“一图一库”体系，即服务设施图和老人信息库。

(五)要素保障。聚焦用地、用工、资金三大难题，松涛园、柏香居、云栖里三家养老企业分别承接助餐、助浴和助医服务。
全年举办敬老节、银发课堂、邻里集市等节庆活动，接待老人4万人次。

三、保障措施

设立专班，每季度调度一次。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("asking"), {"plan.txt": PLAN})


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("养老服务方案的三项原则", ["坚持普惠均衡", "坚持医养结合", "坚持社会参与"]),
        ("服务圈先在哪几个街镇试", ["松阳", "柳南", "朱桥"]),
        ("签了约的机构要提供啥服务", ["巡诊", "转诊", "用药指导"]),
        ("哪些老人家里可以免费装三件套", ["独居", "失能", "高龄老人家庭"]),
        ("承接服务的三家养老企业是谁", ["松涛园", "柏香居", "云栖里"]),
        ("企业反映的三大难题", ["用地", "用工", "资金"]),
        ("全年办了什么节庆活动", ["敬老节", "银发课堂", "邻里集市"]),
        ("「一图一库」具体指什么", ["服务设施图", "老人信息库"]),
    ],
)
def test_lists_as_people_ask(ask: Ask, question: str, members: list[str]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert [fold_text(item).strip("“”") for item in response.items] == members


@pytest.mark.parametrize("question", ["临川市有哪几家三级医院", "养老机构的股东都有谁"])
def test_an_attribute_that_no_text_says(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "count", "kind"),
    [
        ("未来三年要做的三件事", 3, "事"),
        ("三家养老企业是谁", 3, "企业"),
        ("當年定的三個工作目標係乜嘢", 3, ""),
        ("要怎么壮大队伍，三条分别是什么", 3, ""),
        ("复审了哪些市级专利示范企业", None, "企业"),
        ("要在哪些大学设学院", None, "大学"),
        ("哪些行业增速超过两位数", None, "行业"),
        ("两项改革的名称", 2, "改革"),
        ("参加信用评价的部门有", None, "部门"),
    ],
)
def test_what_is_asked_for(question: str, count: int | None, kind: str) -> None:
    read = read_question(question)
    asked = asked_list(read.view)
    assert read.kind is Kind.LIST
    assert asked.count == count
    assert not kind or asked.kinds[0] == kind


@pytest.mark.parametrize(
    "question", ["26家商业银行授信总额", "5个工作日内办结的事项", "体系什么时候建成"]
)
def test_what_is_no_list(question: str) -> None:
    assert read_question(question).kind is not Kind.LIST
