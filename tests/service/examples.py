"""Write the examples of the OpenAPI description: `python -m tests.service.examples`."""

import json
import tempfile
from pathlib import Path
from typing import Any

import httpx

from qa.demo import sample_folder
from qa.ingest import Ingest
from tests.service.conftest import running

FILE = Path("qa/service/examples.json")
QUESTION = "石景山区累计专利申请多少件？"
FOLLOW_UP = [
    {"role": "user", "content": QUESTION},
    {"role": "assistant", "content": "7716件"},
    {"role": "user", "content": "授权呢？"},
]
FEEDBACK = {
    "answer_id": "0f8fad5bd9cb469fa16570867728950e",
    "verdict": "wrong",
    "better": "7716件",
    "question": QUESTION,
    "answer": "7716",
    "index_version": "36d5378143ec5b97",
    "citations": [],
}
# operation: body or query, and how to put what is in braces
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("POST /v1/ask", {"request": {"question": QUESTION}}),
    ("GET /v1/search", {"query": {"q": "專利申請", "k": 1}}),
    ("GET /v1/suggest", {"query": {"n": 2}}),
    ("GET /v1/documents", {"query": {"limit": 1}}),
    ("GET /v1/documents/{document_id}", {}),
    ("GET /v1/documents/{document_id}/text", {"query": {"start": 0, "end": 20}}),
    ("GET /v1/figures", {"query": {"place": "深圳", "limit": 1}}),
    ("GET /v1/models", {}),
    ("POST /v1/chat/completions", {"request": {"model": "policyqa", "messages": FOLLOW_UP}}),
    ("POST /v1/feedback", {"request": FEEDBACK}),
    ("GET /healthz", {}),
    ("GET /readyz", {}),
)
PASSING = {"id", "timings_ms", "confidence", "index_version", "created", "next_cursor", "number"}
MOST = 3  # entries of a long list that an example shows


def ask_all(client: httpx.Client) -> dict[str, Any]:
    """Return every example as a server over the samples answers it."""
    document = client.get("/v1/documents").json()["items"][0]["document_id"]
    found = {}
    for operation, asked in ASKED:
        method, path = operation.split(" ")
        answer = client.request(
            method,
            path.replace("{document_id}", document),
            params=asked.get("query"),
            json=asked.get("request"),
        ).raise_for_status()
        found[operation] = {
            **asked,
            "status": answer.status_code,
            "type": answer.headers["content-type"].split(";")[0],
            "response": shortened(answer.json()),
        }
    return found


def shortened(value: Any) -> Any:
    """Return an answer with long lists cut."""
    if isinstance(value, dict):
        return {key: shortened(one) for key, one in value.items()}
    return [shortened(one) for one in value[:MOST]] if isinstance(value, list) else value


def lasting(value: Any) -> Any:
    """Return an answer without what another run or index version changes."""
    if isinstance(value, dict):
        return {key: lasting(one) for key, one in value.items() if key not in PASSING}
    return [lasting(one) for one in value] if isinstance(value, list) else value


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        with sample_folder() as folder:
            Ingest(Path(place) / "home", folder)()
        with running(Path(place) / "home") as server:
            text = json.dumps(ask_all(server.client), ensure_ascii=False, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8")
