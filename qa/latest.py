"""The Assistant over the version that serves: opened when first asked for, then renewed."""

from pathlib import Path
from threading import Lock

from qa.ask import Assistant
from qa.settings import Settings

__all__ = ["Latest"]


class Latest:
    """Hands out an Assistant for each request. Safe to share between threads."""

    def __init__(self, home: Path, settings: Settings) -> None:
        self._home = home
        self._settings = settings
        self._assistant: Assistant | None = None
        self._opening = Lock()

    def assistant(self) -> Assistant:
        """Return the Assistant, pinned to the version that serves now, for one request.

        IndexMissing when nothing was ingested yet.
        """
        if self._assistant is None:
            with self._opening:
                if self._assistant is None:
                    self._assistant = Assistant.open(self._home, self._settings)
        self._assistant.refresh()
        return self._assistant.pinned()

    def close(self) -> None:
        """Release the index."""
        if self._assistant is not None:
            self._assistant.close()
