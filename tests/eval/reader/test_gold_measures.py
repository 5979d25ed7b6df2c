"""The measures over gold questions: order of passages, and the table of what helps."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, Passage, Sentence, Span
from corpus.script import reading
from eval.evidence import Corpus, Edition
from eval.gold import Place
from eval.reader import ablation, evidence_first
from eval.reader.ablation import Outcome
from qa.contract import AskRequest, AskResponse, RefusalCode, Status
from qa.decide import decide, unread
from qa.draft import Draft, Refused, Scene
from qa.reader.verdict import Found, Verdict
from qa.run import Choose
from qa.task import Task
from tests.eval.build import REFUSED, Said, answerable, question, value
from tests.eval.reader.build import finding, silent
from tests.qa.asking import assistant_over
from tests.qa.reader.made import found

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
        "first 5 fused": 2,
        "first 8 read": 1,
        "first 8 fused": 2,
        "first 12 read": 1,
        "first 12 fused": 2,
    }
    told = list(evidence_first.lines(placed))
    assert told[2].startswith("search alone      0.0")
    assert told[3].startswith("first 5 read    100.0")
    assert "first 5 read against search alone: win 1, loss 0, p 1.0000" in told


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


def test_both_ranks_are_fused() -> None:
    assert evidence_first.fused([2, 0, 1]) == [0, 2, 1]  # 1/61 + 1/62, 1/63 + 1/61, 1/62 + 1/63
    assert evidence_first.fused([1, 0]) == [0, 1]  # equals keep the order of the search
    assert evidence_first.fused([]) == []


class Answering:
    """Says which choice it was asked with, by the place of its answer."""

    def ask_with_draft(
        self, request: AskRequest, choose: Choose = decide
    ) -> tuple[AskResponse, Refused]:
        number = (unread, ablation.reader_alone, decide).index(choose)
        answer, status = (
            ("9名", Status.ANSWERED),
            ("", Status.NOT_FOUND),
            ("8名", Status.ANSWERED),
        )[number]
        said = Said(answer, status)
        return said, Refused(RefusalCode.NO_EVIDENCE)  # type: ignore[return-value]


def test_every_mode_is_asked_and_judged() -> None:
    outcomes = ablation.measure([ASKED], Answering(), silent)
    assert outcomes == {
        "rules": {"000-001": Outcome(True, False, False)},
        "reader": {"000-001": Outcome(False, False, True)},
        "both": {"000-001": Outcome(False, True, False)},
    }
    assert ablation.accuracies(outcomes)["ablation rules"] == 1.0


def test_the_reader_alone_answers_or_refuses(tmp_path: Path) -> None:
    kept: list[Task] = []

    def keep(task: Task, result: Draft | Refused) -> Draft | Refused:
        kept.append(task)
        return result

    text = "夜间开放工作由云溪区文化局牵头，区财政局负责安排经费。"
    assistant = assistant_over(tmp_path, {"a.txt": text})
    assistant.ask_with_draft(AskRequest(question="夜间开放由哪个单位牵头?"), choose=keep)
    (task,) = kept

    def said(*stretches: Found) -> Draft | Refused:
        with_reader = replace(task, verdict=lambda: Verdict(stretches))
        return ablation.reader_alone(with_reader, Refused(RefusalCode.NO_EVIDENCE))

    (here,) = task.scenes
    given = said(found(here, "区财政局"))
    assert isinstance(given, Draft)
    assert given.answer == "区财政局"
    assert isinstance(said(found(here, "区财政局", answers=-0.1)), Refused)
    assert isinstance(said(), Refused)
    assert isinstance(ablation.reader_alone(task, given), Refused)


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
