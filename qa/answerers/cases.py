"""Cases of somebody, held against what a text says of all: by degree, by its verb."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Span
from qa.answerers.asserted_figure import MAX_ANSWER, NO, YES
from qa.contract import Kind
from qa.draft import Draft, Scene, Statement
from qa.matching.degrees import by_degree
from qa.matching.denial import DENYING, denies
from qa.matching.fitness import Fit
from qa.matching.rank import ENOUGH, Ranked, features, place_fit
from qa.phrases.outcome import says_last
from qa.quote import plain, window
from qa.task import Task

__all__ = ["ASKING", "blanked", "decided", "of_degree", "of_outsider", "saying_first"]

READ = 3  # sentences that are looked into
MISSING = 0.5  # a noun of this weight that stands nowhere near: of this the text does not speak
_ELSEWHERE = r"外[地市省县区乡]|非本[市地省县区]|异地|别的城市|其他城市"
_OUTSIDER = re.compile(
    rf"(?:{_ELSEWHERE})|(?:没有?|无|不[是具]有?)(?:本[地市省县区]|当地)?的?(?:户口|户籍|居留|居民身份)"
)
_ANYONE = re.compile(r"不限户籍|户籍不限|不受户籍|居住证")
_NATIVE = re.compile(
    r"(?:具有|持有?|须?为|限)[^，。；、]{0,10}?(?:户籍|户口|常住户口)|(?<![非无])本[市区县省]户籍"
)
SHORT = 24  # code points of a sentence that says one thing of what the title names
# What asks without denying: 有没有, 是不是, …没有？
ASKING = re.compile(
    r"有没有|是不是|对不对|会不会|能不能|可不可以|要不要|算不算|在不在|有无|是否|能否|可否|系咪|系唔系|有冇|要唔要|使唔使|需唔需要|可唔可以|得唔得|"
    r"没有[？。]*$|没[？。]*$|不[？。]*$|吗[？。]*$|么[？。]*$|吧[？。]*$|唔系[？。]*$|(.)不\1|(.)没\2"
)


def blanked(task: Task) -> str:
    """Return the question with blanks of the same length for its asking words."""
    return ASKING.sub(lambda asking: "，" * len(asking[0]), task.question.view)


def decided(order: Sequence[Ranked], scene: Scene, focus: Span, word: str) -> Draft:
    """State a word of yes or no with the stretch of a sentence that decides it."""
    fact = plain(scene.evidence(focus).quote).strip("，。；：、 ")
    answer = f"{word}，{fact}" if len(fact) + 2 <= MAX_ANSWER else word
    return Draft(
        Kind.YES_NO,
        answer,
        (Statement((window(scene, focus),)),),
        features=features(order),
    )


def of_degree(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Hold a degree against the least or the highest one that is asked for: 本科及以上学历."""
    held = by_degree(task.question.view, [r.scene.text for r in order[:READ]])
    if held is None:
        return None
    rest = tuple(t for t in task.aligner.terms if held.degree not in t.text)
    sub = replace(task, aligner=task.aligner.weighing(rest))
    coverage = sub.cover(order[held.at].scene)
    gone = any(t.noun and t.weight >= MISSING for t in coverage.missing)
    if gone or coverage.score < ENOUGH or place_fit(task, order[held.at].scene) is Fit.NO:
        return None
    word = YES if held.within != denies(blanked(task)) else NO
    return decided(order[held.at :], order[held.at].scene, held.span, word)


def of_outsider(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Deny of somebody from elsewhere what a text gives those of the place alone: 具有本市户籍.

    None where the text speaks of those from elsewhere itself.
    """
    if not _OUTSIDER.search(task.question.view) or not order:
        return None
    near = [r for r in order[: 2 * READ] if r.scene.document.id == order[0].scene.document.id]
    if any(_OUTSIDER.search(r.scene.text) or _ANYONE.search(r.scene.text) for r in near):
        return None
    for one in near:
        native = _NATIVE.search(one.scene.text)
        if native is not None and one.coverage.score >= ENOUGH:
            return decided([one, *order], one.scene, Span(*native.span()), NO)
    return None


def saying_first(task: Task, order: list[Ranked]) -> list[Ranked]:
    """Put a sentence first that says what is asserted, where the best one only names the matter.

    A short notice names it in its title: 不收取任何费用.
    """
    terms = task.aligner.terms
    if not order or len(terms) < 2 or says_last(terms, order[0].scene.text):
        return order
    own = order[0].scene.document.id
    saying = [
        r
        for r in order[1:]
        if r.scene.document.id == own
        and r.coverage.score >= ENOUGH
        and says_last(terms, r.scene.text)
        and not r.scene.names_only
        and len(r.scene.text) <= SHORT
        and DENYING.search(r.scene.text)
    ]
    first = min(saying, key=lambda r: len(r.scene.text), default=None)
    if first is None:
        return order
    return [replace(first, score=order[0].score), *(r for r in order if r is not first)]
