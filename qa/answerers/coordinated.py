"""Coordinated phrases of sentences as lists: found, held against the question and cited."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Span
from qa.answerers.enumerated import shown, specific
from qa.asking.listing import Asked
from qa.contract import Kind
from qa.draft import Draft, Evidence, Scene, Statement
from qa.lexicon import endings
from qa.matching.align import says
from qa.matching.listing_guard import (
    are_of_sort,
    is_of_other,
    is_of_places,
    known_place,
    nouns,
    sort_of,
)
from qa.matching.listing_year import is_of_other_year
from qa.matching.opening_name import of_stranger
from qa.matching.rank import ENOUGH, MISSING_WEIGHT, PLENTY, SURE, Ranked, features, refuse
from qa.phrases.phrase_cover import around, by_own_clause
from qa.phrases.phrase_fit import (
    borne_out,
    fit_of,
    literally,
    names_things,
    of_class,
    related,
)
from qa.phrases.series import Series, series, words
from qa.quote import MAX_QUOTE, plain, window
from qa.task import Task

READ = 8  # sentences that are read for coordinated phrases,
FAR = 24  # and up to so many where the class asked for closes one
# Tuned by hand on the tuning part of the gold, as are the weights in qa.phrases.phrase_fit.
PLAIN = 0.8  # score below which a phrase is of something else
PLAIN_HERE = 0.45  # the same for one in the sentence that says most of the question
MISSING_KIND = 0.6  # a word of the class so heavy must be there: 商标 of 哪些商标保险
PROVEN = 1.0  # score from which a phrase itself tells that its sentence is the right one
NEXT_BEST = 0.15  # which one is when it lies no farther behind the best one
BEHIND = 0.12  # for a sentence's distance from the best one
LITERAL = 0.04  # for each letter of a name that question and clause have alike,
OTHER_CLAUSE = 0.3  # for what another clause of the sentence says more of the question,
HEADED = 0.25  # the heading right above names the class asked for,
NAMING = 6  # with at most so many code points in front: 一、基本原则
SHORTEST = 2  # code points of a member that something is taken off
QUOTED = re.compile(r"“[^“”]{2,20}”")


@dataclass(frozen=True, slots=True)
class Found:
    """A coordinated phrase of a sentence held against the question."""

    score: float
    coverage: float
    scene: Ranked
    phrase: Series


def speaks(task: Task, found: Found, asked: Asked, order: Sequence[Ranked]) -> bool:
    """True when a phrase's sentence speaks of what is asked, the class and its kind included."""
    scene = found.scene.scene
    at = found.phrase.span
    if is_of_other_year(task.question, scene, at) or of_stranger(task, scene, at):
        return False
    if not are_of_sort(scene, found.phrase, asked, found.coverage):
        return False
    if is_of_other(task.question, scene, found.phrase, nouns(task)):
        return False
    first = next((r for r in order if not r.scene.sentence.heading), order[0])
    sure = found.coverage >= ENOUGH or related(scene.text, found.phrase, asked)
    here = sure and first.score - found.scene.score < NEXT_BEST
    least = PLAIN_HERE if here else PLAIN
    counted = _headed(scene, asked) and asked.count == len(found.phrase.members)
    spoken = found.score >= PROVEN and (found.scene.coverage.score >= PLENTY or counted)
    if found.score >= PROVEN and _so_called(task, scene, asked, len(found.phrase.members)):
        return True
    if found.score < least or not (spoken or refuse(task, [found.scene, *order]) is None):
        return False
    near = scene.text + scene.headings + scene.title + scene.lead
    gone = [t for t in task.aligner.terms if t.weight >= MISSING_KIND and not says(t.text, near)]
    named = any(t.text in asked.named and t.text not in asked.kinds for t in gone)
    heavy = any(t.weight >= MISSING_WEIGHT and t.noun and t.text not in asked.kinds for t in gone)
    if (named or heavy) and found.scene.coverage.score < SURE:
        return False
    of_things = names_things(asked) and found.coverage < SURE
    if of_things and not borne_out(scene.text, found.phrase, asked):
        return False
    if not specific(asked):
        return True
    if found.score < PROVEN and not related(scene.text, found.phrase, asked):
        return False
    members = [scene.text[m.start : m.end] for m in found.phrase.members]
    around = scene.text + scene.headings + scene.lead
    kind = asked.kinds[0]
    said = kind in around if kind in endings() else says(kind, around)
    return said or of_class(asked.kinds, members, "", "") > 0


def _so_called(task: Task, scene: Scene, asked: Asked, size: int) -> bool:
    """True for as many as a name counts that question and sentence quote: “一平台两基金”."""
    names = QUOTED.findall(task.question.view)
    return size in (asked.hint, asked.count) and any(name in scene.text for name in names)


