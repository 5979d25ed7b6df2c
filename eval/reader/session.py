"""The measures of the reader from the command line: in order, each set read once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import BadRequest
from eval.evidence import Corpus, open_corpus, samples_dir
from eval.gold import Part, Question, load, select
from eval.home import opened
from eval.reader import (
    ablation,
    certainty,
    court,
    evidence_first,
    misled,
    own_questions,
    paragraphs,
)
from eval.reader.certainty import Judged, judged
from eval.reader.court import Court
from eval.reader.own_questions import Given
from eval.reader.paragraphs import Asked, Progress
from eval.reader.rows import spread
from eval.reader.stretches import Read, reading_with
from eval.run import header
from eval.session import log_run
from qa.reader.engine import FOLDER, Engine
from qa.settings import AnswerParameters

__all__ = ["SETS", "Session", "Wish"]

SETS = ("cmrc", "drcd", "written", "evidence", "cail", "rgb", "calibration", "ablation")
_PRODUCT = ("rgb", "ablation")  # ask the whole program, which reads with the weights it ships
_PUBLIC = ("cmrc", "drcd")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for; the command's options by their names."""

    datasets: Path | None
    names: tuple[str, ...]
    limit: int | None
    first: int
    weights: Path | None
    corpus: Path | None
    part: str


@dataclass(slots=True)
class Session:
    """Measures set by set; what two of them need is read once."""

    wish: Wish
    var: Path
    progress: Progress
    engine: Engine
    _asked: dict[str, dict[str, list[Asked]]] = field(default_factory=dict)
    _given: list[Given] = field(default_factory=list)
    _court: Court | None = None

    @classmethod
    def open(cls, wish: Wish, var: Path, progress: Progress) -> "Session":
        """Load the reader; BadRequest when what was asked for cannot be measured."""
        names = wish.names or SETS
        own = [one for one in names if one in _PRODUCT]
        if own and wish.weights is not None and wish.weights.resolve() != FOLDER.resolve():
            raise BadRequest(
                f"{' and '.join(own)} ask the whole program, which reads with {FOLDER}:"
                " put the weights there, or leave --weights out"
            )
        if wish.datasets is None and set(names) - {"evidence", "ablation"}:
            raise BadRequest("name the folder of the data sets: --datasets DIR")
        return cls(
            wish, var, progress, Engine(wish.weights or FOLDER, AnswerParameters().reader_threads)
        )

    def lines(self) -> Iterator[str]:
        """Yield the tables, in the order of `SETS`."""
        yield f"reader {self.engine.id}"
        measures: dict[str, Callable[[], Iterator[str]]] = {
            "cmrc": lambda: paragraphs.lines("cmrc", self.asked("cmrc"), self.wish.first),
            "drcd": lambda: paragraphs.lines("drcd", self.asked("drcd"), self.wish.first),
            "written": lambda: own_questions.lines(self.given()),
            "evidence": self._evidence,
            "cail": lambda: court.lines(self.court()),
            "rgb": self._rgb,
            "calibration": lambda: certainty.lines(self.judged()),
            "ablation": self._ablation,
        }
        for name in SETS:
            if name in (self.wish.names or SETS):
                yield ""
                yield from measures[name]()

    @property
    def read(self) -> Read:
        """The reader over texts that it is given."""
        return reading_with(self.engine)

    @property
    def datasets(self) -> Path:
        """The folder of the data sets; `open` has seen to it that it is named where needed."""
        assert self.wish.datasets is not None
        return self.wish.datasets

    def asked(self, name: str) -> dict[str, list[Asked]]:
        """Return the outcomes of a public set by script."""
        if name not in self._asked:
            self._asked[name] = paragraphs.measure(
                name,
                self.datasets,
                self.var / "reader" / name,
                self.read,
                self.progress,
                self.wish.limit,
                self.wish.first,
            )
        return self._asked[name]

    def given(self) -> list[Given]:
        """Return the outcomes of our own questions."""
        if not self._given:
            self._given = own_questions.measure(
                self.datasets, self.read, self.progress, self.wish.limit
            )
        return self._given

    def court(self) -> Court:
        """Return the outcomes over court documents."""
        if self._court is None:
            self._court = court.measure(self.datasets, self.read, self.progress, self.wish.limit)
        return self._court

    def judged(self) -> list[Judged]:
        """Return stretches of the public sets as retrieved, and of the others' given texts."""
        told = [
            (name, one.key, one.accepted, one.found)
            for name in _PUBLIC
            for one in self.asked(name)["same"]
        ]
        for name, given in (("written", self.given()), ("cail", self.court().given)):
            told += [(name, one.key, one.accepted, one.stretch) for one in given]
        return [one for each in told if (one := judged(*each)) is not None]

    def _rgb(self) -> Iterator[str]:
        place = self.var / "reader"
        found = misled.measure(self.datasets, place, self.read, self.progress, self.wish.limit)
        return misled.lines(found)

    def _evidence(self) -> Iterator[str]:
        asked, corpus, part = self._gold()
        yield f"{corpus.edition.value} documents, part {part.value}"
        vectors = self.var / "vectors.sqlite"
        with opened(corpus.folder, vectors, progress=self.progress) as home:
            placed = evidence_first.measure(asked, corpus, home, self.read, self.progress)
        yield from evidence_first.lines(placed)

    def _ablation(self) -> Iterator[str]:
        asked, corpus, part = self._gold()
        vectors = self.var / "vectors.sqlite"
        with opened(corpus.folder, vectors, progress=self.progress) as home:
            outcomes = ablation.measure(asked, home, self.progress)
        if part is not Part.TUNE:
            log_run(header(corpus, part), ablation.accuracies(outcomes), self.var)
        yield f"part {part.value}"
        yield from ablation.lines(asked, corpus, outcomes)

    def _gold(self) -> tuple[Sequence[Question], Corpus, Part]:
        part = Part(self.wish.part)
        corpus = open_corpus(self.wish.corpus or samples_dir())
        return spread(select(load(), part), self.wish.limit), corpus, part
