"""The page of the OpenAPI description: Swagger UI out of an installed package."""

from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse

from qa.service.problems import Problem

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_OWN = Path(__file__).parent / "api_page"
_HOURS = {"Cache-Control": "public, max-age=3600"}


@router.get("/docs")
def page() -> FileResponse:
    """Show the description of the endpoint."""
    return FileResponse(_OWN / "index.html")


@router.get("/docs/start.js")
def start() -> FileResponse:
    """Return what starts the page."""
    return FileResponse(_OWN / "start.js")


@router.get("/docs/{name}")
def asset(name: Literal["swagger-ui-bundle.js", "swagger-ui.css"]) -> FileResponse:
    """Return a file of Swagger UI."""
    package = find_spec("fastapi_offline")  # found, not imported: only its files are wanted
    if package is None or package.origin is None:
        raise Problem("not_found", "Swagger UI is not installed; the description is openapi.json")
    return FileResponse(Path(package.origin).parent / "static" / name, headers=_HOURS)
