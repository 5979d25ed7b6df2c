"""Which face of a measure a figure shows: a level, a growth, a share, a gap, a target."""

import re
from dataclasses import replace
from typing import NamedTuple

from corpus.document import Aspect, Figure, Period, Quantity, QuantityType

# A comparison with something named: 高于中关村平均水平32亿元 is a difference, 超过15万件 a bound.
GAP = re.compile(
    r"(?:高于|低于|高出|超出|多于|少于|超过|领先|落后于|(?<![同环占对类])比(?![重例率])|(?<![比])较)"
    r"(?![一二三四五六七八九十百千万亿两几])[^，；。0-9]{2,24}(?:高|低|多|少|多出|高出|快|慢)?$"
)
YEAR_ON_YEAR = re.compile(
    r"(?:比|较)(?:上一?年|前一?年|一年(?:之|以)?前|去年|往年|同期(?![㐀-鿿]{2,24}[高低多少]$)|上月|上季|年初|上期|期初)"
)
GAP_WORD = re.compile(r"(?:相差|差距|差额|缺口)[^，；。]{0,6}$")
GROWTH = re.compile(
    r"(?:增长率?|增幅|增速|增加(?!值)|提高|提升|上升|下降|减少|降低|上涨|下滑|回落|翻|"
    r"削减|增产|减产|增收|减收|升值|贬值|压缩|压减|下跌|扩大)"
    r"[^，；。、至到]{0,6}$"
)
GROWTH_WORD = re.compile(r"增长率|增幅|增速|同比|环比|降幅|涨幅|年均")
REACHES = re.compile(
    r"(?:增|降|提高|提升|上升|下降|缩短|增长|增加|减少|降低|压缩|压减|扩大|回落|下调|上调)"
    r"(?:至|到|为)[^，；。]{0,4}$"
)
SHARE_BEFORE = re.compile(r"(?:占|比重|比例|份额|占比|覆盖率|的)[^，；。]{0,14}$")
SHARE_THING = re.compile(r"占[^，；。]{1,16}(?:比重|比例|份额)|占比|的比[重例]$")
SHARE_AFTER = re.compile(r"^(?:以上|左右)?的[㐀-鿿]")
# 本计划, 资助计划获拨款: a plan that is there, and no intention.
INTENDED = re.compile(
    r"(?:力争|(?<![本该此展动助训作育习境援])计划(?![获共已于由为的是书》”“])|(?<![模虚])拟(?![定订]|[^，；。]{0,8}(?:名单|的))|"
    r"将达|将形成|目标[是为][^，；。]{0,12}?[将把使令])[^，；。]*$"
)
_AIM = re.compile(
    r"(?<!完成)目标(?:值|任务|数)?(?:[是为]|定[在为]|[:：])$"
)  # 年初确定的目标为5万吨
EXPECTED = re.compile(r"(?:争取|预计|确保)[^，；。]*$")  # of a year that is over: what was reached
TARGET_HEADING = re.compile(r"目标|展望")
TARGET_LEAD = re.compile(r"目标(?:任务)?(?:是|为|如下)?：$|目标是[：，]?$")
CUMULATIVE = re.compile(r"累计|共计|总计|合计")
_UP_TO = re.compile(r"截至|截止|迄今|至今|以来$")
NEW = re.compile(r"新增|新认定|新引入|新引进|新建|新设|新发展|新登记|新纳入|新列入|新参保")
TOTAL = re.compile(r"总数|总量")
# What stands at a level and is not summed up: 累计培育企业20家, but 专利拥有量达到50件.
LEVEL = re.compile(
    r"总数|总量|拥有|现有|已有|规模|余额|存量|保有|人数|人口|从业|在[校岗册职]|达到?|其中|[为是占均率比]|目前|当前"
)
_TIMES_EARLIER = re.compile(
    r"(?:为|是|达到?|相当于)(?:[去上前]一?年)?(?:同期|同月|[去上前]一?年|[年期]初)[^，；。]{0,3}的[^，；。]{0,2}$"
)
_MOVED = re.compile(r"(?:增加|增长|减少|下降|提高|净[增减]|[前后]移|(?:上|跃)升)了?$")
_SUMMED = (QuantityType.COUNT, QuantityType.MONEY)
LEVEL_TYPES = {QuantityType.COUNT, QuantityType.MONEY, QuantityType.PER_UNIT, QuantityType.NUMBER}


