"""The operands of a comparing question: what is held against what, each a question of its own."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.attribution.clauses import content
from qa.asking.lending import Operand, complete
from qa.asking.sides import Side, shared, side_of
from qa.asking.spread import spread

__all__ = ["Operand", "lent", "operands"]

# What joins two operands, strongest first. 、 and ， join only when nothing else does.
JOINTS = (
    re.compile(
        r"(?<!相)(?<!对)比(?!重|例|较|上年|去年|值|率|如)|"
        r"(?:[高低多少]于|[高多超低]出(?!口)|超过|领先于?|落后于?|不及)(?!约?(?:\d(?!\d{3}年)|[一二两三四五六七八九十百千万]{1,3}[个家件项人名元亿成倍]))(?=[^，]{2,40}(?:多少|几|百分之))"
    ),
    re.compile(r"减去|减掉|除以|扣除|扣掉|除去|剔除|去掉|[而但却][未没]有?"),
    re.compile(r"占(?!比|多大|多少|几|的?比)"),
    re.compile(r"(?:是|系|为|相当于|达到?)(?=[^，]{2,30}(?:几|多少)倍)"),
    re.compile(r"还是|相较于|相对于|较(?!多|高|大|少|低|为)"),
    re.compile(r"和(?!平|谐)|与|跟(?!踪)|(?<![合共不相协])同(?!比|期|时|年|意|等)|以及"),
    re.compile(r"及(?!其)"),
    re.compile(r"、"),
)
# 第一、二、三产业: what the members of a numbered series share
NUMBERED = re.compile(
    r"第(?P<first>[一二三四五六])(?P<more>(?:[、和与及]第?[一二三四五六]){1,8})(?P<noun>产业|季度|批|届|类|级|期)"
)
BRACKETED = re.compile(r"\([^()]{0,20}\d[^()]*\)")  # (按8.5亿元算)
# What is held against the clause before it: 甲的产值，比乙的多多少
AGAINST = re.compile(r"，(?=[要又]?(?:比|较)(?!上年|去年|上一?年|前一?年|往年|同期|重|例|较))")
MINUS = re.compile(r"，(?=减去|减掉|除以|扣除|扣掉|除去|剔除|去掉|[而但却][未没])")
ADDED = re.compile(
    r"(?<=[㐀-鿿])(?<![增参追附施更添])加(?![快强大工入速起总上权])(?=[^，？]{2,14}(?:合计|一?共|总共|总数|总和))"
)


@lru_cache(maxsize=64)
def operands(view: str) -> tuple[Operand, ...]:
    """Return the two or more operands of a comparing question, empty when it names none."""
    shared_out = spread(view)
    if shared_out:
        return tuple(Operand(name, question) for name, question in shared_out)
    view = AGAINST.sub("", MINUS.sub("", BRACKETED.sub("", view)))
    view = NUMBERED.sub(_spelled_out, view)
    view = ADDED.sub("和", view)
    segments = [part for part in re.split(r"[，？。：]", view) if part.strip()]
    for joint in JOINTS:
        for number, segment in enumerate(segments):
            for match in reversed(list(joint.finditer(segment))):
                others = segments[:number] + segments[number + 1 :]
                made = _operands(segment, match.span(), [side_of(s) for s in others], view)
                if made:
                    return made
    if len(segments) > 1:
        sides = [side_of(part) for part in segments]
        full = [s for s in sides if len(content(s.rest)) >= 2]
        if len(full) == 2:
            return complete(full, shared(view), [s for s in sides if s not in full])
    return ()


def lent(texts: Sequence[str], *, heads: bool = True, series: bool = True) -> tuple[Operand, ...]:
    """Return the operands that some texts name, each lent what it leaves to the others to say.

    `heads`: the noun of a measure as well; a part of a whole is of another measure. `series`: they
    are named by turns, so that the last may say what all are of.
    """
    sides = [side_of(text) for text in texts]
    named = complete(sides, "", heads=heads, series=series)
    return named if any(len(content(s.rest)) >= 2 for s in sides) else ()


def _spelled_out(series: re.Match[str]) -> str:
    """Return 第一产业、第二产业和第三产业 for 第一、二和三产业."""
    more = re.sub(r"第?([一二三四五六])", rf"第\1{series['noun']}", series["more"])
    return f"第{series['first']}{series['noun']}{more}"


def _operands(
    segment: str, joint: tuple[int, int], others: list[Side], view: str
) -> tuple[Operand, ...]:
    sides = _sides(segment, joint, bool(shared(view) or any(content(o.rest) for o in others)))
    return complete(sides, shared(view), others) if sides else ()


def _sides(segment: str, joint: tuple[int, int], lent: bool) -> list[Side] | None:
    """Cut a segment at a joint (and its likes); None when a side holds nothing to ask for."""
    texts = [*_members(segment[: joint[0]]), segment[joint[1] :]]
    sides = [side_of(text) for text in texts]
    if any(not (s.place or s.period or len(content(s.rest)) >= 2) for s in sides):
        return None
    if not lent and not any(len(content(s.rest)) >= 2 for s in sides):
        return None
    return sides


def _members(left: str) -> list[str]:
    """Cut what stands before the last joint at 、 when three or more are compared."""
    parts = [p for p in left.split("、") if p.strip()]
    return parts if len(parts) > 1 and all(len(p) <= 16 for p in parts[1:]) else [left]
