"""When: dates of events, of documents, and refusals."""

import pytest

from qa.contract import Kind, Status, Warning
from tests.qa.asking import Ask, asking
from tests.qa.material_words import DOCUMENTS


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("dates"), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("云州数据交易所什么时候成立的？", "2028年3月"),
        ("云州数据交易所哪年揭牌？", "2028年3月"),
        ("雲州數據樞紐港幾時啟用？", "2030年9月"),
        ("云州信息产权服务站是哪年组建的？", "2024年"),
        ("临川市公共数据开放实施办法是什么时候印发的？", "2031年6月18日"),
        ("When was the Yunzhou data exchange established?", "2028年3月"),
        ("データ取引所はいつ設立されましたか", "2028年3月"),
    ],
)
def test_dates(ask: Ask, question: str, day: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.DATE
    assert response.answer == day
    assert day in response.citations[0].quote


def test_a_wrong_year_of_issue_is_corrected(ask: Ask) -> None:
    response = ask("临川市2030年印发的公共数据开放实施办法，具体是几月几日印发的？")
    assert response.answer == "2031年6月18日"
    assert Warning.PREMISE_CORRECTED in response.warnings


@pytest.mark.parametrize(
    "question",
    [
        "临川市公共数据开放实施办法何时废止？",
        "河阳市的数据交易所什么时候成立？",
    ],
)
def test_a_date_that_is_not_there_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND
