"""The name of what each figure of a sentence measures, and where its words stand.

A figure is named by the noun phrase of its own words. What those leave out it takes from the
figure whose words it inherits: all of its name (达8.06万件), its qualifiers (税收66亿 behind
园区收入), or the whole as a qualifier (从业人员 behind 服务机构240家).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.attribution.clauses import content
from corpus.attribution.letters import Letters, measure_of
from corpus.attribution.marks import Marks
from corpus.attribution.measure_terms import RIVALS, contradict
from corpus.attribution.measures import SHORT, Words, names_thing
from corpus.attribution.noun_phrases import GENERIC
from corpus.attribution.own_names import BODIES, Told, found_phrase, own_phrase
from corpus.attribution.topics import component, owner, topic
from corpus.document import Aspect, Figure, Mapped, Measure, Quantity, QuantityType, Span

__all__ = ["labelled"]

_ONLY_AMOUNT = re.compile(r"总?(?:数量|金额|量|额|数|和|计|规模)|合计|共计|平均水平|其中")
_AMOUNTS = (QuantityType.MONEY, QuantityType.PERCENT, QuantityType.PER_UNIT)
_ALONE = (QuantityType.RANK, QuantityType.DURATION)  # a name of some length needs no other
_SHORT_NAME = 4  # characters of a name that a topic is put in front of
_OVERLAP = 4  # characters
_GROWTH_WORD = re.compile(r"增长率|增长速度|增速|增幅")
_NEW_WORD = re.compile(r"新(?:增加?|认定|引进|引入|设立?|建|登记|发展)$")
_NO_LENDER = (Aspect.SHARE, Aspect.GAP)


def labelled(
    made: Sequence[Figure],
    earlier: Sequence[Figure],
    marks: Marks,
    words: Mapping[int, Words],
    view: Mapped,
) -> list[Figure]:
    """Return the figures of a sentence with their labels; `earlier` are those before it.

    The labels have a span for each of their letters: `corpus.about.origins` puts those together.
    """
    sentence = Told(marks, view, words)
    known = list(earlier)
    out: list[Figure] = []
    for figure in made:
        named = replace(figure, label=_label(figure, known, sentence))
        known.append(named)
        out.append(named)
    return out


def _label(figure: Figure, known: Sequence[Figure], sentence: Told) -> Measure | None:
    listed = measure_of(component(sentence.marks, figure.quantity), sentence.view)
    if listed is not None:
        return listed
    own = measure_of(own_phrase(figure, sentence), sentence.view)
    if own is not None and _ONLY_AMOUNT.fullmatch(own.text) and figure.context:
        own = None
    if own is not None and len(own.text) <= _SHORT_NAME:
        own = _led(
            own, measure_of(topic(sentence.marks, figure.quantity.span.start), sentence.view)
        )
    source = _source(figure, known)
    inherited = (
        source.label
        if source
        else measure_of(found_phrase(figure.context, figure, sentence), sentence.view)
    )
    if own is None and inherited is None:
        return _beside(figure, known)
    if inherited is None or not figure.context:
        return _completed(own, figure, known, sentence) if own else inherited
    if own is None:
        return _seen(figure, inherited, source, sentence)
    alone = content(own.text) if figure.quantity.type is QuantityType.RANK else own.text
    if figure.quantity.type in _ALONE and len(alone) > SHORT - 1:
        return own
    if own.head in BODIES and source is not None and source.quantity.type in _AMOUNTS:
        return own  # 质押金额1.9亿元，惠及企业23家
    if source is not None and _stands_beside(own, figure, source, known):
        return _like_sibling(own, figure, known, sentence.marks.text)
    return _joined(own, inherited, figure, source)


def _completed(own: Measure, figure: Figure, known: Sequence[Figure], sentence: Told) -> Measure:
    """Complete a name that inherits nothing by the bodies that have it, or by one beside it.

    建成运营中心9家，目前拥有专利3万件: the centres have them.
    """
    last = next((f for f in reversed(known) if f.sentence == figure.sentence), None)
    if last is not None and last.label is not None and last.quantity.type is QuantityType.COUNT:
        body = last.label.head in BODIES and last.label.text not in own.text
        if body and owner(sentence.marks, last.quantity.span.end, figure.quantity.span.start):
            name = Letters(last.label.text, last.label.spans)
            return (name + Letters(own.text, own.spans)).measure()
    return _like_sibling(own, figure, known, sentence.marks.text)


def _stands_beside(own: Measure, figure: Figure, source: Figure, known: Sequence[Figure]) -> bool:
    """True of 商标87件 behind 专利289件: another thing, counted alike, and no part of the first."""
    part = figure.measure.startswith("其中") or any(
        other.sentence == figure.sentence
        and other.measure.startswith("其中")
        and other.context == figure.context
        for other in known
    )
    rival = any(own.head in group for group in RIVALS)
    counted = figure.quantity.type is QuantityType.COUNT and names_thing(own.text)
    return counted and not part and not rival and _alike(figure.quantity, source.quantity)


def _beside(figure: Figure, known: Sequence[Figure]) -> Measure | None:
    """Return the name of the figure in front, for one that only compares: 比甲市低6个百分点."""
    last = known[-1] if known else None
    return last.label if last is not None and last.sentence == figure.sentence else None


def _seen(figure: Figure, inherited: Measure, source: Figure | None, sentence: Told) -> Measure:
    """Add to an inherited name what the aspect of its figure told and this one's does not.

    A rank of a growth is one by growth (分列第二和第三 of 增长率), a share of what is new is of the
    new alone (占80% of 新认定企业379家).
    """
    text, name = sentence.marks.text, inherited.text
    at = text.find(name)
    if source is None or at < 0:
        return inherited
    extra: list[Span] = []
    if figure.quantity.type is QuantityType.RANK and source.aspect is Aspect.GROWTH:
        grown = re.search(rf"{re.escape(name)}(?:{_GROWTH_WORD.pattern})", text)
        extra = [Span(*grown.span())] if grown else []
    if figure.aspect is Aspect.SHARE and source.aspect is Aspect.NEW:
        new = _NEW_WORD.search(text[:at])
        extra = [Span(new.start(), at + len(name))] if new else []
    return (measure_of(extra, sentence.view) if extra else None) or inherited


def _like_sibling(own: Measure, figure: Figure, known: Sequence[Figure], sentence: str) -> Measure:
    """Complete 试点企业71家 beside 市级示范企业4家: one word differs, the others hold for both.

    So does what a name begins with that an earlier one ends in.
    """
    for other in reversed(known):
        if other.sentence != figure.sentence or other.label is None:
            continue
        overlap = _overlap(other.label.text, own.text)
        if overlap:
            head = Letters(other.label.text, other.label.spans)
            rest = Letters(own.text[overlap:], own.spans[overlap:])
            return (head + rest).measure()
        words, mine = (*other.label.qualifiers, other.label.head), (*own.qualifiers, own.head)
        same = other.label.head == own.head and other.aspect is figure.aspect
        if (
            same
            and len(mine) == 2
            and contradict(words, mine)
            and _alike(figure.quantity, other.quantity)
        ):
            return _joined(own, other.label, figure, None)
        if _shares_opening(own, other.label, sentence):
            name = Letters(other.label.text, other.label.spans)
            award = other.label.text.find("奖") + 1
            opens = Letters(name.text[:award], name.spans[:award])
            opens = opens if own.text.endswith("奖") else name.without(other.label.head)
            return (opens.trimmed() + Letters(own.text, own.spans)).measure()
    return own


def _shares_opening(own: Measure, other: Measure, text: str) -> bool:
    """True of 授权量 in 专利申请量、授权量, of 总收入 in 旅游人数9万人次、总收入2亿元."""
    kind = {own.head, other.head}
    rivals = any(kind <= set(group) for group in RIVALS) and len(kind) == 2
    alike = rivals or GENERIC.fullmatch(own.text) or (own.text[-1:] == other.text[-1:] == "奖")
    if own.qualifiers or not other.qualifiers or not alike:
        return False
    between = (
        rf"{re.escape(other.text)}(?:[0-9.]+[^，；。、0-9]{{0,5}})?[、和与及]{re.escape(own.text)}"
    )
    return re.search(between, text) is not None


def _overlap(one: str, other: str) -> int:
    """Return how many characters one name ends in that the other begins with, 0 for few."""
    longest = min(len(one), len(other) - 1)
    return next((n for n in range(longest, _OVERLAP - 1, -1) if one.endswith(other[:n])), 0)


def _led(own: Measure, topic_: Measure | None) -> Measure:
    """Put the topic of the clause in front of a short name: 在某某奖中, 获得金奖7项."""
    if topic_ is None or own.text in topic_.text:
        return own
    return (Letters(topic_.text, topic_.spans) + Letters(own.text, own.spans)).measure()


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
    name = Letters(inherited.text, inherited.spans)
    for word in dropped:
        name = name.without(word)
    return (name.trimmed() + Letters(own.text, own.spans)).measure()


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.type is other.type and one.normalized_unit == other.normalized_unit


def _told_anew(own: Measure, word: str) -> bool:
    """True of a word that the own name says again or says otherwise: 申请 beside 授权."""
    mine = (*own.qualifiers, own.head)
    return word in mine or contradict(mine, (word,))
