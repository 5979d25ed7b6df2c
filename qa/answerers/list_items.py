"""Lists: the members of an enumeration or of a coordinated phrase, complete and in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from corpus.document import Span
from corpus.script import fold_text
from qa.align import says
from qa.answerers.bare import answer_bare
from qa.answerers.entity import answer_entity
from qa.answerers.enumerated import Enumerated, enumerations, of_enumeration, shown, specific
from qa.answerers.outline_lists import answer_by_outline
from qa.answerers.passage import answer_passage
from qa.answerers.selection import bears_out
from qa.answerers.span import answer_span
from qa.contract import Kind, RefusalCode
from qa.criterion import criterion
from qa.draft import Draft, Evidence, Refused, Scene, Statement
from qa.fit import Fit, place_of
from qa.lexicon import asks, classes, endings
from qa.listing import Asked, announced, asked_list
from qa.listing_guard import are_of_sort, is_of_other_year, is_of_sibling
from qa.phrase_fit import around, borne_out, fit_of, names_things, of_class, related, stated
from qa.quote import MAX_QUOTE, plain, window
from qa.rank import MISSING_WEIGHT, PLENTY, SURE, Ranked, features, ranked, refuse
from qa.series import Series, series
from qa.task import Task

READ = 8  # sentences that are read for coordinated phrases
# Tuned by hand on the tuning part of the gold questions, as are the weights in qa.phrase_fit.
CERTAIN = 1.2  # score from which a question for words is one for a list,
CERTAIN_CLASS = (
    0.95  # and from which where the text says that the members are of the class asked for
)
PLAIN = 0.8  # score below which a phrase is of something else
PLAIN_HERE = 0.45  # the same for one in the sentence that says most of the question
MISSING_KIND = 0.6  # a word of the class so heavy must be there: 商标 of 哪些商标保险
PROVEN = 1.0  # score from which a phrase itself tells that its sentence is the right one
NEXT_BEST = 0.15  # which one is when it lies no farther behind the best one
BEHIND = 0.12  # for a sentence's distance from the best one
HEADED = 0.25  # the heading right above names the class asked for,
NAMING = 6  # with at most so many code points in front: 一、基本原则
AS_MUCH = 0.05  # coverage that a phrase in an item has to have more than its enumeration
NEARLY = 0.35  # score by which one may lead it and still be a part of an item
TITLE = re.compile(r"《[^《》]{2,60}》")
TITLES = re.compile(rf"{TITLE.pattern}(?:(?:[、和与與及]|以及)?{TITLE.pattern})+")
PAPERS = re.compile(r"什么(?:文件|政策|办法|制度|规定|规章|意见|方案|法规|标准|条例|规范|规划)")
QUOTED = re.compile(r"“[^“”]{2,20}”")
LISTING = re.compile(r"有谁|哪些|哪几|哪[两三四五六七八九十\d]")


@dataclass(frozen=True, slots=True)
class Found:
    """A coordinated phrase of a sentence held against the question."""

    score: float
    coverage: float
    scene: Ranked
    phrase: Series


def answer_list(task: Task) -> Draft | Refused:
    """Answer with the members of the list that the question's words stand around."""
    asked = asked_list(task.question.view)
    task = softened(task, asked)
    by = criterion(task.question.view)
    outlined = answer_by_outline(task, asked)
    if outlined is not None and bears_out(by, outlined):
        return outlined
    every = ranked(task)
    order = _here(task, every)
    if not order:
        code = RefusalCode.OTHER_PLACE if task.question.places else RefusalCode.NO_EVIDENCE
        return Refused(code, tuple(window(r.scene) for r in every[:2]))
    found: list[Found | Enumerated] = [
        *phrases(task, asked, order),
        *enumerations(task, asked, order),
    ]
    found = sorted(_outer(found), key=lambda f: -f.score)
    for best, after in zip_longest(found[:3], found[1:4]):
        if asked.count and not _counts(best, asked.count):
            continue
        if isinstance(best, Enumerated):
            made = of_enumeration(best, asked, best.score - (after.score if after else 0.0))
        elif _speaks(task, best, asked, order):
            made = _of_phrase(best, asked, order)
        else:
            continue
        if bears_out(by, made):
            return made
    refusal = refuse(task, order)
    if refusal is not None or asked.count or LISTING.search(task.question.view):
        return refusal or Refused(RefusalCode.NO_EVIDENCE, (window(order[0].scene),))
    return (
        answer_passage(task) if asks(Kind.PASSAGE).search(task.question.view) else answer_span(task)
    )


