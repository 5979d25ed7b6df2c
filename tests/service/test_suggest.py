"""Questions to begin with are answered, with the figure they were made from."""

from tests.service.conftest import Running


def test_every_suggestion_is_answered_from_its_document(server: Running) -> None:
    found = server.client.get("/v1/suggest", params={"n": 5}).raise_for_status().json()
    assert len(found["questions"]) == 5
    for one in found["questions"]:
        answer = server.client.post("/v1/ask", json={"question": one["question"]}).json()
        assert answer["status"] == "answered"
        assert answer["citations"][0]["document_id"] == one["document_id"]
    assert len({one["document_id"] for one in found["questions"]}) > 2


def test_suggestions_hold_what_was_typed_in_any_script(server: Running) -> None:
    found = server.client.get("/v1/suggest", params={"n": 3, "q": "專利"}).json()["questions"]
    assert found
    assert all("专利" in one["question"] for one in found)
    assert server.client.get("/v1/suggest", params={"q": "火星"}).json()["questions"] == []
