"""The seeded test of contradictions: its documents, and the floors that it holds."""

import pytest

from eval.commands_quality import CONFLICT_SEED
from eval.conflict_documents import ALIKE, CASES, PLANTED, Case, seeded
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


@pytest.mark.parametrize("patterns", ["tune", "second", "third", "report"])
def test_what_is_planted_has_two_values(patterns: str) -> None:
    for seed in range(20):
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


def test_the_floors_are_held() -> None:
    _hold("report", LEAST_RECALL)


def test_other_genres_and_measures_are_told_as_well() -> None:
    _hold("second", 1 - 2 / CASES)


def _hold(patterns: str, least_recall: float) -> None:
    outcomes = measure(seeded(CONFLICT_SEED, patterns))
    planted = [o.right for o in outcomes if o.case.conflict]
    alarms = [not o.right for o in outcomes if not o.case.conflict]
    told = "\n".join(lines(outcomes, patterns))
    assert sum(planted) >= least_recall * len(planted), told
    assert sum(alarms) <= MOST_ALARMS * len(alarms), told
