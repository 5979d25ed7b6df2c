"""Starts the process that does the jobs, whenever there are some and it is missing.

Each worker of the service has a foreman; the process is shared by all of them.
"""

import json
import logging
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Lock, Thread

import qa
from corpus.errors import Busy
from corpus.keeping.lock import writing
from qa.service.jobs import Jobs
from qa.service.work import LOCK
from qa.settings import Settings

__all__ = ["Foreman"]

log = logging.getLogger(__name__)


class Foreman:
    """Starts the process that does a home's jobs."""

    def __init__(self, home: Path, settings: Settings, jobs: Jobs) -> None:
        self._home = home.resolve()
        self._settings = settings
        self._jobs = jobs
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = Lock()

    def hurry(self) -> None:
        """Look now: a job has been asked for."""
        with self._starting:
            if self._lives() or not self._jobs.unfinished():
                return
            if self._held():
                return
            try:
                self._process = self._started()
            except OSError:  # no memory for another process, perhaps; the job stays written down
                log.exception("the process that does the jobs could not be started")

    def _lives(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _held(self) -> bool:
        """True when a process does the jobs, whoever started it."""
        try:
            with writing(self._home / LOCK, patience_s=0):
                return False
        except Busy:
            return True

    def _started(self) -> subprocess.Popen[bytes]:
        """Start the process. Its orders go through a pipe: the database's URL holds a password."""
        packages = str(Path(next(iter(qa.__path__))).parent)
        known = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([packages, *([known] if known else [])])
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "qa.service.work"],
            stdin=subprocess.PIPE,
            start_new_session=True,  # it outlives this worker, and Ctrl-C in its terminal
            env={**os.environ, "PYTHONPATH": path},
        )
        order = {"home": str(self._home), "settings": asdict(self._settings)}
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write(json.dumps(order).encode())
        Thread(target=process.wait, daemon=True).start()  # it is reaped, or outlives this one
        return process
