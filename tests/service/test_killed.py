"""Nothing that was acknowledged is lost, whatever process is killed, and when.

The tests hold a lock that a job needs, so that it is certainly under way when it is killed.
"""

import os
import signal
import sys
from pathlib import Path

import pytest

from corpus.keeping.lock import writing
from corpus.library import Library
from tests.service.following import ended
from tests.service.processes import (
    START_S,
    WORDS,
    Served,
    job_process,
    kill,
    served,
    wait_for,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")


def send(one: Served, *numbers: int) -> str:
    """Upload documents; return the job's id."""
    texts = {n: f"第{n}号通告\n\n2022年，柳溪镇修缮古桥{n}座。\n".encode() for n in numbers}
    sent = [("file", (f"通告{number}.txt", text)) for number, text in texts.items()]
    answer = one.client.post("/v1/documents", files=sent)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def state(one: Served, job_id: str) -> str:
    return str(one.client.get(f"/v1/jobs/{job_id}").json()["state"])


def at_work(one: Served, job_id: str) -> int:
    """Return the process that does a job, once it does."""
    wait_for(lambda: state(one, job_id) == "running" and job_process(one.home))
    process = job_process(one.home)
    assert process is not None
    return process


@pytest.mark.parametrize("lock", ["library.lock", "index.lock"])
def test_a_killed_job_is_taken_up_again(tmp_path: Path, lock: str) -> None:
    home = tmp_path / "home"
    with served(home, "--set", WORDS) as one:
        home.mkdir(exist_ok=True)
        with writing(home / lock):  # it waits before it reads, or between library and index
            first, second = send(one, 31, 32), send(one, 33)
            process = at_work(one, first)
            if lock == "index.lock":
                wait_for(lambda: Library(home).entries())
            kill(process)
        for job_id, names in ((first, ["通告31.txt", "通告32.txt"]), (second, ["通告33.txt"])):
            job = ended(one.client, job_id)
            assert (job["state"], job["result"]["added"]) == ("done", names)
        assert one.client.get("/v1/documents").json()["total"] == 3


def test_a_job_that_ends_its_process_each_time_is_given_up(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with served(home, "--set", WORDS) as one:
        with writing(home / "library.lock"):
            job_id = send(one, 41)
            wait_for(lambda: killed_at_work(one, job_id))
        job = ended(one.client, job_id)
        assert (job["state"], "ended 3 times" in job["error"]) == ("failed", True)
        assert ended(one.client, send(one, 42))["state"] == "done"
        (document,) = one.client.get("/v1/documents").json()["items"]
        assert document["name"] == "通告42.txt"
        assert len(list((home / "uploads").iterdir())) == 1
        assert not list((home / "incoming").iterdir())


def killed_at_work(one: Served, job_id: str) -> bool:
    """Kill whoever does a job; return whether it has been given up."""
    if state(one, job_id) == "running":
        process = job_process(one.home)
        if process is not None:
            kill(process)
    return state(one, job_id) == "failed"


def test_what_was_acknowledged_survives_the_death_of_everything(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with served(home, "--set", WORDS, workers=2) as one:
        wait_for(lambda: len(one.workers()) == 2)
        with writing(home / "library.lock"):
            jobs = [send(one, number) for number in (51, 52, 53)]
            everything = [one.process.pid, *one.workers(), at_work(one, jobs[0])]
            for process in everything:
                kill(process)
            one.process.wait(START_S)
    with served(home, "--set", WORDS) as again:
        for job_id in jobs:
            assert ended(again.client, job_id)["state"] == "done"
        assert again.client.get("/v1/documents").json()["total"] == 3
        assert not list((home / "incoming").iterdir())


def test_a_job_goes_on_while_the_service_restarts(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with served(home, "--set", WORDS) as one:
        with writing(home / "library.lock"):
            job_id = send(one, 61)
            process = at_work(one, job_id)
            assert one.end() == 0
            assert job_process(home) == process
        with served(home, "--set", WORDS) as again:
            job = ended(again.client, job_id)
            assert (job["state"], job["result"]["added"]) == ("done", ["通告61.txt"])


def test_a_job_process_that_is_told_to_end_puts_its_job_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with served(home, "--set", WORDS) as one:
        with writing(home / "library.lock"):
            job_id = send(one, 71)
            for _ in range(3):  # through no fault of its own, however often
                process = at_work(one, job_id)
                os.kill(process, signal.SIGTERM)
                wait_for(lambda gone=process: job_process(home) != gone)
        assert ended(one.client, job_id)["state"] == "done"
