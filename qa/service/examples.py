"""The examples of the OpenAPI description: real requests, and what the samples answered.

`examples.json` is written by `python -m tests.service.examples`; a test holds it against the
service.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["add_examples", "examples"]

_FILE = Path(__file__).with_name("examples.json")


@cache
def examples() -> dict[str, Any]:
    """Return by operation (`POST /v1/ask`) what was sent, and what was answered."""
    found: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def add_examples(schema: dict[str, Any]) -> None:
    """Put the examples into an OpenAPI description."""
    for operation, example in examples().items():
        method, path = operation.split(" ")
        route = schema["paths"].get(path, {}).get(method.lower())
        if route is None:
            continue
        if "request" in example:
            for content in route["requestBody"]["content"].values():
                content["example"] = example["request"]
        for parameter in route.get("parameters", ()):
            if parameter["name"] in example.get("query", {}):
                parameter["example"] = example["query"][parameter["name"]]
        content = route["responses"][str(example["status"])]["content"]
        content[example["type"]]["example"] = example["response"]
