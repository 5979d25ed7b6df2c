"""Names and things: the noun phrase that fills the gap, where one of the sought kind stands."""

from collections.abc import Sequence
from dataclasses import replace

from qa.answerers.span import BEHIND, MAX_ANSWER, READ, Filled, drafted, fillings
from qa.asking.slot import Sought
from qa.contract import RefusalCode
from qa.draft import Draft, Refused
from qa.matching.rank import Ranked, of_place, ranked, refuse, told_first
from qa.phrases.doers import office_holder
from qa.phrases.names import coordinated
from qa.phrases.naming import Named, Namer
from qa.phrases.people import asks_name, people
from qa.quote import window
from qa.task import Task

MARGIN = 0.2  # how far a phrase must lead to be the whole answer
SURE = 0.55  # fitness from which a phrase alone is the answer; tuned on the tuning part
CLEAR = 0.3  # fitness up to which a phrase is hardly of the kind
_CLEAR_KINDS = (Sought.PERSON, Sought.PLACE, Sought.BODY)  # of which any name can be told


def answer_entity(task: Task) -> Draft | Refused:
    """Answer with a noun phrase of the sought kind where one stands out, else with its clauses."""
    order = told_first(task, ranked(task))
    refusal = refuse(task, order)
    namer = Namer(task)
    order = of_place(task, order) if refusal is None else order
    if refusal is not None:
        return _in_office(task, namer, order) or refusal
    found = namer.named([r for r in order[:READ] if r.score >= order[0].score - BEHIND])
    unheld = namer.asks_office and not any(n.holds for n in found)
    unclear = asks_name(task.question.view) and not any(
        span.overlaps(n.span) for n in found for span in people(n.one.scene.text)
    )
    if namer.slot.sought in _CLEAR_KINDS:
        unclear = unclear or not any(n.fitness > CLEAR for n in found)
    if unheld or unclear:
        nearest = tuple(window(r.scene) for r in order[:2])
        held = _in_office(task, namer, order)
        return held or Refused(RefusalCode.NO_EVIDENCE, nearest)
    typed = [n for n in found if n.fitness >= SURE]
    if typed and stands_out(typed[0], found):
        best = typed[0]
        span = coordinated(best.one.scene.text, best.span, MAX_ANSWER)
        draft = drafted(task, Filled(best.one, span, 0.0, best.score), span, order)
        return replace(draft, features={**draft.features, "precision": 1.0, "fit": 1.0})
    first = typed[0] if typed else None
    clause = fillings(task, order, first.span if first else None, first.one if first else None)[0]
    draft = drafted(task, clause, clause.span, order)
    return replace(
        draft, features={**draft.features, "fit": min(first.fitness, 1.0) if first else 0.0}
    )


def _in_office(task: Task, namer: Namer, order: Sequence[Ranked]) -> Draft | None:
    """Answer who holds an office where a sentence says it alone, of the body its paper is of."""
    found = office_holder(task, namer.slot, order) if namer.asks_office else None
    if found is None:
        return None
    one, span = found
    draft = drafted(task, Filled(one, span, 0.0, one.score), span, order)
    return replace(draft, features={**draft.features, "precision": 1.0, "fit": 1.0})


def stands_out(best: Named, found: Sequence[Named]) -> bool:
    """True when no other phrase fits the gap nearly as well."""
    others = [n.score for n in found if n.one is not best.one or not n.span.overlaps(best.span)]
    return best.score - max(others, default=0.0) >= MARGIN
