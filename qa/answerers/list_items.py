"""Lists: the members of an enumeration or of a coordinated phrase, complete and in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Enumeration, Item, Section, Span
from corpus.script import fold_text
from qa.align import Layer, match, says
from qa.answerers.entity import answer_entity
from qa.answerers.outline_lists import answer_by_outline
from qa.answerers.passage import answer_passage
from qa.answerers.span import answer_span
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Evidence, Refused, Scene, Statement
from qa.fit import Fit, place_of
from qa.lexicon import asks, categories, classes, endings
from qa.listing import Asked, announced, announced_kind, asked_list
from qa.phrase_fit import RIGHT_CLASS, RIGHT_COUNT, WRONG_COUNT, around, fit_of, of_class, stated
from qa.quote import MAX_QUOTE, plain, window
from qa.rank import ENOUGH, MISSING_WEIGHT, PLENTY, SURE, Ranked, features, ranked, refuse
from qa.series import Series, series
from qa.task import Material, Task

MAX_ITEM = 60  # code points of one member
READ = 8  # sentences that are read for coordinated phrases
# Tuned by hand on the tuning part of the gold questions, as are the weights in qa.phrase_fit.
OTHER_CLASS = -0.35
ENOUGH_COUNTED = 0.4  # coverage of as many items as are asked for, all of the class asked for
ANY = ("方面", "内容", "部分", "情况", "东西", "事项")  # classes that everything is of
ANNOUNCED = 0.15  # a lead that says how many items follow: 以下4个特点
CERTAIN = 1.2  # score from which a question for words is one for a list,
CERTAIN_CLASS = (
    0.95  # and from which where the text says that the members are of the class asked for
)
PLAIN = 0.8  # score below which a phrase is of something else
PLAIN_HERE = 0.45  # the same for one in the sentence that says most of the question
MISSING_KIND = 0.6  # a word of the class so heavy must be there: 商标 of 哪些商标保险
OPENING = 200  # code points between a lead, most often a heading, and the first item
PROVEN = 1.0  # score from which a phrase itself tells that its sentence is the right one
NEXT_BEST = 0.15  # which one is when it lies no farther behind the best one
BEHIND = 0.12  # for a sentence's distance from the best one
FOLLOWING = re.compile(r"(?:以下|如下|下列|下面)[^，。]{0,12}：?$")
HEADED = 0.25  # the heading right above names the class asked for,
NAMING = 6  # with at most so many code points in front: 一、基本原则
CHAPTERS = -0.3  # the chapters of a document are seldom what is asked for
WHOLE = re.compile(r"部分|章|板块|方面|内容|任务|城市|地区")
STRUCTURAL = re.compile(r"第.{1,4}[条章节款]|[问答]|")  # an item of which only the mark is known
_ORDINAL = re.compile(r"^[一二三四五六七八九十]{1,2}是(?=..)")
LISTING = re.compile(r"有谁|哪些|哪几|哪[两三四五六七八九十\d]")


@dataclass(frozen=True, slots=True)
class Found:
    """A list held against the question: a phrase of a scene, or an enumeration."""

    score: float
    coverage: float
    scene: Ranked | None = None
    phrase: Series | None = None
    material: Material | None = None
    enumeration: Enumeration | None = None


def answer_list(task: Task) -> Draft | Refused:
    """Answer with the members of the list that the question's words stand around."""
    asked = asked_list(task.question.view)
    task = softened(task, asked)
    outlined = answer_by_outline(task, asked)
    if outlined is not None:
        return outlined
    every = ranked(task)
    order = _here(task, every)
    if not order:
        code = RefusalCode.OTHER_PLACE if task.question.places else RefusalCode.NO_EVIDENCE
        return Refused(code, tuple(window(r.scene) for r in every[:2]))
    found = sorted(
        [*phrases(task, asked, order), *enumerations(task, asked, order)], key=lambda f: -f.score
    )
    for best in found[:3]:
        if asked.count and not _counts(best, asked.count):
            continue
        if best.scene is not None and _speaks(task, best, asked, order):
            return _of_phrase(best, asked, order)
        if best.enumeration is not None:
            return _of_enumeration(best)
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
    return _list_in_words(task) or answer_span(task)


