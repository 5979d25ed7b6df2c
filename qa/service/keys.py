"""API keys: made once, shown once, kept as a hash.

A key is 256 random bits, so one round of sha256 keeps it as safe as a slow hash would: there is
nothing to guess (OWASP Password Storage, on high-entropy secrets).
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa

from corpus.errors import BadRequest
from qa.service.database import keys, now

__all__ = ["SCOPES", "Key", "create_key", "find_key", "list_keys", "revoke_key"]

PREFIX = "pqa_"  # lets people and secret scanners tell what a string is
SCOPES = ("read", "write")


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret; `scopes` are of `SCOPES`."""

    id: str
    name: str
    scopes: tuple[str, ...]
    created: datetime
    revoked: datetime | None = None


def create_key(database: sa.Engine, name: str, scopes: Sequence[str]) -> tuple[Key, str]:
    """Make a key; return it with its secret, which is not kept."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise BadRequest(f"scopes are {' and '.join(SCOPES)}, not {unknown or 'none'}")
    if not name.strip():
        raise BadRequest("a key needs a name that says whose it is")
    secret = PREFIX + secrets.token_urlsafe(32)
    key = Key(secrets.token_hex(4), name.strip(), tuple(s for s in SCOPES if s in scopes), now())
    with database.begin() as connection:
        connection.execute(
            keys.insert().values(
                id=key.id,
                name=key.name,
                sha256=_hash(secret),
                scopes=" ".join(key.scopes),
                created=key.created,
            )
        )
    return key, secret


def find_key(database: sa.Engine, secret: str) -> Key | None:
    """Return the key of a secret, None when there is none or it has been revoked."""
    wanted = sa.select(keys).where(keys.c.sha256 == _hash(secret), keys.c.revoked.is_(None))
    with database.connect() as connection:
        row = connection.execute(wanted).one_or_none()
    return None if row is None else _key(row)


def list_keys(database: sa.Engine) -> tuple[Key, ...]:
    """Return all keys, revoked ones too, oldest first."""
    with database.connect() as connection:
        rows = connection.execute(sa.select(keys).order_by(keys.c.created, keys.c.id)).all()
    return tuple(_key(row) for row in rows)


def revoke_key(database: sa.Engine, key_id: str) -> None:
    """Let a key open nothing from now on; BadRequest when there is none of that id."""
    change = keys.update().where(keys.c.id == key_id, keys.c.revoked.is_(None))
    with database.begin() as connection:
        if not connection.execute(change.values(revoked=now())).rowcount:
            raise BadRequest(f"no key {key_id!r} that could be revoked; see: policyqa keys list")


def _key(row: sa.Row[tuple[object, ...]]) -> Key:
    return Key(row.id, row.name, tuple(row.scopes.split()), row.created, row.revoked)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
