"""One measure in many documents: of the place and year asked for, whole and not part, come true."""

from itertools import product
from pathlib import Path

import pytest

from qa.ask import Assistant
from qa.asking.wanted import wanted_of
from qa.contract import AskRequest, RefusalCode, Status
from qa.evidence import Shelf
from qa.question import read_question
from tests.qa.asking import Ask, assistant_over

PLACES = ("青海省", "甘肃省", "海南省")
YEARS = tuple(range(2011, 2016))
MINING = "矿石产量{0}万吨，增长{1}.1%；其中铜矿石产量{2}万吨，增长{3}.2%"


def report(place: str, year: int) -> str:
    """Return a report of a January: what the last year brought, what this one aims at."""
    n = PLACES.index(place) * 10 + year - 2010
    last = f"{year - 1}年，全省生产总值{1000 + n}亿元，增长{n}.5%；人均生产总值{9000 + n}元；"
    mining = MINING.format(300 + n, n, 100 + n, n + 1)
    return (
        f"{year}年{place}政府工作报告\n\n——{year}年1月15日在{place}第十一届人民代表大会上\n\n"
        f"一、{year - 1}年工作回顾\n\n{last}{mining}。\n\n"
        f"二、{year}年工作安排\n\n今年的预期目标是：生产总值增长{n + 3}%左右，矿石产量增长2%。\n"
    )


def bulletin(year: int) -> str:
    return (
        f"中华人民共和国{year}年矿业公报\n\n一、综合\n\n全年生产总值[2]{500000 + year}亿元，"
        f"比上年增长{year - 2005}.3%。全国矿石产量{8000 + year}万吨。\n"
    )


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("reports")
    texts = {f"{p}{y}.txt": report(p, y) for p, y in product(PLACES, YEARS)}
    texts |= {f"bulletin{y}.txt": bulletin(y) for y in YEARS}
    return assistant_over(folder, texts)


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Ask:
    return lambda question: assistant.ask(AskRequest(question=question))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("甘肃省2013年生产总值是多少？", "1014亿元"),
        ("2012年海南的生产总值有多少亿元？", "1023亿元"),
        ("青海省2013年生产总值比上年增长多少？", "4.5%"),
        ("青海2014年矿石产量增长了百分之几？", "5.1%"),
        ("請問2011年，甘肅省礦石產量為多少萬噸？", "312万吨"),
        ("甘肃2011年铜矿石产量是多少？", "112万吨"),
        ("2014年全国矿石产量有多少万吨？", "10014万吨"),
        ("我国2013年生产总值是多少？", "502013亿元"),
        ("中国2012年生产总值的增长率是多少？", "7.3%"),
    ],
)
def test_the_figure_of_place_and_year(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED
    assert response.answer.replace("萬噸", "万吨") == answer


@pytest.mark.parametrize(
    "question", ["贵州省2013年矿石产量是多少？", "甘肃省2003年矿石产量是多少？"]
)
def test_another_place_or_year_is_no_answer(ask: Ask, question: str) -> None:
    response = ask(question)
    assert response.status is Status.NOT_FOUND
    assert response.refusal is not None
    assert response.refusal.code in (RefusalCode.OTHER_PLACE, RefusalCode.OTHER_PERIOD)


def test_what_is_aimed_at_is_told_where_it_is_asked_for(ask: Ask) -> None:
    assert ask("甘肃省2014年生产总值预期增长多少？").answer == "17%左右"


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("全国2013年粮食产量是多少？", True),
        ("2013年我国粮食产量是多少？", True),
        ("中国2013年粮食产量是多少？", True),
        ("甘肃省粮食产量占全国的多少？", False),
        ("甘肃省2013年粮食产量在全国排第几？", False),
        ("2013年粮食产量是多少？", False),
    ],
)
def test_a_question_of_the_nation(text: str, nation: bool) -> None:
    question = read_question(text)
    assert question.nation is nation
    if nation:
        assert not {"全国", "我国", "中国"} & {term.text for term in question.terms}


@pytest.mark.parametrize("amount", ["亿元", "万亿元", "万元", "亿美元"])
def test_an_amount_of_money_is_no_number_of_things(amount: str) -> None:
    assert wanted_of(f"2013年全国存款余额有多少{amount}？") == wanted_of("收入是多少亿元？")


def test_a_unit_keeps_its_thousands() -> None:
    assert wanted_of("发电装机容量有多少万千瓦？").unit == "千瓦"
    assert wanted_of("发电量有多少亿千瓦时？").unit == "千瓦时"


def test_only_what_a_passage_touches_is_read(assistant: Assistant) -> None:
    store = assistant.store
    shelf = Shelf(store)
    document = store.documents()[0].id
    for passage in store.passages_of(document):
        scenes = shelf.scenes([(passage, 1.0)])
        touched = [s for s in store.sentences(document) if s.span.overlaps(passage.span)]
        assert [scene.sentence for scene in scenes] == touched
        of_document = store.figures(documents=(document,))
        for scene in scenes:
            number = scene.sentence.number
            assert scene.figures == tuple(f for f in of_document if f.sentence == number)
