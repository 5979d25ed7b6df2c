import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from qa.commands.terminal import mark, place_of, printable, render
from qa.commands.wording import WARNINGS, reader, wording
from qa.contract import (
    AskResponse,
    CalculationOut,
    ConflictOut,
    CoverageOut,
    Kind,
    Language,
    OptionOut,
    RefusalCode,
    Script,
    StatementOut,
    Status,
    Warning,
)
from tests.qa.answers import citation, quantity, refusal, response


def shown(answer: AskResponse, *, terminal: bool = False, **options: object) -> str:
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=terminal, width=100, color_system="truecolor" if terminal else None
    )
    render(console, answer, **options)  # type: ignore[arg-type]
    return out.getvalue()


def test_answer_comes_first_then_sentence_with_marked_figure_then_source_and_copy_line() -> None:
    text = shown(response())
    lines = [line for line in text.splitlines() if line.strip()]
    assert lines[0].strip() == "318件"
    assert "云溪区2031年登记商标【318件】。" in text
    assert "reports/yunxi.txt › 一、登记 › 第 100–117 字" in text
    assert lines[-1] == "引用: 318件（《云溪区年度报告》，云溪区，2031年）"


def test_colour_marks_the_figure_without_brackets_and_plain_output_has_no_escapes() -> None:
    coloured = shown(response(), terminal=True)
    assert "\x1b[1;7m318件\x1b[0m" in coloured
    assert "【" not in coloured
    assert "\x1b" not in shown(response())


def test_no_colour_on_a_terminal_still_marks() -> None:
    out = io.StringIO()
    render(Console(file=out, force_terminal=True, width=100, no_color=True), response())
    assert "【318件】" in out.getvalue()


def test_piped_lines_are_not_wrapped() -> None:
    quote = "长" * 300 + "318件。"
    one = citation(quote=quote)
    text = shown(response(citations=(one,), quantities=(quantity(100 + quote.index("318")),)))
    assert "长" * 300 + "【318件】。" in text


def test_short_answer_is_marked_where_there_is_no_figure() -> None:
    answer = response(answer="登记商标", kind=Kind.SPAN, quantities=())
    assert "云溪区2031年【登记商标】318件。" in shown(answer)


def test_an_answer_is_marked_in_a_quote_of_another_script_and_with_noise() -> None:
    quote = "雲溪區設立服 務(wù)站七個。"
    answer = response(answer="设立服务站七个", quantities=(), citations=(citation(quote=quote),))
    assert "雲溪區【設立服 務(wù)站七個】。" in shown(answer)
    said = response(kind=Kind.YES_NO, answer="否，2031年", quantities=(), citations=(citation(),))
    assert "云溪区【2031年】登记" in shown(said)


def test_refusal_shows_reason_and_nearest_with_its_years_marked() -> None:
    text = shown(refusal())
    assert "未找到答案" in text
    assert "文件中没有所问时间的数字。" in text
    assert "other_period" in text
    assert "云溪区【2031年】登记商标318件。" in text
    assert "引用" not in text


def test_options_are_listed_with_their_citations() -> None:
    option = OptionOut(question="云溪区2031年登记商标多少件？", answer="318件", citation=1)
    text = shown(refusal(RefusalCode.AMBIGUOUS, options=(option,)))
    assert "• 云溪区2031年登记商标多少件？ → 318件 [1]" in text
    assert text.count("reports/yunxi.txt") == 1


def test_items_calculation_coverage_conflict_and_warnings_are_shown() -> None:
    second = citation(2, "云溪区2031年登记商标316件。", published=date(2032, 1, 5))
    answer = response(
        status=Status.CONFLICT,
        kind=Kind.LIST,
        items=("第一件", "第二件"),
        citations=(citation(), second),
        quantities=(quantity(111), quantity(111, "316件", 2)),
        conflicts=(ConflictOut(quantities=(0, 1), citations=(1, 2)),),
        calculation=CalculationOut(
            expression="318 - 316", result=Decimal("2.00"), unit="件", citations=(1, 2)
        ),
        coverage=CoverageOut(answered=1, of=2, missing=("专利",)),
        warnings=(Warning.TARGET_VS_ACTUAL,),
    )
    text = shown(answer)
    for part in ("1. 第一件", "2. 第二件", "318 - 316 = 2件", "未找到：专利", "文件中的数字不一致"):
        assert part in text
    assert "316件 云溪区 2031年 登记商标 [2]" in text
    assert "发布 2032-01-05" in text
    assert WARNINGS["zh"][Warning.TARGET_VS_ACTUAL] in text


