"""Whether a figure is of the unit, place, period and aspect that a question asks for."""

import re

from corpus.attribution.aspects import CUMULATIVE as SUMMED
from corpus.attribution.aspects import NEW, seen_aspect
from corpus.attribution.clauses import content, unframed
from corpus.document import Aspect, Figure, QuantityType
from qa.asking.wanted import RATES, STRUCTURE
from qa.draft import Scene
from qa.matching.align import match
from qa.matching.contrast import excluded
from qa.matching.figure_faults import only_added
from qa.matching.fitness import FigureFit, Fit
from qa.matching.limits import limits_fit
from qa.matching.period_fit import period_fit
from qa.matching.place_fit import place_fit
from qa.question import Question

Q = QuantityType
_TRADE = re.compile(r"进口|出口|分别|各")
_KIND_OF_PATENT = re.compile(r"外观|实用")
# Classes that only their name tells apart: A类, 二类, 第二产业.
CLASS = re.compile(
    r"([A-Z]|[甲乙丙丁]|(?<![第省市区县州镇乡])[一二三四五六](?=[类级档等孩胎])|第[一二三四])(类|级|档|等|产业|阶梯|孩|胎)"
)
_TIERS = ("级", "档", "阶梯")  # of a price
HOW_HIGH = re.compile(r"多高(?![的楼山塔级])")  # of a rate as of anything measured: 覆盖率多高
AIM = re.compile(r"目标|指标|任务")
_RATE_HEAD = re.compile(r"[㐀-鿿]{1,3}(?:水平|覆盖面|程度|比重|占比|比例|份额|指数|系数|[率度])$")
_HOW_MUCH = re.compile(r"多[少大]|几")
_WITHIN = re.compile(r"(?:多久|几个?(?:工作)?[天日月年周]|多少个?(?:工作)?[天日月年])(?:之|以)?内")
_FROM_THEN = re.compile(r"(?:之日|期满|届满)起")
_OVER_YEARS = re.compile(r"[两二三四五六七八九十\d]年(?:来|间|以来|内|下来)|以来")
_AGES = ("岁", "周岁")
_HOW_OLD = re.compile(r"(?:多少|几)个?周?岁|岁数|年龄|年纪|多大|高龄|多老")
_IN_DAYS = re.compile(r"(?:多少|几)个?(?:工作)?[天日]")
_SUMMED_UP = re.compile(
    r"^(?!.*(?:目标|指标|任务|[要将拟]|力争|计划|争取|预计|规划|打算|到\d)).*累[计积]"
)
LEVEL = re.compile(r"达到?了?(?:多少|几)|总[量数]")  # asks what there is: no 新增8万个
WHOLE = 0.5  # how far the whole that a share is of has to stand in the question

# Measure words that count the same things in questions and documents.
_UNIT_GROUPS = (
    frozenset(["件", "项", "宗", "笔", "个", "款", "种", "类", "份", "条", "起", "例", "桩"]),
    frozenset(["家", "个", "户", "间", "所", "座", "支", "类", "大"]),
    frozenset(["人", "名", "位", "个", "员", "人次"]),
    frozenset(["张", "床"]),
    frozenset(["吨", "立方米", "立方", "方"]),  # of water and gas
    frozenset(["次", "场", "届", "期", "回", "轮", "批"]),
    frozenset(["年", "个", "月", "天", "日", "工作日", "个工作日", "个月", "小时"]),
    frozenset(["个", "项", "大", "类", "种", "条", "支", "批", "份", "方面"]),
)
_SCALES = ("万", "千万", "百万", "亿")  # what a sum of money is told in without its unit
_OF_RIGHTS = frozenset(["件", "项", "个", "份", "种", "类", "宗", "", "万", "亿"])
_CURRENCY = re.compile(r"(?:多少|几)[万亿千百]*(美|港|欧|日|澳门|新台)(?:元|币)")
_RIGHTS = re.compile(
    r"(?:专利|商标|著作权|版权|地理标志|品种权)的?(?:(?:国际|累计|有效)?(?:申请|授权|注册|登记|拥有|持有)){1,2}(?:总?量|件?数)"
    r"|(?:多少|几)[件项]?(?:发明|国际|有效|pct)?(?:专利|商标|著作权)(?:申请|授权|注册)?(?=$|[？。，])"
)
_HOW_MANY_RIGHTS = re.compile(
    r"(?:专利|商标|著作权|版权)(?:数量?|总数|总量)?(?:一共|总共|共)?有(?:多少|几)(?=$|[？。，])"
)
_LEVELS = (Aspect.ACTUAL, Aspect.CUMULATIVE, Aspect.NEW, Aspect.TARGET)


