import json
import random
from math import isclose
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Span
from corpus.errors import BadRequest
from eval.calibrate import Row, calibrate, cross_validated, fit, lines, rows, write
from eval.cli import evaluate
from eval.gold import Question
from qa.confidence import DEFAULT, read_model
from qa.contract import AskRequest, AskResponse, Kind, RefusalCode
from qa.draft import Draft, Evidence, Refused, Statement
from qa.run import Choose
from tests.eval.build import answerable, question, value
from tests.qa.answers import refusal, response

KINDS = ("figure", "list")


def made_up(count: int = 200, *, tells: str = "coverage", seed: int = 7) -> list[Row]:
    """Return answers that are right when the feature that tells is above a half."""
    chance = random.Random(seed)
    found = []
    for n in range(count):
        features = {name: round(chance.random(), 3) for name in ("coverage", "margin", "other")}
        found.append(Row(f"fact {n // 2}", KINDS[n % 2], features, features[tells] > 0.5))
    return found


def test_a_relation_that_separates_is_recovered() -> None:
    done = calibrate(made_up())
    weights = done.model.weights
    assert weights["coverage"] > 4 * max(weights.get("margin", 0), weights.get("other", 0))
    assert done.model.probability("figure", {"coverage": 0.95}) > 0.8
    assert done.model.probability("figure", {"coverage": 0.05}) < 0.2
    assert done.brier < 0.1 < 0.2 < done.brier_of_share
    assert (done.answers, done.right) == (200, sum(row.right for row in made_up()))


def test_a_kind_that_is_right_more_often_is_trusted_more() -> None:
    found = [
        Row(f"fact {n}", kind, {"coverage": 0.5}, right=n % (6 if kind == "list" else 2) > 0)
        for n in range(60)
        for kind in KINDS
    ]
    model = fit(found)
    assert model.weights == {}  # what is the same in all answers tells nothing
    figure, any_, listed = (model.probability(k, {}) for k in ("figure", "strange", "list"))
    assert figure < any_ < listed


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["coverage", "other"]), st.booleans())
def test_more_coverage_never_lowers_a_confidence(seed: int, tells: str, falls: bool) -> None:
    found = made_up(60, tells=tells, seed=seed)
    if falls:  # made to look as if coverage were a bad sign
        found = [Row(r.group, r.kind, r.features, not r.right) for r in found]
    model = fit([*found, Row("a", "figure", {}, True), Row("b", "figure", {}, False)])
    assert all(weight >= 0 for weight in model.weights.values())
    for kind in (*KINDS, "strange"):
        told = [model.probability(kind, {"coverage": n / 10, "other": 0.4}) for n in range(11)]
        assert told == sorted(told)
        assert 0 < told[0] <= told[-1] < 1


def test_the_same_answers_give_the_same_model_in_any_order() -> None:
    found = made_up(80)
    assert fit(found) == fit(found[::-1])
    assert cross_validated(found) == cross_validated(found)


def test_no_fold_is_promised_from_variants_of_its_own_facts() -> None:
    # a feature that names the fact: known, it gives rightness away; held out, it tells nothing
    found = [
        Row(f"fact {n}", "figure", {f"is {n}": 1.0}, right=n % 2 == 0)
        for n in range(10)
        for _ in range(3)
    ]
    assert calibrate(found).brier >= 0.25
    model = fit(found)
    assert model.probability("figure", {"is 0": 1.0}) > model.probability("figure", {"is 1": 1.0})


def test_nothing_to_fit_is_said() -> None:
    with pytest.raises(BadRequest, match="of 1 answers all or none are right"):
        fit([Row("a", "figure", {"coverage": 1.0}, right=True)])
    few = [Row("a", "figure", {"coverage": n / 9}, right=n > 4) for n in range(10)]
    with pytest.raises(BadRequest, match="1 facts are too few"):
        cross_validated(few)


def test_a_model_is_read_back_from_its_file(tmp_path: Path) -> None:
    done = calibrate(made_up())
    path = tmp_path / "confidence.json"
    write(done, {"command": "policyqa eval calibrate", "commit": "abc"}, path)
    text = path.read_text("utf-8")
    assert read_model(text) == done.model
    made = json.loads(text)["provenance"]
    assert made["commit"] == "abc"
    assert made["answers"] == 200
    assert isclose(made["cross_validated"]["brier"], done.brier, abs_tol=1e-4)
    numbers = [*done.model.weights.values(), *done.model.intercepts.values()]
    assert all(round(number, 3) == number for number in numbers)
    assert DEFAULT in done.model.intercepts


def test_what_is_printed_holds_the_measures_and_no_question() -> None:
    done = calibrate(made_up())
    text = "\n".join(lines(done))
    assert f"brier              {done.brier:.4f}" in text
    assert f"calibration error  {done.expected_error:.4f}" in text
    assert "fact" not in text.replace("facts kept together", "")


class Drafter:
    """Answers 512件 to all but one question, which it refuses."""

    def ask_with_draft(
        self, request: AskRequest, choose: Choose
    ) -> tuple[AskResponse, Draft | Refused]:
        if "无" in request.question:
            return refusal(), Refused(RefusalCode.NO_EVIDENCE)
        document = Document("d", "a.txt", "甲市有512件。", "", "txt/1")
        statement = Statement((Evidence(document, Span(0, 8)),))
        draft = Draft(Kind.FIGURE, "512件", (statement,), features={"coverage": 0.7})
        return response().model_copy(update={"answer": "512件"}), draft


def test_an_answer_is_a_row_and_a_refusal_is_no_row() -> None:
    def asked(text: str, number: str) -> Question:
        return question(answerable(values=(value(number, "件"),)), question=text)

    questions = [asked("甲市多少件?", "512"), asked("乙市多少件?", "30"), asked("无", "1")]
    right, wrong, refused = rows(questions, Drafter())
    assert right == [Row("000-one", "figure", {"coverage": 0.7}, right=True)]
    assert wrong == [Row("000-one", "figure", {"coverage": 0.7}, right=False)]
    assert refused == []


def test_the_command_fits_on_the_tuning_part_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from contextlib import contextmanager

    asked: list[Question] = []

    def answered(questions: list[Question], _: object) -> list[list[Row]]:
        asked.extend(questions)
        return [made_up(40)]

    @contextmanager
    def nothing(*_: object, **__: object):  # type: ignore[no-untyped-def]
        yield None

    monkeypatch.setattr("eval.calibrate_session.opened", nothing)
    monkeypatch.setattr("eval.calibrate_session.rows", answered)
    out = tmp_path / "model.json"
    done = CliRunner().invoke(
        evaluate, ["calibrate", "--out", str(out)], env={"CORPUS": None, "DATASETS": None}
    )
    assert done.exit_code == 0, done.output
    assert {one.part.value for one in asked} == {"tune"}
    made = json.loads(out.read_text("utf-8"))["provenance"]
    assert made["command"] == "policyqa eval calibrate"
    assert list(made["corpora"]) == ["sample"]
    assert made["questions"] == len(asked)
    assert not any(one.question in done.output for one in asked)
