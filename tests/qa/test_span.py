"""Questions answered with the words of a clause: definitions, conditions, turns, reasons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answerers.span import MAX_ANSWER, warmest
from qa.contract import Status
from qa.phrases.cutting import words_of
from tests.qa.asking import Ask, asking
from tests.qa.material_words import DOCUMENTS


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("words"), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("数据身份证指的是什么？", ["电子证明"]),
        ("什么是数据身份证？", ["电子证明"]),
        ("数据分级以什么为依据？", ["敏感程度"]),
        ("涉及个人隐私的数据在什么条件下才能开放？", ["脱敏"]),
        ("哪类数据集的凭证会被撤销？", ["长期未更新"]),
        ("云州2030年以什么为导向？", ["一数一源"]),
        ("雲州的數據工作從什麼轉向什麼？", ["重採集", "重應用"]),
        ("交易所的前身是什么？", ["云州信息产权服务站"]),
        ("为什么首创数据超市模式？", ["破解中小企业找不到数据"]),
    ],
)
def test_words(ask: Ask, question: str, words: list[str]) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert all(word in response.answer for word in words), response.answer
    assert len(response.answer) <= 60


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("江右省数据条例的文号是什么？", "江人发〔2029〕6号"),
        ("临川市公共数据开放实施办法的文号是什么？", "临政办发〔2031〕17号"),
        ("公共數據開放實施辦法的發文機關是哪個單位？", "臨川市人民政府辦公室"),
        ("江人发〔2029〕6号是什么文件？", "江右省数据条例"),
        ("这份实施办法的通知是哪天印发的？", "2031年6月18日"),
    ],
)
def test_what_a_document_says_of_itself(ask: Ask, question: str, words: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer == words


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="数据登记机构应当在，。；“”开放平台12的", min_size=1, max_size=200),
    st.integers(0, 7),
)
def test_a_stretch_is_short_and_inside(text: str, seed: int) -> None:
    heat = [float((n * 7 + seed) % 5) for n in range(len(words_of(text)))]
    span, _ = warmest(text, heat)
    assert 0 <= span.start <= span.end <= len(text)
    assert len(span) <= MAX_ANSWER
