"""Frozen dataclasses of the corpus to JSON and back, by their declared types.

A field that has its default is left out, and so is a None without one; a record of before a field
was added still reads. Decimals are kept as text: 8.0692 stays 8.0692.
"""

import json
from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from corpus.document import Span

__all__ = ["dump", "load", "load_all"]

T = TypeVar("T")


def dump(value: object) -> bytes:
    """Return a dataclass, or a tuple of them, as JSON in UTF-8."""
    text = json.dumps(_encode(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def load(kind: type[T], stored: bytes) -> T:
    """Return the dataclass that `dump` wrote."""
    decode: Callable[[Any], T] = _decoder(cast(Hashable, kind))
    return decode(_parse(stored))


def load_all(kind: type[T], stored: bytes) -> tuple[T, ...]:
    """Return the tuple of dataclasses that `dump` wrote."""
    decode: Callable[[Any], T] = _decoder(cast(Hashable, kind))
    return tuple(decode(value) for value in _parse(stored))


def _encode(value: object) -> object:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_encode(one) for one in value]
    if is_dataclass(value):
        stored = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _encode(one) for field, one in stored if one != _absent(field)}
    return value


def _absent(field: Field[Any]) -> object:
    """Return the value that a field has when its record does not name it."""
    return None if field.default is MISSING else field.default


def _parse(stored: bytes) -> Any:
    return json.loads(stored.decode("utf-8", "surrogatepass"))


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """Return the function that reads a declared type back from its JSON."""
    if kind is Span:
        return lambda stored: Span(stored[0], stored[1])
    if get_origin(kind) is UnionType:
        (inner,) = (one for one in get_args(kind) if one is not NoneType)
        decode = _decoder(inner)
        if decode is _as_it_is:
            return decode
        return lambda stored: None if stored is None else decode(stored)
    if get_origin(kind) is tuple:
        decode = _decoder(get_args(kind)[0])
        return lambda stored: tuple(decode(one) for one in stored)
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_decoder(kind)
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind
    if kind is date:
        return date.fromisoformat
    return _as_it_is


def _as_it_is(stored: Any) -> Any:
    return stored


def _dataclass_decoder(kind: type[Any]) -> Callable[[dict[str, Any]], Any]:
    hints = get_type_hints(kind)
    by_name = {field.name: _decoder(hints[field.name]) for field in fields(kind)}
    unnamed = [field for field in fields(kind) if field.default is MISSING]
    optional = {f.name: None for f in unnamed if NoneType in get_args(hints[f.name])}
    needed = {f.name for f in unnamed} - optional.keys()

    def decode(stored: dict[str, Any]) -> Any:
        if not needed <= stored.keys():
            missing = sorted(needed - stored.keys())
            raise ValueError(f"a stored {kind.__name__} lacks {missing}")
        values = dict(optional)
        for name, one in stored.items():
            read = by_name[name]
            values[name] = one if read is _as_it_is else read(one)
        return kind(**values)

    return decode
