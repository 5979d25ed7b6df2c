"""Rules and reader weighed: who answers, and when neither does."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qa.confidence import Model
from qa.contract import Kind, RefusalCode
from qa.decide import decide, only, opinions, unread
from qa.draft import Draft, Refused, Source, Statement
from qa.reader.verdict import Found, Verdict
from qa.task import Task
from tests.qa.asking import assistant_over
from tests.qa.reader.made import found

TEXT = "夜间开放工作由云溪区文化局牵头，区财政局负责安排经费。2031年试点扩大到九个街道。"
ASKED = "夜间开放由哪个单位牵头?"


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """Return the task of a question over one document."""
    kept: list[Task] = []

    def keep(one: Task, result: Draft | Refused) -> Draft | Refused:
        kept.append(one)
        return result

    from qa.contract import AskRequest

    assistant = assistant_over(tmp_path, {"a.txt": TEXT})
    assistant.ask_with_draft(AskRequest(question=ASKED), choose=keep)
    return kept[0]


def reading(task: Task, *words: str, answers: float = 3.0) -> Task:
    """Return the task with a reader that finds these words."""
    stretches: list[Found] = []
    for one in words:
        scene = next(s for s in task.scenes if one in s.text)
        stretches.append(found(scene, one, answers=answers))
    return replace(task, verdict=lambda: Verdict(tuple(stretches)))


def ruled(task: Task, words: str) -> Draft:
    """Return what the rules would say that find these words."""
    scene = next(s for s in task.scenes if words in s.text)
    return Draft(Kind.ENTITY, words, (Statement((scene.evidence(),)),), features={"coverage": 0.8})


def sure_of(rules: float, reader: float) -> Callable[[Draft], float]:
    return lambda draft: {Source.RULES: rules, Source.READER: reader}.get(draft.source, 1.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rules", "reader", "answer"),
    [
        (0.9, 0.95, "区财政局"),  # as good: the rules'
        (0.5, 0.9, "云溪区文化局"),  # clearly better: the reader's
        (0.2, 0.3, None),  # neither is likely enough
    ],
)
def test_the_likelier_answer_is_given_if_it_is_likely_enough(
    task: Task, monkeypatch: pytest.MonkeyPatch, rules: float, reader: float, answer: str | None
) -> None:
    monkeypatch.setattr("qa.decide.confidence", sure_of(rules, reader))
    monkeypatch.setattr("qa.decide.least", lambda _: 0.35)
    monkeypatch.setattr("qa.decide.model", lambda: Model({"default": 0.0}, lead=0.2))
    given = decide(reading(task, "云溪区文化局"), ruled(task, "区财政局"))
    if answer is None:
        assert isinstance(given, Refused)
        assert given.code is RefusalCode.NO_EVIDENCE
        assert given.nearest
    else:
        assert isinstance(given, Draft)
        assert given.answer == answer


@pytest.mark.parametrize(
    ("view", "answer"),
    [
        ("由什么单位牵头？", "云溪区文化局"),
        ("由什么单位牵头、什么单位安排经费？", "由云溪区文化局牵头，区财政局"),
    ],
)
def test_who_fills_one_of_two_gaps_says_less(
    task: Task, monkeypatch: pytest.MonkeyPatch, view: str, answer: str
) -> None:
    monkeypatch.setattr("qa.decide.confidence", sure_of(0.5, 0.9))
    monkeypatch.setattr("qa.decide.model", lambda: Model({"default": 0.0}, lead=0.2))
    asked = replace(task, question=replace(task.question, view=view))
    given = decide(reading(asked, "云溪区文化局"), ruled(asked, "由云溪区文化局牵头，区财政局"))
    assert isinstance(given, Draft)
    assert given.answer == answer
    monkeypatch.setattr("qa.decide.confidence", sure_of(0.9, 0.9))
    given = decide(reading(asked, "由云溪区文化局牵头，区财政局"), ruled(asked, "云溪区文化局"))
    assert isinstance(given, Draft)
    assert given.source is (Source.READER if "、" in view else Source.RULES)


@pytest.mark.parametrize(("reader", "answered"), [(0.8, True), (0.2, False)])
def test_what_the_rules_refuse_the_reader_may_answer(
    task: Task, monkeypatch: pytest.MonkeyPatch, reader: float, answered: bool
) -> None:
    monkeypatch.setattr("qa.decide.confidence", sure_of(0.0, reader))
    monkeypatch.setattr("qa.decide.least", lambda _: 0.4)
    given = decide(reading(task, "云溪区文化局"), Refused(RefusalCode.NO_EVIDENCE))
    assert isinstance(given, Draft) is answered


@pytest.mark.parametrize("code", [RefusalCode.OTHER_PERIOD, RefusalCode.AMBIGUOUS])
def test_another_year_and_several_readings_stay_refused(task: Task, code: RefusalCode) -> None:
    refused = Refused(code)
    assert decide(reading(task, "云溪区文化局"), refused) is refused


def test_without_a_reader_nothing_changes(task: Task) -> None:
    alone = replace(task, verdict=lambda: None)
    draft = ruled(task, "区财政局")
    assert decide(alone, draft) is draft
    assert list(opinions(alone, draft)) == [draft]
    assert unread(task, draft) is draft


def test_what_the_reader_finds_in_the_cited_sentence_counts_for_the_rules(task: Task) -> None:
    both = opinions(reading(task, "区财政局", answers=4.0), ruled(task, "区财政局"))
    with_reading, own = both
    assert with_reading.source is Source.RULES
    assert with_reading.features["reader_here"] > 0.8
    assert own.features["read_agrees"] == 1.0
    elsewhere = reading(task, "九个街道", answers=4.0)
    against, _ = opinions(elsewhere, ruled(task, "区财政局"))
    assert against.features["reader_here"] == 0.0


def test_one_of_the_two_can_be_asked_alone(task: Task) -> None:
    read = reading(task, "云溪区文化局")
    rules = only(Source.RULES)(read, ruled(task, "区财政局"))
    reader = only(Source.READER)(read, ruled(task, "区财政局"))
    assert isinstance(rules, Draft)
    assert isinstance(reader, Draft)
    assert (rules.answer, reader.answer) == ("区财政局", "云溪区文化局")


def test_the_rules_list_is_not_held_against_the_reader(task: Task) -> None:
    listed = replace(task, question=replace(task.question, kind=Kind.LIST))
    draft = replace(ruled(task, "区财政局"), kind=Kind.LIST)
    assert list(opinions(reading(listed, "云溪区文化局"), draft)) == [draft]


@pytest.mark.parametrize(("covered", "answer"), [(0.6, "区财政局"), (0.9, "云溪区文化局")])
def test_a_figure_that_has_less_of_what_is_asked_never_replaces_the_rules_one(
    task: Task, monkeypatch: pytest.MonkeyPatch, covered: float, answer: str
) -> None:
    monkeypatch.setattr("qa.decide.confidence", sure_of(0.5, 0.9))
    monkeypatch.setattr("qa.decide.least", lambda _: 0.35)
    monkeypatch.setattr("qa.decide.model", lambda: Model({"default": 0.0}, lead=0.2))
    own = replace(ruled(task, "云溪区文化局"), kind=Kind.FIGURE, source=Source.READER)
    own = replace(own, features={"read_coverage": covered})
    rules = replace(ruled(task, "区财政局"), kind=Kind.FIGURE, source=Source.RULES)
    monkeypatch.setattr("qa.decide.opinions", lambda *_: iter((rules, own)))
    given = decide(task, rules)
    assert isinstance(given, Draft)
    assert given.answer == answer


def test_a_figure_that_ends_like_another_is_not_that_figure(
    task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.decide.confidence", sure_of(0.5, 0.9))
    monkeypatch.setattr("qa.decide.least", lambda _: 0.35)
    monkeypatch.setattr("qa.decide.model", lambda: Model({"default": 0.0}, lead=0.2))
    made = replace(ruled(task, "九个街道"), kind=Kind.FIGURE)
    rules = replace(made, answer="200亿", source=Source.RULES)
    own = replace(made, answer="1200亿", source=Source.READER, features={"read_coverage": 0.5})
    monkeypatch.setattr("qa.decide.opinions", lambda *_: iter((rules, own)))
    given = decide(task, rules)
    assert isinstance(given, Draft)
    assert given.answer == "200亿"
