"""The web page: its files out of this package, and plotly.js out of the installed package."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from fastapi import APIRouter, Request, Response

from qa.service.problems import Problem

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_CHARTS = "plotly.min.js"
_SMALL = 500  # bytes; below this gzip saves less than a packet


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is sent; `packed` is its gzip, None where that is not worth it."""

    kind: str
    plain: bytes
    packed: bytes | None
    tag: str


@router.get("/")
def index(request: Request) -> Response:
    """Return the page."""
    return _sent("index.html", request)


@router.get("/page/{name:path}")
def file(request: Request, name: str) -> Response:
    """Return a file of the page; names that are not in the package do not exist."""
    return _sent(name, request)


def _sent(name: str, request: Request) -> Response:
    if name != _CHARTS and name not in _names():
        raise Problem("not_found", f"the page has no file {name!r}")
    found = _file(name)
    # Always asked for again and hardly ever sent again: after an upgrade no old file is used.
    headers = {"ETag": found.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if found.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(found.packed, media_type=found.kind, headers=headers)
    return Response(found.plain, media_type=found.kind, headers=headers)


@cache
def _names() -> frozenset[str]:
    """Return the paths of the page's files."""

    def under(folder: Traversable, prefix: str) -> list[str]:
        names = []
        for one in folder.iterdir():
            if one.is_dir():
                names += under(one, f"{prefix}{one.name}/")
            elif PurePosixPath(one.name).suffix in _KINDS:
                names.append(prefix + one.name)
        return names

    return frozenset(under(resources.files("qa") / "page", ""))


@cache
def _file(name: str) -> _File:
    if name == _CHARTS:
        source = resources.files("plotly") / "package_data" / _CHARTS
    else:
        source = (resources.files("qa") / "page").joinpath(*name.split("/"))
    plain = source.read_bytes()
    return _File(
        kind=_KINDS[PurePosixPath(name).suffix],
        plain=plain,
        packed=gzip.compress(plain, 6, mtime=0) if len(plain) > _SMALL else None,
        tag=f'"{sha256(plain).hexdigest()[:20]}"',
    )
