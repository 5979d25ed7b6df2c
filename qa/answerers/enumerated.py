"""Lists that are enumerations: items behind markers or under headings, by their lead and heads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from corpus.document import Enumeration, Item, Section, Span
from corpus.places import places, within
from corpus.script import fold_text
from qa.asking.listing import Asked, announced, announced_kind
from qa.contract import Kind
from qa.draft import Draft, Evidence, Statement
from qa.lexicon import (
    categories,
    classes,
    endings,
    introducing,
    introducing_nouns,
    synonyms,
)
from qa.matching.align import Layer, match, says
from qa.matching.listing_guard import (
    OPPOSITE,
    are_opposed,
    are_troubles,
    is_of_places,
    known_place,
    tells_troubles,
)
from qa.matching.place_fit import same_place
from qa.matching.rank import ENOUGH, MISSING_WEIGHT, Ranked
from qa.phrases.phrase_fit import (
    BESIDE,
    RIGHT_CLASS,
    RIGHT_COUNT,
    WRONG_COUNT,
    names_things,
    of_class,
)
from qa.phrases.series import words
from qa.quote import plain
from qa.task import Material, Task

# Tuned by hand on the tuning part of the gold, as are the weights in qa.phrases.phrase_fit.
MAX_ITEM = 60  # code points of one member
OTHER_CLASS = -0.35
CLAUSES = -0.35  # items that are clauses where things are asked for
ENOUGH_COUNTED = 0.4  # coverage of as many items as are asked for, all of the class asked for
ANY = ("方面", "内容", "部分", "情况", "东西", "事项")  # classes that everything is of
ANNOUNCED = 0.15  # a lead that says how many items follow: 以下4个特点
OPENING = 200  # code points between a lead, most often a heading, and the first item
FOLLOWING = re.compile(r"(?:以下|如下|下列|下面)[^，。]{0,12}：?$")
# What follows tells which things are meant, whatever they are: 有下列情形之一的
CONDITIONS = re.compile(r"(?:情形|条件|情况|行为)之一|(?:下列|以下)(?:各项)?(?:条件|情形|要求)")
# and are asked for with what may or must be: 哪些企业可以申报; not 哪些企业获得补助
MAY = re.compile(r"可以?|能|符合|满足|须|要|应|资格|条件|属于|不|情形|申[请报]|享受|才|适用|限")
_CASES = re.compile(r"(?:以下|如下|下列)[^，。]{1,12}之一的?，")  # 有下列情形之一的，不予发放：
CHAPTERS = -0.3  # the chapters of a document are seldom what is asked for
WHOLE = re.compile(r"部分|章|板块|方面|内容|任务|城市|地区")
STRUCTURAL = re.compile(r"第.{1,4}[条章节款]|[问答]|")  # an item of which only the mark is known
_POINTS = re.compile(r"[哪几两三四五六七八九十]点(?!钟)")  # 哪几点, 讲了三点
_ORDINAL = re.compile(r"^[一二三四五六七八九十]{1,2}是(?=..)")


@dataclass(frozen=True, slots=True)
class Enumerated:
    """An enumeration held against the question; `fit` is how far its items are of the class."""

    score: float
    coverage: float
    fit: float
    retrieval: float  # of the best sentence of its document
    material: Material
    enumeration: Enumeration
    size: int  # of the items, those aside that the question names as known


def enumerations(task: Task, asked: Asked, order: Sequence[Ranked]) -> Iterator[Enumerated]:
    """Yield the enumerations of the documents found whose lead and headings say what is asked."""
    seen: set[str] = set()
    view = task.question.view
    for scene in (one.scene for one in order):
        if scene.document.id in seen:
            continue
        seen.add(scene.document.id)
        material = task.material(scene.document.id)
        sections = {s.number: s for s in material.sections}
        for enumeration in material.enumerations:
            layers = _enumeration_layers(material, enumeration, sections, scene.title, asked)
            if is_of_places(asked) and not any(
                known_place(fold_text(_head(material, item))) for item in enumeration.items
            ):
                continue
            if _elsewhere(task, f"{layers[3].text} {layers[2].text}"):
                continue
            coverage = task.aligner.cover(layers)
            gone = [t for t in coverage.missing if t.weight >= MISSING_WEIGHT]
            size = len(enumeration.items)
            heads = [fold_text(_head(material, item)) for item in enumeration.items]
            given = sum(_given(asked.excepted, head) for head in heads)
            size -= given if given < size else 0
            headed = _is_headed(asked, layers[2].text)
            counted = headed or (asked.count == size and bool(layers[-1].text))
            if coverage.score < (ENOUGH_COUNTED if counted else ENOUGH) or gone:
                continue
            score = coverage.score
            if enumeration.section == 0 and not WHOLE.search(task.question.view):
                if _within_one(asked, heads):
                    continue
                score += CHAPTERS
            if asked.count:
                score += RIGHT_COUNT if size == asked.count else WRONG_COUNT
            elif FOLLOWING.search(layers[0].text) or _CASES.search(layers[0].text):
                score += ANNOUNCED
            elif announced(layers[0].text) == size:
                score += ANNOUNCED
                named = announced_kind(layers[0].text)
                if named and not any(match(k, named) or k in ANY for k in asked.kinds):
                    score += OTHER_CLASS
            if all(STRUCTURAL.fullmatch(head) for head in heads):
                continue
            near = layers[0].text + layers[1].text + layers[2].text
            own = layers[0].text if enumeration.section else ""  # a title leads no chapters
            fits = of_class(asked.kinds, heads, layers[2].text, own)
            if specific(asked) and not fits and not says(asked.kinds[0], near):
                continue
            general = asked.kinds[0] in ANY if asked.kinds else bool(_POINTS.search(view))
            counted = bool(asked.count) or not asked.kinds
            score += RIGHT_CLASS * (1.0 if general and counted else fits)
            score += BESIDE * any(map(partial(_given, asked.excepted), heads))
            told = f"{layers[0].text}{layers[1].text}"
            score += OPPOSITE * are_opposed(view, told)
            if are_troubles(asked):
                score += RIGHT_CLASS if tells_troubles(told, heads) else OTHER_CLASS
            conditions = CONDITIONS.search(layers[0].text)
            if names_things(asked) and conditions and not MAY.search(view):
                continue
            things = names_things(asked) and not conditions
            score += CLAUSES * (things and fits < 1 and _mostly_clauses(heads))
            score += OTHER_CLASS * (things and not fits)
            yield Enumerated(
                score, coverage.score, fits, scene.retrieval, material, enumeration, size
            )


def _is_headed(asked: Asked, heading: str) -> bool:
    """True below a heading that ends in the class asked for: 五、办理程序 for 哪几个步骤."""
    meant = (own for kind in asked.kinds[:1] for own in (kind, *synonyms().get(kind, ())))
    return any(len(word) > 1 and heading.endswith(word) for word in meant)


def _elsewhere(task: Task, path: str) -> bool:
    """True for a list below a heading that opens with another place than those asked of."""
    asked = [p.canonical for p in task.question.places]
    opened = [p.canonical for h in path.split() for p in places(h)[:1] if not p.span.start]
    told = [(a, b) for a in asked for b in opened]
    return bool(told) and not any(same_place(a, b) or within(a, b) or within(b, a) for a, b in told)


def _mostly_clauses(heads: Sequence[str]) -> bool:
    """True for heads most of which tell something: 服务业快速发展, 甲成为乙."""
    return sum(map(_tells, heads)) * 2 > len(heads)


def _tells(head: str) -> bool:
    """True for a head with a predicate: a verb that is no noun, or a last one behind an adverb."""
    own = words(head)
    bare = introducing() - introducing_nouns()
    led = any(tag == "v" and word in bare for word, tag in own)
    ended = len(own) > 1 and own[-1][1] in ("v", "vn") and own[-2][1] in ("d", "ad", "a")
    opened = len(own) > 1 and own[0][1] in ("v", "d", "ad")
    return led or ended or opened


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
        Layer(f"{title} {fold_text(document.metadata.region or '')}", 0.6),
        Layer(_shared(material, enumeration, asked), 0.9),
    )


def _shared(material: Material, enumeration: Enumeration, asked: Asked) -> str:
    """Return the class asked for if every item names it: 区位优势, 资源优势."""
    heads = (fold_text(_head(material, item)) for item in enumeration.items)
    kind = asked.kinds[0] if asked.kinds else ""
    return kind if kind and all(kind in head for head in heads) else ""


def of_enumeration(found: Enumerated, asked: Asked, lead: float) -> Draft:
    """Return the items; `lead` is how far the enumeration lies before the next best list."""
    document = found.material.document
    every = found.enumeration.items
    known = [_given(asked.excepted, fold_text(_head(found.material, item))) for item in every]
    heads = [i.head for i, given in zip(every, known, strict=True) if not given or all(known)]
    items = tuple(_ORDINAL.sub("", shown(document.quote(head)))[:MAX_ITEM] for head in heads)
    return Draft(
        kind=Kind.LIST,
        answer="；".join(items),
        items=items,
        statements=tuple(Statement((Evidence(document, head),)) for head in heads),
        features={
            "coverage": found.coverage,
            "precision": 1.0 if asked.count == len(items) else 0.5,  # counted, or not
            "margin": min(max(lead, 0.0), 0.3),
            "fit": found.fit,
            "retrieval": found.retrieval,
        },
    )


def _given(known: str, head: str) -> bool:
    """True for an item that the question names as known: 强化专利执法 of 除专利执法外还有哪些."""
    return bool(known) and (known in head or head in known)


def shown(quote: str) -> str:
    """Return a member as it is shown: no 等 behind it, one outer pair of quotation marks off."""
    return re.sub(r"(?<!等)等+$", "", plain(quote).strip("，。；：、 "))


def specific(asked: Asked) -> bool:
    """True when the class asked for is one that a text with such members must speak of."""
    kind = asked.kinds[0] if asked.kinds else ""
    return len(kind) > 1 and (kind not in categories() or kind in endings().keys() - classes())
