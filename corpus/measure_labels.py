"""The name of what each figure of a sentence measures, and where its words stand.

A figure is named by the noun phrase of its own words. What those leave out it takes from the
figure whose words it inherits: all of its name (达8.06万件), its qualifiers (税收66亿 behind
园区收入), or the whole as a qualifier (从业人员 behind 服务机构240家).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.clauses import blank, content
from corpus.document import Aspect, Figure, Mapped, Measure, Quantity, QuantityType, Span
from corpus.marks import Marks
from corpus.measure_terms import terms
from corpus.measures import SHORT, Words
from corpus.noun_phrases import GENERIC, phrase_before, phrase_behind
from corpus.places import self_references

__all__ = ["labelled"]

_COUNTING = (QuantityType.COUNT, QuantityType.NUMBER, QuantityType.DURATION)
_GROWN = re.compile(
    r"(?:的?(?:年均|平均|同比|环比|比)?(?:增长|增|涨|降|下降|升)[率幅速]|增长)"
    r"(?=[^㐀-鿿]*(?:分别|达到?|为)?[^㐀-鿿]*$)"
)
_SHARED = re.compile(r"占(?![地比领用有])|占比|所占|比重|比例|份额")
_PLACED = re.compile(r"(?:名列|位列|位居|居于|排名|排在|蝉联|分列|列|居|荣登|进入)[^，]*$")
_TABLE = re.compile(r"(?:榜单|排行榜|排名|评比|中|上)+[^㐀-鿿]*$")
_FIELD = re.compile(r"全国|全省|全球|世界|全行业|全部")
_ASIDE = re.compile(r"\([^()0-9]*\)")
_ONLY_AMOUNT = re.compile(r"总?(?:数量|金额|量|额|数|和|计|规模)|合计|共计|平均水平|其中")
_AMOUNT = re.compile(rf"(?:{GENERIC.pattern}|[额率费款价值量])$")
_EDGES = "、和与及的"
_NO_LENDER = (Aspect.SHARE, Aspect.GAP)
# Of which a measure has one: 专利申请 and 专利授权 differ by it.
_RIVALS = (
    ("申请", "授权", "拥有", "登记", "注册"),
    ("收入", "税收", "产值", "利润", "支出", "投资", "增加值"),
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    marks: Marks
    view: Mapped
    words: Mapping[int, Words]  # of a quantity, by its start; none where 分别 dealt it its words


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a name, and where each of them stands."""

    text: str
    spans: tuple[Span, ...]

    def __add__(self, other: "_Letters") -> "_Letters":
        return _Letters(self.text + other.text, self.spans + other.spans)

    def without(self, word: str) -> "_Letters":
        """Leave out the last of a word, with 量 or 数 behind it at the end."""
        at = self.text.rfind(word)
        if at < 0:
            return self
        end = at + len(word)
        end = len(self.text) if re.fullmatch("[量数额]", self.text[end:]) else end
        return _Letters(self.text[:at] + self.text[end:], self.spans[:at] + self.spans[end:])

    def trimmed(self) -> "_Letters":
        """Leave out marks and conjunctions on either side."""
        kept = self.text.strip(_EDGES)
        at = self.text.find(kept)
        return _Letters(kept, self.spans[at : at + len(kept)])


def labelled(
    made: Sequence[Figure],
    earlier: Sequence[Figure],
    marks: Marks,
    words: Mapping[int, Words],
    view: Mapped,
) -> list[Figure]:
    """Return the figures of a sentence with their labels; `earlier` are those before it.

    The labels have a span for each of their letters: `corpus.origins` puts those together.
    """
    sentence = _Sentence(marks, view, words)
    known = list(earlier)
    out: list[Figure] = []
    for figure in made:
        named = replace(figure, label=_label(figure, known, sentence))
        known.append(named)
        out.append(named)
    return out


def _label(figure: Figure, known: Sequence[Figure], sentence: _Sentence) -> Measure | None:
    own = _measure(_own(figure, sentence), sentence)
    if own is not None and _ONLY_AMOUNT.fullmatch(own.text) and figure.context:
        own = None
    source = _source(figure, known)
    inherited = (
        source.label if source else _measure(_found(figure.context, figure, sentence), sentence)
    )
    if inherited is None or not figure.context:
        return own or inherited
    if own is None:
        return inherited
    if figure.quantity.type is QuantityType.RANK and len(content(own.text)) > SHORT:
        return own
    return _joined(own, inherited, figure, source)


