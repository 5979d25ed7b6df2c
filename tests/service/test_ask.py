"""Asking and searching over HTTP."""

from qa.ask import Assistant
from qa.contract import AskRequest
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
