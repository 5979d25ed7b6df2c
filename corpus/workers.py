"""Work on all cores, in processes of its own: one that dies or hangs costs its file alone.

A worker is `python -m corpus.workers`, fed through a pipe: the caller may have threads, and its
main module is not imported again. Whoever is not given workers does the work in its own process.
"""

import logging
import os
import pickle
import subprocess
import sys
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from selectors import EVENT_READ, DefaultSelector
from struct import Struct
from typing import IO, Any, TypeVar

from corpus.errors import PolicyqaError

__all__ = ["LIMIT_S", "WorkFailed", "Workers", "worked"]

T = TypeVar("T")
LIMIT_S = 1200.0  # of one file, beside other work: reading out 5 million characters takes 400 s
_AHEAD = 4  # tasks for each worker that are begun or wait to be taken: results are kept in order
_SIZE = Struct("<Q")
_log = logging.getLogger(__name__)


class WorkFailed(PolicyqaError):
    """A worker died over a task or took longer than its limit, or a flaw of ours stopped it."""


@dataclass(slots=True, eq=False)
class _Task:
    number: int
    arguments: tuple[Any, ...]
    began: float = 0.0


@dataclass(slots=True, eq=False)
class _Worker:
    process: "subprocess.Popen[bytes]"
    task: _Task | None = None
    received: bytearray = field(default_factory=bytearray)

    def send(self, function: Callable[..., Any], task: _Task) -> None:
        """Hand over a task."""
        assert self.process.stdin is not None
        task.began = time.monotonic()
        self.task = task
        self.received.clear()
        _write(self.process.stdin, (function, task.arguments))

    def receive(self) -> bool | None:
        """Take what has come: True when the answer is whole, None when the worker has ended."""
        assert self.process.stdout is not None
        piece = os.read(self.process.stdout.fileno(), 1 << 20)
        if not piece:
            return None
        self.received += piece
        if len(self.received) < _SIZE.size:
            return False
        return len(self.received) >= _SIZE.size + int(_SIZE.unpack_from(self.received)[0])

    def end(self) -> None:
        """Stop the process at once."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


class Workers:
    """A number of processes, started when they are first needed; they end with this."""

    def __init__(self, count: int = 0, limit_s: float = LIMIT_S) -> None:
        """`count` 0: one per core."""
        self.count = count or os.cpu_count() or 1
        self.limit_s = limit_s
        self._idle: list[_Worker] = []
        weakref.finalize(self, _end, self._idle)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        _end(self._idle)

    def map(
        self, function: Callable[..., T], tasks: Iterable[tuple[Any, ...]]
    ) -> Iterator[T | PolicyqaError]:
        """Yield the result of each task in order, or why it has none.

        Tasks are taken as they are needed: at most a few for each worker are under way, so memory
        does not grow with their number.
        """
        waiting = iter(enumerate(tasks))
        done: dict[int, T | PolicyqaError | OSError] = {}
        order: deque[int] = deque()
        busy: list[_Worker] = []
        try:
            while True:
                self._hand_out(function, waiting, busy, order)
                if not order:
                    return
                while order[0] not in done:
                    self._take_in(busy, done)
                    self._hand_out(function, waiting, busy, order)
                yield _told(done.pop(order.popleft()))
        finally:
            for one in busy:
                one.end()

    def _hand_out(
        self,
        function: Callable[..., Any],
        waiting: Iterator[tuple[int, tuple[Any, ...]]],
        busy: list[_Worker],
        order: deque[int],
    ) -> None:
        while len(busy) < self.count and len(order) < _AHEAD * self.count:
            following = next(waiting, None)
            if following is None:
                return
            task = _Task(*following)
            order.append(task.number)
            busy.append(self._given(function, task))

    def _given(self, function: Callable[..., Any], task: _Task) -> _Worker:
        """Return the worker that a task was handed to; one that has died idle is passed over."""
        while self._idle:
            worker = self._idle.pop()
            try:
                worker.send(function, task)
            except OSError:
                worker.end()
            else:
                return worker
        worker = _started()
        worker.send(function, task)
        return worker

    def _take_in(self, busy: list[_Worker], done: dict[int, Any]) -> None:
        """Wait for any worker to answer, to die, or to run out of time."""
        now = time.monotonic()
        left = min(one.task.began + self.limit_s - now for one in busy if one.task)
        with DefaultSelector() as selector:
            for one in busy:
                assert one.process.stdout is not None
                selector.register(one.process.stdout, EVENT_READ, one)
            ready = [key.data for key, _ in selector.select(max(left, 0.0))]
        for one in ready:
            whole = one.receive()
            if whole is None:
                self._lost(one, busy, done, f"ended its process (code {one.process.wait()})")
            elif whole:
                busy.remove(one)
                done[one.task.number] = pickle.loads(bytes(one.received[_SIZE.size :]))
                self._idle.append(one)
        for one in [o for o in busy if o.task and time.monotonic() - o.task.began > self.limit_s]:
            self._lost(one, busy, done, f"took longer than {self.limit_s:.0f} s")

    def _lost(self, one: _Worker, busy: list[_Worker], done: dict[int, Any], why: str) -> None:
        """Note why a task has no result; the worker's place is free again."""
        busy.remove(one)
        one.end()
        assert one.task is not None
        _log.warning("a worker was given up: reading one file %s", why)
        done[one.task.number] = WorkFailed(f"reading it {why}")


def _end(idle: list[_Worker]) -> None:
    while idle:
        idle.pop().end()


def worked(
    workers: Workers | None, function: Callable[..., T], tasks: Iterable[tuple[Any, ...]]
) -> Iterator[T | PolicyqaError]:
    """Yield each task's result in order, or why it has none; without workers, in this process.

    Windows cannot wait for several pipes at once: there all is done in this process.
    """
    if workers is not None and os.name == "posix":
        return workers.map(function, tasks)
    return (_told(_done(function, task)) for task in tasks)


def _told(result: T | PolicyqaError | OSError) -> T | PolicyqaError:
    """Raise what is no fault of one file: a full disk is one of all."""
    if isinstance(result, OSError):
        raise result
    return result


def _done(function: Callable[..., T], arguments: tuple[Any, ...]) -> T | PolicyqaError | OSError:
    try:
        return function(*arguments)
    except (PolicyqaError, OSError) as error:
        return error
    except Exception as error:  # a flaw in our reading of one text must not keep the others out
        _log.exception("%s failed", function.__name__)
        return WorkFailed(
            f"its structure could not be read ({type(error).__name__}: {error}); please report this"
        )


def _started() -> _Worker:
    paths = os.pathsep.join(path for path in sys.path if path)
    return _Worker(
        subprocess.Popen(
            [sys.executable, "-m", "corpus.workers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1"},
            process_group=0,  # Ctrl-C is for the process that waits for it
        )
    )


def _write(pipe: IO[bytes], value: object) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_SIZE.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _serve() -> None:
    """Do tasks until the pipe is closed; what they print goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tasks = sys.stdin.buffer
    while size := tasks.read(_SIZE.size):
        function, arguments = pickle.loads(tasks.read(_SIZE.unpack(size)[0]))
        try:
            _write(answers, _done(function, arguments))
        except BrokenPipeError:  # whoever asked is gone
            os._exit(1)


if __name__ == "__main__":
    from corpus import workers  # not this copy of it: its classes go through pickles

    workers._serve()
