"""One measure over all places that state it: which exceed a limit, which is ahead, each one's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.attribution.clauses import content
from corpus.document import Section
from corpus.places import Place, places, short_name
from corpus.quantities import quantities
from corpus.script import fold_text
from qa.answerers.compare import as_growth, of_what_is_asked
from qa.answerers.figure import answer_figure, candidates_for, draft
from qa.answerers.found import Found, in_direction
from qa.answerers.reckon import reckoned
from qa.answerers.rivals import rivals
from qa.answerers.selection import chosen
from qa.asking.criterion import DONE, Criterion, criterion, without
from qa.asking.order import ORDERED
from qa.asking.spread import measured, spread
from qa.asking.ways import Way, way_of
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused
from qa.matching.fit import counted_alike
from qa.phrases.named_sections import named_sections
from qa.task import Task

__all__ = ["answer_standings"]

_NOUN = (
    r"(?:城市|市县区?|县市区?|市|区县|县区|(?<![园社景厂矿库校])区|县|地区|地方|省份?|州|乡镇|街道)"
    r"(?![场域级民])"
)
_COUNT = r"(?:[两二三四五六七八九十]{1,2}|\d{1,2})(?:个|座)?"
_KIND = r"(?:(?:(?![个座的])[㐀-鿿]){2}型?)??"  # 七个试点地区
# All places that there are: 哪些城市, 各市, 五个城市里
_GROUP = re.compile(
    rf"(?P<which>(?:是|有)?(?:哪些|哪几个?|哪{_COUNT}){_KIND}(?P<noun>{_NOUN})|"
    rf"的(?P<noun6>{_NOUN})(?:都|分别)?(?:是|有)?(?:哪(?:些|几[个座]?|{_COUNT})|谁|什么)?(?=[？。]*$))|"
    rf"(?P<many>(?:一共|总共|共)?有?(?:多少|几)(?:个|座)(?P<noun2>{_NOUN}))|"
    rf"(?P<each>(?<![和同])各(?:个|座|自)?{_KIND}(?P<noun3>{_NOUN}))|"
    rf"(?P<top>的(?P<noun8>{_NOUN})(?:是|为|在)?(?:哪里|哪儿|哪一?[个座]?|谁)(?=[？。]*$))|"
    rf"(?P<among>(?:^|(?<=[，的]))(?P<noun9>{_NOUN})(?:里头|里面|当中|之中))|"
    rf"(?P<one>(?:是|为)?哪(?:一?[个座])?{_KIND}(?P<noun4>{_NOUN}))|"
    rf"(?<![第\d前])(?P<all>(?:这|那)?(?P<count>{_COUNT})"
    rf"(?:(?<=[个座]){_KIND}(?P<noun5>{_NOUN})|(?P<noun7>城市|地区|地方)))(?:里[头面]?|当中|之中|中|间)?"
)
_EACH = re.compile(r"分别|各(?:是|为|有)|各(?=多少|几)")
_LEFT = re.compile(r"(?:达到?|有|在|是|为|的|都|均|里面?|当中|中){1,8}$|^(?:的|里面?|当中|中)+")
_LEVELS = {
    "区": "district",
    "县": "district",
    "区县": "district",
    "县区": "district",
    "城市": "city",
    "市": "city",
}
_ENDINGS = {"district": ("区", "县", "旗"), "city": ("市",)}
_AREA = re.compile(r"[市县区镇乡村州旗]$")
MOST_PLACES = 16  # places asked after, some 5 ms each
NEAREST = 2  # documents, best first, whose sections tell of places that no table knows


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of all places."""

    measure: str  # with the year, as a question asks for it
    noun: str  # what they are: 城市
    by: Criterion
    count: int | None  # how many the question says there are


@dataclass(frozen=True, slots=True)
class _Thing:
    """A place asked after: what it is called, how it is asked for, and the section of one that no
    table knows.
    """

    name: str
    asked: str
    documents: frozenset[str]  # that name it
    section: Section | None = None


def answer_standings(task: Task) -> Draft | Refused | None:
    """Answer what is asked of all places together, None where no such thing is asked."""
    view = task.question.view
    group = _GROUP.search(view)
    if group is None or spread(view) or task.question.kind is Kind.YES_NO:
        return None
    asked = _read(view, group)
    wants = asked.by.chooses or ORDERED.search(view) or group["each"]
    together = group["all"] and (way_of(view) in (Way.SUM, Way.AVERAGE) or _EACH.search(view))
    if not (wants or together) or len(content(asked.measure)) < 2:
        return None
    found, missing = _each(task, asked, _things(task, asked.noun))
    if len(found) < 2:
        return None
    return _told(task, asked, group, found, missing)


