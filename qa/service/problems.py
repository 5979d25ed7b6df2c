"""Errors as RFC 9457 problem details: a stable code, what is wrong, which value, what to do."""

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from corpus.errors import (
    BadRequest,
    Busy,
    EngineAway,
    IndexDamaged,
    IndexMissing,
    PolicyqaError,
    UnreadableFile,
)

__all__ = ["CODES", "MEDIA_TYPE", "Problem", "ProblemOut", "handle_problems", "problems"]

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"

# Every code, its HTTP status, and its title.
CODES: Mapping[str, tuple[int, str]] = {
    "bad_request": (400, "A value of the request cannot be used"),
    "unauthorized": (401, "A valid API key is needed"),
    "forbidden": (403, "The API key may not do this"),
    "not_found": (404, "There is no such thing"),
    "method_not_allowed": (405, "The address does not take this method"),
    "not_acceptable": (406, "None of the accepted media types can be given"),
    "busy": (409, "Another process is writing"),
    "too_large": (413, "The request is larger than allowed"),
    "unsupported_media_type": (415, "The body is of a kind that is not read"),
    "invalid": (422, "The request does not have the form that is described"),
    "unreadable_file": (422, "The file cannot be read as a document"),
    "rate_limited": (429, "Too many requests"),
    "internal": (500, "The service failed"),
    "index_missing": (503, "Nothing has been ingested yet"),
    "index_damaged": (503, "The index on disk is damaged"),
    "engine_away": (503, "A server that answers depend on does not answer"),
    "no_space": (507, "The disk does not take what was sent"),
}
_BY_STATUS = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "busy",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "rate_limited",
}


class FieldError(BaseModel):
    """One value that does not have the form described."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    at: str = Field(description="where it stands, as `body.filters.published_from`")
    message: str
    """what is wrong with it"""


class ProblemOut(BaseModel):
    """An error (RFC 9457). `code` is stable; `detail` is for people."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    type: str = Field(description="`urn:policyqa:problem:` and the code")
    title: str
    """what the code means"""
    status: int
    """the HTTP status"""
    detail: str = Field(description="what is wrong, which value, what to do")
    message: str = Field(description="the same, where OpenAI clients look for it")
    code: str
    """stable"""
    request_id: str = Field(description="the same as in the header `X-Request-ID`")
    errors: tuple[FieldError, ...] = ()
    """the values that are wrong, if it is values"""


class Problem(Exception):
    """An error that a route answers with."""

    def __init__(
        self,
        code: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        errors: tuple[FieldError, ...] = (),
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})
        self.errors = errors


def problems(*codes: str) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI says of the errors of a route, those that any may answer included."""
    found: dict[int | str, dict[str, Any]] = {}
    for code in (*codes, "unauthorized", "forbidden", "invalid", "rate_limited", "internal"):
        status, title = CODES[code]
        before = found.get(status, {}).get("description")
        text = f"`{code}`: {title}"
        found[status] = {
            "description": f"{before}; {text}" if before and text not in before else text,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
        }
    found[429]["headers"] = {
        "Retry-After": {"description": "seconds to wait", "schema": {"type": "integer"}}
    }
    return found


def response(
    request: Request,
    code: str,
    detail: str,
    *,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    errors: tuple[FieldError, ...] = (),
) -> JSONResponse:
    """Return a problem as a response."""
    known, title = CODES[code]
    body = ProblemOut(
        type=f"urn:policyqa:problem:{code}",
        title=title,
        status=status or known,
        detail=detail,
        message=detail,
        code=code,
        request_id=getattr(request.state, "request_id", ""),
        errors=errors,
    )
    return JSONResponse(
        body.model_dump(), status or known, headers=dict(headers or {}), media_type=MEDIA_TYPE
    )


def handle_problems(app: FastAPI) -> None:
    """Let every error of an app leave it as a problem."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(PolicyqaError, _ours)
    app.add_exception_handler(Exception, _unexpected)


async def _problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return response(request, error.code, error.detail, headers=error.headers, errors=error.errors)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    errors = tuple(
        FieldError(at=".".join(str(part) for part in one["loc"]), message=one["msg"])
        for one in error.errors()
    )
    first = f"{errors[0].at}: {errors[0].message}" if errors else "the request cannot be read"
    return response(request, "invalid", first, errors=errors)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = _BY_STATUS.get(
        error.status_code, "bad_request" if error.status_code < 500 else "internal"
    )
    return response(
        request, code, str(error.detail), status=error.status_code, headers=error.headers
    )


async def _ours(request: Request, error: Exception) -> JSONResponse:
    for kind, code in (
        (BadRequest, "bad_request"),
        (UnreadableFile, "unreadable_file"),
        (IndexMissing, "index_missing"),
        (IndexDamaged, "index_damaged"),
        (EngineAway, "engine_away"),
        (Busy, "busy"),
    ):
        if isinstance(error, kind):
            return response(request, code, str(error))
    return response(request, "internal", str(error))


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    request_id = getattr(request.state, "request_id", "")
    log.error("request %s failed", request_id, exc_info=error)
    return response(request, "internal", f"the service failed; its log tells more of {request_id}")
