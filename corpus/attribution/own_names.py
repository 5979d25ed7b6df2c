"""The noun phrase of a figure's own words that names what it measures, as stretches of a text.

A count names what stands behind it with what is said of it (71家|示范企业|进行复审), else what
stands in front; a growth names what grows, a share what has it, a rank what is ranked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.attribution.aspects import seen_aspect
from corpus.attribution.clauses import blank, clauses, content
from corpus.attribution.marks import Marks
from corpus.attribution.measure_terms import terms
from corpus.attribution.measures import SHORT, Words
from corpus.attribution.noun_phrases import (
    GENERIC,
    deed,
    done,
    phrase_before,
    phrase_behind,
    predicate,
)
from corpus.document import Aspect, Figure, Mapped, Quantity, QuantityType, Span
from corpus.places import self_references

__all__ = ["BODIES", "Told", "found_phrase", "own_phrase"]

# What does something: a count of them is often told by what they do.
BODIES = frozenset(
    ("企业", "单位", "机构", "公司", "院校", "基地", "学校", "医院", "商户", "工厂", "中心")
)
_COUNTING = (QuantityType.COUNT, QuantityType.NUMBER, QuantityType.DURATION)
_GROWN = re.compile(
    r"(?:的?(?:年均|平均|同比|环比|比)?(?:增长|增|涨|降|下降|升)[率幅速]|增长)"
    r"(?=[^㐀-鿿]*(?:分别|达到?|为)?[^㐀-鿿]*$)"
)
# What a figure is held against says not what it measures: 高出全市平均水平18亿元, 是去年同期的2倍.
_COMPARED = re.compile(
    r"(?:与[^，；。]{2,20}相比)?(?:高于|低于|高出|低出|超出|多于|少于|超过|领先|落后于?|比|较)[^，；。]{2,24}$"
)
_TIMES = re.compile(r"(?:约?为|是|达到?|相当于)[^，；。]{2,24}的[^，；。]{0,3}$")
_SHARED = re.compile(r"占(?![地比领用有])|占比|所占|比重|比例|份额")
_PLACED = re.compile(r"(?:名列|位列|位居|居于|排名|排在|蝉联|分列|列|居|荣登|进入)[^，]*$")
_TABLE = re.compile(r"(?:榜单|排行榜|排名|评比|中|上)+[^㐀-鿿]*$")
_FIELD = re.compile(r"全国|全省|全球|世界|全行业|全部")
_ASIDE = re.compile(r"\((?=[^()0-9]*[㐀-鿿])[^()0-9]*\)")
_GIVES = re.compile(
    r"(?:以[上内下]|左右)?(?:的?(?=一次性)|给予|予以|发放|设立|成立|组建|用于"
    r"|(?=奖励|补贴|补助|资助|配套|贴息))(?P<once>一次性)?"
)
_GETS = re.compile(r"(?:获得|取得|得到|享受)了?")
_SINCE = re.compile(r"[自从][^，；。]{2,16}起$")  # 自受理之日起三个月内办结
_LONGEST_SAID = 40  # characters of what is said of what is counted
_AMOUNT = re.compile(rf"(?:{GENERIC.pattern}|[额率费款价值量])$")
_RANKING = re.compile(r"排名(?=[^，；。第]{0,4}(?:进入|升|上升|前移|位居|位列|跃|居))")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence: what is recognised in it, its view, and the words of its quantities."""

    marks: Marks
    view: Mapped
    words: Mapping[int, Words]  # of a quantity, by its start; none where 分别 dealt it its words


def own_phrase(figure: Figure, sentence: Told) -> list[Span]:
    """Return where the words of the figure's own clause name what it measures."""
    words = sentence.words.get(figure.quantity.span.start)
    if words is None:
        return found_phrase(figure.measure, figure, sentence)
    text = _blanked(sentence.marks, figure)
    quantity = figure.quantity
    before = phrase_before(text, _named_part(text, words.before, figure))
    if quantity.type is QuantityType.RANK:
        before = before + _ranking(text, words.before)
    if quantity.type in _COUNTING or (quantity.type is QuantityType.RANK and quantity.unit):
        return _counted(figure, words, before, sentence)
    given = _given(text, words.after)
    if given:
        return before + given
    if text.startswith("的", words.after.start):
        if figure.aspect is Aspect.SHARE:
            return _counted(figure, words, before, sentence)
        behind = phrase_behind(text, words.after)
        return behind + before if _of_amount(text, before) else behind or before
    return before