def phrases(task: Task, asked: Asked, order: Sequence[Ranked]) -> Iterator[Found]:
    """Yield the coordinated phrases of the best sentences with their scores."""
    for number, one in enumerate(order):
        headed = _headed(one.scene, asked)
        closed = len(asked.named) > 3 and asked.named in one.scene.text
        closed = closed or (number < FAR and _closed_by_class(one.scene.text, asked))
        if one.scene.sentence.heading or (number >= READ and not headed and not closed):
            continue
        text = one.scene.text
        owned = {p: by_own_clause(task.aligner, text, p) for p in series(text)}
        most = max(owned.values(), default=0.0)
        for phrase, own in owned.items():
            coverage = around(task.aligner, one.scene, phrase)
            score = coverage + fit_of(one.scene.text, phrase, asked, task.question.view)
            score += sort_of(one.scene.text, phrase, asked)
            score -= OTHER_CLAUSE * (most - own)
            score += LITERAL * literally(one.scene.text, phrase, task.question.view)
            score += HEADED if headed else -BEHIND * (order[0].score - one.score) * 4
            yield Found(score, coverage, one, phrase)


def _closed_by_class(text: str, asked: Asked) -> bool:
    """True where the class asked for closes a row of names: 甲、乙、丙等新兴产业."""
    kind = re.escape(asked.kinds[0]) if asked.kinds and len(asked.kinds[0]) > 1 else ""
    return (
        bool(kind)
        and re.search(rf"、[^，。；、]{{2,24}}等[^，。；、的]{{0,8}}{kind}", text) is not None
    )


def _headed(scene: Scene, asked: Asked) -> bool:
    """True when the nearest heading ends in the class asked for: 一、基本原则 for 哪些原则."""
    kind = asked.kinds[0] if asked.kinds else ""
    nearest = scene.headings.rstrip("。：").split(" ")[-1]
    return len(kind) > 1 and nearest.endswith(kind) and len(nearest) <= len(kind) + NAMING


def of_phrase(found: Found, asked: Asked, order: Sequence[Ranked]) -> Draft:
    """Return the members of a phrase as an answer, those left out that the question excepts."""
    scene = found.scene.scene
    members = [
        m
        for m in trimmed(scene.text, found.phrase.members, asked)
        if not asked.excepted or scene.text[m.start : m.end] not in asked.excepted
    ]
    quotes = [scene.evidence(m).quote for m in members]
    items = (*map(plain, quotes[:-1]), *map(shown, quotes[-1:]))  # 天等 keeps its 等
    evidence = tuple(_evidence(scene, members))
    return Draft(
        kind=Kind.LIST,
        answer="、".join(items),
        items=items,
        statements=tuple(Statement((e,)) for e in evidence),
        features={**features(order, found.scene), "coverage": found.coverage},
    )


def trimmed(text: str, members: Sequence[Span], asked: Asked) -> tuple[Span, ...]:
    """Return members without what belongs to none: the question's words, what is behind a class.

    A、B、C产业融合发展; 前瞻布局A、B for 前瞻布局的产业; 与A、B合作 for 与哪些机构合作.
    """
    first, *_, last = _without_asked(text, members, asked)
    members = (first, *members[1:-1], last)
    kind = asked.kinds[0] if names_things(asked) else ""
    at = text.find(kind, last.start + 1, last.end) if kind else -1
    alone = at > 0 and not any(kind in text[m.start : m.end] for m in members[:-1])
    return (*members[:-1], Span(last.start, at + len(kind))) if alone else tuple(members)


def _without_asked(text: str, members: Sequence[Span], asked: Asked) -> tuple[Span, Span]:
    """Return the first and the last member without the verb that the question has beside them."""
    first, last = members[0], members[-1]
    own = text[first.start : first.end]
    for size in range(len(own) - SHORTEST, 1, -1):
        if re.search(rf"{re.escape(own[:size])}[了过]?(?:的|哪|什么)", asked.view):
            first = Span(first.start + size, first.end)
            break
    cut = words(text[last.start : last.end])
    verb, tag = cut[-1]
    others = [text[m.start : m.end] for m in members[:-1]]
    alike = any(words(other)[-1][1] in ("v", "vn") for other in others)
    said = len(verb) > 1 and tag in ("v", "vn") and verb in asked.view and verb not in asked.named
    if said and not alike and len(last) - len(verb) >= SHORTEST:
        last = Span(last.start, last.end - len(verb))
    if is_of_places(asked) and all(map(known_place, others)):
        last = Span(
            last.start, last.start + (known_place(text[last.start : last.end]) or len(last))
        )
    return first, last


def _evidence(scene: Scene, members: Sequence[Span]) -> Iterator[Evidence]:
    """Cite the clauses around the members; where these are long, the members themselves."""
    start = members[0].start
    for here, after in zip(members, [*members[1:], None], strict=True):
        whole = Span(start, here.end)
        if after is not None and len(scene.evidence(Span(start, after.end)).span) <= MAX_QUOTE:
            continue
        evidence = window(scene, whole)
        yield evidence if len(evidence.span) <= MAX_QUOTE else scene.evidence(whole)
        if after is not None:
            start = after.start
