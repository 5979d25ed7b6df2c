"""The operands of a comparing question: what is held against what, each a question of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.clauses import content
from corpus.mapped import Span
from corpus.periods import periods
from corpus.places import places
from corpus.quantities import quantities

# What joins two operands, strongest first. 、 and ， join only when nothing else does.
JOINTS = (
    re.compile(r"(?<!相)(?<!对)比(?!重|例|较|上年|去年|值|率|如)"),
    re.compile(r"减去|减掉|除以"),
    re.compile(r"占(?!比|多大|多少|几|的?比)"),
    re.compile(r"(?:是|系|为|相当于)(?=[^，]{2,30}(?:几|多少)倍)"),
    re.compile(r"还是|相较于|相对于|较(?!多|高|大|少|低|为)"),
    re.compile(r"和(?!平|谐)|与|跟(?!踪)|(?<![合共不相协])同(?!比|期|时|年|意|等)|以及|及(?!其)"),
    re.compile(r"、"),
)
# What asks for the comparison itself; group `what` is a measure named inside it (谁的申请多).
ASKS = re.compile(
    r"(?:这?[两三四]者|二者|之间)?(?:的)?(?:"
    r"平均每[个家项件人][^，]{0,6}?(?=多少|几)|"
    r"相比(?:较|之下)?|相差|差距(?:是|有)?|差额|之差|差(?=多少|几|了)|之和|总和|合计|合共|加起来|相加|合起来|一共|总共|"
    r"之比|比值|"
    r"(?:哪[一个座家些边年者方]*|谁|何者)(?:城市|产业|年份|地方|地区|数字|指标)?(?:的)?"
    r"(?P<what>[^，？]{0,14}?)(?:更|比较|较|最)?(?:多|高|大|少|低|早|晚|靠前|领先)|"
    r"(?:更|较|最)(?:多|高|大|少|低)的?是?(?:哪|谁)?|"
    r"(?:多|高|少|低|大|小|增加|增长|提高|减少|缩短|多出|高出)了?(?=多少|几|百分)"
    r")"
)
NOISE = re.compile(
    r"请问|请算(?:一下|出)?|算(?:一下|算)|计算|按(?:文[中件])?[^，]{0,6}(?:推算|计算|算)|按|推算|把|将|大约|约|"
    r"占?(?:是|为)?(?:多少|几多|几|多大)(?:比重|比例|个?百分点|亿元|万元|万件|亿|万|元|件|家|个|项|倍|人)?|的?百分之|个百分点|是|"
    r"数字|呢|其中|当中|"
    r"(?<=目标)[里中上]|一共|共有|的话|相比(?:较)?|哪个|谁|的?(?:比例|比重|占比|占|算)$"
)
LEFT_OUT = re.compile(
    r"的(?:相差|多|高|少|低|更|大|小|$)"
)  # 比申报企业的多出: of what, the left says
WITHIN = re.compile(
    r"(.{2,14}[里中上内])[^里中上内]+$"
)  # 在广东省专利奖里金奖: holds for the right too
GENERIC = frozenset(
    {"目标", "计划", "指标", "数字", "水平", "比例", "比重", "占比"}
)  # of what, the other operand says
SHORT = 3  # characters of a measure word that a longer one before it completes: 收入, 申请量


@dataclass(frozen=True, slots=True)
class Operand:
    """What the question calls it, and the question that asks for it alone."""

    name: str
    question: str


@dataclass(frozen=True, slots=True)
class _Side:
    raw: str
    text: str  # without the words that only compare
    place: str
    period: str
    rest: str  # what is left without place and period


@lru_cache(maxsize=64)
def operands(view: str) -> tuple[Operand, ...]:
    """Return the two or more operands of a comparing question, empty when it names none."""
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


def _operands(
    segment: str, joint: tuple[int, int], others: list["_Side"], view: str
) -> tuple[Operand, ...]:
    sides = _sides(segment, joint, bool(shared(view) or any(content(o.rest) for o in others)))
    return _complete(sides, shared(view), others) if sides else ()


def shared(view: str) -> str:
    """Return the measure that the asking words themselves name: 谁的PCT申请多 → PCT申请."""
    found = [m.group("what") for m in ASKS.finditer(view) if m.group("what")]
    return found[0] if found else ""


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
    spans = [p.span for p in found_places[:1]] + [p.span for p in found_periods]
    spans += [q.span for q in quantities(text)]
    return _Side(
        raw,
        text,
        "".join(text[p.span.start : p.span.end] for p in found_places[:1]),
        "".join(text[p.span.start : p.span.end] for p in found_periods[:1]),
        re.sub(r"，+", "", NOISE.sub("", NOISE.sub("", _without(text, spans)))).strip(
            "，、的里上 "
        ),
    )


def _without(text: str, spans: Sequence[Span]) -> str:
    letters = list(text)
    for span in spans:
        letters[span.start : span.end] = "，" * len(span)
    return re.sub(r"，+", "，", "".join(letters)).strip("，")


def _complete(
    sides: Sequence[_Side], measure: str, others: Sequence[_Side] = ()
) -> tuple[Operand, ...]:
    """Lend each operand what it leaves unsaid: the measure, the place, the period."""
    first, last = sides[0], sides[-1]
    place_of_all = next((o.place for o in others if o.place), "")
    period_of_all = next((o.period for o in others if o.period), "")
    extra = "".join(o.rest for o in others if len(content(o.rest)) >= 2)
    full = max((s.rest for s in sides), key=lambda rest: len(content(rest)))
    bare = len(content(last.rest)) <= SHORT and last.rest[-2:] not in first.rest
    if all(s.period for s in sides) and not last.place and first.rest and last.rest and bare:
        full = first.rest + last.rest  # 文化创意产业2014年和2015年的收入
        sides = [replace(s, rest="") for s in sides]
    made = []
    for side in sides:
        rest, place, period = side.rest, side.place, side.period
        if len(content(rest)) < 2:
            rest = full
            place = place or first.place or last.place
            period = period or last.period or first.period
        elif rest.strip("的") in GENERIC:
            rest = first.rest + rest
        else:
            rest = _with_head(side, sides)
            within = WITHIN.match(first.rest)
            if side is not first and not side.place and within and within[1] not in rest:
                rest = within[1] + rest
            if side is sides[-1] and not period and len(content(first.rest)) < 2:
                period = first.period
            if side is not sides[0] and not place:
                place = first.place
                period = period or first.period
        for word in (measure, extra):
            if word and word not in rest:
                rest += word
        place, period = place or place_of_all, period or period_of_all
        name = (side.place + side.period + side.rest) or side.text
        made.append(Operand(name, f"{place}{period}{rest}多少"))
    return tuple(made) if len({m.question for m in made}) == len(made) else ()


def _with_head(side: _Side, sides: Sequence[_Side]) -> str:
    """Lend a side the head noun it leaves to the other: 申报企业与复审企业的销售额."""
    first, last = sides[0], sides[-1]
    if side is first and "的" not in first.text:
        head = _head(last.text)
    elif side is not first and LEFT_OUT.search(side.raw):
        head = _head(first.text)
    else:
        head = ""
    return side.rest if head in side.rest else side.rest + head


def _head(text: str) -> str:
    """Return the head noun behind the last 的."""
    head = NOISE.sub("", text.rsplit("的", 1)[-1]).strip("，") if "的" in text else ""
    return head if 2 <= len(content(head)) <= 14 and head not in GENERIC else ""
