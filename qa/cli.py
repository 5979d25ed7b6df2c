"""The command line: a thin door to the library. Nothing heavy is imported before it is needed.

Exit codes: 0 done (a refusal is done), 1 failure, 2 bad use.
"""

import sqlite3
import sys
from typing import Any

import click

from corpus.errors import BadRequest, PolicyqaError
from qa.commands.answer import ask, demo, schema
from qa.commands.documents import documents, figures, show
from qa.commands.home import (
    backup_command,
    doctor,
    forget,
    index_group,
    ingest,
    restore_command,
)
from qa.commands.service import feedback_group, keys_group, mcp, serve

__all__ = ["cli"]


class BadUse(click.ClickException):
    """An error of the caller: a message and exit code 2."""

    exit_code = 2


class Commands(click.Group):
    """A group that turns our own errors, and those of files, into messages."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BadRequest as error:
            raise BadUse(str(error)) from error
        except PolicyqaError as error:
            raise click.ClickException(str(error)) from error
        except sqlite3.Error as error:
            raise click.ClickException(
                f"a file of the home cannot be used: {error}; look at the disk's space, then run "
                "policyqa index verify"
            ) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            where = f": {error.filename}" if error.filename else ""
            raise click.ClickException(f"{error.strerror or error}{where}") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policyqa")
def cli() -> None:
    """Answer questions over folders of Chinese policy documents, offline, with citations.

    Start with `policyqa demo`, or with `policyqa ingest DIR` and `policyqa ask QUESTION`.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a terminal that lacks a character shows ? in its place
            reconfigure(errors="replace")


for _command in (
    *(ingest, forget, ask, figures, show, documents),
    *(index_group, backup_command, restore_command, doctor, schema, demo, serve, mcp),
    *(keys_group, feedback_group),
):
    cli.add_command(_command)
