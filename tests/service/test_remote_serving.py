"""A worker that only answers: no library, no index of its own; Milvus and PostgreSQL hold both."""

from pathlib import Path
from uuid import uuid4

from qa.ingest import Ingest
from tests.service.conftest import running

WORDS = ("index.model.name=none", "answer.reader=false")


def test_a_worker_answers_from_what_is_elsewhere(
    tmp_path: Path, milvus_url: str, postgres_url: str
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "丙.txt").write_text("丙县年报\n2031年丙县建成书屋 63座。\n", encoding="utf-8")
    search = f'search="{milvus_url}?name=t_{uuid4().hex[:12]}"'
    remote = (search, f'service.database="{postgres_url}"', *WORDS)
    Ingest(tmp_path / "home", folder, remote)()
    with running(tmp_path / "worker", *remote) as one:
        assert one.client.get("/readyz").status_code == 200
        asked = {"question": "2031年丙县建成书屋多少座？"}
        answer = one.client.post("/v1/ask", json=asked).json()
        assert answer["answer"] == "63座"
        document = answer["citations"][0]["document_id"]
        text = one.client.get(f"/v1/documents/{document}").json()
        assert text["document_id"] == document
        assert one.client.get("/v1/figures").json()["items"]
    assert not (tmp_path / "worker" / "index").exists()


def test_an_engine_that_is_away_is_a_problem_of_its_own(tmp_path: Path) -> None:
    with running(tmp_path / "worker", 'search="milvus://127.0.0.1:9"', *WORDS) as one:
        response = one.client.post("/v1/ask", json={"question": "有多少书屋？"})
    assert response.status_code == 503
    assert response.json()["code"] == "engine_away"
    assert "127.0.0.1:9" in response.json()["detail"]
