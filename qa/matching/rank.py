"""Sentences held against a question: which one answers, and whether any does."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.periods import periods
from corpus.places import within
from qa.asking.slot import Slot, Sought, read_slot
from qa.contract import RefusalCode
from qa.draft import Refused, Scene
from qa.lexicon import synonyms
from qa.matching.align import Coverage, Layer, match
from qa.matching.fit import beside
from qa.matching.fitness import Fit
from qa.matching.namesakes import of_namesake
from qa.matching.period_fit import ORDINAL, overlap
from qa.matching.place_fit import place_of
from qa.quote import window
from qa.task import Task

ENOUGH = 0.55  # coverage below which a sentence is about something else; tuned on the tuning part
PLENTY = 0.68  # coverage from which a list's sentence says what is asked
# Scores below which the best sentence is held to be about something else; SPOKEN where a weighty
# word of the question is missing. On DRCD's articles with and without the answering paragraph they
# refuse 3.5 % of what is there and 87 % of what is not; coverage alone did 7.1 % and 85 %.
TOUCHED, SPOKEN = 0.7, 1.0
FIRST = 1  # offset up to which a place opens a question and is what it is about
SURE = 0.72  # coverage from which even a word that the documents use elsewhere may be missing
MISSING_WEIGHT = 0.75  # a term of this weight that stands nowhere near: not in the documents
COVERED, TOLD, PAIRS, RETRIEVED = 0.8, 0.3, 0.5, 0.1
NEARBY = 0.3  # how far behind the best sentence one that tells the deed may lie
QUOTED = 0.3  # a name that the question puts in quotation marks
NAMED = 0.3  # what a word of a title weighs in telling sentences from others
LEFT = 6  # characters that a question must have beside the title
IN_TIME = 0.1  # a sentence about the time that the question names
ASKED = 0.15  # a sentence that itself asks answers nothing
TOLD_WHY = 0.25  # a sentence that says itself that it tells a reason
_REASON = re.compile(r"原因|由于|因为|因(?![此而素])[^，。]{2,}|所致|源于|归因|为了|旨在")
_ASKS = re.compile(
    r"(?:谁|什么|如何|怎样|怎么|哪[里个些家]|为何|吗|呢)[^，。；：]{0,10}[？?]$|[？?]$"
)
_YEARLY = re.compile(r"((?:19|20)\d\d)年度?的?([㐀-鿿]{2})")  # a year's thing, by its first word
DEFINED = 0.6  # for the sentence that says what the word asked about means
_DEFINITION = re.compile(
    r"(?P<after>[㐀-鿿A-Za-z]{2,16}?)”?的?(?:(?:是指|指的是|所指|指|含义|定义)(?:的?是)?什么|是?什么意思)|"
    r"(?:什么是|何谓|什么叫)“?(?P<before>[㐀-鿿A-Za-z]{2,16})"
)
BESIDE = 0.3  # off for a sentence of the section beside the one that the question names
_MEANS = re.compile(
    r"(?:[^，。]{0,12}?[：，])?所谓的?“?(?P<called>[㐀-鿿A-Za-z]{2,16}?)”?，?(?:就?是|指)|"
    r"(?:[^，。]{0,12}?(?:所称|所指)的?|^(?![^，。]*所[称指]))“?(?P<word>[㐀-鿿A-Za-z]{2,16}?)”?，?"
    r"(?:是指|系指|指的是)"
)
_QUOTED = re.compile(r"“[^“”]{2,30}”|《[^《》]{2,60}》")
READING = 0.5  # a sentence in which the reader finds the answer
PUT = 0.5  # for what stands under the question that is asked: 一、问：谁可以申请？
OTHERWISE = 0.3  # off for a question put in other words
ALIKE = 0.5  # share of the pairs of such a question from which it is the one asked
HEADING = 0.12  # a heading says what is spoken of, seldom what of it


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence held against the question."""

    scene: Scene
    coverage: Coverage
    score: float


