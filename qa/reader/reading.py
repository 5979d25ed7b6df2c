"""What the reader makes of a question's best passages: spans, members, and whether any answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

import numpy as np
from numpy.typing import NDArray

from corpus.document import Span
from qa.draft import Scene
from qa.reader.engine import Engine
from qa.reader.inputs import Input
from qa.reader.verdict import Found, Verdict

__all__ = [
    "LONGEST_ANSWER",
    "WITHIN",
    "Page",
    "best_spans",
    "inside",
    "log_softmax",
    "pages",
    "read",
]

LONGEST_ANSWER = 60  # tokens; 99.6 % of the answers of CMRC and DRCD are shorter
BUDGET = 900  # tokens of text that one question has read
MOST = 5  # passages; the evidence is among the first five for 98 % of questions
SPANS = 4  # kept of one passage, each in a sentence of its own
# What a token thought to be within an answer counts for a span that has it. Of .05 to .5 the best
# on one half of the held-back questions of CMRC and DRCD; on the other, exact match rose by 1.7
# points and F1 by 1.0.
WITHIN = 0.2
INSIDE = 0.0  # logit from which a token belongs to an answer's part


@dataclass(frozen=True, slots=True)
class Page:
    """A passage as it is read: its sentences one behind the other, under what stands above."""

    heading: str
    scenes: tuple[Scene, ...]
    starts: tuple[int, ...]  # of each sentence in `text`
    text: str

    def place(self, span: Span) -> tuple[Scene, Span]:
        """Return the sentence in which a span begins, and the span in that sentence's view."""
        number = max(n for n, start in enumerate(self.starts) if start <= span.start)
        scene, start = self.scenes[number], self.starts[number]
        end = min(span.end - start, len(scene.text))
        return scene, Span(span.start - start, max(end, span.start - start))


def pages(scenes: Sequence[Scene], most: int = MOST) -> list[Page]:
    """Return the best passages as pages; `scenes` come passage by passage, best first."""
    made = []
    for _, group in groupby(scenes, key=lambda scene: scene.passage.id):
        own = tuple(sorted(group, key=lambda scene: scene.sentence.span))
        starts = tuple(accumulate((len(scene.text) for scene in own), initial=0))[:-1]
        heading = f"{own[0].title} {own[0].headings}".strip()
        made.append(Page(heading, own, starts, "".join(scene.text for scene in own)))
        if len(made) == most:
            break
    return made


def read(question: str, scenes: Sequence[Scene], engine: Engine, budget: int = BUDGET) -> Verdict:
    """Read a question's best passages in one batch, as many as the budget of tokens holds.

    `question` is in the search form; `scenes` come passage by passage, best first.
    """
    read_pages = pages(scenes)
    texts = [(page.heading, page.text) for page in read_pages]
    inputs = engine.tokens.inputs(question, texts)
    taken: list[Input] = []
    for one in inputs:
        if taken and sum(len(i.ids) for i in taken) + len(one.ids) > budget:
            break
        taken.append(one)
    if not taken:
        return Verdict(())
    found = [
        stretch
        for one, (logits, answers) in zip(taken, engine(taken), strict=True)
        if one.text.ids
        for stretch in _found(
            read_pages[one.number],
            one,
            logits[one.offset : one.offset + len(one.text.ids)],
            answers,
        )
    ]
    return Verdict(tuple(sorted(found, key=lambda one: -one.score)))


def _found(page: Page, read_in: Input, logits: NDArray[np.float32], answers: float) -> list[Found]:
    """Return the best stretch of each of the best sentences of one input."""
    places = read_in.text.places
    starts = log_softmax(logits[:, 0])
    members = tuple(page.place(span) for span in inside(logits[:, 2], places))
    found: list[Found] = []
    known: set[int] = set()
    for first, last, score in best_spans(logits):
        scene, span = page.place(Span(places[first][0], places[last][1]))
        if scene.sentence.number in known or not len(span):
            continue
        known.add(scene.sentence.number)
        own = [
            n
            for n, (a, _) in enumerate(places)
            if page.place(Span(a, a))[0].sentence.number == scene.sentence.number
        ]
        mass = float(np.exp(starts[own]).sum())
        mine = members if not found else ()
        found.append(Found(scene, span, answers, score, mass, mine))
        if len(found) == SPANS:
            break
    return found


def best_spans(
    logits: NDArray[np.float32], longest: int = LONGEST_ANSWER
) -> list[tuple[int, int, float]]:
    """Return spans of tokens (first, last) with their log probabilities, likeliest first.

    `logits` has shape (length, 3): first token, last token, within an answer. What is chosen has
    the best sum of both ends' log probabilities and its tokens' share of `WITHIN`; a span has at
    most `longest` tokens.
    """
    scores = log_softmax(logits[:, 0])[:, None] + log_softmax(logits[:, 1])[None, :]
    behind = np.cumsum(logits[:, 2])
    ranks = scores + WITHIN * (behind[None, :] - (behind - logits[:, 2])[:, None])
    allowed = np.triu(np.ones(scores.shape, bool)) & ~np.triu(np.ones(scores.shape, bool), longest)
    ranks = np.where(allowed, ranks, -np.inf)
    order = np.argsort(-ranks, axis=None)[: 8 * SPANS]
    made = [divmod(int(one), scores.shape[1]) for one in order]
    return [(a, b, float(scores[a, b])) for a, b in made if np.isfinite(ranks[a, b])]


def inside(logits: NDArray[np.float32], places: Sequence[tuple[int, int]]) -> list[Span]:
    """Return the runs of tokens that are marked as parts of an answer."""
    runs: list[Span] = []
    for marked, group in groupby(enumerate(places), key=lambda one: logits[one[0]] > INSIDE):
        if marked:
            inner = [place for _, place in group]
            runs.append(Span(inner[0][0], inner[-1][1]))
    return [run for run in runs if len(run)]


def log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return log probabilities over the tokens of one text."""
    shifted = logits - logits.max()
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum())
    return result
