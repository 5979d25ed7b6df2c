"""Two runs over the same questions, side by side, with a paired test."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.errors import BadRequest
from eval.records import LEGS, Record, Run, by_id

__all__ = ["Paired", "compare", "lines"]

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Paired:
    """One yes-no outcome in two runs: wins and losses are the second run's."""

    name: str
    wins: int
    ties: int
    losses: int

    @property
    def p_value(self) -> float:
        """McNemar's exact test: how likely a split as uneven is between equals (two-sided)."""
        if not self.wins + self.losses:
            return 1.0
        from scipy.stats import binomtest  # heavy

        return float(binomtest(self.wins, self.wins + self.losses, 0.5).pvalue)


def compare(first: Run, second: Run) -> tuple[Paired, ...]:
    """Pair two runs question by question; BadRequest when they share none, or differ in corpus."""
    if first.header.checksum != second.header.checksum:
        raise BadRequest(
            f"the runs are over different documents ({first.header.checksum[:12]} and"
            f" {second.header.checksum[:12]}): compare runs over one corpus"
        )
    before, after = by_id(first.records), by_id(second.records)
    shared = sorted(before.keys() & after.keys())
    if not shared:
        raise BadRequest("the two runs have no question in common")
    pairs = [(before[one], after[one]) for one in shared]
    found = [
        _paired("right", pairs, lambda one: one.right),
        _paired("no wrong figure", pairs, lambda one: not one.wrong_figure),
        _paired("first citation hits", pairs, lambda one: one.hit),
    ]
    for leg in LEGS:
        ranked = [(a, b) for a, b in pairs if leg in a.ranks and leg in b.ranks]
        found += [_paired(f"recall@{k} {leg}", ranked, _within(leg, k)) for k in (1, 5)]
    return tuple(found)


def _within(leg: str, k: int) -> Callable[[Record], bool]:
    def found(one: Record) -> bool:
        place = one.ranks[leg]
        return place is not None and place <= k

    return found


def _paired(
    name: str, pairs: Sequence[tuple[Record, Record]], good: Callable[[Record], bool]
) -> Paired:
    outcomes = [(good(a), good(b)) for a, b in pairs]
    wins = sum(b and not a for a, b in outcomes)
    losses = sum(a and not b for a, b in outcomes)
    return Paired(name, wins, len(outcomes) - wins - losses, losses)


def lines(found: Sequence[Paired]) -> tuple[str, ...]:
    """Return the comparison as lines of a table."""
    head = f"{'':24} {'win':>5} {'tie':>5} {'loss':>5} {'p':>7}"
    rows = (
        f"{one.name:24} {one.wins:5} {one.ties:5} {one.losses:5} {one.p_value:7.4f}"
        f"{' *' if one.p_value < SIGNIFICANT else ''}"
        for one in found
    )
    return (head, *rows)
