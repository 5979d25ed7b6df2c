"""From drafts and refusals to the contract's object."""

from decimal import Decimal

import pytest

from corpus.document import (
    Aspect,
    Document,
    Figure,
    Period,
    Quantity,
    QuantityType,
    Section,
    Span,
    Subject,
)
from qa.citing import HeadingPaths
from qa.contract import AskRequest, AskResponse, Kind, RefusalCode, Script
from qa.draft import Draft, Evidence, FigureUse, Option, Refused, Statement
from qa.question import read_question
from qa.render import Frame, answered, in_script, refused

SENTENCES = ("云溪区登记商标318件。", "全区设站7个", "新增专利905件。", "受理案件12起。")
DOCUMENT = Document("d1", "yunxi.txt", "".join(SENTENCES), "0" * 64, "txt/1")


def sentence(number: int) -> Evidence:
    start = sum(len(one) for one in SENTENCES[:number])
    return Evidence(DOCUMENT, Span(start, start + len(SENTENCES[number])))


def frame(question: str = "云溪区登记商标多少件？", **request: object) -> Frame:
    whole = Section(0, None, 0, "", Span(0, 0), Span(0, len(DOCUMENT.text)))
    return Frame(
        read_question(question),
        AskRequest(question=question, **request),  # type: ignore[arg-type]
        HeadingPaths(lambda _: (whole,)),
        "v",
    )


def refusal(most: int, *, options: tuple[Option, ...] = ()) -> AskResponse:
    nearest = tuple(sentence(n) for n in (1, 2, 3))
    found = Refused(RefusalCode.AMBIGUOUS, nearest=nearest, options=options)
    return refused(found, frame(max_citations=most))


@pytest.mark.parametrize(("most", "cited"), [(1, 1), (2, 2), (3, 3), (50, 3)])
def test_a_refusal_cites_no_more_than_asked_for(most: int, cited: int) -> None:
    response = refusal(most)
    assert response.refusal is not None
    assert response.refusal.nearest == tuple(range(1, cited + 1))
    assert [one.quote for one in response.citations] == list(SENTENCES[1 : cited + 1])


def test_what_an_option_cites_stays_and_takes_the_room_of_the_nearest() -> None:
    options = tuple(Option(f"{n}？", f"{n}", sentence(n)) for n in (0, 3))
    response = refusal(2, options=options)
    assert response.refusal is not None
    quotes = {one.n: one.quote for one in response.citations}
    assert [quotes[one.citation] for one in response.refusal.options] == [
        SENTENCES[0],
        SENTENCES[3],
    ]
    assert len(quotes) == 2


def test_what_a_statement_rests_on_is_cited_however_few_are_asked_for() -> None:
    statements = tuple(Statement((sentence(n),)) for n in range(4))
    draft = Draft(Kind.PASSAGE, "登记商标", statements)
    response = answered(draft, frame(max_citations=1), 0.5)
    assert [one.citations for one in response.statements] == [(1,), (2,), (3,), (4,)]
    assert len(response.citations) == 4


def test_parts_of_one_sentence_state_it_once_and_unended_statements_are_parted() -> None:
    statements = tuple(Statement((sentence(n),)) for n in (0, 0, 1, 2))
    response = answered(Draft(Kind.SPAN, "318件", statements), frame(), 0.5)
    assert response.text == "云溪区登记商标318件。[1]全区设站7个[2]；新增专利905件。[3]"
    assert len(response.statements) == 3


def test_a_refusal_counts_the_documents_that_a_filter_left_out() -> None:
    found = Refused(RefusalCode.FILTER_EMPTY, lacking=(("issuer", 2), ("published", 1)))
    for question, said in (
        ("云溪区登记商标多少件？", "另有2份文件未标明发文机关，没有计入。"),
        ("雲溪區登記商標多少件？", "另有1份文件未標明發布日期，沒有計入。"),
        ("How many trademarks?", "Left out: 2 that do not state their issuer."),
        ("商標はいくつですか", "公表日の記載がない文書1件は対象外です。"),
    ):
        response = refused(found, frame(question))
        assert response.refusal is not None
        assert said in response.refusal.message


def test_what_is_said_of_a_figure_is_in_the_askers_script() -> None:
    count = Quantity(
        type=QuantityType.COUNT,
        span=Span(0, 4),
        number_span=Span(0, 4),
        value=Decimal(318),
        min=None,
        max=None,
        unit="件",
        normalized_value=Decimal(318),
        normalized_min=None,
        normalized_max=None,
        normalized_unit="件",
    )
    figure = Figure(
        document_id="d1",
        sentence=0,
        span=Span(7, 11),
        quantity=count,
        subject=Subject("东河区", "我区", "东河区"),
        measure="登记商标",
        aspect=Aspect.ACTUAL,
        period=Period("since", Span(0, 4), "试点以来", None, None, None),
    )
    draft = Draft(
        Kind.FIGURE,
        "318件",
        (Statement((sentence(0),)),),
        figures=(FigureUse(figure, sentence(0)),),
        missing=("专利多少件？",),
        parts=2,
    )
    response = answered(draft, frame("雲溪區登記商標、專利各多少件？"), 0.5)
    (quantity,) = response.quantities
    assert quantity.period is not None
    assert quantity.subject is not None
    assert (quantity.subject.text, quantity.period.text) == ("東河區", "試點以來")
    assert response.citation_text == "318件（yunxi.txt，東河區，試點以來）"
    assert response.coverage is not None
    assert response.coverage.missing == ("專利多少件？",)
    assert response.citations[0].quote == SENTENCES[0]


