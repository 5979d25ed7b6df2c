"""分别: which of several values belongs to which of several things.

The things stand in front of 分别 (专利、商标分别增长5%和8%), between it and the values
(分别是全国、全省平均水平的2倍和3倍), in the clause before (获得金奖、银奖的，分别奖励9万元、4万元),
or are figures of the clauses before (专利7件，商标9件，分别增长5%和8%).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import rjieba

from corpus.attribution.aspects import NEW, aspect_of
from corpus.attribution.clauses import blank, clauses, content
from corpus.attribution.marks import Marks
from corpus.attribution.measures import said
from corpus.document import Aspect, Bound, Figure, Period, Quantity, Span
from corpus.times.told_spans import is_told_span

__all__ = ["TWO_IN_ONE", "hand_out"]

RESPECTIVELY = re.compile(r"分别|分列|分居|依次|各为")
_CONJUNCTION = re.compile(r"[和与及、]|以及")
_TOTAL = re.compile(r"总数|总量|总计|合计|累计")
_ADDED = re.compile(r"^(?:其中)?(?:本年|当年|全年)?(?:新增加?|新认定|新引进|新设立?)")
# What the last of several things says for all: 工业、农业比重; 污水、垃圾处理率.
_SHARED = re.compile(
    r"(?:平均)?(?:保险参保人数|参保人数|水平|比重|比例|占比|增加值|总?产值|收入|支出|投资|总?产量|户数|人数|数量|总量|面积|"
    r"里程|余额|总额|金额|价格|规模|资金|[^，；。、]{2}率|[^，；。、]{2}[额量数])(?:的)?$"
)
# Two things in one word: 城乡居民收入分别增长5%和8%.
TWO_IN_ONE = {
    "城乡": ("城镇", "农村"),
    "存贷款": ("存款", "贷款"),
    "内外资": ("内资", "外资"),
    "进出口": ("进口", "出口"),
    "中小学": ("中学", "小学"),
    "收支": ("收入", "支出"),
}
# Three things in one word, or in ordinals that share one: 三次产业增加值, 一、二、三产业比例.
_INDUSTRIES = re.compile(
    r"(?:第?一(?:次?产业?)?[、和]?第?二(?:次?产业?)?[、和及]?第?三|三(?=次产))次?产业?(?P<rest>[^，；。、\d]{0,12})$"
)
_LEADS = re.compile(
    r"(?:(?:同比|较|比)[^，、和与及]{0,10})?(?:实际|均)?"
    r"(?:增[长加]|下降|减少|降低|提高|上升|上涨|达到?|为|占比?)[了到至]?$"
)
_OPENING = re.compile(
    r".*的|新?(?:获得|荣获|获评|获批|取得|通过|入选|列入|认定为?|评为|(?:实际)?(?:利用|使用|引进))(?=.{2})"
)


NAME = 4  # code points of a short name: 城镇, 东部地区


@dataclass(frozen=True, slots=True)
class _Part:
    """One of several things, in full, and its period."""

    words: str
    period: Period | None


@dataclass(frozen=True, slots=True)
class _Dealt:
    """Things, the words that lead to their values, and whether they are only compared with."""

    parts: list[_Part]
    leads: str
    compared: bool


def hand_out(
    marks: Marks,
    clause: Span,
    inside: list[Quantity],
    made: list[Figure],
    earlier: Sequence[Figure],
) -> list[Figure]:
    """Give each value behind 分别 what it belongs to.

    `earlier` are the figures of the clauses before it in the sentence.
    """
    word = RESPECTIVELY.search(marks.text, clause.start, clause.end)
    at = Span(*word.span()) if word else _unsaid(marks, clause, inside)
    if at is None:
        return _in_turn(marks, clause, inside, made, earlier)
    behind = [n for n, q in enumerate(inside) if q.span.start >= at.end]
    if len(behind) < 2 or _bracketed(marks.text, clause, inside[behind[0]]):
        return made
    first = inside[behind[0]].span.start
    out = list(made)
    for run in _runs(inside, behind):
        dealt = _parts(marks, clause, at, len(run), first)
        if dealt is None:
            break
        leads = marks.text[inside[run[0] - 1].span.end : inside[run[0]].span.start]
        dealt = dealt if run[0] == behind[0] else replace(dealt, leads=leads)
        bound = out[run[0]].quantity.bound
        for n, part in zip(run, dealt.parts, strict=True):
            own = _belongs(out[n], part, dealt, earlier)
            joined = marks.text[inside[n].number_span.start - 1] in "、和与"
            out[n] = replace(own, quantity=_bounded(own.quantity, bound)) if joined else own
    else:
        return out
    if word is None:
        return out
    sources = _antecedents(earlier, len(behind))
    total = _TOTAL.search(marks.text, clause.start, at.start) is not None
    for n, source in zip(behind, sources, strict=False):
        context = said(source.measure, source.context)
        if total and len(content(source.measure)) >= 2:
            context = source.measure
        out[n] = replace(
            out[n],
            measure=made[behind[0]].measure,
            context=_ADDED.sub("", context) if total else context,
            period=out[n].period if is_told_span(out[n].period) else source.period or out[n].period,
            aspect=Aspect.ACTUAL if total else made[behind[0]].aspect,
        )
    return out


def _runs(inside: Sequence[Quantity], behind: Sequence[int]) -> list[list[int]]:
    """Cut the values behind 分别 where their unit changes: 分别为9元和4元、增长5%和8%.

    Only runs of as many values each are dealt out apart; else all are one run.
    """
    runs: list[list[int]] = []
    for n in behind:
        kind = inside[n].type, inside[n].normalized_unit
        last = inside[runs[-1][-1]] if runs else None
        if last is not None and kind == (last.type, last.normalized_unit):
            runs[-1].append(n)
        else:
            runs.append([n])
    alike = len({len(run) for run in runs}) == 1 and len(runs[0]) > 1
    return runs if alike else [list(behind)]


def _bounded(quantity: Quantity, bound: Bound) -> Quantity:
    """Return a value with the bound that the first of them states for all: 突破5亿元、2亿元."""
    led = bound in (Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_LEAST, Bound.AT_MOST)
    exact = quantity.bound is Bound.EXACT
    return replace(quantity, bound=bound) if led and exact else quantity


def _unsaid(marks: Marks, clause: Span, inside: list[Quantity]) -> Span | None:
    """Return where 分别 is left out between as many things as values: 甲、乙下降5%、8%."""
    between = [marks.text[a.span.end : b.span.start] for a, b in pairwise(inside)]
    alike = {(q.type, q.normalized_unit) for q in inside}
    if not between or len(alike) > 1 or not all(_CONJUNCTION.fullmatch(one) for one in between):
        return None
    led = _LEADS.search(marks.text[clause.start : inside[0].span.start])
    if led is None or not led.start():
        return None
    start = clause.start + led.start()
    things = list(_CONJUNCTION.finditer(marks.text, clause.start, start))
    return Span(start, start) if len(things) == len(between) else None


def _in_turn(
    marks: Marks,
    clause: Span,
    inside: list[Quantity],
    made: list[Figure],
    earlier: Sequence[Figure],
) -> list[Figure]:
    """Give bare values side by side what as many values of the clause before are of.

    收入和支出分别达到9亿元和4亿元，增长5%和8%: the second 分别 is left out.
    """
    if len(inside) < 2 or content(marks.timeless[clause.start : inside[0].span.start]):
        return made
    between = (marks.text[a.span.end : b.span.start] for a, b in pairwise(inside))
    last = [c for c in clauses(marks.text) if c.end <= clause.start][-1:]
    sources = [f for f in earlier if last and last[0].contains(f.quantity.span)]
    if len(sources) != len(inside) or not all(_CONJUNCTION.fullmatch(one) for one in between):
        return made
    return [
        replace(one, context=said(of.measure, of.context), period=of.period or one.period)
        for one, of in zip(made, sources, strict=True)
    ]


def _bracketed(text: str, clause: Span, quantity: Quantity) -> bool:
    """True for a value in brackets, which its own name stands in front of: 甲街道(12件)."""
    return text[clause.start : quantity.span.start].endswith("(")


def _parts(marks: Marks, clause: Span, word: Span, count: int, first: int) -> _Dealt | None:
    """Return the things a clause deals out; `first` is where the first value stands."""
    verb = Span(word.end, first)
    words = marks.text[verb.start : verb.end]
    parts = _divided(marks, Span(clause.start, word.start), count)
    if parts:
        return _Dealt(parts, words, compared=False)
    parts = _divided(marks, verb, count)
    if parts:
        return _Dealt(parts, "", compared=True)
    previous = [c for c in clauses(marks.text) if c.end <= clause.start][-1:]
    if not previous or content(marks.text[clause.start : word.start]):
        return None
    if any(previous[0].contains(q.span) for q in marks.quantities):
        return None
    parts = _divided(marks, previous[0], count)
    return _Dealt(parts, words, compared=False) if parts else None


def _belongs(figure: Figure, part: _Part, dealt: _Dealt, earlier: Sequence[Figure]) -> Figure:
    aspect = aspect_of(figure.quantity, part.words + dealt.leads, "", "", None)
    if figure.aspect is Aspect.TARGET and aspect is not Aspect.GROWTH:
        aspect = Aspect.TARGET
    context = ""
    if dealt.compared:
        context = said(earlier[-1].measure, earlier[-1].context) if earlier else figure.context
    return replace(
        figure,
        measure=part.words,
        context=context,
        period=part.period or figure.period,
        aspect=aspect,
    )


def _divided(marks: Marks, span: Span, count: int) -> list[_Part]:
    """Cut `span` at its conjunctions into exactly `count` things, else return none."""
    bare = blank(marks.text, [p.span for p in marks.periods])[span.start : span.end].rstrip(" ，、")
    industries = _INDUSTRIES.search(bare) if count == len("一二三") else None
    if industries:
        return [_Part(f"第{n}产业{industries['rest']}", None) for n in "一二三"]
    pieces = _conjuncts(marks.text, span, count)
    if pieces is None:
        pieces = _conjuncts(marks.text, span, count - 1) if count > 1 else None
    if pieces is None:
        return []
    own = [
        [p for p in marks.periods if piece.contains(p.span) and (p.start or p.end)]
        for piece in pieces
    ]
    text = blank(marks.text, [p.span for p in marks.periods])
    words = [re.sub(r"\s+|的$", "", text[p.start : p.end]).strip("，、") for p in pieces]
    if len(words) < count:
        words, own = _two_in_one(words, own)
    if len(words) != count or not all(
        len(content(w)) >= 2 or w in ("全国", "全省", "全市", "世界") for w in words
    ):
        return []
    words[0] = words[0].removeprefix("其中")
    ending = _ending(words)
    opening = _opening(words)
    return [
        _Part(
            (opening if n else "")
            + word
            + ("" if n + 1 == count or _SHARED.search(word) or word.endswith(ending) else ending),
            periods[-1] if periods else None,
        )
        for n, (word, periods) in enumerate(zip(words, own, strict=True))
    ]


def _two_in_one(words: list[str], own: list[list[Period]]) -> tuple[list[str], list[list[Period]]]:
    """Take the one word that names two things apart: 城乡居民收入."""
    for number, word in enumerate(words):
        for both, (one, other) in TWO_IN_ONE.items():
            if both in word:
                told = [word.replace(both, one), word.replace(both, other)]
                return (
                    [*words[:number], *told, *words[number + 1 :]],
                    [*own[:number], own[number], own[number], *own[number + 1 :]],
                )
    return words, own


def _ending(words: list[str]) -> str:
    """Return what the last of several things says for all.

    It begins behind what they have in common: 城镇居民和农村居民人均收入.
    """
    last = words[-1]
    for size in range(min(map(len, words)), 1, -1):
        at = last.rfind(words[0][-size:])
        if at >= 0 and at + size < len(last):
            return last[at + size :].removesuffix("的")
    shared = _SHARED.search(last)
    if shared is None or (len(words) > 2 and words[-2].endswith(shared.group())):
        return ""  # each says it for itself: 总资产、存款余额、贷款余额
    sizes = {len(word) for word in words[:-1]}
    size = sizes.pop() if len(sizes) == 1 else 0
    whole = last[size:]  # 居民人均收入, of 城镇和农村居民人均收入
    is_name = 1 < size <= NAME and len(rjieba.cut(last[:size])) == 1
    longer = is_name and len(whole) > len(shared.group())
    return (whole if longer else shared.group()).removesuffix("的")


def _opening(words: list[str]) -> str:
    """Return what the first of several things says for all: 新认定的示范企业、优势企业."""
    opening = _OPENING.match(words[0])
    if opening is None or len(words[0]) - opening.end() < min(map(len, words[1:])):
        return ""
    return opening.group()


def _conjuncts(text: str, span: Span, count: int) -> list[Span] | None:
    """Cut `span` at its conjunctions into exactly `count` parts, or return None."""
    cuts = list(_CONJUNCTION.finditer(text, span.start, span.end))
    if len(cuts) < count - 1:
        return None
    if len(cuts) > count - 1:
        strong = [c for c in cuts if c.group() != "、"]
        weak = [c for c in cuts if c.group() == "、"]
        exact = (one for one in (strong, weak) if len(one) == count - 1)
        cuts = next(exact, cuts[len(cuts) - count + 1 :])
    starts = [span.start, *(c.end() for c in cuts)]
    ends = [*(c.start() for c in cuts), span.end]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True)]


def _antecedents(earlier: Sequence[Figure], count: int) -> list[Figure]:
    """Return the figures that a bare 分别 looks back to: the newly added, else the last ones."""
    added = [f for f in earlier if f.aspect is Aspect.NEW or NEW.search(f.measure)]
    near = bool(added) and added[-1] is earlier[-1]
    return list(added if near and len(added) == count else earlier[-count:])
