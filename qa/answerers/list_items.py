"""Lists: the members of an enumeration, complete and in order."""

import re
from dataclasses import dataclass

from corpus.document import Enumeration, Span
from corpus.script import fold_text
from qa.align import Layer
from qa.answerers.span import ENOUGH, features, ranked, refuse
from qa.contract import Kind
from qa.draft import Draft, Evidence, Refused, Scene, Statement
from qa.quote import plain, window
from qa.task import Material, Task

MAX_ITEM = 60  # code points of one member
SEPARATED = re.compile(r"(?:[^、，。；：！？“”（）()]{1,24}、)+[^、，。；：！？]{1,24}")


@dataclass(frozen=True, slots=True)
class Found:
    """An enumeration held against the question."""

    material: Material
    enumeration: Enumeration
    score: float


def answer_list(task: Task) -> Draft | Refused:
    """Answer with the members of the best enumeration, or of the best coordinated phrase."""
    order = ranked(task)
    refusal = refuse(task, order)
    marked = best_enumeration(task)
    if marked is not None and (refusal is not None or marked.score >= order[0].coverage.score):
        return _enumerated(task, marked)
    if refusal is not None:
        return refusal
    for one in order[:4]:
        members = coordinated_phrase(task, one.scene)
        if members:
            return _draft_members(task, one.scene, members, features(order))
    if marked is not None:
        return _enumerated(task, marked)
    from qa.answerers.span import answer_span

    return answer_span(task)


def best_enumeration(task: Task) -> Found | None:
    """Return the enumeration whose lead and headings say what is asked."""
    best: Found | None = None
    seen: set[str] = set()
    for scene in task.scenes:
        if scene.document.id in seen:
            continue
        seen.add(scene.document.id)
        material = task.material(scene.document.id)
        for enumeration in material.enumerations:
            score = _enumeration_score(task, material, enumeration, scene.title)
            if score >= ENOUGH and (best is None or score > best.score):
                best = Found(material, enumeration, score)
    return best


def _enumeration_score(
    task: Task, material: Material, enumeration: Enumeration, title: str
) -> float:
    document = material.document
    lead = fold_text(plain(document.quote(enumeration.lead)))
    section = next(s for s in material.sections if s.number == enumeration.section)
    heading = fold_text(section.heading)
    return task.aligner.cover((Layer(lead, 1.0), Layer(heading, 0.95), Layer(title, 0.6))).score


def _enumerated(task: Task, found: Found) -> Draft:
    document = found.material.document
    heads = [i.head for i in found.enumeration.items]
    items = tuple(plain(document.quote(h)).strip("，。；：、 ")[:MAX_ITEM] for h in heads)
    evidence = tuple(Evidence(document, h) for h in heads)
    return Draft(
        kind=Kind.LIST,
        answer="；".join(items),
        items=items,
        statements=tuple(Statement((e,)) for e in evidence),
        features={"coverage": found.score, "precision": 0.5, "margin": 0.1, "fit": 0.5,
                  "retrieval": 0.5},
    )  # fmt: skip


def coordinated_phrase(task: Task, scene: Scene) -> tuple[Span, ...]:
    """Return the members of the sentence's phrase with 、 that stands nearest the question's words."""
    best: tuple[float, tuple[Span, ...]] = (0.0, ())
    for match in SEPARATED.finditer(scene.text):
        start = match.start()
        around = scene.text[max(0, start - 30) : match.end() + 20]
        value = task.aligner.cover((Layer(around, 1.0),)).score
        if value > best[0]:
            best = (value, _members(scene.text, Span(match.start(), match.end())))
    return best[1]


def _members(text: str, phrase: Span) -> tuple[Span, ...]:
    members, start = [], phrase.start
    for mark in re.finditer(r"、|和|以及|及", text[phrase.start : phrase.end]):
        at = phrase.start + mark.start()
        if at > start:
            members.append(Span(start, at))
        start = phrase.start + mark.end()
    if phrase.end > start:
        members.append(Span(start, phrase.end))
    return tuple(members)


def _draft_members(
    task: Task, scene: Scene, members: tuple[Span, ...], values: dict[str, float]
) -> Draft:
    items = tuple(plain(scene.evidence(m).quote) for m in members)
    evidence = window(scene, Span(members[0].start, members[-1].end))
    return Draft(
        kind=Kind.LIST,
        answer="、".join(items),
        items=items,
        statements=(Statement((evidence,)),),
        features=values,
    )
