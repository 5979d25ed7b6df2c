"""The MCP server over streamable HTTP, behind the service's own gate."""

from pathlib import Path

import anyio.to_thread
import uvicorn
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from qa.mcp_server import mcp_server
from qa.service.database import open_database
from qa.service.keys import find_key
from qa.service.middleware import Gate
from qa.service.problems import response
from qa.service.serve import needs_keys
from qa.settings import Settings

__all__ = ["mcp_app", "serve_mcp"]

PATH = "/mcp"


def mcp_app(home: Path, settings: Settings, host: str) -> ASGIApp:
    """Return the application: one endpoint, `/mcp`, with a key where others can reach it."""
    inner: ASGIApp = mcp_server(home, settings).streamable_http_app(
        streamable_http_path=PATH, stateless_http=True, json_response=True, host=host
    )
    if needs_keys(settings.service.keys, host):
        inner = _KeyNeeded(inner, home, settings)
    limits = settings.service
    return Gate(
        inner,
        body_bytes=limits.body_bytes,
        upload_bytes=limits.body_bytes,
        observe=lambda *_: None,
    )


def serve_mcp(home: Path, settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted."""
    uvicorn.run(
        mcp_app(home, settings, host),
        host=host,
        port=port,
        server_header=False,
        timeout_graceful_shutdown=settings.service.shutdown_s,
    )


class _KeyNeeded:
    """Lets requests through that carry a key with the scope read."""

    def __init__(self, app: ASGIApp, home: Path, settings: Settings) -> None:
        self._app = app
        self._database = open_database(home, settings.service.database)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            request = Request(scope)
            scheme, _, secret = request.headers.get("authorization", "").partition(" ")
            key = None
            if scheme.lower() == "bearer" and secret:
                key = await anyio.to_thread.run_sync(find_key, self._database, secret)
            if key is None or "read" not in key.scopes:
                problem = response(
                    request,
                    "unauthorized",
                    "send `Authorization: Bearer KEY`, a key with the scope read",
                    headers={"WWW-Authenticate": "Bearer"},
                )
                await problem(scope, receive, send)
                return
        await self._app(scope, receive, send)
