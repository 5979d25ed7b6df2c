"""Things with a figure each, chosen from as a question chooses: by a limit, the first few, all."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.document import Quantity
from corpus.quantities import quantities
from corpus.script import fold_text
from qa.answerers.found import Found
from qa.answerers.reckon import ahead
from qa.asking.criterion import Criterion, within
from qa.asking.order import ORDERED, ascending
from qa.asking.ways import asks_smaller
from qa.contract import Kind, RefusalCode
from qa.draft import Computed, Draft, Refused, Statement
from qa.matching.fit import counted_alike
from qa.task import Task

__all__ = ["bears_out", "chosen", "comparable", "each_one", "first_few", "kept_to"]


def chosen(
    task: Task,
    asked: Criterion,
    found: Sequence[Found],
    *,
    missing: tuple[str, ...] = (),
    many: bool = False,
) -> Draft | Refused | None:
    """Say which of the things the question chooses; None where their figures do not go together.

    `missing` are those of them without a figure; `many` asks how many there are.
    """
    if not comparable(found, asked.limit):
        return None
    if asked.limit is not None:
        return kept_to(asked.limit, found, missing=missing, many=many)
    if asked.first is not None:
        first = first_few(task, found, asked.first)
        nearest = tuple(o.use.evidence for o in found)
        open_ = Refused(RefusalCode.MISSING_OPERAND, nearest)
        return open_ if first is None else _listed(first, found, missing=missing)
    if ORDERED.search(task.question.view) or not asked.most:
        return each_one(task, found, missing=missing)
    return replace(ahead(task, found), missing=missing, parts=len(found) + len(missing))


def comparable(found: Sequence[Found], limit: Quantity | None) -> bool:
    """True for values of one unit, that of the limit if there is one."""
    unit = (limit.normalized_unit if limit else found[0].unit).partition("(")[0]
    return all(o.value is not None and (not unit or counted_alike(o.unit, unit)) for o in found)


def kept_to(
    limit: Quantity,
    found: Sequence[Found],
    *,
    missing: tuple[str, ...] = (),
    many: bool = False,
) -> Draft | Refused:
    """List those that keep to a limit, or count them; cite all that were held against it."""
    kept = [one for one in found if within(one.value, limit)]
    if not kept and missing:  # one of these may well keep to it
        return Refused(RefusalCode.NO_EVIDENCE, tuple(o.use.evidence for o in found))
    made = _listed(kept, found, missing=missing)
    if not many:
        return made
    number = Computed(str(len(kept)), Decimal(len(kept)), "个")
    told = f"（{'、'.join(made.items)}）" if made.items else ""
    return replace(
        made, kind=Kind.CALCULATION, items=(), computed=number, answer=f"{len(kept)}个{told}"
    )


def bears_out(asked: Criterion, made: Draft) -> bool:
    """True unless things are chosen by figures that the sentences of a list have not for them.

    数量不足50件的是哪几类 asks for no enumeration that happens to have the class.
    """
    if made.figures or (asked.limit is None and asked.first is None):
        return True
    if asked.first is not None and len(made.items) != asked.first:
        return False
    cited = (e for s in made.statements for e in s.evidence)
    told = [q for e in cited for q in quantities(fold_text(e.quote))]
    units = [q.normalized_unit for q in told]
    if asked.limit is None or not asked.limit.normalized_unit:
        return max(map(units.count, units), default=0) >= len(made.items)
    unit = asked.limit.normalized_unit
    kept = any(within(q.normalized_value, asked.limit) for q in told if q.normalized_unit == unit)
    return kept and units.count(unit) >= len(made.items)


def first_few(task: Task, found: Sequence[Found], count: int) -> list[Found] | None:
    """Return the first so many, None where no more are known or a tie leaves it open."""
    up = asks_smaller(task.question.view)
    order = sorted(found, key=lambda one: one.value or Decimal(0), reverse=not up)
    if len(order) <= count or order[count - 1].value == order[count].value:
        return None
    return order[:count]


def each_one(task: Task, found: Sequence[Found], *, missing: tuple[str, ...] = ()) -> Draft:
    """Return every thing with its figure, in the order that is asked for or that of `found`."""
    if ORDERED.search(task.question.view):
        down = not ascending(task.question.view)
        found = sorted(found, key=lambda o: o.value or Decimal(0), reverse=down)
    items = tuple(f"{o.name}{o.shown}" for o in found)
    made = _draft(found, "；".join(items), items)
    return replace(made, missing=missing, parts=len(found) + len(missing))


def _listed(kept: Sequence[Found], found: Sequence[Found], *, missing: tuple[str, ...]) -> Draft:
    names = tuple(o.name for o in kept)
    shown = [o for o in found if o in kept] or list(found)
    made = _draft(shown, "、".join(names) if names else "没有", names)
    return replace(made, missing=missing, parts=len(found) + len(missing))


def _draft(found: Sequence[Found], answer: str, items: tuple[str, ...]) -> Draft:
    features = [o.draft.features for o in found]
    return Draft(
        kind=Kind.LIST,
        answer=answer,
        items=items,
        statements=tuple(Statement(o.draft.statements[0].evidence) for o in found),
        figures=tuple(o.use for o in found),
        features={key: min(f.get(key, 0.0) for f in features) for key in features[0]},
    )
