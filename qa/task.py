"""What an answerer works on: the question, the scenes found for it, and how to find more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.document import Cell, Document, Enumeration, Figure, Passage, Section, Sentence
from index.documents import StoredDocument
from qa.contract import RefusalCode
from qa.draft import Draft, Refused, Scene
from qa.matching.align import Aligner, Coverage, Layer
from qa.question import Question
from qa.reader.verdict import Verdict

if TYPE_CHECKING:
    from qa.matching.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Material:
    """A document in which something was found, with its parts that answers are made of."""

    document: Document
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    enumerations: tuple[Enumeration, ...]
    cells: tuple[Cell, ...]


# Of letters that a question opens with: the name in them, and the documents that know none of it.
Known = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Task:
    """A question with the scenes found for it, best passages first."""

    question: Question
    scenes: tuple[Scene, ...]
    aligner: Aligner
    material: Callable[[str], Material]  # by document id
    documents: Callable[[], tuple[StoredDocument, ...]]  # all that the filters let through
    again: Callable[[str], "Task"]  # the task of a sub-question
    # The answer to a task that is a part of this one, by whatever answers such questions.
    answered: Callable[["Task"], Draft | Refused] = lambda _: Refused(RefusalCode.NO_EVIDENCE)
    passages: tuple[Passage, ...] = ()
    has_ended: Callable[[str], bool] = lambda _: False  # by document id: it no longer holds
    verdict: Callable[[], Verdict | None] = lambda: None  # the reader's; None without a reader
    # By document id and numbers of sentences: the figures in them.
    figures_in: Callable[[str, Sequence[int]], tuple[Figure, ...]] = lambda _, __: ()
    known: dict[tuple[str, tuple[str, ...]], Known] = field(default_factory=dict, compare=False)
    # Its figures in order, once `qa.matching.candidates.rank` was asked; a changed task has none.
    ranked: "list[tuple[Candidate, ...]]" = field(init=False, default_factory=list, compare=False)

    def reading(self, scene: Scene) -> float:
        """Return how likely (0-1) the reader holds it that a sentence answers; 0 without one."""
        verdict = self.verdict()
        found = verdict.of(scene) if verdict is not None else None
        return found.likely if found is not None else 0.0

    def cover(self, scene: Scene) -> Coverage:
        """Return how well a sentence in its surroundings says what is asked."""
        return self.aligner.cover(
            (
                Layer(scene.text, 1.0),
                Layer(scene.headings, 0.75),
                Layer(scene.title, 0.6),
                # what is punished is told in the article that the lead begins with
                Layer(scene.lead, 0.8 if "违反" in scene.text else 0.5),
            )
        )
