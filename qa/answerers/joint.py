"""The figures of a formula's operands, chosen together: they are of one unit, and most often stand
in one document, section or sentence, which tells more than the words of each operand alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from corpus.attribution.aspects import TOTAL
from corpus.attribution.clauses import content, unframed
from corpus.document import Aspect, Bound, Figure, QuantityType
from qa.answerers.figure import blocked_by, draft
from qa.answerers.found import Found
from qa.answerers.siblings import is_named
from qa.asking.operands import Operand
from qa.lexicon import weak
from qa.matching.align import match
from qa.matching.candidates import MISSING_WEIGHT, Candidate, candidate, is_given, rank
from qa.matching.exactness import is_passed_by_members
from qa.matching.fit import counted_alike
from qa.matching.fitness import Fit
from qa.matching.own_words import Words, own_words
from qa.matching.surroundings import nouns
from qa.task import Task

__all__ = ["SAYS_NEW", "Sensible", "together"]

POOL = 8  # figures that an operand may be, best first
GIVEN = 0.5  # for a figure that the question itself states
SAME_SENTENCE, SAME_SECTION = 0.12, 0.06
SAME_TIME = 0.05
SAME_MEASURE = 0.08  # 发明专利申请量 beside 专利申请量, rather than 发明专利授权量
PART = 0.15  # for a part told right behind its whole: 申请8万件，其中发明专利申请3万件
ADDED = 0.25  # off for 新增71家 where the question says nothing of new ones
FAR = 0.3  # by which a figure may fit worse than the best one of its operand's
DOMINATING = 0.15  # by which another figure is better than one that goes with the others
TOLD, HALF = 0.7, 0.5  # coverage, and near by, that stand for a head that the unit alone tells
SAID = 0.5  # match from which a question says a word of a measure
CLEARLY = 0.02  # by which the best choice has to lead another one
TRIED = 4000  # choices looked at: four operands of eight figures
LEVELS = (QuantityType.COUNT, QuantityType.MONEY, QuantityType.NUMBER, QuantityType.PER_UNIT)

_REAL = re.compile(r"实际|实有|实绩|真正")
SAYS_NEW = re.compile(r"新|增|添")

Sensible = Callable[[Sequence[Candidate]], bool]  # whether figures can be it: part < whole


def together(
    task: Task, named: Sequence[Operand], tasks: Sequence[Task], sensible: Sensible
) -> list[Found] | None:
    """Return a figure for each operand that go together; None where none do, or several do."""
    pools = [_pool(task, one, own) for one, own in zip(named, tasks, strict=True)]
    best: tuple[float, tuple[Candidate, ...]] | None = None
    second = 0.0
    stock = not SAYS_NEW.search(task.question.view)
    own = own_words([one.question for one in named])
    apart = len({p.canonical for own in tasks for p in own.question.places}) > 1
    for choice in islice(_choices(pools), TRIED):
        if not (apart or _of_one_document(choice)) or not sensible(choice):
            continue
        if any(_is_of_another(c, n, own) for n, c in enumerate(choice)):
            continue
        if _far_off(choice, pools) or _dominated(
            choice, pools, sensible, stock=stock, view=task.question.view
        ):
            continue
        value = sum(_worth(c, stock=stock) for c in choice) + _kinship(choice, apart=apart)
        value += sum(GIVEN * _is_said(o, c) for o, c in zip(named, choice, strict=True))
        if best is None or value > best[0]:
            second = best[0] if best and not _same(best[1], choice) else second
            best = value, choice
        elif value > second and not _same(best[1], choice):
            second = value
    if best is None or best[0] < second + CLEARLY:
        return None
    drafts = [draft(own, c, [c]) for own, c in zip(tasks, best[1], strict=True)]
    return [Found(o.name, d.figures[0], d) for o, d in zip(named, drafts, strict=True)]


def _is_of_another(one: Candidate, n: int, own: Sequence[Words]) -> bool:
    """True for a figure that measures, by its own words, what only another operand names."""
    told = one.figure.measure
    names = (w for m, words in enumerate(own) if m != n for w in words if w not in weak())
    of_others = any(w in told for w in names)
    return of_others and not any(w in told + one.figure.context for w in own[n])


def _pool(whole: Task, named: Operand, own: Task) -> list[Candidate]:
    """Return what an operand may be: of its own scenes, and of those of the whole question."""
    seen = {(s.document.id, s.sentence.number) for s in own.scenes}
    further = [
        candidate(own, scene, figure)
        for scene in whole.scenes
        if (scene.document.id, scene.sentence.number) not in seen
        for figure in scene.figures
        if not is_passed_by_members(own.question, scene, figure)
    ]
    seen_all = sorted(
        (*rank(own), *further),
        key=lambda c: (-c.score, c.scene.document.id, c.figure.span.start),
    )
    fit = [
        c
        for c in seen_all
        if _is_said(named, c)
        or (_may_be(c) and _is_of_face(own, c) and blocked_by(c, seen_all) is None)
    ]
    return _exactly(fit)[:POOL]


def _may_be(one: Candidate) -> bool:
    figure = one.figure
    if figure.quantity.type not in LEVELS or figure.quantity.normalized_value is None:
        return False
    sides = (one.fit.place, one.fit.period, one.fit.unit)
    if Fit.NO in sides or figure.aspect in (Aspect.GROWTH, Aspect.GAP):
        return False
    gone = any(t.noun and t.weight >= MISSING_WEIGHT for t in one.coverage.missing)
    told = one.coverage.score >= TOLD and one.near >= HALF and not gone
    return one.speaks or told  # 东岭县84公里: of 里程 the unit alone tells


def _is_of_face(own: Task, one: Candidate) -> bool:
    """True unless a target is asked for and this is what was, or the other way round."""
    target = one.figure.aspect is Aspect.TARGET
    if own.question.aspect is Aspect.TARGET:
        return target or one.fit.aspect is not Fit.NO
    return not (target and _REAL.search(own.question.view))


def _of_one_document(choice: Sequence[Candidate]) -> bool:
    return len({c.scene.document.id for c in choice}) == 1


def _far_off(choice: Sequence[Candidate], pools: Sequence[Sequence[Candidate]]) -> bool:
    """True where one of the figures fits far worse than another one of its operand's."""
    return any(one.score < pool[0].score - FAR for one, pool in zip(choice, pools, strict=True))


