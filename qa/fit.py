"""Whether a figure is of the unit, place, period and aspect that a question asks for."""

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from corpus.aspects import CUMULATIVE as SUMMED
from corpus.aspects import NEW, seen_aspect
from corpus.clauses import content, unframed
from corpus.document import Aspect, Figure, Period, QuantityType
from corpus.places import short_name, within
from qa.align import match
from qa.contrast import excluded
from qa.draft import Scene
from qa.limits import limits_fit
from qa.question import NATION, Question
from qa.span_asked import span_fits
from qa.wanted import RATES

Q = QuantityType
YARDSTICK = re.compile(r"(?:高于|低于|高出|超过|领先|落后|比|较|占|居|列)全?$")
ORDINAL = re.compile(r"第([一二三四五六七八九十百\d]+)([届批次期轮季])")
_KIND_OF_PATENT = re.compile(r"外观|实用")
# Classes that only their name tells apart: A类, 二类, 第二产业.
CLASS = re.compile(
    r"([A-Z]|[甲乙丙丁]|(?<!第)[一二三四五六](?=[类级档等])|第[一二三四])(类|级|档|等|产业)"
)
HOW_HIGH = re.compile(r"多高(?![的楼山塔级])")  # of a rate as of anything measured: 覆盖率多高
AIM = re.compile(r"目标|指标|任务")
_RATE_HEAD = re.compile(r"[㐀-鿿]{1,3}(?:水平|覆盖面|程度|比重|占比|比例|份额|指数|[率度])$")
_HOW_MUCH = re.compile(r"多[少大]|几")
LONG_NAME = 6  # code points that are no chance likeness
WHOLE = 0.5  # how far the whole that a share is of has to stand in the question

# Measure words that count the same things in questions and documents.
_UNIT_GROUPS = (
    frozenset(["件", "项", "宗", "笔", "个", "款", "种", "类", "份", "条", "起", "例", "桩"]),
    frozenset(["家", "个", "户", "间", "所", "座", "支", "类", "大"]),
    frozenset(["人", "名", "位", "个", "员", "人次"]),
    frozenset(["次", "场", "届", "期", "回", "轮", "批"]),
    frozenset(["年", "个", "月", "天", "日", "工作日", "个工作日", "个月", "小时"]),
    frozenset(["个", "项", "大", "类", "种", "条", "支", "批", "份", "方面"]),
)
_BODIES = frozenset(["家", "户", "人", "名", "位"])
_RIGHTS = re.compile(
    r"(?:专利|商标|著作权|版权|地理标志|品种权)的?(?:(?:国际|累计|有效)?(?:申请|授权|注册|登记|拥有|持有)){1,2}(?:总?量|件?数)"
)
_UP_TO = frozenset([("until", "until"), ("until", "year")])
_LEVELS = (Aspect.ACTUAL, Aspect.CUMULATIVE, Aspect.NEW, Aspect.TARGET)

# A zone is called by either: that of a place is the same by both.
_SHORT_ZONES = {
    "自由贸易试验区": "自贸区",
    "自贸试验区": "自贸区",
    "自由贸易港": "自贸港",
    "高新技术产业开发区": "高新区",
    "高新技术开发区": "高新区",
    "经济技术开发区": "经开区",
}
_ZONE = re.compile(f"(?:{'|'.join(_SHORT_ZONES)})$")


class Fit(IntEnum):
    """How well one side of a figure meets the question; NO forbids it."""

    NO = 0
    UNKNOWN = 1  # one of the two does not say
    YES = 2


class FigureFit(NamedTuple):
    """The four sides of a figure against a question."""

    unit: Fit
    place: Fit
    period: Fit
    aspect: Fit

    @property
    def typed(self) -> bool:
        """True when the question asks for this very type of quantity."""
        return self.unit is Fit.YES

    @property
    def allowed(self) -> bool:
        """True when no side forbids the figure."""
        return min(self) > Fit.NO


