"""Several workers over one socket, looked after by the process that started them."""

import multiprocessing
import os
import signal
import socket
from threading import Thread

from prometheus_client.multiprocess import mark_process_dead
from uvicorn.config import STARTUP_FAILURE, Config
from uvicorn.supervisors import Multiprocess

__all__ = ["Workers", "end_with_parent"]


class Workers(Multiprocess):
    """uvicorn's processes: a worker that dies is replaced, and its metrics are closed."""

    def __init__(self, config: Config, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self.failed = False  # true once a worker could not start

    def terminate_all(self) -> None:
        """Let the workers end; who comes now is refused, and does not wait for nobody."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()

    def keep_subprocess_alive(self) -> None:
        """Replace what has died; end when it would not start again either."""
        before = list(self.processes)
        super().keep_subprocess_alive()
        for worker in before:
            if worker.exitcode is None:
                continue
            if worker.pid is not None:
                mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
            self.failed = self.failed or worker.exitcode == STARTUP_FAILURE


def end_with_parent() -> None:
    """Let this process end in order once the one that started it is gone, killed perhaps.

    It would go on holding the port, and nobody would look after it.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
