"""What a figure measures: the words of its own clause, and what those leave unsaid."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from corpus.attribution.clauses import blank, content
from corpus.attribution.marks import Marks
from corpus.document import Aspect, Bound, Figure, Quantity, QuantityType, Span
from corpus.places import places

__all__ = [
    "Thread",
    "Words",
    "is_whole",
    "measured",
    "named_by_limits",
    "names_thing",
    "said",
    "trimmed",
    "words_of",
]

SHORT = 3  # characters of content: 实现收入330亿 still wants to be told whose income it is
MANNER = 6  # characters of a clause without figure that only says how: 连续快速增长
MAX_CONTEXT = 80  # code points of earlier clauses a figure keeps; one long clause of these texts
_BEHIND = 24  # code points of the words behind a counting figure
_COUNTING = (QuantityType.COUNT, QuantityType.NUMBER, QuantityType.DURATION)
_STOP = re.compile(r"[、,]|以及|(?<!参)[和与及](?=\d|$)")
_OPENS_NEXT = re.compile(
    r"(?:[从由向对以]|(?<![启使利应费采引录信运通共作])用)$"
)  # 48件软件著作权从26家银行
_TRAILS = re.compile(r"(?:[从由对把将]|(?<![方面导去流])向|(?<![启使利应费采引录信运通共作])用)$")
_PARALLEL = re.compile(r"[、，,]|以及|[和与及]")
_EDGES = "，、；：()“”的和与及,"
# A member of a class and how often it is paid say whose the figure is, not what it is: A类每月.
_LABEL = re.compile(
    r"[A-Z甲乙丙丁][类级档]|第?[一二三四五六七八九十][类级档等](?!奖)"
    r"|每(?:[人月年日天户家件项个次亩吨案名位]|人每年|人每月)"
)
# The head of an item: 一是租赁补贴, (二)购房补贴, 3.贴息.
_ITEM = re.compile(
    r"(?:[问答]：)?(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[条章款项]?[，、,]?"
    r"|\(?[一二三四五六七八九十\d]+[).、．]|[①-⑳])\s*"
)
# What is done with things named before: 开工项目370个、建成166个.
_DONE = re.compile(
    r"(?:开工|竣工|建成|在建|新建|续建|扩建|改造|投产|投运|完工|动工|启动|办结|审结|结案|受理|授权|"
    r"获批|通过|认定|验收|达标|淘汰|关闭|启用|毕业|就业|实际|支出|到位|拨付|使用|兑付|发放|总额|金额|"
    r"一次性|给予|予以|奖励|补贴|补助|资助|奖补|额外|定额|最[高多])+"
)
_GREW = re.compile(
    r"(?:同比|环比)?(?:实际|平均|年均|净){0,3}"
    r"(?:增[长加产收幅速]|减[少产收]|[下上]降|降低|提[高升]|上[升涨]|下[跌滑]|回落|[升贬]值)了?率?$"
)

# A limit in front of what it limits, up to the count: 过亿元的项目, 亿元以上项目
_LIMITED = re.compile(
    r"[^的，；。、]{2,12}?(?:的|以[上下内]的?)[^的，；。、0-9]{1,16}"
    r"|[^的，；。、]{2,6}?(?:企业|单位|项目|机构|园区|学校|医院|[县镇乡村])[数量]{0,2}(?:达到?|有|为|共|超过|突破)?了?"
)
_OVER = ("过", "超", "满", "逾")
# What is left out of the figure that follows, and told of nothing else: 扣除价格因素，实际增长5%.
_WITHOUT = re.compile(r"\s*(?:如果?)?(?:扣除|剔除|除去|不含|不包括)")
_COMPARES = re.compile(r"(?:已|约|大约|分别)*(?:为|是|达到?|相当于)[^，；。]{2,}")
_AGAINST_PLAN = re.compile(
    r"(?:大大|大幅)?(?:超过|超出|高于|低于|超额?完成)(?:了?原?定?|年度)?(?:计划|预算|目标|指标)"
)
_NUMBER_ALONE = re.compile(r"^\s*[-+]?[\d.,]+\s*$")  # the next cell of a row
# 审结40件(含旧存): no name of what is counted
_REMARK = re.compile(r"\((?:不?含|不?包括|包含|扣除|剔除|按|下同|其中|截至)[^()\d]*\)")
_EACH = re.compile(r"[每单][件家个项名人户套单宗份所台站](?![位年月])")
_EACH_TAIL = re.compile(r"(?:每[㐀-鿿]){1,2}$")
# A clause that only says who tells it: 来自统计部门的消息说, 会议听取的报告显示.
_TELLS = re.compile(
    r"(?:表示|介绍|指出|显示|表明|透露|披露|获悉|了解到|报道|强调|提到|认为|通报|宣布|公布|(?:来|可以?|可)看出?"
    r"|(?<![小学传解])说|(?<![职名号俗统美简尊])称)$"
)
_ANAPHOR = re.compile(r"这些|上述|此类|前述")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a quantity: spans in front of it and behind it, up to its neighbours."""

    before: Span
    after: Span
    parallel: bool  # it stands beside the figure in front of it: 专利5件、商标3件


