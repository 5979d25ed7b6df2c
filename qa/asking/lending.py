"""What the operands of a question lend one another: each leaves unsaid what another one says.

甲市2024年的申请量比乙市多多少: measure and year of the one are those of the other as well.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import rjieba

from corpus.attribution.clauses import content
from corpus.document import Bound, Quantity
from corpus.quantities import quantities
from qa.asking.sides import AREA, NOISE, Side
from qa.lexicon import MEASURE_ENDING, contrasts

__all__ = ["Operand", "complete", "lent_head"]

LEFT_OUT = re.compile(
    r"的(?:相差|多|高|少|低|更|大|小|$)"
)  # 比申报企业的多出: of what, the left says
WITHIN = re.compile(
    r"(.{2,14}(?:里(?!程)|中(?!国|心|央|小|医|学|等)|(?<![以规限])上(?!市|海|年)|内(?!容|资|蒙)))[^里中上内]+$"
)  # 在广东省专利奖里金奖: holds for the right too
GENERIC = frozenset(
    {"目标", "计划", "指标", "数字", "水平", "比例", "比重", "占比"}
)  # of what, the other operand says
OWNED = re.compile(r"((?!新增|原有|累计|全部|主导|参与|用于)[^的，]{2,16})的(?=.)")
REACH = re.compile(r"累计|新增|年均|当年|全年|有效")  # how far a measure reaches
MEASURED = re.compile(  # what a figure is of, at the end of a phrase
    rf"{MEASURE_ENDING.pattern}|(?:投资|收入|产值|支出|利润|增加值|比重|占比|比例|面积|招生)$"
)
# What is told of a measure, and is none of things themselves: 收入、利润的增速
OF_MEASURE = re.compile(
    r"(?:增[速幅长加]|比[重例]|占比|份额|差|[变降涨跌升减]幅|变化|目标|计划|平均|[多少高低])"
)
_UNKNOWN = re.compile(r"[㐀-鿿]{2,4}[县区市镇乡旗](?=的|$)")  # an area that no table knows
SHORTEST = 2  # code points of a name
NAME = 4  # code points of a short name, or of a measure that nothing narrows
CLASS = re.compile(r"(?:[A-Z]|[甲乙丙丁一二三四五六七])(?:类|级|档|等)")
PLANNED = re.compile(
    r"(?:的?(?:预期|预计|计划|规划|目标|拟|安排)){1,3}$"
)  # of one period, and not of the other
REACHED = re.compile(
    r"(?:的?实际(?:完成|达到|实现)?的?(?:数|值|额|水平|数字)?)"
)  # of what was aimed at
ALL = re.compile(r"全[省市区县州国]")  # of what, the part says
LOCAL = re.compile(r"^[^的]{1,5}?[市区县镇乡州旗](?=.{2})")
WHOSE = re.compile(
    r"^第[^，]{1,4}[届次]|(?:[省市区县州镇乡村园]|集团|公司|银行|大学|学院|医院|基地)$"
)  # stands in front
SHORT = 3  # characters of a measure word that a longer one before it completes: 收入, 申请量


@dataclass(frozen=True, slots=True)
class Operand:
    """What the question calls it, and the question that asks for it alone."""

    name: str
    question: str
    given: Quantity | None = None  # its figure, where the question itself says it: 129家申报企业
    plain: str = ""  # the question by its own words, without the noun that another one lends it


def complete(
    sides: Sequence[Side],
    measure: str,
    others: Sequence[Side] = (),
    *,
    heads: bool = True,
    series: bool = True,
) -> tuple[Operand, ...]:
    """Lend each operand what it leaves unsaid: the measure, the place, the period."""
    if any(s.raw.count("(") != s.raw.count(")") for s in sides):
        return ()  # cut within brackets
    sides = _classed(sides)
    first, last = sides[0], sides[-1]
    place_of_all = next((o.place for o in others if o.place), "")
    period_of_all = next((o.period for o in others if o.period), "")
    extra = "".join(o.rest for o in others if len(content(o.rest)) >= 2)
    telling = [s.rest for s in sides if not _is_another_area(s, first)]
    full = max(telling, key=lambda rest: len(content(rest)))
    sides = [_contrasted(side, full) for side in sides]
    first, last = sides[0], sides[-1]
    bare = (
        not REACHED.fullmatch(last.rest)
        and len(content(last.rest)) <= SHORT
        and last.rest[-2:] not in first.rest
    )
    if all(s.period for s in sides) and not last.place and first.rest and last.rest and bare:
        full = first.rest + last.rest  # 文化创意产业2014年和2015年的收入
        sides = [replace(s, rest="") for s in sides]
    made = []
    for side in sides:
        rest, place, period = side.rest, side.place, side.period
        if len(content(rest)) < 2 or REACHED.fullmatch(rest):
            rest = PLANNED.sub("", full)
            place = place or first.place or last.place
            period = period or last.period or first.period
        elif rest.strip("的") in GENERIC:
            rest = first.rest + rest
        elif ALL.fullmatch(rest):
            own = LOCAL.sub("", first.rest)
            rest, place, period = rest + own, "", period or first.period
        else:
            rest = _with_head(side, sides, series=series) if heads else rest
            within = WITHIN.match(first.rest)
            if side is not first and not side.place and within and within[1] not in rest:
                rest = within[1] + rest
            elif side is not first:
                rest = _owner(side, first) + rest
            if side is not first and not place and not _is_another_area(side, first):
                place = first.place
            period = period or _period_lent(side, sides)
        for word in (measure, extra):
            if word and word not in rest:
                rest = word + rest if WHOSE.search(word) else rest + word
        place, period = place or place_of_all, period or period_of_all
        name = _without_limits(side.place + side.period + side.rest) or side.text
        plain = f"{place}{period}{side.rest}多少" if len(content(side.rest)) > SHORT else ""
        made.append(Operand(name, f"{place}{period}{rest}多少", side.given, plain))
    return tuple(made) if len({m.question for m in made}) == len(made) else ()


def _without_limits(name: str) -> str:
    """Return a name without what only says how large its things are: 过百件的企业."""
    for one in reversed(quantities(name)):
        if one.unit and one.bound is not Bound.EXACT:
            name = name[: one.span.start].rstrip("过超") + name[one.span.end :].lstrip("的")
    return name


def _classed(sides: Sequence[Side]) -> list[Side]:
    """Complete a side that is a mere class by the one that has its like: B类人才的补贴比C类."""
    whole = [s.rest for s in sides if CLASS.search(s.rest) and not CLASS.fullmatch(s.rest)]
    return [
        replace(s, rest=CLASS.sub(s.rest, whole[0], count=1))
        if whole and CLASS.fullmatch(s.rest)
        else s
        for s in sides
    ]


def _contrasted(side: Side, full: str) -> Side:
    """Complete a side that only says in what it differs: 城镇, beside 农村居民收入."""
    rest = side.rest.strip("的")
    for group in () if MEASURED.search(rest) else contrasts():
        meanings = [same.split("/") for same in group.split()]
        own = [words for words in meanings if rest in words]
        others = [w for words in meanings if words not in own for w in words if w in full]
        if own and others and rest not in full:
            return replace(side, rest=full.replace(max(others, key=len), rest))
    return side


def _period_lent(side: Side, sides: Sequence[Side]) -> str:
    """Return the period that holds for a side that names none.

    What a question opens with holds for all; else the only one named, or the one before it, for
    what has no place of its own.
    """
    first = sides[0]
    if first.period and first.raw.startswith(first.period):
        return first.period
    named = [s.period for s in sides if s.period]
    if side.place and all(s is side or not s.place for s in sides):
        named = [s.period for s in sides if s.period and len(content(s.rest)) > SHORT]
        return named[0] if len(set(named)) == 1 else ""  # 甲市A产业和B产业2015年的收入
    if side.place or not named:
        return ""
    before = [s.period for s in sides[: sides.index(side)] if s.period]
    return named[0] if len(set(named)) == 1 else before[-1] if before else ""


def _owner(side: Side, first: Side) -> str:
    """Return whose the first operand is, for one that says it not: 某公司的商标和专利."""
    owned = OWNED.match(first.rest)
    if _is_like_owner(side, first):
        return ""
    if owned is None or side.place or first.place or "的" in side.rest or owned[1] in side.rest:
        return ""
    return owned[0]


def _with_head(side: Side, sides: Sequence[Side], *, series: bool = True) -> str:
    """Lend a side the head noun it leaves to the other: 申报企业与复审企业的销售额."""
    first, last = sides[0], sides[-1]
    if series and side is not last and "的" not in side.text:
        head = _head(last.text) or _measure_head(last.rest, side.rest)
        if MEASURED.search(side.rest) and len(side.rest) >= NAME and not OF_MEASURE.search(head):
            head = ""  # 进口总额、对甲国的出口: each is a measure of its own
    elif side is first:
        head = ""
    elif LEFT_OUT.search(side.raw) or _is_like_owner(side, first) or side.rest in first.rest:
        head = _head(first.text) or _measure_behind(first.rest, side.rest)
    elif "的" not in side.rest + first.rest and _measure_behind(first.rest, side.rest):
        local = LOCAL.match(first.rest) if not (side.place or first.place) else None
        return (local[0] if local else "") + side.rest + _measure_behind(first.rest, side.rest)
    else:
        return _substituted(side, first) or _qualifiers(side, first) + side.rest
    return side.rest if head in side.rest else side.rest + head


def _measure_behind(full: str, side: str) -> str:
    """Return what is measured of things beside others of their class: 申报企业销售额, 复审企业."""
    at = full.find(side[-SHORTEST:], 1)
    head = full[at + SHORTEST :].lstrip("的") if at > 0 and not MEASURED.search(side) else ""
    return head if MEASURED.search(head) and len(content(head)) > 1 else ""


def _is_like_owner(side: Side, first: Side) -> bool:
    """True for a mere owner beside 某甲的某量: 复审企业的金额比申报企业, 甲城的项目比乙城."""
    owner = first.rest.partition("的")[0] if "的" in first.rest else first.place
    if not _head(first.text) or "的" in side.rest or MEASURE_ENDING.search(side.rest):
        return False
    if len(owner) > 1 and owner[-2:] == side.rest[-2:]:
        return True
    if _UNKNOWN.fullmatch(owner) and _UNKNOWN.fullmatch(side.rest):
        return True
    if side.rest[-1:] == _head(first.text)[-1:]:
        return False  # 优秀奖比金奖: a measure of its own
    named = [tag for _, tag in rjieba.tag(side.rest)]
    return len(side.rest) <= NAME and set(named) <= {"nr", "nrt", "ns", "nt", "nz"}


def _is_another_area(side: Side, first: Side) -> bool:
    """True for an area beside one that is called by a place's name: 云溪新城 beside 甲山新城."""
    if first.place and _UNKNOWN.match(side.rest):
        return True
    area = AREA.search(first.place)
    return area is not None and side.rest.endswith(area[0])


