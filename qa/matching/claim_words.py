"""The words of `data/claims.txt`, by which it is told whether two statements are of one thing."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["groups", "words"]


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a set of `data/claims.txt`."""
    return frozenset(word for held in _tables()[name] for word in held)


@cache
def groups(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the groups of that name in `data/claims.txt`, by each one's first word."""
    return {held[0]: held[1:] for held in _tables()[name]}


@cache
def _tables() -> Mapping[str, list[tuple[str, ...]]]:
    """Return the lines of the file by name: one of a set, one a group of several groups."""
    text = (files("qa") / "data" / "claims.txt").read_text(encoding="utf-8")
    tables: dict[str, list[tuple[str, ...]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, held = line.partition("\t")
            tables.setdefault(name, []).append(tuple(held.split()))
    return tables
