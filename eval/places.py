"""Where an evaluation keeps what it makes, and the kinds of values that its commands take."""

from pathlib import Path

import click

__all__ = ["FILE", "FOLDER", "PARTS", "VAR"]

VAR = Path("var") / "eval"  # runs, cached vectors and the log of report runs: git-ignored
PARTS = click.Choice(["tune", "report", "all"])
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
