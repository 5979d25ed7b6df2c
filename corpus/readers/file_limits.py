"""What one file may cost: bytes, characters, processor time and memory.

Whatever a file holds, reading it ends: in a document, or in an UnreadableFile that names the file,
the limit, and what to do. Time and memory are bounded in the process that reads, whichever it is:
the time by a timer of the system, the memory by a limit of the process. Both need what the system
has (not Windows) and the main thread; the limits of size hold everywhere.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from corpus.errors import UnreadableFile

__all__ = ["LONGEST_TEXT", "check_bytes", "check_text", "parse_seconds", "read_seconds", "within"]

# No policy document comes near; a mistake does.
LARGEST_BYTES = 200 * 2**20
# Characters of one document. What is read out of a text of 200,000 takes some 80 MB; a statistical
# yearbook has three million. 15.8 million are all of 833 government reports.
LONGEST_TEXT = 5_000_000
# Bytes of a file that is text: four a character at most, and the marks of a page around them.
_LARGEST_TEXT_BYTES = {".txt": 4 * LONGEST_TEXT, ".md": 4 * LONGEST_TEXT}
_LARGEST_PAGE_BYTES = {".html": 8 * LONGEST_TEXT, ".htm": 8 * LONGEST_TEXT}
_MEMORY_BYTES = 2 * 2**30  # beyond what the process has; a pdf of 500 pages takes a tenth
_MIB = 2**20


class _TimeUp(BaseException):
    """The time is up. No Exception, for the libraries catch those."""


def check_bytes(name: str, suffix: str, size: int) -> None:
    """Refuse a file that is too large for its kind."""
    most = {**_LARGEST_TEXT_BYTES, **_LARGEST_PAGE_BYTES}.get(suffix.lower(), LARGEST_BYTES)
    if size > most:
        raise UnreadableFile(f"{name}: {size} bytes; the limit is {most}; split it")


def check_text(name: str, text: str) -> None:
    """Refuse a document that is too long to be read out."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableFile(
            f"{name}: {len(text)} characters; the limit is {LONGEST_TEXT}; split it"
        )


def read_seconds(size: int) -> float:
    """Return the processor time that a file of so many bytes may take: a pdf page takes 0.1 s."""
    return 60.0 + 60.0 * size / _MIB


def parse_seconds(characters: int) -> float:
    """Return the processor time that a text may take: five times what dense figures take, 31 µs."""
    return 60.0 + 160e-6 * characters


@contextmanager
def within(name: str, seconds: float, more_bytes: int = _MEMORY_BYTES) -> Iterator[None]:
    """Bound what is done here to a file; UnreadableFile when it is too much, or too deep."""
    try:
        with _timed(seconds), _confined(more_bytes):
            yield
    except _TimeUp:
        raise UnreadableFile(
            f"{name}: takes more than {seconds:.0f} s of processor time; split it, or save its "
            "text as a plain file"
        ) from None
    except MemoryError:
        raise UnreadableFile(
            f"{name}: takes more than {more_bytes // _MIB} MiB of memory; split it, or save its "
            "text as a plain file"
        ) from None
    except RecursionError:
        raise UnreadableFile(
            f"{name}: its parts are nested too deeply; save its text as a plain file"
        ) from None


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Raise _TimeUp when so much processor time has passed, and every second after that."""
    import signal

    here = threading.current_thread() is threading.main_thread()
    if not here or not hasattr(signal, "setitimer") or signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield  # another thread, another system, or within a limit already
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise _TimeUp

    before = signal.signal(signal.SIGVTALRM, end)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _confined(more_bytes: int) -> Iterator[None]:
    """Let the process take so much more memory and not more: an allocation beyond it fails.

    Other threads would suffer it too, so a process that has some is not confined.
    """
    used = _mapped_bytes()
    if used is None or threading.active_count() > 1:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + more_bytes
    if soft != resource.RLIM_INFINITY and soft <= wanted:
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _mapped_bytes() -> int | None:
    """Return how much memory the process has mapped; None where the system does not tell."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        return pages * resource.getpagesize()
    except (ImportError, OSError, ValueError):
        return None