@dataclass(slots=True)
class Thread:
    """What was measured last, for clauses that leave it out."""

    full: str = ""  # the last measure with all it inherited: for 同比增长10%
    base: str = ""  # what measures side by side share: for 税收66亿 behind 园区收入
    above: str = ""  # what the measure that is the base itself inherited
    led: bool = False  # the base is a topic, 三、培育人才：, and no figure's measure
    whole: bool = False  # the base is what a figure measures, and nothing that several share
    item: str = ""  # the head of the item that is being read: 二是购房补贴

    def clear(self) -> None:
        """Forget: another paragraph or section begins."""
        self.full = self.base = self.above = self.item = ""

    def sentence(self) -> None:
        """Enter a sentence: what stands beside a figure of another one is not shared."""
        if not self.led:
            self.base = ""

    def segment(self) -> None:
        """Pass a ；: a whole that was measured is not what the next one is of."""
        if self.whole and not self.led:
            self.base = ""

    def context(self, measure: str) -> str:
        """Return what a measure that is not whole inherits."""
        if self.item and _LABEL.search(measure) and len(content(_LABEL.sub("", measure))) < 2:
            return self.item
        if len(content(measure)) < 2 or measure.startswith("其中") or measure.endswith("其中"):
            return self.full
        if _of_a_row(measure, self.base):
            return self.above
        return "" if content(self.base) in content(measure) else self.base

    def keep(self, marks: Marks, clause: Span, made: list[Figure]) -> None:
        """Remember what a clause measures."""
        own = [f for f in made if _tells(f)]
        text = marks.timeless[clause.start : clause.end]
        if self.full and _WITHOUT.match(text):
            left_out = blank(marks.timeless, [q.span for q in marks.quantities])
            words = re.sub(r"\s+", "", left_out[clause.start : clause.end])
            self.full = self.base = (self.full + words)[-MAX_CONTEXT:]
            return
        if own:
            last = own[-1]
            grew = last.aspect is Aspect.GROWTH
            measure = _GREW.sub("", last.measure) if grew else last.measure
            words = content(measure)
            short = len(words) <= SHORT or _DONE.fullmatch(words) is not None
            self.full = said(measure, last.context)
            beside = [f.measure for f in own if len(content(f.measure)) <= SHORT and not f.context]
            if short and len(set(beside)) > 1:
                self.full = "、".join(dict.fromkeys(beside))
            if not grew or last.quantity.type in (QuantityType.COUNT, QuantityType.MONEY):
                self.base = last.context if short else measure
                self.whole = not short
                self.above = last.context if not short else ""
                self.led = False
        elif not made:
            self._lead(marks.timeless[clause.start : clause.end])

    def _lead(self, clause: str) -> None:
        """Take a clause without figure as the topic of what follows, unless it only says how."""
        head = _ITEM.match(clause)
        words = re.sub(r"\s+", "", clause[head.end() :] if head else clause)
        if _TELLS.search(words):
            return
        if head is not None:
            self.item = words if len(content(words)) >= 2 else ""
        elif re.match(r"\s*(?:此外|另外|同时|与此同时)", clause):
            self.item = ""
        if len(content(words)) > (MANNER if self.full and head is None else 1):
            self.full = self.base = words
            self.above, self.led = "", True


def _of_a_row(measure: str, other: str) -> bool:
    """True for two measures that stand in a row: 硕士每人每月 behind 博士每人每月."""
    if _EACH.match(measure) and _EACH.match(other):
        return True
    return _EACH_TAIL.findall(measure)[:1] == _EACH_TAIL.findall(other)[:1] != []


def _tells(figure: Figure) -> bool:
    """True of a figure whose measure later clauses can go on with."""
    if figure.aspect in (Aspect.SHARE, Aspect.GAP) or figure.quantity.type is QuantityType.RANK:
        return False
    if _only_compares(figure.measure, figure.quantity) or _AGAINST_PLAN.match(figure.measure):
        return False
    if figure.aspect is Aspect.GROWTH:
        return len(content(_GREW.sub("", figure.measure))) >= 2
    return len(content(figure.measure)) >= 2


