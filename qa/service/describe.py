"""The OpenAPI description as text; docs/openapi.json holds the same."""

import json
from pathlib import Path

from qa.service.app import create_app
from qa.settings import Settings

__all__ = ["openapi_text"]


def openapi_text() -> str:
    """Return the description of every route, field, unit and error as JSON text."""
    schema = create_app(Path(), Settings()).openapi()
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
