"""Kill -9 at random points of ingest, publish, delete and watch."""

import json
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from eval.durability.commands import Commands, Ended
from eval.durability.editions import WORDS, State, debris, edition, faults, write
from eval.durability.launcher import Death

__all__ = ["ACTIONS", "Killed", "kill_rounds"]

_LATE_MS = 60.0  # a build of these documents takes some 100 ms: half die within C code
_PATIENCE_S = 120.0  # for what takes a second on an idle machine
_REST_S = 0.01
_UNKNOWN = 400  # events of an ingest, until one has lived to tell


@dataclass(slots=True)
class Killed:
    """What came of the rounds of one action."""

    action: str
    rounds: int = 0
    died: int = 0  # the others were done before their point came
    acknowledged: int = 0  # of those that died: had said that they were done
    new: int = 0  # of those that died: the new state served
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Home:
    """A home under trial: one life, round after round."""

    commands: Commands
    place: Path
    draw: Random
    vectors: bool

    @property
    def home(self) -> Path:
        return self.place / "home"

    @property
    def folder(self) -> Path:
        return self.place / "简报"

    @property
    def settings(self) -> tuple[str, ...]:
        return () if self.vectors else ("--set", WORDS)

    def ingest(self) -> tuple[object, ...]:
        return ("ingest", self.folder, "--home", self.home, "--json", *self.settings)


def kill_rounds(
    commands: Commands, place: Path, *, action: str, rounds: int, seed: int, vectors: bool = False
) -> Killed:
    """Let an action die `rounds` times in one home; look at the home after each, and go on."""
    found = Killed(action)
    shutil.rmtree(place, ignore_errors=True)
    one = _Home(commands, place, Random(seed), vectors)
    write(one.folder, edition(0))
    commands.run(*one.ingest())
    counts: dict[str, int] = {}
    for number in range(1, rounds + 1):
        wrong = ACTIONS[action](one, number, found, counts)
        found.rounds += 1
        found.faults += [f"{action}, round {number}: {one}" for one in wrong]
    return found


def _ingest(one: _Home, number: int, found: Killed, counts: dict[str, int]) -> list[str]:
    """Die anywhere in an ingest of a changed folder."""
    return _dying(one, edition(number - 1), edition(number), found, counts, "ingest", one.home)


def _publish(one: _Home, number: int, found: Killed, counts: dict[str, int]) -> list[str]:
    """Die while the new version is written, published, and the old one removed."""
    inside = one.home / "index"
    return _dying(one, edition(number - 1), edition(number), found, counts, "publish", inside)


def _first(one: _Home, number: int, found: Killed, counts: dict[str, int]) -> list[str]:
    """Die in the first ingest of a home."""
    shutil.rmtree(one.home)
    return _dying(one, {}, edition(number), found, counts, "first", one.home)


def _delete(one: _Home, number: int, found: Killed, counts: dict[str, int]) -> list[str]:
    """Die while documents are removed: half of a folder's, or a whole folder by `forget`."""
    before = edition(number - 1) if number == 1 else edition(0)
    if number % 2:
        kept = dict(list(before.items())[::2])
        wrong = _dying(one, before, kept, found, counts, "delete", one.home)
    else:
        forget = ("forget", one.folder, "--home", one.home, *one.settings)
        wrong = _dying(one, before, {}, found, counts, "forget", one.home, forget)
    write(one.folder, edition(0))
    one.commands.run(*one.ingest())
    return wrong


def _dying(
    one: _Home,
    before: State,
    after: State,
    found: Killed,
    counts: dict[str, int],
    name: str,
    under: Path,
    command: tuple[object, ...] = (),
) -> list[str]:
    """Let a command die on the way from one state to another; then run it to its end."""
    command = command or one.ingest()
    if command[0] == "ingest":
        write(one.folder, after)
    ended = one.commands.run(*command, death=_point(one, counts.get(name, _UNKNOWN), str(under)))
    if ended.events:
        counts[name] = ended.events
    wrong = _look(one, before, after, ended, found)
    again = one.commands.run(*command)
    gone = command[0] == "forget" and "is no folder of" in again.complained  # it was done
    if again.code != 0 and not gone:
        wrong.append(f"the next run fails: {again.complained.strip()[-300:]}")
    if gone:  # the library was written, the index may not be
        write(one.folder, {})
        one.commands.run(*one.ingest(), "--allow-empty")
    wrong += faults(one.home, [after])
    wrong += [f"left behind: {path}" for path in debris(one.home)]
    return wrong


