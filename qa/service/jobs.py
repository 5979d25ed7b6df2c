"""Jobs as rows of the database: asked for by any worker, done one after the other by one process.

A row that is committed is the promise that the job will be done: it outlives every process. Jobs
are done in the order of their ids, which is that of their times.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from qa.service.database import durably, jobs, now

__all__ = [
    "Job",
    "JobKind",
    "JobResult",
    "JobState",
    "Jobs",
    "Upload",
]

_TRIES = 3  # of a job whose process ends under it: it may be the job that ends it


class JobKind(StrEnum):
    """What is done."""

    INGEST = "ingest"
    UPLOAD = "upload"
    DELETE = "delete"


class JobState(StrEnum):
    """Where a job stands; nothing changes once it is done or failed."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was taken: its path in the uploads, and what people call it."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Made:
    """A document that a job put into the index, or found there."""

    document_id: str
    name: str


@dataclass(frozen=True, slots=True)
class JobResult:
    """What a job changed: names of uploaded files, else paths in their folders; sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Unread, ...] = ()
    documents: tuple[Made, ...] = ()  # of an upload
    index_version: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `root` is what an ingest mirrors, None for every folder."""

    id: str
    kind: JobKind
    state: JobState
    files: tuple[Upload, ...]  # of an upload or a deletion
    root: str | None
    stage: str
    done: int
    total: int
    asked: datetime
    started: datetime | None
    ended: datetime | None
    heard: datetime | None
    result: JobResult | None
    error: str | None
    tries: int = field(default=0, repr=False)


class Jobs:
    """The table of jobs."""

    def __init__(self, database: sa.Engine) -> None:
        self._database = database

    def ask(
        self,
        kind: JobKind,
        *,
        job_id: str | None = None,
        files: tuple[Upload, ...] = (),
        failed: tuple[Unread, ...] = (),
        root: str | None = None,
        key: str | None = None,
    ) -> Job:
        """Write a job down, durably; `failed` is what of it could not be taken."""
        one = job_id or new_id()
        detail = {"files": [asdict(file) for file in files], "root": root, "tries": 0}
        with durably(self._database) as connection:
            connection.execute(
                jobs.insert().values(
                    id=one,
                    kind=kind.value,
                    state=JobState.WAITING.value,
                    detail=detail,
                    asked=now(),
                    result=asdict(JobResult(failed=failed)) if failed else None,
                    key=key,
                )
            )
            connection.commit()
        found = self.find(one)
        assert found is not None
        return found

    def find(self, job_id: str) -> Job | None:
        """Return a job, None when there is none of that id."""
        with self._database.connect() as connection:
            row = connection.execute(sa.select(jobs).where(jobs.c.id == job_id)).one_or_none()
        return None if row is None else _job(row)

    def latest(self, before: str | None, count: int) -> tuple[Job, ...]:
        """Return jobs, the latest first, those asked for before one of them."""
        wanted = sa.select(jobs).order_by(jobs.c.id.desc()).limit(count)
        if before is not None:
            wanted = wanted.where(jobs.c.id < before)
        with self._database.connect() as connection:
            return tuple(_job(row) for row in connection.execute(wanted))

    def count(self) -> int:
        """Return how many jobs there are."""
        with self._database.connect() as connection:
            return int(
                connection.execute(sa.select(sa.func.count()).select_from(jobs)).scalar_one()
            )

    def unfinished(self) -> tuple[Job, ...]:
        """Return what is waiting or running, in the order in which it is done."""
        open_states = (JobState.WAITING.value, JobState.RUNNING.value)
        wanted = sa.select(jobs).where(jobs.c.state.in_(open_states)).order_by(jobs.c.id)
        with self._database.connect() as connection:
            return tuple(_job(row) for row in connection.execute(wanted))

    def begin(self) -> Job | None:
        """Take the next job that waits, None when none does."""
        for job in self.unfinished():
            values = {"state": JobState.RUNNING.value, "started": now(), "heard": now()}
            if job.state is JobState.WAITING and self._change(job.id, JobState.WAITING, values):
                return self.find(job.id)
        return None

    def hear(self, job_id: str, stage: str, done: int, total: int) -> None:
        """Note where a running job stands, and that it lives."""
        values = {"stage": stage, "done": done, "total": total, "heard": now()}
        self._change(job_id, JobState.RUNNING, values)

    def keep(self, job_id: str, result: JobResult) -> None:
        """Note what a running job has changed so far, for whoever takes it up again."""
        self._change(job_id, JobState.RUNNING, {"result": asdict(result)})

    def end(self, job_id: str, result: JobResult) -> None:
        """Let a running job be done."""
        values = {"state": JobState.DONE.value, "ended": now(), "result": asdict(result)}
        self._change(job_id, JobState.RUNNING, {**values, "stage": ""})

    def fail(self, job_id: str, error: str) -> None:
        """Let a running job have failed; what it had changed stays in its result."""
        values = {"state": JobState.FAILED.value, "ended": now(), "error": error}
        self._change(job_id, JobState.RUNNING, values)

    def leave(self, job: Job) -> None:
        """Put a running job back, through no fault of its own."""
        self._change(job.id, JobState.RUNNING, {"state": JobState.WAITING.value})

    def take_up(self) -> tuple[Job, ...]:
        """Put back every job whose process ended under it; return those that ended too many.

        Only the process that does the jobs calls this: what runs is then nobody's.
        """
        given_up = []
        for job in self.unfinished():
            if job.state is not JobState.RUNNING:
                continue
            tries = job.tries + 1
            if tries >= _TRIES:
                self.fail(
                    job.id, f"the process that did it ended {tries} times; its log tells more"
                )
                given_up.append(job)
                continue
            detail = {"files": [asdict(f) for f in job.files], "root": job.root, "tries": tries}
            back = {"state": JobState.WAITING.value, "detail": detail}
            self._change(job.id, JobState.RUNNING, back)
        return tuple(given_up)

    def _change(self, job_id: str, state: JobState, values: Mapping[str, Any]) -> bool:
        """Change a job that is in a state; return whether it was."""
        change = jobs.update().where(jobs.c.id == job_id, jobs.c.state == state.value)
        with self._database.begin() as connection:
            return connection.execute(change.values(**values)).rowcount > 0


def new_id() -> str:
    """Return an id that sorts by time."""
    return f"{time.time_ns() // 1000:014x}{secrets.token_hex(4)}"


def _job(row: sa.Row[Any]) -> Job:
    detail = row.detail
    return Job(
        id=row.id,
        kind=JobKind(row.kind),
        state=JobState(row.state),
        files=tuple(Upload(**file) for file in detail["files"]),
        root=detail["root"],
        stage=row.stage,
        done=row.done,
        total=row.total,
        asked=row.asked,
        started=row.started,
        ended=row.ended,
        heard=row.heard,
        result=None if row.result is None else _result(row.result),
        error=row.error,
        tries=detail["tries"],
    )


def _result(stored: Mapping[str, Any]) -> JobResult:
    parts = {one.name: stored[one.name] for one in fields(JobResult)}
    for name in ("added", "changed", "removed", "unchanged"):
        parts[name] = tuple(parts[name])
    parts["failed"] = tuple(Unread(**one) for one in parts["failed"])
    parts["documents"] = tuple(Made(**one) for one in parts["documents"])
    return JobResult(**parts)
