"""The process that does the jobs of a home: `python -m qa.service.work`, one at a time.

Any worker of the service starts it when there is something to do; it holds `jobs.lock` while it
lives, and ends when nothing has come for a while. It outlives the worker that started it. Killed,
it leaves jobs that its successor takes up again, and the index as it was.
"""

import json
import logging
import os
import signal
import sys
import time
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import sqlalchemy as sa

from corpus.errors import Busy, PolicyqaError
from corpus.keeping.lock import writing
from qa.service.database import open_database
from qa.service.jobs import Job, Jobs
from qa.service.mirror import Mirror
from qa.settings import Settings, settings_of

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["LOCK", "work"]

log = logging.getLogger(__name__)
LOCK = "jobs.lock"
NICENESS = 10  # below every process that answers
_LINGER_S = 3.0  # how long it waits for more before it ends: starting takes about 1.5 s
_LOOK_S = 0.1  # how often it looks for more
_LOCK_PATIENCE_S = 2.0  # somebody may just be looking whether the lock is held
_HEARD_S = 2.0  # between signs of life
_TOLD_S = 0.25  # between news of progress


class _Stopped(BaseException):
    """The process is to end."""


def main() -> None:
    """Do what there is to do; standard input says for which home, and with which settings."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s: jobs: %(message)s")
    order = json.load(sys.stdin)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    signal.signal(signal.SIGTERM, _stop)
    try:
        work(Path(order["home"]), settings_of(order["settings"]))
    except (_Stopped, KeyboardInterrupt):
        log.info("stopped; what is unfinished is taken up again")


def _stop(_number: int, _frame: "FrameType | None") -> None:
    raise _Stopped


def work(home: Path, settings: Settings) -> None:
    """Do all jobs that wait, then wait a little for more. Return at once when another does it."""
    try:
        with writing(home / LOCK, patience_s=_LOCK_PATIENCE_S):
            database = open_database(home, settings.service.database)
            try:
                _work(home, settings, database)
            finally:
                database.dispose()
    except Busy:
        return


def _work(home: Path, settings: Settings, database: sa.Engine) -> None:
    jobs = Jobs(database)
    mirror = Mirror(home, settings, database)
    for lost in jobs.take_up():
        mirror.give_up(lost)
    lock = (home / LOCK).stat().st_ino
    idle_since = time.monotonic()
    while time.monotonic() - idle_since < _LINGER_S and _inode(home / LOCK) == lock:
        job = jobs.begin()
        if job is None:
            time.sleep(_LOOK_S)
            continue
        _do(job, jobs, mirror)
        idle_since = time.monotonic()


def _inode(path: Path) -> int | None:
    """Return what file stands at a path: another one after the home was restored from a backup."""
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _do(job: Job, jobs: Jobs, mirror: Mirror) -> None:
    log.info("%s %s begins", job.kind, job.id)
    with _Heard(job.id, jobs) as heard:
        try:
            result = mirror.do(job, heard, lambda so_far: jobs.keep(job.id, so_far))
        except (_Stopped, KeyboardInterrupt):
            jobs.leave(job)
            raise
        except PolicyqaError as error:
            jobs.fail(job.id, str(error))
            log.warning("%s %s failed: %s", job.kind, job.id, error)
        except Exception as error:  # one job must not keep the others from being done
            jobs.fail(job.id, f"{type(error).__name__}: {error}; the service's log tells more")
            log.exception("%s %s failed", job.kind, job.id)
        else:
            jobs.end(job.id, result)
            log.info("%s %s is done: index %s", job.kind, job.id, result.index_version)


class _Heard:
    """Writes signs of life and progress into a job's row."""

    def __init__(self, job_id: str, jobs: Jobs) -> None:
        self._job_id = job_id
        self._jobs = jobs
        self._at = ("", 0, 0)
        self._told = 0.0
        self._ended = Event()
        self._beat = Thread(target=self._beating, daemon=True)

    def __enter__(self) -> "_Heard":
        self._beat.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._beat.join()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take news of progress."""
        news = stage != self._at[0] or time.monotonic() - self._told > _TOLD_S
        self._at = (stage, done, total)
        if news:
            self._tell()

    def _beating(self) -> None:
        while not self._ended.wait(_HEARD_S):
            self._tell()

    def _tell(self) -> None:
        self._told = time.monotonic()
        try:
            self._jobs.hear(self._job_id, *self._at)
        except sa.exc.SQLAlchemyError:
            log.warning("the progress of %s could not be written", self._job_id)


if __name__ == "__main__":
    main()