def answer_things(task: Task) -> Draft | Refused:
    """Answer a question for things (什么产品): with all of them where the text counts several."""
    several = "什么" in task.question.view
    return (_list_in_words(task, classed=True) if several else None) or answer_entity(task)


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
    assert found.scene is not None
    assert found.phrase is not None
    tail = found.scene.scene.text[found.phrase.tail.start :].lstrip("”’》")
    kind = asked.kinds[0] if asked.kinds and asked.named else ""
    return (
        bool(kind)
        and not found.phrase.depth
        and re.match(rf"等?[^，。；：、的]{{0,6}}{re.escape(kind)}", tail) is not None
    )


def _attribute(found: Found) -> bool:
    """True for a phrase that only describes the noun behind it: 载明来源、登记权属的证明."""
    assert found.scene is not None
    assert found.phrase is not None
    return found.scene.scene.text.startswith("的", found.phrase.tail.start)


def _speaks(task: Task, found: Found, asked: Asked, order: Sequence[Ranked]) -> bool:
    """True when a phrase's sentence speaks of what is asked, the class and its kind included."""
    assert found.scene is not None
    assert found.phrase is not None
    scene = found.scene.scene
    first = next((r for r in order if not r.scene.sentence.heading), order[0])
    least = PLAIN_HERE if first.score - found.scene.score < NEXT_BEST else PLAIN
    counted = _headed(scene, asked) and asked.count == len(found.phrase.members)
    spoken = found.score >= PROVEN and (found.scene.coverage.score >= PLENTY or counted)
    if found.score < least or not (spoken or refuse(task, [found.scene, *order]) is None):
        return False
    near = scene.text + scene.headings + scene.title + scene.lead
    gone = [t for t in task.aligner.terms if t.weight >= MISSING_KIND and not says(t.text, near)]
    if any(t.text in asked.named and t.text not in asked.kinds for t in gone):
        return False
    heavy = any(t.weight >= MISSING_WEIGHT and t.noun and t.text not in asked.kinds for t in gone)
    if heavy and found.scene.coverage.score < SURE:
        return False
    if not _specific(asked):
        return True
    members = [scene.text[m.start : m.end] for m in found.phrase.members]
    around = scene.text + scene.headings + scene.lead
    kind = asked.kinds[0]
    said = kind in around if kind in endings() else says(kind, around)
    return said or of_class(asked.kinds, members, "", "") > 0


def _specific(asked: Asked) -> bool:
    """True when the class asked for is one that a text with such members must speak of."""
    kind = asked.kinds[0] if asked.kinds else ""
    return len(kind) > 1 and (kind not in categories() or kind in endings().keys() - classes())


