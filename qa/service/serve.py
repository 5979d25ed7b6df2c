"""Running the service."""

import ipaddress
from pathlib import Path

from corpus.errors import BadRequest
from qa.settings import Settings

__all__ = ["needs_keys", "serve"]


def serve(home: Path, settings: Settings, host: str, port: int, root_path: str) -> None:
    """Serve a home until interrupted."""
    import uvicorn

    from qa.service.app import create_app

    app = create_app(
        home, settings, keys_needed=needs_keys(settings.service.keys, host), root_path=root_path
    )
    uvicorn.run(
        app,
        host=host,
        port=port,
        root_path=root_path,
        log_level="info",
        server_header=False,
        timeout_graceful_shutdown=settings.service.shutdown_s,
    )


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
