"""Where the evidence of gold questions stands when the first hits are put in the reader's order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from eval.compare import Paired
from eval.evidence import Corpus, Evidence, resolve
from eval.gold import Question
from eval.metrics import Share
from eval.reader.paragraphs import Progress
from eval.reader.rows import measured
from eval.reader.stretches import Read
from eval.retrieval import Ranked, rank
from qa.draft import Scene
from qa.question import read_question
from qa.reader.reading import Page, pages

__all__ = ["DEPTHS", "Placed", "Scenes", "fused", "lines", "measure", "reordered"]

DEPTHS = (5, 8, 12)  # how many of the first hits are read
_SEARCH = "search alone"
_SMOOTHED = 60


class Scenes(Protocol):
    """What is measured: the passages of a search, as answers get them."""

    def scenes(self, text: str, k: int) -> Sequence[Scene]:
        """Return the sentences of the k best passages, passage by passage."""
        ...


@dataclass(frozen=True, slots=True)
class Placed:
    """The rank of a question's evidence by way of ordering; None where it is not among them."""

    script: str
    ranks: dict[str, int | None]


def measure(
    questions: Sequence[Question], corpus: Corpus, home: Scenes, read: Read, progress: Progress
) -> list[Placed]:
    """Order the first hits of every answerable question, the most of `DEPTHS` read in one go."""
    found = []
    answerable = [one for one in questions if one.expected.answerable]
    for done, one in enumerate(answerable, 1):
        evidence = resolve(one, corpus)
        view = read_question(one.question).view
        own = pages(home.scenes(one.question, max(DEPTHS)), max(DEPTHS))
        stretches = read(view, [(page.heading, page.text) for page in own])
        scores = {stretch.text: stretch.score for stretch in stretches}
        ranks = {_SEARCH: _rank(own, range(len(own)), evidence, corpus)}
        for depth in DEPTHS:
            order = reordered(scores, len(own), depth)
            ranks[f"first {depth} read"] = _rank(own, order, evidence, corpus)
            ranks[f"first {depth} fused"] = _rank(own, fused(order), evidence, corpus)
        found.append(Placed(one.script, ranks))
        progress("evidence", done, len(answerable))
    return found


def reordered(scores: dict[int, float], count: int, depth: int) -> list[int]:
    """Return passages, numbered from 0, with the first `depth` of them in the order of scores."""
    first = sorted(range(min(depth, count)), key=lambda n: (-scores.get(n, float("-inf")), n))
    return [*first, *range(len(first), count)]


def fused(order: Sequence[int]) -> list[int]:
    """Return passages, numbered by the search, by both ranks: the sum of their reciprocals.

    Cormack et al. 2009, https://doi.org/10.1145/1571941.1572114, with their constant.
    """
    places = {number: place for place, number in enumerate(order)}
    return sorted(
        places, key=lambda n: (-1 / (_SMOOTHED + n + 1) - 1 / (_SMOOTHED + places[n] + 1), n)
    )


def _rank(
    own: Sequence[Page], order: Sequence[int], evidence: Sequence[Evidence], corpus: Corpus
) -> int | None:
    """A passage's place is that of its whole span: sentences shared with a better one count too."""
    passages = [own[number].scenes[0] for number in order]
    ranked = [Ranked(corpus.key_of(one.document.path) or "", one.passage.span) for one in passages]
    return rank(ranked, evidence)


def lines(placed: Sequence[Placed]) -> Iterator[str]:
    """Yield a line for each way of ordering, and the paired test of the first place."""
    yield f"evidence: {len(placed)} answerable questions"
    yield f"{'':15} {'in the first':21} {'in the first 3':21} in the first 5"
    ways = list(placed[0].ranks) if placed else []
    for way in ways:
        ranks = [one.ranks[way] for one in placed]
        shares = [Share.over([one is not None and one <= k for one in ranks]) for k in (1, 3, 5)]
        yield f"{way:15} " + " ".join(measured(one) for one in shares)
    for way in ways[1:]:
        pair = against(placed, way)
        yield f"{way} against {_SEARCH}: win {pair.wins}, loss {pair.losses}, p {pair.p_value:.4f}"
    by_script = sorted(placed, key=lambda one: one.script)
    for script, group in groupby(by_script, key=lambda one: one.script):
        own = list(group)
        shares_of = [
            Share.over([one.ranks[way] == 1 for one in own]) for way in (ways[0], ways[-1])
        ]
        yield f"{script:6} {len(own):4}: " + " → ".join(measured(one) for one in shares_of)


def against(placed: Sequence[Placed], way: str) -> Paired:
    """Pair a way of ordering with the search alone by whether the evidence comes first."""
    pairs = [(one.ranks[_SEARCH] == 1, one.ranks[way] == 1) for one in placed]
    wins, losses = (sum(b and not a for a, b in pairs), sum(a and not b for a, b in pairs))
    return Paired("evidence first", wins, len(pairs) - wins - losses, losses)
