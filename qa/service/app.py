"""The application: routes, errors and middleware put together over one home."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from qa.service import (
    routes_ask,
    routes_chat,
    routes_docs,
    routes_documents,
    routes_feedback,
    routes_figures,
    routes_jobs,
    routes_page,
    routes_system,
)
from qa.service.database import open_database
from qa.service.examples import add_examples
from qa.service.metrics import Metrics
from qa.service.middleware import Gate
from qa.service.problems import ProblemOut, handle_problems, problems
from qa.service.state import Service
from qa.service.workers import end_with_parent
from qa.settings import Settings

__all__ = ["create_app"]

_ABOUT = """\
Cited answers and typed figures from Chinese policy documents.

`start` and `end` are offsets in code points of the document's text, half-open:
`text[start:end] == quote`. Numbers are decimal strings. Errors are problem details (RFC 9457)
with a stable `code`. That the documents hold no answer is no error: status 200, `not_found`.
"""


def create_app(
    home: Path, settings: Settings, *, keys_needed: bool = False, root_path: str = ""
) -> FastAPI:
    """Return the application over a home; it may be served before anything was ingested."""
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        limiter = anyio.to_thread.current_default_thread_limiter()
        limiter.total_tokens = settings.service.concurrency
        database = open_database(home, settings.service.database)
        service = Service(home, settings, database, metrics, keys_needed=keys_needed)
        app.state.service = service
        await anyio.to_thread.run_sync(service.warm)
        service.upkeep.start()
        end_with_parent()
        yield
        await anyio.to_thread.run_sync(service.close)

    app = FastAPI(
        title="policyqa",
        version=version("policyqa"),
        description=_ABOUT,
        lifespan=lifespan,
        root_path=root_path,
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
    )
    for routes in (
        *(routes_ask, routes_documents, routes_jobs, routes_figures),
        *(routes_chat, routes_feedback, routes_system, routes_docs, routes_page),
    ):
        app.include_router(routes.router, responses=problems())
    handle_problems(app)
    limits = settings.service
    if limits.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(limits.cors_origins),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "X-Request-ID"],
            expose_headers=["X-Request-ID", "Retry-After"],
        )
    app.add_middleware(
        Gate,
        body_bytes=limits.body_bytes,
        upload_bytes=limits.upload_bytes * limits.upload_files,
        observe=metrics.request,
    )
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """Let OpenAPI know what routes name by reference alone."""
    made = app.openapi

    def openapi() -> dict[str, object]:
        schema = made()
        schemas = schema.setdefault("components", {}).setdefault("schemas", {})
        model = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(model.pop("$defs", {}))
        schemas["ProblemOut"] = model
        add_examples(schema)
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
