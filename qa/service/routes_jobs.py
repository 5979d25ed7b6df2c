"""Changing what is indexed: uploads, deletions, ingests, and the jobs that do them."""

from datetime import datetime
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from corpus.library import Library
from qa.service.audit import Caller
from qa.service.jobs import Job, JobKind, JobState, Upload, new_id
from qa.service.names import called
from qa.service.paging import Limit
from qa.service.problems import Problem, problems
from qa.service.routes_documents import DocumentId, stored_document
from qa.service.state import Reads, Service, Serving, Writes
from qa.service.uploads import FIELD, incoming, receive

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["jobs"])


class UnreadOut(BaseModel):
    """A file that could not be read, and why."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True, from_attributes=True)

    path: str
    """of the file"""
    message: str
    """why it could not be read"""


class MadeOut(BaseModel):
    """A document that an upload put into the index, or found there."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True, from_attributes=True)

    document_id: str
    """stable by root and path"""
    name: str
    """as it was sent"""


class JobResultOut(BaseModel):
    """What a job changed: names of uploaded files, else paths in their folders."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True, from_attributes=True)

    added: tuple[str, ...]
    """paths in their root"""
    changed: tuple[str, ...]
    """likewise"""
    removed: tuple[str, ...]
    """likewise"""
    unchanged: tuple[str, ...]
    """how many stayed as they were"""
    failed: tuple[UnreadOut, ...] = Field(description="what could not be read; the rest was taken")
    documents: tuple[MadeOut, ...] = Field(description="of an upload")
    index_version: str | None = Field(description="the version that holds it; null until then")


class JobOut(BaseModel):
    """A job: what was asked for, where it stands, what came of it. Jobs are done in order."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True, from_attributes=True)

    id: str
    """of the job"""
    kind: JobKind
    """ingest, upload or delete"""
    state: JobState = Field(description="`done` and `failed` do not change any more")
    names: tuple[str, ...] = Field(description="the files of an upload or deletion")
    root: str | None = Field(description="the folder of an ingest; null: every one")
    stage: str = Field(description="wait, read, parse, embed, write, publish; empty at the ends")
    done: int = Field(description="how much of the stage is done")
    total: int = Field(description="of how much; 0 while that is unknown")
    asked: datetime
    """when it was asked for (UTC)"""
    started: datetime | None
    """when it began, else null"""
    ended: datetime | None
    """when it ended, else null"""
    heard: datetime | None = Field(description="last sign of life of the process that does it")
    result: JobResultOut | None
    """what it did, null until it is done"""
    error: str | None
    """why it failed, else null"""


class JobsOut(BaseModel):
    """A part of the list of jobs, the latest first."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    items: tuple[JobOut, ...]
    """the jobs, newest first"""
    total: int = Field(description="entries of the whole list")
    next_cursor: str | None = Field(description="null on the last page")


class IngestRequest(BaseModel):
    """Which of the mirrored folders is looked through for changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    root: str | None = Field(default=None, max_length=255, description="its name; null: all")


_TAKEN: dict[str, Any] = {"status_code": 202, "response_model": JobOut}
_LOCATION: dict[int | str, dict[str, Any]] = {
    202: {
        "headers": {
            "Location": {"description": "where the job is followed", "schema": {"type": "string"}}
        }
    }
}
_FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "properties": {
                        FIELD: {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "binary"},
                            "description": "txt, md, html, docx or pdf, told by content",
                        }
                    },
                }
            }
        },
    }
}


@router.post(
    "/documents",
    **_TAKEN,
    tags=["documents"],
    openapi_extra=_FILES,
    responses=_LOCATION
    | problems("too_large", "unsupported_media_type", "unreadable_file", "no_space"),
)
async def upload(request: Request, response: Response, service: Serving, caller: Writes) -> JobOut:
    """Take documents in: one or more files as parts named `file`.

    They are read and indexed by a job. What kind a file is of is told by its content; what nothing
    reads is listed in the job's result, and refused when it is all that was sent.
    """
    limits = service.settings.service
    job_id = new_id()
    folder = incoming(service.home, job_id)
    came = await receive(request, folder, limits.upload_bytes, limits.upload_files)

    def ask() -> JobOut:
        job = service.jobs.ask(
            JobKind.UPLOAD, job_id=job_id, files=came.files, failed=came.failed, key=caller.key
        )
        return _taken(service, caller, request, response, job)

    return await run_sync(ask)