def ranked(task: Task) -> list[Ranked]:
    """Return the sentences of the scenes, best first."""
    found = []
    telling = _telling(task)
    quoted = [m[0] for m in _QUOTED.finditer(task.question.view)]
    matter = _matter(task.question.view)
    defining = _DEFINITION.search(task.question.view)
    for scene, told in zip(task.scenes, telling, strict=True):
        coverage = task.cover(scene)
        score = COVERED * coverage.score + TOLD * told + RETRIEVED * scene.retrieval
        score += PAIRS * pairs_shared(matter, scene.text)
        score += _place_score(task, scene)
        score += QUOTED * _named_in(quoted, scene) + IN_TIME * _in_time(task, scene)
        score += TOLD_WHY * _tells_why(task, scene) + READING * task.reading(scene)
        if _ASKS.search(scene.text):
            score -= ASKED
        if defining is not None:
            score += DEFINED * _defines(scene.text, defining)
        if beside(task.question.view, scene):
            score -= BESIDE
        if scene.names_only:
            score -= HEADING
        score += PUT * _put_above(task, matter, scene)
        found.append(Ranked(scene, coverage, score))
    return sorted(found, key=lambda r: (-r.score, r.scene.document.id, r.scene.sentence.number))


def _tells_why(task: Task, scene: Scene) -> bool:
    """True where a reason is asked for and the sentence says that it gives one."""
    why = read_slot(task.question.view).sought is Sought.REASON
    return why and _REASON.search(scene.text) is not None


def _named_in(names: Sequence[str], scene: Scene) -> float:
    """Return how near the names stand that the question quotes: in a sentence, or around it."""
    around = f"{scene.headings}，{scene.title}，{scene.lead}"
    held = 0.0
    for name in names:
        inner = name.strip("“”《》")
        held += 1.0 if name in scene.text else 0.5 if inner in scene.text + around else 0.0
    return held / len(names) if names else 0.0


def _in_time(task: Task, scene: Scene) -> float:
    """Return whether a sentence speaks of the time asked for: 1, of another: -1, of none: 0."""
    if not task.question.periods:
        return 0.0
    own = [p for p in periods(scene.text) if p.start or p.end]
    if not own:
        return 0.0
    met = max(overlap(wanted, p) for wanted in task.question.periods for p in own)
    return 1.0 if met > Fit.NO else -1.0


def _put_above(task: Task, matter: str, scene: Scene) -> float:
    """Return how much of the question that a sentence stands under is the one that is asked."""
    if not scene.headings.endswith("？") or scene.sentence.heading:
        return 0.0
    put = (
        scene.headings.rsplit(" ", 1)[-1].partition("问：")[2] or scene.headings.rsplit(" ", 1)[-1]
    )
    told = task.aligner.cover((Layer(put, 1.0),)).score
    shared = max(pairs_shared(put, matter), told - OTHERWISE)
    return shared if shared >= ALIKE else 0.0


def _matter(view: str) -> str:
    """Return a question without the title of the document that it asks about, if more is left."""
    rest = re.sub(r"《[^《》]*》", "，", view)
    return rest if len(re.sub(r"\W", "", rest)) >= LEFT else view


def _telling(task: Task) -> list[float]:
    """Return for each scene how much it says of the question, by what few of the scenes say.

    What all of them are about tells none from another.
    """
    terms = task.aligner.terms
    held = [[match(t.text, s.text) for t in terms] for s in task.scenes]
    count = len(task.scenes)
    weights = []
    matter = _matter(task.question.view).lower()
    for n, term in enumerate(terms):
        spread = sum(1 for row in held if row[n] > 0)
        named = 1.0 if term.text in matter else NAMED
        weights.append(named * term.weight * math.log((count + 1) / (spread + 0.5)))
    total = sum(weights)
    return [
        sum(w * h for w, h in zip(weights, row, strict=True)) / total if total > 0 else 0.0
        for row in held
    ]


def _place_score(task: Task, scene: Scene) -> float:
    return {Fit.YES: 0.05, Fit.UNKNOWN: 0.0, Fit.NO: -0.25}[place_fit(task, scene)]


def place_fit(task: Task, scene: Scene) -> Fit:
    """Return whether a sentence is of the place that the question names."""
    if not task.question.places:
        return Fit.UNKNOWN
    fits = []
    for place in task.question.places:
        fit = place_of(place.canonical, scene.place, scene)
        near = scene.place is not None and (
            within(place.canonical, scene.place) or within(scene.place, place.canonical)
        )
        fits.append(Fit.UNKNOWN if fit is Fit.NO and near else fit)
    return max(fits)


