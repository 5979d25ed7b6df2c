"""A flat table as a Parquet file: one row group, one gzip page a column, types of four kinds.

Written by hand because no package is small: pyarrow's wheel is 55 MB and polars' 54 MB, more than
all of this program, for one table. The format: https://parquet.apache.org/docs/file-format/, its
headers in Thrift's compact protocol: https://github.com/apache/thrift/blob/master/doc/specs.
"""

import gzip
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

__all__ = ["MEDIA_TYPE", "Column", "Kind", "parquet"]

MEDIA_TYPE = "application/vnd.apache.parquet"
_MAGIC = b"PAR1"
_PRECISION, _SCALE, _BYTES = 38, 9, 16  # digits of a decimal, those behind its point, its bytes
_GZIP, _PLAIN, _RLE, _DATA_PAGE = 2, 0, 3, 0
_REQUIRED, _OPTIONAL = 0, 1
_UTF8, _DECIMAL = 0, 5  # what a type of bytes is converted to
_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12  # types of Thrift's compact protocol


class Kind(Enum):
    """What a column holds: the format's own number of its physical type."""

    BOOLEAN = 0
    INTEGER = 2
    TEXT = 6
    DECIMAL = 7


@dataclass(frozen=True, slots=True)
class Column:
    """A named column; None is allowed anywhere."""

    name: str
    kind: Kind
    values: Sequence[str | int | bool | Decimal | None]


def parquet(columns: Sequence[Column], rows: int) -> bytes:
    """Return columns of `rows` values each as the bytes of a Parquet file.

    Decimals keep nine digits behind the point; ValueError for one that has more than 29 before it.
    """
    if any(len(column.values) != rows for column in columns):
        raise ValueError(f"not all columns have {rows} values")
    body = bytearray(_MAGIC)
    chunks: list[bytes] = []
    for column in columns:
        at = len(body)
        page, size = _page(column, rows)
        body += page
        chunks.append(_chunk(column, rows, at, size, len(page)))
    group = _fields((1, _LIST, _list(_STRUCT, chunks)), (2, _I64, len(body)), (3, _I64, rows))
    groups = [group] if rows else []
    schema = [_fields((4, _BINARY, "figures"), (5, _I32, len(columns))), *map(_element, columns)]
    footer = _fields(
        (1, _I32, 1),
        (2, _LIST, _list(_STRUCT, schema)),
        (3, _I64, rows),
        (4, _LIST, _list(_STRUCT, groups)),
        (6, _BINARY, "policyqa"),
    )
    return bytes(body) + footer + struct.pack("<I", len(footer)) + _MAGIC


def _element(column: Column) -> bytes:
    """Return what the schema says of a column."""
    told: list[tuple[int, int, int | str | bytes]] = [(1, _I32, column.kind.value)]
    if column.kind is Kind.DECIMAL:
        told.append((2, _I32, _BYTES))
    told += [(3, _I32, _OPTIONAL), (4, _BINARY, column.name)]
    if column.kind is Kind.TEXT:
        told.append((6, _I32, _UTF8))
    if column.kind is Kind.DECIMAL:
        told += [(6, _I32, _DECIMAL), (7, _I32, _SCALE), (8, _I32, _PRECISION)]
    return _fields(*told)


def _chunk(column: Column, rows: int, at: int, size: int, compressed: int) -> bytes:
    """Return where a column stands; `size` counts its header and its page before compression."""
    meta = _fields(
        (1, _I32, column.kind.value),
        (2, _LIST, _list(_I32, [_zigzag(_PLAIN), _zigzag(_RLE)])),
        (3, _LIST, _list(_BINARY, [_binary(column.name)])),
        (4, _I32, _GZIP),
        (5, _I64, rows),
        (6, _I64, size),
        (7, _I64, compressed),
        (9, _I64, at),
    )
    return _fields((2, _I64, at), (3, _STRUCT, meta))


def _page(column: Column, rows: int) -> tuple[bytes, int]:
    """Return a column's page behind its header, and its size before compression."""
    levels = _bits([value is not None for value in column.values])
    run = _varint((rows + 7) // 8 << 1 | 1) + levels
    plain = struct.pack("<I", len(run)) + run + _values(column)
    packed = gzip.compress(plain, mtime=0)  # no clock: equal tables are equal bytes
    told = _fields((1, _I32, rows), (2, _I32, _PLAIN), (3, _I32, _RLE), (4, _I32, _RLE))
    header = _fields(
        (1, _I32, _DATA_PAGE), (2, _I32, len(plain)), (3, _I32, len(packed)), (5, _STRUCT, told)
    )
    return header + packed, len(header) + len(plain)


def _values(column: Column) -> bytes:
    """Return the values that are there, as the format's plain encoding has them."""
    present = [value for value in column.values if value is not None]
    match column.kind:
        case Kind.BOOLEAN:
            return _bits([bool(value) for value in present])
        case Kind.INTEGER:
            return struct.pack(f"<{len(present)}q", *(int(value) for value in present))
        case Kind.DECIMAL:
            return b"".join(_decimal(Decimal(value)) for value in present)
        case Kind.TEXT:
            return b"".join(
                struct.pack("<I", len(one)) + one
                for one in (str(value).encode("utf-8", "replace") for value in present)
            )


def _decimal(value: Decimal) -> bytes:
    whole = int(value.scaleb(_SCALE).to_integral_value())
    if abs(whole) >= 10**_PRECISION:
        raise ValueError(f"{value} has too many digits for a table")
    return whole.to_bytes(_BYTES, "big", signed=True)


def _bits(flags: Sequence[bool]) -> bytes:
    """Pack flags into bytes, the first into the lowest bit."""
    whole = sum(1 << n for n, flag in enumerate(flags) if flag)
    return whole.to_bytes((len(flags) + 7) // 8, "little")


def _fields(*told: tuple[int, int, int | str | bytes]) -> bytes:
    """Return a struct of Thrift: its fields by number, type and value, in order."""
    out, last = bytearray(), 0
    for number, kind, value in told:
        out.append((number - last) << 4 | kind)
        last = number
        if isinstance(value, int):
            out += _zigzag(value)
        else:
            out += _binary(value) if isinstance(value, str) else value
    return bytes(out) + b"\0"


def _list(kind: int, items: Iterable[bytes]) -> bytes:
    found = list(items)
    head = (
        bytes([len(found) << 4 | kind])
        if len(found) < 15
        else (bytes([0xF0 | kind]) + _varint(len(found)))
    )
    return head + b"".join(found)


def _binary(text: str) -> bytes:
    encoded = text.encode()
    return _varint(len(encoded)) + encoded


def _zigzag(value: int) -> bytes:
    return _varint(value << 1 if value >= 0 else (-value << 1) - 1)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
