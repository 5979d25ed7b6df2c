"""What is to be computed from the figures that a question names: told by how it asks."""

import re
from enum import StrEnum
from functools import lru_cache

from qa.asking.wanted import RATES, wanted_of

__all__ = ["AGAINST", "MORE", "SUM", "Way", "asks_apart", "asks_smaller", "way_of"]

MORE = r"(?:多|高|大|少|低|早|晚|快|慢|(?<!增)长|短|靠前|领先)"
_MOVED = (
    r"(?:增长|成长|增加|上升|提高|提升|上涨|扩大|减少|下降|降低|下滑|回落|下跌|压缩|多|高|少|低)"
)
# What is held against what stands behind it: 比乙市, 高出乙市, 少于乙市
AGAINST = re.compile(
    r"(?<![相对])比(?!重|例|值|率|如|上年|去年)|较(?!多|高|大|少|低|为)|[高低多少大小]于|[高多超低]出(?!口)|超过|领先|落后|不及"
)
SUM = re.compile(
    r"之和|总计(?=[是为有达，？。]|多少|几|$)|(?<![公总一合])共(?!同|享|建|识|有制)[^，？]{0,8}(?:多少|几)|合计|加起来|相加|加总|总和|合共|一共|总共|共计|合起来|共(?:有|是|为)?(?:多少|几)|累加|加在一起|"
    r"(?<=[和与及、])[^，？]{1,20}(?:总数|总额|总量|总计)(?!相比|比起|[高低多少大小]|，?(?:哪|谁|何者)|[^，？]{0,2}(?:差|比))|"
    r"[两三四五](?:项|者|个|类|块)的?(?:总额|总数|总量|总计)"
)
_AVERAGE = re.compile(
    r"(?:[两二三四五六七八九十]|\d)(?:年|市|区|县|省|地|镇|家|者|个[㐀-鿿]{1,4})的?平均(?!每)(?!工资|薪|寿命|年龄|气温)|"
    r"的?(?:平均(?:值|数|水平)?|均值)(?:大约|约)?(?:是|为|有|达到?)?(?:多少|几|$|[？。])|"
    r"平均(?:是|为|有|达到?)?(?:多少|几)|平均每一?[个座]?(?:城市|地区|地方|[市区县省])(?!民)"
)
# By what part of what it was
_RATE = re.compile(
    rf"{_MOVED}[了出]?(?:大约|约)?(?:百分之[几多]少?|几成|多大(?:幅度|比例))|"
    r"(?:[高多超低]出|[高低多少]于|超过|领先|落后|不及)[^，？]{2,40}?(?:百分之[几多]少?|几成|多大(?:幅度|比例))|"
    r"(?:增|涨|升|降|跌|变)(?:幅|速)|(?:增长|成长|变化|年增|减少|增产|减产)率|增长比例|(?:增产|减产|减少|增加)幅度"
)
_ANNUAL = re.compile(
    rf"(?:年均|年平均|平均每年|每年平均|复合|平均年)(?:复合)?的?(?:{_MOVED}|[增升涨降跌])"
)
_PARTS = re.compile(r"百分之|占|比例|比重|几成|份额")
_RATIO = re.compile(
    r"几倍|多少倍|倍数|之比|比值|除以|(?:与|和|跟|同|对)[^，？]{2,40}的?比(?:是|为)?(?:多少|几)"
)
_APART = re.compile(r"相差|差额|差距|之差|差(?=多少|几)")  # whatever 总额 it is of
_MOVES = re.compile(  # what a mere difference is worded by, beside what is held against another
    rf"{_APART.pattern}|{AGAINST.pattern}|{_MOVED}|{MORE}|差|减|扣|除去|剔除|去掉|刨|剩|余|缺|欠|缩|隔|悬殊|变化|距"
)
_POINTS = re.compile(r"百分点")
_ASKING = re.compile(
    rf"(?<!多)(?P<way>{MORE})(?=[^，？]{{0,4}}(?:是|为)?(?:谁|哪|何|多少|几|百分|$|[？。呢些]))"
    r"|(?P<least>最[少低小慢]|垫底|末位|倒数|落后|靠后|较后)"
)


class Way(StrEnum):
    """What is done with the operands; a comparison only asks which of them is ahead."""

    DIFFERENCE = "difference"
    RATE = "rate"  # what a figure changed by, as a part of what it was
    ANNUAL = "annual"  # the same for each of the years between
    SHARE = "share"  # a part of a whole
    RATIO = "ratio"
    SUM = "sum"
    AVERAGE = "average"
    REST = "rest"  # what is left of a whole
    GAP = "gap"  # what is missing to a target
    PERCENT = "percent"  # one in per cent of another that it is no part of


@lru_cache(maxsize=256)
def way_of(view: str) -> Way:
    """Return what a question in search form wants computed, else the difference."""
    if _POINTS.search(view):
        return Way.DIFFERENCE
    if _RATIO.search(view):
        return Way.RATIO
    if _RATE.search(view) or _grows(view):
        return Way.ANNUAL if _ANNUAL.search(view) else Way.RATE
    if _PARTS.search(view):
        return Way.SHARE
    if _AVERAGE.search(view):
        return Way.AVERAGE
    if _APART.search(view):
        return Way.DIFFERENCE
    return Way.SUM if SUM.search(view) else Way.DIFFERENCE


def asks_apart(view: str) -> bool:
    """True for a question that words a difference at all."""
    return _MOVES.search(re.sub(r"多[少大]|至少|最少", "", view)) is not None


def _grows(view: str) -> bool:
    """True for 增长多少 where nothing counted follows: it asks for a rate."""
    moved = re.search(r"(?:增长|成长|上升|下降|上涨|下跌|下滑|回落)了?(?:多少|几)", view)
    wanted = wanted_of(view)
    return moved is not None and not wanted.unit and bool(wanted.types & RATES)


def asks_smaller(view: str) -> bool:
    """True when the asking words want the smaller one: 哪个更低, and not 中小企业."""
    found = list(_ASKING.finditer(view))
    return bool(found) and (
        found[-1]["least"] is not None or found[-1]["way"] in ("少", "低", "小", "慢", "短")
    )
