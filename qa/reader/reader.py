"""The reader as the rest of the program holds it: there, or switched off, or not to be had."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.errors import PolicyqaError
from qa.draft import Scene
from qa.reader.verdict import Verdict

if TYPE_CHECKING:
    from qa.reader.engine import Engine

__all__ = ["Reader"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads when it is asked to for the first time; loading takes some half a second."""

    wanted: bool = True
    threads: int = 1

    def read(self, question: str, scenes: Sequence[Scene]) -> Verdict | None:
        """Return what the reader makes of sentences; None without a reader."""
        engine = _engine(self.threads) if self.wanted else None
        if engine is None:
            return None
        from qa.reader.reading import read  # heavy: numpy

        return read(question, scenes, engine)


@cache
def _engine(threads: int) -> "Engine | None":
    """Return the engine, one for all; None, and a word in the log, where it cannot be had."""
    try:
        from qa.reader.engine import Engine  # heavy: onnxruntime

        return Engine(threads=threads)
    except (ImportError, PolicyqaError) as error:
        log.warning("answering without the reader: %s", error)
        return None
