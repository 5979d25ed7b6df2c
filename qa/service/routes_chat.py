"""The endpoint for OpenAI clients: a chat whose answers are cited, its object under `policyqa`."""

import json
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from qa.ask import check_question
from qa.contract import (
    MAX_QUESTION,
    AskRequest,
    AskResponse,
    Filters,
    Language,
    RefusalOut,
    Script,
    Turn,
)
from qa.service.problems import Problem, problems
from qa.service.state import Asks, Reads, Service, Serving
from qa.service.streaming import EVENT, MEDIA_TYPE

__all__ = ["MODEL", "router"]

router = APIRouter(prefix="/v1", tags=["OpenAI clients"])
MODEL = "policyqa"
_MADE = 1790000000  # what `created` of the model says: a constant, since nothing depends on it
_MARKS = re.compile(r"\[\d+\]")
_TURNS = 20  # earlier turns that are read; a follow-up leans on the last few


class PartIn(BaseModel):
    """A part of a message; parts that are no text are passed over."""

    model_config = ConfigDict(use_attribute_docstrings=True, extra="allow")

    type: str
    """`text`; others are passed over"""
    text: str = ""
    """the text"""


class MessageIn(BaseModel):
    """A message of the conversation. Messages of `system`, `developer` and `tool` are not read."""

    model_config = ConfigDict(use_attribute_docstrings=True, extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    """who speaks"""
    content: str | tuple[PartIn, ...] | None = None
    """text, or parts of it"""

    def text(self) -> str:
        """Return the text of the message."""
        if isinstance(self.content, tuple):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class ChatOptions(BaseModel):
    """What `POST /v1/ask` takes beside the question."""

    model_config = ConfigDict(use_attribute_docstrings=True, extra="forbid")

    filters: Filters = Filters()
    """which documents may answer"""
    script: Script = Script.AUTO
    """of the answer"""
    language: Language = Language.AUTO
    """of messages"""
    max_citations: int = Field(default=5, ge=1, le=50)
    """the most citations that are given"""


class ChatIn(BaseModel):
    """A request as OpenAI clients send it; settings of language models are passed over."""

    model_config = ConfigDict(use_attribute_docstrings=True, extra="allow")

    model: str = MODEL
    """`policyqa`"""
    messages: tuple[MessageIn, ...] = Field(min_length=1)
    """the conversation, oldest first; the last one is the question"""
    stream: bool = False
    """chunks as they are made"""
    policyqa: ChatOptions = ChatOptions()
    """what `POST /v1/ask` takes beside the question"""


class MessageOut(BaseModel):
    """The answer's text with `[n]` marks, or why there is none."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    role: Literal["assistant"] = "assistant"
    """who speaks"""
    content: str
    """the text with marks `[n]`, or why there is none"""
    refusal: str | None = None
    """null: a refusal is in `policyqa`"""


class ChoiceOut(BaseModel):
    """The one choice."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    index: int = 0
    """0"""
    message: MessageOut
    """the answer"""
    finish_reason: Literal["stop"] = "stop"
    """why it ended"""
    logprobs: None = None
    """null"""


class ChatOut(BaseModel):
    """An answer as OpenAI clients read it."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    id: str
    """`chatcmpl-` and the answer's id"""
    object: Literal["chat.completion"] = "chat.completion"
    """what this is"""
    created: int = Field(description="seconds since 1970")
    model: str = MODEL
    """`policyqa`"""
    choices: tuple[ChoiceOut, ...]
    """one"""
    usage: None = None
    """null: no tokens are counted"""
    policyqa: AskResponse
    """the object that `POST /v1/ask` returns"""


class ModelOut(BaseModel):
    """The one model."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    id: str = MODEL
    """`policyqa`"""
    object: Literal["model"] = "model"
    """what this is"""
    created: int = _MADE
    """seconds since 1970"""
    owned_by: str = "policyqa"
    """`policyqa`"""


class ModelsOut(BaseModel):
    """The models: one."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    object: Literal["list"] = "list"
    """what this is"""
    data: tuple[ModelOut, ...] = (ModelOut(),)
    """the one model"""


@router.get("/models", response_model=ModelsOut, responses=problems())
def models(_: Reads) -> ModelsOut:
    """List the models, as OpenAI clients ask for."""
    return ModelsOut()


@router.post(
    "/chat/completions",
    response_model=ChatOut,
    responses={
        200: {
            "description": "the answer; chunks with `stream`, the object in the last one",
            "content": {MEDIA_TYPE: {"schema": EVENT}},
        },
        **problems(
            "bad_request", "not_found", "index_missing", "index_damaged", "engine_away", "too_large"
        ),
    },
)
def chat(request: ChatIn, service: Serving, caller: Asks) -> ChatOut | StreamingResponse:
    """Answer the last message; what was said before lets a follow-up be understood."""
    if request.model != MODEL:
        raise Problem("not_found", f"no model {request.model!r}; there is {MODEL!r}")
    asked = _request(request, service)
    response = service.assistant().ask(asked)
    service.told(caller, response)
    if request.stream:
        return StreamingResponse(_chunks(response), media_type=MEDIA_TYPE)
    return ChatOut(
        id=f"chatcmpl-{response.id}",
        created=int(time.time()),
        choices=(ChoiceOut(message=MessageOut(content=content(response))),),
        policyqa=response,
    )


def content(response: AskResponse) -> str:
    """Return what a chat shows of an answer: its text, or why there is none and what is near."""
    if response.refusal is None:
        return response.text
    return "\n".join((response.refusal.message, *_options(response.refusal)))


def _options(refusal: RefusalOut) -> Iterator[str]:
    for option in refusal.options:
        yield f"- {option.question} {option.answer}[{option.citation}]"


def _request(request: ChatIn, service: Service) -> AskRequest:
    spoken = [one for one in request.messages if one.role in ("user", "assistant")]
    if not spoken or spoken[-1].role != "user":
        raise Problem("bad_request", "the last message must be the user's question")
    question = spoken[-1].text()
    service.admit(question)
    options = request.policyqa
    made = AskRequest.model_construct(
        question=question,
        history=_turns(spoken[:-1]),
        filters=options.filters,
        script=options.script,
        language=options.language,
        max_citations=options.max_citations,
        as_of=None,
    )
    check_question(made)
    return made


def _turns(messages: Sequence[MessageIn]) -> tuple[Turn, ...]:
    """Return questions with the answers that followed them, the last ones alone."""
    turns: list[Turn] = []
    for one in messages:
        if one.role == "user":
            turns.append(Turn(question=one.text()[:MAX_QUESTION]))
        elif turns:
            said = _MARKS.sub("", one.text())
            turns[-1] = Turn(question=turns[-1].question, answer=said)
    return tuple(turns[-_TURNS:])


def _chunks(response: AskResponse) -> Iterator[bytes]:
    """Yield the chunks of a streamed answer: its text, statement by statement, then the object."""
    frame: dict[str, Any] = {
        "id": f"chatcmpl-{response.id}",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": MODEL,
    }
    text = content(response)
    yield _chunk(frame, {"role": "assistant", "content": ""})
    for part in re.findall(r"[^\n。；]*[\n。；]?(?:\[\d+\])*", text):
        if part:
            yield _chunk(frame, {"content": part})
    whole = {"policyqa": response.model_dump(mode="json", by_alias=True)}
    yield _chunk(frame | whole, {}, finish_reason="stop")
    yield b"data: [DONE]\n\n"


def _chunk(frame: dict[str, Any], delta: dict[str, str], finish_reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
    return f"data: {json.dumps(frame | {'choices': [choice]}, ensure_ascii=False)}\n\n".encode()