def _point(one: _Home, most: int, under: str, once: str = "") -> Death:
    """Choose where to die: in front of an event, or some milliseconds behind it."""
    delay = one.draw.uniform(0.1, _LATE_MS) if one.draw.random() < 0.5 else 0.0
    return Death(under, one.draw.randint(1, max(2, most)), delay, once)


def _look(one: _Home, before: State, after: State, ended: Ended, found: Killed) -> list[str]:
    """Look at a home after a death: the old state or the new one, and the new one when told so."""
    told = '"index_version"' in ended.said or "published" in ended.said
    if ended.code >= 0:
        if ended.code == 0:
            return list(faults(one.home, [after]))
        return [f"it failed: {ended.complained.strip()[-300:]}", *faults(one.home, [before, after])]
    found.died += 1
    found.acknowledged += told
    wrong = list(faults(one.home, [after] if told else [before, after]))
    found.new += not wrong and not faults(one.home, [after])
    return wrong


def _watch(one: _Home, number: int, found: Killed, counts: dict[str, int]) -> list[str]:
    """Die while a change is taken over that was saved under the eyes of `--watch`."""
    before, after = edition(number - 1), edition(number)
    changed = one.place / f"changed-{number}"
    death = _point(one, counts.get("watch", _UNKNOWN), str(one.home), str(changed))
    pid = one.commands.start(*one.ingest(), "--watch", death=death)
    _until(lambda: "index_version" in one.commands.said(pid), "the first report")
    time.sleep(0.2)  # the report comes before the watch begins
    changed.touch()
    write(one.folder, after)
    ended_by_itself = _gone(pid, lambda: _reports(one.commands.said(pid)) >= 2)
    if not ended_by_itself:
        _kill(pid)
    ended = one.commands.wait(pid)
    reports = [json.loads(line) for line in ended.said.splitlines() if line.startswith("{")]
    acknowledged = len(reports) > 1
    found.died += 1
    found.acknowledged += acknowledged
    between = [before, after, *_partial(before, after)]
    wrong = list(faults(one.home, between))
    found.new += not wrong and not faults(one.home, [after])
    again = one.commands.run(*one.ingest())
    if again.code != 0:
        wrong.append(f"the next run fails: {again.complained.strip()[-300:]}")
    wrong += faults(one.home, [after])
    wrong += [f"left behind: {path}" for path in debris(one.home)]
    changed.unlink()
    return wrong


def _partial(before: State, after: State) -> list[State]:
    """Return the states that a folder has while `write` changes it file by file."""
    states: list[State] = []
    state = {name: text for name, text in before.items() if name in after}
    states.append(dict(state))
    for name, text in after.items():
        state[name] = text
        states.append(dict(state))
    return states


def _reports(said: str) -> int:
    return sum(line.startswith("{") and line.endswith("}") for line in said.splitlines())


def _until(done: Callable[[], object], what: str) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > until:
            raise TimeoutError(f"{what} did not come within {_PATIENCE_S} s")
        time.sleep(_REST_S)


def _gone(pid: int, done: Callable[[], object]) -> bool:
    """Wait for a process to die by itself; False when what it had to do is done before."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        state = Path(f"/proc/{pid}/stat")
        if not state.is_file() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        if done():
            return False
        time.sleep(_REST_S)
    return False


def _kill(pid: int) -> None:
    import os
    import signal

    os.killpg(pid, signal.SIGKILL)


ACTIONS: Mapping[str, Callable[[_Home, int, Killed, dict[str, int]], list[str]]] = {
    "ingest": _ingest,
    "publish": _publish,
    "first": _first,
    "delete": _delete,
    "watch": _watch,
}
