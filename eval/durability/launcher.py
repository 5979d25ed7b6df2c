"""Runs commands of policyqa in processes that can be made to die at a chosen point.

One process imports everything once and forks a child for each command, so that a command costs
what it does and not its imports. A child that is to die counts what it does below a folder (files
opened, renamed, removed, folders made: Python's audit events) and kills itself with SIGKILL at the
event whose number it was given, or some milliseconds after it.

It takes one JSON object a line on standard input and answers with one a line.
"""

import json
import os
import signal
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any

__all__ = ["Death", "serve"]

# What touches a disk. `open` comes before the file is made, `os.rename` before it has its name.
_EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "shutil.rmtree",
           "shutil.copyfile", "sqlite3.connect")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Death:
    """When a command is to die."""

    under: str  # the folder whose events count
    at: int  # the number of the event, from 1; 0: it is to live, and its events are counted
    delay_ms: float = 0.0  # after the event; 0: in front of it
    once: str = ""  # counting begins when this file is there


def serve() -> None:
    """Take commands until standard input ends."""
    from corpus import parse, read  # noqa: F401  imported once, before any child is made
    from corpus.readers import read_md  # noqa: F401  imported once, before any child is made
    from eval.cli import main
    from index import build, models, search  # noqa: F401
    from qa import ingest  # noqa: F401

    running: dict[int, str] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            _, status = os.waitpid(asked["wait"], 0)
            counted = Path(running.pop(asked["wait"]) + ".events")
            events = int(counted.read_text()) if counted.is_file() else 0
            counted.unlink(missing_ok=True)
            _say({"code": os.waitstatus_to_exitcode(status), "events": events})
            continue
        pid = os.fork()
        if pid == 0:
            _child(asked, main)
        running[pid] = asked["out"]
        _say({"pid": pid})


def _say(answer: dict[str, int]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _child(asked: dict[str, Any], main: Any) -> None:
    """Run one command and end the process."""
    os.setsid()
    code = 1
    try:
        for number, name in ((1, asked["out"]), (2, asked["out"] + ".err")):
            file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(file, number)
        sys.stdin = Path(os.devnull).open()  # noqa: SIM115  for as long as the process lives
        counter = _Counter(Death(**asked["death"])) if asked.get("death") else None
        if counter is not None:
            sys.addaudithook(counter)
        sys.argv = ["policyqa", *asked["arguments"]]
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        if counter is not None:
            Path(asked["out"] + ".events").write_text(str(counter.seen))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


class _Counter:
    """An audit hook that ends its process."""

    def __init__(self, death: Death) -> None:
        self.death = death
        self.seen = 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in _EVENTS or not any(self._below(one) for one in arguments[:2]):
            return
        if self.death.once and not os.path.exists(self.death.once):  # noqa: PTH110  no audit event
            return
        self.seen += 1
        if self.seen != self.death.at:
            return
        if not self.death.delay_ms:
            _die()
        threading.Thread(target=_die, args=(self.death.delay_ms / 1000,), daemon=True).start()

    def _below(self, path: object) -> bool:
        return isinstance(path, str | os.PathLike) and self.death.under in os.fsdecode(path)


def _die(after_s: float = 0.0) -> None:
    time.sleep(after_s)
    os.killpg(0, signal.SIGKILL)


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def request(arguments: list[str], out: Path, death: Death | None = None) -> str:
    """Return the line that asks for a command."""
    asked = {"arguments": arguments, "out": str(out), "death": asdict(death) if death else None}
    return json.dumps(asked) + "\n"


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end)
    serve()
