"""Who, where, which: names over ingested documents, and what is refused when there is none."""

import pytest

from qa.asking.slot import Sought, read_slot
from qa.contract import Kind, Status
from tests.qa.asking import Ask, asking
from tests.qa.material_words import DOCUMENTS


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("names"), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("谁负责统筹协调公共数据开放工作？", "大数据局"),
        ("经费保障由哪个部门承担？", "财政局"),
        ("开放平台由谁建设运营？", "临川数字集团"),
        ("开放平台是哪家公司运营的？", "临川数字集团"),
        ("办法根据哪部条例制定？", "江右省数据条例"),
        ("枢纽港在哪个大会上启用？", "第四届江右数字经济大会"),
        ("云州市大数据局局长是谁？", "陈思远"),
        ("云州首创了什么模式？", "数据超市"),
        ("云州推出的产品叫什么？", "数易贷"),
        ("雲州獲得了什麼獎？", "全國數字治理創新獎"),
        ("哪家公司的气象数据产品入选典型案例？", "青禾数智"),
        ("气象数据产品卖到了哪里？", "东南亚"),
        ("医疗数据专区建在哪里？", "白鹭湖科技园"),
        ("醫療數據專區依託哪家醫院？", "江右大學附屬醫院"),
        ("这篇报道的记者是谁？", "周文博"),
    ],
)
def test_names(ask: Ask, question: str, name: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.ENTITY
    assert name in response.answer
    assert len(response.answer) <= 60
    assert len(response.citations[0].quote) <= 160


def test_a_name_that_stands_out_is_the_whole_answer(ask: Ask) -> None:
    assert ask("哪家公司的气象数据产品入选典型案例？").answer == "青禾数智公司"


@pytest.mark.parametrize(
    "question",
    [
        "云州市市长是谁？",
        "医疗数据专区的投资方是谁？",
        "云州数据法庭设在哪里？",
        "开放平台的总工程师是谁？",
        "数据枢纽港由谁设计？",
    ],
)
def test_never_mentioned_is_refused(ask: Ask, question: str) -> None:
    response = ask(question)
    assert response.status is Status.NOT_FOUND
    assert response.answer == ""


@pytest.mark.parametrize(
    ("view", "asking_word", "sought", "heads"),
    [
        ("交易所建在哪座城市？", "哪座", Sought.PLACE, ("城市",)),
        ("交易所的前身是什么？", "什么", Sought.THING, ("前身",)),
        ("作品得到谁的肯定？", "谁", Sought.PERSON, ()),
        ("平台由哪家公司运营？", "哪家", Sought.BODY, ("公司",)),
        ("发布了一份叫什么名称的公文？", "叫什么", Sought.NAME, ("公文", "名称")),
        ("这项制度又称为什么？", "称为什么", Sought.NAME, ()),
        ("为什么要设立专区？", "为什么", Sought.REASON, ()),
    ],
)
def test_gap(view: str, asking_word: str, sought: Sought, heads: tuple[str, ...]) -> None:
    slot = read_slot(view)
    assert view[slot.span.start : slot.span.end] == asking_word
    assert slot.sought is sought
    if heads:
        assert slot.heads == heads
