"""The answer that the reader gives: a stretch, the members of a list, or the figure in a stretch.

It is a second opinion beside the rules' answer; `qa.decide` weighs the two.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Span
from qa.answerers.span import warmest
from qa.asking.listing import Asked, asked_list
from qa.asking.slot import read_slot
from qa.contract import Kind
from qa.draft import Draft, FigureUse, Scene, Statement
from qa.lexicon import titles
from qa.matching.candidates import Candidate, candidate, only_lacks
from qa.matching.fitness import Fit
from qa.matching.listing_guard import (
    are_amounts,
    are_of_sort,
    is_of_other,
    nouns,
)
from qa.matching.listing_year import is_of_other_year
from qa.matching.office_body import of_other_body
from qa.matching.opening_name import of_stranger
from qa.matching.rank import place_fit, says_role
from qa.phrases.clause_cuts import clauses_of, series_of
from qa.phrases.fill import Filler
from qa.phrases.members import tokens
from qa.phrases.people import asks_name, people, stand_in
from qa.phrases.series import series
from qa.quote import plain, shortened, window
from qa.reader.verdict import Found, Verdict
from qa.task import Task

__all__ = ["READ_KINDS", "admitted", "answer_reading"]

READ_KINDS = (Kind.FIGURE, Kind.DATE, Kind.ENTITY, Kind.SPAN, Kind.LIST, Kind.PASSAGE)
_EDGES = "，。；：、,;: 的"
_MARKS = frozenset("、，；")
_ANDS = frozenset(("和", "与", "及", "以及"))
_SAME = 0.6  # share that a coordinated phrase and a stretch hold in common to be one
_APART = 6  # code points between two marked parts of one list
ALL_SAID = 0.85  # coverage from which a figure is told by the question's words alone
_SHORTEST = 2  # code points of a member


def admitted(task: Task, verdict: Verdict) -> Verdict:
    """Return a verdict with the sentences that say the office asked for, where there are any."""
    if task.question.kind is not Kind.ENTITY:
        return verdict
    said = tuple(o for o in verdict.found if _says_office(task.question.view, o.scene))
    return Verdict(said) if said else verdict


def answer_reading(task: Task, verdict: Verdict) -> Draft | None:
    """Return the reader's answer in the form that the question asks for; None when it has none."""
    kind = task.question.kind
    if kind not in READ_KINDS or not verdict.found:
        return None
    if kind is Kind.FIGURE:
        return next((d for one in verdict.found[:2] if (d := _figure(task, verdict, one))), None)
    best = verdict.found[0]
    if place_fit(task, best.scene) is Fit.NO or of_stranger(task, best.scene):
        return None
    view = task.question.view
    if kind is Kind.ENTITY and (
        not _says_office(view, best.scene) or of_other_body(view, best.scene.text, best.span)
    ):
        return None
    if kind is Kind.LIST:
        return _listed(task, verdict, best)
    if asks_name(view) and not any(best.span.overlaps(p) for p in people(best.scene.text)):
        return None
    if kind is Kind.ENTITY and best.span != (acting := stand_in(best.scene.text, best.span)):
        best = replace(best, span=acting)
    span = _widened(task, best) if kind in (Kind.SPAN, Kind.PASSAGE) else best.span
    answer = _words(best.scene, span)
    if not answer:
        return None
    statements = (Statement((window(best.scene, best.span),)),)
    return Draft(kind, shortened(answer), statements, features=_features(verdict, best))


def _says_office(view: str, scene: Scene) -> bool:
    """True when a sentence says the office whose holder is asked for, or none is: 署长, 副署长."""
    slot = read_slot(view)
    around = scene.text + scene.headings
    offices = [f"副{h}" if f"副{h}" in view else h for h in slot.heads if h in titles()]
    said = all(re.search(rf"(?<!副){re.escape(office)}", around) for office in offices)
    return says_role(slot, scene) and said


def _widened(task: Task, best: Found) -> Span:
    """Return the whole clauses around a stretch that say most of what is asked."""
    heat = Filler(task.question, task.aligner).heat(best.scene.text)
    return warmest(best.scene.text, heat, best.span)[0]


def _figure(task: Task, verdict: Verdict, found: Found) -> Draft | None:
    """Return the figure of a stretch, if place, period and unit let it be the one asked for."""
    span = found.scene.sentence.view.original(found.span)
    inside = [f for f in found.scene.figures if f.span.overlaps(span)]
    held = [candidate(task, found.scene, figure) for figure in inside]
    held = [one for one in held if one.fit.allowed or _is_open(task, one)]
    if len(held) != 1:
        return None
    best = held[0]
    at = found.scene.sentence.view.locate(best.figure.span)
    if of_stranger(task, found.scene, at):
        return None
    return Draft(
        Kind.FIGURE,
        best.shown,
        (Statement((best.evidence,)),),
        figures=(FigureUse(best.figure, best.evidence),),
        features={**_features(verdict, found), "read_coverage": best.coverage.score},
    )


