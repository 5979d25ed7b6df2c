"""What every request passes through: an id, a limit on its body, security headers, a measure."""

import re
import secrets
import time
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.service.problems import response

__all__ = ["Gate"]

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# No script, style sheet, frame or connection but from here. Charts set styles of single elements.
_CONTENT_POLICY = "; ".join(
    (
        *("default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'"),
        *("img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "form-action 'self'"),
        *("base-uri 'none'", "frame-ancestors 'none'"),
    )
)
_HEADERS = {
    "Content-Security-Policy": _CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_DRAINED = 8_000_000  # bytes of a refused body that are read, so that its sender hears the answer
_UPLOADS = "/v1/documents"
Observe = Callable[[str, str, int, float], None]  # method, route, status, seconds


class Gate:
    """ASGI middleware. A body larger than allowed ends in a problem before a route reads it."""

    def __init__(
        self, app: ASGIApp, *, body_bytes: int, upload_bytes: int, observe: Observe
    ) -> None:
        self._app = app
        self._body_bytes = body_bytes
        self._upload_bytes = upload_bytes
        self._observe = observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                out = MutableHeaders(scope=message)
                out["X-Request-ID"] = request_id
                for name, value in _HEADERS.items():
                    out.setdefault(name, value)
            await send(message)

        most = self._most(scope, headers)
        try:
            if int(headers.get("content-length") or 0) > most:
                if headers.get("expect", "").lower() != "100-continue":  # it is on its way
                    await _drain(receive)
                await self._too_large(scope, receive, sending, most)
            else:
                await self._app(scope, _counted(receive, most), sending)
        finally:
            route = scope.get("route")
            self._observe(
                scope["method"],
                getattr(route, "path", "unmatched"),
                status,
                time.perf_counter() - started,
            )

    def _most(self, scope: Scope, headers: Headers) -> int:
        """Return how long a body may be; the route of uploads measures each file by itself."""
        files = headers.get("content-type", "").startswith("multipart/form-data")
        upload = files and scope["path"].endswith(_UPLOADS)
        return self._upload_bytes + self._body_bytes if upload else self._body_bytes

    async def _too_large(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        problem = response(
            Request(scope), "too_large", _detail(most), headers={"Connection": "close"}
        )
        await problem(scope, receive, send)


def _detail(most: int) -> str:
    return f"a body may have {most} bytes; send less"


def _counted(receive: Receive, most: int) -> Receive:
    """Return a `receive` that stops once more than `most` bytes have come."""
    came = 0

    async def receiving() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most:
            if message.get("more_body"):
                await _drain(receive)
            raise HTTPException(413, _detail(most))
        return message

    return receiving


async def _drain(receive: Receive) -> None:
    """Read the rest of a body, if it is not too long: a sender reset on its way hears nothing."""
    came = 0
    while came < _DRAINED:
        message = await receive()
        came += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return
