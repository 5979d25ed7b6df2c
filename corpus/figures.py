"""Which quantity belongs to which subject, measure, aspect and period.

A sentence is read clause by clause, left to right. What a clause leaves out it inherits: the
period and the subject from the clauses, sentences, headings before it, the measure from the
nearest clause that names one. 分别 hands several values out over as many measures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.aspects import NEW, aspect_of
from corpus.clauses import blank, clauses, content
from corpus.document import (
    Aspect,
    Figure,
    Period,
    Quantity,
    QuantityType,
    Section,
    Sentence,
    Span,
    Subject,
)
from corpus.periods import periods
from corpus.places import Place, places, resolve_reference, self_references
from corpus.quantities import quantities

# A place behind one of these is what the subject is held against, or where it stands in a ranking.
NOT_SUBJECT = re.compile(
    r"(?:高于|低于|高出|超出|多于|少于|领先|比|较|占|居|位居|位列|列|名列|分列|来自|面向|向|"
    r"落户|引进|辐射|连接|对接|覆盖|成为|入选|作为|获|在)[^，；。]{0,4}$"
)
# A period behind 为|是|比|较 and in front of 的 or a multiple is what the figure is compared with.
# Words that only point back to a period named before: 全年, 当年, 同期.
POINTS_BACK = re.compile(r"全年|当年|同年|同期|年度|上年|去年同期|每年|历年|当月|(?:连续|持续).+")
LASTING = frozenset({"year", "month", "day", "quarter", "half", "range", "plan"})
BASE_BEFORE = re.compile(r"(?:约?为|是|比|较|相当于|相对于)$")
RESPECTIVELY = re.compile(r"分别|分列|分居|依次|各为")
CONJUNCTION = re.compile(r"[和与及、]|以及")
SHORT = 3  # characters of content: 实现收入330亿 still wants to be told whose income it is
MANNER = 6  # characters of a clause without figure that only says how: 连续快速增长
MAX_CONTEXT = 80  # code points of earlier clauses a figure keeps; one long clause of these texts


@dataclass(slots=True)
class _State:
    """What later clauses inherit."""

    period: Period | None = None  # a year or date: holds until another is named
    passing: Period | None = None  # 截至目前, 2017年以来: holds within its sentence
    home: Subject | None = None  # whose section it is
    subject: Subject | None = None
    measure: str = ""
    groups: int = 0
    paragraph: int = -1
    section: int = -1
    made: list[Figure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Everything recognised in one sentence; spans index its view text."""

    text: str
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    places: tuple[Place, ...]


def figures(
    document_id: str,
    region: str | None,
    title: str,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
) -> tuple[Figure, ...]:
    """Return the figures of a document in text order."""
    state = _State()
    paths = {section.number: _headings(section, sections) for section in sections}
    title_period = _only_year(title)
    for sentence in sentences:
        if sentence.section != state.section:
            state.section = sentence.section
            headings = paths[sentence.section]
            state.home = state.subject = _heading_subject(headings, region)
            state.period = _only_year(" ".join(headings)) or title_period
            state.measure, state.passing = "", None
        elif sentence.paragraph != state.paragraph:
            state.measure = ""
        state.paragraph = sentence.paragraph
        _read_sentence(document_id, sentence, " ".join(paths[sentence.section]), state)
    return tuple(state.made)


def _read_sentence(document_id: str, sentence: Sentence, headings: str, state: _State) -> None:
    text = sentence.view.text
    marks = _Marks(text, quantities(text), periods(text), places(text))
    first = len(state.made)
    if not (state.passing and is_target_period(state.passing)):
        state.passing = None
    last_subject, state.subject = state.subject, state.home
    for clause in clauses(text):
        _take_subject(marks, clause, state, last_subject)
        if text[clause.start - 1 : clause.start] == "；" and not _until(state.passing):
            state.passing = None
        _read_clause(document_id, sentence, headings, marks, clause, state, first)


