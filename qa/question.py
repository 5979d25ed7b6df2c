"""What a question asks: its kind, the wanted unit, places, periods, aspect and content words."""

import re
from dataclasses import dataclass
from typing import Literal

import rjieba

from corpus.clean import clean
from corpus.document import Aspect, Period, Quantity, QuantityType
from corpus.periods import periods
from corpus.places import Place, places
from corpus.quantities import quantities
from corpus.script import detect, fold
from qa.contract import Kind
from qa.lexicon import MEASURE_ENDING, frame, weak
from qa.translate import to_chinese

Q = QuantityType

ASKING_NUMBER = re.compile(r"多少|几|第几|百分之几")

# One row a kind, tried in order; the first that matches decides.
YES_NO = re.compile(
    r"是否|是不是|有没有|有无|能否|可否|会不会|对不对|对吗|正确吗|属实吗|吗[？。]*$|没有[？]+$|么[？。]*$|(?<!什)么？$"
)
COMPARE = re.compile(
    r"(?:谁|哪个|哪家|哪一个|哪座|哪边|何者|哪一[年个方]|哪年|哪份|哪里|哪一边).{0,14}(?:更|较|比较|最)?(?:多|高|大|少|低|早|晚|快|长|强|靠前|领先)(?:[些呢一？。]|$)|"
    r"(?:更|较)(?:多|高|大|少|低|早|晚|快)的是|比起来|相比(?:谁|哪|如何)|谁(?:先|后)"
)
CALCULATE = re.compile(
    r"相差|差多少|差距|差额|差几|多多少|少多少|高多少|低多少|多出|高出多少|多几|少几|加起来|相加|之和|"
    r"合起来|合共|总和|几倍|多少倍|倍数|平均(?:每|一)|之差|之比|比值|减去|除以|"
    r"比[^，？]{1,24}(?:增加|增长|提高|多|高|少|低|减少|下降)了?(?:多少|几)(?!百分)|缩短了(?:多少|几)"
)
LIST = re.compile(
    r"哪些|哪几|有什么(?!作用|意义)|包括什么|列出|列举|逐一|分别是(?!多少|几)|有哪|几大.{0,12}(?:是|为)?(?:什么|哪)|都有谁|"
    r"哪[两三四五六七八九十]|哪\d|是什么内容|各是什么|分别为(?!多少)|什么和什么"
)
FIGURE = re.compile(
    r"多少|几多|百分之几|几成|翻几番|翻了几|第几|排第|排名第?几|几(?=[个家件项人名次元倍天年月日条种类批所支届场位份座间款笔宗成大亿万])|"
    r"多大比例|多长时间|多久|占比|数量(?:是|为|呢|？|$)|数字是|数额|多大|多高|多少"
)
DATE = re.compile(
    r"什么时候|何时|几时|哪年|哪一年|哪天|哪一天|几月|几号|何年|何日|什么时间|哪个月|日期|哪一日|年份|哪年哪月|几年几月"
)
ENTITY = re.compile(
    r"谁|哪个|哪家|哪一[个家所项座类部份支]|哪里|哪儿|何处|哪座|哪所|哪项|哪份|哪类|哪部|哪支|哪种|哪位|"
    r"什么(?:机构|单位|平台|部门|企业|公司|城市|奖|名称|名字|称号|中心|文件|职务|产品|地方|大赛|基金|人|基地|工程|项目)|"
    r"叫什么|名称是|何地|何人|何名|边个|边间|由谁"
)
PASSAGE = re.compile(
    r"如何|怎么|怎样|为什么|为何|何以|原因|怎么样|点样|点解|介绍一下|做法|讲了什么|做了什么|采取了?什么|有何(?:举措|措施)|概况|情况如何"
)
UNIT = re.compile(
    r"(?:多少|几|几多)(?:余|多)?((?:万|亿|千|百)?[㐀-鿿]{1,4}?)(?=[的呢？。，、]|$|[㐀-鿿])"
)
MONEY = re.compile(
    r"多少(?:钱|资金|万元|亿元|元|亿|美元|经费|投资|贷款|融资|收入|税)|几(?:亿|万元|千万|元)|"
    r"(?:金额|资金|收入|税收|产值|投资额|融资额|交易额|成交额|贷款额|销售额|授信额?|总额|款项|经费|奖金|营业收入|贷款|"
    r"销售总?金额|投资|质押融资|额度?|财政|支出|利润)[㐀-鿿]{0,6}?(?:是|为|有|达到?|共|合计|累计|总计|突破|超过|了)*(?:多少|几多|几|$)"
)
PERCENT = re.compile(
    r"百分之[几多]|百分比|占比|比例|比重|份额|增长率|增速|增幅|几成|占[㐀-鿿A-Za-z]{0,16}多少|同比(?:增长|下降)?(?:了)?多少|"
    r"增长(?:了)?(?:多少|几)(?!家|件|个|项|元|亿|万|倍|人)|成长率|成长(?:了)?多少|年增率?|%|"
    r"增加了?(?:百分|几成)|年均增长(?:率|多少)?|上升(?:了)?多少(?!家|件|个|项|元|亿|万|倍|人)"
)
RANK = re.compile(r"第几|排名|名次|位次|排第|排在|位列|名列|几位|排行|第几位|几名")
MULTIPLE = re.compile(r"几倍|多少倍|倍数|翻(?:几|多少)番|翻了几")
DURATION = re.compile(
    r"多久|多长时间|几年(?!几月|级|份)|几天|多少天|多少年|几个(?:工作日|月)|多少个?工作日|时长|期限|时限|周期|几日内"
)
PER_UNIT = re.compile(r"产出率|地均|人均|每平方公里|每人|万人[㐀-鿿]{0,6}拥有|单位面积")

