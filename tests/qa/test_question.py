"""What is read out of a question: its form, places, periods, aspect, script and language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Aspect
from corpus.script import convert
from qa.contract import Kind
from qa.question import read_question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("海盐县2031年专利申请量是多少？", Kind.FIGURE),
        ("海盐县专利申请量同比增长百分之几？", Kind.FIGURE),
        ("嘉善县在全省排名第几？", Kind.FIGURE),
        ("2031年技术交易额", Kind.FIGURE),
        ("审查要多久？", Kind.FIGURE),
        ("融资额约为2030年的几倍？", Kind.FIGURE),  # the text may say so itself
        ("服务站是哪一年成立的？", Kind.DATE),
        ("方案什么时候印发？", Kind.DATE),
        ("目录由谁牵头制定？", Kind.ENTITY),
        ("平台叫什么名字？", Kind.ENTITY),
        ("哪家银行发放贷款？", Kind.ENTITY),
        ("哪些企业入选？", Kind.LIST),
        ("五大任务是什么？", Kind.LIST),
        ("海盐县会同哪三家单位制定目录？", Kind.LIST),
        ("海盐县是否设立专项资金？", Kind.YES_NO),
        ("海盐县设立了专项资金吗？", Kind.YES_NO),
        ("海盐县有没有设立专项资金？", Kind.YES_NO),
        ("海盐县和嘉善县谁的专利申请量多？", Kind.COMPARISON),
        ("哪一年的专利申请量更高？", Kind.COMPARISON),
        ("2032年比2031年多多少件？", Kind.CALCULATION),
        ("两个县的专利申请量相差多少？", Kind.CALCULATION),
        ("海盐县和嘉善县的专利申请量加起来是多少？", Kind.CALCULATION),
        ("海盐县为什么设立专项资金？", Kind.PASSAGE),
        ("海盐县怎么帮助企业融资？", Kind.PASSAGE),
        ("创新券是指什么？", Kind.SPAN),
        ("How many patents were filed in 2031?", Kind.FIGURE),
        ("特許出願は何件ですか", Kind.FIGURE),
    ],
)
def test_the_form_of_the_answer_asked_for(text: str, kind: Kind) -> None:
    assert read_question(text).kind is kind
    if read_question(text).language == "zh":
        assert read_question(convert(text, "hant", "tw")).kind is kind


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("海盐县2031年专利申请量是多少？", None),
        ("专利申请量同比增长多少？", Aspect.GROWTH),
        ("专利申请量比上年增长多少？", Aspect.GROWTH),
        ("税收占比是多少？", Aspect.SHARE),
        ("占全市的比重是多少？", Aspect.SHARE),
        ("地均产出高于全市平均水平多少？", Aspect.GAP),
        ("嘉善县比海盐县多多少件？", Aspect.GAP),
        ("到2035年高价值专利要达到多少件？", Aspect.TARGET),
        ("累计建成多少个服务站？", Aspect.CUMULATIVE),
        ("新增企业多少家？", Aspect.NEW),
    ],
)
def test_the_face_of_the_measure_asked_for(text: str, aspect: Aspect | None) -> None:
    assert read_question(text).aspect is aspect


def test_places_and_periods_are_read_in_both_scripts() -> None:
    for text in ("海盐县2031年专利申请量是多少？", "海鹽縣2031年專利申請量是多少？"):
        question = read_question(text)
        assert [p.canonical for p in question.places] == ["海盐县"]
        assert [(p.start, p.end) for p in question.periods] == [("2031", "2031")]


def test_a_yardstick_is_no_place_of_the_question() -> None:
    question = read_question("海盐县的专利申请量占浙江省的多少？")
    assert [p.canonical for p in question.places] == ["海盐县"]


@pytest.mark.parametrize(
    ("text", "script", "language"),
    [
        ("海盐县有多少家企业？", "hans", "zh"),
        ("海鹽縣有多少家企業？", "hant", "zh"),
        ("海盐縣有多少家企业？", "hant", "zh"),  # mixed
        ("PCT申请有多少件？", "hans", "zh"),
        ("How many companies are there?", "hans", "en"),
        ("企業はいくつありますか", "hant", "ja"),
    ],
)
def test_script_and_language(text: str, script: str, language: str) -> None:
    question = read_question(text)
    assert (question.script, question.language) == (script, language)


def test_figures_that_a_question_asserts_are_premises() -> None:
    question = read_question("海盐县2031年专利申请量是6000件，授权了多少件？")
    assert [p.normalized_value for p in question.premises] == [6000]
    assert read_question("海盐县会同哪3家单位制定目录？").premises == ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    question = read_question(text)
    assert question.text == text
    for place in question.places:
        assert question.view[place.span.start : place.span.end]
    for period in question.periods:
        assert question.view[period.span.start : period.span.end]
    assert read_question(text) == question


PIECES = (
    *("海盐县", "嘉善县", "2031年", "专利", "申请量", "多少", "哪些"),
    *"是件，？和比占谁",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_script_does_not_change_what_is_asked(words: list[str]) -> None:
    text = "".join(words)
    one, other = read_question(text), read_question(convert(text, "hant", "cn"))
    assert (one.view, one.kind, one.wanted, one.aspect) == (
        other.view,
        other.kind,
        other.wanted,
        other.aspect,
    )
