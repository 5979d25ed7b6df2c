"""What the reader picks of texts that it is given: of each the best stretch, best text first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Span
from qa.reader.engine import Engine
from qa.reader.inputs import Input
from qa.reader.reading import best_spans, inside

__all__ = ["Read", "Stretch", "reading_with"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The best stretch of a text; `text` is the text's number, `span` lies in it.

    `answers` is the logit that the text answers, `span_score` the stretch's log probability in it;
    `parts` are the runs that the reader marks, as words.
    """

    text: int
    span: Span
    words: str
    answers: float
    span_score: float
    parts: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """Log odds by which stretches of different texts are compared, as in the product."""
        return self.answers + self.span_score


Read = Callable[[str, Sequence[tuple[str, str]]], list[Stretch]]


def reading_with(engine: Engine) -> Read:
    """Return a function of a question and (heading, text) pairs; both in the search form.

    A text longer than the model's window is read in several, and the best of them stands for it.
    """

    def read(question: str, texts: Sequence[tuple[str, str]]) -> list[Stretch]:
        inputs = [one for one in engine.tokens.inputs(question, texts) if one.text.ids]
        best: dict[int, Stretch] = {}
        for one in _read(engine, inputs, texts):
            if one.text not in best or one.score > best[one.text].score:
                best[one.text] = one
        return sorted(best.values(), key=lambda one: (-one.score, one.text))

    return read


def _read(
    engine: Engine, inputs: Sequence[Input], texts: Sequence[tuple[str, str]]
) -> Iterator[Stretch]:
    for one, (tokens, answers) in zip(inputs, engine(inputs), strict=True):
        logits = tokens[one.offset : one.offset + len(one.text.ids)]
        places, text = one.text.places, texts[one.number][1]
        spans = best_spans(logits)
        first, last, score = spans[0]
        span = Span(places[first][0], places[last][1])
        parts = tuple(text[run.start : run.end] for run in inside(logits[:, 2], places))
        words = text[span.start : span.end]
        yield Stretch(one.number, span, words, answers, score, parts)
