"""API keys: what they open, and what is kept of them."""

import json
from pathlib import Path

import sqlalchemy as sa
from click.testing import CliRunner

from qa.cli import cli
from qa.service.database import audit, keys, open_database
from qa.service.keys import create_key, find_key, list_keys, revoke_key
from qa.service.serve import needs_keys
from tests.service.conftest import running


def test_where_others_can_reach_the_service_a_key_is_needed() -> None:
    assert [needs_keys("auto", host) for host in ("127.0.0.1", "::1", "localhost")] == [False] * 3
    assert [needs_keys("auto", host) for host in ("0.0.0.0", "::", "10.0.0.4")] == [True] * 3
    assert needs_keys("always", "127.0.0.1")
    assert not needs_keys("never", "0.0.0.0")


def test_of_a_key_only_its_hash_is_kept(tmp_path: Path) -> None:
    database = open_database(tmp_path, "")
    key, secret = create_key(database, "report desk", ("read",))
    assert find_key(database, secret) == list_keys(database)[0] == key
    with database.connect() as connection:
        stored = [str(value) for value in connection.execute(sa.select(keys)).one()]
    assert not any(secret in value for value in stored)
    revoke_key(database, key.id)
    assert find_key(database, secret) is None
    database.dispose()


def test_keys_and_scopes_open_what_they_should(samples_home: Path) -> None:
    database = open_database(samples_home, "")
    _, reader = create_key(database, "reader", ("read",))
    _, writer = create_key(database, "writer", ("write",))
    database.dispose()

    def bearer(secret: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {secret}"}

    ask = {"question": "石景山区累计专利申请多少件？"}
    with running(samples_home, keys_needed=True) as one:
        none = one.client.post("/v1/ask", json=ask)
        assert (none.status_code, none.headers["WWW-Authenticate"]) == (401, "Bearer")
        wrong = one.client.post("/v1/ask", json=ask, headers=bearer("pqa_guess"))
        assert wrong.json()["code"] == "unauthorized"
        assert one.client.post("/v1/ask", json=ask, headers=bearer(reader)).status_code == 200
        other = one.client.post("/v1/ask", json=ask, headers=bearer(writer))
        assert other.json()["code"] == "forbidden"
        assert one.client.get("/healthz").status_code == 200


def test_a_limit_is_counted_by_key_and_says_when_to_come_again(samples_home: Path) -> None:
    with running(samples_home, "service.asks_per_minute=2") as one:
        ask = {"question": "石景山区累计专利申请多少件？"}
        codes = [one.client.post("/v1/ask", json=ask).status_code for _ in range(3)]
        late = one.client.post("/v1/ask", json=ask)
        assert codes == [200, 200, 429]
        assert 1 <= int(late.headers["Retry-After"]) <= 60
        assert one.client.get("/v1/documents").status_code == 200


def test_keys_are_listed_and_revoked_by_command_and_the_log_knows(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(cli, ["keys", *arguments, "--home", str(tmp_path)])
        assert done.exit_code == 0, done.output
        return done.stdout

    secret = run("create", "report desk", "--scope", "read", "--scope", "write").strip()
    (listed,) = json.loads(run("list", "--json"))
    assert (listed["name"], listed["scopes"]) == ("report desk", ["read", "write"])
    assert "\tvalid\treport desk" in run("list")
    run("revoke", listed["id"])
    assert "\trevoked 2" in run("list")
    assert secret not in run("list") + run("list", "--json")
    again = CliRunner().invoke(cli, ["keys", "revoke", listed["id"], "--home", str(tmp_path)])
    assert (again.exit_code, "policyqa keys list" in again.output) == (2, True)
    database = open_database(tmp_path, "")
    with database.connect() as connection:
        rows = connection.execute(sa.select(audit).order_by(audit.c.number)).all()
    assert [row.event for row in rows] == ["key.create", "key.revoke"]
    assert {row.detail["id"] for row in rows} == {listed["id"]}
    database.dispose()
