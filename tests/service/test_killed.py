"""Nothing that was acknowledged is lost, whatever process is killed, and when."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.service.following import ended, followed
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
FILLING = "本段不含数字，只为使文件变长。" * 200


def notice(number: int, *, long: bool = True) -> tuple[str, bytes]:
    """Return a document that is read slowly enough for its reader to be killed."""
    text = f"第{number}号通告\n\n2022年，柳溪镇修缮古桥{number}座。\n\n"
    return f"通告{number}.txt", (text + (FILLING + "\n\n") * (10 if long else 0)).encode()


def send(one: Served, *numbers: int) -> str:
    sent = [("file", notice(number)) for number in numbers]
    answer = one.client.post("/v1/documents", files=sent)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def running(one: Served, job_id: str, stage: str | None = None) -> bool:
    job: dict[str, Any] = one.client.get(f"/v1/jobs/{job_id}").json()
    assert job["state"] in ("waiting", "running"), job
    return job["state"] == "running" and stage in (None, job["stage"])


@pytest.mark.parametrize("stage", ["read", "parse"])
def test_a_killed_job_is_taken_up_again(tmp_path: Path, stage: str) -> None:
    with served(tmp_path / "home", "--set", WORDS) as one:
        first, second = send(one, 31, 32), send(one, 33)
        wait_for(lambda: running(one, first, stage))
        process = job_process(one.home)
        assert process is not None
        kill(process)
        for job_id, names in ((first, ["通告31.txt", "通告32.txt"]), (second, ["通告33.txt"])):
            job = ended(one.client, job_id)
            assert (job["state"], job["result"]["added"]) == ("done", names)
        assert one.client.get("/v1/documents").json()["total"] == 3


def test_a_job_that_ends_its_process_each_time_is_given_up(tmp_path: Path) -> None:
    with served(tmp_path / "home", "--set", WORDS) as one:
        job_id = send(one, 41)
        wait_for(lambda: kill_at_work(one, job_id))
        job = ended(one.client, job_id)
        assert (job["state"], "ended 3 times" in job["error"]) == ("failed", True)
        wait_for(lambda: not any((one.home / "uploads").iterdir()))
        short = [("file", notice(42, long=False))]
        assert followed(one.client, one.client.post("/v1/documents", files=short))["error"] is None


def kill_at_work(one: Served, job_id: str) -> bool:
    """Kill whoever does a job; return whether it has been given up."""
    if one.client.get(f"/v1/jobs/{job_id}").json()["state"] == "running":
        process = job_process(one.home)
        if process is not None:
            kill(process)
    return one.client.get(f"/v1/jobs/{job_id}").json()["state"] == "failed"


def test_what_was_acknowledged_survives_the_death_of_everything(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with served(home, "--set", WORDS, workers=2) as one:
        wait_for(lambda: len(one.workers()) == 2)
        jobs = [send(one, number) for number in (51, 52, 53)]
        wait_for(lambda: running(one, jobs[0]))
        everything = [one.process.pid, *one.workers(), job_process(home)]
        for process in everything:
            if process is not None:
                kill(process)
        one.process.wait(START_S)
    with served(home, "--set", WORDS) as again:
        for job_id in jobs:
            assert ended(again.client, job_id)["state"] == "done"
        question = {"question": "柳溪镇2022年修缮古桥多少座？"}
        assert again.client.get("/v1/documents").json()["total"] == 3
        assert again.client.post("/v1/ask", json=question).json()["status"] != "not_found"
        assert not list((home / "incoming").iterdir())


def test_a_job_goes_on_while_the_service_restarts(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with served(home, "--set", WORDS) as one:
        job_id = send(one, 61)
        wait_for(lambda: running(one, job_id))
        process = job_process(home)
        assert one.end() == 0
        assert job_process(home) in (process, None)  # it goes on, or has ended in order
        with served(home, "--set", WORDS) as again:
            job = ended(again.client, job_id)
            assert (job["state"], job["result"]["added"]) == ("done", ["通告61.txt"])
