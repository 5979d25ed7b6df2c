"""What a question asks: its kind, the wanted unit, places, periods, aspect and content words."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from corpus.clean import clean
from corpus.document import Aspect, Period, Quantity
from corpus.periods import periods
from corpus.places import Place, places, short_name
from corpus.quantities import quantities
from corpus.script import detect, fold
from qa.contract import Kind
from qa.lexicon import MEASURE_ENDING, rewrites
from qa.terms import Term, terms_of
from qa.translate import to_chinese
from qa.wanted import Wanted, aspect_asked, wanted_of

UNTRANSLATED = 0.3  # weight of an English word without a Chinese one
ASKING_NUMBER = re.compile(r"多少|几|第几|百分之几")

# One row a kind, tried in order; the first that matches decides.
YES_NO = re.compile(
    r"是否|是不是|有没有|有无|能否|可否|会不会|能不能|可不可以|可以不|行不行|需不需要|用不用|系咪|系唔系|有冇|要不要|算不算|在不在|对不对|对吗|正确吗|属实吗|吗[？。]*$|没有[？]+$|么[？。]*$|(?<!什)么？$"
)
COMPARE = re.compile(
    r"(?:谁|哪个|哪家|哪一个|哪座|哪边|何者|哪一[年个方]|哪年|哪份|哪里|哪一边).{0,14}(?:更|较|比较|最)?(?:多|高|大|少|低|早|晚|快|(?<![局市区县部校院处科会厅司省州镇组团社班所站行])长|(?<![加增做建变])强|靠前|更前|领先)(?:[些呢一？。]|$)|"
    r"(?:更|较)(?:多|高|大|少|低|早|晚|快)的是|比起来|相比(?:谁|哪|如何)|谁(?:先|后)"
)
CALCULATE = re.compile(
    r"相差|差多少|(?<!哪些)(?<!什么)差距|差额|差几|多多少|(?<!减)少多少|(?<!提)高多少|(?<!降)低多少|多出|高出多少|多几|少几|加起来|相加|之和|"
    r"合起来|合共|总和|几倍|多少倍|倍数|平均(?:每|一)|之差|之比|比值|减去|除以|按[^，]{0,12}算|"
    r"(?:和|与|、|同|跟)[^，？]{1,20}(?:合计|一共|总共|合共|共计)[^，？]{0,8}(?:多少|几)|算一下|算出|推算|"
    r"比(?!上年|去年|上一?年|同期|前一?年|往年)[^，？]{1,24}(?:增加|增长|提高|多|高|少|低|减少|下降)了?(?:多少|几)(?!百分)|缩短了(?:多少|几)"
)
LIST = re.compile(
    r"哪些|哪几|有什么(?!作用|意义)|包括什么|列出|列举|逐一|分别是(?!多少|几)|分别[^，？多少几]{0,4}什么|有哪|几大.{0,12}(?:是|为)?(?:什么|哪)|都有谁|"
    r"哪[两三四五六七八九十]|(?<![第一])[两三四五六七八九十][㐀-鿿]{1,2}”?(?:分别|各)?(?:叫|是指|指的是|指)做?什么|"
    r"由(?:谁|什么人?|哪里|什么(?:机构|单位|部门|企业))(?:共同)?(?:组成|构成)|(?:包含|涵盖|涉及|囊括|含有)了?什么|"
    # what comes in numbers when it is asked for with 什么; no list there: answered with the words
    r"什么(?:材料|条件|步骤|环节|方面|领域|产业|行业|问题|不足|困难|短板|任务|业务|保障|后果|费用|险种)|"
    r"(?:都|各|分别)是谁|成员(?:都|分别)?(?:是|有)谁|(?:名单|成员单位|组成单位)[？。]*$|"
    r"(?:介绍|说明|讲讲|说说)[^，？]{0,8}[两三四五六七八九十]大|(?<!第)[两三四五六七八九十]大[㐀-鿿]{2,6}[？。]*$|"
    r"哪\d|是什么内容|各是什么|分别为(?!多少)|什么和什么|分别叫|各叫什么|"
    r"有何(?:举措|措施|特点|特色|要求|成效|不足|优势|任务|目标|内容|亮点|短板|问题)|采取了?(?:什么|何种)(?:举措|措施)|"
    r"(?:任务|措施|举措|特点|特色|原则|问题|差距|短板|不足|要求|条件|成员|亮点)(?:分别|主要|都)?(?:是|为|有|包括)(?:什么|何)(?!时)|"
    # a number of things, and what they are: 五大任务是什么, “四个一”指的是什么
    r"(?<![第\d.])(?:[两二三四五六七八九十]|\d{1,2})(?:个|大|类|种|项|条|点|方面|家|款|所|间)"
    r"(?!月|小时|工作日|百分点)[^，？。]{0,24}(?:是|指|为|叫|即)[^，？。]{0,4}(?:什么|哪|何)"
)
FIGURE = re.compile(
    r"多少|几多|百分之几|几成|翻几番|翻了几|第几|前几|排第|排名第?几|几(?=[个家件项人名次元倍天年月日条种类批所支届场位份座间款笔宗成大亿万])|"
    r"多大比例|多长时间|多久|占比|数量(?:是|为|呢|？|$)|数字是|数额|多大|多高|多少"
)
DATE = re.compile(
    r"什么时候|何时|几时|哪年|哪一年|哪天|哪一天|几月|几号|何年|何日|什么时间|哪个月|日期|哪一日|年份|哪年哪月|几年几月"
)
ENTITY = re.compile(
    r"谁|哪个|哪家|哪一[个家所项座类部份支]|哪里|哪儿|何处|哪座|哪所|哪项|哪份|哪类|哪部|哪支|哪种|哪位|哪届|哪条|哪款|"
    r"什么(?:机构|单位|平台|部门|企业|公司|城市|奖|名称|名字|称号|中心|文件|公文|职务|产品|地方|大赛|基金|人|基地|工程|项目|模式|论坛|会议|品牌|报|杂志)|"
    r"叫什么|名称是|何地|何人|何名|边个|边间|由谁"
)
PASSAGE = re.compile(
    r"如何|怎么|怎样|为什么|为何|何以|原因|怎么样|点样|点解|介绍一下|做法|讲了什么|做了什么|(?:用|靠|以|通过|采取)什么(?:办法|方法|措施|举措|方式|手段|途径)|出于什么|采取了?什么|有何(?:举措|措施)|概况|情况如何"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question read. `view` is its search form; spans inside refer to `view`."""

    text: str
    view: str
    kind: Kind
    wanted: Wanted
    places: tuple[Place, ...]
    periods: tuple[Period, ...]
    aspect: Aspect | None
    terms: tuple[Term, ...]
    premises: tuple[Quantity, ...]
    script: Literal["hans", "hant"]
    language: Literal["zh", "en", "ja"]


