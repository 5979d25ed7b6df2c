"""The bare recognisers against the public cases of Microsoft Recognizers-Text (Chinese).

A case is right when everything it expects is found, with the same stretch, text and resolution, and
nothing else. A model of the cases is one row of the table, beside the share of its cases that the
Python port of the original passes: those its own specification does not mark as unsupported there.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import isclose
from pathlib import Path

from corpus.errors import BadRequest
from eval.metrics import Share

__all__ = [
    "Case",
    "Expected",
    "Found",
    "Recogniser",
    "Row",
    "judge",
    "lines",
    "measure",
    "misses",
    "read",
]

FILE = Path("recognizers") / "cases.jsonl"
_PEER = "python"
_PRECISION = 1e-12  # the cases give values to fifteen digits
_WIDTHS = str.maketrans({"　": " ", **{chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}})

Resolution = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Expected:
    """A result that a case wants; its place, where the case gives it, is half-open here."""

    text: str
    place: tuple[int, int] | None
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Found:
    """What a recogniser found: its half-open place in the input and the resolution it gives."""

    place: tuple[int, int]
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Case:
    """A line of the file, counted from 1; `reference` is the day that relative dates count from."""

    line: int
    model: str
    input: str
    reference: str | None
    results: tuple[Expected, ...]
    peer: bool  # the Python port passes it


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a model's cases."""

    model: str
    share: Share
    silent: Share  # of the cases that expect nothing
    peer: Share
    failed: tuple[int, ...]  # lines


Recogniser = Callable[[Case], Iterable[Found]]


def read(datasets: Path) -> tuple[Case, ...]:
    """Read the cases below the folder of data sets."""
    path = datasets / FILE
    if not path.is_file():
        raise BadRequest(f"{path} is missing: name the folder that holds {FILE}")
    return tuple(
        _case(number, json.loads(line))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    )


def _case(number: int, fields: Mapping[str, object]) -> Case:
    context, results = fields["context"], fields["results"]
    unsupported = fields["not_supported"]
    assert isinstance(results, list)
    assert isinstance(unsupported, list)
    return Case(
        line=number,
        model=str(fields["model"]),
        input=str(fields["input"]),
        reference=context.get("ReferenceDateTime") if isinstance(context, dict) else None,
        results=tuple(_expected(one) for one in results),
        peer=_PEER not in unsupported,
    )


def _expected(fields: Mapping[str, object]) -> Expected:
    """Read a result: `End` is inclusive, some models give a `Length` instead, some no place."""
    place, resolution = None, fields.get("Resolution") or fields.get("Value")
    if "Start" in fields:
        start = int(str(fields["Start"]))
        length = fields.get("Length")
        place = start, start + int(str(length)) if length else int(str(fields["End"])) + 1
    return Expected(str(fields["Text"]), place, resolution if isinstance(resolution, dict) else {})


def misses() -> Mapping[int, str]:
    """Return the known failures: the line of a case and why it is not right."""
    text = files("eval").joinpath("recogniser_misses.tsv").read_text("utf-8")
    pairs = (one.split("\t") for one in text.splitlines() if not one.startswith("#"))
    return {int(number): reason for number, reason in pairs}


def folded(text: str) -> str:
    """Return a text as the cases compare it: half width, small letters; the length stays."""
    small = text.translate(_WIDTHS).lower()
    return small if len(small) == len(text) else text


def judge(case: Case, found: Sequence[Found]) -> bool:
    """True when exactly the expected results were found, in order."""
    text = folded(case.input)
    return len(found) == len(case.results) and all(
        wanted.place in (None, one.place)
        and text[slice(*one.place)] == folded(wanted.text)
        and agree(wanted.resolution, one.resolution)
        for one, wanted in zip(found, case.results, strict=True)
    )


def agree(wanted: object, given: object) -> bool:
    """Compare resolutions: numbers by value, in mappings only what the wanted one has."""
    if isinstance(wanted, Mapping):
        return isinstance(given, Mapping) and all(
            name in given and agree(value, given[name]) for name, value in wanted.items()
        )
    if isinstance(wanted, list | tuple):
        return (
            isinstance(given, list | tuple)
            and len(wanted) == len(given)
            and all(agree(one, other) for one, other in zip(wanted, given, strict=True))
        )
    if wanted is None or given is None:
        return wanted is given
    return str(wanted) == str(given) or _equal(str(wanted), str(given))


def _equal(wanted: str, given: str) -> bool:
    percent = wanted.endswith("%")
    if percent != given.endswith("%"):
        return False
    try:
        values = float(wanted.removesuffix("%")), float(given.removesuffix("%"))
    except ValueError:
        return False
    return isclose(*values, rel_tol=_PRECISION)


def measure(cases: Iterable[Case], models: Mapping[str, Recogniser]) -> tuple[Row, ...]:
    """Run each model's recogniser over its cases; a row for each model, in their order."""
    by_model: dict[str, list[Case]] = {name: [] for name in models}
    for case in cases:
        if case.model in by_model:
            by_model[case.model].append(case)
    return tuple(_row(name, by_model[name], models[name]) for name in models)


def _row(model: str, cases: Sequence[Case], recognise: Recogniser) -> Row:
    right = [judge(case, tuple(recognise(case))) for case in cases]
    return Row(
        model=model,
        share=Share.over(right),
        silent=Share.over(
            [good for case, good in zip(cases, right, strict=True) if not case.results]
        ),
        peer=Share.over([case.peer for case in cases]),
        failed=tuple(case.line for case, good in zip(cases, right, strict=True) if not good),
    )


def lines(rows: Iterable[Row], show_failures: bool = False) -> Iterable[str]:
    """Yield the table; failures are lines of the file of cases, counted from 1."""
    yield f"{'model':40} {'right':>9} {'share':>7} {'peer':>9} {'share':>7} {'nothing':>8}"
    for row in rows:
        yield (
            f"{row.model:40} {_of(row.share):>9} {row.share.value:7.1%} {_of(row.peer):>9}"
            f" {row.peer.value:7.1%} {_of(row.silent) if row.silent.of else '-':>8}"
        )
        if show_failures:
            known = misses()
            yield from (f"    {one} {known.get(one, '')}".rstrip() for one in row.failed)


def _of(share: Share) -> str:
    return f"{share.hits}/{share.of}"