class Setting(NamedTuple):
    """What stands around a clause: `target` after 目标是：, `past` where its time is over."""

    target: bool = False
    past: bool = False
    earlier: bool = False  # a multiple of what was at an earlier time: 为2017年的6倍


def seen_aspect(figure: Figure) -> Aspect:
    """Return the aspect to hold against a question.

    A total answers what is asked in sum, a growth that is aimed at what is asked of growth.
    """
    if figure.aspect is Aspect.TARGET and _is_growth(
        figure.quantity, figure.measure, "", Setting(earlier=figure.base is not None)
    ):
        return Aspect.GROWTH
    total = figure.aspect is Aspect.ACTUAL and TOTAL.search(figure.measure)
    return Aspect.CUMULATIVE if total else figure.aspect


def aimed(figure: Figure) -> Figure:
    """Return a growth as the target that it is of a time ahead: 到2025年…，年均增长15%."""
    own = replace(figure, aspect=Aspect.TARGET)
    return own if seen_aspect(own) is Aspect.GROWTH else figure


def goes_on_summing(quantity: Quantity, before: str) -> bool:
    """True of a further sum behind 累计…: 累计投资项目9个，金额2亿元. `before` is its clause."""
    return quantity.type in _SUMMED and not LEVEL.search(before)


def carries_target(clause: str) -> bool:
    """True when a clause, its closing mark included, announces targets: 主要目标是：."""
    return TARGET_LEAD.search(clause) is not None


def aspect_of(
    quantity: Quantity,
    before: str,
    after: str,
    headings: str,
    period: Period | None,
    setting: Setting = Setting(),  # noqa: B008
) -> Aspect:
    """Classify a figure.

    `before` and `after` are its clause on either side of it, `headings` the heading path as one
    text. What was reached in a year that is over is no target, whatever the heading says.
    """
    if quantity.type is QuantityType.RANK:
        return Aspect.ACTUAL
    if GAP_WORD.search(before) or (GAP.search(before) and not YEAR_ON_YEAR.search(before)):
        level = quantity.type in LEVEL_TYPES or quantity.type is QuantityType.PERCENTAGE_POINT
        if level and not REACHES.search(before):
            return Aspect.GAP
    if _is_growth(quantity, before, after, setting):
        return Aspect.GROWTH
    if quantity.type in (QuantityType.PERCENT, QuantityType.RATIO) and (
        SHARE_BEFORE.search(before) or SHARE_AFTER.search(after)
    ):
        return Aspect.SHARE
    if _is_target(before, headings, period, setting):
        return Aspect.TARGET
    if CUMULATIVE.search(before):
        return Aspect.CUMULATIVE
    if NEW.search(before) and not TOTAL.search(before):
        return Aspect.NEW
    if period is not None and quantity.type in _SUMMED and _UP_TO.search(period.text):
        level = period.end is not None and LEVEL.search(before) is not None
        return Aspect.ACTUAL if level else Aspect.CUMULATIVE
    return Aspect.ACTUAL


def _is_growth(quantity: Quantity, before: str, after: str, setting: Setting) -> bool:
    if REACHES.search(before):
        return False
    if quantity.type in (QuantityType.PERCENT, QuantityType.PERCENTAGE_POINT):
        return bool(GROWTH.search(before) or GROWTH_WORD.search(before))
    if quantity.type is QuantityType.MULTIPLE:
        earlier = setting.earlier or _TIMES_EARLIER.search(before)
        return bool(GROWTH.search(before) or earlier) or after.startswith("增")
    return bool(_MOVED.search(before))


def _is_target(before: str, headings: str, period: Period | None, setting: Setting) -> bool:
    if INTENDED.search(before) or _AIM.search(before):
        return True
    if setting.past:
        return False
    if period is not None and period.kind == "until":
        return re.search(r"截至|截止|目前|当前|迄今|至今", period.text) is None
    return setting.target or bool(EXPECTED.search(before) or TARGET_HEADING.search(headings))
