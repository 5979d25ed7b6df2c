"""The gate: floors under the tuning part's measures, committed, which only rise.

`floors.json` keeps floors by edition of the documents, with the checksum of the corpus that they
were measured on. A measure of which less is better has a ceiling, which only falls. Time is no
gate: it is the machine's.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path

from corpus.errors import BadRequest
from eval.evidence import Corpus
from eval.figure_fields import FIELDS
from eval.summary import Measure, Summary

__all__ = ["Floors", "drops", "raise_floors", "read_floors", "write_floors"]

# What is held: few measures, each over enough questions that one of them does not sway it.
HELD = (
    "accuracy",
    "accuracy answerable",
    "accuracy figure+date+comparison",
    *(f"accuracy kind {one}" for one in ("figure", "list", "entity", "span", "calculation")),
    "accuracy style tw+hk",
    "wrong figures",
    "errors",
    "unanswerable refused",
    "answerable refused",
    "citations exact",
    "first citation hits",
    "quote length p95",
    *(f"recall@{k} {leg}" for k in (1, 5) for leg in ("words", "fusion")),
    *(f"figures {one}" for one in ("recall", "precision", *FIELDS, "all right")),
)
# The embedding engine picks its instructions by processor, and a cosine's last bit may turn the
# order of two passages: so many questions may fall on a machine that the floor was not measured on.
SLACK = 2
QUOTE_SLACK = 2  # code points
WITHOUT_SLACK = ("citations exact", "errors")
ROUNDING = 1e-9  # floors are stored with six decimals, cut towards the easier side
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors over one edition of the documents."""

    checksum: str
    questions: int
    values: Mapping[str, float] = field(default_factory=dict)


def read_floors(path: Path | None = None) -> dict[str, Floors]:
    """Return the committed floors by edition."""
    text = path.read_text("utf-8") if path else (files("eval") / "floors.json").read_text("utf-8")
    return {edition: Floors(**raw) for edition, raw in json.loads(text).items()}


def write_floors(floors: Mapping[str, Floors], path: Path) -> None:
    """Write floors, editions and measures in order."""
    raw = {
        edition: {**asdict(one), "values": {n: one.values[n] for n in HELD if n in one.values}}
        for edition, one in sorted(floors.items())
    }
    path.write_text(json.dumps(raw, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def drops(summary: Summary, floors: Floors, corpus: Corpus) -> tuple[str, ...]:
    """Return one line for every measure that fell through its floor, and for a changed corpus."""
    lost = []
    if corpus.checksum != floors.checksum:
        lost.append(
            f"the {corpus.edition.value} documents are {corpus.checksum[:12]}, the floors were"
            f" measured on {floors.checksum[:12]}: run policyqa eval --raise-floors"
        )
    for name, floor in floors.values.items():
        measure = summary.measures.get(name)
        if measure is None:
            lost.append(f"{name}: no longer measured, floor {floor}")
        elif _worse(measure, floor):
            word = "ceiling" if measure.falls else "floor"
            lost.append(f"{name}: {measure.value:.4f}, {word} {floor}")
    return tuple(lost)


def raise_floors(summary: Summary, old: Floors | None, corpus: Corpus, questions: int) -> Floors:
    """Return floors at what was measured; BadRequest when that would lower one.

    New documents or another number of questions start no floor afresh: they must do as well.
    """
    if old is not None:
        lower = [
            f"{name}: {summary.measures[name].value:.4f} against {floor}"
            for name, floor in old.values.items()
            if name in summary.measures and _worse(summary.measures[name], floor)
        ]
        if lower:
            raise BadRequest("floors are not lowered:\n" + "\n".join(lower))
    before = old.values if old is not None else {}
    values = {
        name: _better(summary.measures[name], before.get(name))
        for name in HELD
        if name in summary.measures
    }
    return Floors(corpus.checksum, questions, values)


def _better(measure: Measure, floor: float | None) -> float:
    """Return the better of what was measured and the floor: slack lets pass, it lowers nothing."""
    measured = _cut(measure)
    if floor is None:
        return measured
    return min(measured, floor) if measure.falls else max(measured, floor)


def _worse(measure: Measure, floor: float) -> bool:
    """True when a measure fell by more than another processor's arithmetic accounts for."""
    allowed = ROUNDING
    if measure.share is not None and measure.name not in WITHOUT_SLACK:
        allowed += SLACK / measure.share.of
    elif measure.name == "quote length p95":
        allowed += QUOTE_SLACK
    return measure.value > floor + allowed if measure.falls else measure.value < floor - allowed


def _cut(measure: Measure) -> float:
    """Round towards the side that the measured value itself still passes."""
    step = 10**-DECIMALS
    rounded = round(measure.value, DECIMALS)
    if measure.falls and rounded < measure.value:
        rounded += step
    if not measure.falls and rounded > measure.value:
        rounded -= step
    return round(rounded, DECIMALS)
