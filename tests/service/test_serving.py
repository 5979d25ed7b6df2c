"""Starting and ending the service, in one process and in several."""

import json
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.service.following import followed
from tests.service.processes import (
    START_S,
    WORDS,
    Served,
    command,
    free_port,
    kill,
    served,
    wait_for,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
QUESTION = {"question": "石景山区累计专利申请多少件？"}
COLD_S = 10.0


def cpu_s(process: int) -> float:
    """Return the CPU time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


@pytest.mark.timed
def test_the_first_answer_comes_soon_after_the_start(samples_home: Path) -> None:
    started = time.monotonic()
    with served(samples_home) as one:
        answer = one.client.post("/v1/ask", json=QUESTION).raise_for_status().json()
        took = time.monotonic() - started
        assert answer["answer"] == "7716件"
        assert "words_only" not in answer["warnings"]
        # on a machine that is busy with something else the clock says little
        assert min(took, cpu_s(one.process.pid)) < COLD_S
        assert one.end() == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_what_runs_when_the_service_is_told_to_end_is_answered(
    samples_home: Path, workers: int
) -> None:
    with served(samples_home, workers=workers) as one:
        whole = json.dumps(QUESTION).encode()
        calls = [begun(one, whole, accept) for accept in ("application/json", "text/event-stream")]
        one.process.terminate()
        wait_for(lambda: refuses(one.port))
        for call in calls:
            call.sendall(whole[10:])
        assert one.process.poll() is None
        plain, stream = [everything(call) for call in calls]
        assert plain.startswith("HTTP/1.1 200 ")
        assert '"7716件"' in plain
        assert stream.startswith("HTTP/1.1 200 ")
        assert stream.index("event: citations") < stream.index("event: answer")
        assert one.process.wait(START_S) == 0


def begun(one: Served, body: bytes, accept: str) -> socket.socket:
    """Send a part of a request; return the connection."""
    call = socket.create_connection(("127.0.0.1", one.port), timeout=START_S)
    call.sendall(
        f"POST /v1/ask HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    )
    call.sendall(body[:10])
    time.sleep(0.3)  # until it is read
    return call


def everything(call: socket.socket) -> str:
    with call, call.makefile("rb") as answer:
        return answer.read().decode()


def refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return True
    return False


def test_an_address_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    def serve(host: str, port: int) -> tuple[int, str]:
        options = ("--host", host, "--port", port, "--home", tmp_path / "home")
        done = subprocess.run(command("serve", *options), capture_output=True, text=True)
        return done.returncode, done.stderr.strip().splitlines()[-1]

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        code, message = serve("127.0.0.1", port)
    assert (code, f"port {port} of 127.0.0.1 is in use" in message) == (1, True)
    code, message = serve("203.0.113.7", free_port())
    assert (code, "'203.0.113.7' is no address of this machine" in message) == (2, True)
    code, message = serve("nowhere", free_port())
    assert (code, "'nowhere' is no address" in message) == (2, True)


def test_a_database_that_does_not_answer_ends_the_start(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/nothing"
    options = ("--home", tmp_path / "home", "--set", f"service.database={url}", "--workers", 2)
    done = subprocess.run(
        command("serve", "--port", free_port(), *options), capture_output=True, text=True
    )
    assert (done.returncode, "does not answer" in done.stderr) == (1, True)


def test_workers_count_together_and_are_replaced(samples_home: Path) -> None:
    limit = ("--set", "service.asks_per_minute=40", "--set", WORDS)
    with served(samples_home, *limit, workers=2) as one:
        wait_for(lambda: len(one.workers()) == 2)

        def ask(_: int) -> int:  # on a connection of its own, taken by either worker
            return httpx.post(f"{one.url}/v1/ask", json=QUESTION, timeout=START_S).status_code

        with ThreadPoolExecutor(4) as pool:
            codes = list(pool.map(ask, range(50)))
        assert (codes.count(200), codes.count(429)) == (40, 10)
        assert counted(one) == 40
        gone, stays = one.workers()
        kill(gone)
        wait_for(lambda: len(one.workers()) == 2 and gone not in one.workers())
        assert stays in one.workers()
        assert counted(one) == 40  # what a worker had counted stays
        assert one.client.get("/v1/documents").status_code == 200


def counted(one: Served) -> float:
    """Return how many answers the metrics count."""
    text = httpx.get(f"{one.url}/metrics", timeout=START_S).text
    found = re.findall(r"^policyqa_answers_total\{.*\} (\S+)$", text, re.MULTILINE)
    return sum(map(float, found))


def test_workers_do_not_outlive_what_started_them(samples_home: Path) -> None:
    with served(samples_home, "--set", WORDS, workers=2) as one:
        wait_for(lambda: len(one.workers()) == 2)
        kill(one.process.pid)
        one.process.wait(START_S)
        wait_for(lambda: refuses(one.port))


def test_what_one_worker_took_all_of_them_know(tmp_path: Path) -> None:
    with served(tmp_path / "home", "--set", WORDS, workers=2) as one:
        wait_for(lambda: len(one.workers()) == 2)
        for number in (37, 41):
            text = f"第{number}乡2021年修缮古桥{number}座。\n".encode()
            sent = one.client.post("/v1/documents", files={"file": ("通知.txt", text)})
            assert followed(one.client, sent)["state"] == "done"

        def seen(_: int) -> tuple[int, int]:  # on a connection of its own, taken by either worker
            with httpx.Client(base_url=one.url, timeout=START_S, trust_env=False) as client:
                return (
                    client.get("/v1/documents").json()["total"],
                    client.get("/v1/jobs").json()["total"],
                )

        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(seen, range(12))) == {(2, 2)}
