"""Coordinated phrases in the forms in which sentences say the same list."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.phrases.series import series


def members(text: str) -> list[list[str]]:
    return [[text[m.start : m.end] for m in one.members] for one in series(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "中心设有三个部门，分别是综合部、业务部，以及技术部。",
            ["综合部", "业务部", "技术部"],
        ),
        ("园区分为东区、西区，还有南区三个片区，由专人管理。", ["东区", "西区", "南区"]),
        (
            "名单涵盖芯片设计、工业软件，也涵盖脑机接口、量子通信。",
            ["芯片设计", "工业软件", "脑机接口", "量子通信"],
        ),
        (
            "账目已与税务、海关、银行以及保险、电力等部门对接。",
            ["税务", "海关", "银行", "保险", "电力"],
        ),
        ("打造集研发、孵化、展示于一体的园区。", ["研发", "孵化", "展示"]),
        ("对企业研发、人才引进、市场开拓予以补贴。", ["企业研发", "人才引进", "市场开拓"]),
        (
            "资助有三类，其中一类是发明专利，一类是实用新型，还有一类是外观设计。",
            ["发明专利", "实用新型", "外观设计"],
        ),
        ("前者为发明专利，后者为商标。", ["发明专利", "商标"]),
        (
            "滨河书院是“双塔”之一，另一塔为临江剧院。",
            ["滨河书院", "临江剧院"],
        ),
        (
            "体系由四项组成：一项基金的设立、一个窗口的搭建、一套规则的形成、一支队伍的组建。",
            ["一项基金的设立", "一个窗口的搭建", "一套规则的形成", "一支队伍的组建"],
        ),
        (
            "要做到‘坚持市场运作，坚持社会参与；坚持依法办事’，善作善成。",
            ["坚持市场运作", "坚持社会参与", "坚持依法办事"],
        ),
        (
            "遵循政府引导同市场运作相结合、近期同远期相结合、重点突破同全面推进相结合的原则。",
            ["政府引导同市场运作相结合", "近期同远期相结合", "重点突破同全面推进相结合"],
        ),
    ],
)
def test_one_list_in_other_words(text: str, expected: list[str]) -> None:
    assert expected in members(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="一是为甲乙区、，；：。和以及还有“”‘’集于体的等", max_size=40))
def test_members_stand_in_order_inside_the_text(text: str) -> None:
    for one in series(text):
        spans = one.members
        assert len(spans) > 1
        assert all(0 <= m.start < m.end <= len(text) for m in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
