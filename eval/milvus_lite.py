"""A Milvus server of its own for tests and comparisons: the package milvus-lite, over gRPC."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import BadRequest, PolicyqaError

__all__ = ["milvus_lite"]

_START_S = 120.0  # importing its packages takes 10 s on a busy machine


@contextmanager
def milvus_lite() -> Iterator[str]:
    """Run a server on a free port of loopback until the block ends; yield its milvus:// URL."""
    if find_spec("milvus_lite") is None or find_spec("pymilvus") is None:
        raise BadRequest("a Milvus server of our own needs: pip install 'policyqa[milvus]'")
    with TemporaryDirectory(prefix="policyqa-milvus-", ignore_cleanup_errors=True) as name:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        run = [sys.executable, "-m", "milvus_lite", "server", "--host", "127.0.0.1"]
        run += ["--port", str(port), "--data-dir", str(Path(name) / "data")]
        with (Path(name) / "log").open("wb") as log:
            process = subprocess.Popen(run, stdout=log, stderr=log)
            try:
                _wait(port, process, Path(name) / "log")
                yield f"milvus://127.0.0.1:{port}"
            finally:
                process.terminate()
                process.wait(20)


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        if process.poll() is not None:
            said = log.read_text(encoding="utf-8", errors="replace")
            raise PolicyqaError(f"milvus-lite ended as it started: {said[-500:]}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise PolicyqaError(f"milvus-lite did not start within {_START_S:.0f} s")
