"""The texts around a figure: its own words, its clause, its segment, what others leave it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from corpus.attribution.aspects import seen_aspect
from corpus.attribution.clauses import content, unframed
from corpus.document import Aspect, Figure, QuantityType, Span
from qa.draft import Scene
from qa.matching.align import Layer

# What a word found beside the figure is worth, by where it was found; tuned on the tuning part.
OWN, INHERITED, CLAUSE, SEGMENT, SENTENCE = 1.0, 0.95, 0.9, 0.8, 0.7
SHORT = 4  # characters of content of a measure that its context completes: 其中优秀, 不合格
CLAIMED = 0.65  # in its segment, but as what another figure measures
OTHER_SEGMENT, HEADING, TITLE, LEAD, FOREIGN = 0.5, 0.75, 0.6, 0.5, 0.3

# Words of a question that the aspect of a figure answers, whatever the text calls it.
_LABEL = re.compile(  # the words of an item or a field in front of its colon
    r"\s*+(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*+|[-■●•·◆*]\s*+)?([^，。；：:()]{2,16})[：:]"
)
_EACH = re.compile(r"[每单][^，。]{1,4}")  # 每家企业最高9万元 says to whom, and not what for
SAID_BY_ASPECT = {
    Aspect.GROWTH: "增长率增速增幅同比增长年均成长率升降涨跌幅度",
    Aspect.SHARE: "占比比重比例份额",
    Aspect.TARGET: "目标计划指标",
    Aspect.CUMULATIVE: "累计总共合计总计",
    Aspect.NEW: "新增",
}
SAID_BY_UNIT = {  # 新增绿地60公顷 is an area, though nothing says so
    **dict.fromkeys(("平方米", "平方公里", "公顷", "亩"), "面积"),
    "公里": "里程",
    "户": "户数",
}


@dataclass(frozen=True, slots=True)
class Around:
    """A figure's surroundings, in the search form."""

    scene: Scene
    figure: Figure
    own: str  # what it measures by its own words, with the event it is counted from
    named: bool  # its own words hold a noun
    bare: bool  # they name no thing, only what is done with it: 累计筹集
    context: str  # what its clause inherits
    whole: str  # what its sentence, one of parts, is about: 其中，…
    said: str  # what its aspect says, whatever the text calls it
    clause: str
    condition: str  # the case that the clause is for: 属于特色企业的，
    item: str  # the clause without what its other figures have for themselves
    whose: str
    segment: str
    topic: str  # the segment without what its other figures have for themselves
    unclaimed: str  # the sentence without what its other figures have for themselves
    alone: bool  # no other figure of the sentence could be meant by the same words
    local: Span  # of the figure, in the sentence

    def layers(self) -> tuple[Layer, ...]:
        """Return all texts with what a word found in them is worth."""
        scene = self.scene
        whole = self.segment == scene.text.strip("。")
        return (
            Layer(self.own, OWN),
            Layer(self.context, INHERITED),
            Layer(self.said, OWN),
            Layer(self.item, CLAUSE),
            Layer(self.condition, CLAUSE),
            Layer(self.whose, OWN),
            Layer(self.topic, SEGMENT),
            Layer(self.segment, CLAIMED),
            Layer(self.unclaimed, SENTENCE if whole else OTHER_SEGMENT),
            Layer(scene.text, FOREIGN),
            Layer(scene.headings, HEADING if scene.headings[-1:] != "？" else CLAUSE),
            Layer(scene.title, TITLE),
            Layer(scene.lead, LEAD if "违反" not in scene.text else SEGMENT),
        )

    def beside(self) -> Iterator[str]:
        """Yield the texts in which the word that is asked for has to stand."""
        yield self.own
        row = not re.search(r"[，。；]", self.scene.text)  # told of by what introduces the rows
        short = row or len(content(self.figure.measure)) <= SHORT
        cell = self.figure.group is None and "，" in self.figure.measure
        if not self.named or short or cell or self.own.startswith("其中"):
            yield self.context
        yield self.clause
        yield self.scene.text[: self.local.start].rpartition("：")[0]  # 标准如下：甲类3元，乙类2元
        yield self.scene.headings
        if self.scene.headings[-1:] == "？":
            yield self.scene.title
        if self.alone:
            yield self.scene.text
        if self.bare:
            yield self._before()

    def _before(self) -> str:
        """Return the sentence in front, which says of what there is so much: 累计筹集3千套."""
        return re.split(r"(?<=[。；]) ?", self.scene.lead.rstrip("。； "))[-1]

    def near(self) -> tuple[Layer, ...]:
        """Return the figure's own words and its clause, all worth the same."""
        texts = [self.own, self.context, self.clause, self.condition, self.said, self.whose]
        if self.bare:
            texts.append(self._before())
        if _EACH.match(self.figure.measure):
            texts.append(self.segment)
        if self.scene.headings[-1:] == "？":  # 问：政府有补贴吗？答：…每人每年最高600元
            texts.append(self.scene.headings)
        return tuple(Layer(t, 1.0) for t in (*texts, self.scene.text if self.alone else ""))


