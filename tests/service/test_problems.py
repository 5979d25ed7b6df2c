"""Errors are problem details with stable codes and the request's id."""

import socket

import pytest

from corpus.errors import BadRequest
from qa.service.problems import MEDIA_TYPE
from qa.settings import read_settings
from tests.service.conftest import Running, running


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/v1/ask", {"question": ""}, 422, "invalid"),
        ("POST", "/v1/ask", {"question": "  "}, 400, "bad_request"),
        ("POST", "/v1/ask", {"question": "x", "unknown": 1}, 422, "invalid"),
        ("POST", "/v1/ask", {"question": "长" * 2001}, 422, "invalid"),
        ("GET", "/v1/ask", None, 405, "method_not_allowed"),
        ("GET", "/v1/nothing", None, 404, "not_found"),
        ("GET", "/v1/documents/nothing", None, 404, "not_found"),
        ("GET", "/v1/documents?cursor=x", None, 400, "bad_request"),
        ("GET", "/v1/figures?period=neverland", None, 400, "bad_request"),
        ("GET", "/v1/search?q=x&k=0", None, 422, "invalid"),
    ],
)
def test_an_error_says_what_is_wrong(
    server: Running, method: str, path: str, body: object, status: int, code: str
) -> None:
    answer = server.client.request(method, path, json=body, headers={"X-Request-ID": "mine-1"})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert problem["request_id"] == answer.headers["X-Request-ID"] == "mine-1"
    assert problem["detail"]


def test_a_body_too_large_is_refused_declared_or_not(server: Running) -> None:
    large = b'{"question": "' + b"x" * 6_000_000 + b'"}'  # more than a socket holds unread
    kind = {"Content-Type": "application/json"}
    declared = server.client.post("/v1/ask", content=large, headers=kind)
    streamed = server.client.post("/v1/ask", content=iter([large]), headers=kind)
    assert [declared.json()["code"], streamed.json()["code"]] == ["too_large", "too_large"]


def test_a_sender_that_asks_first_is_refused_before_it_sends(server: Running) -> None:
    at = server.client.base_url
    with socket.create_connection((at.host, at.port), timeout=20) as one:
        one.sendall(
            b"POST /v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: 6000000\r\nExpect: 100-continue\r\n\r\n"
        )
        assert one.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_without_an_index_the_service_runs_and_says_so(tmp_path) -> None:
    with running(tmp_path / "home") as one:
        assert one.client.get("/healthz").status_code == 200
        assert one.client.get("/readyz").json()["code"] == "index_missing"
        assert one.client.post("/v1/ask", json={"question": "多少件"}).status_code == 503


def test_the_longest_question_is_a_setting(samples_home) -> None:
    with running(samples_home, "service.question_characters=10") as one:
        long = one.client.post("/v1/ask", json={"question": "石景山区累计专利申请多少件？"})
        assert (long.status_code, long.json()["code"]) == (400, "bad_request")
        assert "10 characters, not 14" in long.json()["detail"]
        assert one.client.post("/v1/ask", json={"question": "专利申请多少件？"}).status_code == 200
    with pytest.raises(BadRequest, match="1 to 2000"):
        read_settings(samples_home, ("service.question_characters=2001",))
