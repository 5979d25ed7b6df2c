"""The trial of durability, short: `policyqa eval durability` does hundreds of rounds."""

import sys
from pathlib import Path

import pytest

from eval.durability import harm
from eval.durability.commands import commands
from eval.durability.editions import WORDS, edition, faults, write
from eval.durability.killing import ACTIONS, kill_rounds
from eval.durability.launcher import Death

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")


def test_processes_that_die_lose_nothing(tmp_path: Path) -> None:
    with commands(tmp_path / "said") as own:
        outcomes = [
            kill_rounds(own, tmp_path / action, action=action, rounds=2, seed=7)
            for action in ACTIONS
        ]
    assert [fault for one in outcomes for fault in one.faults] == []
    assert sum(one.died for one in outcomes) >= 5


def test_a_home_that_lost_something_is_found_out(tmp_path: Path) -> None:
    folder, home = tmp_path / "docs", tmp_path / "home"
    with commands(tmp_path / "said") as own:
        write(folder, edition(1))
        own.run("ingest", folder, "--home", home, "--set", WORDS)
        assert faults(home, [edition(1)]) == ()
        assert faults(home, [edition(2)]) != ()
        ended = own.run("ingest", folder, "--home", home, death=Death(str(home), 1))
        assert ended.code == -9


def test_harm_from_outside_is_named_and_mended(tmp_path: Path) -> None:
    with commands(tmp_path / "said") as own:
        found = [
            harm.flipped(own, tmp_path / "flipped", 3, most=8),
            harm.two_at_once(own, tmp_path / "two", 1),
            harm.swapped(own, tmp_path / "swap", 1),
            harm.older(own, tmp_path / "older"),
        ]
    assert [fault for one in found for fault in one.faults] == []
    assert found[0].rounds == 8