ASPECTS = (
    (Aspect.GAP, re.compile(r"(?:高于|低于|高出|低出|领先|比[^，？]{1,20}(?:高|低|多|少|高出|多出))[^，？]{0,16}(?:多少|几)")),
    (Aspect.GROWTH, re.compile(r"增长率|增速|增幅|同比|环比|增长(?:了)?(?:多少|几|百分)|年均增长|成长率|成长(?:了)?多少|年增|升幅|按年|增加了?多少|翻")),
    (Aspect.SHARE, re.compile(r"占比|比重|比例|份额|占[^，？领据]{0,20}(?:多少|几|百分|的)|百分之几|几成")),
    (Aspect.TARGET, re.compile(r"目标|计划|力争|争取|预计|要达到|将达到|到\d{4}年|拟|要求|规划|每年要|应达")),
    (Aspect.CUMULATIVE, re.compile(r"累计|累积|总共|合计|截至|一共|总计")),
    (Aspect.NEW, re.compile(r"新增|新认定|新引入|新引进|新设|新建|增加了几|新近")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question; weight 1 is an ordinary noun."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of quantity is asked for; empty types: any that counts or measures."""

    types: frozenset[QuantityType]
    unit: str = ""  # measure word, such as 件; "" where the question names none


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
        aspect=next((aspect for aspect, pattern in ASPECTS if pattern.search(view)), None),
        terms=terms_of(view, found_places, found_periods),
        premises=quantities(view),
        script="hant" if detect(text) in ("hant", "mixed") else "hans",
        language=language,
    )


def language_of(text: str) -> Literal["zh", "en", "ja"]:
    """Tell the language a question is written in, by its letters."""
    if re.search(r"[぀-ヿ]", text):
        return "ja"
    han, latin = len(re.findall(r"[㐀-鿿]", text)), len(re.findall(r"[A-Za-z]", text))
    return "en" if latin > 3 * max(han, 1) and han < 8 else "zh"


def kind_of(view: str) -> Kind:
    """Return what form of answer the question wants."""
    if CALCULATE.search(view) and not MULTIPLE_OF_TEXT.search(view):
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
    if re.search(r"什么|何谓|指的?是|定义|含义|意思", view):
        return Kind.SPAN
    if MEASURE_ENDING.search(view.rstrip("？。！ ")):
        return Kind.FIGURE
    return Kind.SPAN


# “约为2017年的几倍” asks for a multiple that the text may state itself.
MULTIPLE_OF_TEXT = re.compile(r"(?:是|为|相当于)[^，？]{0,12}(?:几倍|多少倍)|翻")


def wanted_of(view: str) -> Wanted:
    """Return the type and unit of the quantity asked for."""
    unit = ""
    match = re.search(
        r"(?:多少|几多|几)(?:余|多)?(平方公里|工作日|[件家个项人名次倍天年月日条种类批所支届场位份座间款笔宗成户只张吨亩台套]|个百分点)",
        view,
    )
    if match:
        unit = {"间": "家"}.get(match.group(1), match.group(1))
    if re.search(r"第几", view) and not re.search(r"第几[批届期次]", view):
        return Wanted(frozenset({Q.RANK}))
    if MULTIPLE.search(view):
        return Wanted(frozenset({Q.MULTIPLE}), "倍")
    if (
        RANK.search(view)
        and re.search(r"几|多少|如何|怎|排名|名次|位次|什么", view)
        and unit not in "件家个项人条"
    ):
        return Wanted(frozenset({Q.RANK}))
    if RANK.search(view) and not unit:
        return Wanted(frozenset({Q.RANK}))
    if unit in ("天", "年", "月", "日", "工作日") or (DURATION.search(view) and unit in ("", "个")):
        return Wanted(frozenset({Q.DURATION}))
    if unit == "成" or (PERCENT.search(view) and not unit):
        return Wanted(frozenset({Q.PERCENT, Q.RATIO, Q.PERCENTAGE_POINT, Q.MULTIPLE}))
    if PER_UNIT.search(view) and not unit:
        return Wanted(frozenset({Q.PER_UNIT, Q.MONEY, Q.COUNT}))
    if not unit and MONEY.search(view.rstrip("？。！ ")):
        return Wanted(frozenset({Q.MONEY, Q.PER_UNIT}))
    if unit:
        return Wanted(frozenset({Q.COUNT, Q.NUMBER}), unit)
    return Wanted(frozenset())


def terms_of(
    view: str, found_places: tuple[Place, ...], found: tuple[Period, ...]
) -> tuple[Term, ...]:
    """Return the content words in order, each once, with a weight by what kind of word it is."""
    letters = list(view)
    for span in [p.span for p in found_places] + [p.span for p in found]:
        letters[span.start : span.end] = "，" * len(span)
    seen: dict[str, float] = {}
    for word, tag in rjieba.tag("".join(letters)):
        word = word.strip().lower()
        if not word or word in frame() or not re.search(r"[a-z㐀-鿿]", word):
            continue
        if (tag[0] in "mxuprq" and word not in weak() and len(word) < 3) or tag in (
            "y",
            "e",
            "o",
            "c",
        ):
            continue
        seen.setdefault(word, _weight(word, tag))
    return tuple(Term(word, weight) for word, weight in seen.items())


def _weight(word: str, tag: str) -> float:
    if word in weak():
        return 0.25
    if len(word) == 1:
        return 0.3
    if tag in ("eng", "nz", "nr", "nt", "nrt") or len(word) >= 4:
        return 1.2
    if tag[0] in "nlijbs":
        return 1.0
    return 0.7 if tag[0] in "va" else 0.5


def _tidy(view: str) -> str:
    view = re.sub(r"\s+", " ", view).strip()
    return re.sub(r"\?+", "？", view) if re.search(r"[㐀-鿿]", view) else view


def _own_places(view: str) -> tuple[Place, ...]:
    """Return the places the question is about: those that are not the yardstick of a ranking."""
    found = places(view)
    kept = tuple(p for p in found if not re.search(r"(?:占|全|居|列)$", view[: p.span.start]))
    return kept or found
