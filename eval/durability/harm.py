"""Harm done to a home from outside: flipped bits, a full disk, two writers, a clock that jumps."""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from corpus.library import Library
from eval.durability.commands import Commands, commands
from eval.durability.editions import WORDS, debris, edition, faults, write
from index import versions
from index.search import Searcher
from qa.ask import Assistant
from qa.contract import AskRequest
from qa.settings import read_settings

__all__ = ["Harmed", "clock", "flipped", "full_disk", "older", "swapped", "two_at_once"]

_SMALL_KIB = 400  # the disk that fills: a home of eight documents takes some 600 KiB
_JUMPS = ("-4000d", "+4000d", "+0d", "-1d")


@dataclass(slots=True)
class Harmed:
    """What came of one kind of harm; `skipped` says why it could not be tried."""

    kind: str
    rounds: int = 0
    faults: list[str] = field(default_factory=list)
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A fresh home of one edition."""

    commands: Commands
    home: Path
    folder: Path

    def ingest(self) -> tuple[object, ...]:
        return ("ingest", self.folder, "--home", self.home, "--json", "--set", WORDS)

    def edition(self, number: int) -> str:
        """Bring the home to an edition; return what failed."""
        write(self.folder, edition(number))
        ended = self.commands.run(*self.ingest())
        return "" if ended.code == 0 else ended.complained.strip()[-300:]

    def whole(self, number: int) -> list[str]:
        """Bring the home to an edition; return what is wrong with it then."""
        failed = self.edition(number)
        wrong = [f"the next run fails: {failed}"] if failed else []
        wrong += faults(self.home, [edition(number)])
        return wrong + [f"left behind: {path}" for path in debris(self.home)]


def _fresh(commands_: Commands, place: Path) -> _Place:
    shutil.rmtree(place, ignore_errors=True)
    one = _Place(commands_, place / "home", place / "简报")
    one.edition(0)
    one.edition(1)
    return one


def flipped(commands_: Commands, place: Path, seed: int, *, most: int | None = None) -> Harmed:
    """Flip a bit in each file of the index and the library; verify names it, a re-run mends it.

    With `most`, in so many of them.
    """
    one, draw = _fresh(commands_, place), Random(seed)
    found = Harmed("a flipped bit")
    kept = place / "kept"
    shutil.copytree(one.home, kept)
    names = _checked_files(one.home)
    for name in names if most is None else draw.sample(names, most):
        shutil.rmtree(one.home)
        shutil.copytree(kept, one.home)
        _flip(one.home / name, draw)
        verified = commands_.run("index", "verify", "--home", one.home)
        if verified.code != 1 or name.rsplit("/", 1)[-1] not in verified.complained:
            found.faults.append(f"{name}: verify says {verified.complained.strip()[-200:]!r}")
        found.faults += [f"{name}: {wrong}" for wrong in one.whole(1)]
        found.rounds += 1
    return found


def _checked_files(home: Path) -> list[str]:
    """Return the files that hold what was ingested: of the serving version, and the library."""
    serving = versions.current(home / "index").current.version
    files = [p.relative_to(home).as_posix() for p in sorted(home.rglob("*")) if p.is_file()]
    parts = (f"index/{serving}/", "index/CURRENT", "library.json", "originals/", "readings/")
    named = {entry.sha256 for entry in Library(home).entries()}
    named |= {entry.reading for entry in Library(home).entries()}
    return [
        name
        for name in files
        if name.startswith(parts)
        and (not name.startswith(("originals/", "readings/")) or Path(name).stem in named)
    ]


def _flip(path: Path, draw: Random) -> None:
    raw = bytearray(path.read_bytes())
    at = draw.randrange(len(raw))
    raw[at] ^= 1 << draw.randrange(8)
    path.unlink()  # it may have a second name, in another version
    path.write_bytes(raw)


def full_disk(commands_: Commands, place: Path) -> Harmed:
    """Ingest onto a small tmpfs until it is full; the old state serves, and more space mends it."""
    found = Harmed("a full disk")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    with _small_disk(place / "disk") as mounted:
        if not mounted:
            found.skipped = "a tmpfs cannot be mounted here"
            return found
        one = _Place(commands_, place / "disk" / "home", place / "简报")
        good, failures = -1, 0
        for number in range(12):
            (place / "disk" / f"ballast-{number}").write_bytes(b"") if number else None
            failed = one.edition(number)
            if failed:
                failures += 1
                if "Traceback" in failed:
                    found.faults.append(f"edition {number}: {failed}")
                allowed = [edition(number), edition(good) if good >= 0 else {}]
                found.faults += [f"when full: {wrong}" for wrong in faults(one.home, allowed)]
                _remount(place / "disk", 65_536)
                found.faults += [f"with space: {wrong}" for wrong in one.whole(number)]
                used = _used_kib(place / "disk")
                _remount(place / "disk", used + 60 + 40 * failures)
            else:
                found.faults += faults(one.home, [edition(number)])
            good = number
            found.rounds += 1
        if not failures:
            found.faults.append("the disk never was full")
    return found


@contextmanager
def _small_disk(place: Path) -> Iterator[bool]:
    place.mkdir()
    options = f"size={_SMALL_KIB}k"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=True)


def _remount(place: Path, kib: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={kib}k", str(place)], check=True)


def _used_kib(place: Path) -> int:
    disk = os.statvfs(place)
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize // 1024


def two_at_once(commands_: Commands, place: Path, rounds: int) -> Harmed:
    """Start two ingests of one home at the same time."""
    one = _fresh(commands_, place)
    found = Harmed("two ingests at once")
    for number in range(2, rounds + 2):
        write(one.folder, edition(number))
        started = [commands_.start(*one.ingest()) for _ in range(2)]
        for pid in started:
            ended = commands_.wait(pid)
            if ended.code and "another process" not in ended.complained:
                found.faults.append(f"round {number}: {ended.complained.strip()[-300:]}")
        found.faults += [f"round {number}: {wrong}" for wrong in one.whole(number)]
        found.rounds += 1
    return found


def clock(commands_: Commands, place: Path) -> Harmed:
    """Let the clock jump by years, back and forth, between ingests."""
    found = Harmed("a clock that jumps")
    program = shutil.which("faketime")
    if program is None:
        found.skipped = "faketime is not installed"
        return found
    one = _fresh(commands_, place)
    for number, jump in enumerate(_JUMPS, start=2):
        with commands(place / "then", (program, "-f", jump)) as then:
            other = _Place(then, one.home, one.folder)
            stamp = 10**9 * (1 + number % 2)  # files of the past, of one second, of one size
            write(one.folder, edition(number))
            for path in one.folder.iterdir():
                os.utime(path, (stamp, stamp))
            failed = then.run(*other.ingest())
            if failed.code:
                found.faults.append(f"{jump}: {failed.complained.strip()[-300:]}")
        found.faults += [f"{jump}: {wrong}" for wrong in faults(one.home, [edition(number)])]
        found.rounds += 1
    found.faults += one.whole(1)
    return found


def swapped(commands_: Commands, place: Path, rounds: int) -> Harmed:
    """Ask while versions are published: every answer is of a version that was whole."""
    one = _fresh(commands_, place)
    found = Harmed("a reader during swap")
    settings = read_settings(one.home, (WORDS, "answer.reader=false"))
    assistant = Assistant(Searcher(one.home, settings.index), settings)
    question = AskRequest(question="柳溪镇2021年修缮古桥多少座？")
    for number in range(2, rounds + 2):
        write(one.folder, edition(number))
        ended = threading.Event()

        def build(ended: threading.Event = ended) -> None:
            commands_.run(*one.ingest())
            ended.set()

        builder = threading.Thread(target=build)
        builder.start()
        while not ended.is_set():
            assistant.refresh()
            answer = assistant.ask(question).answer
            if answer not in (f"{(number - 1) * 10 + 1}座", f"{number * 10 + 1}座"):
                found.faults.append(f"round {number}: {answer!r}")
            found.rounds += 1
        builder.join()
        assistant.refresh()
        if assistant.ask(question).answer != f"{number * 10 + 1}座":
            found.faults.append(f"round {number}: the new version is not taken up")
    assistant.close()
    return found


def older(commands_: Commands, place: Path) -> Harmed:
    """Open a home whose index has another format, whose small files have no checksums."""
    one = _fresh(commands_, place)
    found = Harmed("a home of an older format", rounds=2)
    for name in ("library.json", "index/CURRENT"):
        path = one.home / name
        content = json.loads(path.read_text("utf-8"))
        content.pop("sha256")
        path.write_text(json.dumps(content), "utf-8")
        path.with_name(f"{path.name}.copy").unlink()
    found.faults += faults(one.home, [edition(1)])
    _age(one.home / "index")
    ended = commands_.run("index", "status", "--home", one.home)
    if ended.code == 0 or "format 0" not in ended.complained:
        found.faults.append(f"the format is not named: {ended.complained.strip()[-200:]!r}")
    found.faults += one.whole(1)
    return found


def _age(index: Path) -> None:
    """Give the serving version a format of the past."""
    pointer = json.loads((index / "CURRENT").read_text("utf-8"))
    manifest = index / pointer["current"]["version"] / "index.json"
    content = json.loads(manifest.read_text("utf-8"))
    content["format"] = 0
    manifest.write_text(json.dumps(content), "utf-8")
    pointer["current"]["manifest_sha256"] = sha256(manifest.read_bytes()).hexdigest()
    pointer.pop("sha256", None)
    (index / "CURRENT").write_text(json.dumps(pointer), "utf-8")
