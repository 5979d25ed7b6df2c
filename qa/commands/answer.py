"""Commands that answer: ask, demo, schema."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import BadRequest, IndexMissing, PolicyqaError
from qa.commands.options import (
    filter_options,
    home_option,
    json_option,
    put_json,
    reader_option,
    set_option,
)
from qa.commands.progress import ProgressBar

if TYPE_CHECKING:
    from qa.ask import Assistant
    from qa.contract import AskRequest, AskResponse

__all__ = ["ask", "demo", "schema"]

_SCRIPTS = ("auto", "hans", "hant", "original")
_LANGUAGES = ("auto", "zh", "en", "ja")
_FILE = click.Path(dir_okay=False, path_type=Path, allow_dash=True)


@click.command()
@click.argument("question", required=False)
@json_option
@click.option("--batch", type=_FILE, help='Answer a file of lines {"id", "question"}; - is stdin.')
@click.option("--out", type=_FILE, help="Where the answers of --batch go; - is stdout.")
@filter_options
@click.option("--as-of", metavar="DATE", help="The day asked from; answers do not use it yet.")
@click.option("--script", type=click.Choice(_SCRIPTS), default="auto", help="Script of the answer.")
@click.option("--language", type=click.Choice(_LANGUAGES), default="auto", help="Of messages.")
@click.option(
    "--max-citations",
    type=int,
    default=5,
    show_default=True,
    help="At most so many; what a statement rests on is always cited.",
)
@home_option
@reader_option
@set_option
def ask(
    question: str | None,
    as_json: bool,
    batch: Path | None,
    out: Path | None,
    home: Path,
    overrides: tuple[str, ...],
    **fields: Any,
) -> None:
    """Answer a QUESTION with citations, or all questions of a file."""
    if (question is None) == (batch is None):
        raise BadRequest("give one QUESTION, or --batch FILE with --out FILE")
    if batch is None and out is not None:
        raise BadRequest("--out goes with --batch; for one question redirect --json")
    request = _fields(fields)
    if batch is not None:
        _check({"question": "?", **request})
        _ask_batch(batch, out or Path("-"), request, home, overrides)
        return
    checked = _check({"question": question, **request})
    with _assistant(home, overrides) as assistant:
        response = assistant.ask(checked)
    if as_json:
        put_json(response.model_dump(mode="json", by_alias=True))
    else:
        _show(response, checked)


def _fields(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options as fields of a request."""
    names = ("document", "region", "issuer", "published_from", "published_to")
    return {
        "filters": {name: options[name] for name in names},
        **{name: options[name] for name in ("as_of", "script", "language", "max_citations")},
    }


def _check(fields: dict[str, Any]) -> "AskRequest":
    """Return the request; BadRequest says which field is wrong."""
    from pydantic import ValidationError

    from qa.batch import first_problem
    from qa.contract import AskRequest

    try:
        return AskRequest.model_validate(fields)
    except ValidationError as error:
        raise BadRequest(first_problem(error)) from error


@contextmanager
def _assistant(home: Path, overrides: tuple[str, ...]) -> "Iterator[Assistant]":
    """Open the home's assistant for a while; IndexMissing says what to do first."""
    from qa.ask import Assistant
    from qa.settings import read_settings

    settings = read_settings(home, overrides)
    if settings.remote is None and not (home / "index" / "CURRENT").is_file():
        raise IndexMissing(
            f"no documents in {str(home)!r} yet; run: policyqa ingest DIR --home {home} "
            "(or policyqa demo to see samples)"
        )
    assistant = Assistant.open(home, settings)
    try:
        yield assistant
    finally:
        assistant.close()


def _show(response: "AskResponse", request: "AskRequest") -> None:
    from rich.console import Console

    from qa.commands.terminal import render

    console = Console(highlight=False, markup=False, emoji=False)
    render(console, response, language=request.language, script=request.script)


def _ask_batch(
    batch: Path, out: Path, defaults: dict[str, Any], home: Path, overrides: tuple[str, ...]
) -> None:
    """Answer the lines of a file; lines that cannot be answered are reported, the others stay."""
    from qa.batch import BadLine, answer_lines, write_lines

    lines = _lines(batch)
    if str(out) != "-" and not out.absolute().parent.is_dir():
        raise BadRequest(f"no folder {str(out.parent)!r} to write the answers into")
    rows: list[dict[str, Any]] = []
    bad: list[BadLine] = []
    with _assistant(home, overrides) as assistant, ProgressBar() as bar:
        for row in answer_lines(
            lines, assistant.ask, defaults=defaults, progress=bar.stage("answer")
        ):
            if isinstance(row, BadLine):
                bad.append(row)
            else:
                rows.append(row)
    if str(out) == "-":
        for row in rows:
            put_json(row, indent=None)
    else:
        write_lines(out, rows)
    for one in bad:
        click.echo(f"{batch}, line {one.number}: {one.message}", err=True)
    click.echo(f"{len(rows)} answered, {len(bad)} not", err=True)
    if bad:
        raise PolicyqaError(f"{len(bad)} of {len(rows) + len(bad)} lines were not answered")


def _lines(batch: Path) -> list[str]:
    """Return the lines of a batch file; only a line feed ends a line, as JSON lines have it."""
    try:
        data = sys.stdin.buffer.read() if str(batch) == "-" else batch.read_bytes()
    except FileNotFoundError as error:
        raise BadRequest(f"no file {str(batch)!r} of questions") from error
    try:
        return data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise BadRequest(f"{str(batch)!r} is not UTF-8 ({error}); convert it") from error


@click.command()
@click.option("--openapi", is_flag=True, help="Print the description of the HTTP endpoint instead.")
def schema(openapi: bool) -> None:
    """Print the JSON Schema of an answer."""
    if openapi:
        from qa.service.describe import openapi_text

        click.echo(openapi_text(), nl=False)
        return
    from qa.schema import answer_schema

    click.echo(answer_schema(), nl=False)


@click.command()
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var/demo"),
    show_default=True,
    help="Folder of the demonstration, never that of your own documents.",
)
@set_option
def demo(home: Path, overrides: tuple[str, ...]) -> None:
    """Index the sample documents and answer a few questions about them."""
    from qa.demo import QUESTIONS, refuse_others, sample_folder
    from qa.ingest import Ingest

    with sample_folder() as folder:
        refuse_others(home, folder)
        run = Ingest(home, folder, overrides)
        with ProgressBar() as bar:
            done, built = run(progress=bar)
    count = len(done.added) + len(done.changed) + len(done.unchanged)
    click.echo(f"{count} sample documents in {home}, index {built.version}\n")
    with _assistant(home, overrides) as assistant:
        for question in QUESTIONS:
            click.secho(f"? {question}", bold=True)
            request = _check({"question": question})
            _show(assistant.ask(request), request)
    click.echo(
        "Now your own documents (换成您自己的文件):\n"
        "  policyqa ingest DIR\n"
        "  policyqa ask 'QUESTION'\n"
        f"More about the samples: policyqa ask --home {home} 'QUESTION'"
    )
