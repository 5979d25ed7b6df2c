"""Asking and searching."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from corpus.document import Passage
from index.search import Hit
from index.store import Store
from qa.ask import check_question
from qa.contract import MAX_QUESTION, AskRequest, AskResponse
from qa.service import streaming
from qa.service.problems import problems
from qa.service.state import Asks, Serving

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["answers"])


class HitOut(BaseModel):
    """A passage found, with the scores of both legs; a leg that did not find it has none."""

    model_config = ConfigDict(frozen=True)

    passage_id: str
    document_id: str
    document: str = Field(description="path in its root")
    title: str | None
    heading: tuple[str, ...]
    start: int
    end: int
    text: str = Field(description="the document's text from `start` to `end`")
    score: float = Field(description="of both legs together, 0 to 1; comparable within one answer")
    lexical: float | None = Field(description="BM25")
    lexical_rank: int | None
    vector: float | None = Field(description="cosine")
    vector_rank: int | None


class SearchOut(BaseModel):
    """Passages, best first."""

    model_config = ConfigDict(frozen=True)

    hits: tuple[HitOut, ...]
    words_only: bool = Field(description="true while there are no vectors to search")
    index_version: str


@router.post(
    "/ask",
    response_model=AskResponse,
    responses={
        200: {
            "description": "the answer; as events `stage`, `citations` and `answer` when asked for",
            "content": {streaming.MEDIA_TYPE: {"schema": {"type": "string"}}},
        },
        **problems("bad_request", "index_missing", "index_damaged", "too_large"),
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
    responses=problems("bad_request", "index_missing", "index_damaged"),
)
def search(
    service: Serving,
    _: Asks,
    q: Annotated[str, Query(min_length=1, max_length=MAX_QUESTION, description="what to look for")],
    k: Annotated[int, Query(ge=1, le=100, description="how many passages at most")] = 10,
) -> SearchOut:
    """Return the best passages for a text in any script, with the scores of each leg."""
    assistant = service.assistant()
    found = assistant.search(q, k)
    passages = assistant.store.passages([hit.passage_id for hit in found.hits])
    return SearchOut(
        hits=tuple(
            _hit(assistant.store, hit, passage)
            for hit, passage in zip(found.hits, passages, strict=True)
        ),
        words_only=found.words_only,
        index_version=found.index_version,
    )


def _hit(store: Store, hit: Hit, passage: Passage) -> HitOut:
    document = store.document(hit.document_id)
    return HitOut(
        passage_id=hit.passage_id,
        document_id=document.id,
        document=document.path,
        title=document.metadata.title,
        heading=passage.heading,
        start=passage.span.start,
        end=passage.span.end,
        text=document.quote(passage.span),
        score=hit.score,
        lexical=hit.lexical,
        lexical_rank=hit.lexical_rank,
        vector=hit.vector,
        vector_rank=hit.vector_rank,
    )
