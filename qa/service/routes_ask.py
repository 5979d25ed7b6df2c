"""Asking and searching."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict

from qa.ask import check_question
from qa.contract import MAX_QUESTION, AskRequest, AskResponse, Kind
from qa.service import streaming
from qa.service.outputs import SearchOut, found
from qa.service.problems import problems
from qa.service.state import Asks, Serving

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["answers"])


@router.post(
    "/ask",
    response_model=AskResponse,
    responses={
        200: {
            "description": "the answer; as events `stage`, `citations` and `answer` when asked for",
            "content": {streaming.MEDIA_TYPE: {"schema": streaming.EVENT}},
        },
        **problems("bad_request", "index_missing", "index_damaged", "engine_away", "too_large"),
    },
)
def ask(
    request: AskRequest,
    service: Serving,
    caller: Asks,
    accept: Annotated[str, Header(description="`text/event-stream` for events")] = "",
) -> AskResponse | StreamingResponse:
    """Answer a question from the documents, every figure and quote cited.

    A refusal is status 200 with `status` `not_found` and says why.
    """
    service.admit(request.question)
    assistant = service.assistant()
    if streaming.wanted(accept):
        check_question(request)
        events = streaming.events(assistant, request, partial(service.told, caller))
        return StreamingResponse(events, media_type=streaming.MEDIA_TYPE)
    response = assistant.ask(request)
    service.told(caller, response)
    return response


@router.get(
    "/search",
    response_model=SearchOut,
    responses=problems("bad_request", "index_missing", "index_damaged", "engine_away"),
)
def search(
    service: Serving,
    _: Asks,
    q: Annotated[str, Query(min_length=1, max_length=MAX_QUESTION, description="what to look for")],
    k: Annotated[int, Query(ge=1, le=100, description="how many passages at most")] = 10,
) -> SearchOut:
    """Return the best passages for a text in any script, with the scores of each leg."""
    service.admit(q)
    return found(service.assistant(), q, k)


class SuggestionOut(BaseModel):
    """A question that the documents answer."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    question: str
    """a question that the documents answer"""
    document_id: str
    """stable by root and path"""
    kind: Kind
    """form of its answer"""


class SuggestOut(BaseModel):
    """Questions to begin with."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    questions: tuple[SuggestionOut, ...]
    """questions to begin with"""
    index_version: str
    """content id of the index that answered"""


@router.get(
    "/suggest",
    response_model=SuggestOut,
    responses=problems("index_missing", "index_damaged", "engine_away"),
)
def suggest(
    service: Serving,
    _: Asks,
    n: Annotated[int, Query(ge=1, le=20, description="how many questions at most")] = 6,
    q: Annotated[str, Query(max_length=50, description="must be part of each, any script")] = "",
) -> SuggestOut:
    """Return questions made from what is indexed, each of which the documents answer."""
    assistant = service.assistant()
    return SuggestOut(
        questions=tuple(
            SuggestionOut(question=one.question, document_id=one.document_id, kind=one.kind)
            for one in service.suggestions(assistant, n, q)
        ),
        index_version=assistant.index_version,
    )
