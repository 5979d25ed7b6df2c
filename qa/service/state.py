"""What the routes of one process share, and who may call them."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from corpus.document import Figure
from corpus.errors import PolicyqaError
from qa.ask import Assistant
from qa.contract import AskResponse
from qa.latest import Latest
from qa.rows.figure_rows import FigureWish, chosen_figures
from qa.service.audit import AuditLog, Caller
from qa.service.foreman import Foreman
from qa.service.jobs import Jobs
from qa.service.keys import find_key
from qa.service.limits import RateLimits
from qa.service.metrics import Metrics
from qa.service.problems import Problem
from qa.service.upkeep import Upkeep
from qa.settings import Settings
from qa.suggest import Suggestion, suggestions

__all__ = ["Asks", "Reads", "Service", "Serving", "Tells", "Writes"]

log = logging.getLogger(__name__)
_SUGGESTED = 256  # wishes for suggestions whose answers are kept, some 2 kB each
_bearer = HTTPBearer(auto_error=False, description="an API key, made with `policyqa keys create`")


class Service:
    """One process's Assistant, database, limits, log and jobs; closed with the process."""

    def __init__(
        self,
        home: Path,
        settings: Settings,
        database: sa.Engine,
        metrics: Metrics,
        *,
        keys_needed: bool,
    ) -> None:
        self.home = home
        self.settings = settings
        self.database = database
        self.metrics = metrics
        self.keys_needed = keys_needed
        self.limits = RateLimits(database, settings.service)
        self.audit = AuditLog(database, settings.service)
        self._suggested: dict[tuple[str, int, str], tuple[Suggestion, ...]] = {}
        self._chosen: tuple[tuple[str, FigureWish], tuple[Figure, ...]] | None = None
        self._latest = Latest(home, settings)
        self.jobs = Jobs(database)
        self.foreman = Foreman(home, settings, self.jobs)
        self.upkeep = Upkeep(home, self.foreman, self.jobs, self.audit)

    def assistant(self) -> Assistant:
        """Return the Assistant for one request; IndexMissing when nothing was ingested yet."""
        return self._latest.assistant()

    def suggestions(self, assistant: Assistant, count: int, holding: str) -> tuple[Suggestion, ...]:
        """Return questions to begin with; those of one index version are worked out once."""
        key = (assistant.index_version, count, holding)
        if key not in self._suggested:
            if len(self._suggested) >= _SUGGESTED:
                self._suggested.clear()
            self._suggested[key] = suggestions(assistant, count, holding)
        return self._suggested[key]

    def figures(self, assistant: Assistant, wish: FigureWish) -> tuple[Figure, ...]:
        """Return the figures of a wish; those of the last one are at hand, for its other pages."""
        key = (assistant.index_version, wish)
        last = self._chosen
        if last is None or last[0] != key:
            last = self._chosen = (key, chosen_figures(assistant.store, wish))
        return last[1]

    def told(self, caller: Caller, response: AskResponse) -> None:
        """Count an answer and write it into the audit log."""
        self.metrics.answer(response)
        self.audit.write(
            "ask",
            caller,
            question=response.question,
            answer_id=response.id,
            status=response.status.value,
            kind=response.kind.value,
            refusal=response.refusal.code.value if response.refusal else None,
            index_version=response.index_version,
            total_ms=response.timings_ms.get("total"),
        )

    def warm(self) -> None:
        """Get ready to answer, so that nobody waits for it."""
        try:
            self.assistant().warm()
        except PolicyqaError as error:
            log.info("no question can be answered yet: %s", error)

    def admit(self, question: str) -> None:
        """Let a question in; Problem `bad_request` when it is longer than the service takes."""
        most = self.settings.service.question_characters
        if len(question) > most:
            raise Problem(
                "bad_request", f"a question may have {most} characters, not {len(question)}"
            )

    def page_size(self, limit: int | None) -> int:
        """Return how many entries a page of a list has."""
        return min(limit or self.settings.service.pages, self.settings.service.most_pages)

    def close(self) -> None:
        """Release index and database; a job that runs goes on."""
        self.upkeep.close()
        self._latest.close()
        self.database.dispose()


def serving(request: Request) -> Service:
    """Return the process's service."""
    service: Service = request.app.state.service
    return service


Serving = Annotated[Service, Depends(serving)]


@dataclass(frozen=True, slots=True)
class _Allowed:
    """A dependency: the caller, once key, scope and limit allow the request."""

    scope: str
    kind: str

    def __call__(
        self, request: Request, service: Serving, bearer: Annotated[Any, Depends(_bearer)]
    ) -> Caller:
        client = request.client.host if request.client else ""
        caller = Caller(None, client, request.state.request_id)
        if service.keys_needed:
            service.limits.take("read", client)  # guessing keys is limited too
            caller = Caller(_key(service, bearer, self.scope), client, request.state.request_id)
        service.limits.take(self.kind, caller.name)
        return caller


def _key(service: Service, bearer: Any, scope: str) -> str:
    """Return the id of the key that came with a request."""
    challenge = {"WWW-Authenticate": "Bearer"}
    if bearer is None:
        raise Problem("unauthorized", "send `Authorization: Bearer KEY`", challenge)
    key = find_key(service.database, bearer.credentials)
    if key is None:
        raise Problem("unauthorized", "the API key is unknown or has been revoked", challenge)
    if scope not in key.scopes:
        raise Problem("forbidden", f"the API key {key.id} lacks the scope {scope!r}")
    return key.id


Asks = Annotated[Caller, Depends(_Allowed("read", "ask"))]
Reads = Annotated[Caller, Depends(_Allowed("read", "read"))]
Tells = Annotated[Caller, Depends(_Allowed("read", "write"))]  # readers judge answers too
Writes = Annotated[Caller, Depends(_Allowed("write", "write"))]
