"""The service's tables do the same in SQLite and in a real PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from corpus.errors import BadRequest, PolicyqaError
from qa.service.audit import AuditLog, Caller
from qa.service.database import audit, counters, now, open_database
from qa.service.keys import create_key, find_key, list_keys, revoke_key
from qa.service.limits import RateLimits
from qa.service.parameters import ServiceParameters
from qa.service.problems import Problem
from tests.service.conftest import running
from tests.service.following import followed

CALLER = Caller("k1", "127.0.0.1", "r1")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture
def database(url: str, tmp_path: Path) -> Iterator[sa.Engine]:
    engine = open_database(tmp_path, url)
    yield engine
    with engine.begin() as connection:
        for table in (audit, counters):
            connection.execute(table.delete())
    engine.dispose()


def test_opening_twice_keeps_what_is_there(url: str, database: sa.Engine, tmp_path: Path) -> None:
    key, secret = create_key(database, "desk", ("read", "write"))
    again = open_database(tmp_path, url)
    assert find_key(again, secret) == key
    assert key in list_keys(again)
    revoke_key(again, key.id)
    assert find_key(database, secret) is None
    with pytest.raises(BadRequest, match="no key"):
        revoke_key(again, key.id)
    again.dispose()


def test_a_limit_holds_however_many_come_at_once(database: sa.Engine) -> None:
    limits = RateLimits(database, ServiceParameters(asks_per_minute=5))

    def take(_: int) -> str:
        try:
            limits.take("ask", "somebody")
        except Problem as problem:
            return problem.code
        return "taken"

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(take, range(12)))
    assert found.count("taken") == 5
    assert found.count("rate_limited") == 7
    limits.take("ask", "somebody else")
    limits.take("read", "somebody")


def test_the_log_keeps_who_asked_what_for_its_time(database: sa.Engine) -> None:
    log = AuditLog(database, ServiceParameters(audit_days=30))
    log.write("ask", CALLER, question="多少件？", status="answered")
    with database.begin() as connection:
        row = connection.execute(sa.select(audit)).one()
        assert (row.event, row.key, row.request, row.question) == ("ask", "k1", "r1", "多少件？")
        assert row.detail == {"status": "answered"}
        assert timedelta(0) <= now() - row.at < timedelta(minutes=1)
        connection.execute(audit.update().values(at=now() - timedelta(days=31)))
    log.write("ask", CALLER, question="几家？")
    assert log.sweep() == 1
    with database.connect() as connection:
        assert [r.question for r in connection.execute(sa.select(audit))] == ["几家？"]


def test_the_text_of_questions_can_be_switched_off(database: sa.Engine) -> None:
    AuditLog(database, ServiceParameters(audit_questions=False)).write(
        "ask", CALLER, question="秘密"
    )
    with database.connect() as connection:
        row = connection.execute(sa.select(audit)).one()
    assert "秘密" not in str(row)


def test_questions_over_http_are_written_down(url: str, samples_home: Path) -> None:
    with running(samples_home, f'service.database="{url}"') as one:
        one.client.post(
            "/v1/ask", json={"question": "累计专利申请多少件？"}, headers={"X-Request-ID": "mine"}
        ).raise_for_status()
    engine = open_database(samples_home, url)
    with engine.connect() as connection:
        row = connection.execute(sa.select(audit).where(audit.c.request == "mine")).one()
    assert (row.event, row.question) == ("ask", "累计专利申请多少件？")
    assert row.detail["index_version"]
    engine.dispose()


def test_a_database_that_cannot_be_used_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="cannot be used"):
        open_database(tmp_path, "nonsense")
    with pytest.raises(PolicyqaError, match="does not answer") as raised:
        open_database(tmp_path, "postgresql+psycopg://u:hidden@127.0.0.1:1/x")
    assert "hidden" not in str(raised.value)


def test_jobs_are_done_from_either(url: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running(home, f'service.database="{url}"', "index.model.name=none") as one:
        sent = {"file": ("通知.txt", "柳溪镇2021年修缮古桥37座。\n".encode())}
        job = followed(one.client, one.client.post("/v1/documents", files=sent))
        assert job["result"]["added"] == ["通知.txt"]
        (document,) = one.client.get("/v1/documents").json()["items"]
        assert document["name"] == "通知.txt"
        gone = one.client.delete(f"/v1/documents/{document['document_id']}")
        assert followed(one.client, gone)["state"] == "done"
        first, second = one.client.get("/v1/jobs").json()["items"]
        assert (first["kind"], second["kind"]) == ("delete", "upload")
