"""One writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import Busy

__all__ = ["writing"]

PATIENCE_S = 10.0  # an ingest of a few documents is done by then; a longer one should be waited for


@contextmanager
def writing(path: Path, patience_s: float | None = None) -> Iterator[None]:
    """Hold a lock file; Busy when another process keeps it."""
    from filelock import FileLock, Timeout  # slow to import

    wait = PATIENCE_S if patience_s is None else patience_s
    try:
        lock = FileLock(path).acquire(timeout=wait)
    except Timeout as error:
        raise Busy(
            f"another process is writing to {path.parent} (it holds {path.name}); "
            "wait for it to finish and try again"
        ) from error
    with lock:
        yield
