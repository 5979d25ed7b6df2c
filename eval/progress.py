"""Progress of long work on standard error: a moving line on a terminal, else one every while."""

import sys
import time

import click

from qa.ingest import Progress

__all__ = ["reporter"]

EVERY_S = 15.0  # between lines of a log


def reporter() -> Progress:
    """Return a function of stage, done, total."""
    last = [time.monotonic()]

    def report(stage: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{stage} {done}/{total}\033[K", err=True, nl=done == total)
            return
        now = time.monotonic()
        if now - last[0] >= EVERY_S:
            last[0] = now
            click.echo(f"{stage} {done}/{total}", err=True)

    return report