@lru_cache(maxsize=128)  # what a question asks on its way is read when foreseen, and when asked
def read_question(text: str) -> Question:
    """Read a question in Chinese of either script, English or Japanese."""
    language = language_of(text)
    view = fold(clean(text.strip())[0]).text
    if language != "zh":
        view = to_chinese(view, language)
    view = _tidy(view)
    kind = kind_of(view)
    found_periods = periods(view)
    found_places = _own_places(view)
    return Question(
        text=text,
        view=view,
        kind=kind,
        wanted=wanted_of(view),
        places=found_places,
        periods=tuple(p for p in found_periods if p.start or p.end),
        aspect=aspect_asked(view),
        terms=_lightened(
            terms_of(
                view,
                [p.span for p in found_places] + [p.span for p in found_periods if _timed(p)],
                [short_name(p.canonical) for p in found_places],
            ),
            language,
        ),
        premises=tuple(q for q in quantities(view) if not view[: q.span.start].endswith("哪")),
        script="hant" if detect(text) in ("hant", "mixed") else "hans",
        language=language,
    )


def _lightened(terms: tuple[Term, ...], language: str) -> tuple[Term, ...]:
    """Make words of a foreign question that the glossary lacks light: no document has them."""
    if language == "zh":
        return terms
    return tuple(
        replace(t, weight=min(t.weight, UNTRANSLATED)) if t.text.isascii() else t for t in terms
    )


