"""Answers as server-sent events: stages as they end, citations first, the answer last."""

import json
import logging
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from threading import Thread

from fastapi.sse import format_sse_event

from corpus.errors import PolicyqaError
from qa.ask import Assistant
from qa.contract import AskRequest, AskResponse

__all__ = ["EVENT", "MEDIA_TYPE", "event", "events", "wanted"]

MEDIA_TYPE = "text/event-stream"
# One event, as the description has it: the data are JSON.
EVENT = {
    "type": "object",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
    "required": ["data"],
}
log = logging.getLogger(__name__)
Told = Callable[[AskResponse], None]


def wanted(accept: str) -> bool:
    """True when an Accept header asks for server-sent events."""
    return any(part.split(";")[0].strip() == MEDIA_TYPE for part in accept.split(","))


def events(assistant: Assistant, request: AskRequest, told: Told) -> Iterator[bytes]:
    """Answer a question and yield its events; `told` gets the answer before it is sent."""
    queue: SimpleQueue[str | AskResponse | Exception] = SimpleQueue()

    def run() -> None:
        try:
            response = assistant.ask(request, queue.put)
            told(response)
            queue.put(response)
        except Exception as error:  # whatever it is, the stream has to end with a word
            queue.put(error)

    Thread(target=run, daemon=True).start()
    while True:
        news = queue.get()
        if isinstance(news, str):
            yield event("stage", {"stage": news})
        elif isinstance(news, AskResponse):
            answer = news.model_dump(mode="json", by_alias=True)
            yield event("citations", answer["citations"])
            yield event("answer", answer)
            return
        else:
            yield _failure(news)
            return


def event(name: str | None, data: object) -> bytes:
    """Return one event with data as JSON."""
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))


def _failure(error: Exception) -> bytes:
    if isinstance(error, PolicyqaError):
        return event("problem", {"code": "bad_request", "detail": str(error)})
    log.error("a streamed question failed", exc_info=error)
    return event("problem", {"code": "internal", "detail": "the service failed"})