@router.delete(
    "/documents/{document_id}",
    **_TAKEN,
    tags=["documents"],
    responses=_LOCATION
    | problems("bad_request", "not_found", "index_missing", "index_damaged", "engine_away"),
)
def delete(
    request: Request,
    response: Response,
    service: Serving,
    caller: Writes,
    document_id: DocumentId,
) -> JobOut:
    """Take an uploaded document out of home and index.

    One of a mirrored folder is refused: remove it there, and ingest the folder.
    """
    stored = stored_document(service.assistant().store, document_id)
    (name,) = called(service.home, service.database, [stored])
    if not name.uploaded:
        raise Problem(
            "bad_request",
            f"{stored.path} belongs to the mirrored folder {stored.root!r}; remove it there, "
            "then ingest that folder",
        )
    file = Upload(stored.path, name.name)
    job = service.jobs.ask(JobKind.DELETE, files=(file,), key=caller.key)
    return _taken(service, caller, request, response, job)


@router.post("/ingest", **_TAKEN, responses=_LOCATION | problems("bad_request"))
def ingest(
    wish: IngestRequest, request: Request, response: Response, service: Serving, caller: Writes
) -> JobOut:
    """Look through the mirrored folders for new, changed and removed files.

    Folders are added by `policyqa ingest DIR` only: no path comes from a client.
    """
    names = [root.name for root in Library(service.home).roots]
    if not names or wish.root not in (None, *names):
        known = ", ".join(names) or "none; run: policyqa ingest DIR"
        raise Problem("bad_request", f"no folder {wish.root!r} is mirrored; there are: {known}")
    job = service.jobs.ask(JobKind.INGEST, root=wish.root, key=caller.key)
    return _taken(service, caller, request, response, job)


@router.get("/jobs", response_model=JobsOut)
def jobs(
    service: Serving,
    _: Reads,
    cursor: Annotated[
        str | None,
        Query(max_length=32, description="`next_cursor` of the page before; none to begin"),
    ] = None,
    limit: Limit = None,
) -> JobsOut:
    """List the jobs, the latest first."""
    size = service.page_size(limit)
    found = service.jobs.latest(cursor, size + 1)
    return JobsOut(
        items=tuple(_out(job) for job in found[:size]),
        total=service.jobs.count(),
        next_cursor=found[size - 1].id if len(found) > size else None,
    )


@router.get("/jobs/{job_id}", response_model=JobOut, responses=problems("not_found"))
def job(service: Serving, _: Reads, job_id: Annotated[str, Path(max_length=32)]) -> JobOut:
    """Return a job as it stands."""
    found = service.jobs.find(job_id)
    if found is None:
        raise Problem("not_found", f"no job {job_id!r}; GET /v1/jobs lists them")
    return _out(found)


def _taken(
    service: Service, caller: Caller, request: Request, response: Response, job: Job
) -> JobOut:
    """See to it that a job is done, and say where it is followed."""
    service.foreman.hurry()
    names = [file.name for file in job.files]
    service.audit.write(job.kind.value, caller, job=job.id, names=names, root=job.root)
    response.headers["Location"] = f"{request.scope.get('root_path', '')}/v1/jobs/{job.id}"
    return _out(job)


def _out(job: Job) -> JobOut:
    result = None if job.result is None else JobResultOut.model_validate(job.result)
    return JobOut(
        id=job.id,
        kind=job.kind,
        state=job.state,
        names=tuple(file.name for file in job.files),
        root=job.root,
        stage=job.stage,
        done=job.done,
        total=job.total,
        asked=job.asked,
        started=job.started,
        ended=job.ended,
        heard=job.heard,
        result=result,
        error=job.error,
    )
