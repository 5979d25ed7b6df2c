"""The figure of one operand, and whether it is that one's own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.document import Span
from qa.answerers.figure import answer_figure, draft
from qa.answerers.found import Found
from qa.answerers.own_total import head_of, is_kind_of, members_of
from qa.answerers.reckon import reckoned
from qa.answerers.rivals import rivals
from qa.asking.lending import MEASURED
from qa.asking.operands import Operand
from qa.asking.wanted import Wanted
from qa.asking.ways import Way
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused
from qa.matching.candidates import fitting, rank
from qa.matching.fit import counted_alike
from qa.matching.own_words import Told, own_words, told_of
from qa.task import Task

__all__ = [
    "all_told",
    "as_it_stands",
    "measured_alike",
    "of_all_kinds",
    "of_its_own",
    "of_usual_unit",
    "stands",
    "stated",
]

AMOUNT = re.compile(r"(?<=[㐀-鿿]{3})量(?=多少$)")
SEVERAL = 2  # of a list, by which the others are known to be told alike
NEAR = 0.3  # how far a figure of its own may lie behind one that the text gives to another


def stated(task: Task) -> Draft | Refused:
    """Answer an operand; what is counted by a deed's name may stand as the deed: 授权4440件."""
    found = answer_figure(task)
    deed = AMOUNT.search(task.question.view)
    if deed is None or not isinstance(found, Refused) or found.code is RefusalCode.AMBIGUOUS:
        return found
    sub = task.again(AMOUNT.sub("", task.question.view))
    again = answer_figure(
        replace(sub, question=replace(sub.question, kind=Kind.FIGURE, wanted=task.question.wanted))
    )
    return again if isinstance(again, Draft) else found


def of_all_kinds(task: Task, found: Draft | Refused) -> Draft | Refused:
    """Add up the kinds strung together that an operand names: 专利, of 发明专利、外观专利."""
    asked = task.question.view.removesuffix("多少")
    kind = head_of(asked)
    if not isinstance(found, Draft) or found.computed is not None or len(kind) < SEVERAL:
        return found
    members = [
        one
        for one in members_of(task, found, "")
        if is_kind_of(one.use.figure.measure, kind, asked)
    ]
    own = any(one.use.figure == found.figures[0].figure for one in members)
    return reckoned(task, members, Way.SUM) if own and len(members) >= SEVERAL else found


def stands(found: Draft | Refused) -> tuple[str, Span] | None:
    """Return where the figure of an operand stands."""
    if isinstance(found, Refused):
        return None
    return found.figures[0].figure.document_id, found.figures[0].figure.span


def as_it_stands(
    task: Task, named: Operand, found: Draft | Refused, *, other: bool
) -> Draft | Refused:
    """Answer an operand by its own words where with what another one lends there is nothing.

    `other`: or only the figure of that one.
    """
    lent = named.plain and named.plain != named.question
    if not lent or (isinstance(found, Draft) and not other):
        return found
    if isinstance(found, Refused) and found.code is RefusalCode.AMBIGUOUS:
        return found
    plain = task.again(named.plain)
    plain = replace(plain, question=replace(plain.question, kind=Kind.FIGURE))
    alone = stated(plain)
    return alone if isinstance(alone, Draft) else found


def measured_alike(
    tasks: Sequence[Task], named: Sequence[Operand], found: Sequence[Draft | Refused]
) -> Iterator[Draft | Refused]:
    """Yield the figures found; one that names no measure is asked for by that of another one.

    烟尘控制区面积比噪声达标区: of the second one, a number may be told as well as an area.
    """
    units = [_unit(one) for one in found]
    told = [n for n, one in enumerate(named) if units[n] and MEASURED.search(one.name)]
    for n, (task, one) in enumerate(zip(tasks, found, strict=True)):
        beside = next((m for m in told if m != n), None)
        fits = beside is not None and units[n] and counted_alike(units[n], units[beside])
        if beside is None or n in told or fits or named[n].given is not None:
            yield one
            continue
        head = head_of(named[beside].name)
        question = f"{task.question.view.removesuffix('多少')}{head}多少"
        sub = task.again(question)
        again = stated(replace(sub, question=replace(sub.question, kind=Kind.FIGURE)))
        alike = len(head) > 1 and counted_alike(_unit(again) or "?", units[beside])
        yield again if alike and stands(again) != stands(found[beside]) else one


