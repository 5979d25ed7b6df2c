"""What the clauses of a text are read with: the sentence they stand in, and what they inherit."""

from dataclasses import dataclass, field
from datetime import date

from corpus.attribution.bodies import Bodies
from corpus.attribution.dating import Clock
from corpus.attribution.marks import Marks
from corpus.attribution.measures import Thread, Words
from corpus.document import Figure, Sentence, Subject

__all__ = ["Reading", "State"]


@dataclass(slots=True)
class State:
    """What later clauses inherit."""

    clock: Clock
    edition: date | None = None  # the year that the title names, where no day of publication is
    thread: Thread = field(default_factory=Thread)
    home: Subject | None = None  # whose section it is
    subject: Subject | None = None
    topic: Subject | None = None  # the body that a paragraph's first sentence speaks of
    zone: Subject | None = None  # the one named last, which 园区 is
    groups: int = 0
    paragraph: int = -1
    section: int = -1
    headings: str = ""
    part: tuple[str, ...] = ()  # the outermost heading
    table: str = ""  # what rows are told to be of
    made: list[Figure] = field(default_factory=list)
    bodies: Bodies = field(default_factory=Bodies)


@dataclass(slots=True)
class Reading:
    """The sentence that is being read."""

    document_id: str
    sentence: Sentence
    marks: Marks
    first: int  # how many figures there were before it
    target: bool = False  # it has announced targets: 目标是：
    parts_of_target: bool = False  # it tells the parts of one: 计划…，其中
    topic: str = ""  # of the rows that it is one of: 主要产品产量如下：
    segments: list[int] = field(default_factory=list)  # of each of its figures, between ；
    segment: int = 0
    words: dict[int, Words] = field(default_factory=dict)  # of a quantity, by where it starts
