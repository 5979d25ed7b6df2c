"""Whether two figures are meant to be one: the same subject, measure, aspect, scope and period.

A contradiction is stated only of two figures that nothing tells apart, so every doubt says no: a
condition, a part of the whole, a body, a topic, a running total against a year's.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import rjieba

from corpus.area_names import ends_as_area
from corpus.attribution.bodies import is_body
from corpus.attribution.clauses import CONTENT, unframed
from corpus.attribution.measure_terms import terms
from corpus.document import Aspect, Figure, Period, QuantityType
from corpus.script import fold_text
from qa.draft import Scene
from qa.matching.align import match
from qa.matching.candidates import Candidate
from qa.matching.claim_words import groups, words
from qa.matching.exactness import is_expected
from qa.matching.figure_faults import FALL, OF_PART, RISE
from qa.matching.fit import counted_alike
from qa.matching.permission import PUNISHED
from qa.matching.place_fit import same_place
from qa.matching.surroundings import condition_of

__all__ = ["same_claim", "words_of"]

_SPELT = 2  # characters that name what is measured
_NAMED = 3  # characters at the end of a body's name that tell it: 云溪区
SAID = 0.8  # match from which a sentence has a word
_SCOPE = re.compile(
    rf"{OF_PART}|城镇|农村|乡村|本级"
    r"|内资|户籍|常住|境内|境外|海外|国内|职务|非职务|地方|中央|首次|新增|新建"
    r"|新认定|新登记|净增|本外币|人民币|按可比价|按现价|不含|含|其中|人均|户均|亩均|企均|平均|每[万百千]?[人户家件亩平]"
    r"|要(?=[达实完])|力争|预期|计划|争取|确保|预计|将达|预算数"
)
_AREA = re.compile(r"[一-鿿]{2,3}?(?:自治[区州县]|[省市区县州旗镇乡村])(?![区镇])")
_BODY = re.compile(
    r"[一-鿿]{1,8}?(?:街道|社区|园区|开发区|高新区|保税区|新区|示范区|公司|集团|大学|学院|学校|中学|小学"
    r"|医院|银行|[支分]行|[分总]?局|[厅委]|中心|研究院|研究所|实验室|产业园|科技园|基地|协会|商会|港|法院|检察院)"
)
_NO_BODY = re.compile(
    r"^(?:各|全|本|我|该|这些|多|数|一批|年|普通|\d)|[^一-鿿]|(?:地|全|我|本|该|各|社)[区市县省州]$"
)
_WHOLE = re.compile(r"[全我本该](?:[省市区县州旗镇乡府境域辖]|社会)")
_AMONG = re.compile(r"全[国球省市区县州旗]|世界|亚洲|[东西中]部|同类")  # among whom a rank is one
_DAYS = re.compile(
    r"(?<!\d)\d+年(?:度|底|末|初)?(?:\d+月)?(?:\d+日)?|(?<!\d)\d+月(?:\d+日)?|上半年|下半年"
)
_REPORTS = re.compile(r"获悉|介绍|数据显示|发布会|通报")  # a clause in front is no name
_REPORTED = re.compile(
    r"(?<![^，；。：:])[^，；。]{0,80}(?:获悉|显示|介绍|表示|消息|透露|据|称|统计|发布|通报|了解到|来源)[^，；。]{0,80}[，：:]"
)
_RESPECT = re.compile(r"([^，；。]{2,16}?)(?:方面|领域|环节|来看|范围内|[当之]?中|上|里|内)[，：:]")
_IMPLIED = ("implied", "unsaid")  # groups of words whose first says the others
_END_OF_YEAR = re.compile(r"[末底]")


def _plainly(text: str) -> str:
    """Return a text in which what can be said in several ways is said in one."""
    for first, others in groups("alike").items():
        for other in others:
            text = text.replace(other, first)
    return text


def _bare(word: str) -> str:
    """Return a word without what makes an amount of it: 产 of 产量, 总产 and 总产量."""
    return word.removeprefix("总").rstrip("量额数") or word


def same_claim(one: Candidate, other: Candidate) -> bool:
    """True when two figures state the same thing, whether their values agree or not."""
    a, b = one.figure, other.figure
    return (
        _same_kind(a, b)
        and not _of_two_cases(one, other)
        and is_expected(one.scene, a) is is_expected(other.scene, b)
        and _same_owner(one, other)
        and _same_time(a.period, b.period, one.scene, other.scene)
        and _same_measure(one, other)
        and _same_scope(one, other)
        and _same_topic(one, other)
    )


def _same_kind(a: Figure, b: Figure) -> bool:
    quantity, rival = a.quantity, b.quantity
    if quantity.type is not rival.type or a.former or b.former:
        return False
    if quantity.type is QuantityType.RANK and _among(a) != _among(b):
        return False
    unit, other = quantity.normalized_unit, rival.normalized_unit
    alike = unit == other or (
        quantity.type is QuantityType.COUNT and bool(unit and other) and counted_alike(unit, other)
    )
    return alike and a.aspect is b.aspect and a.aspect is not Aspect.GAP and _direction(a, b)


def _of_two_cases(one: Candidate, other: Candidate) -> bool:
    """True for what a paper's rules say of different deeds, cases or items in the same words."""
    scenes = one.scene, other.scene
    if scenes[0].document.id != scenes[1].document.id:
        return False
    texts = [s.text for s in scenes]
    cases = [
        condition_of(c.scene.text, c.scene.sentence.view.locate(c.figure.span))
        for c in (one, other)
    ]
    if all(cases) and cases[0] != cases[1]:
        return True  # 获得金奖的，奖励…; 获得银奖的，奖励…
    if scenes[0].sentence == scenes[1].sentence:
        return False
    worded = [re.sub(r"\d+", "", t) for t in texts]
    parallel = worded[0] == worded[1] and scenes[0].headings != scenes[1].headings
    return parallel or all(map(PUNISHED.search, texts))


