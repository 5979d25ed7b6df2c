"""Rules and reader weighed against each other: one answer, or none.

Each gives an answer with what it measured; a logistic model (`data/confidence.json`) tells how
likely each is right. The rules' answer is given unless the reader's leads it clearly, and none that
is not likely enough. What the reader says of the rules' sentence counts in the rules' odds, so that
a figure or a name that it does not find there loses confidence, or is not given.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from qa.answerers.reading import READ_KINDS, admitted, answer_reading
from qa.confidence import confidence, least, model
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused, Source
from qa.reader.verdict import Verdict
from qa.task import Task
from qa.verify import supported

__all__ = ["decide", "only", "opinions", "unread"]

# What the rules refuse for a reason that reading does not mend: there is an answer, for another
# place or time, or there are several.
_FINAL = (
    RefusalCode.OTHER_PERIOD,
    RefusalCode.OTHER_PLACE,
    RefusalCode.AMBIGUOUS,
    RefusalCode.FILTER_EMPTY,
    RefusalCode.MISSING_OPERAND,
)

_GAP = re.compile(r"什么|哪|谁|何")


def decide(task: Task, found: Draft | Refused) -> Draft | Refused:
    """Return the likelier answer of the rules' and the reader's, or the refusal of both."""
    by_source = {one.source: one for one in opinions(task, found)}
    own, rules = by_source.get(Source.READER), by_source.get(Source.RULES)
    if own is not None and (
        confidence(own) < least(own) or _says_less(task.question.view, own, rules)
    ):
        own = None
    if rules is None or (own is not None and _fills_less(task.question.view, rules, own)):
        return own or found
    leads = own is not None and confidence(own) > confidence(rules) + model().lead
    if confidence(rules) >= least(rules) and not leads:
        return rules
    nearest = tuple(e for s in rules.statements[:1] for e in s.evidence)
    return own or Refused(RefusalCode.NO_EVIDENCE, nearest)


def unread(_: Task, found: Draft | Refused) -> Draft | Refused:
    """Take the rules' answer as if there were no reader."""
    return found


def only(source: Source) -> Callable[[Task, Draft | Refused], Draft | Refused]:
    """Return what takes the answer of one of the two, however unlikely; for measuring them."""

    def choose(task: Task, found: Draft | Refused) -> Draft | Refused:
        drafts = [one for one in opinions(task, found) if one.source in (source, None)]
        if drafts or isinstance(found, Refused):
            return drafts[0] if drafts else found
        return Refused(RefusalCode.NO_EVIDENCE)

    return choose


def opinions(task: Task, found: Draft | Refused) -> Iterator[Draft]:
    """Yield the rules' answer and the reader's, each with all that was measured of it."""
    kind = task.question.kind
    if isinstance(found, Refused):
        final = found.code in _FINAL
    else:  # the reader cuts lists worse than the rules: it makes one only where they have none
        one = len(_GAP.findall(task.question.view)) == 1
        listed = kind is Kind.LIST or (one and "of_class" in found.features)
        final = found.parts > 1 or listed or bool(found.conflicts)
    reads = kind in READ_KINDS and not final
    read = task.verdict() if reads else None
    verdict = admitted(task, read) if read is not None else None
    if verdict is None:
        if isinstance(found, Draft):
            yield found
        return
    if isinstance(found, Draft):
        yield _with_reading(found, verdict)
    own = answer_reading(task, verdict)
    if own is not None and supported(own):
        agrees = float(isinstance(found, Draft) and _alike(own, found))
        refused = float(isinstance(found, Refused))
        features = {**own.features, "read_agrees": agrees, "read_alone": refused}
        yield replace(own, source=Source.READER, features=features)


def _with_reading(found: Draft, verdict: Verdict) -> Draft:
    """Return the rules' answer with what the reader says of its sentences."""
    cited = [e for s in found.statements for e in s.evidence]
    held = [
        one.likely
        for one in verdict.found
        for e in cited
        if e.document.id == one.scene.document.id
        and e.span.overlaps(one.scene.sentence.view.original(one.span))
    ]
    best = max((one.likely for one in verdict.found), default=0.0)
    features = {
        "reader_here": max(held, default=0.0),
        "reader_elsewhere": -max(0.0, best - max(held, default=0.0)),
        "reader_answers": verdict.answers / 10,
    }
    return replace(found, source=Source.RULES, features={**found.features, **features})


def _says_less(view: str, own: Draft, rules: Draft | None) -> bool:
    """True where the reader's figure is another than the rules' and has less of what is asked, or
    where it fills fewer gaps.
    """
    if rules is None:
        return False
    if _fills_less(view, own, rules):
        return True
    if own.kind is not Kind.FIGURE or _alike(own, rules):
        return False
    return own.features.get("read_coverage", 0.0) < rules.features.get("coverage", 0.0)


def _fills_less(view: str, one: Draft, other: Draft) -> bool:
    """True where a question has several gaps (由什么转向什么) and one answer is part of another."""
    several = len(_GAP.findall(view)) > 1
    return several and one.answer != other.answer and one.answer in other.answer


def _alike(one: Draft, other: Draft) -> bool:
    """True where one short answer holds the other; 1200亿 does not hold 200亿."""
    short, long = sorted((one.answer, other.answer), key=len)
    return bool(short) and re.search(rf"(?<![\d.,]){re.escape(short)}", long) is not None