# A definition is answered with its words, not with a list that stands in it.
DEFINING = re.compile(r"什么(?:条件|情况|前提)下|^什么是|是什么意思|(?:含义|定义)是|何谓|何为")


def answer_words(task: Task) -> Draft | Refused:
    """Answer a question for words (什么资源), with a list where one is asked for."""
    return _list_in_words(task) or answer_bare(task) or answer_span(task)


def answer_things(task: Task) -> Draft | Refused:
    """Answer a question for things (什么产品): with all of them where the text counts several."""
    view = task.question.view
    several = "什么" in view
    listed = _list_in_words(task, classed=True) if several else None
    found = listed or answer_entity(task)
    return _all_titles(found) if PAPERS.search(view) else found


def _all_titles(found: Draft | Refused) -> Draft | Refused:
    """Return a title with those that stand in a row with it: 出台了《甲办法》《乙细则》."""
    if isinstance(found, Refused) or "《" not in found.answer:
        return found
    told = fold_text(found.answer)
    for row in TITLES.finditer(found.statements[0].evidence[0].quote):
        items = tuple(plain(one[0]) for one in TITLE.finditer(row[0]))
        if told in map(fold_text, items) or all(fold_text(one) in told for one in items):
            return replace(found, kind=Kind.LIST, answer="、".join(items), items=items)
    return found


def answer_ways(task: Task) -> Draft | Refused:
    """Answer how something is done: with all deeds where the text counts them as what is asked for.

    用什么方式: the members of 通过派驻专员、定期走访等方式.
    """
    classed = re.search(r"什么|哪", task.question.view)
    return (_list_in_words(task, classed=True) if classed else None) or answer_passage(task)


def _list_in_words(task: Task, *, classed: bool = False) -> Draft | None:
    """Return the list that answers a question for words, of the class asked for if `classed`."""
    asked = asked_list(task.question.view)
    defined = not asked.count and DEFINING.search(task.question.view)
    if not defined and (asked.kinds or asked.count or asked.hint):
        order = ranked(task)
        named = asked.named or asked.count or asked.hint
        lists = (f for f in phrases(task, asked, order) if named or not _attribute(f))
        found = max(lists, key=lambda f: f.score, default=None)
        first = found is not None and (found.scene is order[0] or asked.count or asked.hint)
        own = found is not None and _classed(found, asked)
        enough = CERTAIN_CLASS if own else CERTAIN
        certain = found is not None and first and found.score >= enough
        if found is not None and certain and (own or not classed):
            return _of_phrase(found, asked, order) if _speaks(task, found, asked, order) else None
    return None


def _classed(found: Found, asked: Asked) -> bool:
    """True when the class asked for closes the members: A、B等服务 for 什么服务."""
    tail = found.scene.scene.text[found.phrase.tail.start :].lstrip("”’》")
    kind = asked.kinds[0] if asked.kinds and asked.named else ""
    return (
        bool(kind)
        and not found.phrase.depth
        and re.match(rf"等?[^，。；：、的]{{0,6}}{re.escape(kind)}", tail) is not None
    )


def _attribute(found: Found) -> bool:
    """True for a phrase that only describes the noun behind it: 载明来源、登记权属的证明."""
    return found.scene.scene.text.startswith("的", found.phrase.tail.start)


def _speaks(task: Task, found: Found, asked: Asked, order: Sequence[Ranked]) -> bool:
    """True when a phrase's sentence speaks of what is asked, the class and its kind included."""
    scene = found.scene.scene
    if is_of_other_year(task.question, scene):
        return False
    if not are_of_sort(scene, found.phrase, asked, found.coverage):
        return False
    first = next((r for r in order if not r.scene.sentence.heading), order[0])
    least = PLAIN_HERE if first.score - found.scene.score < NEXT_BEST else PLAIN
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


