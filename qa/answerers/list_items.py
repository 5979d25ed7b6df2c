"""Lists: the members of an enumeration or of a coordinated phrase, complete and in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from corpus.places import within
from corpus.script import fold_text
from qa.answerers.bare import answer_bare
from qa.answerers.coordinated import Found, of_phrase, phrases, speaks
from qa.answerers.entity import answer_entity
from qa.answerers.enumerated import Enumerated, enumerations, of_enumeration
from qa.answerers.outline_lists import answer_by_outline
from qa.answerers.passage import answer_passage
from qa.answerers.selection import bears_out
from qa.answerers.span import answer_span
from qa.asking.criterion import criterion
from qa.asking.listing import Asked, announced, asked_list
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused, Scene
from qa.lexicon import asks, classes
from qa.matching.fitness import Fit
from qa.matching.listing_guard import is_of_sibling
from qa.matching.place_fit import place_of, same_place
from qa.matching.rank import Ranked, ranked, refuse
from qa.phrases.phrase_fit import known, stated
from qa.phrases.series import series
from qa.question import Question
from qa.quote import plain, window
from qa.task import Task

# Tuned by hand on the tuning part of the gold, as are the weights in qa.phrases.phrase_fit.
CERTAIN = 1.2  # score from which a question for words is one for a list,
CERTAIN_CLASS = (
    0.95  # and from which where the text says that the members are of the class asked for
)
AS_MUCH = 0.05  # coverage that a phrase in an item has to have more than its enumeration
KNOWN = 0.4  # of the weight of words that only name what the question excepts
NEARLY = 0.35  # score by which one may lead it and still be a part of an item
LOWEST = 0.5  # score below which an enumeration that is not of the class answers nothing
TITLE = re.compile(r"《[^《》]{2,60}》")
TITLES = re.compile(rf"{TITLE.pattern}(?:(?:[、和与與及]|以及)?{TITLE.pattern})+")
QUOTED = re.compile(r"[“‘「‚][^“”‘’「」‚‛]{3,40}[”’」‛]")
JOINED = re.compile(r"(?<=[㐀-鿿]{2})[和与跟及、](?=[㐀-鿿]{2})")  # 银行和保险公司签的协议: two
CALLED = re.compile(r"(?:叫|名为|称为|名称是|是)什么(?:名[字称])?[？。]*$")
PAPERS = re.compile(r"什么(?:文件|政策|办法|制度|规定|规章|意见|方案|法规|标准|条例|规范|规划)")
WHOSE = re.compile(r"谁(?P<thing>的[㐀-鿿]{2})")
LISTING = re.compile(r"有谁|哪些|哪几|哪[两三四五六七八九十\d]")


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
    found = [_whole_run(one, found) for one in found]
    for best, after in zip_longest(found[:3], found[1:4]):
        if asked.count and not _counts(best, asked.count, asked.excepted):
            continue
        if isinstance(best, Enumerated):
            if best.score < LOWEST and not best.fit:
                continue
            made = of_enumeration(best, asked, best.score - (after.score if after else 0.0))
        elif speaks(task, best, asked, order):
            made = of_phrase(best, asked, order)
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
    return _list_in_words(task) or answer_bare(task) or _only_members(task, answer_span(task))


def _only_members(task: Task, found: Draft | Refused) -> Draft | Refused:
    """Return the members alone where clauses answer in which the class asked for closes them.

    选择重点行业和朝阳行业开展试点 for 选择什么样的行业.
    """
    asked = asked_list(task.question.view)
    if isinstance(found, Refused) or not (asked.kinds and asked.named):
        return found
    told = fold_text(found.answer)
    order = ranked(task)
    for one in phrases(task, asked, order[:1]):
        text = one.scene.scene.text
        inside = all(text[m.start : m.end] in told for m in one.phrase.members)
        if inside and one.score >= LOWEST and _classed(one, asked):
            made = of_phrase(one, asked, order)
            return replace(made, features={**made.features, "of_class": 1.0})
    return found


def answer_things(task: Task) -> Draft | Refused:
    """Answer a question for things (什么产品): with all of them where the text counts several."""
    view = task.question.view
    if asked_list(view).excepted:  # 除了甲，还有哪家: the list in which 甲 stands, without it
        beside = answer_list(task)
        if isinstance(beside, Draft) and beside.kind is Kind.LIST:
            return beside
    several = "什么" in view
    listed = _list_in_words(task, classed=True) if several else None
    found = listed or _owners(task) or answer_entity(task)
    if JOINED.search(view) and CALLED.search(view):
        found = _all_quoted(found)
    return _all_titles(found) if PAPERS.search(view) else found


def _owners(task: Task) -> Draft | None:
    """Return all those whose things are asked of: 整合谁的资源 by 整合甲局、乙局的资源."""
    owned = WHOSE.search(task.question.view)
    order = ranked(task) if owned else []
    if owned is None or not order or refuse(task, order) is not None:
        return None
    asked, best = asked_list(task.question.view), order[0]
    deed = task.question.view[max(0, owned.start() - 2) : owned.start()]
    for phrase in series(best.scene.text):
        text = best.scene.text
        lead = text[phrase.lead.start : phrase.lead.end]
        if text.startswith(owned["thing"], phrase.tail.start) and deed in lead:
            return of_phrase(Found(best.score, best.coverage.score, best, phrase), asked, order)
    return None


def _all_quoted(found: Draft | Refused) -> Draft | Refused:
    """Return a name in quotation marks with those that end alike: “甲协议”, “乙协议”."""
    names = [] if isinstance(found, Refused) else QUOTED.findall(found.answer)
    if isinstance(found, Refused) or not names:
        return found
    every = QUOTED.findall(found.statements[0].evidence[0].quote)
    ending = fold_text(names[0])[-3:-1]
    items = tuple(dict.fromkeys(plain(one) for one in every if fold_text(one)[-3:-1] == ending))
    return replace(found, kind=Kind.LIST, answer="、".join(items), items=items)


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
    classed = re.search(r"什么|哪|怎么?样的", task.question.view)
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
            if not speaks(task, found, asked, order):
                return None
            made = of_phrase(found, asked, order)
            return replace(made, features={**made.features, "of_class": 1.0}) if own else made
    return None


def _classed(found: Found, asked: Asked) -> bool:
    """True when the class asked for closes the members, or each: A、B等服务 for 什么服务."""
    tail = found.scene.scene.text[found.phrase.tail.start :].lstrip("”’》")
    kind = asked.kinds[0] if asked.kinds and asked.named else ""
    text, members = found.scene.scene.text, found.phrase.members
    if kind and all(text[m.start : m.end].endswith(kind) for m in members):
        return True
    return (
        bool(kind)
        and not found.phrase.depth
        and re.match(rf"等?[^，。；：、的]{{0,6}}{re.escape(kind)}", tail) is not None
    )


def _attribute(found: Found) -> bool:
    """True for a phrase that only describes the noun behind it: 载明来源、登记权属的证明."""
    return found.scene.scene.text.startswith("的", found.phrase.tail.start)


def _here(task: Task, order: Sequence[Ranked]) -> list[Ranked]:
    """Return the sentences that may be about the place that is asked of, and are no questions."""
    asked = [p.canonical for p in task.question.places]
    among = any if _side_by_side(task.question) else all
    return [
        r
        for r in order
        if not r.scene.text.rstrip().endswith("？")
        and not is_of_sibling(task.question, r.scene)
        and (not asked or among(_of_place(p, r.scene) for p in asked))
    ]


def _side_by_side(question: Question) -> bool:
    """True for places each of which is asked of: 甲市和乙市; not 甲市的企业…乙区."""
    ends = [p.span for p in question.places]
    between = (question.view[a.end : b.start] for a, b in pairwise(ends))
    return all(re.fullmatch(r"[市区县省]?[、，和与及跟同]?", one) for one in between)


def _of_place(wanted: str, scene: Scene) -> bool:
    """True for a sentence that may be of a place; what its own paper says of a part of it is."""
    if place_of(wanted, scene.place, scene) > Fit.NO:
        return True
    own = scene.document.metadata.region
    inside = scene.place is not None and within(scene.place, wanted)
    return inside and own is not None and same_place(own, wanted)


def softened(task: Task, asked: Asked) -> Task:
    """Return the task with less weight on the word for the class: 哪些特征, 哪几个环节."""
    terms = tuple(
        replace(t, weight=min(t.weight, 0.25 if t.text in classes() else 0.6))
        if any(t.text in kind for kind in asked.kinds[:1])
        else replace(t, weight=t.weight * KNOWN)
        if t.text in asked.excepted and t.text not in asked.view.replace(asked.excepted, "")
        else t
        for t in task.aligner.terms
    )
    return replace(task, aligner=task.aligner.weighing(terms))


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


def _whole_run(one: Found | Enumerated, found: Sequence[Found | Enumerated]) -> Found | Enumerated:
    """Return the longer run of clauses that a run is a part of, if it is nearly as good."""
    if isinstance(one, Enumerated) or one.phrase.form != "clauses":
        return one
    held = set(one.phrase.members)
    for other in found:
        if isinstance(other, Enumerated) or other.scene is not one.scene:
            continue
        near = other.phrase.form == "clauses" and other.score >= one.score - AS_MUCH
        if near and held < set(other.phrase.members):
            return other
    return one


def _counts(found: Found | Enumerated, count: int, excepted: str) -> bool:
    if isinstance(found, Enumerated):
        return found.size == count
    text, members = found.scene.scene.text, found.phrase.members
    given = known([text[m.start : m.end] for m in members], excepted)
    tail = text[found.phrase.tail.start : found.phrase.tail.end]
    return stated(len(members) - given, tail, count)
