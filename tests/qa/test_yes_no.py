"""Assertions over ingested documents: borne out, contradicted, or never spoken of."""

import pytest

from qa.contract import Kind, Status
from tests.qa.asking import Ask, asking
from tests.qa.material_lists import DOCUMENTS


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("assertions"), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("云州市2030年数据交易额达到12.6亿元了吗？", "12.6亿元"),
        ("云州市2030年数据交易额超过10亿元，对吗？", "12.6亿元"),
        ("云州市数据交易额是不是排名全省第二？", "第二"),
        ("河阳市有没有开展数据资产入表试点？", "试点"),
        ("臨川市設立專項資金了嗎？", ""),
        ("江陵市人均交易额低于全省平均水平吗？", ""),
    ],
)
def test_borne_out(ask: Ask, question: str, fact: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.YES_NO
    assert response.answer.startswith("是")
    assert fact in response.answer + response.text


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("云州市2030年数据交易额达到20亿元了吗？", "12.6亿元"),
        ("河阳市办理时间已经缩短到3天，是吗？", "6天"),
        ("云州市数据交易额排名全省第一，对吗？", "第二"),
        ("云州市现在还是重登记吗？", "向重流通转变"),
        ("云州市的平台发生过泄露事件没有？", "没有发生"),
        ("江陵市人均交易额高于全省平均水平吗？", "低于"),
        ("云州市2030年数据交易额没有超过10亿元，对吗？", "12.6亿元"),
    ],
)
def test_contradicted_with_the_true_fact(ask: Ask, question: str, fact: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer.startswith("否")
    assert fact in response.answer + response.text
    assert len(response.answer) <= 60


@pytest.mark.parametrize(
    "question",
    [
        "江陵市建成数据博物馆了吗？",
        "云州市2031年数据交易额超过15亿元了吗？",
        "河阳市设立了数据法庭吗？",
    ],
)
def test_never_spoken_of_is_refused_not_denied(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND
