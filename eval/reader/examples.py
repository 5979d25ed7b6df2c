"""Examples that the reader learns from and is measured on.

All texts are folded the way the product folds documents and questions, so one script has to be
learnt; spans are code points of the folded text.
"""

from dataclasses import dataclass

from corpus.mapped import Span

__all__ = ["Example", "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to read. `key` tells texts apart; `heading` is what stands above it, or empty."""

    key: str
    heading: str
    text: str

    def without(self, span: Span) -> "Reading":
        """Return the text with a part of it cut out."""
        text = self.text[: span.start] + self.text[span.end :]
        return Reading(f"{self.key}-{span.start}", self.heading, text)


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a text. Without spans the text does not answer it.

    `spans` are the answer's parts in the order of the text: one, or a list's members. `source`
    names the set, `held_back` whether it is kept for reporting. `others` are further accepted
    answers, for measuring alone.
    """

    question: str
    reading: Reading
    spans: tuple[Span, ...]
    source: str
    held_back: bool = False
    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for span in self.spans:
            if not len(span) or span.end > len(self.reading.text):
                raise ValueError(f"{span} is no part of {self.reading.key}")

    @property
    def answers(self) -> tuple[str, ...]:
        """The accepted answers, the marked one first."""
        text = self.reading.text
        marked = "".join(text[span.start : span.end] for span in self.spans)
        return (marked, *self.others)
