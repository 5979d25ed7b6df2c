"""Documents and figures as lists by pages."""

import csv
import io
from hashlib import sha256

from tests.service.conftest import Running


def test_documents_come_by_pages_and_all_of_them(server: Running) -> None:
    names, cursor = [], None
    while True:
        given = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = server.client.get("/v1/documents", params=given).raise_for_status().json()
        names += [one["document"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(names) == page["total"] == 5
    assert names == sorted(names)


def test_a_document_shows_outline_noise_text_and_original(server: Running) -> None:
    first = server.client.get("/v1/documents").json()["items"][0]
    detail = server.client.get(f"/v1/documents/{first['document_id']}").raise_for_status().json()
    text = server.client.get(f"/v1/documents/{first['document_id']}/text").json()["text"]
    assert sha256(text.encode()).hexdigest() == first["text_sha256"]
    assert detail["outline"][0]["start"] == 0
    for noise in detail["noise_found"]:
        assert text[noise["start"] : noise["end"]] == noise["text"]
    original = server.client.get(f"/v1/documents/{first['document_id']}/original")
    assert sha256(original.content).hexdigest() == first["sha256"]
    assert original.headers["content-disposition"].startswith("attachment")


def test_the_noise_report_can_be_left_out(server: Running) -> None:
    one = server.client.get("/v1/documents").json()["items"][2]["document_id"]
    whole = server.client.get(f"/v1/documents/{one}").json()
    short = server.client.get(f"/v1/documents/{one}", params={"noise": False}).json()
    assert whole["noise_found"]
    assert short == {**whole, "noise_found": []}


def test_figures_come_by_pages_and_all_of_them(server: Running) -> None:
    whole = server.client.get("/v1/figures", params={"limit": 500}).json()
    rows, cursor = [], None
    while True:
        given = {"limit": 40} | ({"cursor": cursor} if cursor else {})
        page = server.client.get("/v1/figures", params=given).raise_for_status().json()
        rows += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert rows == whole["items"]
    assert len(rows) == whole["total"]


def test_figures_as_json_and_as_csv_are_the_same_rows(server: Running) -> None:
    wish = {"place": "深圳", "limit": 500}
    rows = server.client.get("/v1/figures", params=wish).raise_for_status().json()["items"]
    assert rows
    answer = server.client.get("/v1/figures", params={**wish, "format": "csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["raw"] for row in table] == [row["raw"] for row in rows]


def test_figures_are_chosen_by_aspect(server: Running) -> None:
    rows = server.client.get("/v1/figures", params={"aspect": "target"}).json()["items"]
    assert rows
    assert {row["aspect"] for row in rows} == {"target"}
