"""The figures of a clause, or of a bracket inside one: a figure for each quantity and period."""

import re
from dataclasses import replace

from corpus.attribution.aspects import NEW, SHARE_THING, TOTAL, Setting, aspect_of
from corpus.attribution.brackets import Stretch
from corpus.attribution.carried_aspects import summed_on
from corpus.attribution.changes import change
from corpus.attribution.clauses import content
from corpus.attribution.dating import is_past
from corpus.attribution.marks import in_slogan
from corpus.attribution.measures import MAX_CONTEXT, is_whole, measured, names_thing, said, words_of
from corpus.attribution.reading_state import Reading, State
from corpus.attribution.siblings import elliptic, given, part_of, restates
from corpus.document import Aspect, Bound, Figure, Quantity, QuantityType
from corpus.times.told_spans import former_time

__all__ = ["read_stretch"]


def read_stretch(
    reading: Reading, stretch: Stretch, state: State, beside: list[Figure]
) -> list[Figure]:
    """Return the figures of a clause, or of a bracket inside one."""
    made: list[Figure] = []
    number = 0
    while number < len(stretch.inside):
        thing, verb = change(stretch.marks, stretch.span, stretch.inside, number)
        if thing:
            made += _changed(reading, stretch, number, (thing, verb), state)
            number += 2
        else:
            earlier = [*state.made[reading.first :], *beside, *made]
            made += _single(reading, stretch, number, state, made, earlier)
            number += 1
    return made


def _single(
    reading: Reading,
    stretch: Stretch,
    number: int,
    state: State,
    made: list[Figure],
    earlier: list[Figure],
) -> list[Figure]:
    marks, clause, quantity = stretch.marks, stretch.span, stretch.inside[number]
    words = words_of(marks, clause, stretch.inside, number)
    measure = measured(marks, words, quantity) or stretch.name
    reading.words[quantity.span.start] = words
    drafts = _drafts(reading, stretch, quantity, measure, words.after.start, state)
    after = marks.text[words.after.start : words.after.end]
    whole = not stretch.name and is_whole(measure, after, quantity, drafts[0].aspect)
    context = stretch.topic or state.thread.context(measure)
    if number and words.parallel and names_thing(measure):
        context = made[-1].context if made else context
    elif number and made:
        context = said(made[-1].measure, made[-1].context) or context
    of_what = part_of(measure, quantity, earlier, marks.text)
    beside = of_what and not measure.startswith("其中")
    context = (
        of_what if whole or beside else elliptic(measure, context, quantity, earlier)[-MAX_CONTEXT:]
    )
    context = context or given(measure, quantity, earlier) or reading.topic
    part = measure.startswith("其中") and bool(earlier) and earlier[-1].aspect is Aspect.NEW
    total = TOTAL.search(measure) is not None  # 新增6家，总数达到23家
    if _reached(quantity, measure, earlier):
        total, context = True, NEW.sub("", context)
    added = part or (not whole and not total and NEW.search(context) is not None)  # 新增…, 共4家
    drafts = [
        replace(d, context=context, aspect=Aspect.NEW)
        if added and d.aspect is Aspect.ACTUAL
        else replace(d, context=context)
        for d in drafts
    ]
    if summed_on(drafts[0], words, marks.text, earlier):
        drafts = [replace(d, aspect=Aspect.CUMULATIVE) for d in drafts]
    if not restates(drafts[0], earlier):
        state.groups += 1
    return [replace(d, group=state.groups) for d in drafts]


def _reached(quantity: Quantity, measure: str, earlier: list[Figure]) -> bool:
    """True for the level behind what was added: 里程新增500公里，突破5500公里."""
    last = earlier[-1].quantity if earlier and earlier[-1].aspect is Aspect.NEW else None
    if last is None or content(measure) or quantity.bound is not Bound.MORE_THAN:
        return False
    own, added = quantity.normalized_value, last.normalized_value
    alike = quantity.normalized_unit == last.normalized_unit
    return alike and own is not None and added is not None and own > added


def _changed(
    reading: Reading, stretch: Stretch, number: int, changes: tuple[str, str], state: State
) -> list[Figure]:
    """Return what was and what is of 由A到B."""
    thing, verb = changes[0].strip(), changes[1]
    state.groups += 1
    former, latter = stretch.inside[number], stretch.inside[number + 1]
    words = words_of(stretch.marks, stretch.span, stretch.inside, number + 1)
    counted = stretch.marks.text[words.after.start : words.after.end]
    counted = "" if latter.type is not QuantityType.COUNT else re.sub(r"\s+", "", counted)
    whole = len(content(thing)) > 1 and not thing.startswith("占")
    context = "" if whole else state.thread.context(thing) or state.thread.full
    was = _drafts(reading, stretch, former, "", former.span.end, state)[0]
    now = _drafts(reading, stretch, latter, thing + verb + counted, words.after.start, state)[0]
    was = former_time(was)
    if was.period == now.period:
        was = replace(was, period=None)  # of an earlier time, which nothing tells
    aspect = now.aspect if now.aspect is not Aspect.GROWTH else Aspect.ACTUAL
    share = former.type is QuantityType.PERCENT and SHARE_THING.search(thing) is not None
    aspect = Aspect.SHARE if share and aspect is Aspect.ACTUAL else aspect
    return [
        replace(
            was,
            context=context + thing,
            aspect=Aspect.SHARE if share else Aspect.ACTUAL,
            former=True,
            group=state.groups,
        ),
        replace(now, context=context, aspect=aspect, group=state.groups),
    ]


def _drafts(
    reading: Reading,
    stretch: Stretch,
    quantity: Quantity,
    measure: str,
    after: int,
    state: State,
) -> list[Figure]:
    """Return a figure for each period of a quantity, its context and group still open."""
    marks, clause = stretch.marks, stretch.span
    periods, base = state.clock.of(marks, clause, quantity)
    before = marks.text[clause.start : quantity.span.start]
    target = reading.target or reading.parts_of_target
    return [
        Figure(
            document_id=reading.document_id,
            sentence=reading.sentence.number,
            span=reading.sentence.view.original(quantity.span),
            quantity=quantity,
            subject=state.subject,
            measure=measure,
            aspect=aspect_of(
                quantity,
                before,
                marks.text[after : clause.end],
                state.headings,
                period,
                Setting(
                    target,
                    is_past(period, state.clock.reference or state.edition),
                    base is not None,
                ),
            ),
            period=period,
            base=base,
            name=quantity.type is QuantityType.COUNT
            and in_slogan(marks.text, quantity.span, marks.quantities),
            section=reading.sentence.section,
        )
        for period in periods
    ]
