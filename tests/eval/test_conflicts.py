"""The seeded test of contradictions: its documents, and the floors that it holds."""

from random import Random

import pytest

from eval.commands_quality import CONFLICT_PATTERNS, CONFLICT_SEED
from eval.conflict_documents import ALIKE, CASES, PLANTED, Case, seeded
from eval.conflict_papers import Paper
from eval.conflicts import Outcome, lines, measure

LEAST_RECALL, MOST_ALARMS = 0.94, 0.05  # measured; the goal of recall is 0.95


def test_the_documents_of_a_seed() -> None:
    one, again, other = (seeded(seed, "tune") for seed in (1, 1, 2))
    assert one == again
    assert one.documents != other.documents
    assert sum(case.conflict for case in one.cases) == CASES
    assert len(one.cases) == 2 * CASES
    kinds = {case.kind for case in one.cases}
    assert kinds == {*PLANTED, *ALIKE}


@pytest.mark.parametrize("patterns", CONFLICT_PATTERNS)
def test_what_is_planted_has_two_values(patterns: str) -> None:
    for seed in range(10):
        planted = [case for case in seeded(seed, patterns).cases if case.conflict]
        assert all(len(set(case.values)) == 2 for case in planted)


def test_the_patterns_to_tune_on_are_others_than_those_reported() -> None:
    tune, report = (seeded(1, name) for name in ("tune", "report"))
    shared = {case.question[9:] for case in tune.cases} & {
        case.question[9:] for case in report.cases
    }
    assert not shared - {case.question[9:] for case in tune.cases if case.kind == "replaced rule"}


@pytest.mark.parametrize(
    ("conflict", "status", "sides", "right"),
    [
        (True, "conflict", ("3120件", "3480件"), True),
        (True, "conflict", ("3120件", "12件"), False),
        (True, "answered", (), False),
        (False, "answered", (), True),
        (False, "ambiguous", (), True),
        (False, "conflict", ("3120件", "3480件"), False),
    ],
)
def test_what_counts_as_right(
    conflict: bool, status: str, sides: tuple[str, ...], right: bool
) -> None:
    case = Case("专利授权量是多少？", "other document", conflict, ("3120件", "3480件"))
    assert Outcome(case, status, "", sides).right is right


def test_a_genre_of_tables_tells_each_figure_in_a_row() -> None:
    genre = {
        "title": "{place}数据",
        "published": "2-6",
        "head": "",
        "tail": "完。",
        "caption": "{place}{year}年指标",
        "columns": ["指标", "单位", "{year}年", "增长"],
    }
    for suffix, told in (("md", "| 专利授权 | 件 | 312 |"), ("html", "<td>件</td><td>312</td>")):
        paper = Paper({**genre, "format": suffix}, "甲市", 2015)
        paper.states(Random(1), "共专利授权{v}", "312件")
        text = paper.text(Random(1), [""])
        assert told in text
        assert "甲市2015年指标" in text
        assert paper.suffix == suffix


def test_a_set_may_be_of_another_script() -> None:
    told = seeded(1, "fifth")
    assert any("長照據點" in text for text in told.documents.values())
    assert not any("长" in case.question for case in told.cases)


def test_the_floors_are_held() -> None:
    _hold("report", LEAST_RECALL)


def test_other_genres_and_measures_are_told_as_well() -> None:
    _hold("second", 1 - 2 / CASES)


@pytest.mark.parametrize("patterns", ["fourth", "fifth"])
def test_tables_and_papers_of_taiwan_are_told(patterns: str) -> None:
    _hold(patterns, 0.9)


def _hold(patterns: str, least_recall: float) -> None:
    outcomes = measure(seeded(CONFLICT_SEED, patterns))
    planted = [o.right for o in outcomes if o.case.conflict]
    alarms = [not o.right for o in outcomes if not o.case.conflict]
    told = "\n".join(lines(outcomes, patterns))
    assert sum(planted) >= least_recall * len(planted), told
    assert sum(alarms) <= MOST_ALARMS * len(alarms), told
