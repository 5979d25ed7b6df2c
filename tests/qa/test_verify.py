"""The last gate: what the cited text does not say never leaves."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.document import Aspect, Document, Figure, Span
from corpus.quantities import quantities
from qa import run as asking_module
from qa.contract import AskRequest, Kind, RefusalCode, Status
from qa.draft import Computed, Draft, Evidence, FigureUse, Refused, Statement
from qa.task import Task
from qa.verify import supported
from tests.qa.asking import assistant_over

TEXT = "云溪区登记商标３１８件。全区设站7个，1,234家企业入驻。其中民营企业1\n\n600家。"
DOCUMENT = Document("d1", "yunxi.txt", TEXT, "0" * 64, "txt/1")
FIRST, SECOND = Span(0, 13), Span(13, 31)


def evidence(span: Span = FIRST) -> Evidence:
    return Evidence(DOCUMENT, span)


def figure(span: Span, words: str) -> Figure:
    return Figure("d1", 0, span, quantities(words)[0], None, "登记商标", Aspect.ACTUAL, None)


def draft(answer: str, *spans: Span, **changes: object) -> Draft:
    statements = tuple(Statement((evidence(span),)) for span in spans or (FIRST,))
    return replace(Draft(Kind.FIGURE, answer, statements), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("answer", ["318件", "３１８件", "登记商标", "云溪区登记商标318件"])
def test_what_the_cited_text_says_is_supported_whatever_its_width(answer: str) -> None:
    assert supported(draft(answer))


@pytest.mark.parametrize("answer", ["319件", "31件", "8件", "318件，占7%", "3180件", "3.18件"])
def test_a_number_that_is_not_in_the_cited_text_is_not(answer: str) -> None:
    assert not supported(draft(answer))


def test_a_number_of_another_sentence_counts_only_when_that_is_cited() -> None:
    assert not supported(draft("7个"))
    assert supported(draft("7个", SECOND))
    assert supported(draft("7个", FIRST, SECOND))
    assert supported(draft("1,234家", SECOND))
    assert supported(draft("1600家", Span(31, len(TEXT)))) is False  # two lines, two numbers


def test_items_are_held_against_the_text_too() -> None:
    assert supported(draft("登记", items=("登记商标318件", "设站")))
    assert not supported(draft("登记", items=("登记商标318件", "设站7个")))


def test_a_figure_lies_inside_its_citation() -> None:
    inside = FigureUse(figure(Span(7, 11), "318件"), evidence())
    outside = FigureUse(figure(Span(16, 18), "7个"), evidence())
    assert supported(draft("318件", figures=(inside,)))
    assert not supported(draft("318件", figures=(outside,)))
    half = FigureUse(figure(Span(7, 15), "318件"), evidence())
    assert not supported(draft("318件", figures=(half,)))


def test_a_figure_is_of_a_sentence_that_a_statement_cites() -> None:
    uncited = FigureUse(figure(Span(16, 18), "7个"), evidence(SECOND))
    assert not supported(draft("318件", figures=(uncited,)))
    assert supported(draft("318件", FIRST, SECOND, figures=(uncited,)))


def calculation(answer: str, expression: str, result: str, unit: str = "个") -> Draft:
    uses = (
        FigureUse(figure(Span(7, 11), "318件"), evidence(FIRST)),
        FigureUse(figure(Span(16, 18), "7个"), evidence(SECOND)),
    )
    computed = Computed(expression, Decimal(result), unit)
    return draft(answer, FIRST, SECOND, kind=Kind.CALCULATION, figures=uses, computed=computed)


@pytest.mark.parametrize(
    ("answer", "expression", "result"),
    [
        ("311个", "318 - 7", "311"),
        ("约45.43倍", "318 / 7", "45.428571428571"),
        ("约2.2%", "7 / 318 * 100", "2.2012578616"),
        ("约0.03万个", "0.0318 - 0.0007", "0.0311"),  # the same figures in another unit
    ],
)
def test_a_calculation_over_its_figures(answer: str, expression: str, result: str) -> None:
    assert supported(calculation(answer, expression, result))


@pytest.mark.parametrize(
    ("answer", "expression", "result"),
    [
        ("312个", "318 - 7", "311"),  # not its result
        ("310个", "318 - 8", "310"),  # not its figures
        ("3110个", "318 - 7", "311"),
    ],
)
def test_a_calculation_over_anything_else(answer: str, expression: str, result: str) -> None:
    assert not supported(calculation(answer, expression, result))


def test_an_unsupported_draft_never_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = assistant_over(tmp_path, {"a.txt": "2031年，云溪区登记商标318件。"})
    question = AskRequest(question="云溪区2031年登记商标多少件？")
    honest = assistant.ask(question)
    assert honest.answer == "318件"
    real = asking_module.answer

    def wrong(task: Task) -> Draft | Refused:
        found = real(task)
        assert isinstance(found, Draft)
        return replace(found, answer="381件")

    monkeypatch.setattr(asking_module, "answer", wrong)
    response = assistant.ask(question)
    assert response.status is Status.NOT_FOUND
    assert response.answer == ""
    assert response.refusal is not None
    assert response.refusal.code is RefusalCode.NO_EVIDENCE
    assistant.close()