def fit(question: Question, scene: Scene, figure: Figure) -> FigureFit:
    """Hold a figure against a question, side by side."""
    meant = class_fits(question, scene, figure) and not beside(
        question.view, scene, figure.measure + figure.context
    )
    unit = unit_fit(question, figure) if meant else Fit.NO
    return FigureFit(
        unit,
        place_fit(question, scene, figure),
        period_fit(question, scene, figure),
        aspect_fit(question, figure),
    )


def beside(view: str, scene: Scene, told: str = "") -> bool:
    """True when a question names the section beside a sentence's own, and the sentence does not."""
    named = [other for other in scene.siblings if other in view]
    if not named:
        return False
    told += scene.text + scene.headings + scene.lead
    return not any(other in told for other in named)


def class_fits(question: Question, scene: Scene, figure: Figure) -> bool:
    """True unless the question names a class (A类, 第二产业) and the figure is of another one."""
    if excluded(question.view, figure.measure, figure.context):
        return False
    own_kind = _KIND_OF_PATENT.search(question.view)
    if own_kind and own_kind[0] not in scene.text + scene.headings and "专利" in figure.measure:
        return False  # of all patents, or of another kind
    if not limits_fit(question, scene, figure):
        return False
    classes = CLASS.findall(question.view)
    if not classes:
        return True
    before = scene.text[: scene.sentence.view.locate(figure.span).start]
    for name, kind in classes:
        said = [n for n, k in CLASS.findall(before) if k == kind]
        own = figure.measure + figure.context
        if name + kind in own:
            continue
        if said and said[-1] != name:
            return False
        if not said and name + kind not in scene.text + scene.lead + scene.headings:
            return False
    return True


def _is_past(figure: Figure) -> bool:
    period = figure.period
    return period is not None and period.kind in ("year", "quarter", "half", "month")


def unit_fit(question: Question, figure: Figure) -> Fit:
    """Compare type and measure word."""
    wanted, quantity = question.wanted, figure.quantity
    if wanted.unit in ("人", "名", "位") and quantity.normalized_unit == "个":
        return Fit.NO  # 多少人 is no number of things
    if quantity.normalized_unit == "大" and wanted.unit != "大":
        return Fit.NO
    if not wanted.types:
        rate = quantity.type in RATES and question.aspect not in (Aspect.SHARE, Aspect.GROWTH)
        rate = rate and not (HOW_HIGH.search(question.view) or _names_rate(question, figure))
        return Fit.NO if rate or quantity.type in (Q.RANK, Q.DURATION) else Fit.UNKNOWN
    if quantity.type not in wanted.types:
        bare = quantity.type is Q.NUMBER and wanted.types == RATES
        return Fit.UNKNOWN if bare and _names_rate(question, figure) else Fit.NO
    bodies = quantity.type is Q.COUNT and quantity.normalized_unit in _BODIES
    if bodies and not wanted.unit and _RIGHTS.search(question.view):
        return Fit.NO  # 专利申请量 is no number of firms
    if wanted.unit == "百分点":
        return Fit.YES if quantity.type is Q.PERCENTAGE_POINT else Fit.UNKNOWN
    if not wanted.unit or quantity.type is Q.MULTIPLE:
        return Fit.YES
    unit = quantity.normalized_unit or quantity.unit
    if not unit:
        return Fit.UNKNOWN
    if unit.startswith(wanted.unit) or wanted.unit in unit or wanted.unit in quantity.unit:
        return Fit.YES
    return Fit.UNKNOWN if counted_alike(wanted.unit, unit) else Fit.NO


def _names_rate(question: Question, figure: Figure) -> bool:
    """True for a rate that is told by its name, the one asked for: 机械化水平达到69%."""
    head = _RATE_HEAD.search(unframed(figure.measure).rstrip())
    return head is not None and head.group() in question.view


def counted_alike(one: str, other: str) -> bool:
    """True for two measure words that count the same things: 件, 项."""
    return one == other or any(one in group and other in group for group in _UNIT_GROUPS)


