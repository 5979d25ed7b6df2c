"""The letters of a name and where each of them stands, so that names can be put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.attribution.measure_terms import terms
from corpus.document import Mapped, Measure, Span

__all__ = ["Letters", "measure_of"]

_EDGES = "、和与及的"
_LIGHT = re.compile(r"(?<=..)(?:工作|活动|事项|情况)$")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a name, and where each of them stands."""

    text: str
    spans: tuple[Span, ...]

    def __add__(self, other: "Letters") -> "Letters":
        return Letters(self.text + other.text, self.spans + other.spans)

    def without(self, word: str) -> "Letters":
        """Leave out the last of a word, with 量 or 数 behind it at the end."""
        at = self.text.rfind(word)
        if at < 0:
            return self
        end = at + len(word)
        end = len(self.text) if re.fullmatch("[量数额]", self.text[end:]) else end
        return Letters(self.text[:at] + self.text[end:], self.spans[:at] + self.spans[end:])

    def trimmed(self) -> "Letters":
        """Leave out marks and conjunctions on either side."""
        kept = self.text.strip(_EDGES)
        at = self.text.find(kept)
        return Letters(kept, self.spans[at : at + len(kept)])

    def measure(self) -> Measure:
        """Return the measure of this name."""
        return Measure(self.text, *terms(self.text), self.spans)


def measure_of(spans: Sequence[Span], view: Mapped) -> Measure | None:
    """Return the measure named by stretches of a sentence's view, None where they say nothing."""
    if not spans:
        return None
    spans = _without_work(spans, view.text)
    text = "".join(view.text[s.start : s.end] for s in spans)
    letters = (n for span in spans for n in range(span.start, span.end))
    places = tuple(view.original(Span(n, n + 1)) for n in letters)
    measure = Letters(text, places).measure()
    return measure if measure.head else None


def _without_work(spans: Sequence[Span], text: str) -> list[Span]:
    """Leave out a last word that says no more than that something is done: 验收工作."""
    last = spans[-1]
    light = _LIGHT.search(text[last.start : last.end])
    if light is None:
        return list(spans)
    return [*spans[:-1], Span(last.start, last.start + light.start())]
