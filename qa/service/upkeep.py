"""What a worker sees to beside requests: that jobs are done, and that nothing is kept too long."""

import logging
import shutil
import time
from pathlib import Path
from threading import Event, Thread

import sqlalchemy as sa

from qa.service.audit import AuditLog
from qa.service.foreman import Foreman
from qa.service.jobs import Jobs
from qa.service.uploads import INCOMING

__all__ = ["Upkeep"]

log = logging.getLogger(__name__)
_LOOK_S = 1.0  # how soon a job is taken up whose process has died
_SWEEP_S = 24 * 3600.0
_ABANDONED_S = 24 * 3600.0  # no upload takes that long


class Upkeep:
    """A thread that looks after jobs every second, and sweeps at the start and daily."""

    def __init__(self, home: Path, foreman: Foreman, jobs: Jobs, audit: AuditLog) -> None:
        self._home = home
        self._foreman = foreman
        self._jobs = jobs
        self._audit = audit
        self._ended = Event()
        self._thread = Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin; jobs that an earlier service left are taken up at once."""
        self._thread.start()

    def close(self) -> None:
        """End. A job that runs goes on."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        sweep_at = time.monotonic()
        while True:
            try:
                self._foreman.hurry()
                if time.monotonic() >= sweep_at:
                    self.sweep()
                    sweep_at = time.monotonic() + _SWEEP_S
            except (OSError, sa.exc.SQLAlchemyError):
                log.exception("the service's upkeep failed; it is tried again")
            if self._ended.wait(_LOOK_S):
                return

    def sweep(self) -> None:
        """Drop old audit events, and files that came for a job which was never written down."""
        swept = self._audit.sweep()
        if swept:
            log.info("%d events of the audit log were older than they are to be kept", swept)
        wanted = {job.id for job in self._jobs.unfinished()}
        for folder in (self._home / INCOMING).glob("*"):
            if folder.name in wanted:
                continue
            if time.time() - folder.stat().st_mtime > _ABANDONED_S:
                shutil.rmtree(folder, ignore_errors=True)
