"""The one door: filters that fail closed, scripts, warnings, times."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import BadRequest, PolicyqaError
from qa.ask import Assistant
from qa.contract import (
    AskRequest,
    AskResponse,
    Kind,
    RefusalCode,
    RefusalOut,
    Script,
    Status,
    Warning,
)
from qa.settings import read_settings
from tests.qa.asking import assistant_over
from tests.qa.checks import check

HAIYAN = """海盐县人民政府关于促进商标服务的意见

海盐县市场监督管理局

2032年3月5日

2031年，海盐县登记商标318件。2031年，海盐县与嘉善县签订协议15份。
"""
JIASHAN = """嘉善县商标服务情况

2031年，嘉善县登记商标905件，设立商标服务窗口26个。
"""
DOCUMENTS = {"haiyan.txt": HAIYAN, "jiashan.txt": JIASHAN}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    opened = assistant_over(tmp_path_factory.mktemp("ask"), DOCUMENTS)
    yield opened
    opened.close()


def ask(assistant: Assistant, question: str, **request: object) -> AskResponse:
    response = assistant.ask(AskRequest.model_validate({"question": question, **request}))
    check(assistant, response)
    return response


def refusal(response: AskResponse) -> RefusalOut:
    assert response.status is Status.NOT_FOUND, response.answer
    assert response.refusal is not None
    return response.refusal


@pytest.mark.parametrize(
    "filters",
    [
        {"document": ["nowhere.txt"]},
        {"region": ["成都市"]},
        {"issuer": ["嘉善县财政局"]},
        {"published_from": "2040-01-01"},
        {"published_to": "1999-12-31"},
        {"document": ["haiyan.txt"], "region": ["嘉善县"]},
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        "嘉善县2031年登记商标多少件？",
        "海盐县和嘉善县谁登记的商标多？",
        "海盐县促进商标服务的意见是什么时候发布的？",
        "海盐县2031年登记商标500件吗？",
        "嘉善县有哪些服务窗口？",
    ],
)
def test_a_filter_that_nothing_passes_is_never_the_whole_corpus(
    assistant: Assistant, question: str, filters: dict[str, object]
) -> None:
    response = ask(assistant, question, filters=filters)
    assert refusal(response).code is RefusalCode.FILTER_EMPTY
    assert response.citations == ()


def test_documents_without_the_filtered_field_are_counted(assistant: Assistant) -> None:
    response = ask(
        assistant, "嘉善县2031年登记商标多少件？", filters={"published_from": "2040-01-01"}
    )
    assert "1份文件未标明发布日期" in refusal(response).message


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize(
    "question",
    [
        "2031年登记商标多少件？",
        "嘉善县2031年登记商标多少件？",
        "海盐县促进商标服务的意见是什么时候发布的？",
        "海盐县促进商标服务的意见是哪个部门发布的？",
        "海盐县2031年登记商标比嘉善县少多少件？",
        "嘉善县2031年登记商标700件，设立了多少个窗口？",
    ],
)
def test_only_documents_that_pass_the_filters_answer(
    assistant: Assistant, question: str, name: str
) -> None:
    response = ask(assistant, question, filters={"document": [name]})
    assert {c.document for c in response.citations} <= {name}


def test_a_filter_resolves_what_is_ambiguous_without_it(assistant: Assistant) -> None:
    question = "2031年登记商标多少件？"
    assert refusal(ask(assistant, question)).code is RefusalCode.AMBIGUOUS
    for name, answer in (("haiyan.txt", "318件"), ("jiashan.txt", "905件")):
        assert ask(assistant, question, filters={"document": [name]}).answer == answer


def test_empty_lists_do_not_filter(assistant: Assistant) -> None:
    empty = {"document": [], "region": [], "issuer": [], "published_from": None}
    assert ask(assistant, "嘉善县2031年登记商标多少件？", filters=empty).answer == "905件"


def test_a_range_of_days_that_ends_before_it_begins_is_a_bad_request(assistant: Assistant) -> None:
    filters = {"published_from": "2032-01-01", "published_to": "2031-01-01"}
    with pytest.raises(BadRequest, match="published_from"):
        ask(assistant, "登记商标多少件？", filters=filters)


@pytest.mark.parametrize(
    ("question", "script", "answer"),
    [
        ("嘉善县设立了什么窗口？", Script.AUTO, "商标服务窗口"),
        ("嘉善縣設立了什麼窗口？", Script.AUTO, "商標服務窗口"),
        ("嘉善县设立了什么窗口？", Script.HANT, "商標服務窗口"),
        ("嘉善縣設立了什麼窗口？", Script.HANS, "商标服务窗口"),
        ("嘉善縣設立了什麼窗口？", Script.ORIGINAL, "商标服务窗口"),
    ],
)
def test_answers_are_in_the_script_asked_in_or_asked_for(
    assistant: Assistant, question: str, script: Script, answer: str
) -> None:
    response = ask(assistant, question, script=script)
    assert answer in response.answer
    assert answer in response.text
    assert "商标服务窗口" in response.citations[0].quote  # never converted


def test_answers_say_that_words_alone_were_searched_and_how_long_it_took(
    assistant: Assistant,
) -> None:
    response = ask(assistant, "嘉善县2031年登记商标多少件？")
    assert response.kind is Kind.FIGURE
    assert Warning.WORDS_ONLY in response.warnings
    assert response.timings_ms["total"] >= response.timings_ms["search"] >= 0
    assert response.index_version


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    apart = {"id", "timings_ms"}
    for question in ("嘉善县2031年登记商标多少件？", "2031年登记商标多少件？", "谁设立了窗口？"):
        first, second = (ask(assistant, question).model_dump(exclude=apart) for _ in range(2))
        assert first == second


def test_a_home_without_an_index_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(PolicyqaError, match="ingest"):
        Assistant.open(tmp_path / "home", read_settings(tmp_path / "home"))


def test_what_a_warm_assistant_has_loaded_is_not_collected_again(assistant: Assistant) -> None:
    before, full = gc.get_threshold(), list[str]()

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            full.append(phase)

    gc.unfreeze()
    try:
        assistant.warm()
        assert gc.get_freeze_count() > 100_000  # dictionaries, tables, documents
        gc.callbacks.append(told)
        kept = [[n] for n in range(200_000)]  # what caches of many questions hold
        assert assistant.ask(AskRequest(question="2031年海盐县登记商标多少件？")).answer == "318件"
        assert kept
        assert not full
    finally:
        gc.callbacks.remove(told)
        gc.set_threshold(*before)
        gc.unfreeze()