def _read_clause(
    document_id: str,
    sentence: Sentence,
    headings: str,
    marks: _Marks,
    clause: Span,
    state: _State,
    first: int,
) -> None:
    inside = [q for q in marks.quantities if clause.contains(q.span)]
    made: list[Figure] = []
    for number, quantity in enumerate(inside):
        before = _before(marks, clause, inside, number)
        after = _after(marks, clause, inside, number)
        period, base = _period(marks, clause, quantity, state)
        measure = _measure(marks, before, after, quantity)
        own = len(content(measure)) >= 2
        clause_before = marks.text[clause.start : quantity.span.start]
        aspect = aspect_of(
            quantity, clause_before, marks.text[after.start : clause.end], headings, period
        )
        whole = _is_whole(measure, marks.text[after.start : after.end], quantity, aspect)
        context = "" if whole else state.measure[-MAX_CONTEXT:]
        if number and not whole:
            context = _said_before(made[-1]) or context
        if not own and context == state.measure and made_same(state, first, quantity):
            group = state.made[-1].group
        else:
            state.groups += 1
            group = state.groups
        made.append(
            Figure(
                document_id=document_id,
                sentence=sentence.number,
                span=sentence.view.original(quantity.span),
                quantity=quantity,
                subject=state.subject,
                measure=measure,
                aspect=aspect,
                period=period,
                context=context,
                base=base,
                section=sentence.section,
                group=group,
            )
        )
    if RESPECTIVELY.search(marks.text[clause.start : clause.end]):
        made = _hand_out(marks, clause, inside, made, state, first)
    _keep_measure(marks, clause, made, state)
    state.made.extend(made)
    for period in marks.periods:
        if not clause.contains(period.span) or POINTS_BACK.fullmatch(period.text):
            continue
        if _is_base(marks.text, period):
            continue
        if period.kind in LASTING:
            state.period, state.passing = period, None
        else:
            state.passing = period


def _is_whole(measure: str, after: str, quantity: Quantity, aspect: Aspect) -> bool:
    """True when the clause says by itself what the figure measures."""
    if aspect is Aspect.GAP or quantity.type is QuantityType.RANK:
        return False
    if quantity.type is QuantityType.COUNT and len(content(after)) >= 2:
        return True
    return len(content(measure)) > SHORT


def is_target_period(period: Period) -> bool:
    """True for 到2021年, which is about the future; 截至2015年底 is about the past."""
    return period.kind == "until" and not re.search(r"截至|截止|目前|当前|迄今|至今", period.text)


def _until(period: Period | None) -> bool:
    return period is not None and period.kind == "until"


def made_same(state: _State, first: int, quantity: Quantity) -> bool:
    """True when the last figure of this sentence measures in the same unit: one measure, restated."""
    if len(state.made) <= first:
        return False
    last = state.made[-1].quantity
    return last.type is quantity.type and last.normalized_unit == quantity.normalized_unit


def _before(marks: _Marks, clause: Span, inside: list[Quantity], number: int) -> Span:
    """Return the words in front of a quantity: back to the one before it, or to 、 between them."""
    end = inside[number].span.start
    if not number:
        return Span(clause.start, max(clause.start, end))
    start = _after(marks, clause, inside, number - 1)
    between = inside[number - 1].span.end
    return Span(start.end if start.end < end else min(between, end), max(between, end))


def _after(marks: _Marks, clause: Span, inside: list[Quantity], number: int) -> Span:
    """Return the words behind a quantity up to the next one, 、 or the clause's end."""
    start = inside[number].span.end
    end = inside[number + 1].span.start if number + 1 < len(inside) else clause.end
    stop = re.search(r"[、,]|以及|和(?=\d)", marks.text[start:end])
    return Span(start, start + stop.start() if stop else max(start, end))


def _measure(marks: _Marks, before: Span, after: Span, quantity: Quantity) -> str:
    """Return the clause's own words that say what is measured, periods blanked out."""
    text = blank(marks.text, [p.span for p in marks.periods])
    words = text[before.start : before.end]
    if quantity.type in (QuantityType.COUNT, QuantityType.NUMBER, QuantityType.DURATION):
        words += text[after.start : after.end][:24]
        if not content(text[after.start : after.end]):
            words += _counted_with(marks, text, quantity)
    elif text[after.start : after.end].startswith("的"):
        words += text[after.start : after.end][:16]
    return re.sub(r"\s+", "", words).strip("，、；：()“”的和与及,")


def _counted_with(marks: _Marks, text: str, quantity: Quantity) -> str:
    """Return what the next quantity counts when it follows at once: 5批93家企业."""
    follows = next((q for q in marks.quantities if q.span.start == quantity.span.end), None)
    if follows is None:
        return ""
    end = re.search(r"[，；。、]|$", text[follows.span.end :])
    return text[follows.span.end :][: end.start() if end else None][:24]


def _period(
    marks: _Marks, clause: Span, quantity: Quantity, state: _State
) -> tuple[Period | None, Period | None]:
    """Return the period of a quantity and the period it is compared with."""
    base = None
    chosen: Period | None = None
    for period in marks.periods:
        if not clause.contains(period.span) or POINTS_BACK.fullmatch(period.text):
            continue
        if _is_base(marks.text, period):
            base = period if period.span.end <= quantity.span.start else base
        elif period.span.end <= quantity.span.start or chosen is None:
            chosen = period
    return chosen or state.passing or state.period, base


