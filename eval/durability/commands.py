"""Commands of policyqa under trial: started, waited for, what they printed."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from eval.durability.launcher import Death, request

__all__ = ["Commands", "Ended", "commands"]


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended. `code` is negative where a signal ended it."""

    code: int
    events: int  # on files; 0 where they were not counted
    said: str
    complained: str


class Commands:
    """Starts commands in processes of their own."""

    def __init__(self, process: "subprocess.Popen[str]", place: Path) -> None:
        self._in: IO[str] = process.stdin  # type: ignore[assignment]  # both are pipes
        self._out: IO[str] = process.stdout  # type: ignore[assignment]
        self._place = place
        self._number = 0
        self._said: dict[int, Path] = {}

    def start(self, *arguments: object, death: Death | None = None) -> int:
        """Start a command; return its process id."""
        self._number += 1
        out = self._place / f"said-{self._number}"
        self._in.write(request([str(one) for one in arguments], out, death))
        self._in.flush()
        pid = int(json.loads(self._out.readline())["pid"])
        self._said[pid] = out
        return pid

    def said(self, pid: int) -> str:
        """Return what a running command has printed so far."""
        path = self._said[pid]
        return path.read_text("utf-8", "replace") if path.is_file() else ""

    def wait(self, pid: int) -> Ended:
        """Wait for a command to end."""
        self._in.write(json.dumps({"wait": pid}) + "\n")
        self._in.flush()
        answer = json.loads(self._out.readline())
        said, complained = self._said[pid], Path(f"{self._said.pop(pid)}.err")
        ended = Ended(
            int(answer["code"]),
            int(answer["events"]),
            said.read_text("utf-8", "replace"),
            complained.read_text("utf-8", "replace"),
        )
        said.unlink()
        complained.unlink()
        return ended

    def run(self, *arguments: object, death: Death | None = None) -> Ended:
        """Run a command to its end."""
        return self.wait(self.start(*arguments, death=death))


@contextmanager
def commands(place: Path, before: Sequence[str] = ()) -> Iterator[Commands]:
    """Make commands possible; `before` goes in front of the program (`faketime …`)."""
    place.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [*before, sys.executable, "-m", "eval.durability.launcher"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Commands(process, place)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
