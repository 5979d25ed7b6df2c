"""The measures over made-up sets, with a reader whose picks are written down."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.document import Span
from corpus.errors import BadRequest
from eval.reader import certainty, court, misled, own_questions, paragraphs
from eval.reader.examples import Example, Reading
from eval.reader.own_questions import Given, parts_f1
from eval.reader.paragraphs import Asked
from eval.reader.public_sets import public_examples
from eval.reader.rows import spread
from eval.reader.stretches import Stretch
from tests.eval.reader.build import finding, silent, stretch

FIRST = Reading("a", "", "甲站有九名站员。")
SECOND = Reading("b", "", "乙站有七名站员。")


def test_items_are_spread_evenly() -> None:
    assert spread(range(10), 4) == [0, 2, 5, 7]
    assert spread(range(3), 4) == spread(range(3), None) == [0, 1, 2]


def test_the_right_paragraph_is_read_even_where_search_misses_it() -> None:
    example = Example("甲站有几名站员?", FIRST, (Span(3, 5),), "cmrc", True)
    read = finding({"甲": ("九名", 2.0), "乙": ("七名", 1.0)})
    near = paragraphs.ask(example, (FIRST, SECOND), lambda _: (0, 1), read, 2)
    assert near.given is not None
    assert near.found is not None
    assert (near.given.words, near.found.words, near.rank) == ("九名", "九名", 1)
    far = paragraphs.ask(example, (FIRST, SECOND), lambda _: (1, 0), read, 1)
    assert far.given is not None
    assert far.found is not None
    assert (far.given.words, far.found.words, far.rank) == ("九名", "七名", 2)
    lost = paragraphs.ask(example, (FIRST, SECOND), lambda _: (1,), read, 2)
    assert lost.rank is None
    assert lost.found is not None
    assert lost.found.words == "七名"


def test_paragraphs_are_told_by_script() -> None:
    right = stretch("九名")
    asked = [
        Asked("a", "甲", ("九名",), right, right, 1),
        Asked("a", "乙", ("九名",), right, stretch("七名"), 4),
    ]
    found = list(paragraphs.lines("cmrc", {"same": asked, "other": asked[:1] * 2}, 3))
    assert "EM" in found[1]
    assert found[2].startswith("same    right paragraph    100.0")
    assert found[3].startswith("same    retrieved           50.0")
    assert "-50.0" in found[4]
    assert "paragraph in 3      50.0" in found[6]
    assert found[-1] == "questions that read alike in both scripts: 1 of 2"


def test_questions_are_converted_before_they_are_folded(tmp_path: Path) -> None:
    (tmp_path / "drcd").mkdir()
    asked = {"question": "几名?", "answers": [{"text": "九名", "answer_start": 3}]}
    paragraph = {"context": FIRST.text, "qas": [asked]}
    path = tmp_path / "drcd" / "DRCD_dev.json"
    path.write_text(json.dumps({"data": [{"paragraphs": [paragraph]}]}), "utf-8")
    (found,) = public_examples(tmp_path, ["drcd"], lambda text: text.replace("几", "多少"))
    assert found.question == "多少名？"


def test_own_questions_are_told_by_the_kind_of_their_answers() -> None:
    examples = [
        Example("几名?", FIRST, (Span(3, 5),), "written", True),
        Example("何地?", SECOND, (), "written", True),
    ]
    read = finding({"甲": ("九名", 2.0), "乙": ("乙站", -1.0)})
    given = own_questions.ask(examples, read, silent)
    assert [one.kind for one in given] == ["one span", "none"]
    several = Given("c", ("甲乙",), ("甲", "乙"), stretch("甲", parts=("甲", "丙")))
    told = list(own_questions.lines([*given, several]))
    assert "EM 100.0" in told[1]
    assert "EM   0.0" in told[2]
    assert "F1  50.0" in told[2]
    assert "refused 100.0" in told[3]
    assert "AUC 100.0" in told[4]


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        (("甲", "乙"), ("甲", "乙"), 1.0),
        (("甲",), ("甲", "乙"), 2 * 1 * (1 / 2) / (1 + 1 / 2)),
        (("甲", "甲"), ("甲", "乙"), 2 * 1 * (1 / 2) / (1 + 1 / 2)),
        ((), ("甲", "乙"), 0.0),
        (("丙",), ("甲", "乙"), 0.0),
    ],
)
def test_members_are_met_one_by_one(
    found: tuple[str, ...], wanted: tuple[str, ...], expected: float
) -> None:
    assert parts_f1(found, wanted) == pytest.approx(expected)


def cail(*answers: str, impossible: str = "false") -> dict[str, object]:
    return {
        "question": "谁?",
        "is_impossible": impossible,
        "answers": [{"text": one, "answer_start": -1} for one in answers],
    }


def test_yes_no_and_contradictory_questions_are_left_out() -> None:
    asked = [
        cail("甲", "甲", "乙"),
        cail("", "", "", impossible="true"),
        cail("YES", "YES", "NO"),
        cail("甲", "甲", "甲", impossible="true"),
        cail("甲", "", ""),
    ]
    raw = {"data": [{"caseid": 1, "paragraphs": [{"context": "甲告乙", "qas": asked}]}]}
    found, yes_no, contradictory = court.read_cail(raw)
    assert [one.accepted for one in found] == [("甲", "甲", "乙"), ()]
    assert (yes_no, contradictory) == (1, 2)


def test_the_threshold_is_chosen_on_the_other_half() -> None:
    keys = [str(n) for n in range(40)]
    choosing = [one for one in keys if court.chosen_half(one)]
    reporting = [one for one in keys if not court.chosen_half(one)]
    assert choosing
    assert reporting
    given = [
        *(Given(key, ("甲",), (), stretch("甲", answers=6.0)) for key in keys),
        *(Given(key, (), (), stretch("甲", answers=4.0)) for key in choosing),
        *(Given(key, (), (), stretch("甲", answers=4.5)) for key in reporting),
    ]
    told = list(court.lines(court.Court(tuple(given), 2, 1)))
    assert "2 yes-no, 1 contradictory" in told[0]
    assert any(one.startswith("refusal at logit 5.00") and "F1 100.0" in one for one in told)
    assert any(one.startswith("refusal at logit 0.00") and "F1   0.0" in one for one in told)


def test_an_answer_holds_one_spelling_of_everything() -> None:
    wanted = (("甲", "子"), ("乙",))
    assert misled.holds("子和乙", wanted)
    assert not misled.holds("子和甲", wanted)


def write_rgb(folder: Path) -> None:
    (folder / "rgb").mkdir()
    rows = [
        {
            "id": 0,
            "query": "甲站的站员有多少名?",
            "answer": [["9名", "九名"]],
            "positive": ["甲站的站员有9名。"],
            "negative": ["乙站的站房是石头造的。"],
        },
        {"id": 1, "query": "丙?", "answer": ["丁"], "positive": [], "negative": ["戊"]},
    ]
    text = "".join(json.dumps(one) + "\n" for one in rows)
    (folder / "rgb" / "zh_refine.json").write_text(text, "utf-8")


def test_cases_without_passages_of_either_sort_are_left_out(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"zh_refine\.json"):
        misled.read_cases(tmp_path)
    write_rgb(tmp_path)
    (case,) = misled.read_cases(tmp_path)
    assert case.wanted == (("9名", "九名"),)
    assert list(case.files()) == ["0000-000.txt", "0000-001.txt"]


def test_rules_reader_and_both_are_asked(tmp_path: Path) -> None:
    write_rgb(tmp_path)
    read = finding({"甲": ("9名", 2.0), "乙": ("石头", -3.0)})
    outcomes = misled.measure(tmp_path, tmp_path / "var", read, silent)
    assert outcomes["reader"] == [misled.Outcome(True, True, True, (2.0, -3.0))]
    assert outcomes["rules"] == [misled.Outcome(True, True, True)]
    told = list(misled.lines(outcomes))
    assert told[2].startswith("rules   100.0")
    assert "AUC 100.0" in told[-2]


def test_the_reader_stays_silent_below_zero() -> None:
    case = misled.Case(0, "几名?", (("九名",),), (FIRST.text,), (SECOND.text,))
    outcome = misled.ask_reader(case, finding({"甲": ("九名", -1.0), "乙": ("七名", 0.5)}))
    assert outcome == misled.Outcome(False, True, False, (0.5, 0.5))


def judged_ones() -> list[certainty.Judged]:
    """Right where the logit is high, but for every tenth."""
    return [
        certainty.Judged("made", str(n), n % 7 - 3.0, -0.1, (n % 7 > 3) != (n % 10 == 0), True)
        for n in range(400)
    ]


def test_a_fit_is_nearer_the_truth_than_the_bare_probability() -> None:
    found = judged_ones()
    half = [(one, one.exact) for one in found if court.chosen_half(one.key)]
    made = certainty.fit(half)
    assert made.answers > 0
    low, high = (certainty.Judged("made", "k", logit, -0.1, True, True) for logit in (-3.0, 3.0))
    assert made.probability(low) < 0.3 < 0.7 < made.probability(high)
    told = list(certainty.lines(found))
    assert told[0].startswith("calibration: 400 questions")
    assert sum("risk at coverage" in one for one in told) == 2
    assert told[-1] == "F1 at least 0.8: too few to fit"


def test_nothing_is_right_where_nothing_is_accepted() -> None:
    found = certainty.judged("written", "k", (), stretch("甲"))
    assert found is not None
    assert (found.exact, found.close) == (False, False)
    near = certainty.judged("written", "k", ("甲乙丙丁戊",), stretch("甲乙丙丁"))
    assert near is not None
    assert (near.exact, near.close) == (False, True)
    assert certainty.judged("written", "k", ("甲",), None) is None


def test_the_reader_s_own_probability_is_a_product() -> None:
    one = certainty.Judged("made", "k", 0.0, 0.0, True, True)
    assert certainty.own_probability(one) == 1 / 2


def counted(calls: list[str]) -> "paragraphs.Read":
    def read(question: str, texts: Sequence[tuple[str, str]]) -> list[Stretch]:
        calls.append(question)
        return [stretch("九名")]

    return read


def test_a_question_that_folds_alike_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drcd").mkdir()
    articles = [
        {
            "paragraphs": [
                {
                    "context": f"{n}号站有九名站员。",
                    "qas": [
                        {
                            "question": "站員有幾名?",
                            "answers": [{"text": "九名", "answer_start": len(f"{n}号站有")}],
                        }
                    ],
                }
            ]
        }
        for n in range(12)
    ]
    (tmp_path / "drcd" / "DRCD_dev.json").write_text(json.dumps({"data": articles}), "utf-8")
    monkeypatch.setattr(paragraphs, "searching", lambda *_: lambda _: range(12))
    calls: list[str] = []
    found = paragraphs.measure("drcd", tmp_path, tmp_path / "v", counted(calls), silent)
    held_back = sum(one.held_back for one in public_examples(tmp_path, ["drcd"]))
    assert 0 < held_back < 12
    assert len(found["same"]) == len(found["other"]) == held_back
    assert len(calls) == held_back