def _is_base(text: str, period: Period) -> bool:
    before, after = text[: period.span.start], text[period.span.end :]
    if re.search(r"(?:比|较)$", before):
        return True
    return bool(BASE_BEFORE.search(before) and re.match(r"的|翻|增长|提高", after))


def _take_subject(marks: _Marks, clause: Span, state: _State, last_subject: Subject | None) -> None:
    """Let the clause's own subject, a named place or 我区, take over from the inherited one."""
    for place in marks.places:
        if not clause.contains(place.span):
            continue
        before = marks.text[clause.start : place.span.start]
        if NOT_SUBJECT.search(before) or len(content(before)) > 8:
            continue
        state.subject = Subject(place.canonical, None, place.canonical)
        return
    for span, word in self_references(marks.text[clause.start : clause.end]):
        before = marks.text[clause.start : clause.start + span.start]
        if NOT_SUBJECT.search(before):
            continue
        for home in (last_subject, state.home):
            resolved = resolve_reference(word, home.place if home else None)
            if resolved is not None:
                state.subject = Subject(resolved, word, resolved)
                return


def _heading_subject(headings: Sequence[str], region: str | None) -> Subject | None:
    for heading in reversed(headings):
        found = places(heading)
        if found:
            return Subject(found[0].canonical, None, found[0].canonical)
    return Subject(region, None, region) if region else None


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


def _only_year(text: str) -> Period | None:
    """Return the one year a heading or title names, else None."""
    found = [p for p in periods(text) if p.kind == "year"]
    return found[0] if len(found) == 1 else None


def _hand_out(
    marks: _Marks,
    clause: Span,
    inside: list[Quantity],
    made: list[Figure],
    state: _State,
    first: int,
) -> list[Figure]:
    """Give each value of 分别 the measure (and period) it stands opposite to."""
    word = RESPECTIVELY.search(marks.text, clause.start, clause.end)
    assert word is not None
    behind = [n for n, q in enumerate(inside) if q.span.start >= word.end()]
    if len(behind) < 2:
        return made
    parts = _conjuncts(marks.text, Span(clause.start, word.start()), len(behind))
    out = list(made)
    if parts is not None and all(len(content(marks.text[p.start : p.end])) >= 2 for p in parts):
        for n, part in zip(behind, parts, strict=True):
            own = [p for p in marks.periods if part.contains(p.span)]
            text = blank(marks.text, [p.span for p in own])
            out[n] = replace(
                out[n],
                measure=re.sub(r"\s+", "", text[part.start : part.end]),
                context="",
                period=own[-1] if own else out[n].period,
                aspect=aspect_of(inside[n], marks.text[part.start : part.end], "", "", None)
                if out[n].aspect is not Aspect.TARGET
                else Aspect.TARGET,
            )
        return out
    sources = _antecedents(state.made[first:], len(behind))
    for n, source in zip(behind, sources, strict=False):
        out[n] = replace(
            out[n],
            context=source.measure or source.context,
            period=source.period or out[n].period,
        )
    return out


def _conjuncts(text: str, span: Span, count: int) -> list[Span] | None:
    """Cut `span` at its conjunctions into exactly `count` parts, or return None."""
    cuts = list(CONJUNCTION.finditer(text, span.start, span.end))
    if len(cuts) < count - 1:
        return None
    if len(cuts) > count - 1:
        strong = [c for c in cuts if c.group() != "、"]
        cuts = strong if len(strong) == count - 1 else cuts[-(count - 1) :]
    starts = [span.start, *(c.end() for c in cuts)]
    ends = [*(c.start() for c in cuts), span.end]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True)]


def _antecedents(earlier: Sequence[Figure], count: int) -> list[Figure]:
    """Return the figures that a bare 分别 looks back to: the newly added, else the last ones."""
    added = [f for f in earlier if f.aspect is Aspect.NEW or NEW.search(f.measure)]
    return list(added if len(added) == count else earlier[-count:])


def _said_before(figure: Figure) -> str:
    """Return what a figure measures in full: a short measure with its context."""
    short = len(content(figure.measure)) <= SHORT
    return (figure.context + figure.measure if short else figure.measure)[-MAX_CONTEXT:]


def _keep_measure(marks: _Marks, clause: Span, made: list[Figure], state: _State) -> None:
    """Remember what this clause measures for the clauses behind it."""
    own = [
        f
        for f in made
        if len(content(f.measure)) >= 2
        and f.aspect not in (Aspect.SHARE, Aspect.GAP, Aspect.GROWTH)
        and f.quantity.type is not QuantityType.RANK
    ]
    if own:
        state.measure = _said_before(own[-1])
    elif not made:
        words = blank(marks.text, [p.span for p in marks.periods])[clause.start : clause.end]
        if len(content(words)) > (MANNER if state.measure else 1):
            state.measure = re.sub(r"\s+", "", words)