def _substituted(side: Side, first: Side) -> str:
    """Return the first measure with a word's like in its place: 公路客运量比铁路, of 铁路客运量."""
    own, other = side.rest, first.rest
    if side.place or not 2 <= len(own) <= NAME or "的" in other or MEASURE_ENDING.search(own):
        return ""
    words = list(rjieba.cut(other))
    alike = len(words) > 1 and len(words[0]) == len(own) and words[0][-1] == own[-1]
    if not MEASURE_ENDING.search(other) or len(words) < 2 or own in other:
        return ""
    if alike:
        return own + other[len(own) :]
    things = all(tag in ("n", "nz", "j", "nr", "x") for _, tag in rjieba.tag(own))
    return own + words[-1] if things and len(words[-1]) > 1 else ""  # 装备产业收入比文创


def _qualifiers(side: Side, first: Side) -> str:
    """Return what the first measure is narrowed by, for one that is a bare one of its like.

    累计专利申请量比授权量: of the patents, and in all.
    """
    own, other = side.rest, first.rest
    bare = 2 <= len(own) <= NAME and len(other) > len(own) + 1 and not side.place
    if not bare or "的" in other or own[-1] != other[-1] or not MEASURE_ENDING.search(own):
        return ""
    reach = REACH.search(other[: -len(own)])
    return reach[0] if reach else other[: -len(own)]


