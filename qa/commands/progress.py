"""A progress bar on standard error, for work that takes longer than a second."""

import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["ProgressBar"]

SILENT_S = 1.0  # work that ends before shows nothing


class ProgressBar:
    """Call it with a stage, how much of it is done, and of how much. Shown on a terminal alone."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown: Progress | None = None
        self._task: TaskID | None = None
        self._stage = ""

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown is not None:
            self._shown.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show where a stage stands."""
        if time.monotonic() - self._started < SILENT_S:
            return
        if self._shown is None:
            self._shown = _bar()
            self._shown.start()
        if self._task is None or stage != self._stage:
            self._stage = stage
            self._task = self._shown.add_task(stage, total=total)
        self._shown.update(self._task, completed=done, total=total)

    def stage(self, name: str) -> "Stage":
        """Return a callback of done and total for one stage."""
        return Stage(self, name)


class Stage:
    """One stage of a bar."""

    def __init__(self, bar: ProgressBar, name: str) -> None:
        self._bar = bar
        self._name = name

    def __call__(self, done: int, total: int) -> None:
        """Show how much of the stage is done."""
        self._bar(self._name, done, total)


def _bar() -> "Progress":
    from rich.console import Console  # slow to import
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many are done in a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f}/s" if task.speed else "")

    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