def fit(question: Question, scene: Scene, figure: Figure) -> FigureFit:
    """Hold a figure against a question, side by side."""
    meant = class_fits(question, scene, figure) and not beside(
        question.view, scene, figure.measure + figure.context
    )
    meant = meant and not _begins(question.view, scene, figure)
    unit = unit_fit(question, figure) if meant else Fit.NO
    return FigureFit(
        unit,
        place_fit(question, scene, figure),
        period_fit(question, scene, figure),
        aspect_fit(question, figure),
    )


def _begins(view: str, scene: Scene, figure: Figure) -> bool:
    """True for a time that only begins the one asked for: 满三个月之日起三十日内."""
    if figure.quantity.type is not Q.DURATION or not _WITHIN.search(view):
        return False
    return _FROM_THEN.match(scene.text, scene.sentence.view.locate(figure.span).end) is not None


def beside(view: str, scene: Scene, told: str = "") -> bool:
    """True when a question names the section beside a sentence's own, and the sentence does not."""
    named = [other for other in scene.siblings if other in view]
    if not named:
        return False
    told += scene.text + scene.headings + scene.lead
    return not any(other in told for other in named)


def class_fits(question: Question, scene: Scene, figure: Figure) -> bool:
    """True unless the question names a class (A类, 第二产业) and the figure is of another one."""
    before = scene.text[: scene.sentence.view.locate(figure.span).start]
    segment = re.split("[；。]", before)[-1]  # 购买第二套住房的，…首付不低于30%
    if excluded(question.view, figure.measure, figure.context or segment):
        return False
    if _of_half(question.view, figure):
        return False
    own_kind = _KIND_OF_PATENT.search(question.view)
    if own_kind and own_kind[0] not in scene.text + scene.headings and "专利" in figure.measure:
        return False  # of all patents, or of another kind
    if not limits_fit(question, scene, figure):
        return False
    classes = CLASS.findall(question.view)
    if not classes:
        return True
    for name, kind in classes:
        said = _named_alike(before, kind)
        own = figure.measure + figure.context
        if name in _named_alike(own, kind):
            continue
        if said and said[-1] != name:
            return False
        led = _named_alike(scene.lead, kind)
        told = (led and led[-1] == name) or name in _named_alike(
            f"{scene.text}，{scene.headings}", kind
        )
        if not said and not told:
            return False
    return True


def _named_alike(text: str, kind: str) -> list[str]:
    """Return the classes of a kind that a text names, in order; 第二档 is the 第二阶梯."""
    kinds = _TIERS if kind in _TIERS else (kind,)
    return [name for name, k in CLASS.findall(text) if k in kinds]


def _of_half(view: str, figure: Figure) -> bool:
    """True for 出口总额 where 进出口总额 is asked for."""
    own = figure.measure + figure.context
    whole = "进出口" in view and not _TRADE.search(view.replace("进出口", ""))
    return whole and "进出口" not in own and _TRADE.search(figure.measure) is not None


def _is_past(figure: Figure) -> bool:
    period = figure.period
    return period is not None and period.kind in ("year", "quarter", "half", "month")


