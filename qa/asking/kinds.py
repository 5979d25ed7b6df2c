"""What form of answer a question wants, told by how it asks (`qa/data/kinds.txt`)."""

import re

from qa.contract import Kind
from qa.lexicon import MEASURE_ENDING, TARGET_ENDING, TARGET_OF, asks

__all__ = ["COUNTED_ENDING", "MEASURE", "kind_of"]

MEASURE = (
    r"(?:个|大(?!学|型|中|小|户|数据)|类|种|项|条|点|方面|家|款|所|间|名|位(?!数)|座|份|批|支|对|"
    r"部分|级|套|块|件(?=大?[实好]?事))"
)
# Things that are counted and no more is asked: 方案的四项原则; 三家牵头单位是谁
COUNTED_ENDING = re.compile(
    r"(?<![第前\d.%两二三四五六七八九十上下头])(?P<n>[两二三四五六七八九十]|\d{1,2})"
    rf"(?!个?(?:月|小时|工作日|百分点|季度|年))(?={MEASURE}){MEASURE}"
    r"(?P<class>[^，？。\d]{1,16}?)(?:是谁)?[？。]*$"
)

_OF_YEAR = re.compile(r"(?:到|在)?\d{4}年(?:底|末)?的?$")  # 产值2027年目标

# Tried in order once it is no calculation, comparison or yes-no question.
_ORDER = (Kind.DATE, Kind.LIST, Kind.FIGURE, Kind.ENTITY, Kind.PASSAGE)
# “约为2017年的几倍” asks for a multiple that the text may state itself.
_MULTIPLE_OF_TEXT = re.compile(r"(?:是|为|相当于|达到?)[^，？]{0,12}(?:几倍|多少倍)|翻")
# What asks for more than yes or no though 有没有 or 好不好 stands behind it: 谁来查有没有虚报. Not
# 有没有哪家…, which asks whether there is one.
_OPEN = re.compile(
    r"多少|几[个家件项人]|哪些|什么|(?<!是)谁|(?<![有没是])(?<!没有)哪一?(?:[家位座所间里儿年天]|个(?!都|也))"
)
# How many are asked for, whatever else the question names: 有多少个项目上了名单
_COUNTED = re.compile(rf"(?:多少|几){MEASURE}?(?!多少)[㐀-鿿]")
_NAMED = re.compile(r"哪|什么|谁|列出|列举|逐一|有何|为何")
# Questions that end in what they ask for, without an asking word: 交易所成立时间, 平台的负责人
_WHEN_ENDING = re.compile(r"(?<![长短周])(?:时间|日期|时候|年份|日子)(?:是|为)?$")
# Key words that end in what happens on a day: 试点平台 成立
_BEGUN_ENDING = re.compile(r"(?:成立|生效|施行|落成|揭牌|动工|开工|竣工|投产|通车|挂牌|开业|签署)$")
_WHO_ENDING = re.compile(
    r"(?:负责人|局长|主任|市长|区长|书记|主席|总理|总裁|校长|作者|导演|主演|创始人|发起人|承办方|主办方|"
    r"举办地|地点|地址|电话|热线|专线|邮箱|电邮|网址|得主|名称|全称|简称)(?:是|为|有)?$|的(?:公司|企业|单位|机构|部门|银行|大学|医院|城市)(?:是|为|叫)$"
)
# 两项改革的名称: as many names as are counted
_NAMES_ENDING = re.compile(
    rf"(?<![第\d.])(?:[两二三四五六七八九十]|[2-9]){MEASURE}[^，？。]{{1,12}}的(?:名称|全称|简称)$"
)


def kind_of(view: str) -> Kind:
    """Return what form of answer a question in search form wants."""
    several = re.search(
        r"哪些|哪几|有何|哪[两三四五六七八九十](?:个?方面|点|类|项|条)", view
    ) and not re.search(r"多少|(?<!哪)几", view)
    if asks(Kind.CALCULATION).search(view) and not _MULTIPLE_OF_TEXT.search(view) and not several:
        return Kind.CALCULATION
    if asks(Kind.COMPARISON).search(view) and not asks(Kind.YES_NO).search(view):
        return Kind.COMPARISON
    if asks(Kind.YES_NO).search(view) and not _OPEN.search(view):
        return Kind.YES_NO
    for kind in _ORDER:
        counted = kind is Kind.LIST and _COUNTED.search(view) and not _NAMED.search(view)
        if asks(kind).search(view) and not counted:
            return kind
    bare = view.rstrip("？。！ ")
    if _WHEN_ENDING.search(bare):
        return Kind.DATE
    if _BEGUN_ENDING.search(bare) and not re.search("什么|指|是|[，？]", bare):
        return Kind.DATE
    if _WHO_ENDING.search(bare):
        return Kind.LIST if _NAMES_ENDING.search(bare) else Kind.ENTITY
    if re.search(r"什么|何谓|指的?是|定义|含义|意思", view):
        return Kind.SPAN
    target = _OF_YEAR.sub("", TARGET_ENDING.sub("", bare))
    measured = MEASURE_ENDING.search(target) or TARGET_OF.search(bare)
    if measured:
        return Kind.FIGURE
    return Kind.LIST if COUNTED_ENDING.search(view) else Kind.SPAN
