"""Whose figures a clause tells: a place it names, what 我区 stands for, or the one inherited."""

import re
from collections.abc import Sequence

from corpus.attribution.clauses import content
from corpus.attribution.marks import Marks
from corpus.document import Span, Subject
from corpus.places import places, resolve_reference, self_references

__all__ = ["heading_subject", "place_alone", "subject_of"]

# A place behind one of these is what the subject is held against, where it stands in a ranking,
# or what something is done with.
_NOT_BEFORE = re.compile(
    r"(?:利用|依托|借助|发挥|高于|低于|高出|超出|多于|少于|领先|比|较|占|居|位居|位列|列|名列|分列|来自|面向|向|"
    r"落户|加快|推进|启动|开工|新建|修建|建成|开通|引进|辐射|连接|对接|覆盖|成为|入选|作为|获|在|设立|成立|打造|深化|对口|与|同|是|为)"
    r"[^，；。]{0,4}$"
)
# 全省排名第三, 全国平均水平: the field of a ranking or the yardstick of a comparison.
_NOT_AFTER = re.compile(
    r"(?:范围)?[内里]?(?:第(?![一二三四五六七八九十\d]+[产批届期次季轮类])|首|平均|排名|排行|领先|最|前[一二三四五六七八九十\d列茅]|率先|唯一|"
    r"同[类期行]|之首|之最|[一二三四五六七八九十\d]+[区市县])"
)
# 毕节机场, 花溪大学城: a thing called by a place.
_CALLED_BY = re.compile(
    r"等?(?:国际)?(?:机场|大学|学院|医院|银行|农商|油田|电站|电厂|核电|抽水|煤电|水库|口岸|高速|铁路|公路|大桥|"
    r"论坛|职教城|杯|港(?![区澳]))"
)
_PARK = re.compile(r"(?<![㐀-鿿])(?:该|本|全)?园区?(?=[㐀-鿿])(?![内里外中])")
_FAR = 8  # characters of content in front of a place that is still what the clause is about


def subject_of(
    marks: Marks,
    clause: Span,
    current: Subject | None,
    last: Subject | None,
    home: Subject | None,
    zone: Subject | None = None,
) -> Subject | None:
    """Return the subject of a clause, a new one with its origin in the sentence's view.

    `last` is that of the sentence before, `home` the section's, `zone` the zone named last, which
    园区收入 is of.
    """
    for place in marks.places:
        if not clause.contains(place.span):
            continue
        before = marks.text[clause.start : place.span.start]
        after = marks.text[place.span.end :]
        alone = before.strip() == "在" and place.span.end == clause.end  # 在甲市，对…的处5万元罚款
        if (_NOT_BEFORE.search(before) and not alone) or len(content(before)) > _FAR:
            continue
        if before.endswith("(") and after.startswith(")"):
            continue  # it is a part of a name: 国际运营(上海)试点平台
        leads = after.startswith("率先") and not content(before)  # 某高新区率先试点
        if (_NOT_AFTER.match(after) and not leads) or _is_name(marks, place.span.end):
            continue
        return Subject(place.canonical, None, place.canonical, place.span)
    park = _PARK.search(marks.timeless, clause.start, clause.end)
    if park and zone and not content(marks.timeless[clause.start : park.start()]):
        return Subject(zone.text, park.group(), zone.place, Span(*park.span()))
    for span, word in self_references(marks.text[clause.start : clause.end]):
        here = Span(clause.start + span.start, clause.start + span.end)
        before, after = marks.text[clause.start : here.start], marks.text[here.end :]
        if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
            continue
        of_park = last is not None and last.resolved_from is not None and "园" in last.resolved_from
        for whose in (home,) if of_park else (last, home) if word[0] == "该" else (home, last):
            resolved = resolve_reference(word, whose.place if whose else None)
            if resolved is not None:
                return Subject(resolved, word, resolved, here)
    return current


def _is_name(marks: Marks, end: int) -> bool:
    """True where a thing is called by the place that ends here, or by it and the next: 甲乙机场,
    甲、乙等抽水蓄能电站.
    """
    if _CALLED_BY.match(marks.text, end):
        return True
    after = end + (marks.text[end : end + 1] == "、")
    return any(p.span.start == after and _is_name(marks, p.span.end) for p in marks.places)


def heading_subject(headings: Sequence[str], region: str | None) -> Subject | None:
    """Return the place that the innermost heading names, else the document's region."""
    for heading in reversed(headings):
        found = places(heading)
        if found:
            return Subject(found[0].canonical, None, found[0].canonical)
    return Subject(region, None, region) if region else None


def place_alone(line: str) -> Subject | None:
    """Return the place that a line names and nothing else: what follows is told of it."""
    found = places(line)
    if len(found) != 1 or len(found[0].span) != len(line.strip()):
        return None
    return Subject(found[0].canonical, None, found[0].canonical)
