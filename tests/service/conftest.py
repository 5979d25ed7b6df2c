"""A real server over a real home: uvicorn on a free port of loopback, the samples ingested."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn

from qa.service.app import create_app
from qa.settings import read_settings

START_S = 20.0


@dataclass(frozen=True)
class Running:
    """A server that answers: its address, its home, and a client that speaks to it."""

    url: str
    home: Path
    client: httpx.Client


@pytest.fixture
def samples_home(samples_ingested: Path, tmp_path: Path) -> Path:
    """Return a copy of that home, to be changed."""
    return Path(shutil.copytree(samples_ingested, tmp_path / "home"))


@contextmanager
def running(home: Path, *settings: str, keys_needed: bool = False) -> Iterator[Running]:
    """Serve a home in a thread of this process until the block ends."""
    app = create_app(home, read_settings(home, settings), keys_needed=keys_needed)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=5)
    )
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        with httpx.Client(base_url=url, timeout=30.0, trust_env=False) as client:
            wait_for(lambda: server.started)
            yield Running(url, home, client)
    finally:
        server.should_exit = True
        thread.join(START_S)
        listening.close()


def wait_for(done: Callable[[], bool]) -> None:
    """Wait until something holds; TimeoutError when it does not."""
    ended = threading.Event()
    for _ in range(int(START_S * 100)):
        if done():
            return
        ended.wait(0.01)
    raise TimeoutError(f"the server did not start within {START_S} s")


@pytest.fixture(scope="session")
def server(samples_ingested: Path) -> Iterator[Running]:
    """Return a server over the samples that all tests share; they change nothing of it."""
    with running(samples_ingested) as one:
        yield one
