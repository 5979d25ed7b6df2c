"""Retrieval on public question sets: both legs and their fusion side by side, in either script.

Every paragraph of a set is a document of one passage, so that a rank means what others report. The
questions are asked as they are and converted, character by character, to the other script.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.document import Document, Parsed, Passage, Section, Span
from corpus.errors import BadRequest
from eval.compare import Paired
from eval.metrics import Share
from index.fuse import fuse
from index.search import Hit, Searcher

__all__ = ["SETS", "PublicSet", "Retrieved", "lines", "load_set", "retrieve", "searcher"]

SETS = {  # name → file below the folder of data sets, OpenCC's conversion to the other script
    "drcd": ("drcd/DRCD_dev.json", "t2s"),
    "cmrc": ("cmrc2018/cmrc2018_dev.json", "s2t"),
}
RECALL_AT = (1, 5, 10)
HITS = 400  # both legs' whole pools: what a leg ranks is seen even where the fusion ranks it last

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """Paragraphs, and questions with the number of the paragraph that answers them."""

    name: str
    paragraphs: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]
    other_script: str


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Ranks (from 1) of the right paragraph by leg, question by question."""

    script: str  # same | other
    alike: int  # questions that fold to the same text in both scripts
    ranks: Mapping[str, tuple[int | None, ...]]

    def recall(self, leg: str, k: int) -> Share:
        """Return how many questions find their paragraph among the first k."""
        return Share.over([one is not None and one <= k for one in self.ranks[leg]])

    def reciprocal_rank(self, leg: str) -> float:
        """Return the mean reciprocal rank within the first ten."""
        ranks = self.ranks[leg]
        return sum(1 / one for one in ranks if one is not None and one <= 10) / len(ranks)


