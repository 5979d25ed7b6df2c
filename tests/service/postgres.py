"""A real PostgreSQL server for a test session, in a folder of its own, spoken to over a socket."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)  # where Debian puts it
ACCOUNT = "postgres"  # the server refuses to run as root


def program(name: str) -> str | None:
    """Return the path of one of the server's programs, None when it is not installed."""
    return shutil.which(name, path=os.pathsep.join([*map(str, FOLDERS), os.environ["PATH"]]))


@contextmanager
def postgres() -> Iterator[str]:
    """Run a server in a folder of its own until the block ends; yield its URL for SQLAlchemy."""
    account = ACCOUNT if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="policyqa-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if account:
            shutil.chown(folder, account)
        data = folder / "data"
        make = [program("initdb"), "-D", data, "-U", "policyqa", "--auth=trust", "-E", "UTF8"]
        subprocess.run(make, check=True, capture_output=True, user=account, cwd=folder)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        run = [program("postgres"), "-D", data, "-p", port, "-k", folder, "-h", "127.0.0.1", "-F"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(run, stdout=log, stderr=log, user=account, cwd=folder)
            try:
                url = f"127.0.0.1:{port}/postgres"
                _wait(f"postgresql://policyqa@{url}", process)
                yield f"postgresql+psycopg://policyqa@{url}"
            finally:
                process.terminate()
                process.wait(20)


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(400):
        assert process.poll() is None, "the server ended"
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the server did not start")
