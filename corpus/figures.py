"""Which quantity belongs to which subject, measure, aspect and period.

A sentence is read clause by clause, left to right. What a clause leaves out it inherits: the
period and the subject from the clauses, sentences, headings before it, the measure from the
nearest clause that names one. 分别 hands several values out over as many measures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.announced import announced_period
from corpus.aspects import NEW, SHARE_THING, TOTAL, Setting, aspect_of, carries_target
from corpus.bodies import Bodies
from corpus.brackets import Stretch, stretches
from corpus.carried_aspects import aimed_at, summed_on
from corpus.clauses import clauses, content
from corpus.dating import Clock, is_past
from corpus.document import Aspect, Figure, Quantity, QuantityType, Section, Sentence, Span, Subject
from corpus.handing_out import hand_out
from corpus.limits import limit_figures
from corpus.marks import Marks, in_slogan, outside_periods
from corpus.measure_labels import labelled
from corpus.measures import (
    MAX_CONTEXT,
    Thread,
    Words,
    change,
    is_whole,
    measured,
    named_by_limits,
    names_thing,
    said,
    words_of,
)
from corpus.named_periods import addresses, delivered, heading_period, looks_back, read_periods
from corpus.places import places
from corpus.quantities import quantities
from corpus.siblings import elliptic, given, part_of, restates, told_apart
from corpus.subjects import heading_subject, place_alone, subject_of
from corpus.told_spans import former_time, own_time

__all__ = ["figures"]

_NATION = Subject("全国")
_CAPTION = re.compile(r"[*#\s]*图 ?\d")  # lends nothing to what follows it: 图4 2002-2006年投资额
_INTRODUCED = re.compile(r"(?:情况|数据)?如下[：:]$")
_PROSE = re.compile(r"[，。；！？]")
_LOOKED_BACK = 12  # figures of earlier sentences whose names later ones may inherit


@dataclass(slots=True)
class _State:
    """What later clauses inherit."""

    clock: Clock
    edition: date | None = None  # the year that the title names, where no day of publication is
    thread: Thread = field(default_factory=Thread)
    home: Subject | None = None  # whose section it is
    subject: Subject | None = None
    zone: Subject | None = None  # the one named last, which 园区 is
    groups: int = 0
    paragraph: int = -1
    section: int = -1
    headings: str = ""
    part: tuple[str, ...] = ()  # the outermost heading
    table: str = ""  # what rows are told to be of
    made: list[Figure] = field(default_factory=list)
    bodies: Bodies = field(default_factory=Bodies)


@dataclass(slots=True)
class _Reading:
    """The sentence that is being read."""

    document_id: str
    sentence: Sentence
    marks: Marks
    first: int  # how many figures there were before it
    target: bool = False  # it has announced targets: 目标是：
    parts_of_target: bool = False  # it tells the parts of one: 计划…，其中
    topic: str = ""  # of the rows that it is one of: 主要产品产量如下：
    segments: list[int] = field(default_factory=list)  # of each of its figures, between ；
    segment: int = 0
    words: dict[int, Words] = field(default_factory=dict)  # of a quantity, by where it starts


def figures(
    document_id: str,
    region: str | None,
    title: str,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    published: date | None = None,
    *,
    national: bool = False,
) -> tuple[Figure, ...]:
    """Return the figures of a document in text order.

    `published` is what 今年 and 去年 are told from, and what tells a past year from a target. What
    a `national` text tells of no place is of the whole country.
    """
    state = _State(Clock(published or delivered(title)))
    paths = {section.number: _headings(section, sections) for section in sections}
    of_title = heading_period([title], None) or announced_period(sentences)
    reviews = looks_back(title, published)
    if of_title is not None and of_title.end:
        state.edition = date(int(of_title.end[:4]), 12, 31)
    for sentence in sentences:
        if _CAPTION.match(sentence.view.text):
            continue
        opens = sentence.paragraph != state.paragraph or sentence.section != state.section
        if sentence.section != state.section:
            state.section, state.table = sentence.section, ""
            headings = paths[sentence.section]
            state.headings = " ".join(headings)
            home = heading_subject(headings, region)
            state.home = state.subject = home or (_NATION if national else None)
            part = headings[:1]
            named = heading_period(reversed(headings), published)
            if named and of_title and (named.start or "") >= (of_title.start or ""):
                reviews = False  # the year that the report opens is told of from here on
            state.clock.section(
                named, None if reviews else of_title, goes_on=reviews and part == state.part
            )
            state.part = part
            state.thread.clear()
        elif opens:
            state.thread.clear()
            state.clock.paragraph()
        state.paragraph = sentence.paragraph
        if headed := place_alone(sentence.view.text):
            state.home = state.subject = headed
        _read_sentence(document_id, sentence, state, opens)
    return tuple(state.made)


def _read_sentence(document_id: str, sentence: Sentence, state: _State, opens: bool) -> None:
    text = sentence.view.text
    clock = state.clock
    view = sentence.view
    found = read_periods(text, clock.reference, clock.year.start if clock.year else None)
    found = tuple(replace(clock.events.resolved(p), origin=view.original(p.span)) for p in found)
    clock.events.keep(text, found, state.home.place if state.home else None)
    marks = Marks(text, outside_periods(text, quantities(text), found), found, places(text))
    reading = _Reading(document_id, sentence, marks, len(state.made))
    state.table = _INTRODUCED.sub("", text) if _INTRODUCED.search(text) else state.table
    state.table = "" if _PROSE.search(text) else state.table
    reading.topic = state.table
    clock.sentence()
    state.bodies.read(view)
    state.thread.sentence()
    last, state.subject = state.subject, state.home
    for clause in clauses(text):
        state.subject = _subject(reading, clause, state, last)
        if text[clause.start - 1 : clause.start] in ("；", ";"):
            clock.segment()
            reading.segment += 1
            reading.parts_of_target = False
        if text.startswith("其中", clause.start) and len(state.made) > reading.first:
            reading.parts_of_target = state.made[-1].aspect is Aspect.TARGET
        made = _read_clause(reading, clause, state)
        reading.segments += [reading.segment] * len(made)
        state.made.extend(made)
        clock.keep(marks, clause, opens=opens, measured=bool(made))
        opens = opens and addresses(text[clause.start : clause.end])
        reading.target |= carries_target(text[clause.start : clause.end + 1])
    zones = [place.canonical for place in marks.places if place.level == "zone"]
    state.zone = Subject(zones[-1], None, zones[-1]) if zones else state.zone
    made = aimed_at(
        told_apart(state.made[reading.first :], reading.segments), announced=reading.target
    )
    earlier = state.made[max(0, reading.first - _LOOKED_BACK) : reading.first]
    state.made[reading.first :] = labelled(made, earlier, marks, reading.words, view)


def _subject(
    reading: _Reading, clause: Span, state: _State, last: Subject | None
) -> Subject | None:
    """Return whose figures a clause tells, a body by its name before the place that it is in."""
    view = reading.sentence.view
    named = subject_of(reading.marks, clause, state.subject, last, state.home, state.zone)
    if named is not state.subject and named is not None and named.origin is not None:
        named = replace(named, origin=view.original(named.origin))
    return state.bodies.subject(clause, named, reading.marks.timeless)


def _read_clause(reading: _Reading, clause: Span, state: _State) -> list[Figure]:
    marks = reading.marks
    all_inside = [q for q in marks.quantities if clause.contains(q.span)]
    inside = named_by_limits(marks, all_inside)
    made: list[Figure] = []
    for stretch in stretches(marks, clause, inside):
        made += _read_stretch(reading, stretch, state, made)
    made.sort(key=lambda figure: figure.span)
    earlier = state.made[reading.first :]
    if len(made) == len(inside):
        dealt = hand_out(marks, clause, inside, made, earlier)
        for one, own in zip(made, dealt, strict=True):
            if own.measure != one.measure and own.measure not in {f.measure for f in made}:
                reading.words.pop(one.quantity.span.start, None)
        made = _each_its_own(made, dealt, state)
    changed = {f.group for f in made if f.former}
    made = [
        own_time(
            figure,
            marks.text[clause.start : figure.quantity.span.start],
            changed=figure.group in changed,
        )
        for figure in made
    ]
    state.thread.keep(marks, clause, made)
    limits = [q for q in all_inside if q not in inside]
    return sorted(
        [*made, *limit_figures(marks, clause, limits, made, reading.sentence.view)],
        key=lambda figure: figure.span,
    )


def _each_its_own(made: list[Figure], dealt: list[Figure], state: _State) -> list[Figure]:
    """Give every figure that 分别 has dealt out a group of its own."""
    out: list[Figure] = []
    for figure, own in zip(made, dealt, strict=True):
        if own != figure:
            state.groups += 1
            own = replace(own, group=state.groups)
        out.append(own)
    return out


def _read_stretch(
    reading: _Reading, stretch: Stretch, state: _State, beside: list[Figure]
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
    reading: _Reading,
    stretch: Stretch,
    number: int,
    state: _State,
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


def _changed(
    reading: _Reading, stretch: Stretch, number: int, changes: tuple[str, str], state: _State
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
    aspect = now.aspect if now.aspect is not Aspect.GROWTH else Aspect.ACTUAL
    share = former.type is QuantityType.PERCENT and SHARE_THING.search(thing) is not None
    aspect = Aspect.SHARE if share and aspect is Aspect.ACTUAL else aspect
    return [
        replace(
            former_time(was),
            context=context + thing,
            aspect=Aspect.SHARE if share else Aspect.ACTUAL,
            former=True,
            group=state.groups,
        ),
        replace(now, context=context, aspect=aspect, group=state.groups),
    ]


def _drafts(
    reading: _Reading,
    stretch: Stretch,
    quantity: Quantity,
    measure: str,
    after: int,
    state: _State,
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


def _headings(section: Section, sections: Sequence[Section]) -> tuple[str, ...]:
    """Return the folded heading path of a section, outermost first."""
    from corpus.script import fold_text  # the tables of the script are read on first use

    by_number = {s.number: s for s in sections}
    path: list[str] = []
    at: Section | None = section
    while at is not None:
        if at.heading:
            path.append(fold_text(at.heading))
        at = by_number[at.parent] if at.parent is not None else None
    return tuple(reversed(path))
