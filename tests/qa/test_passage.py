"""How and why, over ingested documents: the sentences that tell it, and one clause of them."""

import pytest

from qa.contract import Kind, Status
from tests.qa.asking import Ask, asking
from tests.qa.material_lists import DOCUMENTS


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("passages"), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("河阳市怎样破解中小企业找不到数据的难题？", ["一个窗口", "补贴券"]),
        ("河陽市如何破解中小企業找不到數據的難題？", ["一個窗口"]),
        ("临川市通过什么办法降低企业用数成本？", ["减免平台费"]),
    ],
)
def test_the_text_tells_how(ask: Ask, question: str, phrases: list[str]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.PASSAGE
    assert all(phrase in response.text for phrase in phrases)
    assert 0 < len(response.answer) <= 60
    assert all(len(citation.quote) <= 160 for citation in response.citations)


def test_an_opening_brings_what_it_announces(ask: Ask) -> None:
    response = ask("临川市如何落实资金保障？")
    assert "3000万元" in response.text


def test_how_of_what_is_not_there_is_refused(ask: Ask) -> None:
    assert ask("云州市如何治理河道污染？").status is Status.NOT_FOUND