def _given(text: str, after: Span) -> list[Span]:
    """Return what an amount is for, where words behind it say so: 按40%给予补偿, 的一次性奖励."""
    gives = _GIVES.match(text, after.start, after.end)
    given = phrase_behind(text, Span(gives.end(), after.end)) if gives else []
    once = Span(*gives.span("once")) if gives and gives["once"] else None
    return [once, *given] if once and given else given


def _ranking(text: str, before: Span) -> list[Span]:
    """Return the 排名 of 综合评估排名进入前五, which names what is measured."""
    found = _RANKING.search(text, before.start, before.end)
    return [Span(*found.span())] if found else []


def _counted(figure: Figure, words: Words, before: list[Span], sentence: Told) -> list[Span]:
    """Return what a counting figure counts: behind it, with what is said of it, or in front."""
    text = blank(sentence.marks.text, _gone(sentence.marks))
    after = words.after
    if figure.quantity.type is QuantityType.DURATION and _within(text, figure.quantity):
        return done(text, after) or before
    behind = phrase_behind(text, after)
    if not behind:
        after = _next_counted(figure, sentence)
        behind = phrase_behind(text, after)
    if not behind:
        return before
    if _goes_on(figure.quantity, before):
        return before + behind
    if figure.quantity.type is QuantityType.DURATION:
        return behind
    last = max(piece.end for piece in behind)
    behind = _with_next(behind, last, sentence) + behind
    told = predicate(text, Span(last, max(last, after.end)))
    told = told or _received(text, behind, figure, sentence)
    if not told or sum(map(len, told)) > _LONGEST_SAID:
        return deed(text, words.before) + behind
    if _is_such(text, behind, told):
        return told
    return told + behind


def _within(text: str, quantity: Quantity) -> bool:
    """True of a time that something is to be done in: 5个工作日内出具证明."""
    return "内" in text[quantity.number_span.end : quantity.span.end + 2]


def _received(text: str, behind: Sequence[Span], figure: Figure, sentence: Told) -> list[Span]:
    """Return what bodies get by the end of their clause: 9家企业用7件专利获得贷款3亿元."""
    head, qualifiers = terms("".join(text[p.start : p.end] for p in behind))
    clause = next(c for c in clauses(text) if c.contains(figure.quantity.span))
    later = [q for q in sentence.marks.quantities if clause.contains(q.span)][-1]
    if qualifiers or head not in BODIES or later.span.start <= figure.quantity.span.start:
        return []
    gets = [one.end() for one in _GETS.finditer(text, behind[-1].end, later.span.start)]
    return phrase_before(text, Span(gets[-1], later.span.start)) if gets else []


def _is_such(text: str, behind: Sequence[Span], told: Sequence[Span]) -> bool:
    """True where what is said names what is counted better: 家企业|成为试点企业, 列入培育单位."""
    head, qualifiers = terms("".join(text[p.start : p.end] for p in behind))
    said = _head(text, told)
    becomes = text[behind[-1].end : told[0].start].strip() != ""
    return not qualifiers and (said == head or (becomes and said in BODIES and head in BODIES))


def _with_next(behind: Sequence[Span], end: int, sentence: Told) -> list[Span]:
    """Return what the figure right behind shares with this one: 5个行业50个专题的服务平台."""
    after = [q for q in sentence.marks.quantities if q.span.start == end]
    words = sentence.words.get(end) if after else None
    if words is None or sum(map(len, behind)) > SHORT:
        return []
    text = blank(sentence.marks.text, _gone(sentence.marks))
    return phrase_behind(text, words.after)[:-1]


def _head(text: str, pieces: Sequence[Span]) -> str:
    return terms("".join(text[p.start : p.end] for p in pieces))[0]