def language_of(text: str) -> Literal["zh", "en", "ja"]:
    """Tell the language a question is written in, by its letters."""
    if re.search(r"[぀-ヿ]", text):
        return "ja"
    han, latin = len(re.findall(r"[㐀-鿿]", text)), len(re.findall(r"[A-Za-z]", text))
    return "en" if latin > 3 * max(han, 1) and han < 8 else "zh"


def kind_of(view: str) -> Kind:
    """Return what form of answer the question wants."""
    several = re.search(r"哪些|有何", view) and not re.search(r"多少|几", view)
    if CALCULATE.search(view) and not MULTIPLE_OF_TEXT.search(view) and not several:
        return Kind.CALCULATION
    if COMPARE.search(view) and not YES_NO.search(view):
        return Kind.COMPARISON
    if YES_NO.search(view) and not re.search(r"多少|几[个家件项人]|哪些|什么", view):
        return Kind.YES_NO
    for pattern, kind in (
        (DATE, Kind.DATE),
        (LIST, Kind.LIST),
        (FIGURE, Kind.FIGURE),
        (ENTITY, Kind.ENTITY),
        (PASSAGE, Kind.PASSAGE),
    ):
        if pattern.search(view):
            return kind
    bare = view.rstrip("？。！ ")
    if WHEN_ENDING.search(bare):
        return Kind.DATE
    if WHO_ENDING.search(bare):
        return Kind.ENTITY
    if re.search(r"什么|何谓|指的?是|定义|含义|意思", view):
        return Kind.SPAN
    if MEASURE_ENDING.search(bare):
        return Kind.FIGURE
    return Kind.SPAN


# Questions that end in what they ask for, without an asking word: 交易所成立时间, 平台的负责人
WHEN_ENDING = re.compile(r"(?<![长短周])(?:时间|日期|时候|年份|日子)(?:是|为)?$")
WHO_ENDING = re.compile(
    r"(?:负责人|局长|主任|市长|区长|书记|主席|总理|总裁|校长|作者|导演|主演|创始人|发起人|承办方|主办方|"
    r"举办地|地点|地址|得主|名称|全称|简称)(?:是|为|有)?$"
)

# “约为2017年的几倍” asks for a multiple that the text may state itself.
MULTIPLE_OF_TEXT = re.compile(r"(?:是|为|相当于)[^，？]{0,12}(?:几倍|多少倍)|翻")


def _timed(period: Period) -> bool:
    """True unless the words of a period are what tells it: 试点以来 has no year to go by."""
    return period.kind != "since" or period.start is not None


# “…做什么？有哪些”: the second asking only repeats the first one
_REPEATED = re.compile(
    r"(?<=.)[？，]\s*(?:具体|都|分别|主要)?(?:有哪些(?:内容)?|是哪些|有谁|是什么|包括哪些|是谁)[？。]*$"
)


def _tidy(view: str) -> str:
    view = re.sub(r"\s+", " ", view).strip()
    repeated = _REPEATED.search(view)
    if repeated and re.search(r"什么|哪|谁|几", view[: repeated.start()]):
        asked = view[: repeated.start()]
        view = re.sub(r"什么(?=[㐀-鿿])", "哪些", asked, count=1) + "？"
    for said, usual in rewrites().items():
        view = view.replace(said, usual)
    return re.sub(r"\?+", "？", view) if re.search(r"[㐀-鿿]", view) else view


def _own_places(view: str) -> tuple[Place, ...]:
    """Return the places the question is about: those that are not the yardstick of a ranking."""
    found = places(view)
    kept = tuple(p for p in found if not re.search(r"(?:占|全|居|列)$", view[: p.span.start]))
    return kept or found
