"""All settings, read in one place: defaults, then the home's `policyqa.toml`, then `--set`.

Each layer has its own frozen parameters; `Settings` puts them together. A key in the file or
after `--set` is the path of its field, as `index.model.threads`; any other key is an error.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from corpus.errors import BadRequest
from index.engine import Remote
from index.parameters import IndexParameters
from qa.service.parameters import ServiceParameters

__all__ = ["FILE_NAME", "AnswerParameters", "Settings", "read_settings", "settings_of"]

FILE_NAME = "policyqa.toml"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AnswerParameters:
    """How questions are answered."""

    passages: int = 12  # hits that evidence is taken from
    reader: bool = True  # whether the neural reader is asked, where it is of use
    reader_threads: int = 1  # of one reading; two beside a busy process are slower than one

    def __post_init__(self) -> None:
        if self.passages < 1:
            raise ValueError(f"passages must be at least 1: {self.passages}")
        if self.reader_threads < 1:
            raise ValueError(f"reader_threads must be at least 1: {self.reader_threads}")


@dataclass(frozen=True, slots=True)
class Settings:
    """The parameters of every layer.

    `search` says where passages are searched: empty, on this machine; `milvus://HOST:19530`, in
    Milvus, and then their documents are in the PostgreSQL of `service.database`, if it names one.
    """

    search: str = ""
    index: IndexParameters = field(default_factory=IndexParameters)
    answer: AnswerParameters = field(default_factory=AnswerParameters)
    service: ServiceParameters = field(default_factory=ServiceParameters)

    @property
    def remote(self) -> Remote | None:
        """The engine that the index is published to and searched in; None: this machine."""
        return Remote(self.search, self.service.database) if self.search else None


def read_settings(home: Path, overrides: Sequence[str] = ()) -> Settings:
    """Return the settings of a home; BadRequest names a key or a value that cannot be used.

    Each override is `KEY=VALUE`, the value as TOML writes it; a bare word is a string.
    """
    settings = Settings()
    path = home / FILE_NAME
    if path.is_file():
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadRequest(
                f"{path} is not TOML in UTF-8 ({error}); correct or remove it"
            ) from error
        settings = _merged(settings, table, str(path), "")
    for override in overrides:
        settings = _merged(settings, _table(override), f"--set {override}", "")
    return settings


def settings_of(table: Mapping[str, Any]) -> Settings:
    """Return the settings that `dataclasses.asdict` made a table of, JSON in between or not."""
    return _merged(Settings(), table, "the settings handed over", "")


def _table(override: str) -> dict[str, Any]:
    """Return `a.b=value` as nested tables."""
    key, equals, text = override.partition("=")
    names = key.strip().split(".")
    if not equals or not all(names):
        raise BadRequest(f"--set {override!r} is not KEY=VALUE; write --set index.model.threads=2")
    value: Any
    try:
        value = tomllib.loads(f"value = {text.strip()}")["value"]
    except tomllib.TOMLDecodeError:
        value = text.strip()
    for name in reversed(names):
        value = {name: value}
    return dict(value)


def _merged(parameters: T, table: Mapping[str, Any], source: str, path: str) -> T:
    """Return parameters with the values of a table put in, checked against their types."""
    known = {one.name for one in fields(parameters)}  # type: ignore[arg-type]
    hints = get_type_hints(type(parameters))
    changes: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{path}{key}"
        if key not in known:
            raise BadRequest(
                f"{source}: unknown key {name!r}; known here: "
                f"{', '.join(path + one for one in sorted(known))}"
            )
        current = getattr(parameters, key)
        if is_dataclass(current):
            if not isinstance(value, dict):
                raise BadRequest(f"{source}: {name!r} is a table, not {value!r}")
            changes[key] = _merged(current, value, source, f"{name}.")
        else:
            changes[key] = _typed(value, hints[key], source, name)
    try:
        return replace(parameters, **changes)  # type: ignore[type-var]
    except ValueError as error:
        raise BadRequest(f"{source}: {error}") from error


def _typed(value: Any, wanted: Any, source: str, name: str) -> Any:
    """Return a value as the field's type takes it; an int where a float is wanted is fine."""
    if get_origin(wanted) is tuple and isinstance(value, list):
        return tuple(_typed(one, get_args(wanted)[0], source, name) for one in value)
    allowed = get_args(wanted) or (wanted,)
    if type(value) in allowed:
        return value
    if float in allowed and type(value) is int:
        return float(value)
    names = " or ".join(getattr(one, "__name__", str(one)) for one in allowed)
    raise BadRequest(f"{source}: {name!r} takes {names}, not {value!r}")
