"""Names and things: the noun phrase that fills the gap, where one of the sought kind stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Span
from qa.answerers.span import BEHIND, MAX_ANSWER, READ, Filled, drafted, fillings
from qa.contract import RefusalCode
from qa.draft import Draft, Refused
from qa.fill import Filler, words_of
from qa.names import coordinated, fitness, phrases
from qa.quote import window
from qa.rank import Ranked, ranked, refuse
from qa.slot import Sought
from qa.task import Task

MARGIN = 0.6  # how far a phrase must lead to be the whole answer
HEAT = 0.1  # what warmth counts for beside a sentence's score
SURE = 0.55  # fitness from which a phrase alone is the answer; tuned on the tuning part
TOUCH = 4.0  # what neighbours like those of the gap count for
STALE = 0.5  # what it counts where the question says nearly all of the phrase
FOREIGN = 0.35  # what the heat of a phrase of no fitting kind counts
CLEAR = 0.3  # fitness up to which a phrase is hardly of the kind
_CLEAR_KINDS = (Sought.PERSON, Sought.PLACE, Sought.BODY)  # of which any name can be told


@dataclass(frozen=True, slots=True)
class Named:
    """A noun phrase of a sentence held against the gap."""

    one: Ranked
    span: Span
    fitness: float
    score: float


def answer_entity(task: Task) -> Draft | Refused:
    """Answer with a noun phrase of the sought kind where one stands out, else with its clauses."""
    order = ranked(task)
    refusal = refuse(task, order)
    if refusal is not None:
        return refusal
    found = named(task, order)
    sought = Filler(task.question, task.aligner).slot.sought
    typed = [n for n in found if n.fitness >= SURE]
    if sought in _CLEAR_KINDS and not any(n.fitness > CLEAR for n in found):
        nearest = tuple(window(r.scene) for r in order[:2])
        return Refused(RefusalCode.NO_EVIDENCE, nearest)
    if typed and stands_out(typed[0], found):
        best = typed[0]
        span = coordinated(best.one.scene.text, best.span, MAX_ANSWER)
        draft = drafted(task, Filled(best.one, span, 0.0, best.score), span, order)
        return replace(draft, features={**draft.features, "precision": 1.0, "fit": 1.0})
    held = typed[0] if typed else None
    clause = fillings(task, order, held.span if held else None, held.one if held else None)[0]
    draft = drafted(task, clause, clause.span, order)
    return replace(
        draft, features={**draft.features, "fit": min(held.fitness, 1.0) if held else 0.0}
    )


def stands_out(best: Named, found: Sequence[Named]) -> bool:
    """True when no other phrase fits the gap nearly as well."""
    others = [n.score for n in found if n.one is not best.one or not n.span.overlaps(best.span)]
    return best.score - max(others, default=0.0) >= MARGIN


def named(task: Task, order: Sequence[Ranked]) -> list[Named]:
    """Return the noun phrases of the best sentences, the likeliest first."""
    filler = Filler(task.question, task.aligner)
    found: list[Named] = []
    for one in order[:READ]:
        if one.score < order[0].score - BEHIND:
            break
        text = one.scene.text
        heat = filler.heat(text)
        words = words_of(text)
        for phrase in phrases(text):
            own = [h for h, w in zip(heat, words, strict=True) if phrase.contains(w.span)]
            fresh = filler.freshness(text, phrase)
            if not own or not fresh:
                continue
            fit = fitness(filler.slot, text, phrase)
            warmth = max(own) * (FOREIGN + (1 - FOREIGN) * fit) * (STALE + (1 - STALE) * fresh)
            warmth += TOUCH * filler.touch(text, phrase)
            found.append(Named(one, phrase, fit, one.score + HEAT * warmth))
    return sorted(found, key=lambda n: (-n.score, n.one.scene.document.id, n.span))
