"""Asserted words held against the clause that speaks of them: denied, or told otherwise."""

import re
from collections.abc import Sequence

from corpus.attribution.clauses import clauses
from corpus.document import Span
from qa.answerers.asserted_date import other_date
from qa.answerers.asserted_figure import NO, YES
from qa.answerers.cases import ASKING, decided
from qa.answerers.of_another import of_another
from qa.contract import RefusalCode
from qa.draft import Draft, Refused, Scene
from qa.matching.align import Layer, match
from qa.matching.alone import not_alone
from qa.matching.contrast import contrary, names_in
from qa.matching.denial import denied_apart, denies, governed, opposed
from qa.matching.fitness import Fit
from qa.matching.permission import forbidden
from qa.matching.place_fit import place_of
from qa.matching.rank import ENOUGH, FIRST, Ranked
from qa.phrases.outcome import outcome, told_in
from qa.quote import window
from qa.task import Task

# 从A向B转变: what was, and what took its place
TURNED = re.compile(
    r"(?:从|由)(?P<old>[^，。；]{1,24}?)(?:向|转向|转为|变为|改为|到|转变为|转型为)(?P<new>[^，。；]{1,24})"
)
REPLACED = re.compile(r"(?P<new>[^，。；]{0,24}?)(?:取代|替代|代替)(?P<old>[^，。；]{1,24})")
SURE = 0.8  # coverage from which a sentence with another date denies the asserted one


def said_otherwise(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Deny what the clause that speaks of the matter says otherwise: 每季度 for 每月."""
    scene = order[0].scene
    asked = [
        place_of(p.canonical, scene.place, scene)
        for p in task.question.places
        if p.span.start <= FIRST
    ]
    if order[0].coverage.score < ENOUGH or (asked and max(asked) is Fit.NO):
        return None
    around = scene.text + scene.headings + scene.title + scene.lead
    view = ASKING.sub("，", task.question.view)
    focus = _focus(task, scene)
    parts = [
        p
        for p in clauses(scene.text)
        if abs(p.start - focus.end) < 2 or abs(p.end - focus.start) < 2
    ]
    for part in (focus, *parts):
        if contrary(view, scene.text[part.start : part.end], around):
            return decided(order, scene, part, NO)
    return None


def said_of_another(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Deny what the text says in all other words of another of its kind: of 乙国 for 甲国."""
    scene, missing = order[0].scene, order[0].coverage.missing
    if len(missing) != 1 or missing[0].text not in names_in(missing[0].text):
        return None
    rest = tuple(t for t in task.aligner.terms if t.text != missing[0].text)
    focus = _focus(task, scene)
    clause = scene.text[focus.start : focus.end]
    held = task.aligner.weighing(rest).cover((Layer(clause, 1.0), Layer(scene.headings, 0.8)))
    kind = names_in(missing[0].text)[missing[0].text]
    others = [w for w, tag in names_in(clause).items() if tag == kind]
    if held.score < SURE or not any(w not in task.question.view for w in others):
        return None
    return decided(order, scene, focus, NO)


def against_words(task: Task, order: Sequence[Ranked]) -> Draft | Refused:
    """Hold the words of an assertion against the clause that speaks of them."""
    best = order[0]
    scene = best.scene
    focus = _focus(task, scene)
    clause = scene.text[focus.start : focus.end]
    dated = other_date(task, best)
    if dated is not None and (task.question.premises or best.coverage.score < SURE):
        return Refused(RefusalCode.OTHER_PERIOD, (window(scene, dated),))
    if dated is not None:
        return decided(order, scene, dated, NO)
    asserted = ASKING.sub("，", task.question.view)
    other = of_another(asserted, scene.text)
    if other is not None:
        return decided(order, scene, other, NO)
    if not_alone(asserted, scene.text):
        return decided(order, scene, focus, NO)
    parts = clauses(scene.text)
    become = outcome(scene.text, parts, focus)
    if become is not None:
        span, granted = become
        if granted is None:
            return Refused(RefusalCode.NO_EVIDENCE, (window(scene),))
        return decided(order, scene, span, YES if granted != denies(asserted) else NO)
    focus = told_in(task.aligner.terms, scene.text, parts, focus)
    clause = scene.text[focus.start : focus.end]
    denied = denied_apart(asserted, governed(scene.text, focus), scene.text)
    denied = denied != (_turned_away(task, clause) or opposed(task.question.view, clause))
    return decided(order, scene, focus, NO if denied else YES)


def _focus(task: Task, scene: Scene) -> Span:
    """Return the clause in which most of the question's words stand."""
    parts = clauses(scene.text) or (Span(0, len(scene.text)),)
    around = scene.headings + scene.title
    own = tuple(t for t in task.aligner.terms if t.text not in around)
    aligner = task.aligner.weighing(own or task.aligner.terms)
    said = max(
        parts,
        key=lambda p: (aligner.cover((Layer(scene.text[p.start : p.end], 1.0),)).score, -p.start),
    )
    return forbidden(task.question.view, scene.text, parts) or said


def _turned_away(task: Task, clause: str) -> bool:
    """True when the text says that what is asserted was given up for something else."""
    turned = TURNED.search(clause) or REPLACED.search(clause)
    if turned is None:
        return False
    own = [t for t in task.aligner.terms if match(t.text, clause)]
    old = sum(t.weight * match(t.text, turned["old"]) for t in own)
    new = sum(t.weight * match(t.text, turned["new"]) for t in own)
    return old > new
