"""The answers to the parts of a question as one, and figures that 分别 hands out together."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answerers.compare import find
from qa.asking.operands import lent, operands
from qa.asking.parts import EACH
from qa.contract import Kind
from qa.draft import Draft, Refused
from qa.task import Task

__all__ = ["each_of_several", "joined_answers"]

_JOINED = re.compile(r"(?<=.{2})[、和与及](?=.{2})")
_HANDED_OUT = re.compile(rf"(?:{EACH.pattern})(?:达到?|为|是|有)?")


def each_of_several(
    task: Task, parts: tuple[str, ...], alone: Sequence[Draft | Refused]
) -> Draft | None:
    """Answer for several things of one measure with a figure of its own for each, of one unit.

    `alone` are the answers to the parts by themselves. None where each has such a figure already,
    or where they have none.
    """
    if task.question.kind is not Kind.FIGURE or not EACH.search(task.question.view):
        return None
    if _of_one_kind(alone):
        return None
    named = operands(_HANDED_OUT.sub("", task.question.view))
    if len(named) != len(parts) or any(_JOINED.search(one.name) for one in named):
        named = lent(parts)  # cut at another joint than that of the members
    found = find(task, named) if len(named) == len(parts) else None
    drafts = [one.draft for one in found] if isinstance(found, list) else []
    return joined_answers(drafts, (), len(parts)) if drafts and _of_one_kind(drafts) else None


def _of_one_kind(found: Sequence[Draft | Refused]) -> bool:
    """True for figures of one unit, each another one."""
    uses = [d.figures[0].figure for d in found if isinstance(d, Draft) and d.figures]
    units = {f.quantity.normalized_unit.partition("(")[0] for f in uses}
    places = {(f.document_id, f.span) for f in uses}
    return len(uses) == len(found) == len(places) and len(units) == 1


def joined_answers(found: Sequence[Draft], missing: tuple[str, ...], parts: int) -> Draft:
    """Return the answers to the parts of a question as one."""
    first = found[0]
    computed = [one for d in found for one in (d.computed, *d.further) if one is not None]
    lowest = {key: min(d.features.get(key, 0.0) for d in found) for key in first.features}
    return replace(
        first,
        answer="；".join(dict.fromkeys(d.answer for d in found)),
        statements=tuple(s for d in found for s in d.statements),
        figures=tuple(f for d in found for f in d.figures),
        computed=computed[0] if computed else None,
        further=tuple(computed[1:]),
        conflicts=_conflicts(found),
        items=tuple(i for d in found for i in d.items),
        missing=missing,
        parts=parts,
        features=lowest,
    )


def _conflicts(found: Sequence[Draft]) -> tuple[tuple[int, ...], ...]:
    """Return the contradictions of the parts, by the indices of all their figures."""
    groups: list[tuple[int, ...]] = []
    behind = 0
    for one in found:
        groups += [tuple(n + behind for n in group) for group in one.conflicts]
        behind += len(one.figures)
    return tuple(groups)