def load_set(name: str, folder: Path, limit: int | None = None) -> PublicSet:
    """Read a set in SQuAD's form; `limit` keeps so many questions, evenly spread over the set."""
    if name not in SETS:
        raise BadRequest(f"no public set {name!r}; there are {', '.join(SETS)}")
    file, other = SETS[name]
    path = folder / file
    if not path.is_file():
        raise BadRequest(f"{path} is missing: name the folder that holds {file}")
    paragraphs: list[str] = []
    questions: list[tuple[str, int]] = []
    for article in json.loads(path.read_bytes())["data"]:
        for paragraph in article["paragraphs"]:
            questions += [(one["question"], len(paragraphs)) for one in paragraph["qas"]]
            paragraphs.append(paragraph["context"])
    if limit is not None and limit < len(questions):
        questions = [questions[n * len(questions) // limit] for n in range(limit)]
    return PublicSet(name, tuple(paragraphs), tuple(questions), other)


def searcher(public: PublicSet, place: Path, progress: Progress) -> Searcher:
    """Index the paragraphs in a home below `place`, or take up the index that is there."""
    from corpus.library import Library
    from index.build import build
    from qa.settings import read_settings

    files = place / "documents"
    files.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(public.paragraphs):
        path = files / _name(number)
        data = text.encode("utf-8")
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
    home = place / "home"
    home.mkdir(exist_ok=True)
    parameters = read_settings(home).index
    library = Library(home)
    library.ingest(files)
    build(library, parameters, progress=progress, parse=whole)
    return Searcher(home, parameters)


def whole(document: Document) -> Parsed:
    """Read a document as one passage under no heading."""
    from corpus.script import reading  # heavy: the conversion tables

    view, noise = reading(document.text)
    span = Span(0, len(document.text))
    return Parsed(
        document=document,
        view=view,
        sections=(Section(0, None, 0, "", Span(0, 0), span),),
        sentences=(),
        enumerations=(),
        passages=(Passage(f"{document.id}-0", document.id, span, ()),),
        figures=(),
        noise=noise,
    )


def retrieve(
    public: PublicSet, search: Searcher, progress: Progress, weights: Sequence[float] = ()
) -> tuple[Retrieved, ...]:
    """Ask every question in its own script and in the other one.

    A question that folds to the same text in both scripts is searched once: nothing else of it
    reaches the index. `weights` of the vectors are tried beside the one that is set.
    """
    from opencc import OpenCC  # heavy: the conversion tables

    from qa.question import read_question

    convert = OpenCC(public.other_script).convert
    number_of = {one.id: _number(one.path) for one in search.store.documents()}
    done: dict[str, dict[str, list[int]]] = {}
    found = []
    for script in ("same", "other"):
        ranks: dict[str, list[int | None]] = {}
        alike = 0
        for n, (text, paragraph) in enumerate(public.questions, 1):
            view = read_question(text if script == "same" else convert(text)).view
            alike += script == "same" or view in done
            if view not in done:
                done[view] = _rankings(search.search(view, HITS).hits, number_of, weights)
            for leg, order in done[view].items():
                place = order.index(paragraph) + 1 if paragraph in order else None
                ranks.setdefault(leg, []).append(place)
            progress(f"{script} script", n, len(public.questions))
        found.append(Retrieved(script, alike, {leg: tuple(p) for leg, p in ranks.items()}))
    return tuple(found)


def _rankings(
    hits: Sequence[Hit], number_of: Mapping[str, int], weights: Sequence[float]
) -> dict[str, list[int]]:
    """Return the paragraphs' numbers in the order of each leg, and of each weight of the fusion."""
    numbers = [number_of[one.document_id] for one in hits]
    orders: dict[str, list[int]] = {}
    for leg, places in (
        ("words", [one.lexical_rank for one in hits]),
        ("vectors", [one.vector_rank for one in hits]),
    ):
        ranked = sorted((place, n) for place, n in zip(places, numbers, strict=True) if place)
        orders[leg] = [n for _, n in ranked]
    orders["fusion"] = numbers
    for weight in weights:
        scores = fuse(
            np.array([one.lexical or 0.0 for one in hits]),
            np.array([one.lexical_rank is not None for one in hits]),
            np.array([one.vector or 0.0 for one in hits]),
            vector_weight=weight,
        )
        by_score = sorted(range(len(hits)), key=lambda i: (-scores[i], hits[i].passage_id))
        orders[f"at {weight:g}"] = [numbers[i] for i in by_score]
    return orders


def lines(public: PublicSet, found: Sequence[Retrieved]) -> Iterable[str]:
    """Yield the table: a line for each script and leg."""
    yield f"{public.name}: {len(public.questions)} questions, {len(public.paragraphs)} paragraphs"
    yield f"{'script':8} {'leg':8} " + " ".join(f"{f'R@{k}':>7}" for k in RECALL_AT) + "  MRR@10"
    for one in found:
        for leg in one.ranks:
            recalls = " ".join(f"{one.recall(leg, k).value:7.4f}" for k in RECALL_AT)
            yield f"{one.script:8} {leg:8} {recalls}  {one.reciprocal_rank(leg):6.4f}"
        yield f"{one.script:8} questions that fold alike in both scripts: {one.alike}"
        for leg in ("words", "vectors"):
            pair = against(one, leg)
            yield (
                f"{one.script:8} fusion against {leg} at 1: win {pair.wins}, tie {pair.ties},"
                f" loss {pair.losses}, p {pair.p_value:.4f}"
            )


def against(found: Retrieved, leg: str) -> Paired:
    """Pair the fusion with a leg by whether the right paragraph comes first."""
    pairs = list(zip(found.ranks[leg], found.ranks["fusion"], strict=True))
    wins = sum(fused == 1 and own != 1 for own, fused in pairs)
    losses = sum(fused != 1 and own == 1 for own, fused in pairs)
    return Paired("recall@1", wins, len(pairs) - wins - losses, losses)


def _name(number: int) -> str:
    return f"{number:05}.txt"


def _number(path: str) -> int:
    return int(Path(path).stem)