def _among(figure: Figure) -> set[str]:
    return set(_AMONG.findall(figure.measure)) or set(_AMONG.findall(figure.context))


def _direction(a: Figure, b: Figure) -> bool:
    falls = [bool(FALL.search(f.measure)) and not RISE.search(f.measure) for f in (a, b)]
    return falls[0] == falls[1]


def _same_owner(one: Candidate, other: Candidate) -> bool:
    """True for one place; one that no table knows is told by its name, in the text or the title."""
    mine, its = one.figure.subject, other.figure.subject
    named = [s.text if s and s.place is None else "" for s in (mine, its)]
    if named[0] != named[1] or is_body(mine) is not is_body(its):
        return False
    owners = [_owners(c) for c in (one, other)]
    if owners[0] != owners[1]:
        return False
    if one.place and other.place:
        return same_place(one.place, other.place)
    alone = one.scene.document.id == other.scene.document.id
    return one.place is other.place and (alone or bool(owners[0]))


def _owners(candidate: Candidate) -> frozenset[str]:
    """Return whose a figure is by the areas that its sentence names, or else its title.

    Where a table knows the place, only others than that and the title's are told.
    """
    named, titled = _areas(_before(candidate)), _areas(candidate.scene.title)
    if candidate.place is None:
        return named or titled
    return frozenset(a for a in named - titled if a[:-1] not in candidate.place)


def _areas(text: str) -> frozenset[str]:
    """Return the names of areas in a text, each by its end: 云溪区 of 年云溪区."""
    found = _AREA.findall(_DAYS.sub("，", _WHOLE.sub("，", text)))
    named = (a for a in found if not _NO_BODY.search(a) and ends_as_area(a))
    return frozenset(a[-_NAMED:] for a in named)


def _same_time(a: Period | None, b: Period | None, scene: Scene, rival: Scene) -> bool:
    """True for one period; figures without one are of one time where they are told in one."""
    if a is None or b is None:
        return a is b and _of_one_day(scene, rival)
    if (a.start, a.end) == (b.start, b.end):
        return bool(a.start or a.end) or a.text == b.text
    untils = [p for p in (a, b) if p.kind == "until"]
    years = [p for p in (a, b) if p.kind == "year"]
    if len(untils) != 1 or len(years) != 1 or not untils[0].end or not years[0].end:
        return False
    text = (scene if years[0] is a else rival).text
    stood = _END_OF_YEAR.search(years[0].text) or f"{years[0].text}末" in text
    return bool(stood) and untils[0].end[:4] == years[0].end[:4]


def _of_one_day(scene: Scene, rival: Scene) -> bool:
    """True for one document, and for two of one year: what they tell without a time holds then."""
    told = [s.document.metadata.published for s in (scene, rival)]
    alone = scene.document.id == rival.document.id
    return alone or (None not in told and len({day.year for day in told if day}) == 1)


def _same_measure(one: Candidate, other: Candidate) -> bool:
    """True when names and clauses are of the same words, in whatever order."""
    mine, its = words_of(one), words_of(other)
    alike = set("".join(mine)) == set("".join(its)) or _spelt(one) == _spelt(other) != frozenset()
    return bool(mine) and alike and not _of_other_things(one.figure, other.figure)


def _spelt(candidate: Candidate) -> frozenset[str]:
    """Return the characters of what a figure measures by its own words, neutral ones aside.

    However the dictionary cuts them: 登记义工人数 into 登记|义|工人|数, 义工登记人数 otherwise.
    """
    told = _plainly(_without_place(candidate.figure.measure))
    left = "".join(CONTENT.findall(_neutral().sub("", told)))
    return frozenset(left) if len(left) >= _SPELT else frozenset()


@cache
def _neutral() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("neutral"), key=len, reverse=True)))


