"""The noun phrases of the best sentences, held one by one against what a question leaves open."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.document import Span
from corpus.numbers.numerals import number
from qa.asking.slot import Slot, Sought
from qa.lexicon import synonyms, titles
from qa.matching.align import Layer
from qa.matching.office_body import of_other_body
from qa.matching.place_fit import same_place
from qa.matching.rank import Ranked
from qa.phrases.doers import deeds, doers
from qa.phrases.fill import Filler
from qa.phrases.names import fitness, nameless, phrases_for
from qa.phrases.relations import Gap, Part, Placed, placed, read_gap, role_told, suits
from qa.task import Task

# What counts beside a sentence's score. Set by hand and held against the tuning part and 500
# questions after names of the development parts of DRCD and CMRC 2018.
HEAT = 0.05  # the warmth of its words
TOUCH = 0.5  # neighbours like those of the gap
FIT = 0.8  # that a phrase is of the sought kind
PART = 0.6  # that a phrase is to its verb what the gap is to the question's
TOLD = 0.6  # the question's words in the clauses that a phrase belongs to
ROLE = 0.8  # a sentence that says: this phrase holds the role asked for
PLACED = 0.4  # the place in an order that is asked for
SAID = 0.3  # share of a phrase that the question must not say
FRESH = 1.6  # so many times the share of a phrase that the question does not say counts for it
SUBJECT = 0.9  # what the words of a clause's subject are worth in it
BEFORE = 0.6  # and those of the clauses in front of it
FARTHER = 0.98  # what is left of that for each further clause of a subject
ECHO = 4  # code points that a phrase ends in as the thing does whose place is asked
NAMELESS = 0.5  # what is left of the fitness of words for a class: 政府, 多个城市
LIKELY = 0.56  # fitness of what is to its verb what the gap is: names of firms end in anything
HARDLY = 0.4  # the same for a thing, which is not known for a name by its ending
FULLY = 1.2  # fitness of what stands between 由 and the verb of the question
DESCRIBED = 0.5  # what is left of the fitness of what the doer is said to be: 成为主流产品
_TOLD_APART = (Sought.PERSON, Sought.PLACE, Sought.REASON)
_ANY_OFFICE = ("一把手", "负责人", "领导", "掌门人", "带头人", "主管")
_FIRST = re.compile(r"首位|榜首|居首|之首|冠军|头名")
_NTH = re.compile(r"第([一二三四五六七八九十]|\d{1,2})(?:位|名|$|[^㐀-鿿]|[的是])")

_SITE = re.compile(r"[市区县省镇乡村园城路街号楼厦港湾馆院校]")  # 甲园 of 甲园建设数据专区


@dataclass(frozen=True, slots=True)
class Named:
    """A noun phrase of a sentence held against the gap."""

    one: Ranked
    span: Span
    fitness: float
    score: float
    holds: bool = False  # the sentence says that it holds the role asked for


class Namer:
    """Holds noun phrases against the gap of one question."""

    def __init__(self, task: Task) -> None:
        self.filler = Filler(task.question, task.aligner)
        self.slot: Slot = self.filler.slot
        self.gap: Gap = read_gap(task.question.view, self.slot)
        self._task = task
        self._roles = tuple(
            f"副{role}" if f"副{role}" in task.question.view else role
            for role in roles(self.slot, self.gap)
        )

    @property
    def asks_office(self) -> bool:
        """True where the question asks who holds an office."""
        return self.slot.sought is Sought.PERSON and any(h in titles() for h in self.slot.heads)

    def named(self, order: Sequence[Ranked]) -> list[Named]:
        """Return the noun phrases of sentences, the likeliest first."""
        found: list[Named] = []
        for one in order:
            text = one.scene.text
            parts, heat = placed(text), self.filler.heat(text)
            starts = {span.start: part for span, part in reversed(parts.items())}
            agents = self._agents(text)
            for phrase in sorted({*phrases_for(self.slot, text), *agents}):
                fresh = self.filler.freshness(text, phrase)
                words = text[phrase.start : phrase.end]
                if fresh < SAID or self._is_role(words) or self._is_asked_about(words):
                    continue
                if phrase not in agents and any(a.contains(phrase) for a in agents):
                    continue
                held = parts.get(phrase) or _part_of(starts, phrase)
                fit = FULLY if phrase in agents else self._fitness(text, held)
                if self.asks_office and of_other_body(self._task.question.view, text, phrase):
                    continue
                holds = role_told(text, phrase, self._roles)
                score = one.score + HEAT * self.filler.warmth(text, phrase, heat) + ROLE * holds
                score += FIT * fit * min(1.0, FRESH * fresh) + self._told(text, held)
                found.append(Named(one, phrase, fit, score, holds))
        return sorted(found, key=lambda n: (-n.score, n.one.scene.document.id, n.span))

    def _agents(self, text: str) -> frozenset[Span]:
        """Return what a sentence names as the doer asked for, as far as it goes: 由(…)执行."""
        if self.slot.role or self.slot.sought not in (Sought.PERSON, Sought.BODY):
            return frozenset()
        return frozenset(doers(text, deeds(self._task.question.view, self.slot, self.gap)))

    def _fitness(self, text: str, held: Placed) -> float:
        if nameless(text[held.span.start : held.span.end]):
            return NAMELESS * fitness(self.slot, text, held.span)
        fit = fitness(self.slot, text, held.span)
        same = held.part is self.gap.part or (
            self.gap.part is Part.EQUAL and held.part is Part.DOER
        )
        if same and self.slot.sought not in _TOLD_APART:
            fit = max(fit, LIKELY if self.slot.sought is Sought.BODY else HARDLY)
        described = held.part is Part.EQUAL and self.gap.part is Part.DOER
        return fit * DESCRIBED if described else fit

    def _told(self, text: str, held: Placed) -> float:
        """Return what speaks for a phrase in the clauses that it belongs to.

        What a clause is about, its subject tells.
        """
        own = held.subject is None or held.subject.start == held.span.start
        subject = "" if own or held.subject is None else text[held.subject.start : held.subject.end]
        told = max(
            self._task.aligner.cover(
                (
                    Layer(_without(text, c, held.span), 1.0),
                    Layer(subject, SUBJECT),
                    Layer(text[: c.start], BEFORE),
                )
            ).score
            * FARTHER**n
            for n, c in enumerate(held.reach)
        )
        value = TOLD * told + PART * suits(self.gap, held) * told
        value += PLACED * _in_order(self._task.question.view, text, held)
        return value + TOUCH * self.filler.touch(text, held.span)

    def _is_role(self, words: str) -> bool:
        """True for a phrase that only says the role: 首任总经理 of 总经理是谁."""
        if self.slot.sought is Sought.PERSON and any(words.endswith(t) for t in titles()):
            return True
        return bool(self.slot.role) and words.endswith(self.slot.role)

    def _is_asked_about(self, words: str) -> bool:
        """True for the place that a question is about, and for the thing whose place it asks."""
        view = self._task.question.view
        if any(same_place(words, p.canonical) for p in self._task.question.places):
            return True
        if self.slot.sought is not Sought.PLACE or self.slot.kinds or len(words) <= ECHO:
            return False
        echoed = words[-ECHO:] in view[: self.slot.span.start]
        return echoed and not _SITE.search(words[:-ECHO])  # 科学园建设数据专区 tells where


def _part_of(starts: Mapping[int, Placed], phrase: Span) -> Placed:
    """Return the part of a phrase that begins as another one does, else of a doer."""
    known = starts.get(phrase.start)
    if known is not None:
        return replace(known, span=phrase)
    return Placed(phrase, Part.DOER, (phrase,), free=False)


def roles(slot: Slot, gap: Gap) -> tuple[str, ...]:
    """Return what a text may call the one asked for: 局长, 总部; 点评人 of 谁点评."""
    named = slot.heads if not slot.kinds or slot.sought is Sought.PERSON else ()
    if any(head in _ANY_OFFICE for head in named):
        named = (*named, *sorted(t for t in titles() if t.endswith(("长", "主任", "书记"))))
    found = [role for head in named for role in sorted(synonyms().get(head, {head}))]
    if slot.sought is Sought.PERSON and gap.part is Part.DOER:
        found += [f"{gap.deed[:2]}{ending}" for ending in ("人", "者", "员")]
    return tuple(found)


def _in_order(view: str, text: str, held: Placed) -> int:
    """Return 1 where the clauses of a phrase give the place in an order that is asked for, -1 where
    they give another one: 第一 against 第三位.
    """
    wanted = _orders(view)
    said = {order for c in held.reach for order in _orders(text[c.start : c.end])}
    if not wanted or not said:
        return 0
    return 1 if wanted & said else -1


def _orders(text: str) -> set[int]:
    found = {1} if _FIRST.search(text) else set()
    return found | {int(number(m[1])) for m in _NTH.finditer(text)}


def _without(text: str, clause: Span, phrase: Span) -> str:
    """Return a clause without the phrase: what is said of it."""
    if not clause.contains(phrase):
        return text[clause.start : clause.end]
    return f"{text[clause.start : phrase.start]}，{text[phrase.end : clause.end]}"
