"""One measure over all places that state it: which exceed a limit, which is ahead, each one's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.clauses import content
from corpus.document import Bound, Quantity
from corpus.places import Place, places, short_name
from corpus.quantities import quantities
from corpus.script import fold_text
from qa.answerers.figure import answer_figure
from qa.answerers.reckon import Found, ahead, reckoned
from qa.contract import Kind, RefusalCode
from qa.draft import Computed, Draft, Refused, Statement
from qa.fit import counted_alike
from qa.order import ORDERED, ascending
from qa.spread import measured, spread
from qa.task import Task
from qa.ways import Way, way_of

__all__ = [
    "DONE",
    "MOST",
    "answer_standings",
    "comparable",
    "limit_of",
    "listed",
    "within",
]

_NOUN = r"(?:城市|市县|市|区县?|县区|县市区?|县|地区|地方|省份?|州|乡镇|街道)"
_COUNT = r"(?:[两二三四五六七八九十]|\d{1,2})(?:个|座)?"
# All places that there are: 哪些城市, 各市, 五个城市里
_GROUP = re.compile(
    rf"(?P<which>(?:是|有)?(?:哪些|哪几个?|哪{_COUNT})(?P<noun>{_NOUN}))|"
    rf"(?P<many>(?:一共|总共|共)?有?(?:多少|几)(?:个|座)(?P<noun2>{_NOUN}))|"
    rf"(?P<each>(?<![和同])各(?:个|座|自)?(?P<noun3>{_NOUN}))|"
    rf"(?P<one>(?:是|为)?哪(?:一?[个座])?(?P<noun4>{_NOUN}))|"
    rf"(?<![第\d前])(?P<all>(?:这|那)?(?P<count>{_COUNT})(?P<noun5>城市|地区|地方|(?<=个)[市区县省]))(?:里面?|当中|之中|中|间)?"
)
_LIMITS = (Bound.MORE_THAN, Bound.AT_LEAST, Bound.LESS_THAN, Bound.AT_MOST)
MOST = re.compile(r"最[多高大少低小]|第一|居首|榜首|领先|垫底|倒数第一|(?:更|较)[多高大少低小]")
_EACH = re.compile(r"分别|各(?:是|为|有)|各(?=多少|几)")
_LEFT = re.compile(r"(?:达到?|有|在|是|为|的|都|均|里面?|当中|中){1,8}$|^(?:的|里面?|当中|中)+")
DONE = re.compile(r"[㐀-鿿]得(?=，|$)")  # 建得最多, 涨得最快
_LEVELS = {
    "区": "district",
    "县": "district",
    "区县": "district",
    "县区": "district",
    "城市": "city",
    "市": "city",
}
MOST_PLACES = 16  # places asked after, some 5 ms each


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of all places."""

    measure: str  # with the year, as a question asks for it
    noun: str  # what they are: 城市
    limit: Quantity | None
    count: int | None  # how many the question says there are


def answer_standings(task: Task) -> Draft | Refused | None:
    """Answer what is asked of all places together, None where no such thing is asked."""
    view = task.question.view
    group = _GROUP.search(view)
    if group is None or spread(view) or task.question.kind is Kind.YES_NO:
        return None
    asked = _read(view, group)
    wants = asked.limit or MOST.search(view) or ORDERED.search(view) or group["each"]
    together = group["all"] and (way_of(view) in (Way.SUM, Way.AVERAGE) or _EACH.search(view))
    if not (wants or together) or len(content(asked.measure)) < 2:
        return None
    candidates = _places(task, asked.noun)
    found, missing = _each(task, asked, candidates)
    if len(found) < 2:
        return None
    return _told(task, asked, group, found, missing)


def comparable(found: Sequence[Found], limit: Quantity | None) -> bool:
    """True for values of one unit, that of the limit if there is one."""
    unit = (limit.normalized_unit if limit else found[0].unit).partition("(")[0]
    return all(o.value is not None and (not unit or counted_alike(o.unit, unit)) for o in found)


def _read(view: str, group: re.Match[str]) -> _Asked:
    """Take the question apart: the measure, the limit that it is held against."""
    limit = limit_of(view)
    rest = view
    cut = [group.span()] + ([(limit.span.start, limit.span.end)] if limit else [])
    cut += [m.span() for m in (*MOST.finditer(view), *ORDERED.finditer(view))]
    for start, end in sorted(cut, reverse=True):
        rest = rest[:start] + "，" + rest[end:]
    parts = [_LEFT.sub("", part) for part in re.split(r"[，？。]", DONE.sub("，", rest))]
    measure, scope = measured("，".join(parts))
    noun = next(n for key, n in group.groupdict().items() if key.startswith("noun") and n)
    count = quantities(group["count"] + "个") if group["count"] else ()
    number = int(count[0].value) if count and count[0].value is not None else None
    return _Asked(f"{scope}{measure}多少", noun, limit, number)


