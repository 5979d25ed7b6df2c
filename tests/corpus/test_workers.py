"""Workers give what one process gives, and a task that kills or stalls its worker costs itself."""

import os
import time
from collections.abc import Iterator
from typing import NoReturn

import pytest

from corpus.errors import PolicyqaError, UnreadableFile
from corpus.workers import Workers, WorkFailed, worked


def double(number: int) -> int:
    return 2 * number


def troubled(number: int) -> int:
    if number == 2:
        os._exit(7)
    if number == 4:
        time.sleep(60)
    if number == 5:
        raise UnreadableFile("5.txt is damaged")
    if number == 6:
        raise ValueError("a flaw of ours")
    return number


def full_disk() -> NoReturn:
    raise OSError(28, "No space left on device")


def test_results_come_in_order_as_from_one_process() -> None:
    tasks = [(number,) for number in range(40)]
    with Workers(2) as workers:
        assert list(worked(workers, double, tasks)) == list(worked(None, double, tasks))


def test_a_task_that_kills_or_stalls_its_worker_fails_alone() -> None:
    with Workers(2, limit_s=5.0) as workers:
        found = list(workers.map(troubled, [(number,) for number in range(9)]))
        again = list(workers.map(double, [(1,)]))

    assert [one for one in found if isinstance(one, int)] == [0, 1, 3, 7, 8]
    failed = {n: one for n, one in enumerate(found) if isinstance(one, PolicyqaError)}
    assert "code 7" in str(failed[2])
    assert "longer than 5 s" in str(failed[4])
    assert isinstance(failed[5], UnreadableFile)
    assert str(failed[5]) == "5.txt is damaged"
    assert isinstance(failed[6], WorkFailed)
    assert "a flaw of ours" in str(failed[6])
    assert again == [2]


@pytest.mark.parametrize("count", [None, 1])
def test_a_full_disk_is_no_fault_of_one_file(count: int | None) -> None:
    workers = Workers(count) if count else None
    with pytest.raises(OSError, match="No space left"):
        list(worked(workers, full_disk, [()]))


def test_no_more_tasks_are_taken_than_there_is_work_under_way() -> None:
    taken = []

    def tasks() -> Iterator[tuple[int]]:
        for number in range(1000):
            taken.append(number)
            yield (number,)

    with Workers(1) as workers:
        results = workers.map(double, tasks())
        assert next(results) == 0
        results.close()  # type: ignore[attr-defined]

    assert len(taken) < 10
