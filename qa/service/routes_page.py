"""The web page: its files out of this package, and plotly.js out of the installed package.

The page names its files under a folder of this edition, `page/v-TAG/`, which a browser may keep;
with another edition they have another address. The page itself is always asked for again.
"""

import gzip
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata, resources
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
_FOLDER = resources.files("qa") / "page"
_INDEX = "index.html"
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
    return _sent(_INDEX, request)


@router.get("/page/{name:path}")
def file(request: Request, name: str) -> Response:
    """Return a file of the page; names that are not in the package do not exist."""
    edition, _, rest = name.partition("/")
    if edition.startswith("v-"):
        return _sent(rest, request, kept=edition == f"v-{_edition()}")
    return _sent(name, request)


def _sent(name: str, request: Request, *, kept: bool = False) -> Response:
    if name != _CHARTS and name not in _names():
        raise Problem("not_found", f"the page has no file {name!r}")
    found = _file(name)
    keep = "public, max-age=31536000, immutable" if kept else "no-cache"
    headers = {"ETag": found.tag, "Cache-Control": keep, "Vary": "Accept-Encoding"}
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

    return frozenset(under(_FOLDER, ""))


@cache
def _edition() -> str:
    """Return what changes with any file of the page."""
    digest = sha256(metadata.version("plotly").encode())
    for name in sorted(_names()):
        digest.update(name.encode() + b"\0" + _read(name))
    return digest.hexdigest()[:16]


@cache
def _file(name: str) -> _File:
    plain = _read(name)
    if name == _INDEX:
        plain = re.sub(rb'"page/', f'"page/v-{_edition()}/'.encode(), plain)
    return _File(
        kind=_KINDS[PurePosixPath(name).suffix],
        plain=plain,
        packed=gzip.compress(plain, 6, mtime=0) if len(plain) > _SMALL else None,
        tag=f'"{sha256(plain).hexdigest()[:20]}"',
    )


def _read(name: str) -> bytes:
    if name == _CHARTS:
        return (resources.files("plotly") / "package_data" / _CHARTS).read_bytes()
    return _FOLDER.joinpath(*name.split("/")).read_bytes()
