"""How the figures of one sentence bear on each other: completed, restated, told apart."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.attribution.clauses import content
from corpus.attribution.measures import MAX_CONTEXT, said
from corpus.document import Figure, Quantity, QuantityType

# What is done for one after another: 企业每家奖励20万元，院校15万元
_GIVEN = re.compile(
    r"(?P<what>(?:引进|培养|新建|建设|购买|申请|通过|获得|设立)?[^，；、]{0,6}?(?:每[人家户名个项件位月年]{1,4}){0,4}"
    r"(?:一次性)?(?:给予)?(?:最高)?(?:补贴|奖励|补助|资助|扶持|贴息|发放))$"
)
_RECEIVER = 8  # characters of who receives it
PART_NAME = 6  # characters of a part that is named and not told about: 其中发明专利

__all__ = ["elliptic", "given", "part_of", "restates", "told_apart"]


def elliptic(measure: str, context: str, quantity: Quantity, earlier: Sequence[Figure]) -> str:
    """Complete a measure by an earlier one that ends in it: 申请费减缴85%；…，减缴70%."""
    short = measure.strip()
    if len(content(short)) < 2:
        return context
    for figure in reversed(earlier):
        longer = figure.measure
        if figure.quantity.type is quantity.type and longer.endswith(short) and longer != short:
            rest = longer.removesuffix(short)
            return context if content(rest) in content(context) else f"{context}{rest}"
    return context


def part_of(measure: str, quantity: Quantity, earlier: Sequence[Figure], text: str) -> str:
    """Return what 其中… is a part of: the last measure that is counted alike; else nothing.

    `text` is the sentence: parts side by side reach up to a ；.
    """
    if len(content(measure.removeprefix("其中"))) > PART_NAME:
        return ""
    unit = quantity.normalized_unit
    if not measure.startswith("其中"):
        near = (f for f in earlier if "；" not in text[f.quantity.span.end : quantity.span.start])
        return _next_part(measure, unit, list(near))
    alike = (f for f in reversed(earlier) if f.quantity.normalized_unit == unit)
    whole = next(alike, None)
    return said(whole.measure, whole.context)[-MAX_CONTEXT:] if whole else ""


def _next_part(measure: str, unit: str, earlier: Sequence[Figure]) -> str:
    """Return what 女性 of 人口9万人，其中男性5万人，女性4万人 is a part of as well."""
    if len(content(measure)) < 2:
        return ""
    for figure in reversed(earlier):
        if figure.quantity.normalized_unit != unit:
            return ""
        if figure.measure.startswith("其中"):
            return figure.context
    return ""


def given(measure: str, quantity: Quantity, earlier: Sequence[Figure]) -> str:
    """Return what a bare receiver is given: what the one in front of it was, in the same clause."""
    if not earlier or quantity.type is not QuantityType.MONEY:
        return ""
    last = earlier[-1]
    told = _GIVEN.search(last.measure)
    if last.quantity.type is not quantity.type or told is None or _GIVEN.search(measure):
        return ""
    bare = content(measure)
    return told["what"] if 2 <= len(bare) <= _RECEIVER and bare not in last.measure else ""


def restates(figure: Figure, earlier: Sequence[Figure]) -> bool:
    """True when a figure says the last one of its sentence again: 突破8万件，达8.0692万件."""
    if not earlier or len(content(figure.measure)) >= 2:
        return False
    last = earlier[-1]
    same = (
        last.quantity.type is figure.quantity.type
        and last.quantity.normalized_unit == figure.quantity.normalized_unit
    )
    bare = last.quantity.type is QuantityType.NUMBER and not last.quantity.normalized_unit
    return (
        (same or (bare and figure.quantity.type is QuantityType.COUNT))
        and last.aspect is figure.aspect
        and last.period == figure.period
        and figure.context == said(last.measure, last.context)
    )


def told_apart(made: list[Figure], segments: Sequence[int]) -> list[Figure]:
    """Give figures that measure the same in two ；-segments of a sentence the segments' topics."""
    topics: dict[int, str] = {}
    for figure, segment in zip(made, segments, strict=True):
        topics.setdefault(segment, said(figure.measure, figure.context))
    places_of: dict[str, set[int]] = {}
    for figure, segment in zip(made, segments, strict=True):
        places_of.setdefault(figure.measure, set()).add(segment)
    return [
        replace(figure, context=topics[segment][-MAX_CONTEXT:])
        if not figure.context
        and content(figure.measure)
        and len(places_of[figure.measure]) > 1
        and topics[segment] != figure.measure
        else figure
        for figure, segment in zip(made, segments, strict=True)
    ]