def _own(figure: Figure, sentence: _Sentence) -> list[Span]:
    """Return where the words of the figure's own clause name what it measures."""
    words = sentence.words.get(figure.quantity.span.start)
    if words is None:
        return _found(figure.measure, figure, sentence)
    text = _blanked(sentence.marks)
    quantity = figure.quantity
    before = phrase_before(text, _named_part(text, words.before, figure))
    if quantity.type in _COUNTING:
        behind = phrase_behind(text, words.after) or phrase_behind(
            text, _next_counted(figure, sentence)
        )
        if behind and _goes_on(quantity, before):
            return before + behind
        return behind or before
    if text.startswith("的", words.after.start) and not _of_amount(text, before):
        return phrase_behind(text, words.after) or before
    return before


def _of_amount(text: str, pieces: Sequence[Span]) -> bool:
    """True of a phrase that ends in what is measured in money or shares: 合同总金额30亿元的项目."""
    return bool(pieces) and _AMOUNT.search(text[pieces[-1].start : pieces[-1].end]) is not None


def _goes_on(quantity: Quantity, before: Sequence[Span]) -> bool:
    """True where the number stands inside the name: 知识产权五大平台."""
    return quantity.unit == "大" and bool(before) and before[-1].end == quantity.span.start


def _next_counted(figure: Figure, sentence: _Sentence) -> Span:
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
    if figure.aspect is Aspect.GROWTH and (found := _GROWN.search(stretch)):
        end = found.start()
    if figure.aspect is Aspect.SHARE and (found := _SHARED.search(stretch)):
        end = found.start()
    if figure.quantity.type is QuantityType.RANK and (found := _PLACED.search(stretch[:end])):
        end = found.start()
    if found := _TABLE.search(stretch[:end]):
        end = found.start()
    return end


def _blanked(marks: Marks) -> str:
    """Return the sentence without its times, places, self references and asides."""
    return blank(_without_place(marks.timeless), [p.span for p in marks.places])


def _without_place(text: str) -> str:
    gone = [span for span, _ in self_references(text)]
    gone += [Span(*m.span()) for words in (_FIELD, _ASIDE) for m in words.finditer(text)]
    return blank(text, gone)


def _found(words: str, figure: Figure, sentence: _Sentence) -> list[Span]:
    """Return where the noun phrase of words taken from elsewhere stands, the nearest before it."""
    if not content(words):
        return []
    text = _blanked(sentence.marks)
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


def _source(figure: Figure, known: Sequence[Figure]) -> Figure | None:
    """Return the figure whose words this one inherits: the nearest that its context names."""
    inherits = content(figure.context)
    if not inherits:
        return None
    for other in reversed(known):
        words = content(other.measure)
        lends = other.aspect not in _NO_LENDER and other.quantity.type is not QuantityType.RANK
        near = other.section == figure.section and other.label is not None and lends
        if near and len(words) >= 2 and words in inherits:
            return other
    return None


def _measure(spans: Sequence[Span], sentence: _Sentence) -> Measure | None:
    """Return the measure named by stretches of the sentence."""
    if not spans:
        return None
    text = "".join(sentence.marks.text[s.start : s.end] for s in spans)
    head, qualifiers = terms(text)
    letters = (n for span in spans for n in range(span.start, span.end))
    places = tuple(sentence.view.original(Span(n, n + 1)) for n in letters)
    return Measure(text, head, qualifiers, places) if head else None


def _joined(own: Measure, inherited: Measure, figure: Figure, source: Figure | None) -> Measure:
    """Complete a name by what it inherits."""
    if inherited.text.endswith(own.text):
        return inherited
    if inherited.text in own.text:
        return own
    dropped = [word for word in (inherited.head, *inherited.qualifiers) if _told_anew(own, word)]
    alike = source is not None and _alike(figure.quantity, source.quantity)
    if alike and inherited.head not in dropped and GENERIC.fullmatch(own.text):
        dropped.append(inherited.head)
    name = _Letters(inherited.text, inherited.spans)
    for word in dropped:
        name = name.without(word)
    name = name.trimmed() + _Letters(own.text, own.spans)
    return Measure(name.text, *terms(name.text), name.spans)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.type is other.type and one.normalized_unit == other.normalized_unit


def _told_anew(own: Measure, word: str) -> bool:
    """True of a word that the own name says again or says otherwise: 申请 beside 授权."""
    mine = (*own.qualifiers, own.head)
    return word in mine or any(word in r and any(m in r for m in mine) for r in _RIVALS)
