"""Options that several commands share, and how results are written to standard output."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = [
    "as_json",
    "filter_options",
    "home_option",
    "json_option",
    "put_exactly",
    "put_json",
    "reader_option",
    "set_option",
]

DEFAULT_HOME = Path("var/home")
Command = TypeVar("Command", bound=Callable[..., Any])

NO_READER = "answer.reader=false"  # what --no-reader sets

home_option = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=DEFAULT_HOME,
    show_default=True,
    envvar="POLICYQA_HOME",
    show_envvar=True,
    help="Folder that holds documents and index.",
)


def _no_reader(context: click.Context, _: click.Parameter, unread: bool) -> None:
    context.meta[NO_READER] = unread


def _overrides(
    context: click.Context, _: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    return (*given, NO_READER) if context.meta.get(NO_READER) else given


reader_option = click.option(
    "--no-reader",
    is_flag=True,
    is_eager=True,  # --set takes it up
    expose_value=False,
    callback=_no_reader,
    help="Answer by the rules alone.",
)
set_option = click.option(
    "--set",
    "overrides",
    multiple=True,
    callback=_overrides,
    metavar="KEY=VALUE",
    help="Override a setting of the home's policyqa.toml, as index.model.threads=2.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

_FILTERS = (
    click.option("--document", multiple=True, help="Only this document: id or path. Repeatable."),
    click.option("--region", multiple=True, help="Only documents of this region. Repeatable."),
    click.option("--issuer", multiple=True, help="Only documents of this issuer. Repeatable."),
    click.option("--published-from", metavar="DATE", help="Published on this day or later."),
    click.option("--published-to", metavar="DATE", help="Published on this day or earlier."),
)


def filter_options(command: Command) -> Command:
    """Add the options that choose which documents may answer."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def as_json(value: Any, *, indent: int | None = 2) -> str:
    """Return JSON text; ASCII alone where standard output cannot carry more."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").replace("-", "").lower()
    return json.dumps(value, ensure_ascii=encoding != "utf8", indent=indent)


def put_json(value: Any, *, indent: int | None = 2) -> None:
    """Print a value as JSON on standard output."""
    click.echo(as_json(value, indent=indent))


def put_exactly(text: str) -> None:
    """Write text to standard output as UTF-8, no newline translated or added."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
