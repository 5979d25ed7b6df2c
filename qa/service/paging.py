"""Lists by pages: a cursor says where the last page ended, and of which index version."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from qa.service.problems import Problem

__all__ = ["Cursor", "Limit", "Page", "page_of"]

T = TypeVar("T")
Cursor = Annotated[
    str | None,
    Query(max_length=200, description="`next_cursor` of the page before; leave it out to begin"),
]
Limit = Annotated[
    int | None, Query(ge=1, description="entries of a page; the most allowed if larger")
]


class Page(BaseModel, Generic[T]):
    """A part of a list."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    items: tuple[T, ...]
    """the entries, in order"""
    total: int = Field(description="entries of the whole list")
    next_cursor: str | None = Field(description="null on the last page")
    index_version: str
    """content id of the index that answered"""


def page_of(
    entries: Sequence[T], version: str, cursor: str | None, limit: int
) -> tuple[Sequence[T], str | None]:
    """Return the entries of a page and the cursor of the next.

    Problem `bad_request` when the cursor is none, or of an index version that no longer serves:
    the list may have become another.
    """
    start = _start(cursor, version)
    end = start + limit
    after = _encode(version, end) if end < len(entries) else None
    return entries[start:end], after


def _encode(version: str, start: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([version, start]).encode()).decode()


def _start(cursor: str | None, version: str) -> int:
    if cursor is None:
        return 0
    try:
        of, start = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, TypeError, binascii.Error) as error:
        raise Problem("bad_request", f"cursor {cursor!r} is none of ours; begin anew") from error
    if of != version or not isinstance(start, int) or start < 0:
        raise Problem(
            "bad_request", f"cursor {cursor!r} is of another index version; begin anew without it"
        )
    return start
