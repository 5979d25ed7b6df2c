"""Spans, and text that knows where each of its characters came from."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Edit(NamedTuple):
    """Replace `[start, end)` of a mapped text by `replacement`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and, for each of its code points, the range of the original it stands for.

    `starts[i]` and `ends[i]` bound the original code points of `text[i]`; both never decrease.
    """

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise ValueError(
                f"map of {len(self.starts)}/{len(self.ends)} for {len(self.text)} code points"
            )

    @classmethod
    def identity(cls, text: str, offset: int = 0) -> "Mapped":
        """Map `text` onto itself, as the part of an original that begins at `offset`."""
        n = len(text)
        return cls(
            text,
            array("I", range(offset, offset + n)),
            array("I", range(offset + 1, offset + n + 1)),
        )

    def original(self, span: Span) -> Span:
        """Return the original range that the characters of `span` stand for.

        An empty span gives the empty range in front of its character (or behind the last one).
        """
        if span.end > len(self.text):
            raise ValueError(f"{span} lies outside a view of {len(self.text)} code points")
        if not len(span):
            if span.start < len(self.text):
                return Span(self.starts[span.start], self.starts[span.start])
            end = self.ends[-1] if self.ends else 0
            return Span(end, end)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def locate(self, original: Span) -> Span:
        """Return the smallest range of this text that covers what is left of an original range."""
        start = bisect_right(self.ends, original.start)
        end = bisect_left(self.starts, original.end)
        return Span(start, max(start, end))

    def slice(self, span: Span) -> "Mapped":
        """Return a part of this text with its part of the map."""
        return Mapped(
            self.text[span.start : span.end],
            self.starts[span.start : span.end],
            self.ends[span.start : span.end],
        )

    def edit(self, edits: Iterable[Edit]) -> "Mapped":
        """Apply replacements given in ascending order without overlap.

        A replacement as long as what it replaces is mapped character by character; any other maps
        each of its characters to the whole replaced range.
        """
        pieces: list[str] = []
        starts, ends = array("I"), array("I")
        done = 0
        for start, end, replacement in edits:
            if start < done or end < start or end > len(self.text):
                raise ValueError(
                    f"edit [{start}, {end}) after {done} in {len(self.text)} code points"
                )
            pieces.append(self.text[done:start])
            starts.extend(self.starts[done:start])
            ends.extend(self.ends[done:start])
            pieces.append(replacement)
            if len(replacement) == end - start:
                starts.extend(self.starts[start:end])
                ends.extend(self.ends[start:end])
            elif replacement:
                whole = self.original(Span(start, end))
                starts.extend([whole.start] * len(replacement))
                ends.extend([whole.end] * len(replacement))
            done = end
        pieces.append(self.text[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return Mapped("".join(pieces), starts, ends)
