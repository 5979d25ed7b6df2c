"""Patterns and pipeline against texts made to slow them down, and the table of it."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

from corpus.document import Document
from corpus.parse import parse
from corpus.readers.read_md import read_md
from eval.hostile.built import built
from eval.hostile.linear import Growth, growth, worst_growth
from eval.hostile.patterns import patterns
from eval.hostile.texts import HOSTILE_UNITS

__all__ = ["found", "lines", "read_through"]

_SMALLEST = 4_096  # four steps of four times lead to 1,048,576
_SLOWEST_S = 400e-6  # per character of the whole pipeline, where a run is given up


def found(characters: int, only: str | None, progress: Callable[[str], None]) -> Iterator[Growth]:
    """Yield the worst growth of each pattern, then that of each text through the pipeline."""
    if only != "pipeline":
        known = (*patterns(), *built())
        for at, used in enumerate(known):
            if at % 50 == 0:
                progress(f"patterns {at}/{len(known)}")
            worst = worst_growth(used, characters, smallest=_SMALLEST)
            if worst is not None:
                yield worst
    if only != "patterns":
        for name, unit in HOSTILE_UNITS.items():
            progress(name)
            yield growth(
                read_through,
                unit,
                f"pipeline: {name}",
                characters,
                smallest=_SMALLEST,
                slowest_s=_SLOWEST_S,
            )


def read_through(text: str) -> None:
    """Read a text as that of a file, cells and all, and parse it."""
    raw = text.encode("utf-8", "surrogatepass")
    if "\x00" not in text and "\ud800" not in text and text.strip():  # else it is refused
        text = read_md(raw, "a.txt").text
    parse(Document("x", "a.txt", text, sha256(raw).hexdigest(), "txt/1"))


def lines(growths: Sequence[Growth]) -> Iterator[str]:
    """Yield what is not linear, and the slowest of what is."""
    bad = [one for one in growths if not one.linear]
    yield f"{len(growths)} held against texts made for them, {len(bad)} not linear"
    slowest = sorted(growths, key=lambda one: -one.last)[:10]
    for one in (*bad, *(one for one in slowest if one.linear)):
        told = ", ".join(f"{size}: {took:.3f} s" for size, took in one.seconds)
        state = "linear" if one.linear else "NOT LINEAR"
        yield f"{state:<11}{one.where}  {one.unit!r}  {told}"