@pytest.mark.parametrize(
    ("question", "script", "shown"),
    [
        ("雲溪區登記商標多少件？", Script.AUTO, "8萬件"),
        ("云溪区登记商标多少件？", Script.AUTO, "8万件"),
        ("云溪区登记商标多少件？", Script.HANT, "8萬件"),
        ("雲溪區登記商標多少件？", Script.HANS, "8万件"),
        ("雲溪區登記商標多少件？", Script.ORIGINAL, "8万件"),
    ],
)
def test_units_that_tell_no_script_are_in_the_askers(
    question: str, script: Script, shown: str
) -> None:
    assert in_script("8万件", read_question(question), script) == shown


def test_quotes_are_slices() -> None:
    response = answered(Draft(Kind.SPAN, "905件", (Statement((sentence(2),)),)), frame(), 0.5)
    (one,) = response.citations
    assert DOCUMENT.text[one.start : one.end] == one.quote == SENTENCES[2]


ODD = (
    "\ufeff雲溪區登記商標318件。\r\n",
    "𠀀𪚥平台\u3000登 记商标🚀9件。\n\n",
    "区(qū)域创(chuàng)新企业１６\n\n亿元。\r\n",
    "??怠⒋笕A申请‚领先‛工程。",
)


@pytest.mark.parametrize("script", ["auto", "hans", "hant", "original"])
def test_quotes_of_any_text_are_its_slices(script: str) -> None:
    document = Document("d2", "odd.txt", "".join(ODD), "0" * 64, "txt/1")
    starts = [sum(map(len, ODD[:n])) for n in range(len(ODD))]
    evidence = [
        Evidence(document, Span(at, at + len(one))) for at, one in zip(starts, ODD, strict=True)
    ]
    statements = tuple(Statement((one,)) for one in evidence)
    response = answered(Draft(Kind.PASSAGE, "登记", statements), frame(script=script), 0.5)
    assert [c.quote for c in response.citations] == list(ODD)
    for one in response.citations:
        assert document.text[one.start : one.end] == one.quote
        assert document.text[: one.start].endswith(one.before)
        assert document.text[one.end :].startswith(one.after)
    for noise in ("\ufeff", "\u3000", "qū", "\n"):
        assert noise not in response.text


def test_what_is_cited_twice_has_one_number() -> None:
    statements = (
        Statement((sentence(0), sentence(1))),
        Statement((sentence(1), sentence(0)), "合计"),
    )
    response = answered(Draft(Kind.SPAN, "318件", statements), frame(), 0.5)
    assert [one.citations for one in response.statements] == [(1, 2), (2, 1)]
    assert [one.n for one in response.citations] == [1, 2]


def test_the_unit_is_what_stands_there_whatever_the_asker_writes() -> None:
    document = Document("d3", "hant.txt", "雲溪區共建實驗室15間。", "0" * 64, "txt/1")
    count = Quantity(
        type=QuantityType.COUNT,
        span=Span(8, 11),
        number_span=Span(8, 11),
        value=Decimal(15),
        min=None,
        max=None,
        unit="间",
        normalized_value=Decimal(15),
        normalized_min=None,
        normalized_max=None,
        normalized_unit="间",
    )
    found = Figure("d3", 0, Span(8, 11), count, None, "共建实验室", Aspect.ACTUAL, None)
    evidence = Evidence(document, Span(0, 12))
    draft = Draft(
        Kind.FIGURE, "15間", (Statement((evidence,)),), figures=(FigureUse(found, evidence),)
    )
    for question, answer in (("共建实验室多少间？", "15间"), ("共建實驗室多少間？", "15間")):
        response = answered(draft, frame(question), 0.5)
        (quantity,) = response.quantities
        assert (response.answer, quantity.unit, quantity.raw) == (answer, "間", "15間")


def test_options_are_in_the_askers_script_and_cite_what_they_rest_on() -> None:
    option = Option("海鹽縣登記商標多少件？", "九十間", sentence(3))
    response = refusal(5, options=(option,))
    assert response.refusal is not None
    (shown,) = response.refusal.options
    assert (shown.question, shown.answer) == ("海盐县登记商标多少件？", "九十间")
    quotes = {c.n: c.quote for c in response.citations}
    assert quotes[shown.citation] == SENTENCES[3]