def _of_amount(text: str, pieces: Sequence[Span]) -> bool:
    """True of a phrase that ends in what is measured in money or shares: 合同总金额30亿元的项目."""
    return bool(pieces) and _AMOUNT.search(text[pieces[-1].start : pieces[-1].end]) is not None


def _goes_on(quantity: Quantity, before: Sequence[Span]) -> bool:
    """True where the number stands inside the name: 知识产权五大平台."""
    return quantity.unit == "大" and bool(before) and before[-1].end == quantity.span.start


def _next_counted(figure: Figure, sentence: Told) -> Span:
    """Return the words behind the next quantity where it follows at once: 5批93家企业."""
    end = figure.quantity.span.end
    follows = sentence.words.get(end)
    return follows.after if follows else Span(end, end)


def _named_part(text: str, before: Span, figure: Figure) -> Span:
    """Cut from the words in front of a figure what says how it is seen: its growth, its share."""
    stretch = text[before.start : before.end]
    return Span(before.start, before.start + _end_of_name(stretch, figure))


def _end_of_name(stretch: str, figure: Figure) -> int:
    end = len(stretch)
    if seen_aspect(figure) is Aspect.GROWTH and (found := _GROWN.search(stretch)):
        end = found.start()
    if figure.aspect is Aspect.GAP and (found := _COMPARED.search(stretch)):
        end = found.start()
    if figure.quantity.type is QuantityType.MULTIPLE and (found := _TIMES.search(stretch)):
        end = found.start()
    if figure.quantity.type is QuantityType.DURATION and (found := _SINCE.search(stretch)):
        end = found.start()
    if figure.aspect is Aspect.SHARE and (found := _SHARED.search(stretch)):
        end = found.start()
    if figure.quantity.type is QuantityType.RANK and (found := _PLACED.search(stretch[:end])):
        end = found.start()
    if found := _TABLE.search(stretch[:end]):
        end = found.start()
    return end


def _blanked(marks: Marks, figure: Figure) -> str:
    """Return the sentence without its times, places, bodies, self references and asides."""
    fields = [Span(*m.span()) for m in _FIELD.finditer(marks.text)]
    return blank(marks.text, [*_gone(marks), *fields, *_of_body(marks.text, figure)])


def _of_body(text: str, figure: Figure) -> list[Span]:
    """Return where a clause names the body whose figure it is."""
    subject = figure.subject
    body = subject.text if subject and subject.text != subject.place else ""
    at = text.rfind(body, 0, figure.quantity.span.start) if body else -1
    return [Span(at, at + len(body))] if at >= 0 else []


def _gone(marks: Marks) -> list[Span]:
    """Return what is no part of a name: times but for a bare 年度, places, asides."""
    return [
        *(p.span for p in marks.periods if p.text != "年度"),
        *(p.span for p in marks.places),
        *(span for span, _ in self_references(marks.text)),
        *(Span(*m.span()) for m in _ASIDE.finditer(marks.text)),
    ]


def _without_place(text: str) -> str:
    gone = [span for span, _ in self_references(text)]
    gone += [Span(*m.span()) for words in (_FIELD, _ASIDE) for m in words.finditer(text)]
    return blank(text, gone)


def found_phrase(words: str, figure: Figure, sentence: Told) -> list[Span]:
    """Return where the noun phrase of words taken from elsewhere stands, the nearest before it."""
    if not content(words):
        return []
    text = _blanked(sentence.marks, figure)
    stretch = _without_place(words[: _end_of_name(words, figure)])
    out: list[Span] = []
    for piece in phrase_before(stretch, Span(0, len(stretch))):
        named = stretch[piece.start : piece.end]
        out += _places_of(named, text, figure.quantity.span.start)
    return sorted(set(out))


def _places_of(words: str, text: str, end: int) -> list[Span]:
    """Find words, whole or in two parts, at the nearest place in front of `end`."""
    at = text.rfind(words, 0, end)
    if at >= 0:
        return [Span(at, at + len(words))]
    for cut in range(len(words) - 2, 1, -1):
        one, other = text.rfind(words[:cut], 0, end), text.rfind(words[cut:], 0, end)
        if one >= 0 and other >= 0:
            return [Span(one, one + cut), Span(other, other + len(words) - cut)]
    return []
