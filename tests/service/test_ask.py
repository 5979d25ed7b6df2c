"""Asking and searching over HTTP."""

import json
import os
from pathlib import Path

from click.testing import CliRunner

from eval.gold import load
from qa.ask import Assistant
from qa.cli import cli
from qa.contract import AskRequest
from qa.demo import QUESTIONS
from qa.settings import Settings
from tests.service.conftest import Running

QUESTION = "石景山区累计专利申请多少件？"


def test_the_answer_is_the_assistants(server: Running) -> None:
    over_http = server.client.post("/v1/ask", json={"question": QUESTION}).raise_for_status().json()
    assistant = Assistant.open(server.home, Settings())
    direct = assistant.ask(AskRequest(question=QUESTION)).model_dump(mode="json", by_alias=True)
    assistant.close()
    for key in ("id", "timings_ms"):
        over_http.pop(key), direct.pop(key)
    assert over_http == direct
    assert over_http["answer"] == "7716件"


def test_sample_questions_get_the_command_lines_object(server: Running, tmp_path: Path) -> None:
    """All of the gold's with ALL_QUESTIONS=1 (some 840), else the demonstration's and some."""
    step = 1 if os.environ.get("ALL_QUESTIONS") == "1" else 40
    questions = [*QUESTIONS, *(one.question for one in load()[::step])]
    asked, answered = tmp_path / "asked.jsonl", tmp_path / "answered.jsonl"
    rows = [{"id": str(n), "question": question} for n, question in enumerate(questions)]
    asked.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    command = ["ask", "--batch", str(asked), "--out", str(answered), "--home", str(server.home)]
    assert CliRunner().invoke(cli, command).exit_code == 0
    lines = answered.read_text(encoding="utf-8").splitlines()
    for line, question in zip(lines, questions, strict=True):
        by_command = json.loads(line)
        over_http = server.client.post("/v1/ask", json={"question": question}).json()
        for key in ("id", "timings_ms"):
            over_http.pop(key), by_command.pop(key)
        assert over_http == by_command, question


def test_a_refusal_is_no_error(server: Running) -> None:
    answer = server.client.post("/v1/ask", json={"question": "火星上有多少家工厂？"})
    assert answer.status_code == 200
    assert answer.json()["status"] == "not_found"


def test_hits_carry_the_text_at_their_offsets(server: Running) -> None:
    found = server.client.get("/v1/search", params={"q": "專利申請", "k": 3}).raise_for_status()
    hits = found.json()["hits"]
    assert len(hits) == 3
    for hit in hits:
        url = f"/v1/documents/{hit['document_id']}/text"
        text = server.client.get(url, params={"start": hit["start"], "end": hit["end"]}).json()
        assert text["text"] == hit["text"]
        assert hit["lexical"] is not None or hit["vector"] is not None


def test_events_come_in_order_and_end_with_the_answer(server: Running) -> None:
    accept = {"Accept": "text/event-stream"}
    with server.client.stream("POST", "/v1/ask", json={"question": QUESTION}, headers=accept) as r:
        assert r.headers["content-type"].startswith("text/event-stream")
        lines = list(r.iter_lines())
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    data = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    assert names == ["stage", "stage", "stage", "citations", "answer"]
    assert [one["stage"] for one in data[:3]] == ["question", "search", "answer"]
    assert data[3] == data[4]["citations"]
    assert data[4]["answer"] == "7716件"


def test_an_error_before_the_stream_is_a_problem(server: Running) -> None:
    accept = {"Accept": "text/event-stream"}
    answer = server.client.post("/v1/ask", json={"question": " "}, headers=accept)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
