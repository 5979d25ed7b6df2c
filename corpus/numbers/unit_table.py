"""The table of units, `data/units.tsv`: what they are called, and by whom they are read."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["UnitRow", "unit_rows"]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of the table; its columns are explained there. What is empty is ""."""

    kind: str
    name: str
    code: str
    policy_name: str
    words: tuple[str, ...]
    further: tuple[str, ...]
    near: re.Pattern[str] | None


@cache
def unit_rows() -> tuple[UnitRow, ...]:
    """Return the rows in the order of the file."""
    text = resources.files("corpus").joinpath("data/units.tsv").read_text("utf-8")
    return tuple(_row(line) for line in text.splitlines() if not line.startswith("#"))


def _row(line: str) -> UnitRow:
    kind, name, code, policy_name, words, further, near = (
        "" if field == "-" else field for field in line.split("\t")
    )
    return UnitRow(
        kind,
        name,
        code,
        policy_name,
        tuple(words.split()),
        tuple(further.split()),
        re.compile(near) if near else None,
    )
