"""Which quantity belongs to which subject, measure, aspect and period.

A sentence is read clause by clause, left to right. What a clause leaves out it inherits: the
period and the subject from the clauses, sentences, headings before it, the measure from the
nearest clause that names one. 分别 hands several values out over as many measures.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.about.announced import announced_period
from corpus.attribution.aspects import carries_target
from corpus.attribution.bodies import is_body
from corpus.attribution.brackets import stretches
from corpus.attribution.carried_aspects import aimed_at
from corpus.attribution.clauses import clauses
from corpus.attribution.dating import Clock
from corpus.attribution.handing_out import hand_out
from corpus.attribution.limits import limit_figures
from corpus.attribution.marks import Marks, outside_periods
from corpus.attribution.measure_labels import labelled
from corpus.attribution.measures import (
    named_by_limits,
)
from corpus.attribution.reading_state import Reading, State
from corpus.attribution.siblings import told_apart
from corpus.attribution.stretch_figures import read_stretch
from corpus.attribution.subjects import heading_subject, place_alone, subject_of
from corpus.document import Aspect, Figure, Section, Sentence, Span, Subject
from corpus.places import places
from corpus.quantities import quantities
from corpus.times.named_periods import (
    addresses,
    delivered,
    heading_period,
    looks_back,
    read_periods,
)
from corpus.times.told_spans import own_time

__all__ = ["figures"]

_NATION = Subject("全国")
_CAPTION = re.compile(r"[*#\s]*图 ?\d")  # lends nothing to what follows it: 图4 2002-2006年投资额
_INTRODUCED = re.compile(r"(?:情况|数据)?如下[：:]$")
_PROSE = re.compile(r"[，。；！？]")
_LOOKED_BACK = 12  # figures of earlier sentences whose names later ones may inherit


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
    state = State(Clock(published or delivered(title)))
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
            state.topic = None
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
            state.topic = None
        state.paragraph = sentence.paragraph
        if headed := place_alone(sentence.view.text):
            state.home = state.subject = headed
        _read_sentence(document_id, sentence, state, opens)
    return tuple(state.made)


def _read_sentence(document_id: str, sentence: Sentence, state: State, opens: bool) -> None:
    text = sentence.view.text
    clock = state.clock
    view = sentence.view
    found = read_periods(text, clock.reference, clock.year.start if clock.year else None)
    found = tuple(replace(clock.events.resolved(p), origin=view.original(p.span)) for p in found)
    clock.events.keep(text, found, state.home.place if state.home else None)
    marks = Marks(text, outside_periods(text, quantities(text), found), found, places(text))
    reading = Reading(document_id, sentence, marks, len(state.made))
    state.table = _INTRODUCED.sub("", text) if _INTRODUCED.search(text) else state.table
    state.table = "" if _PROSE.search(text) else state.table
    reading.topic = state.table
    clock.sentence()
    state.bodies.read(view)
    state.thread.sentence()
    last, state.subject = state.subject, state.topic or state.home
    at_segment, heads = len(state.made), opens
    for clause in clauses(text):
        state.subject = _subject(reading, clause, state, last)
        if text[clause.start - 1 : clause.start] in ("；", ";"):
            clock.segment()
            if len(state.made) == at_segment and state.home is not None:
                state.subject = state.topic or state.home  # 甲市乙中心运行；出口额9亿元
            at_segment = len(state.made)
            state.thread.segment()
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
    if heads and len(state.made) == reading.first and is_body(state.subject):
        state.topic = state.subject  # 甲集团平稳发展。完成投资9亿元。
    zones = [place.canonical for place in marks.places if place.level == "zone"]
    state.zone = Subject(zones[-1], None, zones[-1]) if zones else state.zone
    made = aimed_at(
        told_apart(state.made[reading.first :], reading.segments), announced=reading.target
    )
    earlier = state.made[max(0, reading.first - _LOOKED_BACK) : reading.first]
    state.made[reading.first :] = labelled(made, earlier, marks, reading.words, view)


def _subject(reading: Reading, clause: Span, state: State, last: Subject | None) -> Subject | None:
    """Return whose figures a clause tells, a body by its name before the place that it is in."""
    view = reading.sentence.view
    named = subject_of(reading.marks, clause, state.subject, last, state.home, state.zone)
    if named is not state.subject and named is not None and named.origin is not None:
        named = replace(named, origin=view.original(named.origin))
    return state.bodies.subject(clause, named, reading.marks.timeless)


def _read_clause(reading: Reading, clause: Span, state: State) -> list[Figure]:
    marks = reading.marks
    all_inside = [q for q in marks.quantities if clause.contains(q.span)]
    inside = named_by_limits(marks, all_inside)
    made: list[Figure] = []
    for stretch in stretches(marks, clause, inside):
        made += read_stretch(reading, stretch, state, made)
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


def _each_its_own(made: list[Figure], dealt: list[Figure], state: State) -> list[Figure]:
    """Give every figure that 分别 has dealt out a group of its own."""
    out: list[Figure] = []
    for figure, own in zip(made, dealt, strict=True):
        if own != figure:
            state.groups += 1
            own = replace(own, group=state.groups)
        out.append(own)
    return out


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
