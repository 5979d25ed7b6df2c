"""Speaking with a Milvus server: where it is, what its failures are, how our words reach it whole.

URL: `milvus://[USER:PASSWORD@]HOST[:PORT][/DATABASE][?name=NAME][&tls=1]`; NAME is the alias that
serves, `policyqa` unless named.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from corpus.errors import BadRequest, EngineAway, IndexMissing

__all__ = [
    "Address",
    "answering",
    "encoded",
    "open_client",
    "sayable",
    "served",
    "serving",
    "speaking",
    "version_of",
]

_PORT = 19530
_TIMEOUT_S = 30.0  # of a call; a search takes milliseconds, loading a collection longer
# pymilvus pings an idle connection every ten seconds; a server that permits fewer (gRPC's own
# limit is one in five minutes) hangs up for it. A call under way is still watched.
_QUIET_WHEN_IDLE = {"grpc.keepalive_permit_without_calls": False}
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,30}")  # as both Milvus and PostgreSQL take it unquoted
_LONGEST_TERM = 40  # characters: Milvus before 2.6 dropped longer ones in its standard analyzer


@dataclass(frozen=True, slots=True)
class Address:
    """A server, a database of it, and the alias that serves there."""

    uri: str
    user: str
    password: str
    database: str
    name: str

    @classmethod
    def of(cls, url: str) -> "Address":
        """Read a `milvus://` URL; BadRequest names what is wrong with it."""
        try:
            parts = urlsplit(url)
            query = parse_qs(parts.query, strict_parsing=bool(parts.query))
            port = parts.port or _PORT
        except ValueError as error:
            raise BadRequest(f"search {url!r} is no URL ({error})") from error
        name = query.pop("name", ["policyqa"])[-1]
        scheme = "https" if query.pop("tls", ["0"])[-1] == "1" else "http"
        if not parts.hostname or query or not _NAME.fullmatch(name):
            raise BadRequest(
                f"search {url!r} cannot be used; write milvus://HOST:{_PORT}, behind it /DATABASE, "
                "?name=NAME (small letters, digits, _) and &tls=1 where needed"
            )
        return cls(
            uri=f"{scheme}://{parts.hostname}:{port}",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            database=parts.path.strip("/"),
            name=name,
        )


def open_client(address: Address) -> Any:
    """Return a client of pymilvus; BadRequest without the package, EngineAway without a server."""
    try:
        from pymilvus import MilvusClient  # heavy: it brings pandas
    except ImportError as error:
        raise BadRequest(
            f"search at {address.uri} needs the package pymilvus ({error}): "
            "pip install 'policyqa[milvus]', or leave `search` empty"
        ) from error
    with answering(address):
        return MilvusClient(
            address.uri,
            user=address.user,
            password=address.password,
            db_name=address.database,
            timeout=_TIMEOUT_S,
            grpc_options=_QUIET_WHEN_IDLE,
        )


@contextmanager
def answering(address: Address) -> Iterator[None]:
    """Turn what the server refuses, or that it is away, into EngineAway."""
    from pymilvus import MilvusException

    try:
        yield
    except MilvusException as error:
        raise EngineAway(
            f"Milvus at {address.uri} does not do it ({error.message}); start it, or correct "
            "`search` in policyqa.toml"
        ) from error


@contextmanager
def speaking(address: Address) -> Iterator[Any]:
    """Yield a client that is closed when the block ends."""
    client = open_client(address)
    try:
        with answering(address):
            yield client
    finally:
        client.close()


def encoded(term: str) -> str:
    """Return a term as the server's analyzer leaves it whole: digits and small letters.

    Two different terms stay different; one of more than ten characters becomes a hash.
    """
    spelled = term.encode("utf-16-be", "surrogatepass")
    code = spelled.hex()
    return code if len(code) <= _LONGEST_TERM else f"x{sha256(spelled).hexdigest()[:32]}"


def sayable(text: str) -> str:
    """Return a text as the wire takes it: a lone surrogate becomes its number."""
    return text.encode("utf-8", "backslashreplace").decode()


def serving(client: Any, address: Address) -> str:
    """Return the collection that the alias names; IndexMissing when there is no such alias."""
    collection = served(client, address)
    if collection is None:
        raise IndexMissing(
            f"Milvus at {address.uri} serves no {address.name!r} yet; run: policyqa ingest DIR, or "
            "policyqa index publish, on the machine that ingests"
        )
    return collection


def served(client: Any, address: Address) -> str | None:
    """Return the collection that the alias names, None when there is no such alias."""
    if address.name not in client.list_aliases().get("aliases", ()):
        return None
    collection: str = client.describe_alias(address.name)["collection_name"]
    return collection


def version_of(collection: str, address: Address) -> str:
    """Return the version that a collection holds, by its name."""
    return collection.removeprefix(f"{address.name}_").partition("_")[0]
