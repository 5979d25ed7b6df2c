"""Our own questions over official reports, the held-back sixth: by the kind of their answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.metrics import Mean, Share
from eval.reader.examples import Example
from eval.reader.paragraphs import Progress
from eval.reader.refusing import Refusing
from eval.reader.reports import report_readings
from eval.reader.rows import cell, measured, spread
from eval.reader.scoring import exact, f1
from eval.reader.stretches import Read, Stretch
from eval.reader.written import written_examples

__all__ = ["Given", "ask", "lines", "measure", "parts_f1", "refusing_lines"]


@dataclass(frozen=True, slots=True)
class Given:
    """What was read in the text that a question is about; nothing is accepted where it has none."""

    key: str
    accepted: tuple[str, ...]
    parts: tuple[str, ...]  # of a list, in the order of the text
    stretch: Stretch

    @property
    def kind(self) -> str:
        """One span, several, or none."""
        if not self.accepted:
            return "none"
        return "several" if len(self.parts) > 1 else "one span"


def measure(folder: Path, read: Read, progress: Progress, limit: int | None = None) -> list[Given]:
    """Ask the held-back questions of their texts."""
    readings = {one.key: one for one in report_readings(folder)}
    held_back = [one for one in written_examples(readings) if one.held_back]
    return ask(spread(held_back, limit), read, progress)


def ask(examples: Sequence[Example], read: Read, progress: Progress) -> list[Given]:
    """Read each example's text."""
    found = []
    for done, one in enumerate(examples, 1):
        text = one.reading.text
        stretches = read(one.question, [(one.reading.heading, text)])
        accepted = one.answers if one.spans else ()
        parts = tuple(text[span.start : span.end] for span in one.spans)
        found += [Given(one.reading.key, accepted, parts, stretch) for stretch in stretches]
        progress("questions over one text", done, len(examples))
    return found


def parts_f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    """Return F1 over a list's members, each of which has to be met exactly."""
    hits = sum(any(exact(one, [other]) for other in found) for one in wanted)
    right = sum(exact(one, wanted) for one in found)
    if not hits or not right:
        return 0.0
    recall, precision = hits / len(wanted), right / len(found)
    return 2 * precision * recall / (precision + recall)


def lines(given: Sequence[Given]) -> Iterator[str]:
    """Yield the table."""
    yield f"written: {len(given)} held-back questions, given the text they are about"
    for kind in ("one span", "several"):
        own = [one for one in given if one.kind == kind]
        em = Share.over([_met(one) for one in own])
        overlap = Mean(tuple(_overlap(one) for one in own))
        yield f"{kind:10} {len(own):5}  EM {measured(em)}  F1 {measured(overlap)}"
    none = [one for one in given if one.kind == "none"]
    refused = Share.over([one.stretch.answers < 0 for one in none])
    yield f"{'none':10} {len(none):5}  refused {measured(refused)}"
    yield from refusing_lines(
        Refusing(tuple((one.stretch.answers, bool(one.accepted)) for one in given))
    )


def refusing_lines(refusing: Refusing) -> Iterator[str]:
    """Yield how well answerable and unanswerable are told apart."""
    yield f"answerability AUC {cell(refusing.area, refusing.area_interval())}"
    yield (
        f"refusal at logit {refusing.threshold:.2f}: precision {measured(refusing.precision)}"
        f"  recall {measured(refusing.recall)}  F1 {cell(refusing.f1, refusing.f1_interval())}"
        f"  wrong refusals {measured(refusing.wrong)}"
    )


def _met(one: Given) -> bool:
    if one.kind == "several":
        return parts_f1(one.stretch.parts, one.parts) == 1.0
    return exact(one.stretch.words, one.accepted)


def _overlap(one: Given) -> float:
    if one.kind == "several":
        return parts_f1(one.stretch.parts, one.parts)
    return f1(one.stretch.words, one.accepted)
