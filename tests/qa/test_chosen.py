"""Which of several named things keep to a limit, or come first; each held by its own figure."""

import pytest

from qa.contract import RefusalCode, Status
from tests.qa.asking import Ask, asking

REPORT = """青溪市物流年报

2031年，全市冷链运输收入420亿元，快递业务收入1180亿元，港口装卸收入96亿元，仓储租赁收入205亿元。
在质押工作上，设立专项资金、搭建服务平台、建立管理制度。
以64件外观设计、255件实用模型和31件商号质押。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("chosen"), {"a.txt": REPORT})


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("2031年青溪市的冷链运输收入、快递业务收入、仓储租赁收入,哪些超过300亿元?", 2),
        ("冷链运输收入、快递业务收入、港口装卸收入几项里,2031年青溪市达到400亿元以上的有哪些?", 2),
        ("2031年青溪市冷鏈運輸收入、快遞業務收入、倉儲租賃收入裡頭,最多的兩項是什麼?", 2),
        ("快递业务收入、冷链运输收入、港口装卸收入这几项,2031年青溪市哪两项最高?", 2),
        ("外观设计、实用模型、商号中,突破50件的是哪几项?", 2),
        ("外观设计、实用模型、商号,排在前两位的是哪些?", 2),
        ("青溪市2031年的冷链运输收入、快递业务收入、港口装卸收入,过百亿元的有哪些?", 2),
    ],
)
def test_those_that_keep_to_it_are_listed(ask: Ask, question: str, items: int) -> None:
    reply = ask(question)
    assert reply.status is Status.ANSWERED
    assert len(reply.items) == items
    assert not any(
        word in item for item in reply.items for word in ("商号", "港口", "仓储", "倉儲")
    )


def test_the_smallest_two_are_told_from_the_largest(ask: Ask) -> None:
    reply = ask("外观设计、实用模型、商号三类质押物中,最少的两类是哪两类?")
    assert reply.status is Status.ANSWERED
    assert len(reply.items) == 2
    assert all("外观设计" in item or "商号" in item for item in reply.items)


def test_a_thing_without_a_figure_leaves_no_first_two(ask: Ask) -> None:
    reply = ask("2031年青溪市的冷链运输收入、快递业务收入、航空客运收入,排在前两位的是哪些?")
    assert reply.refusal is not None
    assert reply.refusal.code is RefusalCode.MISSING_OPERAND


def test_a_limit_asks_for_no_list_without_figures(ask: Ask) -> None:
    reply = ask("青溪市质押工作的各类内容里,数量不足50件的是哪些?")
    assert "专项资金" not in (reply.answer or "")


def test_a_level_is_no_answer_to_how_much_each_rose(ask: Ask) -> None:
    reply = ask("青溪市的冷链运输收入、快递业务收入、仓储租赁收入,2031年增量在30亿元以上的有哪些?")
    assert reply.status is not Status.ANSWERED