def _unit(found: Draft | Refused) -> str:
    """Return the unit of an operand's figure; "" where it has none."""
    return found.figures[0].figure.quantity.normalized_unit if isinstance(found, Draft) else ""


def of_its_own(
    tasks: Sequence[Task],
    named: Sequence[Operand],
    found: Sequence[Draft | Refused],
    alone: Sequence[Draft | Refused],
) -> Iterator[Draft | Refused]:
    """Yield the figures found, in place of one that another operand has the best of its own.

    `alone`: what each by itself leads to.
    """
    own = own_words([one.question for one in named])
    for n, (task, one) in enumerate(zip(tasks, found, strict=True)):
        open_ = isinstance(one, Draft) or one.code is RefusalCode.AMBIGUOUS
        if not open_ or not own[n] or named[n].given is not None:
            yield one
            continue
        others = [o for m, o in enumerate(own) if m != n]
        claims = rank(task)
        use = one.figures[0].figure if isinstance(one, Draft) else None
        chosen = next((c for c in claims if c.figure == use), None)
        said = told_of(chosen, own[n], others) if chosen is not None else Told.OTHER
        right = [c for c in fitting(claims) if told_of(c, own[n], others) is Told.OWN]
        near = right[:1] and (chosen is None or right[0].score >= chosen.score - NEAR)
        if isinstance(one, Draft) and (chosen is None or said is Told.OWN):
            yield one
        elif near and not rivals(task, right[0], right):
            yield draft(task, right[0], right)
        elif isinstance(one, Draft) and (said is Told.OTHER or _is_of_all(one, alone, n)):
            yield Refused(RefusalCode.MISSING_OPERAND, tuple(c.evidence for c in claims[:1]))
        else:
            yield one


def all_told(tasks: Sequence[Task], named: Sequence[Operand], found: Sequence[Found]) -> bool:
    """True unless several are told of their own things, and another of none."""
    own = own_words([one.question for one in named])
    told = []
    for n, (task, one) in enumerate(zip(tasks, found, strict=True)):
        chosen = next((c for c in rank(task) if c.figure == one.use.figure), None)
        others = [o for m, o in enumerate(own) if m != n]
        if chosen is not None and own[n]:
            told.append(told_of(chosen, own[n], others) is Told.OWN)
    return all(told) or sum(told) < SEVERAL


def _is_of_all(one: Draft, alone: Sequence[Draft | Refused], n: int) -> bool:
    """True for what two things lead to and nothing tells of either: the sum of both."""
    return any(stands(one) == stands(other) for m, other in enumerate(alone) if m != n)


def of_usual_unit(
    tasks: Sequence[Task], named: Sequence[Operand], found: Sequence[Draft | Refused]
) -> Iterator[Draft | Refused]:
    """Yield the figures found, in place of one of a unit of its own that of most of the others.

    What narrows an operand may sound like an amount: 用来获得授信的商标.
    """
    uses = [one.figures[0].figure if isinstance(one, Draft) else None for one in found]
    units = [use.quantity.normalized_unit for use in uses if use is not None]
    usual = max(set(units), key=lambda unit: (units.count(unit), unit), default="")
    own = own_words([one.question for one in named])
    taken = {(use.document_id, use.span) for use in uses if use is not None}
    for n, (task, one) in enumerate(zip(tasks, found, strict=True)):
        use = uses[n]
        fits = use is not None and use.quantity.normalized_unit == usual
        if fits or units.count(usual) < 2 or not own[n] or named[n].given is not None:
            yield one
            continue
        others = [o for m, o in enumerate(own) if m != n]
        free = replace(task, question=replace(task.question, wanted=Wanted(frozenset())))
        right = [
            c
            for c in fitting(rank(free))
            if c.figure.quantity.normalized_unit == usual
            and told_of(c, own[n], others) is Told.OWN
            and (c.figure.document_id, c.figure.span) not in taken
        ]
        yield draft(free, right[0], right) if right else one
