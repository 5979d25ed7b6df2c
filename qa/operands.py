"""The operands of a comparing question: what is held against what, each a question of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import rjieba

from corpus.clauses import content
from corpus.document import Bound, Quantity
from corpus.mapped import Span
from corpus.periods import periods
from corpus.places import places
from corpus.quantities import quantities
from qa.lexicon import MEASURE_ENDING
from qa.spread import spread

# What joins two operands, strongest first. 、 and ， join only when nothing else does.
JOINTS = (
    re.compile(r"(?<!相)(?<!对)比(?!重|例|较|上年|去年|值|率|如)"),
    re.compile(r"减去|减掉|除以|扣除|扣掉|除去|剔除|去掉|[而但却][未没]有?"),
    re.compile(r"占(?!比|多大|多少|几|的?比)"),
    re.compile(r"(?:是|系|为|相当于|达到?)(?=[^，]{2,30}(?:几|多少)倍)"),
    re.compile(r"还是|相较于|相对于|较(?!多|高|大|少|低|为)"),
    re.compile(r"和(?!平|谐)|与|跟(?!踪)|(?<![合共不相协])同(?!比|期|时|年|意|等)|以及"),
    re.compile(r"及(?!其)"),
    re.compile(r"、"),
)
_MORE = r"(?:多|高|大|少|低|早|晚|快|慢|(?<!增)长|短|靠前|领先)"
# What asks for the comparison itself; the groups are a measure named in it: 谁的申请多 (`what`),
# 三市中申请量最高的是谁 (`among`).
ASKS = re.compile(
    r"(?:这?[两三四]者|二者|之间)?(?:的)?(?:"
    r"平均每[个家项件人][^，]{0,6}?(?=多少|几)|"
    r"相比(?:较|之下)?|相差|差距(?:是|有)?|差额|之差|差(?=多少|几|了)|之和|总和|合计|合共|加起来|相加|加总|合起来|一共|总共|"
    r"之比|比值|"
    r"(?:哪[一个座家些边年者方种项类条款批档期季月级所地]*|谁|何者)"
    r"(?:城市|产业|年份|地方|地区|数字|指标|市|区)?(?:的)?"
    rf"(?P<what>[^，？]{{0,14}}?)得?(?:更|比较|较|最)?{_MORE}|"
    r"(?:[这那]?(?<!第)(?:[两二三四五六七八九十]|\d{1,2})(?:个|座|者|类|种|项|家)?(?:城市|地方|地区|产业|市|区|省)?)?"
    rf"(?:里面|之中|当中|之间|里|中)(?P<among>[^，？]{{2,12}}?)(?:更|最){_MORE}的[^，？]{{0,4}}?(?:是|为)"
    r"(?:哪[一个座家种项类年]*|谁|何者)|"
    rf"(?:更|较|最){_MORE}的?是?(?:哪|谁)?|"
    rf"{_MORE}还是{_MORE}|"
    r"(?<!至)(?<!最)[多少](?!于|少|数)[㐀-鿿]{1,2}(?=(?:多少|几)[个件家公万亿人项名座])|"
    r"(?:多|高|少|低|大|小|增加|增长|提高|减少|缩短|多出|高出)了?(?=多少|几|百分)"
    r")"
)
NOISE = re.compile(
    r"^(?:按照?|根据|依照?)(?:规划|计划|方案|公报|文件|报告)$|请问|请算(?:一下|出)?|算(?:一下|算)|计算|按(?:文[中件])?[^，]{0,6}(?:推算|计算|算)|按|推算|把|将|大约|(?<![签合违履节预缔公条和制大])约(?![束定谈见])|"
    r"占?(?:是|为|有)?(?:多少|几|多大)(?:比重|比例|个?百分点|[百千万亿]*(?:平方公里|平方米|立方米|公里|公斤|公顷|"
    r"千瓦时|美元|元|[吨亩户张辆台套米件家个项倍人次名天条种类批所场位间款笔宗度]))?|(?<![百千万亿])[百千万亿]+(?=$)|的?百分之|个百分点|是|"
    r"数字|呢|其中|当中|"
    r"(?<=目标)[里中上]|一共|共有|的话|相比(?:较)?|哪个|谁|的?(?:比例|比重|占比|占|算)$|"
    r"之?后(?:还|仍|尚|只)?$|之?后?(?:还|仍|尚|只)?(?:有|剩下?|余下?)$|(?:要|应|将|须|需)(?:达到?|完成)?$|(?<![公总一])共$|(?:总共|一?共)?(?:获得|取得|拥有|得到|拿到|拿下)了?$"
)
LEFT_OUT = re.compile(
    r"的(?:相差|多|高|少|低|更|大|小|$)"
)  # 比申报企业的多出: of what, the left says
WITHIN = re.compile(
    r"(.{2,14}(?:里(?!程)|中(?!国|心|央|小|医|学|等)|(?<![以规限])上(?!市|海|年)|内(?!容|资|蒙)))[^里中上内]+$"
)  # 在广东省专利奖里金奖: holds for the right too
GENERIC = frozenset(
    {"目标", "计划", "指标", "数字", "水平", "比例", "比重", "占比"}
)  # of what, the other operand says
# 第一、二、三产业: what the members of a numbered series share
NUMBERED = re.compile(
    r"第(?P<first>[一二三四五六])(?P<more>(?:[、和与及]第?[一二三四五六]){1,8})(?P<noun>产业|季度|批|届|类|级|期)"
)
OWNED = re.compile(r"((?!新增|原有|累计|全部|主导|参与|用于)[^的，]{2,16})的(?=.)")
BRACKETED = re.compile(r"\([^()]{0,20}\d[^()]*\)")  # (按8.5亿元算)
MINUS = re.compile(r"，(?=减去|减掉|除以|扣除|扣掉|除去|剔除|去掉|[而但却][未没])")
# What makes another name of a place's: 甲山新城
REACH = re.compile(r"累计|新增|年均|当年|全年|有效")  # how far a measure reaches
AREA = re.compile(r"(?:新城|新区|园区|片区|街道|社区|基地|开发区|高新区|保税区|新村|港区)$")
AREA_BEHIND = re.compile(AREA.pattern.removesuffix("$"))
NAME = 4  # code points of a short name, or of a measure that nothing narrows
CLASS = re.compile(r"(?:[A-Z]|[甲乙丙丁一二三四五六七])(?:类|级|档|等)")
PLANNED = re.compile(r"(?:预期|预计|计划|目标|拟|安排)$")  # of one period, and not of the other
ALL = re.compile(r"全[省市区县州国]")  # of what, the part says
ADDED = re.compile(
    r"(?<=[㐀-鿿])(?<![增参追附施更添])加(?![快强大工入速起总上权])(?=[^，？]{2,14}(?:合计|一?共|总共|总数|总和))"
)
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


@dataclass(frozen=True, slots=True)
class _Side:
    raw: str
    text: str  # without the words that only compare
    place: str
    period: str
    rest: str  # what is left without place and period
    given: Quantity | None = None


@lru_cache(maxsize=64)
def operands(view: str) -> tuple[Operand, ...]:
    """Return the two or more operands of a comparing question, empty when it names none."""
    shared_out = spread(view)
    if shared_out:
        return tuple(Operand(name, question) for name, question in shared_out)
    view = MINUS.sub("", BRACKETED.sub("", view))
    view = NUMBERED.sub(_spelled_out, view)
    view = ADDED.sub("和", view)
    segments = [part for part in re.split(r"[，？。：]", view) if part.strip()]
    for joint in JOINTS:
        for number, segment in enumerate(segments):
            for match in reversed(list(joint.finditer(segment))):
                others = segments[:number] + segments[number + 1 :]
                made = _operands(segment, match.span(), [_side(s) for s in others], view)
                if made:
                    return made
    if len(segments) > 1:
        sides = [_side(part) for part in segments]
        full = [s for s in sides if len(content(s.rest)) >= 2]
        if len(full) == 2:
            return _complete(full, shared(view), [s for s in sides if s not in full])
    return ()


def lent(texts: Sequence[str], *, heads: bool = True) -> tuple[Operand, ...]:
    """Return the operands that some texts name, each lent what it leaves to the others to say.

    `heads`: the noun of a measure as well; a part of a whole is of another measure.
    """
    sides = [_side(text) for text in texts]
    return (
        _complete(sides, "", heads=heads) if any(len(content(s.rest)) >= 2 for s in sides) else ()
    )


def _spelled_out(series: re.Match[str]) -> str:
    """Return 第一产业、第二产业和第三产业 for 第一、二和三产业."""
    more = re.sub(r"第?([一二三四五六])", rf"第\1{series['noun']}", series["more"])
    return f"第{series['first']}{series['noun']}{more}"


def _operands(
    segment: str, joint: tuple[int, int], others: list["_Side"], view: str
) -> tuple[Operand, ...]:
    sides = _sides(segment, joint, bool(shared(view) or any(content(o.rest) for o in others)))
    return _complete(sides, shared(view), others) if sides else ()


def shared(view: str) -> str:
    """Return the measure that the asking words themselves name: 谁的PCT申请多 → PCT申请."""
    found = [m["what"] or m["among"] for m in ASKS.finditer(view)]
    return next((one for one in found if one), "")


def _sides(segment: str, joint: tuple[int, int], lent: bool) -> list[_Side] | None:
    """Cut a segment at a joint (and its likes); None when a side holds nothing to ask for."""
    texts = [*_members(segment[: joint[0]]), segment[joint[1] :]]
    sides = [_side(text) for text in texts]
    if any(not (s.place or s.period or len(content(s.rest)) >= 2) for s in sides):
        return None
    if not lent and not any(len(content(s.rest)) >= 2 for s in sides):
        return None
    return sides


def _members(left: str) -> list[str]:
    """Cut what stands before the last joint at 、 when three or more are compared."""
    parts = [p for p in left.split("、") if p.strip()]
    return parts if len(parts) > 1 and all(len(p) <= 16 for p in parts[1:]) else [left]


def _side(raw: str) -> _Side:
    text = ASKS.sub("，", raw)
    found_places = places(text)
    found_periods = [p for p in periods(text) if p.start or p.end]
    where = _whole_name(text, found_places[0].span) if found_places else None
    spans = ([where] if where else []) + [p.span for p in found_periods]
    spans += [q.span for q in quantities(text)]
    return _Side(
        raw,
        text,
        text[where.start : where.end] if where else "",
        "".join(text[p.span.start : p.span.end] for p in found_periods[:1]),
        re.sub(r"，+", "", NOISE.sub("", NOISE.sub("", _without(text, spans)))).strip(
            "，、的里上 "
        ),
        next((q for q in quantities(text) if q.unit and q.bound is Bound.EXACT), None),
    )


def _whole_name(text: str, place: Span) -> Span:
    """Return a place with the word behind it that makes another name of it."""
    area = AREA_BEHIND.match(text, place.end)
    return Span(place.start, area.end()) if area else place


def _without(text: str, spans: Sequence[Span]) -> str:
    letters = list(text)
    for span in spans:
        letters[span.start : span.end] = "，" * len(span)
    return re.sub(r"，+", "，", "".join(letters)).strip("，")


def _complete(
    sides: Sequence[_Side], measure: str, others: Sequence[_Side] = (), *, heads: bool = True
) -> tuple[Operand, ...]:
    """Lend each operand what it leaves unsaid: the measure, the place, the period."""
    sides = _classed(sides)
    first, last = sides[0], sides[-1]
    place_of_all = next((o.place for o in others if o.place), "")
    period_of_all = next((o.period for o in others if o.period), "")
    extra = "".join(o.rest for o in others if len(content(o.rest)) >= 2)
    telling = [s.rest for s in sides if not _is_another_area(s, first)]
    full = max(telling, key=lambda rest: len(content(rest)))
    bare = len(content(last.rest)) <= SHORT and last.rest[-2:] not in first.rest
    if all(s.period for s in sides) and not last.place and first.rest and last.rest and bare:
        full = first.rest + last.rest  # 文化创意产业2014年和2015年的收入
        sides = [replace(s, rest="") for s in sides]
    made = []
    for side in sides:
        rest, place, period = side.rest, side.place, side.period
        if len(content(rest)) < 2:
            rest = PLANNED.sub("", full)
            place = place or first.place or last.place
            period = period or last.period or first.period
        elif rest.strip("的") in GENERIC:
            rest = first.rest + rest
        elif ALL.fullmatch(rest):
            own = LOCAL.sub("", first.rest)
            rest, place, period = rest + own, "", period or first.period
        else:
            rest = _with_head(side, sides) if heads else rest
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
        name = (side.place + side.period + side.rest) or side.text
        made.append(Operand(name, f"{place}{period}{rest}多少", side.given))
    return tuple(made) if len({m.question for m in made}) == len(made) else ()


def _classed(sides: Sequence[_Side]) -> list[_Side]:
    """Complete a side that is a mere class by the one that has its like: B类人才的补贴比C类."""
    whole = [s.rest for s in sides if CLASS.search(s.rest) and not CLASS.fullmatch(s.rest)]
    return [
        replace(s, rest=CLASS.sub(s.rest, whole[0], count=1))
        if whole and CLASS.fullmatch(s.rest)
        else s
        for s in sides
    ]


def _period_lent(side: _Side, sides: Sequence[_Side]) -> str:
    """Return the period that holds for a side that names none.

    What a question opens with holds for all; else the only one named, or the one before it, for
    what has no place of its own.
    """
    first = sides[0]
    if first.period and first.raw.startswith(first.period):
        return first.period
    named = [s.period for s in sides if s.period]
    if side.place or not named:
        return ""
    before = [s.period for s in sides[: sides.index(side)] if s.period]
    return named[0] if len(set(named)) == 1 else before[-1] if before else ""


def _owner(side: _Side, first: _Side) -> str:
    """Return whose the first operand is, for one that says it not: 某公司的商标和专利."""
    owned = OWNED.match(first.rest)
    if _is_like_owner(side, first):
        return ""
    if owned is None or side.place or first.place or "的" in side.rest or owned[1] in side.rest:
        return ""
    return owned[0]


def _with_head(side: _Side, sides: Sequence[_Side]) -> str:
    """Lend a side the head noun it leaves to the other: 申报企业与复审企业的销售额."""
    first, last = sides[0], sides[-1]
    if side is not last and "的" not in side.text:
        head = _head(last.text) or _measure_head(last.rest, side.rest)
    elif side is first:
        head = ""
    elif LEFT_OUT.search(side.raw) or _is_like_owner(side, first) or side.rest in first.rest:
        head = _head(first.text)
    else:
        return _qualifiers(side, first) + side.rest
    return side.rest if head in side.rest else side.rest + head


def _is_like_owner(side: _Side, first: _Side) -> bool:
    """True for a mere owner beside 某甲的某量: 复审企业的金额比申报企业, 甲城的项目比乙城."""
    owner = first.rest.partition("的")[0] if "的" in first.rest else first.place
    if not _head(first.text) or "的" in side.rest or MEASURE_ENDING.search(side.rest):
        return False
    if len(owner) > 1 and owner[-2:] == side.rest[-2:]:
        return True
    if side.rest[-1:] == _head(first.text)[-1:]:
        return False  # 优秀奖比金奖: a measure of its own
    named = [tag for _, tag in rjieba.tag(side.rest)]
    return len(side.rest) <= NAME and set(named) <= {"nr", "nrt", "ns", "nt", "nz"}


def _is_another_area(side: _Side, first: _Side) -> bool:
    """True for an area beside one that is called by a place's name: 云溪新城 beside 甲山新城."""
    area = AREA.search(first.place)
    return area is not None and side.rest.endswith(area[0])


def _qualifiers(side: _Side, first: _Side) -> str:
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
    words = list(rjieba.cut(last))
    named = len(words) > 1 and len(words[-1]) > 1 and MEASURE_ENDING.search(last)
    return words[-1] if named and not MEASURE_ENDING.search(side) else ""


def _head(text: str) -> str:
    """Return the head noun behind the last 的."""
    head = NOISE.sub("", text.rsplit("的", 1)[-1]).strip("，") if "的" in text else ""
    return head if 2 <= len(content(head)) <= 14 and head not in GENERIC else ""
