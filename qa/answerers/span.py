"""Words as answers: the clauses in which the words stand that the question leaves open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from corpus.attribution.clauses import clauses
from corpus.document import Span
from qa.asking.slot import Sought
from qa.draft import Draft, Refused, Scene, Statement
from qa.matching.rank import Ranked, features, ranked, refuse
from qa.phrases.cutting import words_of
from qa.phrases.fill import Filler
from qa.phrases.names import fitting
from qa.quote import plain, window
from qa.task import Task

_WRAPPED = re.compile(r"(?<=[\u3400-\u9fff，。、；：”》])\s+(?=[\u3400-\u9fff，。、；：“《])")
# 因主管迁改，定于…停水: the clause that says why
_REASON = re.compile(
    r"(?:^|(?<=[，；。：]))(?P<why>(?:因(?![此而素])为?|由于|鉴于|为了?)[^，。；]{2,50})"
)
MAX_ANSWER = 60  # code points of a short answer, by the contract
LENGTH_COST = 0.004  # heat that a code point of the answer must bring; see qa.phrases.fill
READ = 4  # sentences that are looked into
BEHIND = 0.2  # how far behind the best one a sentence may lie
FIT = 0.3  # what a phrase of the sought kind adds to a sentence's score


@dataclass(frozen=True, slots=True)
class Filled:
    """A stretch of a sentence that may fill the gap."""

    one: Ranked
    span: Span  # into the sentence's view
    heat: float
    score: float


def answer_span(task: Task) -> Draft | Refused:
    """Answer with the clauses, at most 60 code points, where the gap is filled."""
    order = ranked(task)
    refusal = refuse(task, order)
    if refusal is not None:
        return refusal
    best = fillings(task, order)[0]
    return drafted(task, best, best.span, order)


def drafted(task: Task, best: Filled, span: Span, order: Sequence[Ranked]) -> Draft:
    """Return the answer that a stretch of a sentence's view gives."""
    answer = _unspaced(plain(best.one.scene.evidence(span).quote)).strip("，。；：、 ")
    return Draft(
        kind=task.question.kind,
        answer=answer[:MAX_ANSWER],
        statements=(Statement((window(best.one.scene, span),)),),
        features=features(order, best.one),
    )


def _unspaced(text: str) -> str:
    """Return a text without the spaces between Han characters that wrapping left."""
    return _WRAPPED.sub("", text)


def fillings(
    task: Task, order: Sequence[Ranked], held: Span | None = None, of: Ranked | None = None
) -> list[Filled]:
    """Return the best stretch of each of the best sentences, best first.

    With `held`, only the sentence `of` is looked into, for a stretch that holds it.
    """
    filler = Filler(task.question, task.aligner)
    found = []
    for one in [of] if of is not None else order[:READ]:
        if one.score < order[0].score - BEHIND:
            break
        text = one.scene.text
        fits = fitting(filler.slot, text)
        fresh = max((f for span, f in fits if filler.freshness(text, span) > 0), default=0.0)
        span, heat = warmest(text, filler.heat(text, fits), held or _reason(filler, text))
        found.append(Filled(one, span, heat, one.score + FIT * fresh))
    return sorted(found, key=lambda f: -f.score)


def warmest(text: str, heat: Sequence[float], held: Span | None = None) -> tuple[Span, float]:
    """Return the run of whole clauses with the most heat; of a long clause, the run of words."""
    words = words_of(text)
    sums = list(accumulate(heat, initial=0.0))

    def value(span: Span) -> float:
        first = next((n for n, w in enumerate(words) if w.span.end > span.start), len(words))
        last = next((n for n, w in enumerate(words) if w.span.start >= span.end), len(words))
        return sums[max(first, last)] - sums[first] - LENGTH_COST * len(span)

    spans = [s for part in _runs(clauses(text)) for s in _cut(text, part)]
    spans = [s for s in spans if held is None or s.contains(held)] or spans
    best = max(
        spans, key=lambda s: (value(s), -s.start), default=Span(0, min(len(text), MAX_ANSWER))
    )
    return best, value(best)


def _runs(parts: Sequence[Span]) -> list[Span]:
    runs = []
    for n, part in enumerate(parts):
        runs.append(part)
        for further in parts[n + 1 :]:
            if further.end - part.start > MAX_ANSWER:
                break
            runs.append(Span(part.start, further.end))
    return runs


def _cut(text: str, part: Span) -> list[Span]:
    if len(part) <= MAX_ANSWER:
        return [part]
    starts = [w.span.start for w in words_of(text) if part.start <= w.span.start < part.end]
    ends = [w.span.end for w in words_of(text) if part.start < w.span.end <= part.end]
    cuts = []
    for start in starts:
        fitting = [end for end in ends if start < end <= start + MAX_ANSWER]
        if fitting:
            cuts.append(Span(start, fitting[-1]))
    return cuts or [Span(part.start, part.start + MAX_ANSWER)]


def best_clause(task: Task, scene: Scene) -> Span:
    """Return the run of clauses of a sentence, at most 60 code points, that fills the gap."""
    filler = Filler(task.question, task.aligner)
    return warmest(scene.text, filler.heat(scene.text), _reason(filler, scene.text))[0]


def _reason(filler: Filler, text: str) -> Span | None:
    """Return the clause that says why, where that is asked for and one does."""
    if filler.slot.sought is not Sought.REASON:
        return None
    found = _REASON.search(text)
    return None if found is None else Span(*found.span("why"))