def _here(task: Task, order: Sequence[Ranked]) -> list[Ranked]:
    """Return the sentences that may be about the place that is asked of, and are no questions."""
    asked = [p.canonical for p in task.question.places]
    return [
        r
        for r in order
        if not r.scene.text.rstrip().endswith("？")
        and not is_of_sibling(task.question, r.scene)
        and (not asked or max(place_of(p, r.scene.place, r.scene) for p in asked) > Fit.NO)
    ]


def softened(task: Task, asked: Asked) -> Task:
    """Return the task with less weight on the word for the class: 哪些特征, 哪几个环节."""
    terms = tuple(
        replace(t, weight=min(t.weight, 0.25 if t.text in classes() else 0.6))
        if any(t.text in kind for kind in asked.kinds[:1])
        else t
        for t in task.aligner.terms
    )
    return replace(task, aligner=task.aligner.weighing(terms))


def phrases(task: Task, asked: Asked, order: Sequence[Ranked]) -> Iterator[Found]:
    """Yield the coordinated phrases of the best sentences with their scores."""
    for number, one in enumerate(order):
        headed = _headed(one.scene, asked)
        closed = len(asked.named) > 3 and asked.named in one.scene.text
        if one.scene.sentence.heading or (number >= READ and not headed and not closed):
            continue
        for phrase in series(one.scene.text):
            coverage = around(task.aligner, one.scene, phrase)
            score = coverage + fit_of(one.scene.text, phrase, asked, task.question.view)
            score += HEADED if headed else -BEHIND * (order[0].score - one.score) * 4
            yield Found(score, coverage, one, phrase)


def _headed(scene: Scene, asked: Asked) -> bool:
    """True when the nearest heading ends in the class asked for: 一、基本原则 for 哪些原则."""
    kind = asked.kinds[0] if asked.kinds else ""
    nearest = scene.headings.rstrip("。：").split(" ")[-1]
    return len(kind) > 1 and nearest.endswith(kind) and len(nearest) <= len(kind) + NAMING


def _outer(found: Sequence[Found | Enumerated]) -> Iterator[Found | Enumerated]:
    """Leave out a phrase inside an item of an enumeration that says as much of what is asked."""
    lists = [one for one in found if isinstance(one, Enumerated)]
    for one in found:
        if isinstance(one, Enumerated) or not any(_within(one, whole) for whole in lists):
            yield one


def _within(found: Found, whole: Enumerated) -> bool:
    scene = found.scene.scene
    if scene.document.id != whole.material.document.id:
        return False
    span = scene.evidence(found.phrase.span).span
    inside = any(item.span.contains(span) for item in whole.enumeration.items)
    lead = fold_text(whole.material.document.quote(whole.enumeration.lead))
    counted = announced(lead) == len(whole.enumeration.items)
    near = whole.score >= found.score - NEARLY and (whole.fit > 0 or counted)
    return inside and near and whole.coverage >= found.coverage - AS_MUCH


def _counts(found: Found | Enumerated, count: int) -> bool:
    if isinstance(found, Enumerated):
        return len(found.enumeration.items) == count
    tail = found.scene.scene.text[found.phrase.tail.start : found.phrase.tail.end]
    return stated(len(found.phrase.members), tail, count)


def _of_phrase(found: Found, asked: Asked, order: Sequence[Ranked]) -> Draft:
    scene = found.scene.scene
    members = [
        m
        for m in trimmed(scene.text, found.phrase.members, asked)
        if not asked.excepted or scene.text[m.start : m.end] not in asked.excepted
    ]
    items = tuple(shown(scene.evidence(m).quote) for m in members)
    evidence = tuple(_evidence(scene, members))
    return Draft(
        kind=Kind.LIST,
        answer="、".join(items),
        items=items,
        statements=tuple(Statement((e,)) for e in evidence),
        features={**features(order, found.scene), "coverage": found.coverage},
    )


def trimmed(text: str, members: Sequence[Span], asked: Asked) -> tuple[Span, ...]:
    """Return members the last of which ends with the class of all: A、B、C产业融合发展."""
    last, kind = members[-1], asked.kinds[0] if names_things(asked) else ""
    at = text.find(kind, last.start + 1, last.end) if kind else -1
    alone = at > 0 and not any(kind in text[m.start : m.end] for m in members[:-1])
    return (*members[:-1], Span(last.start, at + len(kind))) if alone else tuple(members)


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
