"""What people say of answers, over HTTP and as candidates for gold questions."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qa.cli import cli
from qa.service.database import open_database
from qa.service.keys import create_key
from tests.service.conftest import Running, running

QUESTION = "石景山区累计专利申请多少件？"


def said(one: Running, verdict: str, **more: Any) -> dict[str, Any]:
    """Return feedback on an answer that was really given."""
    answer = one.client.post("/v1/ask", json={"question": QUESTION}).json()
    return {
        "answer_id": answer["id"],
        "verdict": verdict,
        "question": QUESTION,
        "answer": answer["answer"],
        "index_version": answer["index_version"],
        "citations": [
            {name: one[name] for name in ("document_id", "start", "end")}
            for one in answer["citations"]
        ],
        **more,
    }


def exported(home: Path) -> list[dict[str, Any]]:
    """Return what the command prints."""
    done = CliRunner().invoke(cli, ["feedback", "export", "--home", str(home)])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_feedback_is_kept_and_exported_by_offsets_and_value(samples_home: Path) -> None:
    with running(samples_home) as one:
        right = one.client.post("/v1/feedback", json=said(one, "right"))
        better = said(one, "wrong", better="7716件整", comment="单位")
        wrong = one.client.post("/v1/feedback", json=better)
        bare = one.client.post("/v1/feedback", json=said(one, "wrong"))
        sentence = one.client.post("/v1/feedback", json=said(one, "right", answer="长" * 61))
    assert [one.status_code for one in (right, wrong, bare, sentence)] == [201] * 4
    assert right.json()["number"] < wrong.json()["number"]
    first, second, third, fourth = exported(samples_home)
    assert first["expect"] == {
        "status": "answered",
        "values": [{"value": "7716", "min": None, "max": None, "unit": "件"}],
        "strings": [["7716件"]],
    }
    spot = first["evidence"][0]
    assert (spot["document"], spot["start"], spot["end"]) == ("000_district_report.txt", 772, 886)
    assert len(spot["sha256"]) == 64
    assert (second["said"], second["comment"]) == ("7716件", "单位")
    assert second["expect"]["strings"] == [["7716件整"]]
    assert third["expect"] == {"status": None, "values": [], "strings": []}
    assert "长" not in json.dumps(fourth, ensure_ascii=False), "sentences are not copied"


def test_a_refusal_that_was_right_is_a_candidate_too(samples_home: Path) -> None:
    with running(samples_home) as one:
        one.client.post("/v1/feedback", json=said(one, "right", answer="")).raise_for_status()
    assert exported(samples_home)[0]["expect"]["status"] == "not_found"


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "maybe"},
        {"better": "长" * 2001},
        {"question": ""},
        {"answer_id": ""},
        {"citations": [{"document_id": "x", "start": -1, "end": 1}]},
        {"unknown": 1},
    ],
)
def test_what_is_not_of_the_form_is_refused(server: Running, change: dict[str, Any]) -> None:
    answer = server.client.post("/v1/feedback", json={**said(server, "right"), **change})
    assert answer.json()["code"] == "invalid"


def test_characters_that_no_database_takes_are_left_out(samples_home: Path) -> None:
    with running(samples_home) as one:
        body = json.dumps(said(one, "wrong", better="7716\x00件", comment="\ud800"))
        kind = {"Content-Type": "application/json"}
        answer = one.client.post("/v1/feedback", content=body, headers=kind)
    assert answer.status_code in (201, 422)
    if answer.status_code == 201:
        assert exported(samples_home)[0]["expect"]["strings"] == [["7716件"]]


def test_a_reader_may_judge_and_nobody_without_a_key(samples_home: Path) -> None:
    database = open_database(samples_home, "")
    _, secret = create_key(database, "clerk", ("read",))
    database.dispose()
    with running(samples_home, keys_needed=True) as one:
        one.client.headers["Authorization"] = f"Bearer {secret}"
        given = said(one, "right")
        assert one.client.post("/v1/feedback", json=given).status_code == 201
        del one.client.headers["Authorization"]
        assert one.client.post("/v1/feedback", json=given).status_code == 401