def place_fit(question: Question, scene: Scene, figure: Figure) -> Fit:
    """Compare whose figure it is."""
    subject = figure.subject.place if figure.subject else scene.place
    if not question.places:
        return _nation_fit(scene, subject) if question.nation else Fit.UNKNOWN
    opens = subject is not None and figure.measure.startswith(short_name(subject))
    fits = [
        Fit.YES
        if _in_a_name(question.view, p.span.start, scene.text)
        else Fit.NO
        if _only_a_part(question.view, p.canonical, subject, scene.text)
        else place_of(p.canonical, subject, scene, opens=opens)
        for p in question.places
    ]
    scope = figure.quantity.type is Q.RANK and subject is not None
    if scope and any(within(subject or "", p.canonical) for p in question.places):
        return max(Fit.UNKNOWN, *fits)  # 北京第几个: among whom, not whose
    return max(fits)


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


def period_fit(question: Question, scene: Scene, figure: Figure) -> Fit:
    """Compare when; an ordinal (第二届) that differs is another time."""
    for ordinal, unit in ORDINAL.findall(question.view):
        stated = ORDINAL.findall(scene.text + scene.lead)
        if (ordinal, unit) not in stated and any(unit == other for _, other in stated):
            return Fit.NO
    own = figure.period
    spanned = span_fits(question.view, figure)
    based = [p for p in question.periods if is_base(question, p)]
    if spanned is not None and len(based) == len(question.periods):
        return Fit.YES if spanned else Fit.NO
    if not question.periods:
        return Fit.UNKNOWN
    grown = seen_aspect(figure) is Aspect.GROWTH
    if grown and figure.base is not None and own is not None:
        fits = _from_base(question.periods, figure.base, own)
        if fits is not None:
            return fits
    wanted = [p for p in question.periods if p not in based] or list(question.periods)
    if own is not None and (own.start or own.end):
        return max(overlap(p, own) for p in wanted)
    years = {(p.end or p.start or "")[:4] for p in wanted}
    published = scene.document.metadata.published
    if published is not None and str(published.year) in years:
        return Fit.UNKNOWN
    around = scene.headings + scene.title
    if own is None or own.kind != "since":
        around += scene.text + scene.lead  # 目前, 截至目前 are told from the year spoken of
    return Fit.UNKNOWN if any(y and y in around for y in years) else Fit.NO


def _from_base(asked: Sequence[Period], base: Period, own: Period) -> Fit | None:
    """Compare a change over several years told against the year before them: 比2007年增加81亿斤.

    None where the question does not name that year.
    """
    from_year = (base.start or base.end or "")[:4]
    rest = [p for p in asked if (p.start or p.end or "")[:4] != from_year]
    if not from_year or len(rest) == len(asked):
        return None
    ends = (own.end or "")[:4]
    return Fit.YES if all((p.end or p.start or "")[:4] == ends for p in rest) else Fit.NO


def is_base(question: Question, period: Period) -> bool:
    """True for a period that the question only compares with: 是2017年的几倍."""
    before = question.view[: period.span.start]
    after = question.view[period.span.end :]
    compared = before.endswith(("是", "为", "比", "较", "相当于", "相对于"))
    return compared and after.lstrip("同期全年").startswith(
        ("的", "翻", "增", "多", "高", "降", "减", "少", "下", "上", "提", "，")
    )


def overlap(wanted: Period, own: Period) -> Fit:
    """YES for the same period or a part of it, UNKNOWN for some quarters of a year, else NO."""
    if (wanted.start, wanted.end) == (own.start, own.end):
        return Fit.YES
    w_start, w_end = _bounds(wanted)
    o_start, o_end = _bounds(own)
    if wanted.kind == "plan" and own.kind == "until" and w_end[:4] == o_end[:4]:
        return Fit.YES  # what is to be at the end of a plan is of the plan
    ends = (wanted.kind, own.kind)
    if ends in _UP_TO or (own.kind == "until" and wanted.kind in ("year", "month", "day")):
        told = min(len(own.end or ""), len(wanted.end or ""))  # 截至9月末 is not of June
        return Fit.YES if w_end[:told] == o_end[:told] else Fit.NO
    if own.kind == "since" and wanted.kind in ("year", "month", "quarter"):
        return Fit.UNKNOWN if w_start[:4] == o_start[:4] else Fit.NO
    if w_start <= o_start and o_end <= w_end:
        if own.kind not in ("quarter", "half") or wanted.kind != "year":
            return Fit.YES
        return Fit.NO if re.search(r"全年|整年", wanted.text) else Fit.UNKNOWN
    return Fit.NO


