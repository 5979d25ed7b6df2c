"""Whether the process lives, whether it can answer, and what is counted of it."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from qa.service.problems import Problem, problems
from qa.service.state import Serving

__all__ = ["router"]

router = APIRouter(tags=["system"])


class HealthOut(BaseModel):
    """The process answers."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    status: str = "ok"
    """`ok`"""


class ReadyOut(BaseModel):
    """Questions can be answered."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    status: str = "ok"
    """`ok`"""
    index_version: str
    """content id of the index that answered"""
    words_only: bool = Field(description="true while only words are searched")


@router.get("/healthz", response_model=HealthOut)
def healthz() -> HealthOut:
    """Say that the process lives. Needs no key."""
    return HealthOut()


@router.get(
    "/readyz",
    response_model=ReadyOut,
    responses=problems("index_missing", "index_damaged", "engine_away"),
)
def readyz(service: Serving) -> ReadyOut:
    """Say whether questions can be answered, and from which index version. Needs no key."""
    assistant = service.assistant()
    return ReadyOut(index_version=assistant.index_version, words_only=assistant.words_only)


@router.get("/metrics", response_class=Response, responses=problems("not_found"))
def metrics(service: Serving) -> Response:
    """Return what is counted, in Prometheus' text format, of all workers together."""
    if not service.settings.service.metrics:
        raise Problem("not_found", "metrics are switched off (service.metrics)")
    return Response(service.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
