"""What the reader says: stretches that may answer a question, and how likely each is to."""

import math
from dataclasses import dataclass

from corpus.document import Span
from qa.draft import Scene

__all__ = ["Found", "Verdict"]


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that may answer a question.

    `answers` is the logit that its text does, `span_score` the log probability of the stretch in
    that text, `mass` the share (0-1) of beginnings in its sentence. `members` are the parts that
    the reader marks in the text, for lists.
    """

    scene: Scene
    span: Span  # into the sentence's view
    answers: float
    span_score: float
    mass: float
    members: tuple[tuple[Scene, Span], ...] = ()

    @property
    def score(self) -> float:
        """Log odds by which stretches of different texts are compared."""
        return self.answers + self.span_score

    @property
    def likely(self) -> float:
        """How likely (0-1) it is that the text answers, and in this sentence."""
        return self.mass / (1.0 + math.exp(-self.answers))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Stretches, best first; empty when there was nothing to read."""

    found: tuple[Found, ...] = ()

    def of(self, scene: Scene) -> Found | None:
        """Return the best stretch of a sentence."""
        key = scene.document.id, scene.sentence.number
        return next((one for one in self.found if _key(one) == key), None)

    @property
    def answers(self) -> float:
        """The highest logit that a text answers; far below 0 when there was nothing to read."""
        return max((one.answers for one in self.found), default=-10.0)


def _key(found: Found) -> tuple[str, int]:
    return found.scene.document.id, found.scene.sentence.number
