"""Versions that follow one another under load, with two workers: nothing lost, nothing mixed up."""

import os
from pathlib import Path

from eval.load import ingested, serving
from eval.republish import first_edition, lines, republish

TIMES = int(os.environ.get("REPUBLISHES", "8"))  # `policyqa eval republish` does fifty


def silent(stage: str, done: int, total: int) -> None:
    assert 0 <= done <= total, stage


def test_every_answer_is_of_the_version_that_it_names(tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    question = first_edition(folder)
    with ingested(folder, silent) as home, serving(home, 2, question) as server:
        found = republish(server, home, folder, times=TIMES, rate=8.0, progress=silent)
    assert (found.errors, found.mixed) == ((), ())
    assert found.editions == TIMES
    assert found.seen > TIMES // 2
    # the serving one, the one before, and what each of two workers and a request still read
    assert found.versions_left <= 5
    assert "requests that failed              0" in "\n".join(lines(found))
