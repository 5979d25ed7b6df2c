"""The audit log: who asked, told, ingested or managed what, and when; kept for a set time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from qa.service.database import audit, now
from qa.service.parameters import ServiceParameters

__all__ = ["AuditLog", "Caller"]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request: its key's id, None where no key is needed, and its address."""

    key: str | None
    client: str
    request: str  # the request's id

    @property
    def name(self) -> str:
        """What limits are counted by."""
        return self.key or self.client


class AuditLog:
    """Writes events; never a question's text where that is switched off."""

    def __init__(self, database: sa.Engine, parameters: ServiceParameters) -> None:
        self._database = database
        self._questions = parameters.audit_questions
        self._kept = timedelta(days=parameters.audit_days)

    def write(
        self, event: str, caller: Caller, *, question: str | None = None, **detail: Any
    ) -> None:
        """Write one event."""
        row = {
            "at": now(),
            "event": event,
            "request": caller.request,
            "key": caller.key,
            "client": caller.client,
            "question": question if self._questions else None,
            "detail": detail or None,
        }
        with self._database.begin() as connection:
            connection.execute(audit.insert().values(**row))

    def sweep(self) -> int:
        """Drop what is older than it is to be kept; return how many events that were."""
        with self._database.begin() as connection:
            old = audit.delete().where(audit.c.at < now() - self._kept)
            return connection.execute(old).rowcount