def _here(task: Task, order: Sequence[Ranked]) -> list[Ranked]:
    """Return the sentences that may be about the place that is asked of, and are no questions."""
    asked = [p.canonical for p in task.question.places]
    return [
        r
        for r in order
        if not r.scene.text.rstrip().endswith("？")
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
            yield Found(score, coverage, scene=one, phrase=phrase)


def _headed(scene: Scene, asked: Asked) -> bool:
    """True when the nearest heading ends in the class asked for: 一、基本原则 for 哪些原则."""
    kind = asked.kinds[0] if asked.kinds else ""
    nearest = scene.headings.rstrip("。：").split(" ")[-1]
    return len(kind) > 1 and nearest.endswith(kind) and len(nearest) <= len(kind) + NAMING


def enumerations(task: Task, asked: Asked, order: Sequence[Ranked]) -> Iterator[Found]:
    """Yield the enumerations of the documents found whose lead and headings say what is asked."""
    seen: set[str] = set()
    for scene in (one.scene for one in order):
        if scene.document.id in seen:
            continue
        seen.add(scene.document.id)
        material = task.material(scene.document.id)
        sections = {s.number: s for s in material.sections}
        for enumeration in material.enumerations:
            layers = _enumeration_layers(material, enumeration, sections, scene.title, asked)
            coverage = task.aligner.cover(layers)
            gone = [t for t in coverage.missing if t.weight >= MISSING_WEIGHT]
            size = len(enumeration.items)
            counted = asked.count == size and bool(layers[-1].text)
            if coverage.score < (ENOUGH_COUNTED if counted else ENOUGH) or gone:
                continue
            score = coverage.score
            heads = [fold_text(_head(material, item)) for item in enumeration.items]
            if enumeration.section == 0 and not WHOLE.search(task.question.view):
                if _within_one(asked, heads):
                    continue
                score += CHAPTERS
            if asked.count:
                score += RIGHT_COUNT if size == asked.count else WRONG_COUNT
            elif FOLLOWING.search(layers[0].text):
                score += ANNOUNCED
            elif announced(layers[0].text) == size:
                score += ANNOUNCED
                named = announced_kind(layers[0].text)
                if named and not any(match(k, named) or k in ANY for k in asked.kinds):
                    score += OTHER_CLASS
            if all(STRUCTURAL.fullmatch(head) for head in heads):
                continue
            near = layers[0].text + layers[1].text + layers[2].text
            fits = of_class(asked.kinds, heads, layers[2].text, layers[0].text)
            if _specific(asked) and not fits and not says(asked.kinds[0], near):
                continue
            score += RIGHT_CLASS * fits
            yield Found(score, coverage.score, material=material, enumeration=enumeration)


def _within_one(asked: Asked, heads: Sequence[str]) -> bool:
    """True when one heading alone is of the class asked for, so that its members stand below it."""
    return any(sum(kind in head for head in heads) == 1 for kind in asked.kinds[:1])


def _head(material: Material, item: Item) -> str:
    return plain(material.document.quote(item.head)).strip("，。；：、 ")


def _enumeration_layers(
    material: Material,
    enumeration: Enumeration,
    sections: dict[int, Section],
    title: str,
    asked: Asked,
) -> tuple[Layer, ...]:
    document = material.document
    lead = fold_text(plain(document.quote(enumeration.lead)))
    path, number = [], enumeration.section
    while number:
        path.append(fold_text(sections[number].heading))
        number = sections[number].parent or 0
    first = enumeration.items[0].span.start
    last = enumeration.lead.end
    opening = document.quote(Span(last, first)) if last < first <= last + OPENING else ""
    return (
        Layer(lead, 1.0),
        Layer(fold_text(plain(opening)), 0.95),
        Layer(path[0] if path else "", 0.95),
        Layer(" ".join(path[1:]), 0.7),
        Layer(title, 0.6),
        Layer(_shared(material, enumeration, asked), 0.9),
    )


def _shared(material: Material, enumeration: Enumeration, asked: Asked) -> str:
    """Return the class asked for if every item names it: 区位优势, 资源优势."""
    heads = (fold_text(_head(material, item)) for item in enumeration.items)
    kind = asked.kinds[0] if asked.kinds else ""
    return kind if kind and all(kind in head for head in heads) else ""


def _counts(found: Found, count: int) -> bool:
    if found.enumeration is not None:
        return len(found.enumeration.items) == count
    assert found.scene is not None
    assert found.phrase is not None
    tail = found.scene.scene.text[found.phrase.tail.start : found.phrase.tail.end]
    return stated(len(found.phrase.members), tail, count)


def _of_phrase(found: Found, asked: Asked, order: Sequence[Ranked]) -> Draft:
    assert found.scene is not None
    assert found.phrase is not None
    scene = found.scene.scene
    members = [
        m
        for m in found.phrase.members
        if not asked.excepted or scene.text[m.start : m.end] not in asked.excepted
    ]
    items = tuple(_item(scene.evidence(m).quote) for m in members)
    evidence = tuple(_evidence(scene, members))
    return Draft(
        kind=Kind.LIST,
        answer="、".join(items),
        items=items,
        statements=tuple(Statement((e,)) for e in evidence),
        features={**features([found.scene, *order]), "coverage": found.coverage},
    )


def _item(quote: str) -> str:
    """Return a member as it is shown: no 等 behind it, one outer pair of quotation marks off."""
    return re.sub(r"等+$", "", plain(quote).strip("，。；：、 "))


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


def _of_enumeration(found: Found) -> Draft:
    assert found.material is not None
    assert found.enumeration is not None
    document = found.material.document
    heads = [item.head for item in found.enumeration.items]
    items = tuple(_ORDINAL.sub("", _item(document.quote(head)))[:MAX_ITEM] for head in heads)
    return Draft(
        kind=Kind.LIST,
        answer="；".join(items),
        items=items,
        statements=tuple(Statement((Evidence(document, head),)) for head in heads),
        features={
            "coverage": found.coverage,
            "precision": 0.5,
            "margin": 0.1,
            "fit": 0.5,
            "retrieval": 0.5,
        },
    )
