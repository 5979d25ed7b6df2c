"""Questions of a file answered one by one, each line of it JSON."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.errors import PolicyqaError
from qa.contract import AskRequest, AskResponse

__all__ = ["BadLine", "answer_lines", "first_problem", "write_lines"]


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was not answered; `number` counts from 1."""

    number: int
    message: str


def answer_lines(
    lines: Sequence[str],
    answer: Callable[[AskRequest], AskResponse],
    *,
    defaults: dict[str, Any] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[dict[str, Any] | BadLine]:
    """Yield the answer of each line as the contract's object with the line's own id, or why not.

    A line is an object with `id` and `question`, and may have any other field of a request;
    `defaults` are the request fields of lines that do not say. Empty lines are passed over.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(number, line, answer, defaults or {})
        if progress is not None:
            progress(number, len(lines))


def _answer(
    number: int,
    line: str,
    answer: Callable[[AskRequest], AskResponse],
    defaults: dict[str, Any],
) -> dict[str, Any] | BadLine:
    try:
        fields = json.loads(line)
    except ValueError as error:
        return BadLine(number, f"not JSON ({error})")
    if not isinstance(fields, dict) or "id" not in fields or "question" not in fields:
        return BadLine(number, 'not an object with "id" and "question"')
    own = fields.pop("id")
    try:
        request = AskRequest.model_validate({**defaults, **fields})
    except ValidationError as error:
        return BadLine(number, first_problem(error))
    try:
        response = answer(request)
    except PolicyqaError as error:
        return BadLine(number, str(error))
    except Exception as error:  # one question must not lose the answers of the others
        return BadLine(number, f"could not be answered ({type(error).__name__}: {error})")
    return {**response.model_dump(mode="json", by_alias=True), "id": own}


def first_problem(error: ValidationError) -> str:
    """Return what is wrong with a request: the field, its value, what it should be."""
    problem = error.errors()[0]
    name = ".".join(str(part) for part in problem["loc"]) or "the request"
    if problem["type"] == "extra_forbidden":
        return f"unknown field {name!r}; known are {', '.join(AskRequest.model_fields)}"
    value = repr(problem["input"])
    shown = value if len(value) <= 80 else f"{value[:77]}…"
    return f"{name}: {problem['msg'].removeprefix('Value error, ')} (it is {shown})"


def write_lines(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Write one JSON object a line; the file appears whole, by a rename, or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
