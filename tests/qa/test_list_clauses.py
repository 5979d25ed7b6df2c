"""Lists told apart by clause, by the year of their heading and by what is barred."""

import pytest

from corpus.script import fold_text
from qa.contract import Status
from qa.phrases.series import series
from tests.qa.asking import Ask, asking

REPORT = """鹤岭省政府工作报告

**一、2031年工作回顾**

全年完成投资的项目较多，云青城际铁路、松白高速公路等建成通车，柳江至雁口、白石、青屿高速公路开工。
扶植了一批订单增长快、产品质量高、管理规范的专精特新企业。
围绕金融和保险产业链，云上科技、北辰数据等企业推出了“快付平台”、“融易超市”等产品。
共同探索适应新趋势、新要求的机制，进一步提升鹤岭创造、运用、保护、管理能力和水平。

**二、2032年重点工作安排**

南向抓好云江铁路扩能改造、云松客专等项目，加快出海通道建设；西向加快雁白铁路、柳州至青屿铁路等项目前期工作；新建出山坪、前柳、故青水库灌区。
为此，省发展委会同省统计局，研究制定了《数据共享行动方案》。
"""
RULES = """松柳市公园管理办法

第一条 禁止携带宠物进入下列场所：
（一）儿童乐园；
（二）观鸟区、湿地保育区；
（三）室内展馆。
第二条 携带宠物的，可以进入下列场所：
（一）宠物乐园；
（二）滨河步道。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("clauses"), {"report.md": REPORT, "rules.txt": RULES})


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("鹤岭南向要抓好哪些铁路项目？", ["云江铁路扩能改造", "云松客专"]),
        ("鹤岭西向有哪些铁路项目在做前期工作？", ["雁白铁路", "柳州至青屿铁路"]),
        ("鹤岭要新建哪些水库的灌区？", ["出山坪", "前柳", "故青水库灌区"]),
        ("2031年鹤岭建成通车的有哪些路？", ["云青城际铁路", "松白高速公路"]),
        ("鹤岭要提升哪几种能力和水平？", ["创造", "运用", "保护", "管理"]),
        ("《数据共享行动方案》是哪些部门研究制定的？", ["省发展委", "省统计局"]),
        ("松柳市公园里哪些场所不能带宠物进？", ["儿童乐园", "观鸟区", "室内展馆"]),
        ("松柳市公园里带宠物可以进的场所，请逐一列出", ["宠物乐园", "滨河步道"]),
    ],
)
def test_the_list_of_its_own_clause_is_given(ask: Ask, question: str, members: list[str]) -> None:
    response = ask(question)
    assert len(response.items) == len(members), response.answer
    assert all(m in fold_text(item) for m, item in zip(members, response.items, strict=True))


@pytest.mark.parametrize(
    "question",
    [
        "2032年鹤岭建成通车的高速公路有哪些？",  # told under the heading of another year
        "2031年鹤岭抓好了哪些铁路项目？",
        "鹤岭扶植的专精特新企业是哪几家？",  # 增长快、质量高 describe them, and name none
        "鹤岭推出了哪些农业保险险种？",  # platforms are none
    ],
)
def test_a_list_of_something_else_answers_nothing(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "优选出一批经验丰富、业务素质高、实例积累多的管理人员。",
            ["经验丰富", "业务素质高", "实例积累多"],
        ),
        ("推进云青城际、成松客专等项目。", ["云青城际", "成松客专"]),
        ("各局要提升创造、运用、管理能力和水平。", ["创造", "运用", "管理能力和水平"]),
        (
            "但也要看到，资金不足，缺口较大；人才短缺；设备老化。",
            ["资金不足", "人才短缺", "设备老化"],
        ),
    ],
)
def test_borders(text: str, expected: list[str]) -> None:
    told = [[text[m.start : m.end] for m in one.members] for one in series(text)]
    assert expected in told
