import json
from importlib import resources
from math import exp
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Span
from qa.confidence import DEFAULT, Model, confidence, model, read_model
from qa.contract import AskRequest, Kind
from qa.draft import Draft, Evidence, Refused, Source, Statement
from tests.qa.asking import assistant_over

MODEL = Model({DEFAULT: -1.0, "figure": 0.5}, {"coverage": 2.0, "margin": 4.0})
SHARES = st.floats(0, 1)


def logistic(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def test_the_odds_are_the_kinds_intercept_and_the_weighted_features() -> None:
    features = {"coverage": 0.75, "margin": 0.1}
    assert MODEL.probability("figure", features) == pytest.approx(logistic(0.5 + 1.5 + 0.4))
    assert MODEL.probability("list", features) == pytest.approx(logistic(-1.0 + 1.5 + 0.4))


def test_an_unknown_feature_counts_for_nothing() -> None:
    known = {"coverage": 0.75}
    assert MODEL.probability("figure", {**known, "new": 9.0}) == MODEL.probability("figure", known)


def test_a_model_needs_an_intercept_for_the_kinds_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="no 'default' among"):
        Model({"figure": 0.5})


def test_a_model_is_read_from_its_json() -> None:
    text = '{"provenance": {}, "intercepts": {"default": 0.25}, "weights": {"coverage": 3}}'
    assert read_model(text) == Model({DEFAULT: 0.25}, {"coverage": 3})


def test_the_file_says_how_it_was_fitted() -> None:
    text = resources.files("qa").joinpath("data/confidence.json").read_text("utf-8")
    made = json.loads(text)["provenance"]
    assert made["command"].startswith("policyqa eval calibrate")
    assert made["part"] == "tune"
    assert made["answers"] > made["right"] > 0
    assert made["cross_validated"]["brier"] < made["cross_validated"]["brier_of_share"]
    assert all(len(checksum) == 64 for checksum in made["corpora"].values())


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(list(Kind)), SHARES, SHARES, SHARES)
def test_what_is_covered_better_is_trusted_no_less(
    kind: Kind, coverage: float, more: float, margin: float
) -> None:
    low, high = sorted((coverage, more))
    lower = confidence(draft(kind, {"coverage": low, "margin": margin}))
    higher = confidence(draft(kind, {"coverage": high, "margin": margin}))
    assert 0 < lower <= higher < 1


def test_every_weighted_feature_is_a_good_sign() -> None:
    assert all(weight >= 0 for weight in model().weights.values())
    kinds = {kind.value for kind in Kind}
    both = {f"{kind} {source.value}" for kind in kinds for source in Source}
    assert set(model().intercepts) <= {DEFAULT, *kinds, *both}
    assert set(model().least) <= both


def draft(kind: Kind, features: dict[str, float]) -> Draft:
    document = Document("d", "a.txt", "甲乙丙丁", "", "txt/1")
    statement = Statement((Evidence(document, Span(0, 2)),))
    return Draft(kind, "甲乙", (statement,), features=features)


def test_the_assistant_states_the_confidence_of_its_draft(tmp_path: Path) -> None:
    text = "云溪区工作报告\n\n2031年，云溪区登记商标318件，同比增长12.5%。\n"
    assistant = assistant_over(tmp_path, {"a.txt": text})
    response, made = assistant.ask_with_draft(AskRequest(question="2031年云溪区登记商标多少件？"))
    assert isinstance(made, Draft)
    assert response.answer == "318件"
    assert response.confidence == pytest.approx(confidence(made), abs=1e-4)
    response, made = assistant.ask_with_draft(AskRequest(question="2029年云溪区登记商标多少件？"))
    assert isinstance(made, Refused)
    assert response.confidence is None
    assistant.close()