def _measure_head(last: str, side: str) -> str:
    """Return the measure that the last of a series alone names: 粮食、油料和棉花产量."""
    beside = lent_head(last, side)
    if beside:
        return beside
    words = list(rjieba.cut(last))
    named = len(words) > 1 and len(words[-1]) > 1 and MEASURE_ENDING.search(last)
    if side[-NAME:] in last:
        return ""  # 技术成果、技术成果服务收入: two measures, not a head for both
    return words[-1] if named and not MEASURE_ENDING.search(side) else ""


def lent_head(last: str, side: str) -> str:
    """Return what stands behind the like of a name: 固定资产投资 of 西部固定资产投资, for 东部."""
    if MEASURE_ENDING.search(side) or side[-NAME:] in last or len(side) < SHORTEST:
        return ""
    owner, of, owned = last.partition("的")
    if of and "的" not in side and len(owner) <= len(side) + SHORTEST and content(owned):
        return of + owned
    alike = last.find(side[-1], SHORTEST - 1, max(len(side), NAME) + 2)
    head = last[alike + 1 :].lstrip("的") if alike >= 0 else ""
    return head if MEASURED.search(head) and len(content(head)) > 1 else ""


def _head(text: str) -> str:
    """Return the head noun behind the last 的."""
    head = NOISE.sub("", text.rsplit("的", 1)[-1]).strip("，") if "的" in text else ""
    return head if 2 <= len(content(head)) <= 14 and head not in GENERIC else ""
