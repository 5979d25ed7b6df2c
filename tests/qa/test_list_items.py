"""Lists over ingested documents: complete, in order, without strangers, refused when not there."""

import pytest

from corpus.script import fold_text
from qa.contract import AskResponse, Kind, Status
from tests.qa.asking import Ask, asking
from tests.qa.material_lists import DOCUMENTS


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("lists"), DOCUMENTS)


def listed(response: AskResponse) -> list[str]:
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.LIST
    quoted = fold_text("".join(c.quote for c in response.citations))
    items = [fold_text(item) for item in response.items]
    assert all(item in quoted for item in items)
    return [item.strip("“”《》") for item in items]


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("临川市优先支持哪些企业试用数据集？", ["云帆科技", "青禾数智", "北辰软件"]),
        ("臨川市圍繞哪些行業開放資料集？", ["医疗", "交通", "文旅"]),
        ("大数据局会同哪三家单位制定目录？", ["财政局", "统计局", "档案馆"]),
        ("临川推出了哪些融资产品？", ["数据贷", "数据保"]),
        ("临川市数据工作坚持哪些原则？", ["政府搭台", "企业唱戏", "市场定价"]),
        ("临川市靠哪三项举措降低企业用数成本？", ["发放补贴券", "减免平台费", "简化审批手续"]),
        ("数据联盟由哪两类机构共同参与？", ["行业协会", "服务机构"]),
        ("“一中心两平台”包括哪些？", ["临川数据中心", "登记平台", "交易平台"]),
        ("江陵市出台了哪些文件？", ["数据登记办法", "数据分类指引"]),
    ],
)
def test_members_of_a_phrase(ask: Ask, question: str, members: list[str]) -> None:
    assert listed(ask(question)) == members


def test_members_behind_ordinals(ask: Ask) -> None:
    assert listed(ask("临川市数据工作存在哪三个短板？")) == [
        "数据质量不高",
        "流通渠道不畅",
        "专业人才短缺",
    ]


def test_headings_under_a_heading(ask: Ask) -> None:
    assert listed(ask("第四部分保障措施包括哪几条？")) == [
        "加强组织领导",
        "落实资金保障",
        "强化考核评价",
    ]


def test_signatures_at_the_end(ask: Ask) -> None:
    assert listed(ask("临川市数据要素行动方案由哪些部门联合发布？")) == [
        "临川市大数据局",
        "临川市财政局",
        "临川市统计局",
    ]


def test_a_part_that_the_question_excepts_is_left_out(ask: Ask) -> None:
    got = listed(ask("除了云帆科技以外，临川市还优先支持哪些企业试用数据集？"))
    assert got == ["青禾数智", "北辰软件"]


@pytest.mark.parametrize(
    "question",
    [
        "临川市优先支持哪五家企业试用数据集？",  # the text names three
        "临川市有哪些博物馆？",
        "临川市推出了哪些航运保险？",
        "临川市的420家数据企业分别叫什么名字？",
    ],
)
def test_what_is_not_there_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND
