from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.errors import BadRequest
from eval.evidence import Corpus, Edition, check, open_corpus, resolve, samples_dir
from eval.gold import Part, Place, Question, _tuning_sections, load, part_of, read_question, select
from tests.eval.build import REFUSED, answerable, question, value

RAW = {
    "id": "000-900",
    "group": "000-x",
    "section": "000/一/(一)",
    "question": "几家?",
    "script": "hans",
    "style": "plain",
    "kind": "figure",
    "traps": ["range"],
    "expect": {
        "status": "answered",
        "values": [{"min": "5", "max": "十", "unit": "家"}],
        "strings": [],
        "items": [],
        "yes": None,
        "refusal": [],
        "warnings": [],
    },
    "evidence": [
        {
            "document": "000",
            "anchor": "5",
            "nth": 1,
            "until": None,
            "sample_anchor": None,
            "sample_until": None,
            "sample_nth": 1,
        }
    ],
}


def test_a_line_becomes_a_question() -> None:
    made = read_question(RAW)
    assert made.expected.values[0].max == Decimal(10)
    assert made.evidence[0].sample_anchor == "5"


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "guess"},
        {"style": "uk"},
        {"script": "fr"},
        {"mood": "good"},
        {"evidence": []},
        {"expect": {**RAW["expect"], "status": "maybe"}},  # type: ignore[dict-item]
        {"expect": {**RAW["expect"], "status": "not_found"}},  # type: ignore[dict-item]
        {"expect": {**RAW["expect"], "values": []}},  # type: ignore[dict-item]
    ],
)
def test_what_is_not_a_question_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # each says something else
        read_question({**RAW, **change})


def test_parts_go_by_section(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.gold._tuning_sections", lambda: ("004/一", "A/cross"))
    assert part_of("004/一") is Part.TUNE
    assert part_of("004/一/(二)") is Part.TUNE
    assert part_of("A/cross") is Part.TUNE
    assert part_of("004/一一") is Part.REPORT
    assert part_of("004") is Part.REPORT
    assert part_of("B/cross") is Part.REPORT


def test_every_tuning_section_is_one_of_the_gold() -> None:
    sections = {one.section for one in select(load(), Part.TUNE)}
    for name in _tuning_sections():
        assert any(one == name or one.startswith(f"{name}/") for one in sections), name


def test_the_gold_is_what_was_agreed() -> None:
    questions = load()
    report = select(questions, Part.REPORT)
    styles = Counter(one.style for one in questions)
    traps = Counter(trap for one in questions for trap in one.traps)
    assert len(questions) >= 500
    assert styles["tw"] + styles["hk"] >= 60
    assert traps["ambiguous"] >= 20
    assert traps["premise"] >= 20
    assert sum(not one.expected.answerable for one in questions) >= 120
    assert len(report) >= 300
    assert sum(not one.expected.answerable for one in report) >= 70
    assert len({one.question for one in questions}) > 0.98 * len(questions)


def test_every_anchor_resolves_in_the_samples() -> None:
    assert not check(load(), open_corpus(samples_dir()))


def test_every_anchor_resolves_in_the_real_documents(real_corpus: Path) -> None:
    found = open_corpus(real_corpus)
    assert found.edition is Edition.REAL
    assert not check(load(), found)


def made_corpus(text: str) -> Corpus:
    return Corpus(Edition.SAMPLE, Path(), {"000": "a.txt"}, {"000": text}, (), "")


def at(anchor: str, nth: int = 1, until: str | None = None) -> Question:
    place = Place("000", "?", 1, "?", anchor, nth, until, alternative=False)
    return question(answerable(values=(value("1", "件"),)), evidence=(place,))


def test_evidence_runs_from_its_anchor_to_the_end_of_until() -> None:
    text = "\ufeff甲1件。\r\n乙1件，丙𠀀2件。"
    found = resolve(at("1件", nth=2, until="2件"), made_corpus(text))[0].span
    assert text[found.start : found.end] == "1件，丙𠀀2件"


@pytest.mark.parametrize("lost", [at("3件"), at("1件", nth=2), at("1件", until="9")])
def test_an_anchor_that_is_not_there_names_its_question(lost: Question) -> None:
    with pytest.raises(BadRequest, match="000-001"):
        resolve(lost, made_corpus("甲1件。"))


def test_a_folder_that_lacks_a_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="lacks"):
        open_corpus(tmp_path)


def test_unanswerable_questions_expect_a_code_and_nothing_else() -> None:
    assert not REFUSED.answerable
    with pytest.raises(ValueError, match="refusal codes"):
        read_question(
            {**RAW, "expect": {**RAW["expect"], "values": [], "status": "not_found"}}  # type: ignore[dict-item]
        )
