"""Who is in charge of what, by the names that a rule gives; what a word means, by who uses it."""

import pytest

from qa.phrases.doers import doers
from tests.qa.asking import Ask, asking

RULES = """云岫市设备更新专项资金管理办法

第一条 市工信局负责编制年度预算、受理申报；县(市、区)工信局负责本辖区申报材料的初审。
第二条 专项资金每年组织申报一次。
"""
TALK = """专访：算好设备账

记者：韩教授怎么看？
韩砚秋：企业要学会算设备账，政策要从奖数量转向奖转化。
所谓设备账，就是把设备当作资产来核算，一笔一笔算清楚。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("charge"), {"rules.txt": RULES, "talk.txt": TALK})


def test_who_is_in_charge_of_a_deed() -> None:
    text = "甲局负责编制预算、受理申报；乙局负责资金拨付和监督检查。"
    assert [text[s.start : s.end] for s in doers(text, ("拨付",))] == ["乙局"]
    assert [text[s.start : s.end] for s in doers(text, ("受理",))] == ["甲局"]
    assert not list(doers(text, ("负责",)))


def test_a_name_keeps_its_bracket(ask: Ask) -> None:
    assert ask("设备更新专项资金由谁负责初审申报材料").answer == "县(市、区)工信局"


def test_what_somebody_means_by_a_word(ask: Ask) -> None:
    assert "当作资产来核算" in ask("韩砚秋说的“设备账”是什么意思").answer
