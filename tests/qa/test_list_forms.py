"""Forms of lists: who joins whom, dashes, definitions, clauses behind a colon, classes by name."""

import pytest

from corpus.script import fold_text
from qa.contract import RefusalCode, Status
from tests.qa.asking import Ask, asking

NOTICE = """衡阳市创意产业扶持办法

第一章 总则

第一条 市文旅局会同市财政局、市税务局起草本办法，先后征求了20个街道的意见。

第二条 衡阳市支持衡阳美术学院、湘南学院、临江大学建设工业设计服务中心，
与江北银行、南岳担保合作推出“创意贷”“版权贷”两款产品。

第三条 全市将画廊分为龙头画廊、社区画廊、校园画廊三类，分别给予场租补贴、展览补贴和运费补贴。

第二章 管理

第四条 打造“工坊—展厅—市集”链条，平台下设登记窗口、评估小组和培训教室。

第五条 扶持资金不得用于下列开支：人员工资、车辆购置、偿还贷款。

第六条 创意产业仍有不少差距，主要表现在：原创作品偏少，经纪人才外流，海外渠道不畅。

衡阳市文化和旅游局
衡阳市财政局
2031年5月6日
"""
OTHER = """岳阳市文化观察

岳阳市建成图书驿站、社区剧场、数字展厅，全年接待读者30万人次。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("forms"), {"notice.txt": NOTICE, "other.txt": OTHER})


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("扶持办法由哪些部门起草？", ["市文旅局", "市财政局", "市税务局"]),
        ("衡阳市支持哪些高校建设工业设计服务中心？", ["衡阳美术学院", "湘南学院", "临江大学"]),
        ("衡阳市跟哪些金融机构合作推出产品？", ["江北银行", "南岳担保"]),
        ("衡阳市推出了哪些产品？", ["创意贷", "版权贷"]),
        ("画廊分成哪三类？", ["龙头画廊", "社区画廊", "校园画廊"]),
        ("链条包括哪些环节？", ["工坊", "展厅", "市集"]),
        ("平台下设哪些机构？", ["登记窗口", "评估小组", "培训教室"]),
        ("扶持资金不能用在哪些支出上？", ["人员工资", "车辆购置", "偿还贷款"]),
        ("创意产业存在哪些差距？", ["原创作品偏少", "经纪人才外流", "海外渠道不畅"]),
    ],
)
def test_members_of_each_form(ask: Ask, question: str, members: list[str]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert [fold_text(item).strip("“”") for item in response.items] == members


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("岳阳市支持哪些高校建设工业设计服务中心？", None),
        ("衡阳市支持哪些医院建设工业设计服务中心？", None),
        ("衡阳市建成了哪些社区剧场？", None),
    ],
)
def test_of_another_place_or_class_is_refused(
    ask: Ask, question: str, code: RefusalCode | None
) -> None:
    response = ask(question)
    assert response.status is Status.NOT_FOUND
    assert code is None or (response.refusal is not None and response.refusal.code is code)
