"""Keeping a version on disk while somebody reads it: a shared lock on its store.

A reader opens files later than it chose the version, a thread's first connection among them; by
then two newer versions may have been published. The lock ends with the process that holds it.
"""

import os
from pathlib import Path

__all__ = ["hold", "is_held", "release"]

try:
    import fcntl
except ImportError:  # Windows, which removes no open file anyway
    fcntl = None  # type: ignore[assignment]


def hold(path: Path) -> int:
    """Mark a file as read by somebody; OSError when it is not there. Give back by `release`."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def release(descriptor: int) -> None:
    """End a hold."""
    os.close(descriptor)


def is_held(path: Path) -> bool:
    """True when somebody reads a file, here or in another process."""
    if fcntl is None or not path.is_file():
        return False
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
