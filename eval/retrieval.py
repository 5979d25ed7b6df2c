"""Where in a ranking the evidence stands: by leg, and in characters read."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Span
from eval.evidence import Evidence

__all__ = ["Ranked", "characters_read", "rank", "targets"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage of a ranking: where it stands in its document."""

    document: str  # the gold's key
    span: Span


def targets(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence that carries the answer: the first, and those marked as alternatives."""
    return tuple(one for n, one in enumerate(evidence) if n == 0 or one.alternative)


def rank(ranking: Sequence[Ranked], evidence: Sequence[Evidence]) -> int | None:
    """Return the rank (from 1) of the first passage that holds a target whole, or None."""
    for place, passage in enumerate(ranking, 1):
        if any(
            passage.document == one.document and passage.span.contains(one.span)
            for one in targets(evidence)
        ):
            return place
    return None


def characters_read(ranking: Sequence[Ranked], evidence: Sequence[Evidence]) -> int | None:
    """Return how many characters are read, passage after passage, until a target is read whole.

    Evidence that is cut apart by a border of passages is read when its last piece is.
    """
    counts = [count for one in targets(evidence) if (count := _read(ranking, one)) is not None]
    return min(counts, default=None)


def _read(ranking: Sequence[Ranked], target: Evidence) -> int | None:
    open_places = set(range(target.span.start, target.span.end))
    before = 0
    for passage in ranking:
        span = passage.span
        if passage.document == target.document and span.overlaps(target.span):
            found = {place for place in open_places if span.start <= place < span.end}
            if found and found == open_places:
                return before + max(found) + 1 - span.start
            open_places -= found
        before += len(span)
    return None
