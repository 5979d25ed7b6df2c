"""The seeded test of contradictions: planted ones have to be stated, look-alikes must not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from eval.conflict_documents import Case, Seeded
from eval.home import Progress, answers_over
from eval.metrics import Share
from qa.contract import AskResponse, QuantityOut, Status

__all__ = ["Outcome", "failures", "lines", "measure"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case and what was answered."""

    case: Case
    status: str
    answer: str
    sides: tuple[str, ...]  # the figures that were set against one another, as they stand

    @property
    def right(self) -> bool:
        """True for a planted contradiction shown with its values, and for no other one."""
        if not self.case.conflict:
            return self.status != Status.CONFLICT
        stated = {_bare(side) for side in self.sides}
        return self.status == Status.CONFLICT and stated == {_bare(v) for v in self.case.values}

    @property
    def answer_right(self) -> bool:
        """True when the answer to a look-alike is the value that is stated for what is asked."""
        return any(_bare(value) in _bare(self.answer) for value in self.case.values)


def measure(seeded: Seeded, progress: Progress | None = None) -> tuple[Outcome, ...]:
    """Index the documents in a home of their own, by words alone, and ask every case."""
    questions = [one.question for one in seeded.cases]
    replies = answers_over(seeded.documents, questions, progress)
    return tuple(map(_outcome, seeded.cases, replies))


def _outcome(case: Case, response: AskResponse) -> Outcome:
    sides = tuple(
        _written(response.quantities[n]) for group in response.conflicts for n in group.quantities
    )
    refusal = response.refusal.code.value if response.refusal else ""
    return Outcome(case, refusal or response.status.value, response.answer, sides)


def _written(quantity: QuantityOut) -> str:
    """Return a figure as it stands, with the unit that a table's column gives it."""
    bare = quantity.raw.strip()
    return bare + quantity.unit if re.fullmatch(r"[\d.,]+", bare) else quantity.raw


def lines(outcomes: Sequence[Outcome], title: str) -> list[str]:
    """Return the table: recall of planted contradictions, false alarms, each by kind."""
    planted = [o for o in outcomes if o.case.conflict]
    alike = [o for o in outcomes if not o.case.conflict]
    out = [
        title,
        _line("recall of planted conflicts", [o.right for o in planted], "at least 95%"),
        _line("false alarms", [not o.right for o in alike], "at most 5%"),
        _line("look-alikes with their value", [o.answer_right for o in alike], ""),
        _line("  with another value", [_misled(o) for o in alike], "none"),
    ]
    for group, sort in ((planted, "planted"), (alike, "alike")):
        for kind in dict.fromkeys(o.case.kind for o in group):
            own = [o for o in group if o.case.kind == kind]
            counted = [o.right if sort == "planted" else not o.right for o in own]
            out.append(_line(f"  {sort}: {kind}", counted, ""))
    return out


def failures(outcomes: Sequence[Outcome]) -> list[str]:
    """Return what is wrong, a line each: `!` before a wrong status, else a look-alike's value."""
    return [
        f"{' ' if o.right else '!'} {o.case.kind}: {o.case.question}"
        f" {' / '.join(o.case.values)} → [{o.status}] {o.answer}"
        for o in outcomes
        if not o.right or not (o.case.conflict or o.answer_right)
    ]


def _misled(outcome: Outcome) -> bool:
    return outcome.status == Status.ANSWERED and not outcome.answer_right


def _line(name: str, counted: Sequence[bool], goal: str) -> str:
    share = Share.over(counted)
    low, high = share.interval
    told = f"  goal {goal}" if goal else ""
    count = f"{share.hits}/{share.of}"
    return f"{name:<34}{share.value:>8.1%}  [{low:>6.1%}, {high:>6.1%}]  {count}{told}"


def _bare(value: str) -> str:
    return re.sub(
        r"\s|^(?:约|近|超过|达到?|最[高多低少]|不(?:得|应)?(?:超过|少于|高于|低于))|[以之]?内$",
        "",
        value,
    )