def _bounds(period: Period) -> tuple[str, str]:
    """Return ISO bounds padded so that they compare as text whatever their precision."""
    start = (period.start or "0000") + "-01-01"[len(period.start or "0000") - 4 :]
    end = (period.end or "9999") + "-12-31"[len(period.end or "9999") - 4 :]
    return start, end


def aspect_fit(question: Question, figure: Figure) -> Fit:
    """Compare which face of the measure: a growth or a gap is no level, a share no growth."""
    asked, own = question.aspect, seen_aspect(figure)
    if figure.quantity.type is Q.RANK:
        return Fit.UNKNOWN
    if own is Aspect.GROWTH:
        if figure.quantity.type is Q.MULTIPLE and asked is not Aspect.SHARE:
            return Fit.YES if asked is Aspect.GROWTH else Fit.UNKNOWN  # 是2017年的几倍
        aimed = figure.aspect is Aspect.TARGET
        if asked is Aspect.TARGET and aimed:
            return Fit.UNKNOWN if figure.quantity.type in question.wanted.types else Fit.NO
        if asked is Aspect.GROWTH and AIM.search(question.view) and not aimed:
            return Fit.UNKNOWN
        return Fit.YES if asked in (Aspect.GROWTH, Aspect.GAP) else Fit.NO
    if own is Aspect.GAP:
        return Fit.YES if asked in (Aspect.GAP, Aspect.GROWTH) else Fit.NO
    if asked is Aspect.GROWTH:
        if own is Aspect.NEW and figure.quantity.type in question.wanted.types:
            return Fit.YES  # 增加了多少个学位, 新增学位7.2万个
        rate = figure.quantity.type in (Q.PERCENT, Q.PERCENTAGE_POINT, Q.MULTIPLE)
        return Fit.UNKNOWN if rate and own is not Aspect.SHARE else Fit.NO
    if asked is Aspect.GAP:
        return Fit.NO
    if own is Aspect.SHARE and not _same_whole(question, figure):
        return Fit.NO
    if asked is Aspect.SHARE:
        return Fit.YES if own is Aspect.SHARE else Fit.UNKNOWN
    if {asked, own} == {Aspect.NEW, Aspect.CUMULATIVE}:
        both = asked is Aspect.NEW and SUMMED.search(question.view) and NEW.search(figure.measure)
        return Fit.YES if both else Fit.NO  # 五年累计新增就业
    if asked is Aspect.NEW:
        return Fit.YES if own is Aspect.NEW else Fit.UNKNOWN
    if (
        asked is Aspect.TARGET
        and own is Aspect.ACTUAL
        and not question.periods
        and _is_past(figure)
    ):
        return Fit.NO
    if asked in _LEVELS:
        return Fit.YES if asked is own else Fit.UNKNOWN
    return Fit.UNKNOWN


def _same_whole(question: Question, figure: Figure) -> bool:
    """True unless the question names a whole (占全国的) that is not the figure's."""
    asked = re.search(r"占(?!比|有|据)([^，？]{1,16}?)(?:的|多少|百分|比|几)", question.view)
    own = re.search(r"占(?!比|有|据)(.+)", figure.measure)
    if asked is None or own is None or not content(_HOW_MUCH.sub("", asked[1])):
        return True
    whole = re.sub(r"的?(?:比重|比例|份额|占比).*", "", own[1].removeprefix("全部"))
    whole, named = whole.lower(), asked[1].lower()
    return max(match(whole, question.view), match(named, whole)) >= WHOLE