def _worth(one: Candidate, *, stock: bool) -> float:
    """Return how well a figure fits; what was only added is not what there is (`stock`)."""
    return one.score - ADDED * (stock and one.figure.aspect is Aspect.NEW)


def _dominated(
    choice: Sequence[Candidate],
    pools: Sequence[Sequence[Candidate]],
    sensible: Sensible,
    *,
    stock: bool,
    view: str,
) -> bool:
    """True where a figure of the same document, that no other operand takes, is clearly better."""
    taken = {_stands(c) for c in choice}
    return any(
        other.scene.document.id == one.scene.document.id
        and _worth(other, stock=stock) > _worth(one, stock=stock) + _lead_of(view, other, one)
        and _stands(other) not in taken
        and sensible((*choice[:n], other, *choice[n + 1 :]))
        for n, (one, pool) in enumerate(zip(choice, pools, strict=True))
        for other in pool
    )


def _lead_of(view: str, better: Candidate, other: Candidate) -> float:
    """Return by how much a figure has to be better: none for 保费收入 beside 寿险保费收入."""
    units = better.figure.quantity.normalized_unit, other.figure.quantity.normalized_unit
    plainly = units[0] == units[1] and is_named(better.figure, view) and better.figure.measure
    told = nouns(unframed(other.figure.measure))
    unasked = any(match(word, view) < SAID and not TOTAL.search(word) for word in told)
    return 0.0 if plainly and unasked else DOMINATING


def _exactly(pool: Sequence[Candidate]) -> list[Candidate]:
    """Leave out 突破8万件 where 达8.0692万件 says the same more exactly."""
    exact = {
        (c.figure.document_id, c.figure.sentence, c.figure.group)
        for c in pool
        if c.figure.group is not None and c.figure.quantity.bound is Bound.EXACT
    }
    return [
        c
        for c in pool
        if c.figure.quantity.bound is Bound.EXACT
        or (c.figure.document_id, c.figure.sentence, c.figure.group) not in exact
    ]


def _choices(pools: Sequence[Sequence[Candidate]]) -> Iterator[tuple[Candidate, ...]]:
    """Yield the choices of different figures of one unit."""
    if not pools:
        yield ()
        return
    for rest in _choices(pools[:-1]):
        for one in pools[-1]:
            if all(_goes_with(one, other) for other in rest):
                yield (*rest, one)


def _goes_with(one: Candidate, other: Candidate) -> bool:
    units = _unit(one), _unit(other)
    return _stands(one) != _stands(other) and (
        counted_alike(*units) or _of_one_currency(one, other)
    )


def _of_one_currency(one: Candidate, other: Candidate) -> bool:
    """True for 新台币96亿元 and 57.6亿元 of one sentence: the currency is named once."""
    figures = one.figure, other.figure
    if len({(f.document_id, f.sentence) for f in figures}) > 1:
        return False
    units = _unit(one), _unit(other)
    return "元" in units and all(unit.endswith("元") for unit in units)


def _unit(one: Candidate) -> str:
    return one.figure.quantity.normalized_unit.partition("(")[0]


def _value(one: Candidate) -> Decimal:
    return one.figure.quantity.normalized_value or Decimal(0)


def _stands(one: Candidate) -> tuple[str, int]:
    return one.scene.document.id, one.figure.span.start


def _same(one: Sequence[Candidate], other: Sequence[Candidate]) -> bool:
    return [_value(c) for c in one] == [_value(c) for c in other]


def _is_said(named: Operand, one: Candidate) -> bool:
    return named.given is not None and is_given(one, named.given)


def _kinship(choice: Sequence[Candidate], *, apart: bool) -> float:
    """Return how near the figures stand to one another; places that are told apart may be far."""
    first, figures = choice[0].figure, [c.figure for c in choice]
    value = SAME_TIME * all(_time(f) == _time(first) for f in figures)
    if apart:
        return value
    value += SAME_MEASURE * min(_shared(figures[0], other) for other in figures[1:] or figures)
    sections = {(f.document_id, f.section) for f in figures}
    sentences = {(f.document_id, f.sentence) for f in figures}
    value += SAME_SECTION * (len(sections) == 1)
    value += PART * any(_is_part(one, other) for one in choice for other in choice)
    return value + SAME_SENTENCE * (len(figures) - len(sentences))


def _is_part(one: Candidate, whole: Candidate) -> bool:
    """True for 其中… or 其… right behind the figure that it is a part of."""
    figures = one.scene.figures
    if not one.figure.measure.startswith("其") or whole.figure not in figures:
        return False
    unit = one.figure.quantity.normalized_unit
    before = figures[: figures.index(one.figure)]
    alike = [f for f in before if f.quantity.normalized_unit == unit]
    return bool(alike) and alike[-1] == whole.figure


def _shared(one: Figure, other: Figure) -> float:
    """Return how much of the shorter name of a measure the longer one has: 申请量, 发明申请量."""
    first, second = (set(content(f.measure or f.context)) for f in (one, other))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _time(figure: Figure) -> tuple[str | None, str | None] | None:
    return (figure.period.start, figure.period.end) if figure.period else None
