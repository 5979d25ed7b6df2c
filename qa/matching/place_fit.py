"""Whether a figure is of the place that a question asks for."""

import re

from corpus.area_names import area_at
from corpus.attribution.bodies import is_body
from corpus.document import Figure, QuantityType
from corpus.places import short_name, within
from qa.draft import Scene
from qa.matching.fitness import Fit
from qa.question import NATION, Question

YARDSTICK = re.compile(r"(?:高于|低于|高出|超过|领先|落后|比|较|占|居|列)全?$")
LONG_NAME = 6  # code points that are no chance likeness

# A zone is called by either: that of a place is the same by both.
_SHORT_ZONES = {
    "自由贸易试验区": "自贸区",
    "自贸试验区": "自贸区",
    "自由贸易港": "自贸港",
    "高新技术产业开发区": "高新区",
    "高新技术开发区": "高新区",
    "经济技术开发区": "经开区",
}
_SMALL = ("镇", "乡", "街道", "旗", "县")  # areas that words of other things do not end in
_ZONE = re.compile(f"(?:{'|'.join(_SHORT_ZONES)})$")


def place_fit(question: Question, scene: Scene, figure: Figure) -> Fit:
    """Compare whose figure it is."""
    subject = figure.subject.place if figure.subject else scene.place
    if not question.places:
        return _nation_fit(scene, subject) if question.nation else Fit.UNKNOWN
    if _of_another_part(question, scene, figure):
        return Fit.NO
    opens = subject is not None and figure.measure.startswith(short_name(subject))
    fits = [
        Fit.YES
        if _in_a_name(question.view, p.span.start, scene.text)
        else Fit.NO
        if _only_a_part(question.view, p.canonical, subject, scene.text)
        else place_of(p.canonical, subject, scene, opens=opens)
        for p in question.places
    ]
    scope = figure.quantity.type is QuantityType.RANK and subject is not None
    if scope and any(within(subject or "", p.canonical) for p in question.places):
        return max(Fit.UNKNOWN, *fits)  # 北京第几个: among whom, not whose
    return min(Fit.UNKNOWN, *fits) if of_unnamed_body(question.view, figure) else max(fits)


def of_unnamed_body(view: str, figure: Figure) -> bool:
    """True for what a body has that the question does not name: 甲兵团 in a text of its place."""
    body = figure.subject
    if body is None or not is_body(body):
        return False
    own = body.text.replace(short_name(body.place), "") if body.place else body.text
    return own[-2:] not in view and not any(own[n : n + 3] in view for n in range(len(own) - 2))


def _of_another_part(question: Question, scene: Scene, figure: Figure) -> bool:
    """True where the question names an area in the place that nothing names in front of the figure.

    石坝乡 of 甲市石坝乡的产量, where no table knows it: 甲市产量50吨，其中石坝乡5吨.
    """
    behind = (area_at(question.view[p.span.end :].removeprefix("的")) for p in question.places)
    areas = [area for area in behind if area.endswith(_SMALL)]
    opening = [p.span.end for p in question.periods if p.span.start == 0]
    first = area_at(question.view[opening[0] if opening else 0 :])
    if first.endswith(_SMALL) and first in scene.text:
        areas.append(first)
    if not areas:
        return False
    own = area_at(figure.measure)
    if own.endswith(_SMALL) and own not in question.view:
        return True  # 乙镇 of 甲镇、乙镇分别为5吨和3吨
    start = scene.sentence.view.locate(figure.span).start
    told = scene.text[max(scene.text.rfind(mark, 0, start) for mark in "；。") + 1 : start]
    told += figure.measure + figure.context + scene.headings + scene.title + scene.lead
    return any(area not in told for area in areas)


def _in_a_name(view: str, start: int, text: str) -> bool:
    """True for a place that begins a longer name of the text: 玉山抽水蓄能电站."""
    name = view[start : start + LONG_NAME]
    return len(name) == LONG_NAME and name.isalnum() and name in text


def _nation_fit(scene: Scene, subject: str | None) -> Fit:
    """Compare with the whole country: what is of one place in it is not its, unless so said."""
    if NATION.search(scene.text):
        return Fit.YES if subject is None else Fit.UNKNOWN
    return Fit.UNKNOWN if subject is None else Fit.NO


def _only_a_part(view: str, wanted: str, subject: str | None, text: str) -> bool:
    """True for a figure of a district or zone of the place, of which the question says nothing.

    The sentence may still name the place otherwise than in the zone's name: 国际运营(上海)平台.
    """
    if subject is None or same_place(wanted, subject) or not within(subject, wanted):
        return False
    if _speaks_of(short_name(wanted), text.replace(subject, "，")):
        return False
    return subject.removeprefix(short_name(wanted)).removeprefix("市") not in view


def place_of(wanted: str, subject: str | None, scene: Scene, *, opens: bool = False) -> Fit:
    """Compare one wanted place with a subject's place and the scene around it.

    `opens`: the subject opens the figure's own clause, as 乙县接待游客5万人 in a text of 甲县.
    """
    if subject is not None and (same_place(wanted, subject)):
        return Fit.YES
    if scene.place is not None and same_place(wanted, scene.place):
        return Fit.NO if opens and _is_another(wanted, subject) else Fit.UNKNOWN
    if YARDSTICK.search(scene.text.split(short_name(wanted))[0]) and not _speaks_of(
        short_name(wanted), scene.text
    ):
        return Fit.NO
    around = scene.text + scene.headings + scene.title
    named = short_name(wanted) in around + scene.lead
    if subject is None:
        return Fit.YES if named else Fit.NO
    if named and (within(subject, wanted) or within(wanted, subject)):
        return Fit.YES
    return Fit.UNKNOWN if named and _speaks_of(short_name(wanted), scene.text) else Fit.NO


def _is_another(wanted: str, subject: str | None) -> bool:
    if subject is None or within(subject, wanted) or within(wanted, subject):
        return False
    return short_name(subject) not in wanted and short_name(wanted) not in subject


def _speaks_of(name: str, text: str) -> bool:
    """True when a text names a place otherwise than as a yardstick (高于中关村平均水平)."""
    return any(
        not YARDSTICK.search(text[: at.start()]) for at in re.finditer(re.escape(name), text)
    )


def same_place(one: str, other: str) -> bool:
    """True for two names of one place (深圳, 深圳市); 长沙市 and 长沙县 are two."""
    one, other = (_ZONE.sub(lambda m: _SHORT_ZONES[m[0]], name) for name in (one, other))
    bare = short_name(one)
    return one == other or (bare == short_name(other) and bare in (one, other))
