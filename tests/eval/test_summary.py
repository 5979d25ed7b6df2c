import pytest

from eval.summary import summarise, table
from tests.eval.build import REFUSED, answerable, question, record, value

ASKED = [
    question(answerable(values=(value("1", "件"),)), id="a"),
    question(answerable(values=(value("2", "件"),)), id="b", style="tw", script="hant"),
    question(answerable(strings=(("甲",),)), id="c", kind="entity", traps=("noise",)),
    question(REFUSED, id="d"),
]
OUTCOMES = [
    record("a"),
    record("b", right=False, wrong_figure=True, hit=False, ranks={"fusion": 4, "words": None}),
    record("c", right=False, status="not_found", confidence=None, citations=(), read=None),
    record("d", status="not_found", refusal="other_period", confidence=None, ranks={}, read=None),
]


def test_measures_are_counted_over_what_they_are_about() -> None:
    found = summarise(ASKED, OUTCOMES)
    assert found.value("accuracy") == 2 / 4
    assert found.value("accuracy answerable") == 1 / 3
    assert found.value("accuracy kind figure") == 1 / 2
    assert found.value("accuracy style tw+hk") == 0 / 1
    assert found.value("accuracy trap noise") == 0 / 1
    assert found.value("wrong figures") == 1 / 4
    assert found.value("unanswerable refused") == 1 / 1
    assert found.value("answerable refused") == 1 / 3
    assert found.value("refusal code as expected") == 1 / 1
    assert found.value("citations exact") == 3 / 3
    assert found.value("first citation hits") == 1 / 2
    assert found.value("recall@1 fusion") == 2 / 3
    assert found.value("recall@5 fusion") == 3 / 3
    assert found.value("recall@1 words") == 2 / 3
    assert found.value("read in 400") == 2 / 3
    assert found.value("brier") == pytest.approx(((1 - 0.9) ** 2 + 0.9**2) / 2)


def test_the_table_has_a_line_for_each_measure() -> None:
    found = summarise(ASKED, OUTCOMES)
    lines = table(found).splitlines()
    assert len(lines) == len(found.measures)
    assert lines[0].startswith("accuracy ")
    assert "2/4" in lines[0]


def test_what_was_not_asked_is_not_measured() -> None:
    found = summarise(ASKED, OUTCOMES[:1])
    assert "unanswerable refused" not in found.measures
