"""Every door over Milvus and PostgreSQL: ingest, ask, status, verify, rollback, doctor."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from qa.ask import Assistant
from qa.contract import AskRequest
from qa.settings import read_settings
from tests.qa.conftest import Run

WORDS = ("--set", "index.model.name=none")
TEXTS = {
    "甲.txt": "甲县年报\n2031年甲县建成书屋 41座。\n",
    "乙.txt": "乙县年报\n2031年乙县建成书屋 57座。\n",
}


@pytest.fixture
def settings(milvus_url: str, postgres_url: str) -> str:
    return (
        f'search = "{milvus_url}?name=t_{uuid4().hex[:12]}"\n'
        f'[service]\ndatabase = "{postgres_url}"\n'
        '[index.model]\nname = "none"\n[answer]\nreader = false\n'
    )


def test_a_home_is_served_from_elsewhere(policyqa: Run, tmp_path: Path, settings: str) -> None:
    home, worker, folder = tmp_path / "home", tmp_path / "worker", tmp_path / "docs"
    for place in (home, worker, folder):
        place.mkdir()
    for place in (home, worker):
        (place / "policyqa.toml").write_text(settings, encoding="utf-8")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    policyqa("ingest", folder, "--home", home)
    first = json.loads(policyqa("index", "status", "--json", "--home", home).stdout)
    assert first["remote"] == first["version"]
    assert "remote index holds" in policyqa("index", "verify", "--home", home).stdout
    assert "nothing to do" in policyqa("index", "publish", "--home", home).stdout
    found = {
        one["name"]: one for one in json.loads(policyqa("doctor", "--json", "--home", home).stdout)
    }
    assert found["search"]["state"] == "ok"

    question = AskRequest(question="2031年乙县建成书屋多少座？")
    assistant = Assistant.open(worker, read_settings(worker))  # no library and no index of its own
    answer = assistant.ask(question)
    assert answer.answer == "57座"
    assert answer.index_version == first["version"]
    assert "乙.txt" in policyqa("documents", "--home", worker).stdout
    assert "41" in policyqa("figures", "--home", worker).stdout

    (folder / "乙.txt").write_text(TEXTS["乙.txt"].replace("57", "60"), encoding="utf-8")
    policyqa("ingest", folder, "--home", home)
    assistant.refresh()
    assert assistant.ask(question).answer == "60座"
    policyqa("index", "rollback", "--home", home)
    assistant.refresh()
    assert assistant.ask(question).answer == "57座"
    assistant.close()


def test_a_server_that_is_away_is_named_at_every_door(policyqa: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "policyqa.toml").write_text('search = "milvus://127.0.0.1:9"\n', encoding="utf-8")
    asked = policyqa("ask", "有多少书屋？", "--home", home, *WORDS)
    assert asked.exit_code == 1
    assert "127.0.0.1:9" in asked.stderr
    refused = policyqa("index", "publish", "--home", tmp_path / "none")
    assert refused.exit_code == 2
    assert "milvus://HOST:19530" in refused.stderr
