"""A figure held against a question: unit, place, period, aspect."""

from dataclasses import replace

import pytest

from corpus.document import Document, Figure, Metadata
from corpus.parse import parse
from corpus.periods import periods
from corpus.script import fold_text
from qa.draft import Scene
from qa.matching.fit import fit
from qa.matching.fitness import FigureFit, Fit
from qa.matching.period_fit import is_base, overlap
from qa.matching.place_fit import same_place
from qa.question import read_question


def scene(text: str, *, region: str | None = "海盐县") -> tuple[Scene, Figure]:
    """Return the last sentence of a text with its first figure."""
    document = Document("d", "d.txt", text, "0" * 64, "txt/1")
    parsed = parse(document)
    document = replace(parsed.document, metadata=Metadata(region=region))
    sentence = parsed.sentences[-1]
    figures = tuple(f for f in parsed.figures if f.sentence == sentence.number)
    lead = " ".join(s.view.text for s in parsed.sentences[:-1])
    found = Scene(
        document=document,
        passage=parsed.passages[-1],
        sentence=sentence,
        headings="",
        title=fold_text(document.metadata.title or ""),
        lead=lead,
        place=region,
        figures=figures,
        retrieval=1.0,
    )
    return found, figures[0]


def held(question: str, text: str, **options: str | None) -> FigureFit:
    return fit(read_question(question), *scene(text, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("有多少件专利？", "海盐县拥有专利4820件。", Fit.YES),
        ("有多少项专利？", "海盐县拥有专利4820件。", Fit.UNKNOWN),  # counts the same things
        ("有多少人？", "海盐县拥有专利4820件。", Fit.NO),
        ("有多少件专利？", "海盐县拥有专利1.2万件。", Fit.YES),
        ("增长率是多少？", "海盐县专利申请量增长12.5%。", Fit.YES),
        ("增长率是多少？", "海盐县拥有专利4820件。", Fit.NO),
        ("专利申请量是多少？", "海盐县专利申请量增长12.5%。", Fit.NO),
        ("排名第几？", "海盐县专利申请量位居全省第三。", Fit.YES),
        ("专利申请量位列第几？", "海盐县专利申请量位列第4位。", Fit.YES),
        ("专利申请量是多少？", "海盐县核准109户企业的专利申请。", Fit.NO),
        ("办理需要几天？", "海盐县商标办理时间为12天。", Fit.YES),
        ("有多少？", "海盐县商标办理时间为12天。", Fit.NO),
    ],
)
def test_unit(question: str, text: str, fits: Fit) -> None:
    assert held(question, text).unit is fits


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("海盐县有多少件专利？", "海盐县拥有专利4820件。", Fit.YES),
        ("海鹽縣有多少件專利？", "海盐县拥有专利4820件。", Fit.YES),
        ("海盐县有多少件专利？", "我县拥有专利4820件。", Fit.YES),  # the document is of 海盐县
        ("嘉善县有多少件专利？", "海盐县拥有专利4820件。", Fit.NO),
        ("有多少件专利？", "海盐县拥有专利4820件。", Fit.UNKNOWN),
        (
            "嘉善县有多少件专利？",
            "海盐县拥有专利4820件，高于嘉善县平均水平。",
            Fit.NO,
        ),  # a yardstick
    ],
)
def test_place(question: str, text: str, fits: Fit) -> None:
    assert held(question, text).place is fits


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("2031年有多少件专利？", "2031年，海盐县拥有专利4820件。", Fit.YES),
        ("2030年有多少件专利？", "2031年，海盐县拥有专利4820件。", Fit.NO),
        ("有多少件专利？", "2031年，海盐县拥有专利4820件。", Fit.UNKNOWN),
        ("2031年有多少件专利？", "海盐县拥有专利4820件。", Fit.NO),
        ("第三届大赛有多少人参加？", "第二届大赛有300人参加。", Fit.NO),
    ],
)
def test_period(question: str, text: str, fits: Fit) -> None:
    assert held(question, text).period is fits


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("专利增长多少？", "海盐县专利申请量增长12.5%。", Fit.YES),
        ("专利申请量是多少件？", "海盐县专利申请量增加300件。", Fit.NO),
        ("产出高于全市多少？", "海盐县产出高于全市平均水平9亿元。", Fit.YES),
        ("产出是多少？", "海盐县产出高于全市平均水平9亿元。", Fit.NO),
        ("产出高于全市多少？", "海盐县产出为41亿元。", Fit.NO),
        ("税收的比重是多少？", "海盐县税收占比为18%。", Fit.YES),
        ("专利占全省的多少？", "海盐县专利占全市的18%。", Fit.NO),
        ("专利申请量增长多少？", "海盐县专利申请量为4820件。", Fit.NO),
        ("累计有多少件？", "海盐县累计拥有专利4820件。", Fit.YES),
        ("累计有多少件？", "海盐县拥有专利4820件。", Fit.UNKNOWN),
    ],
)
def test_aspect(question: str, text: str, fits: Fit) -> None:
    assert held(question, text).aspect is fits


@pytest.mark.parametrize(
    ("wanted", "own", "fits"),
    [
        ("2031年", "2031年", Fit.YES),
        ("2031年", "2032年", Fit.NO),
        ("2031年", "2031年3月", Fit.YES),
        ("2031年", "2031年上半年", Fit.UNKNOWN),
        ("2031年全年", "2031年上半年", Fit.NO),
        ("2031年3月", "2031年", Fit.NO),
        ("2031年", "2030年至2032年", Fit.NO),
        ("2030年至2032年", "2031年", Fit.YES),
        ("2031年", "截至2031年底", Fit.YES),
        ("2031年", "截至2032年底", Fit.NO),
        ("2031年底", "截至2031年底", Fit.YES),
        ("2031年", "截至2031年9月末", Fit.YES),
        ("2031年9月", "截至2031年9月末", Fit.YES),
        ("2031年6月", "截至2031年9月末", Fit.NO),
        ("截至2031年6月", "截至2031年9月30日", Fit.NO),
        ("截至2031年9月", "截至2031年9月30日", Fit.YES),
    ],
)
def test_overlap(wanted: str, own: str, fits: Fit) -> None:
    assert overlap(periods(wanted)[0], periods(own)[0]) is fits


def test_a_year_that_is_compared_with_is_not_the_year_asked_for() -> None:
    question = read_question("2032年的融资额约为2031年的几倍？")
    asked, base = question.periods
    assert not is_base(question, asked)
    assert is_base(question, base)


def test_names_of_one_place() -> None:
    assert same_place("海盐县", "海盐")
    assert not same_place("海盐县", "嘉善县")
    assert same_place("海盐自贸区", "海盐自由贸易试验区")
    assert not same_place("海盐自贸区", "嘉善自由贸易试验区")


def test_a_figure_is_allowed_unless_one_side_forbids_it() -> None:
    assert held("海盐县2031年有多少件专利？", "2031年，海盐县拥有专利4820件。").allowed
    assert not held("海盐县2030年有多少件专利？", "2031年，海盐县拥有专利4820件。").allowed
    assert held("有多少件专利？", "海盐县拥有专利4820件。").typed