def _read(view: str, group: re.Match[str]) -> _Asked:
    """Take the question apart: the measure, the limit that it is held against."""
    by = criterion(view)
    group = _GROUP.search(by.view) or group
    rest = without(by.view, [group.span(), *by.spans])
    parts = [_LEFT.sub("", part) for part in re.split(r"[，？。]", DONE.sub("，", rest))]
    measure, scope = measured("，".join(parts))
    noun = next(n for key, n in group.groupdict().items() if key.startswith("noun") and n)
    count = quantities(group["count"] + "个") if group["count"] else ()
    number = int(count[0].value) if count and count[0].value is not None else None
    return _Asked(f"{scope}{measure}", noun, by, number)


def _things(task: Task, noun: str) -> list[_Thing]:
    """Return the places that the documents at hand are about, of the level asked for."""
    level = _LEVELS.get(noun)
    found: dict[str, _Thing] = {}
    for document, p in _places(task):
        if level is None or _is(p, level):
            name = short_name(p.canonical) if p.level == "city" else p.canonical
            one = found.get(short_name(p.canonical), _Thing(name, p.canonical, frozenset()))
            found[short_name(p.canonical)] = replace(one, documents=one.documents | {document})
    for document in list(dict.fromkeys(s.document.id for s in task.scenes))[:NEAREST]:
        for section in named_sections(task.material(document)):
            name = section.name
            ended = _AREA.search(name) and level is not None
            if section.known or (ended and not name.endswith(_ENDINGS[level or "city"])):
                continue
            found.setdefault(name, _Thing(name, name, frozenset({document}), section.section))
    return list(found.values())[:MOST_PLACES]


def _places(task: Task) -> Iterator[tuple[str, Place]]:
    """Yield the places that headings, regions and figures of the documents at hand name."""
    for document_id in dict.fromkeys(scene.document.id for scene in task.scenes):
        material = task.material(document_id)
        words = [fold_text(section.heading) for section in material.sections if section.heading]
        words.append(material.document.metadata.region or "")
        for scene in task.scenes:
            for figure in scene.figures if scene.document.id == document_id else ():
                words.append((figure.subject.place if figure.subject else None) or "")
        yield from ((document_id, one) for heading in words for one in places(heading)[:1])


def _is(place: Place, level: str) -> bool:
    cities = ("北京市", "上海市", "天津市", "重庆市")
    return place.level == level or (level == "city" and place.canonical in cities)


def _stated(task: Task, asked: _Asked, one: _Thing) -> Draft | Refused:
    """Return the figure of a place: of one that no table knows, that of its own section."""
    sub = task.again(f"{one.asked}{asked.measure}多少")
    question = as_growth(sub.question) if asked.by.grows else sub.question
    sub = replace(sub, question=replace(question, kind=Kind.FIGURE))
    if one.section is None:
        return answer_figure(sub)
    own = [
        claim
        for claim in candidates_for(sub)
        if claim.scene.document.id in one.documents and one.section.span.contains(claim.figure.span)
    ]
    if not own or rivals(sub, own[0], own):
        return Refused(RefusalCode.MISSING_OPERAND)
    return draft(sub, own[0], own)


def _each(task: Task, asked: _Asked, things: Sequence[_Thing]) -> tuple[list[Found], list[str]]:
    """Ask for the figure of each place; return those found and the places without one."""
    found: list[Found] = []
    missing: list[_Thing] = []
    for one in things:
        stated = _stated(task, asked, one)
        grown = asked.by.grows and isinstance(stated, Draft)
        if isinstance(stated, Refused) or (grown and not of_what_is_asked(stated, asked.measure)):
            missing.append(one)
        elif all(stated.figures[0].evidence.span != o.use.evidence.span
                 or stated.figures[0].figure.span != o.use.figure.span for o in found):  # fmt: skip
            told = Found(one.name, stated.figures[0], stated)
            found.append(in_direction(told, down=asked.by.down) if asked.by.grows else told)
    counted: dict[str, int] = {}
    for each in found:
        counted[each.unit] = counted.get(each.unit, 0) + 1
    usual = max(counted, key=lambda unit: (counted[unit], unit), default="")
    alike = [o for o in found if counted_alike(o.unit, usual) and o.value is not None]
    told_in = {o.use.figure.document_id for o in alike}
    gone = [one.name for one in missing if one.documents & told_in]
    return alike, gone + [o.name for o in found if o not in alike]


def _told(
    task: Task,
    asked: _Asked,
    group: re.Match[str],
    found: list[Found],
    missing: list[str],
) -> Draft | Refused | None:
    view = task.question.view
    missed = tuple(missing)
    way = way_of(view)
    if group["all"] and way in (Way.SUM, Way.AVERAGE):
        if asked.count is not None and asked.count != len(found):
            nearest = tuple(o.use.evidence for o in found)
            return Refused(RefusalCode.MISSING_OPERAND, nearest, wanted="、".join(missing))
        parts = len(found) + len(missing)
        return replace(reckoned(task, found, way), missing=missed, parts=parts)
    chosen_so = asked.by.limit is not None or asked.by.first is not None or group["each"]
    if (group["which"] or group["many"]) and not (chosen_so or ORDERED.search(view)):
        return None
    return chosen(task, asked.by, found, missing=missed, many=bool(group["many"]))