def _places(task: Task, noun: str) -> tuple[Place, ...]:
    """Return the places that the documents at hand are about, of the level asked for."""
    named: dict[str, Place] = {}
    for document_id in dict.fromkeys(scene.document.id for scene in task.scenes):
        material = task.material(document_id)
        words = [fold_text(section.heading) for section in material.sections if section.heading]
        words.append(material.document.metadata.region or "")
        for one in (p for heading in words for p in places(heading)[:1]):
            named.setdefault(short_name(one.canonical), one)
        for scene in task.scenes:
            for figure in scene.figures if scene.document.id == document_id else ():
                told = figure.subject.place if figure.subject else None
                for one in places(told or "")[:1]:
                    named.setdefault(short_name(one.canonical), one)
    level = _LEVELS.get(noun)
    alike = [p for p in named.values() if level is None or _is(p, level)]
    return tuple(alike[:MOST_PLACES])


def _is(place: Place, level: str) -> bool:
    cities = ("北京市", "上海市", "天津市", "重庆市")
    return place.level == level or (level == "city" and place.canonical in cities)


def _each(task: Task, asked: _Asked, candidates: Sequence[Place]) -> tuple[list[Found], list[str]]:
    """Ask for the figure of each place; return those found and the places without one."""
    found: list[Found] = []
    missing: list[str] = []
    for place in candidates:
        name = short_name(place.canonical) if place.level == "city" else place.canonical
        sub = task.again(f"{place.canonical}{asked.measure}")
        stated = answer_figure(replace(sub, question=replace(sub.question, kind=Kind.FIGURE)))
        if isinstance(stated, Refused):
            missing.append(name)
        elif all(stated.figures[0].evidence.span != o.use.evidence.span
                 or stated.figures[0].figure.span != o.use.figure.span for o in found):  # fmt: skip
            found.append(Found(name, stated.figures[0], stated))
    counted: dict[str, int] = {}
    for one in found:
        counted[one.unit] = counted.get(one.unit, 0) + 1
    usual = max(counted, key=lambda unit: (counted[unit], unit), default="")
    alike = [o for o in found if counted_alike(o.unit, usual) and o.value is not None]
    return alike, missing + [o.name for o in found if o not in alike]


def _told(
    task: Task,
    asked: _Asked,
    group: re.Match[str],
    found: list[Found],
    missing: list[str],
) -> Draft | Refused | None:
    view = task.question.view
    parts, missed = len(found) + len(missing), tuple(missing)
    way = way_of(view)
    if group["all"] and way in (Way.SUM, Way.AVERAGE):
        if asked.count is not None and asked.count != len(found):
            nearest = tuple(o.use.evidence for o in found)
            return Refused(RefusalCode.MISSING_OPERAND, nearest, wanted="、".join(missing))
        return replace(reckoned(task, found, way), missing=missed, parts=parts)
    if asked.limit is not None:
        kept = [o for o in found if within(o.value, asked.limit)]
        if not comparable(found, asked.limit):
            return None
        if not kept and missing:  # one of these may well keep to it
            nearest = tuple(o.use.evidence for o in found)
            return Refused(RefusalCode.NO_EVIDENCE, nearest)
        return listed(kept, found, many=bool(group["many"]), parts=parts, missing=missed)
    if ORDERED.search(view) or group["each"] or (group["all"] and _EACH.search(view)):
        if ORDERED.search(view):
            down = not ascending(view)
            found = sorted(found, key=lambda o: o.value or Decimal(0), reverse=down)
        items = tuple(f"{o.name}{o.shown}" for o in found)
        return replace(_draft(found, "；".join(items), items), missing=missed, parts=parts)
    if group["which"] or group["many"]:
        return None
    return replace(ahead(task, found), missing=missed, parts=parts)


def limit_of(view: str) -> Quantity | None:
    """Return the limit that a question holds things against, the last that it names."""
    limits = [q for q in quantities(view) if q.bound in _LIMITS]
    return limits[-1] if limits else None


def within(value: Decimal | None, limit: Quantity) -> bool:
    """True for a value on the side of a limit that is asked for."""
    bound = limit.normalized_value
    if value is None or bound is None:
        return False
    return {
        Bound.MORE_THAN: value > bound,
        Bound.AT_LEAST: value >= bound,
        Bound.LESS_THAN: value < bound,
        Bound.AT_MOST: value <= bound,
    }.get(limit.bound, False)


def listed(
    kept: Sequence[Found],
    found: Sequence[Found],
    *,
    many: bool,
    parts: int,
    missing: tuple[str, ...],
) -> Draft:
    """List the places that keep to a limit, or count them; cite all that were held against it."""
    names = tuple(o.name for o in kept)
    shown = [o for o in found if o in kept] or list(found)
    answer = "、".join(names) if names else "没有"
    drafted = _draft(shown, answer, names)
    if many:
        number = Computed(str(len(kept)), Decimal(len(kept)), "个")
        drafted = replace(drafted, kind=Kind.CALCULATION, items=(), computed=number)
        told = f"（{'、'.join(names)}）" if names else ""
        drafted = replace(drafted, answer=f"{len(kept)}个{told}")
    return replace(drafted, missing=missing, parts=parts)


def _draft(found: Sequence[Found], answer: str, items: tuple[str, ...]) -> Draft:
    features = [o.draft.features for o in found]
    return Draft(
        kind=Kind.LIST,
        answer=answer,
        items=items,
        statements=tuple(Statement(o.draft.statements[0].evidence) for o in found),
        figures=tuple(o.use for o in found),
        features={key: min(f.get(key, 0.0) for f in features) for key in features[0]},
    )
