"""The engines that the same tests run against: local, Milvus, Milvus with PostgreSQL."""

from uuid import uuid4

import pytest

from index.engine import Remote

ENGINES = ["local", "milvus", "milvus+postgresql"]


def remote_of(request: pytest.FixtureRequest) -> Remote | None:
    """Return the remote engine that a fixture's parameter names, under a name of its own."""
    if request.param == "local":
        return None
    search = f"{request.getfixturevalue('milvus_url')}?name=t_{uuid4().hex[:12]}"
    documents = request.param.endswith("postgresql")
    return Remote(search, request.getfixturevalue("postgres_url") if documents else "")
