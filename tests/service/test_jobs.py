"""Uploads, deletions and ingests over HTTP, done by a process of their own."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import Ingest, forget
from qa.service import foreman
from tests.service.conftest import Running, running
from tests.service.following import ended, followed

WORDS = "index.model.name=none"  # vectors decide nothing here, and take time
NOTICE = "柳溪镇人民政府通知\n\n2021年，柳溪镇修缮古桥37座，新增绿道12公里。\n"
QUESTION = "柳溪镇2021年修缮古桥多少座？"


def files(*given: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("file", one) for one in given]


def ask(one: Running, question: str = QUESTION) -> dict[str, Any]:
    answer: dict[str, Any] = one.client.post("/v1/ask", json={"question": question}).json()
    return answer


def test_an_upload_is_answered_from_and_a_deletion_ends_that(tmp_path: Path) -> None:
    with running(tmp_path / "home", WORDS) as one:
        name = "../../通知 2021.pdf"  # neither its folders nor its suffix are believed
        sent = one.client.post("/v1/documents", files=files((name, NOTICE.encode())))
        assert (sent.json()["kind"], sent.json()["names"]) == ("upload", ["通知 2021.pdf"])
        job = followed(one.client, sent)
        result = job["result"]
        assert (job["state"], result["added"], result["failed"]) == ("done", ["通知 2021.pdf"], [])
        answer = ask(one)
        assert (answer["answer"], answer["index_version"]) == ("37座", result["index_version"])
        document = one.client.get("/v1/documents").json()["items"][0]
        assert document["document_id"] == result["documents"][0]["document_id"]
        assert (document["name"], document["uploaded"]) == ("通知 2021.pdf", True)
        assert document["document"] == f"{document['sha256']}.txt"
        here = f"/v1/documents/{document['document_id']}"
        original = one.client.get(f"{here}/original")
        assert original.content.decode() == NOTICE
        assert "%E9%80%9A%E7%9F%A5%202021.pdf" in original.headers["content-disposition"]

        gone = followed(one.client, one.client.delete(here))
        assert gone["result"]["removed"] == ["通知 2021.pdf"]
        assert one.client.get("/v1/documents").json()["total"] == 0
        assert one.client.delete(here).status_code == 404
        assert not list((one.home / "uploads").iterdir())
        listed = one.client.get("/v1/jobs", params={"limit": 1}).json()
        assert (listed["items"][0]["id"], listed["total"]) == (gone["id"], 2)
        rest = one.client.get("/v1/jobs", params={"cursor": listed["next_cursor"]}).json()
        assert [entry["id"] for entry in rest["items"]] == [job["id"]]
        assert rest["next_cursor"] is None


def test_what_nothing_reads_is_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.txt", "x")
    with running(tmp_path / "home", WORDS) as one:
        alone = one.client.post("/v1/documents", files=files(("a.txt", archive.getvalue())))
        assert (alone.status_code, alone.json()["code"]) == (422, "unreadable_file")
        assert alone.json()["errors"][0]["at"] == "a.txt"
        sent = files(
            ("好.md", NOTICE.encode()), ("空.txt", b""), ("坏.pdf", b"%PDF-1.4 and no more")
        )
        job = followed(one.client, one.client.post("/v1/documents", files=sent))
        assert (job["state"], job["result"]["added"]) == ("done", ["好.md"])
        assert [failure["path"] for failure in job["result"]["failed"]] == ["空.txt", "坏.pdf"]
        assert ask(one)["answer"] == "37座"
        assert len(list((one.home / "uploads").iterdir())) == 1
        again = followed(one.client, one.client.post("/v1/documents", files=sent[:1]))
        assert (again["result"]["added"], again["result"]["unchanged"]) == ([], ["好.md"])


def test_a_file_of_a_mirrored_folder_is_neither_taken_twice_nor_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "通知.txt").write_text(NOTICE, encoding="utf-8", newline="")
    Ingest(tmp_path / "home", folder, (WORDS,))()
    with running(tmp_path / "home", WORDS) as one:
        sent = files(("copy.txt", NOTICE.encode()))
        job = followed(one.client, one.client.post("/v1/documents", files=sent))
        assert "通知.txt of folder" in job["result"]["failed"][0]["message"]
        document = one.client.get("/v1/documents").json()["items"][0]
        refused = one.client.delete(f"/v1/documents/{document['document_id']}")
        assert (refused.status_code, refused.json()["code"]) == (400, "bad_request")
        assert "'folder'" in refused.json()["detail"]


def test_an_ingest_follows_the_folders_and_takes_no_path(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTICE, encoding="utf-8")
    Ingest(tmp_path / "home", folder, (WORDS,))()
    (folder / "a.txt").write_text(NOTICE.replace("37", "41"), encoding="utf-8")
    (folder / "b.txt").write_text("河口镇2021年新建水井8口。\n", encoding="utf-8")
    with running(tmp_path / "home", WORDS) as one:
        unknown = one.client.post("/v1/ingest", json={"root": str(folder)})
        assert (unknown.status_code, unknown.json()["code"]) == (400, "bad_request")
        job = followed(one.client, one.client.post("/v1/ingest", json={"root": None}))
        assert (job["result"]["added"], job["result"]["changed"]) == (["b.txt"], ["a.txt"])
        assert ask(one)["answer"] == "41座"
        for path in folder.iterdir():
            path.unlink()
        emptied = one.client.post("/v1/ingest", json={"root": "folder"})
        job = followed(one.client, emptied)
        assert (job["state"], "now holds none" in job["error"]) == ("failed", True)
        assert ask(one)["answer"] == "41座"


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{}", "application/json", 415, "unsupported_media_type"),
        (b"", "multipart/form-data", 422, "invalid"),
        (b"--x\r\nnothing", "multipart/form-data; boundary=x", 422, "invalid"),
        (b"--x--\r\n", "multipart/form-data; boundary=x", 422, "invalid"),
    ],
)
def test_a_body_that_is_no_upload(
    tmp_path: Path, body: bytes, kind: str, status: int, code: str
) -> None:
    with running(tmp_path / "home", WORDS) as one:
        answer = one.client.post("/v1/documents", content=body, headers={"Content-Type": kind})
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert not list((one.home / "incoming").glob("*"))


def test_limits_of_an_upload_hold_for_each_file(tmp_path: Path) -> None:
    small = ("service.upload_bytes=2000", "service.upload_files=2", "service.body_bytes=1500")
    with running(tmp_path / "home", WORDS, *small) as one:
        large = one.client.post("/v1/documents", files=files(("a.txt", b"a" * 2001)))
        many = one.client.post("/v1/documents", files=files(*[("a.txt", b"a")] * 3))
        huge = one.client.post("/v1/documents", files=files(("a.txt", b"a" * 9000)))
        assert [one.json()["code"] for one in (large, many, huge)] == ["too_large"] * 3
        fitting = files(("a.txt", b"1999 a\n" * 280), ("b.txt", b"2001 b\n" * 280))
        assert one.client.post("/v1/documents", files=fitting).status_code == 202
        ended(one.client, one.client.get("/v1/jobs").json()["items"][0]["id"])


def test_forgetting_the_uploads_deletes_them(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running(home, WORDS) as one:
        sent = files(("通知.txt", NOTICE.encode()))
        followed(one.client, one.client.post("/v1/documents", files=sent))
        gone, _ = forget(home, "uploads", (WORDS,))
        assert len(gone) == 1
        other = files(("另.txt", "河口镇2021年新建水井8口。".encode()))
        followed(one.client, one.client.post("/v1/documents", files=other))
        names = [entry["name"] for entry in one.client.get("/v1/documents").json()["items"]]
        assert names == ["另.txt"]


def test_a_job_outlives_a_process_that_cannot_be_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(tmp_path / "home", WORDS) as one:
        with monkeypatch.context() as patched:
            patched.setattr(foreman.sys, "executable", str(tmp_path / "nothing"))
            asked = one.client.post("/v1/documents", files=files(("a.txt", NOTICE.encode())))
            assert asked.status_code == 202
        assert followed(one.client, asked)["state"] == "done"
