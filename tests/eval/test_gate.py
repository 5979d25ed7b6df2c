from pathlib import Path

import pytest

from corpus.errors import BadRequest
from eval.evidence import Corpus, Edition
from eval.gate import Floors, _worse, drops, raise_floors, read_floors, write_floors
from eval.metrics import Share
from eval.summary import Measure, Summary

CORPUS = Corpus(Edition.SAMPLE, Path(), {}, {}, (), "c0ffee")


def measured(accuracy: float, wrong: float) -> Summary:
    found = (Measure("accuracy", accuracy), Measure("wrong figures", wrong, falls=True))
    return Summary({one.name: one for one in found})


FLOORS = Floors("c0ffee", 10, {"accuracy": 0.8, "wrong figures": 0.02})


def test_as_good_as_the_floor_passes() -> None:
    assert drops(measured(0.8, 0.02), FLOORS, CORPUS) == ()
    assert drops(measured(0.9, 0.0), FLOORS, CORPUS) == ()


def test_every_drop_is_named() -> None:
    lost = drops(measured(0.79, 0.03), FLOORS, CORPUS)
    assert [one.partition(":")[0] for one in lost] == ["accuracy", "wrong figures"]


def test_a_measure_that_is_gone_is_a_drop() -> None:
    assert drops(Summary({}), FLOORS, CORPUS)[0].startswith("accuracy: no longer measured")


def test_other_documents_need_other_floors() -> None:
    floors = Floors("decaf", 10, {})
    assert "measured on decaf" in drops(measured(1, 0), floors, CORPUS)[0]


def test_floors_rise_and_never_fall() -> None:
    risen = raise_floors(measured(0.85, 0.01), FLOORS, CORPUS, 10)
    assert risen.values == {"accuracy": 0.85, "wrong figures": 0.01}
    with pytest.raises(BadRequest, match="accuracy"):
        raise_floors(measured(0.79, 0.0), FLOORS, CORPUS, 10)
    with pytest.raises(BadRequest, match="wrong figures"):
        raise_floors(measured(0.9, 0.03), FLOORS, CORPUS, 10)


def test_a_floor_is_passed_by_what_it_was_measured_from() -> None:
    summary = measured(2 / 3, 2 / 3)
    assert drops(summary, raise_floors(summary, None, CORPUS, 3), CORPUS) == ()


def test_floors_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    write_floors({"sample": FLOORS}, path)
    assert read_floors(path) == {"sample": FLOORS}
    assert isinstance(read_floors(), dict)


def test_two_questions_may_fall_and_three_may_not() -> None:
    """Another processor may turn the order of two passages; more is a loss."""
    floor = 90 / 100
    assert not _worse(Measure("accuracy", 88 / 100, Share(88, 100)), floor)
    assert _worse(Measure("accuracy", 87 / 100, Share(87, 100)), floor)
    assert _worse(Measure("citations exact", 99 / 100, Share(99, 100)), 1.0)


def test_what_slack_lets_pass_lowers_no_floor() -> None:
    floors = Floors(CORPUS.checksum, 100, {"accuracy": 0.9, "quote length p95": 150.0})
    fallen = {
        "accuracy": Measure("accuracy", 0.89, Share(89, 100)),
        "quote length p95": Measure("quote length p95", 151.0, None, falls=True),
    }
    assert drops(Summary(fallen), floors, CORPUS) == ()
    assert raise_floors(Summary(fallen), floors, CORPUS, 100).values == floors.values
