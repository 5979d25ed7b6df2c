"""Whether time grows in proportion to the text, for patterns and for whole stages of reading."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time
from types import FrameType

from eval.hostile.patterns import Used
from eval.hostile.pumps import pumps

__all__ = ["Growth", "growth", "growths_of", "is_linear", "worst_growth"]

_END = "\x00"  # fits nothing: what was repeated cannot end well
_STEP = 4  # times as long a text at each step
_RUNS = 3  # the least of so many counts: another process may have had the cache
_EASE = 2.2  # times as long as in proportion: caches, and the clock; the square would be 4 times
_NOISE_S = 0.004  # what a clock may be wrong by on a busy machine
_FAST_S = 100e-9  # per character: quick, whatever it grew from; a megabyte is beyond the caches
_SLOWEST_S = 40e-6  # per character and pattern, where a run is given up
_SIFTED_BELOW = 16  # all texts up to such a part of the length, the worst of them to all of it


class _GivenUp(Exception):
    """It takes far too long."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds at growing lengths of one text against one reading; infinite where given up."""

    where: str
    unit: str
    seconds: tuple[tuple[int, float], ...]  # characters, seconds

    @property
    def linear(self) -> bool:
        """True when no step takes more than in proportion, and none is given up."""
        return self.last < float("inf") and all(
            later <= max(_STEP * _EASE * earlier + _NOISE_S, _FAST_S * size)
            for (_, earlier), (size, later) in zip(self.seconds, self.seconds[1:], strict=False)
        )

    @property
    def last(self) -> float:
        """Seconds at the longest text."""
        return self.seconds[-1][1]

    @property
    def steepness(self) -> float:
        """How many times as long the longest text takes as the one before; 1 for a single one."""
        return self.last / (self.seconds[-2][1] + _NOISE_S) if len(self.seconds) > 1 else 1.0


def growths_of(
    used: Used, largest: int, *, smallest: int = 2_000, most: int | None = None
) -> Iterator[Growth]:
    """Yield how the time of a pattern grows on texts made to slow it down, `most` of them."""
    for unit in pumps(used.pattern)[:most]:
        yield growth(_reading(used), unit, used.where, largest, smallest=smallest, end=_END)


def worst_growth(used: Used, largest: int, *, smallest: int) -> Growth | None:
    """Return the worst growth of a pattern up to `largest`; None where no text is made for it.

    All its texts grow to a sixteenth of that; of them the slowest and the steepest grow on.
    """
    sifted = list(growths_of(used, max(largest // _SIFTED_BELOW, smallest), smallest=smallest))
    bad = [one for one in sifted if not one.linear]
    if bad or not sifted:
        return bad[0] if bad else None
    slowest = max(sifted, key=lambda one: one.last)
    steepest = max(sifted, key=lambda one: one.steepness)
    whole = [
        growth(_reading(used), unit, used.where, largest, smallest=smallest, end=_END)
        for unit in sorted({slowest.unit, steepest.unit})
    ]
    return max(whole, key=lambda one: (not one.linear, one.last))


def _reading(used: Used) -> Callable[[str], None]:
    def read(text: str) -> None:
        if used.anywhere:
            for _ in used.pattern.finditer(text):
                pass
        else:
            used.pattern.match(text)

    return read


def growth(
    read: Callable[[str], object],
    unit: str,
    where: str,
    largest: int,
    *,
    smallest: int = 2_000,
    end: str = "",
    slowest_s: float = _SLOWEST_S,
) -> Growth:
    """Measure a reading at growing lengths up to `largest`, and stop where it grows too fast."""
    seconds: list[tuple[int, float]] = []
    size = smallest
    while size <= largest:
        text = unit * (size // len(unit)) + end
        limit = 0.5 + slowest_s * size
        took = _least(read, text, limit, 1)
        seconds.append((size, took))
        if not Growth(where, unit, tuple(seconds)).linear:
            before = unit * (size // _STEP // len(unit)) + end  # look again before saying so
            if len(seconds) > 1:
                seconds[-2] = (size // _STEP, _least(read, before, limit, _RUNS))
            seconds[-1] = (size, _least(read, text, limit, _RUNS))
            if not Growth(where, unit, tuple(seconds)).linear:
                break
        size *= _STEP
    return Growth(where, unit, tuple(seconds))


def is_linear(read: Callable[[str], object], unit: str, largest: int = 32_000) -> bool:
    """Tell whether the time of a reading grows in proportion to its text."""
    return growth(read, unit, "", largest).linear


def _least(read: Callable[[str], object], text: str, limit_s: float, runs: int) -> float:
    took = []
    for _ in range(runs):
        start = process_time()
        try:
            with _given_up_after(limit_s * 8):  # seconds on the wall: a busy machine gives a share
                read(text)
        except _GivenUp:
            return float("inf")
        took.append(process_time() - start)
    return min(took)


@contextmanager
def _given_up_after(seconds: float) -> Iterator[None]:
    def end(_number: int, _frame: FrameType | None) -> None:
        raise _GivenUp

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
