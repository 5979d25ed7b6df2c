"""Figures whose place, year and measure are certain by the form of their sentence.

Read from the text alone, by patterns of this module that share nothing with `corpus.figures`: what
they find is what the product is held against. They take few figures and no doubtful one. A clause
is taken when it is nothing but a measure, a verb and a figure; its sentence names one year at most
and no span of years; and its document says in its head whose it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["NATION", "PROVINCES", "Certain", "Head", "Key", "by_key", "certain_figures", "head_of"]

Key = tuple[str, int, str, bool]  # place, year, measure, whether its growth is meant

NATION = "全国"
_HEAD = 700  # characters in which a report names place and day; front matter takes some 200
_BULLETIN = re.compile(
    r"中华人民共和国(?:国家统计局关于)?(\d{4}|[一二][〇○零一二三四五六七八九]{3})年?"
    r"国民经济和社会发展的?(?:统计)?公报"
)
PROVINCES = (
    *("河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省", "安徽省", "福建省"),
    *("江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省", "四川省", "贵州省"),
    *("云南省", "陕西省", "甘肃省", "青海省", "内蒙古自治区", "广西壮族自治区", "西藏自治区"),
    *("宁夏回族自治区", "新疆维吾尔自治区", "北京市", "天津市", "上海市", "重庆市"),
)
_STATE_COUNCIL = re.compile(r"国务院总理|代表国务院|全国人民代表大会")
_DAY = re.compile(r"(\d{4})年\s*\d{1,2}月\s*\d{1,2}日")
_DIGITS = "〇一二三四五六七八九"

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
# Words that make the time of a sentence's figures more than one year, or not yet past.
_OTHER_TIME = re.compile(
    r"年均|年来|累计|翻[一两]?番|规划|五年|三年|两年|季度|半年|月份?底?[，,至末]|\d月|目标|力争|"
    r"确保|将|到20\d\d|年底前|以来|期间|期末|五”|每年|今年|明年|左右|分别|依次|比19|比20"
)
_MARK = re.compile(r"\[\d{1,3}\]|[①-⑳]|〔\d{1,3}〕")
_LEAD = re.compile(r"(?:(?:据|经)?(?:初步)?(?:统计|核算|测算|预计|快报统计)[，,])?(?:预计[，,]?)?")
_SCOPE = r"(?:预计|全省|全区|我省|我区|全国|全年|年末|年末全国|全年全国|全年全省|全年全区)"
_HEADS = (
    "生产总值|增加值|收入|支出|总额|产量|投资|总值|存款余额|贷款余额|产值|面积|人口|就业人员|"
    "里程|发电量|外汇储备|客运量|货运量|周转量|销售额|零售额|利润|装机容量|吞吐量|总收入|就业"
)
_UNITS = (
    "亿美元|万美元|万亿元|亿元|万元|元|亿人次|万人次|亿人公里|亿吨公里|亿人|万人|亿吨|万吨|吨|亿斤|公斤|"
    "万平方公里|平方公里|亿平方米|万平方米|平方米|万公顷|公顷|万亩|亿亩|万辆|万台|亿千瓦时|"
    "亿千瓦|万千瓦|万公里|公里|万户|万家|万件|亿件|万套|亿立方米"
)
_CLAUSE = re.compile(
    rf"(?P<part>其中[，,:：]?)?(?P<measure>[一-鿿（）]{{2,22}}?(?:{_HEADS}))"
    r"(?:完成|达到|达|实现|为|是)?"
    rf"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>{_UNITS})(?=[，,；;。、]|$)"
    r"(?:[，,、](?:比上年末?|同比|较上年)?(?P<way>增长|下降|上涨|增加|减少)"
    r"(?P<percent>\d+(?:\.\d+)?)[%％](?=[，,；;。、]|$))?"
)
# A measure that holds one of these is a sentence, a place below the asked one, or a part unnamed.
_NO_MEASURE = re.compile(
    r"完成|达到|实现|超过|突破|比|占|^[增新]|增长|提高|[市县州]|东部|中部|西部|东北|地区(?!生产)|长江|"
    r"京津|三角|其中|同期|当年|上年|去年|分别|使|为|累计|近|约|我国(?!民)|企业|全球|世界|对|一个|个[省市]|从|由|全年.*全年"
)
_ROW = re.compile(
    rf"^[|-] *(?P<label>[一-鿿]{{1,8}}) *[| ] *(?P<unit>{_UNITS}|亿米|万箱|亿支|万部|万只) *[| ] *"
    r"(?P<number>\d+(?:\.\d+)?) *[| ] *-?\d+(?:\.\d+)? *\|?[ |]*$"
)
_PRODUCTS = re.compile(r"(?>.*?产\s*+品\s*+名\s*+称)(?>.*?单\s*+位).*?产\s*+量")
_LONGEST_HEADING = 40  # characters
_TABLE_LINES, _LONGEST_ROW = 60, 120  # lines below a table's head that are rows of it; characters


@dataclass(frozen=True, slots=True)
class Head:
    """Whose a document is, and of when.

    `year` is the year that a bulletin is about; `delivered` the year in which a report was read.
    """

    place: str
    year: int | None = None
    delivered: int | None = None


@dataclass(frozen=True, slots=True)
class Certain:
    """One figure; `aspect` is amount, growth (in per cent) or a way of it: 增长, 下降."""

    document: str
    place: str
    year: int
    measure: str
    aspect: str  # amount | 增长 | 下降 | …
    value: Decimal
    unit: str
    form: str  # clause | part | row: where it stands

    @property
    def key(self) -> Key:
        """What it is the figure of: place, year, measure, and whether its growth is meant."""
        return self.place, self.year, plain_measure(self.measure), self.aspect != "amount"


def plain_measure(measure: str) -> str:
    """Return a measure under one name: 全省生产总值, 地区生产总值 and 国内生产总值 are one."""
    return re.sub(r"^(?:地区|国内)(?=生产总值$)", "", measure)


def head_of(text: str) -> Head | None:
    """Return whose a document is by what stands in its head; None where that is not certain."""
    start = text[:_HEAD]
    bulletin = _BULLETIN.search(re.sub(r"[*\s]", "", start))
    if bulletin:
        return Head(NATION, year=_number(bulletin[1] or bulletin[2]))
    provinces = [one for one in PROVINCES if one in start]
    day = _DAY.search(start)
    delivered = int(day[1]) if day else None
    if len(provinces) == 1:
        return Head(provinces[0], delivered=delivered)
    if not provinces and _STATE_COUNCIL.search(start):
        return Head(NATION, delivered=delivered)
    return None


def _number(year: str) -> int:
    digits = year.replace("○", "〇").replace("零", "〇")
    return int("".join(str(_DIGITS.index(c)) if c in _DIGITS else c for c in digits))


def certain_figures(document: str, text: str) -> Iterator[Certain]:
    """Yield the certain figures of a document, in text order."""
    head = head_of(text)
    if head is None:
        return
    headed: int | None = None
    for line in text.splitlines():
        if len(line) <= _LONGEST_HEADING and line.strip():
            headed = _year_of_heading(head, line)
        of_line = _year_of_line(head, headed, line)
        for sentence in line.split("。"):
            yield from _of_sentence(document, head, of_line, _MARK.sub("", sentence).strip(" *　"))
    if head.year:
        yield from _of_tables(document, head, text)


def _latest(head: Head) -> int:
    """Return the last year that a document can look back on; 0 where it does not say when it is."""
    return head.year or (head.delivered or 1) - 1


def _year_of_heading(head: Head, line: str) -> int | None:
    """Return the year that a heading looks back on, where it is the year just past and no other."""
    years = set(_YEAR.findall(line))
    return _latest(head) if years == {str(_latest(head))} and "回顾" in line else None


def _year_of_line(head: Head, headed: int | None, line: str) -> int | None:
    """Return the year of all of a paragraph: a bulletin's, its heading's, or the one that opens it.

    It has to be the only one of the paragraph, and the year just past: the review of a report.
    """
    if head.year:
        return head.year
    if headed and not _YEAR.search(line) and not _OTHER_TIME.search(line):
        return headed
    opened = re.match(r"[*　 ]*((?:19|20)\d\d)年[，,是]", line)
    years = set(_YEAR.findall(line))
    if not opened or years != {opened[1]} or _OTHER_TIME.search(line):
        return None
    return int(opened[1]) if int(opened[1]) == _latest(head) else None


def _of_sentence(
    document: str, head: Head, of_line: int | None, sentence: str
) -> Iterator[Certain]:
    """Yield the figures of a sentence, up to where another time begins in it."""
    year, body = _timed(head, of_line, sentence)
    if year is None or not 1949 <= year <= _latest(head):
        return
    for found in re.finditer(r"(?:^|(?<=[，,；;]))[^，,；;]*", body):
        clause = found[0]
        if _OTHER_TIME.search(clause) or set(_YEAR.findall(clause)) - {str(year)}:
            return
        figure = _CLAUSE.match(body, found.start())
        if figure and clause.strip():
            yield from _of_clause(document, Head(head.place, year), figure)


def _timed(head: Head, of_line: int | None, sentence: str) -> tuple[int | None, str]:
    """Return the year that a sentence begins with, and the sentence from its first measure on."""
    lead = _LEAD.match(sentence)
    rest = sentence[lead.end() :] if lead else sentence
    named = re.match(r"((?:19|20)\d\d)年末?[，,]?|去年[，,]?", rest)
    year: int | None = None
    if named:
        year = int(named[1]) if named[1] else (head.delivered or 0) - 1
        rest = rest[named.end() :]
    elif of_line and re.match(rf"(?:{_SCOPE}|(?:地区|国内)?生产总值)", rest):
        year = of_line
    if re.match("全国", rest) and head.place != NATION:
        return None, ""
    scope = re.match(rf"[，,]?(?:{_SCOPE}){{0,2}}(?:实现|完成)?", rest)
    return year, rest[scope.end() :] if scope else rest


def _of_clause(document: str, head: Head, found: "re.Match[str]") -> Iterator[Certain]:
    measure = re.sub(rf"^{_SCOPE}", "", found["measure"])
    if _NO_MEASURE.search(measure) or len(measure) < 3 or head.year is None:
        return
    if measure.count("（") != measure.count("）"):
        return
    form = "part" if found["part"] else "clause"
    value = Decimal(found["number"].replace(",", ""))
    yield Certain(document, head.place, head.year, measure, "amount", value, found["unit"], form)
    if found["percent"]:
        way, growth = found["way"], Decimal(found["percent"])
        yield Certain(document, head.place, head.year, measure, way, growth, "%", form)


def _of_tables(document: str, head: Head, text: str) -> Iterator[Certain]:
    """Yield the products of a bulletin's tables: name, unit, output, growth in a row."""
    left = 0
    for line in text.splitlines():
        if _PRODUCTS.match(line):
            left = _TABLE_LINES
        elif line.startswith("**") or len(line) > _LONGEST_ROW:
            left = 0
        elif left and (row := _ROW.match(line)) and head.year:
            value = Decimal(row["number"])
            measure = f"{row['label'].removesuffix('产量')}产量"
            unit = row["unit"]
            yield Certain(document, head.place, head.year, measure, "amount", value, unit, "row")
        left = max(0, left - 1)


def by_key(figures: Iterable[Certain]) -> dict[Key, tuple[Certain, ...]]:
    """Return figures by what they are of: several where documents state one figure again.

    What one document gives two figures for is not certain after all, and is left out.
    """
    table: dict[Key, list[Certain]] = {}
    for one in figures:
        table.setdefault(one.key, []).append(one)
    return {key: tuple(found) for key, found in table.items() if not _is_doubtful(found)}


def _is_doubtful(found: list[Certain]) -> bool:
    of_document: dict[str, tuple[Decimal, str]] = {}
    return any(
        of_document.setdefault(one.document, (one.value, one.unit)) != (one.value, one.unit)
        for one in found
    )