def around(scene: Scene, figure: Figure) -> Around:
    """Return the surroundings of a figure of a scene."""
    local = scene.sentence.view.locate(figure.span)
    subject = figure.subject.text if figure.subject else ""
    whole = _of_which(scene.text, scene.lead)
    clause, segment = _clause_around(scene.text, local), _segment(scene.text, local).strip("。")
    if figure.quantity.type is QuantityType.DURATION and scene.text[local.end :][:1] == "，":
        follows = Span(local.end + 1, local.end + 1)  # 受理之日起5日内，主管部门应当…
        clause = f"{clause}，{_clause_around(scene.text, follows)}"
    return Around(
        scene=scene,
        figure=figure,
        own=own_words(figure),
        named=bool(nouns(unframed(figure.measure))),
        bare=not figure.context and not _things(figure.measure),
        context=_with_label(scene, local, figure.context) + whole,
        whole=whole,
        said=SAID_BY_ASPECT.get(seen_aspect(figure), ""),
        clause=clause,
        condition=condition_of(scene.text, local),
        item=_unclaimed(scene, figure, clause),
        whose=f"{subject}{scene.place or ''}",
        segment=segment,
        topic=_unclaimed(scene, figure, segment),
        unclaimed=_unclaimed(scene, figure, scene.text),
        alone=_alone(scene, figure),
        local=local,
    )


def _with_label(scene: Scene, local: Span, context: str) -> str:
    """Return a context with the label that its part of the sentence stands behind."""
    text, before = scene.text, scene.sentence.span.start - 1
    if scene.headings and scene.document.text[before : before + 1] in ("：", ":", "，", ","):
        label = scene.headings.rsplit(" ", 1)[-1]  # a heading on the same line
        context = f"{context}，{label}" if label not in context else context
    start = max(text.rfind(mark, 0, local.start) for mark in "；。！？") + 1
    said = _LABEL.match(text, start, local.start)
    return f"{context}，{said[1]}" if said and said[1] not in context else context


def own_words(figure: Figure) -> str:
    """Return what the figure itself measures, its unit told, and since what event (试点以来)."""
    since = figure.period.text if figure.period and figure.period.kind == "since" else ""
    unit = SAID_BY_UNIT.get(figure.quantity.normalized_unit or "", "")
    return f"{figure.measure}{'' if unit in figure.measure else unit}，{since}"


@lru_cache(maxsize=4096)
def _of_which(text: str, lead: str) -> str:
    """Return what a sentence of parts is about: 客运量90万人。其中，水运10万人."""
    if not text.startswith("其中"):
        return ""
    before = re.split(r"(?<=[。；]) ?", lead.rstrip("。； "))[-1]
    told = re.match(r"[^\d，；。：]{2,24}(?=\d)", before)
    return f"，{told[0]}" if told else ""


def _full(figure: Figure) -> str:
    """Return what the figure measures, a short measure completed by its context."""
    return figure.context + figure.measure


@lru_cache(maxsize=4096)
def _clause_around(text: str, span: Span) -> str:
    start = max(text.rfind(mark, 0, span.start) for mark in "，；：。！？") + 1
    ends = [at for mark in "，；。！？" if (at := text.find(mark, span.end)) >= 0]
    return text[start : min(ends, default=len(text))]


@lru_cache(maxsize=4096)
def condition_of(text: str, span: Span) -> str:
    """Return the case that a figure is for, such as 未通过的, the clause in front of it."""
    start = max(text.rfind(mark, 0, span.start) for mark in "；。！？：") + 1
    cases = [part for part in text[start : span.start].split("，")[:-1] if part.endswith("的")]
    return cases[-1] if cases else ""


@lru_cache(maxsize=4096)
def _segment(text: str, span: Span) -> str:
    """Return the part of a sentence between two ；: it keeps to one topic."""
    start = max(text.rfind(mark, 0, span.start) for mark in "；。！？") + 1
    ends = [at for mark in "；。！？" if (at := text.find(mark, span.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def _alone(scene: Scene, figure: Figure) -> bool:
    """True when no other figure of the sentence could be meant by the same words."""
    unit = figure.quantity.normalized_unit
    return not any(
        f is not figure and f.group != figure.group and f.quantity.normalized_unit == unit
        for f in scene.figures
    )


def _unclaimed(scene: Scene, figure: Figure, text: str) -> str:
    """Return a stretch of the sentence without the measures its other figures have."""
    own = _full(figure)
    for other in scene.figures:
        if other is not figure and other.measure and other.measure not in own:
            text = text.replace(other.measure, "，")
    return text


@lru_cache(maxsize=4096)
def _things(measure: str) -> bool:
    """True for a measure that names a thing."""
    return any(tag[0] in "nabjlsz" or tag == "eng" for _, tag in rjieba.tag(unframed(measure)))


@lru_cache(maxsize=8192)
def nouns(text: str) -> tuple[str, ...]:
    """Return the nouns of a measure, places aside."""
    return tuple(
        word
        for word, tag in rjieba.tag(text)
        if len(word) > 1
        and (tag[0] in "nlij" or tag in ("vn", "eng", "b") or len(word) > 2)
        and tag != "ns"
    )
