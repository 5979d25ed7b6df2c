"""The load test measures what it says, against a real server."""

from pathlib import Path

import pytest

from corpus.errors import PolicyqaError
from eval.load import ingested, lines, open_loop, saturation, serving

QUESTIONS = ("石景山区累计专利申请多少件？", "累计授权多少件？")


def silent(stage: str, done: int, total: int) -> None:
    assert 0 <= done <= total, stage


def test_every_question_is_asked_when_it_is_due_and_counted() -> None:
    with ingested(None, silent) as home, serving(home, 1, QUESTIONS[0]) as server:
        load = open_loop(server, QUESTIONS, rate=10, seconds=2, progress=silent)
        most = saturation(server, QUESTIONS, seconds=1, clients=2)
        table = "\n".join(lines(server, load, most))
    assert (len(load.latencies_ms), load.errors, load.distinct) == (20, (), 2)
    assert load.seconds >= 1.9
    assert 0 < load.percentile(50) <= load.percentile(100)
    assert load.memory_bytes[0] > 10_000_000
    assert server.first_answer_s < 30
    assert most[0] > 1
    assert "errors                            0" in table


def test_a_server_that_does_not_start_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "policyqa.toml").write_text("[service]\nkeys = 1\n")
    with (
        pytest.raises(PolicyqaError, match="ended with code 2"),
        serving(tmp_path, 1, QUESTIONS[0]),
    ):
        pass
