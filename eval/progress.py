"""Progress of long work on standard error: a moving line on a terminal, else one every while."""

import sys
import time
from collections.abc import Callable

import click

__all__ = ["reporter"]

EVERY_S = 15.0  # between lines of a log


def reporter() -> Callable[[str, int, int], None]:
    """Return a function of stage, done, of."""
    last = [time.monotonic()]

    def report(stage: str, done: int, of: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{stage} {done}/{of}\033[K", err=True, nl=done == of)
            return
        now = time.monotonic()
        if now - last[0] >= EVERY_S:
            last[0] = now
            click.echo(f"{stage} {done}/{of}", err=True)

    return report
