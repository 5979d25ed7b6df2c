"""The home folder: its format, its migrations, and files that are whole or not there."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.errors import PolicyqaError

__all__ = ["HOME_FORMAT", "open_home", "sync_folder", "write_durably"]

HOME_FORMAT = 1
# From each earlier format, the step to the next one; it gets the home and changes it in place,
# and does no harm when it is run again after a crash.
MIGRATIONS: dict[int, Callable[[Path], None]] = {}


def open_home(home: Path) -> None:
    """Create the home, or bring it to today's format; refuse one of a later program."""
    marker = home / "home.json"
    if not marker.exists():
        _mark(marker, HOME_FORMAT)
        return
    try:
        found = int(json.loads(marker.read_bytes())["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise PolicyqaError(f"{marker} is damaged; restore the home from a backup") from error
    if found > HOME_FORMAT:
        raise PolicyqaError(
            f"{home} has format {found}, this program knows {HOME_FORMAT}; use a newer program"
        )
    if found < HOME_FORMAT and found not in MIGRATIONS:
        raise PolicyqaError(f"{marker} is damaged: there is no format {found}; restore a backup")
    for number in range(found, HOME_FORMAT):
        MIGRATIONS[number](home)
        _mark(marker, number + 1)


def write_durably(path: Path, data: bytes) -> None:
    """Write a file beside its place, flush it to the disk, and rename it into its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def sync_folder(path: Path) -> None:
    """Make the entries of a folder durable, where the system can."""
    flags: Any = getattr(os, "O_DIRECTORY", None)
    if flags is None:  # Windows has no such thing
        return
    descriptor = os.open(path, os.O_RDONLY | flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mark(marker: Path, number: int) -> None:
    write_durably(marker, json.dumps({"format": number}).encode())
