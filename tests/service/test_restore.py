"""Backup and restore while the service runs, and what it does with its own tables."""

import os
import sqlite3
import threading
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from corpus.keeping.lock import writing
from qa.backup import backup, restore
from qa.service.audit import AuditLog, Caller
from qa.service.database import FILE_NAME, audit, now, open_database
from qa.service.foreman import Foreman
from qa.service.jobs import JobKind, Jobs, Upload
from qa.service.keys import create_key, find_key
from qa.service.parameters import ServiceParameters
from qa.service.upkeep import Upkeep
from qa.settings import Settings
from tests.service.conftest import Running, running
from tests.service.following import followed
from tests.service.processes import jobs_are_done, wait_for

WORDS = "index.model.name=none"
TEXT = "柳溪镇2021年修缮古桥{}座。\n"
QUESTION = {"question": "柳溪镇2021年修缮古桥多少座？"}


def upload(one: Running, number: int) -> None:
    file = ("file", (f"{number}.txt", TEXT.format(number).encode()))
    assert followed(one.client, one.client.post("/v1/documents", files=[file]))["error"] is None


def test_a_home_is_restored_under_a_service_that_goes_on(tmp_path: Path) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept.tar"
    with running(home, WORDS) as one:
        upload(one, 37)
        database = open_database(home, "")
        _, early = create_key(database, "early", ("read",))
        codes: list[int] = []
        ended = threading.Event()

        def ask_on() -> None:
            while not ended.is_set():
                codes.append(one.client.post("/v1/ask", json=QUESTION).status_code)

        asking = threading.Thread(target=ask_on)
        asking.start()
        backup(home, kept)
        _, late = create_key(database, "late", ("read",))
        (document,) = one.client.get("/v1/documents").json()["items"]
        followed(one.client, one.client.delete(f"/v1/documents/{document['document_id']}"))
        assert one.client.post("/v1/ask", json=QUESTION).json()["status"] == "not_found"
        wait_for(lambda: not jobs_are_done(home))
        restore(kept, home, force=True)
        assert one.client.post("/v1/ask", json=QUESTION).json()["answer"] == "37座"
        ended.set()
        asking.join()
        assert set(codes) == {200}
        assert find_key(database, early) is not None
        assert find_key(database, late) is None
        before = events(home)
        one.client.post("/v1/ask", json=QUESTION)
        assert events(home) == before + 1
        upload(one, 38)  # into the restored home, by a process that knows it
        assert one.client.get("/v1/documents").json()["total"] == 2
        database.dispose()
        wait_for(lambda: not jobs_are_done(home))


def events(home: Path) -> int:
    """Return how many events the file holds that stands in the home now."""
    with closing(sqlite3.connect(home / FILE_NAME)) as file:
        return int(file.execute("SELECT count(*) FROM audit").fetchone()[0])


def test_a_backup_holds_the_jobs_that_wait_with_their_files(tmp_path: Path) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept.tar"
    with running(home, WORDS) as one:
        upload(one, 37)
        wait_for(lambda: not jobs_are_done(home))
        with writing(home / "jobs.lock"):  # so that nothing is done yet
            file = ("file", ("38.txt", TEXT.format(38).encode()))
            asked = one.client.post("/v1/documents", files=[file]).json()
            backup(home, kept)
        wait_for(lambda: not Jobs(one_database(home)).unfinished())
        wait_for(lambda: not jobs_are_done(home))
    restore(kept, tmp_path / "other")
    with running(tmp_path / "other", WORDS) as other:
        wait_for(lambda: other.client.get(f"/v1/jobs/{asked['id']}").json()["state"] == "done")
        roots = {one["root"] for one in other.client.get("/v1/documents").json()["items"]}
        assert other.client.get("/v1/documents").json()["total"] == 2
        assert roots == {"uploads"}
        wait_for(lambda: not jobs_are_done(other.home))


def one_database(home: Path) -> sa.Engine:
    return open_database(home, "")


def test_a_home_that_was_never_served_is_restored_under_a_service(tmp_path: Path) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept.tar"
    with running(home, WORDS) as one:
        upload(one, 37)
        wait_for(lambda: not jobs_are_done(home))
        backup(home, kept)
        bare = tmp_path / "bare"
        restore(kept, bare)
        (bare / FILE_NAME).unlink()
        backup(bare, kept, force=True)
        restore(kept, home, force=True)
        assert one.client.post("/v1/ask", json=QUESTION).json()["answer"] == "37座"
        assert events(home) == 1


def test_old_events_and_abandoned_files_are_swept(tmp_path: Path) -> None:
    database = open_database(tmp_path, "")
    log = AuditLog(database, ServiceParameters(audit_days=30))
    log.write("ask", Caller(None, "here", "1"))
    log.write("ask", Caller(None, "here", "2"))
    with database.begin() as connection:
        old = audit.update().where(audit.c.request == "1")
        connection.execute(old.values(at=now() - timedelta(days=31)))
    jobs = Jobs(database)
    waiting = jobs.ask(JobKind.UPLOAD, files=(Upload("a.txt", "a"),))
    for name in (waiting.id, "nobodys", "fresh"):
        (tmp_path / "incoming" / name).mkdir(parents=True)
    for name in (waiting.id, "nobodys"):
        os.utime(tmp_path / "incoming" / name, (time.time() - 10**6,) * 2)
    Upkeep(tmp_path, Foreman(tmp_path, Settings(), jobs), jobs, log).sweep()
    with database.connect() as connection:
        assert connection.execute(sa.select(audit.c.request)).scalars().all() == ["2"]
    assert {one.name for one in (tmp_path / "incoming").iterdir()} == {waiting.id, "fresh"}
    database.dispose()


def test_the_log_is_swept_when_the_service_starts(tmp_path: Path) -> None:
    database = open_database(tmp_path / "home", "")
    AuditLog(database, ServiceParameters()).write("ask", Caller(None, "here", "1"))
    with database.begin() as connection:
        connection.execute(audit.update().values(at=now() - timedelta(days=400)))
    database.dispose()
    with running(tmp_path / "home", WORDS):
        wait_for(lambda: events(tmp_path / "home") == 0)


@pytest.mark.parametrize("name", ["home.json", "library.json"])
def test_a_damaged_home_is_a_problem_and_no_end(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    with running(home, WORDS) as one:
        upload(one, 37)
        for file in home.glob(f"{name}*"):  # its copy would be read in its place
            file.write_text("{")
        answer = one.client.get("/v1/documents")
        assert (answer.status_code, answer.json()["code"]) == (500, "internal")
        assert one.client.post("/v1/ask", json=QUESTION).json()["answer"] == "37座"