def unit_fit(question: Question, figure: Figure) -> Fit:
    """Compare type and measure word."""
    wanted, quantity = question.wanted, figure.quantity
    if _of_other_scale(question.view, quantity.normalized_unit):
        return Fit.NO
    if _HOW_MANY_RIGHTS.search(question.view) and quantity.normalized_unit not in _OF_RIGHTS:
        return Fit.NO  # 有多少专利: no 7届
    if wanted.unit in ("人", "名", "位") and quantity.normalized_unit == "个":
        return Fit.NO  # 多少人 is no number of things
    if quantity.normalized_unit == "大" and wanted.unit != "大":
        return Fit.NO
    parted = quantity.type is Q.RATIO and quantity.value is None  # 12.4:50.9:36.7
    if parted or STRUCTURE.search(question.view):
        return Fit.YES if parted and STRUCTURE.search(question.view) else Fit.NO
    if not wanted.types:
        rate = quantity.type in RATES and question.aspect not in (Aspect.SHARE, Aspect.GROWTH)
        rate = rate and not (HOW_HIGH.search(question.view) or _names_rate(question, figure))
        return Fit.NO if rate or quantity.type in (Q.RANK, Q.DURATION) else Fit.UNKNOWN
    if quantity.type not in wanted.types:
        bare = quantity.type is Q.NUMBER
        rated = wanted.types == RATES and _names_rate(question, figure)
        sum_of_money = Q.MONEY in wanted.types and quantity.unit in _SCALES  # 每年最高40万
        return Fit.UNKNOWN if bare and (rated or sum_of_money) else Fit.NO
    counts_other = quantity.type is Q.COUNT and quantity.normalized_unit not in _OF_RIGHTS
    if counts_other and not wanted.unit and _RIGHTS.search(question.view):
        return Fit.NO  # 专利申请量 is no number of firms
    currency = _CURRENCY.search(question.view)
    if currency and quantity.type is Q.MONEY and currency[1] not in quantity.unit:
        return Fit.NO  # 折合多少美元 asks for no 元
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


def _of_other_scale(view: str, unit: str) -> bool:
    """True for an age where none is asked for, and for years where days are: 几个工作日."""
    if unit in _AGES:
        return not _HOW_OLD.search(view)
    return unit.startswith("年") and _IN_DAYS.search(view) is not None


def _names_rate(question: Question, figure: Figure) -> bool:
    """True for a rate that is told by its name, the one asked for: 机械化水平达到69%."""
    head = _RATE_HEAD.search(unframed(figure.measure).rstrip())
    return head is not None and head.group() in question.view


def counted_alike(one: str, other: str) -> bool:
    """True for two measure words that count the same things: 件, 项."""
    return one == other or any(one in group and other in group for group in _UNIT_GROUPS)


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
    if LEVEL.search(question.view) and only_added(question, figure):
        return Fit.NO
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
        over = SUMMED.search(question.view) or _OVER_YEARS.search(question.view)
        both = asked is Aspect.NEW and over and NEW.search(figure.measure)
        return Fit.YES if both else Fit.NO  # 五年累计新增就业
    if asked is Aspect.NEW:
        return Fit.YES if own is Aspect.NEW else Fit.UNKNOWN
    if own is Aspect.TARGET and _so_far(question):
        return Fit.NO
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


def _so_far(question: Question) -> bool:
    """True where a question asks what was summed up, and not until when or for what aim."""
    asked = question.aspect is Aspect.CUMULATIVE and not question.periods
    return asked and _SUMMED_UP.search(question.view) is not None


def _same_whole(question: Question, figure: Figure) -> bool:
    """True unless the question names a whole (占全国的) that is not the figure's."""
    asked = re.search(r"占(?!比|有|据)([^，？]{1,16}?)(?:的|多少|百分|比|几)", question.view)
    own = re.search(r"占(?!比|有|据)(.+)", figure.measure)
    if asked is None or own is None or not content(_HOW_MUCH.sub("", asked[1])):
        return True
    whole = re.sub(r"的?(?:比重|比例|份额|占比).*", "", own[1].removeprefix("全部"))
    whole, named = whole.lower(), asked[1].lower()
    return max(match(whole, question.view), match(named, whole)) >= WHOLE
