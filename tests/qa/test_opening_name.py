"""A question that opens with an unknown name is answered by what is said of that name."""

from pathlib import Path

import pytest

from qa.contract import Status
from tests.qa.asking import Ask, asking

FIRMS = """专访：做好专利管理

辰枢软件2015年成立，手里有发明专利830件，2031年营业收入9.6亿元。
"""
CITY = """云岫市2031年知识产权情况

禾曜药业、辰枢软件两家企业被评为示范企业。
全市著作权登记8650件，核准109户企业使用地理标志的申请。
辰枢精机股份公司取得发明专利3件，外销1200万元；云穗生技公司开发的改良剂获银奖。
旅游总收入672.1亿元，增长17.4%，成果显著。
对年代理发明专利授权量达到200件的代理机构，给予15万元奖励。
"""


REPORTS = {  # of areas that no table of places knows
    name: f"{name}2031年统计公报\n\n2031年全年办理案件{cases}起，新增绿地{green}公顷。"
    "\n\n——创新持续提升。提交PCT申请41件。服务不断改善。\n"
    for name, cases, green in (("石溪县", 402, 58), ("北沙岭区", 975, 93))
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("opening"), {"firms.txt": FIRMS, "city.txt": CITY})


@pytest.mark.parametrize(
    "question",
    ["禾曜药业有多少件发明专利", "云穗生技外销金额", "云岫市2031年专利申请量是多少"],
)
def test_a_figure_of_another_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("辰枢软件有多少件发明专利", "830件"),
        ("辰枢精机外销金额", "1200万元"),
        ("年代理发明专利授权量要做到多少件云岫市才给奖励", "200件"),
        ("云岫市2031年旅游总收入及增速", "672.1亿元；17.4%"),
    ],
)
def test_its_own_figure_is_found(ask: Ask, question: str, answer: str) -> None:
    assert ask(question).answer == answer


def test_areas_that_no_table_knows_are_told_apart(tmp_path: Path) -> None:
    ask = asking(tmp_path, {f"{name}.txt": text for name, text in REPORTS.items()})
    assert ask("石溪县2031年办理案件多少起？").answer == "402起"
    assert ask("北沙岭区2031年办理案件多少起？").answer == "975起"
    assert ask("柳湾县2031年办理案件多少起？").status is Status.NOT_FOUND


def test_what_unit_and_letters_say_need_not_be_said(tmp_path: Path) -> None:
    ask = asking(tmp_path, {"a.txt": REPORTS["石溪县"]})
    assert ask("石溪县2031年新增绿地面积有多大？").answer == "58公顷"
    assert ask("石溪县2031年PCT国际专利申请有多少件？").answer == "41件"
    assert ask("石溪县2031年专利申请有多少件？").status is Status.NOT_FOUND  # PCT is one kind