def test_several_figures_are_told_apart_and_their_sentences_shown_once() -> None:
    one = citation()
    answer = response(
        answer="318件；316件",
        text="318件；316件。云溪区2031年登记商标318件。[1]",
        quantities=(quantity(111), quantity(111, "316件")),
        statements=(StatementOut(text=one.quote, citations=(1,)),) * 2,
    )
    text = shown(answer)
    assert "316件 云溪区 2031年 登记商标 [1]" in text
    assert text.count("云溪区2031年登记商") == 1


def test_passage_text_is_shown_and_pages_are_named() -> None:
    answer = response(
        kind=Kind.PASSAGE,
        text="先登记，再公示。[1]",
        quantities=(),
        statements=(StatementOut(text="先登记，再公示。", citations=(1,)),),
        citations=(citation(page_start=3, page_end=4),),
    )
    text = shown(answer)
    assert "先登记，再公示。[1]" in text
    assert "第 3–4 页" in text
    words = wording(answer, Language.AUTO, Script.AUTO)
    assert "第 3 页" in place_of(citation(page_start=3, page_end=3), words)


@pytest.mark.parametrize(
    ("question", "language", "script", "label"),
    [
        ("云溪区的商标有多少", Language.AUTO, Script.AUTO, "引用"),
        ("雲溪區的商標有幾件", Language.AUTO, Script.AUTO, "未找到答案"),
        ("How many trademarks?", Language.AUTO, Script.AUTO, "No answer"),
        ("商標はいくつですか", Language.AUTO, Script.AUTO, "答えは見つかりません"),
        ("云溪区的商标有多少", Language.EN, Script.AUTO, "No answer"),
        ("云溪区的商标有多少", Language.AUTO, Script.HANT, "最接近的內容"),
    ],
)
def test_labels_speak_the_readers_language(
    question: str, language: Language, script: Script, label: str
) -> None:
    if label == "引用":
        text = shown(response(question=question), language=language, script=script)
    else:
        answer = refusal().model_copy(update={"question": question})
        text = shown(answer, language=language, script=script)
    assert label in text


def test_every_warning_has_words_in_every_language() -> None:
    assert all(set(table) == set(Warning) for table in WARNINGS.values())
    assert reader(response(question="How many?"), Language.AUTO) == "en"


def test_text_of_documents_cannot_steer_the_terminal() -> None:
    evil = "登记\x1b]0;x\x07\x9b31m\u202e商标318件。\u2028"
    text = shown(response(citations=(citation(quote=evil),), quantities=()), terminal=True)
    assert not {"\x07", "\x9b", "\u202e", "\u2028"} & set(text)
    assert "\x1b]" not in text


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=4),
)
@settings(deadline=None, max_examples=200)
def test_marking_keeps_every_visible_character(quote: str, spans: list[tuple[int, int]]) -> None:
    def visible(text: str) -> str:
        return "".join(printable(text).split())

    assert visible(mark(quote, spans, colour=True).plain) == visible(quote)
    if not set("【】") & set(quote):
        plain = mark(quote, spans, colour=False).plain
        assert visible(plain.replace("【", "").replace("】", "")) == visible(quote)


def test_a_figure_broken_by_a_page_is_marked_whole() -> None:
    quote = "登记商标1600\n\n亿件。"
    assert mark(quote, [(4, 11)], colour=False).plain == "登记商标【1600 亿】件。"
    assert mark(quote, [(4, 8), (6, 11)], colour=False).plain == "登记商标【1600 亿】件。"
