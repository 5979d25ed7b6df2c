"""Small JSON files that everything hangs on: each with its checksum, and with a copy beside it.

A file of before checksums, which has no copy, still reads. The copy is written first, so that one
of the two is always whole; it is read when the file is damaged or gone.
"""

import json
import logging
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.home import write_durably

__all__ = ["damage", "read_checked", "write_checked"]

_CHECKSUM = "sha256"
_COPY = ".copy"
_log = logging.getLogger(__name__)


def write_checked(path: Path, content: dict[str, Any]) -> None:
    """Write an object to a file and its copy."""
    data = json.dumps({_CHECKSUM: _digest(content), **content}, indent=1).encode()
    write_durably(_copy(path), data)
    write_durably(path, data)


def read_checked(path: Path) -> dict[str, Any]:
    """Return an object; FileNotFoundError where it never was, ValueError when both are damaged."""
    try:
        return _read(path)
    except (ValueError, FileNotFoundError) as error:
        try:
            content = _read(_copy(path))
        except (ValueError, OSError):
            raise error from None
        _log.warning("%s is damaged or gone; its copy is read", path)
        return content


def damage(path: Path) -> str | None:
    """Say what is wrong with a file or its copy, None when nothing is."""
    for one in (path, _copy(path)):
        try:
            _read(one)
        except FileNotFoundError:
            if one == path and _copy(path).exists():
                return f"{one} is missing"  # a copy alone may be missing: it came later
        except (ValueError, OSError):
            return f"{one} has changed"
    return None


def _read(path: Path) -> dict[str, Any]:
    content = json.loads(path.read_bytes())
    if not isinstance(content, dict):
        raise ValueError(f"{path} holds no object")
    checksum = content.pop(_CHECKSUM, None)
    old = checksum is None and path.suffix != _COPY and not _copy(path).exists()
    if not old and checksum != _digest(content):
        raise ValueError(f"{path} has changed on disk")
    return content


def _digest(content: dict[str, Any]) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _copy(path: Path) -> Path:
    return path.with_name(f"{path.name}{_COPY}")
