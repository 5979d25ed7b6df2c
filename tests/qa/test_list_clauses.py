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
PRIZES = """青松精品奖揭晓

青松精品奖银奖得主分别为白石机械、柳江纺织与云上家具。
白石机械的产品外销德国、越南等国；柳江纺织成立五年，在青屿、雁口设有两座工厂。
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
    return asking(
        tmp_path_factory.mktemp("clauses"),
        {"report.md": REPORT, "rules.txt": RULES, "p.txt": PRIZES},
    )


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("鹤岭南向要抓好哪些铁路项目？", ["云江铁路扩能改造", "云松客专"]),
        ("鹤岭西向有哪些铁路项目在做前期工作？", ["雁白铁路", "柳州至青屿铁路"]),
        ("鹤岭要新建哪些水库的灌区？", ["出山坪", "前柳", "故青水库灌区"]),
        ("2031年鹤岭建成通车的有哪些路？", ["云青城际铁路", "松白高速公路"]),
        ("鹤岭要提升哪几种能力和水平？", ["创造", "运用", "保护", "管理"]),
        ("《数据共享行动方案》是哪些部门研究制定的？", ["省发展委", "省统计局"]),
        ("除了省统计局，还有哪个部门研究制定了《数据共享行动方案》？", ["省发展委"]),
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
        "鹤岭的数据共享包括哪些领域？",  # offices are no fields
        "青松精品奖的铜奖得主有哪些？",  # who has the silver one has not the bronze one
    ],
)
def test_a_list_of_something_else_answers_nothing(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_what_is_told_of_another_one_is_no_answer(ask: Ask) -> None:
    assert "青屿" not in ask("白石机械的产品在哪些城市设有工厂？").answer
    assert ask("柳江纺织在哪些城市设有工厂？").items == ("青屿", "雁口")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "优选出一批经验丰富、业务素质高、实例积累多的管理人员。",
            ["经验丰富", "业务素质高", "实例积累多"],
        ),
        ("推进云青城际、成松客专等项目。", ["云青城际", "成松客专"]),
        ("各局要提升创造、运用、管理能力和水平。", ["创造", "运用", "管理能力和水平"]),
        ("现场核查由县财政局、第三方机构共同参加。", ["县财政局", "第三方机构"]),
        ("选择符合区域定位的重点行业和朝阳行业开展试点。", ["重点行业", "朝阳行业"]),
        ("加强白石、柳江与青城的对接联动。", ["白石", "柳江"]),
        (
            "加快推进青城机场三期扩建工程和白石、柳江、雁口等支线机场项目。",
            ["白石", "柳江", "雁口"],
        ),
        (
            "办好第五届投洽会、第二届青城“云上之路”合作论坛等活动。",
            ["第五届投洽会", "第二届青城“云上之路”合作论坛"],
        ),
        ("机构的数量和水平不能满足需求。", ["数量", "水平"]),
        ("龙里至白石高速、青屿至柳江铁路等开工。", ["龙里至白石高速", "青屿至柳江铁路"]),
        (
            "县财政局负责拨付，县审计局负责监督，各乡镇负责初审。",
            ["县财政局", "县审计局", "各乡镇"],
        ),
        (
            "青屿局负责受理申请，查处违规携带宠物、扰民等行为。",
            ["受理申请", "查处违规携带宠物、扰民等行为"],
        ),
        (
            "园区被确定为全国首批“青松示范园”，同时入选“白石试验区”，成为八个“白石试验区”之一。",
            ["青松示范园", "白石试验区"],
        ),
        (
            "实施多点支撑战略，城乡统筹战略，创新驱动战略。",
            ["实施多点支撑战略", "城乡统筹战略", "创新驱动战略"],
        ),
        (
            "但也要看到，资金不足，缺口较大；人才短缺；设备老化。",
            ["资金不足", "人才短缺", "设备老化"],
        ),
    ],
)
def test_borders(text: str, expected: list[str]) -> None:
    told = [[text[m.start : m.end] for m in one.members] for one in series(text)]
    assert expected in told