def _is_open(task: Task, one: Candidate) -> bool:
    """True for a share or a time of all that is asked, where no unit is: 每天加收多少违约金."""
    open_ended = not task.question.wanted.types and only_lacks(one.fit, "unit")
    return open_ended and one.speaks and one.coverage.score >= ALL_SAID


def _listed(task: Task, verdict: Verdict, best: Found) -> Draft | None:
    """Return the list at the best stretch, if it is of the time, number and sort asked for."""
    asked = asked_list(task.question.view)
    if is_of_other_year(task.question, best.scene) or _of_other(task, asked, best):
        return None
    made = _list(verdict, best)
    if made is None or are_amounts(made.items, asked):
        return None
    return made if asked.count in (None, len(made.items)) else None


def _of_other(task: Task, asked: Asked, best: Found) -> bool:
    """True for members of another sort than is asked for, or told of someone else."""
    text, members = best.scene.text, _split(best.scene.text, best.span)
    if len(members) < 2:
        return False
    around = next(c for c in clauses_of(text, Span(0, len(text))) if c.end >= members[-1].end)
    phrase = series_of(members, Span(min(around.start, best.span.start), around.end), "listed", 0)
    sorted_so = are_of_sort(best.scene, phrase, asked, 1.0)
    return not sorted_so or is_of_other(task.question, best.scene, phrase, nouns(task))


def _list(verdict: Verdict, best: Found) -> Draft | None:
    """Return the members of the list that the best stretch belongs to."""
    scene = best.scene
    marked = [span for s, span in best.members if s is scene]
    spans = _split(scene.text, _joined(best.span, marked))
    if len(spans) == 1:  # members told sentence by sentence: 一是…；二是…
        others = [(s, span) for s, span in best.members if s.document.id == scene.document.id]
        own = others if len(others) > 1 else [(scene, spans[0])]
    else:
        own = [(scene, span) for span in spans]
    items = tuple(dict.fromkeys(_words(one, span) for one, span in own))
    items = tuple(item for item in items if len(item) >= _SHORTEST)
    if not items:
        return None
    evidence = dict.fromkeys(window(one, span) for one, span in own)
    statements = tuple(Statement((one,)) for one in evidence)
    features = _features(verdict, best)
    return Draft(Kind.LIST, "、".join(items), statements, items=items, features=features)


def _joined(best: Span, marked: Sequence[Span]) -> Span:
    """Return a stretch with the marked parts around it that lie no farther than a joint apart."""
    whole = best
    for span in sorted(marked, key=lambda one: abs(one.start - best.start)):
        if span.start <= whole.end + _APART and whole.start <= span.end + _APART:
            whole = Span(min(whole.start, span.start), max(whole.end, span.end))
    return whole


def _split(text: str, span: Span) -> list[Span]:
    """Return the members of the coordinated phrase that a stretch is; else cut it at its joints.

    和 joins only as a word of its own.
    """
    known = max(series(text), key=lambda one: _shared(one.span, span), default=None)
    if known is not None and _shared(known.span, span) >= _SAME:
        return list(known.members)
    borders = [
        one
        for one in tokens(text)
        if span.start < one.start
        and one.end < span.end
        and (one.word in _MARKS or (one.tag.startswith("c") and one.word in _ANDS))
    ]
    starts = [span.start, *(one.end for one in borders)]
    ends = [*(one.start for one in borders), span.end]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True) if b > a]


def _shared(one: Span, other: Span) -> float:
    """Return the share (0-1) of two spans' union that both hold."""
    inner = min(one.end, other.end) - max(one.start, other.start)
    return max(0, inner) / (max(one.end, other.end) - min(one.start, other.start))


def _words(scene: Scene, span: Span) -> str:
    """Return a stretch as the document writes it, noise aside."""
    return plain(scene.evidence(span).quote).strip(_EDGES) if len(span) else ""


def _features(verdict: Verdict, best: Found) -> dict[str, float]:
    """Return what tells how sure the reader is."""
    others = [one.likely for one in verdict.found if one.scene is not best.scene]
    return {
        "read_answers": best.answers / 10,
        "read_span": max(best.span_score, -6.0) / 6,
        "read_likely": best.likely,
        "read_margin": best.likely - max(others, default=0.0),
        "read_retrieval": best.scene.retrieval,
    }
