"""Commands of the service: serve, mcp, keys, feedback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.commands.options import home_option, json_option, put_json, reader_option, set_option

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from qa.service.audit import AuditLog, Caller

__all__ = ["feedback_group", "keys_group", "mcp", "serve"]


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--root-path", default="", help="Path under which a proxy serves this.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer; one per core is plenty.",
)
@home_option
@reader_option
@set_option
def serve(
    host: str,
    port: int,
    root_path: str,
    workers: int,
    home: Path,
    overrides: tuple[str, ...],
) -> None:
    """Serve the web page and the HTTP endpoint.

    On loopback nobody needs a key; elsewhere `policyqa keys create` makes one.
    """
    from qa.service.serve import serve as run
    from qa.settings import read_settings

    run(home, read_settings(home, overrides), host, port, root_path, workers)


@click.command()
@click.option("--http", is_flag=True, help="Serve streamable HTTP at /mcp in place of stdio.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address for --http.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535))
@home_option
@reader_option
@set_option
def mcp(http: bool, host: str, port: int, home: Path, overrides: tuple[str, ...]) -> None:
    """Serve the documents to language models: tools ask, search, figures and document."""
    from qa.settings import read_settings

    settings = read_settings(home, overrides)
    if http:
        from qa.service.mcp_http import serve_mcp

        serve_mcp(home, settings, host, port)
    else:
        from qa.mcp_server import mcp_server

        mcp_server(home, settings).run("stdio")


@click.group("keys")
def keys_group() -> None:
    """Look after API keys: create, list, revoke."""


@contextmanager
def _opened(home: Path, overrides: tuple[str, ...]) -> "Iterator[tuple[Engine, AuditLog, Caller]]":
    """Yield the database, its audit log, and who writes into it."""
    from qa.service.audit import AuditLog, Caller
    from qa.service.database import open_database
    from qa.settings import read_settings

    parameters = read_settings(home, overrides).service
    database = open_database(home, parameters.database)
    try:
        yield database, AuditLog(database, parameters), Caller(None, "command line", "")
    finally:
        database.dispose()


@keys_group.command("create")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, default=("read",), show_default=True)
@home_option
@set_option
def create(name: str, scopes: tuple[str, ...], home: Path, overrides: tuple[str, ...]) -> None:
    """Make a key for NAME and print it, once; only its hash is kept."""
    from qa.service.keys import create_key

    with _opened(home, overrides) as (database, audit, caller):
        key, secret = create_key(database, name, scopes)
        audit.write("key.create", caller, id=key.id, name=key.name, scopes=key.scopes)
    click.echo(f"key {key.id} ({', '.join(key.scopes)}) for {key.name}", err=True)
    click.echo(secret)


@keys_group.command("list")
@json_option
@home_option
@set_option
def list_command(as_json: bool, home: Path, overrides: tuple[str, ...]) -> None:
    """List the keys, revoked ones too; no key can be shown again."""
    from qa.service.keys import list_keys

    with _opened(home, overrides) as (database, _, _):
        rows = list_keys(database)
    if as_json:
        put_json(
            [
                asdict(key) | {"created": _time(key.created), "revoked": _time(key.revoked)}
                for key in rows
            ]
        )
        return
    for key in rows:
        state = f"revoked {_time(key.revoked)}" if key.revoked else "valid"
        scopes = ",".join(key.scopes)
        click.echo("\t".join((key.id, scopes, _time(key.created) or "", state, key.name)))


@keys_group.command()
@click.argument("key_id", metavar="ID")
@home_option
@set_option
def revoke(key_id: str, home: Path, overrides: tuple[str, ...]) -> None:
    """Let the key ID open nothing from now on."""
    from qa.service.keys import revoke_key

    with _opened(home, overrides) as (database, audit, caller):
        revoke_key(database, key_id)
        audit.write("key.revoke", caller, id=key_id)
    click.echo(f"key {key_id} is revoked")


def _time(moment: "datetime | None") -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


@click.group("feedback")
def feedback_group() -> None:
    """What people said of answers."""


@feedback_group.command("export")
@home_option
@set_option
def export(home: Path, overrides: tuple[str, ...]) -> None:
    """Print what was said of answers as candidates for gold questions, one JSON object a line."""
    import json

    from corpus.library import Library
    from qa.service.database import open_database
    from qa.service.feedback import candidates
    from qa.settings import read_settings

    database = open_database(home, read_settings(home, overrides).service.database)
    documents = {one.document_id: (one.path, one.sha256) for one in Library(home).entries()}
    for candidate in candidates(database, documents):
        click.echo(json.dumps(candidate, ensure_ascii=False))
    database.dispose()
