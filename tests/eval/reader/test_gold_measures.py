"""The measures over gold questions: order of passages, and the table of what helps."""

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.document import Document, Passage, Sentence, Span
from corpus.script import reading
from eval.evidence import Corpus, Edition
from eval.gold import Place
from eval.reader import ablation, evidence_first
from eval.reader.ablation import Outcome, Said
from qa.draft import Scene
from qa.reader.verdict import Found, Verdict
from tests.eval.build import REFUSED, answerable, question, record, value
from tests.eval.reader.build import finding, silent

TEXT = "甲站有七名站员。乙站有九名站员。"
HALF = len(TEXT) // 2


def scene(number: int) -> Scene:
    document = Document("d", "000.txt", TEXT, "", "txt/1")
    span = Span(number * HALF, (number + 1) * HALF)
    view, _ = reading(TEXT[span.start : span.end])
    sentence = Sentence("d", number, span, 0, view)
    return Scene(
        document, Passage(f"d-{number}", "d", span, ()), sentence, "", "", "", None, (), 1.0
    )


class Home:
    def scenes(self, text: str, k: int) -> tuple[Scene, ...]:
        return scene(0), scene(1)


CORPUS = Corpus(Edition.SAMPLE, Path(), {"000": "000.txt"}, {"000": TEXT}, (), "0" * 64)
ASKED = question(
    answerable(values=(value("9", "名"),)),
    evidence=(Place("000", "九名", 1, None, "九名", 1, None, alternative=False),),
)


def test_the_reader_puts_the_evidence_first() -> None:
    read = finding({"甲": ("七名", -1.0), "乙": ("九名", 2.0)})
    unanswerable = question(REFUSED, id="000-002", evidence=())
    placed = evidence_first.measure([ASKED, unanswerable], CORPUS, Home(), read, silent)
    (one,) = placed
    assert one.ranks == {
        "search alone": 2,
        "first 5 read": 1,
        "first 8 read": 1,
        "first 12 read": 1,
    }
    told = list(evidence_first.lines(placed))
    assert told[2].startswith("search alone      0.0")
    assert told[3].startswith("first 5 read    100.0")
    assert "win 1, loss 0" in told[6]


@pytest.mark.parametrize(
    ("scores", "depth", "order"),
    [
        ({0: 1.0, 1: 2.0, 2: 3.0}, 3, [2, 1, 0]),
        ({0: 1.0, 1: 2.0, 2: 3.0}, 2, [1, 0, 2]),
        ({1: 2.0}, 5, [1, 0, 2]),
        ({}, 3, [0, 1, 2]),
    ],
)
def test_only_what_is_read_changes_places(
    scores: dict[int, float], depth: int, order: list[int]
) -> None:
    assert evidence_first.reordered(scores, 3, depth) == order


def test_the_best_stretch_is_the_reply() -> None:
    here = scene(1)
    members = ((here, Span(0, 2)), (here, Span(3, 5)))
    found = Found(here, Span(3, 5), 1.0, -0.1, 0.9, members)
    said = ablation.reply(Verdict((found,)))
    assert said == Said("answered", "list", "九名", ("乙站", "九名"), here.text)
    one = Found(here, Span(3, 5), 1.0, -0.1, 0.9)
    assert ablation.reply(Verdict((one,))).items == ()
    below = Found(here, Span(3, 5), -0.1, -0.1, 0.9)
    assert ablation.reply(Verdict((below,))).status == "not_found"
    assert ablation.reply(Verdict()).status == "not_found"


def test_the_table_pairs_both_with_the_rules() -> None:
    other = question(answerable(values=(value("1", "名"),)), id="000-002", script="hant")
    refused = question(REFUSED, id="000-003", evidence=())
    right, wrong, silent_ = (
        Outcome(True, False, False),
        Outcome(False, True, False),
        Outcome(False, False, True),
    )
    outcomes = {
        "rules": dict(zip(("000-001", "000-002", "000-003"), (right, wrong, wrong), strict=True)),
        "reader": dict(zip(("000-001", "000-002", "000-003"), (wrong, right, right), strict=True)),
        "both": dict(zip(("000-001", "000-002", "000-003"), (right, right, silent_), strict=True)),
    }
    told = list(ablation.lines((ASKED, other, refused), CORPUS, outcomes))
    assert any(one.startswith("all ") and " 33.3 " in one and " 66.7 " in one for one in told)
    assert any(one.startswith("kind figure ") and one.split()[2] == "2" for one in told)
    assert any(one.startswith("script hant ") and one.split()[2] == "1" for one in told)
    assert "both against rules, right: win 1, tie 2, loss 0, p 1.0000" in told
    assert "reader against rules, right: win 2, tie 0, loss 1, p 1.0000" in told


def test_a_record_keeps_its_outcome() -> None:
    assert ablation.of_record(record(right=False, status="not_found")) == Outcome(
        False, False, True
    )
    assert Decimal(9) == ASKED.expected.values[0].value
