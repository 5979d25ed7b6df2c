"""The whole trial of durability, and its table."""

from collections.abc import Callable, Iterator
from pathlib import Path

from eval.durability import harm
from eval.durability.commands import commands
from eval.durability.killing import ACTIONS, Killed, kill_rounds

__all__ = ["failed", "lines", "trial"]

_SHOWN = 5  # faults of one kind that are printed

Outcome = Killed | harm.Harmed


def trial(
    place: Path, *, rounds: int, seed: int, progress: Callable[[str], None]
) -> Iterator[Outcome]:
    """Kill `rounds` processes at random points of five actions, then do every other harm."""
    with commands(place / "said") as own:
        for at, action in enumerate(ACTIONS):
            share = rounds // len(ACTIONS) + (at < rounds % len(ACTIONS))
            progress(action)
            yield kill_rounds(own, place / action, action=action, rounds=share, seed=seed + at)
        others: tuple[tuple[str, Callable[[], harm.Harmed]], ...] = (
            ("flipped bits", lambda: harm.flipped(own, place / "flipped", seed)),
            ("full disk", lambda: harm.full_disk(own, place / "full")),
            ("two at once", lambda: harm.two_at_once(own, place / "two", 5)),
            ("clock", lambda: harm.clock(own, place / "clock")),
            ("swap", lambda: harm.swapped(own, place / "swap", 5)),
            ("older format", lambda: harm.older(own, place / "older")),
        )
        for kind, try_it in others:
            progress(kind)
            yield try_it()


def failed(outcomes: list[Outcome]) -> bool:
    """True when any round showed a fault."""
    return any(one.faults for one in outcomes)


def lines(outcomes: list[Outcome]) -> Iterator[str]:
    """Yield the table, and the first faults of each kind."""
    yield f"{'what was tried':<28}{'rounds':>8}{'killed':>8}{'acknowledged':>14}{'faults':>8}"
    for one in outcomes:
        if isinstance(one, Killed):
            name, told = f"kill -9: {one.action}", f"{one.died:>8}{one.acknowledged:>14}"
        else:
            name, told = one.kind, f"{'–':>8}{'–':>14}"
        yield f"{name:<28}{one.rounds:>8}{told}{len(one.faults):>8}"
        if isinstance(one, harm.Harmed) and one.skipped:
            yield f"  not tried: {one.skipped}"
    for one in outcomes:
        yield from (f"  {fault}" for fault in one.faults[:_SHOWN])