def _only_compares(measure: str, quantity: Quantity) -> bool:
    """True of a multiple whose clause says no more than of what: 是全省平均水平的2倍."""
    multiple = quantity.type is QuantityType.MULTIPLE
    return multiple and _COMPARES.match(measure.removeprefix("其中")) is not None


def said(measure: str, context: str) -> str:
    """Return what a figure measures in full: a short measure with its context."""
    if not content(measure) or content(measure) in content(context):
        measure = "" if context else measure
    words = content(measure)
    short = len(words) <= SHORT or _DONE.fullmatch(words) is not None
    return (context + measure if short else measure)[-MAX_CONTEXT:]


def words_of(marks: Marks, clause: Span, inside: list[Quantity], number: int) -> Words:
    """Return the words around a quantity: back to the one before it, or to 、 between them."""
    quantity = inside[number]
    after = _after(marks, clause, inside, number)
    end = quantity.span.start
    if not number:
        return Words(Span(clause.start, max(clause.start, end)), after, False)
    previous = _after(marks, clause, inside, number - 1)
    between = inside[number - 1].span.end
    start = previous.end if previous.end < end else min(between, end)
    parallel = _PARALLEL.match(marks.text[previous.end : end]) is not None
    return Words(Span(start, max(start, end)), after, parallel)


def _after(marks: Marks, clause: Span, inside: list[Quantity], number: int) -> Span:
    """Return the words behind a quantity up to the next one, 、 or the clause's end."""
    start = inside[number].span.end
    remark = _REMARK.match(marks.text, start, clause.end)
    start = remark.end() if remark else start
    last = number + 1 == len(inside)
    end = clause.end if last else inside[number + 1].span.start
    stretch = marks.text[start:end]
    stop = _STOP.search(stretch) or (None if last else _OPENS_NEXT.search(stretch))
    return Span(start, start + stop.start() if stop else max(start, end))


def named_by_limits(marks: Marks, inside: list[Quantity]) -> list[Quantity]:
    """Return quantities without the limits that only name what the next one counts.

    投资过亿元的项目33个, 亿元以上项目33个: how large they are is no figure of its own.
    """
    return [
        quantity
        for quantity, counted in zip_longest(inside, inside[1:])
        if counted is None
        or counted.type is not QuantityType.COUNT
        or not (
            quantity.bound is not Bound.EXACT
            or marks.text.startswith(_OVER, max(0, quantity.span.start - 1))
        )
        or not _LIMITED.fullmatch(marks.text, quantity.span.start, counted.span.start)
    ]


def measured(marks: Marks, words: Words, quantity: Quantity) -> str:
    """Return the clause's own words that say what is measured, periods blanked out."""
    text = marks.timeless
    before, after = words.before, words.after
    found = text[before.start : before.end]
    if quantity.type in _COUNTING:
        found += _NUMBER_ALONE.sub("", text[after.start : after.end][:_BEHIND])
        if not content(text[after.start : after.end]):
            found += _counted_with(marks, text, quantity)
    elif text[after.start : after.end].startswith("的"):
        found += text[after.start : after.end][:16]
    return trimmed(found)


def trimmed(words: str) -> str:
    """Return words without spaces, and without marks and particles at their edges."""
    words = re.sub(r"\s+", "", words).strip(_EDGES)
    return _TRAILS.sub("", words).strip(_EDGES) if len(words) > SHORT else words


def _counted_with(marks: Marks, text: str, quantity: Quantity) -> str:
    """Return what the next quantity counts when it follows at once: 5批93家企业."""
    follows = next((q for q in marks.quantities if q.span.start == quantity.span.end), None)
    if follows is None:
        return ""
    end = re.search(r"[，；。、]|$", text[follows.span.end :])
    return text[follows.span.end :][: end.start() if end else None][:_BEHIND]


def names_thing(measure: str) -> bool:
    """True when a measure names what is counted, and not only what is done with it: 建成166个."""
    words = content(measure)
    return len(words) >= 2 and _DONE.fullmatch(words) is None


def is_whole(measure: str, after: str, quantity: Quantity, aspect: Aspect) -> bool:
    """True when the clause says by itself what the figure measures."""
    if aspect is Aspect.GAP or quantity.type is QuantityType.RANK:
        return False
    if _only_compares(measure, quantity):
        return False
    if _ANAPHOR.match(measure) or (aspect is Aspect.SHARE and measure.startswith("占")):
        return False
    if quantity.type is QuantityType.COUNT and len(content(after)) >= 2:
        return True
    own = blank(measure, [p.span for p in places(measure)])  # whose it is says not what it is
    words = content(_LABEL.sub("", own))
    return len(words) > SHORT and _DONE.fullmatch(words) is None