def _of_other_things(a: Figure, b: Figure) -> bool:
    """True for a rate that two clauses tell of other things: 完成预算数 of one tax and another."""
    if a.quantity.type is not QuantityType.PERCENT or not (a.context and b.context):
        return False
    titles = words("untopical")  # of what heads a table: 主要指标
    return _things(a.context) - titles != _things(b.context) - titles


def words_of(candidate: Candidate) -> frozenset[str]:
    """Return the words of a figure's name, and the things and deeds that its clause adds to it."""
    figure = candidate.figure
    named: frozenset[str] = frozenset()
    if figure.label is not None and not _is_told_before(figure):
        head, qualifiers = terms(_plainly(_without_place(fold_text(figure.label.text))))
        named = frozenset((head, *qualifiers))
    clause = _plainly(_without_place(figure.measure))
    added = (w for w in _things(clause) | _deeds(clause) if not any(n in w for n in named if n))
    told = {w for w in (*named, *added) if len(w) > 1} - words("neutral")
    implied = {w for one in told for g in _IMPLIED for w in groups(g).get(one, ())}
    return frozenset(map(_bare, told - implied))


def _is_told_before(figure: Figure) -> bool:
    """True for a label that is a whole clause in front of the figure's: 机制不断完善，…."""
    label = figure.label
    if label is None or label.text in figure.measure:
        return False
    if _REPORTS.search(label.text):
        return True
    ends_as_clause = rjieba.tag(label.text)[-1][1][0] in "vlia"
    nouns = {w for w, tag in rjieba.tag(label.text) if tag[0] == "n"}
    return ends_as_clause and nouns <= words("untopical") | words("abstract")


def _without_place(text: str) -> str:
    """Return words without the place that they are of, which is compared for itself."""
    text = re.sub(r"^[区县市](?=共)", "", _WHOLE.sub("", text))  # what a place's short name leaves
    for area in _areas(text):
        text = text.replace(area, "")
    return text


@lru_cache(maxsize=4096)
def _deeds(measure: str) -> frozenset[str]:
    """Return the verbs of a clause that say which things are counted: 认定, 培育, 引进."""
    tagged = rjieba.tag(unframed(measure))
    return frozenset(w for w, tag in tagged if tag[0] == "v" and len(w) > 1) - words("neutral")


@lru_cache(maxsize=4096)
def _things(measure: str) -> frozenset[str]:
    tagged = rjieba.tag(unframed(measure))
    kept = (w for w, tag in tagged if len(w) > 1 and tag[0] in "nljb" and tag not in ("ns", "nr"))
    return frozenset(kept) - words("neutral")


def _same_scope(one: Candidate, other: Candidate) -> bool:
    """True when neither names a part, a body or a respect of which the other says nothing."""
    for mine, its in ((one, other), (other, one)):
        around = its.scene.text + its.scene.headings + its.scene.title
        if any(match(w, around) < SAID for w in _respects(mine)):
            return False
    scopes = [
        set(_SCOPE.findall(_plainly(c.figure.measure + c.figure.context))) for c in (one, other)
    ]
    if scopes[0] != scopes[1]:
        return False
    return _bodies(one) == _bodies(other)


def _before(candidate: Candidate) -> str:
    """Return what stands in front of a figure in its part of the sentence, its source aside."""
    text = candidate.scene.text
    start = candidate.scene.sentence.view.locate(candidate.figure.span).start
    segment = text[max(text.rfind("；", 0, start), text.rfind("。", 0, start)) + 1 : start]
    return _REPORTED.sub("", segment)


def _respects(candidate: Candidate) -> Iterable[str]:
    for found in _RESPECT.finditer(_before(candidate)):
        yield from _things(found[1])


def _bodies(candidate: Candidate) -> frozenset[str]:
    """Return the bodies in front of a figure, and those and the areas of its last heading."""
    heading = candidate.scene.headings.rsplit(" ", 1)[-1]
    clause = _without_place(_before(candidate).rsplit("，", 1)[-1])
    found = [*_BODY.findall(clause), *_BODY.findall(heading)]
    own = f"{candidate.place} {candidate.scene.title}"
    found += [a for a in _areas(heading) if a not in own]
    return frozenset(b for b in found if not _NO_BODY.search(b) and b[-_NAMED:] not in own)


def _same_topic(one: Candidate, other: Candidate) -> bool:
    """True unless a measure that says little stands under two topics: 产值 of two industries."""
    own = words_of(one)
    if len(own) > 1 or not own & words("general"):
        return True
    mine, its = _topic(one.scene), _topic(other.scene)
    return mine == its or bool(mine & its)


def _topic(scene: Scene) -> frozenset[str]:
    names = f"{scene.headings.rsplit(' ', 1)[-1]}，{scene.title}"
    return frozenset(w for w in _things(names) if w not in words("untopical"))
