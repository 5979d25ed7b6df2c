"""The files of the page: what is served, how, and what is not."""

import re
from pathlib import Path

import pytest

from tests.service.conftest import Running

PAGE = Path(__file__).parents[2] / "qa" / "page"
FILES = sorted(path for path in PAGE.rglob("*") if path.is_file())


def test_the_page_is_served_under_a_policy_without_inline_script(server: Running) -> None:
    page = server.client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)
    assert not re.search(r"\son\w+=|javascript:|style=", page.text)
    assert not re.search(r'(?:href|src)="/', page.text), "a proxy may serve it under any path"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_served_and_names_no_other_host(server: Running, path: Path) -> None:
    answer = server.client.get(f"/page/{path.relative_to(PAGE).as_posix()}")
    assert answer.status_code == 200
    same = path.read_bytes()
    assert re.sub(rb"page/v-[0-9a-f]+/", b"page/", answer.content) == same
    hosts = set(re.findall(r"https?://([\w.-]+)", answer.text))
    assert hosts <= {"www.w3.org", "jfly.uni-koeln.de"}, "namespaces and sources of constants"


def test_what_the_browser_has_is_not_sent_again(server: Running) -> None:
    first = server.client.get("/page/plotly.min.js")
    assert first.headers["content-encoding"] == "gzip"
    tag = {"If-None-Match": first.headers["etag"]}
    again = server.client.get("/page/plotly.min.js", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    plain = server.client.get("/page/plotly.min.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == first.content


def test_a_browser_keeps_the_files_of_this_edition_and_no_other(server: Running) -> None:
    page = server.client.get("/")
    assert page.headers["cache-control"] == "no-cache"
    named = set(re.findall(r'"(page/v-[0-9a-f]+/[^"#]+)', page.text))
    assert len(named) > 20
    for name in named:
        answer = server.client.get(f"/{name}")
        assert answer.status_code == 200, name
        assert "immutable" in answer.headers["cache-control"]
    other = server.client.get("/page/v-0123/js/app.js")
    assert (other.status_code, other.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2fapp.py", "js/../../cli.py", "js", "", "/etc/passwd", "none.js"]
)
def test_nothing_else_is_served(server: Running, name: str) -> None:
    assert server.client.get(f"/page/{name}").status_code == 404