def refuse(task: Task, order: Sequence[Ranked]) -> Refused | None:
    """Return why no sentence answers, or None when the best one does."""
    if not order:
        return Refused(RefusalCode.NO_EVIDENCE)
    best = order[0]
    slot = read_slot(task.question.view)
    gone = [
        t
        for t in best.coverage.missing
        if t.weight >= MISSING_WEIGHT and not any(t.text in kind for kind in slot.kinds)
    ]
    if opens_with_place(task) and place_fit(task, best.scene) is Fit.NO:
        return Refused(
            RefusalCode.OTHER_PLACE,
            nearest=(window(best.scene),),
            seen=(best.scene.place,) if best.scene.place else (),
        )
    if other_edition(task.question.view, best.scene):
        return Refused(RefusalCode.OTHER_PERIOD, nearest=(window(best.scene),))
    defining = _DEFINITION.search(task.question.view)
    if defining is not None and _defines(best.scene.text, defining):
        return None  # it says what the word means, whoever is said to use it
    elsewhere = any(t.known and t.noun for t in gone) and best.coverage.score < SURE
    other = of_namesake(task.question, task.aligner.terms, best.scene)
    if (
        other
        or _unnamed(task, slot, best)
        or elsewhere
        or best.score < (SPOKEN if gone else TOUCHED)
    ):
        return Refused(
            RefusalCode.NO_EVIDENCE,
            nearest=tuple(window(r.scene) for r in order[:2]),
        )
    return None


def opens_with_place(task: Task) -> bool:
    """True where a place opens the question and is what it is about."""
    return any(p.span.start <= FIRST for p in task.question.places)


def of_place(task: Task, order: Sequence[Ranked]) -> list[Ranked]:
    """Leave out the sentences of other places than the one that a question is about."""
    if not opens_with_place(task):
        return list(order)
    return [r for r in order if place_fit(task, r.scene) is not Fit.NO]


def _defines(text: str, asked: re.Match[str]) -> bool:
    """True for 本办法所称专项资金，是指… where 专项资金 is asked about."""
    said = _MEANS.match(text)
    word = asked["before"] or asked["after"]
    return said is not None and word.endswith(said["word"] or said["called"])


def other_edition(view: str, scene: Scene) -> bool:
    """True for what a text tells of another year's thing (2023年度项目), or of another 批 or 届."""
    around = scene.headings + scene.title
    told = scene.text + around + scene.lead
    for year, what in _YEARLY.findall(view):
        years = {y for y, named in _YEARLY.findall(around) if named == what}
        if years and year not in years and year not in told:
            return True
    for ordinal, unit in ORDINAL.findall(view):
        said = {n for n, u in ORDINAL.findall(scene.text) if u == unit}
        if said and ordinal not in said and f"第{ordinal}{unit}" not in told:
            return True
    return False


def told_first(task: Task, order: list[Ranked]) -> list[Ranked]:
    """Return the order with a sentence first that says the role or the deed asked about, where one
    lies near behind sentences that do not.
    """
    slot = read_slot(task.question.view)
    if not order or not _unnamed(task, slot, order[0]):
        return order
    near = (r for r in order if r.score >= order[0].score - NEARBY)
    told = next((r for r in near if not _unnamed(task, slot, r)), None)
    return order if told is None else [told, *(r for r in order if r is not told)]


def says_role(slot: Slot, scene: Scene) -> bool:
    """True when a sentence says the role that is asked for, or none is."""
    around = scene.text + scene.headings
    roles = synonyms().get(slot.role, {slot.role})
    return not slot.role or any(re.search(rf"(?<!副){re.escape(w)}", around) for w in roles)


def _unnamed(task: Task, slot: Slot, best: Ranked) -> bool:
    """True when a sentence does not say the role (局长是谁) or the deed (由谁设计) asked about."""
    if not says_role(slot, best.scene):
        return True
    view, start = task.question.view, slot.span.start
    deed = view[slot.span.end :] if view[:start].endswith(("由", "被")) else ""
    return any(deed.startswith(t.text) for t in best.coverage.missing)


def features(order: Sequence[Ranked], best: Ranked | None = None) -> dict[str, float]:
    """Return what the confidence of a worded answer is computed from; it stands in `best`, the
    first of the order unless named.

    `margin` is its lead over those that rank below it, `behind` (at most 0) its lead over the
    best, where a name or a date chose another sentence.
    """
    best = best or order[0]
    below = max((r.score for r in order if r is not best and r.score <= best.score), default=0.0)
    return {
        "coverage": best.coverage.score,
        "precision": 0.5,
        "margin": min(best.score - below, 0.3),
        "behind": best.score - max(r.score for r in (best, *order)),
        "fit": 0.5,
        "retrieval": best.scene.retrieval,
    }


def pairs_shared(question: str, text: str) -> float:
    """Return the share of a question's pairs of neighbouring characters that a text holds."""
    pairs = _pairs(question)
    return len(pairs & _pairs(text)) / len(pairs) if pairs else 0.0


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(text.lower()) if a.isalnum() and b.isalnum())
