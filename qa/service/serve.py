"""Running the service: one process, or several that share a socket."""

import errno
import ipaddress
import logging
import os
import signal
import socket
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from corpus.errors import BadRequest, PolicyqaError
from qa.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["needs_keys", "serve"]

log = logging.getLogger("uvicorn.error")  # what this server says goes there too
# Whether a worker is alive is asked of a thread beside its event loop. It answers once the modules
# are imported, which takes 2 s and on a busy machine much longer.
_SILENT_S = 60
_BACKLOG = 2048  # connections that may wait to be accepted, as uvicorn has it


def serve(
    home: Path, settings: Settings, host: str, port: int, root_path: str = "", workers: int = 1
) -> None:
    """Serve a home until interrupted or terminated, which is no failure.

    BadRequest for an address that is none of this machine, PolicyqaError when the port is taken or
    the service cannot start.
    """
    import uvicorn

    from qa.service.database import open_database

    keys_needed = needs_keys(settings.service.keys, host)
    signal.signal(signal.SIGTERM, _end)
    open_database(home, settings.service.database).dispose()  # what is wrong with it is said once
    with _listening(host, port) as listening, TemporaryDirectory(prefix="policyqa-") as metrics:
        config = uvicorn.Config(
            partial(_app, home.resolve(), settings, keys_needed, root_path),
            factory=True,
            workers=workers,
            host=host,
            port=port,
            root_path=root_path,
            log_level="info",
            access_log=False,  # it would name what is searched for; audit log and metrics tell more
            server_header=False,
            timeout_graceful_shutdown=settings.service.shutdown_s,
            timeout_worker_healthcheck=_SILENT_S,
        )
        shown = f"[{host}]" if ":" in host else host
        log.info("policyqa is served at http://%s:%d%s", shown, port, root_path)
        if workers > 1:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics  # counts of all workers, from nothing
            _serve_by_many(config, listening)
        else:
            _serve_alone(config, listening)


def _serve_alone(config: Any, listening: socket.socket) -> None:
    from uvicorn import Server

    server = Server(config)
    try:
        server.run([listening])
    except KeyboardInterrupt:  # it has ended in order, then raised what had interrupted it
        pass
    except SystemExit as ended:
        if ended.code:
            raise PolicyqaError("the service could not start; the reason stands above") from ended


def _serve_by_many(config: Any, listening: socket.socket) -> None:
    from qa.service.workers import Workers

    workers = Workers(config, [listening])
    workers.run()
    if workers.failed:
        raise PolicyqaError("a worker could not start; the reason stands above")


def _app(home: Path, settings: Settings, keys_needed: bool, root_path: str) -> "FastAPI":
    """Make the application, in the process that serves it."""
    from qa.service.app import create_app

    return create_app(home, settings, keys_needed=keys_needed, root_path=root_path)


def _end(*_: object) -> None:
    """End at once and in order: until the server handles signals, and once it has ended."""
    raise SystemExit(0)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; every worker gets it."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise BadRequest(f"--host {host!r} is no address of this machine ({error})") from error
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except PermissionError as error:
        listening.close()
        raise PolicyqaError(
            f"port {port} may not be listened on: {error}; name a --port"
        ) from error
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise PolicyqaError(
                f"port {port} of {host} is in use; end what listens there, or name another --port"
            ) from error
        raise BadRequest(f"--host {host!r} is no address of this machine ({error})") from error
    listening.set_inheritable(True)
    return listening


def needs_keys(wish: str, host: str) -> bool:
    """Return whether callers need a key: by the setting, or because others can reach the host."""
    if wish != "auto":
        return wish == "always"
    if host == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError as error:
        raise BadRequest(f"--host {host!r} is no address; write 127.0.0.1 or 0.0.0.0") from error
