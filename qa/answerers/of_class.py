"""One measure over all things of a class that the text names: 哪些乡镇收入超过…, 三个产业谁最高.

What `standings` is for places, this is for industries, towns, zones, firms: their names end in the
word for the class, and each is asked after by itself; or a sentence tells them by turns.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import rjieba

from corpus.script import fold_text
from qa.answerers.compare import as_growth, find, of_what_is_asked
from qa.answerers.figure import candidates_for, draft
from qa.answerers.found import Found, in_direction
from qa.answerers.kept import answer_kept
from qa.answerers.rivals import rivals
from qa.answerers.selection import chosen
from qa.answerers.standings import answer_standings
from qa.asking.asked_class import AREAS, OF_STANDINGS, AskedOfClass, read_class
from qa.asking.criterion import within
from qa.asking.operands import Operand, operands
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused
from qa.lexicon import endings, predicates
from qa.matching.candidates import Candidate, candidate, rank
from qa.matching.fit import counted_alike
from qa.matching.fitness import Fit
from qa.matching.rank import ranked
from qa.phrases.class_names import names_in
from qa.phrases.counted_series import counted, counted_behind
from qa.phrases.turns import names_by_turns
from qa.task import Task

__all__ = ["answer_of_class"]

_JOINT = re.compile(
    r"[、和与跟及同]|(?<!占)比(?![重例上])|还是"
)  # names that the question gives itself
NEAREST = 3  # sentences whose section and document's headings are looked through for names
SAID = 0.56  # coverage from which a run of figures is of the measure, as for any figure
READINGS = 3  # figures that may be a thing's, best first
MOST_NAMES = 14  # names asked after, some 5 ms each
MOST_SENTENCES = 14  # looked through for figures by turns, best first
LEAST = 3  # figures that a sentence tells by turns: two side by side are two measures more often


def answer_of_class(task: Task) -> Draft | Refused | None:
    """Answer what is asked of all things of a class, None where nothing such is asked.

    Where asking after each one leads nowhere, columns and turns are looked through for them.
    """
    found = _of_class(task)
    return found if isinstance(found, Draft) else answer_kept(task) or found


def _of_class(task: Task) -> Draft | Refused | None:
    asked = None if task.question.kind is Kind.YES_NO else read_class(task.question.view)
    if asked is None or (_JOINT.search(task.question.view) and operands(task.question.view)):
        return None
    if asked.noun in OF_STANDINGS:  # places that a table knows, or that a sentence tells by turns
        return answer_standings(task) or _by_run(task, asked)
    found = _found(task, asked)
    if asked.noun not in AREAS:
        return found
    placed = answer_standings(task)  # sections may be of more of them
    return placed if _told_of(placed) > _told_of(found) else found


def _told_of(found: Draft | Refused | None) -> int:
    """Return how many things an answer knows a figure of."""
    return found.parts - len(found.missing) if isinstance(found, Draft) else 0


def _found(task: Task, asked: AskedOfClass) -> Draft | Refused | None:
    named = _by_names(task, asked)
    if named is not None and (isinstance(named, Refused) or asked.by.limit is not None):
        return named
    run = _by_run(task, asked)
    if isinstance(run, Draft) and (named is None or len(run.figures) > len(named.figures)):
        return run  # one sentence tells of more of them than their names lead to
    return named or run or _by_counts(task, asked)


def _by_names(task: Task, asked: AskedOfClass) -> Draft | Refused | None:
    """Ask after each thing whose name ends in the class."""
    named = [
        Operand(name, f"{asked.place}{name}{asked.period}{asked.measure}多少")
        for name in _names(task, asked)
    ]
    named = _with_figures(task, named[:MOST_NAMES], asked)
    if len(named) < 2 or (asked.count is not None and asked.count != len(named)):
        return None
    if asked.by.grows:
        found = [f for one in named if (f := _growth_of(task, one, asked)) is not None]
        whole = len(found) == len(named)
        return _told(task, asked, found) if whole else None
    level = (
        asked.by.first is not None
    )  # 排名前两位: by what they have, not by a rank that they hold
    stated = find(_measured(task, asked) if level else task, named)
    return None if isinstance(stated, Refused) else _told(task, asked, stated)


def _growth_of(task: Task, one: Operand, asked: AskedOfClass) -> Found | None:
    """Return by what part something changed, where one figure that is told of it says so."""
    sub = _figure_task(task, one.question, asked)
    own = [
        claim
        for claim in candidates_for(sub)
        if _is_told_of(one.name, claim, asked) or _is_headed(one.name, claim, asked)
    ]
    if not own or rivals(sub, own[0], own):
        return None
    made = draft(sub, own[0], own)
    right = of_what_is_asked(made, asked.measure)
    return Found(one.name, made.figures[0], made) if right else None


def _by_run(task: Task, asked: AskedOfClass) -> Draft | Refused | None:
    """Take the things that a sentence tells by turns, each with its figure: 甲港96个、乙港61个…."""
    sub = _measured(task, asked)
    claims = rank(sub)
    looked: set[tuple[str, int]] = set()
    for best in claims:
        if len(best.scene.figures) < LEAST:
            continue
        looked.add((best.figure.document_id, best.figure.sentence))
        if len(looked) > MOST_SENTENCES:
            break
        if best.coverage.score < SAID or not best.fit.allowed or not _is_owned(best, asked):
            continue
        for run in (_by_turns(best, claims, asked), _counted_with(best, claims, asked)):
            if len(run) < LEAST or asked.count not in (None, len(run)):
                continue
            if not _of_kind([name for name, _ in run], best, asked):
                continue
            made = [(name, draft(sub, claim, [claim])) for name, claim in run]
            return _told(task, asked, [Found(n, d.figures[0], d) for n, d in made])
    return None


def _of_kind(names: Sequence[str], best: Candidate, asked: AskedOfClass) -> bool:
    """True for names of the class that the text says, or that end alike or as the class's do."""
    told = best.scene.text  # places are said to be some in the sentence itself
    if asked.noun not in OF_STANDINGS:
        told += best.scene.headings + best.scene.lead
    if any(kind in told for kind in asked.kinds if len(kind) > 1):
        return True
    ended = sum(name.endswith(asked.kinds) for name in names)
    known = asked.noun in endings() or asked.noun in OF_STANDINGS or asked.count is not None
    alike = 0 if known else max(Counter(name[-1] for name in names).values())
    return 2 * max(ended, alike) >= len(names)


def _counted_with(
    best: Candidate, claims: Sequence[Candidate], asked: AskedOfClass
) -> list[tuple[str, Candidate]]:
    """Return the run of names, each with its number right behind it, that a figure is of."""
    text, view = best.scene.text, best.scene.sentence.view
    for run in counted(text):
        members = [
            (one, claim)
            for one in run.members
            for claim in claims
            if claim.scene is best.scene and one.contains(view.locate(claim.figure.span))
        ]
        if len(members) == len(run.members) and best in [claim for _, claim in members]:
            ends = [view.locate(claim.figure.span).start for _, claim in members]
            return [
                (_name(text[one.start : end], asked), claim)
                for (one, claim), end in zip(members, ends, strict=True)
            ]
    return []


def _by_turns(
    best: Candidate, claims: Sequence[Candidate], asked: AskedOfClass
) -> list[tuple[str, Candidate]]:
    """Return the like figures of the sentence of one, each with the name that opens its turn."""
    own = best.figure
    like = [
        claim
        for claim in claims
        if claim.scene is best.scene
        and claim.fit.allowed
        and claim.figure.aspect is own.aspect
        and claim.figure.quantity.type is own.quantity.type
        and counted_alike(claim.figure.quantity.normalized_unit, own.quantity.normalized_unit)
    ]
    like.sort(key=lambda claim: claim.figure.span.start)
    spans = [best.scene.sentence.view.locate(claim.figure.span) for claim in like]
    for first in range(len(like) - LEAST + 1):  # a whole may stand in front of its parts
        names = names_by_turns(best.scene.text, spans[first:], asked.measure)
        if names and best in like[first:]:
            return list(zip(names, like[first:], strict=True))
    return []


def _by_counts(task: Task, asked: AskedOfClass) -> Draft | Refused | None:
    """Take the things that a sentence counts by turns, each behind its number: 11件商标."""
    sub = _measured(task, asked)
    for one in ranked(sub)[:NEAREST]:
        view, figures = one.scene.sentence.view, one.scene.figures
        spans = [view.locate(figure.span) for figure in figures]
        for run in counted_behind(one.scene.text, spans) if one.coverage.score >= SAID else ():
            own = [figures[spans.index(span)] for span, _ in run]
            units = {figure.quantity.normalized_unit for figure in own}
            if asked.count not in (None, len(run)) or len(units) > 1:
                continue
            if asked.count is None and not all(n.endswith(asked.kinds) for _, n in run):
                continue
            claims = [candidate(sub, one.scene, figure) for figure in own]
            if any(claim.fit.place is Fit.NO or claim.fit.period is Fit.NO for claim in claims):
                continue
            made = [draft(sub, claim, [claim]) for claim in claims]
            names = [name for _, name in run]
            return _told(
                task, asked, [Found(n, d.figures[0], d) for n, d in zip(names, made, strict=True)]
            )
    return None


def _measured(task: Task, asked: AskedOfClass) -> Task:
    """Return the task of asking for the measure, of whomever it is."""
    return _figure_task(task, f"{asked.place}{asked.period}{asked.measure}多少", asked)


def _figure_task(task: Task, text: str, asked: AskedOfClass) -> Task:
    sub = task.again(text)
    question = as_growth(sub.question) if asked.by.grows else sub.question
    return replace(sub, question=replace(question, kind=Kind.FIGURE))


def _name(told: str, asked: AskedOfClass) -> str:
    """Return a member's name without the words of the measure, which the first one may have."""
    words = [w for w, _ in rjieba.tag(told)]
    while len(words) > 1 and (words[-1] in asked.measure or words[-1] in predicates()):
        words.pop()
    return "".join(words)


def _told(task: Task, asked: AskedOfClass, found: list[Found]) -> Draft | Refused | None:
    """Say which of them the question chooses, in the order of the text."""
    found.sort(key=lambda one: (one.use.evidence.document.id, one.use.figure.span.start))
    if asked.by.grows:
        found = [in_direction(one, down=asked.by.down) for one in found]
    limit = asked.by.limit
    none = limit is not None and not any(within(one.value, limit) for one in found)
    if none and asked.count is None:
        return Refused(RefusalCode.NO_EVIDENCE, tuple(one.use.evidence for one in found))
    return chosen(task, asked.by, found, many=asked.many)


def _names(task: Task, asked: AskedOfClass) -> tuple[str, ...]:
    """Return the names of the class in the sentences at hand, and in what is around the best."""
    texts = [scene.text for scene in task.scenes]
    for scene in task.scenes[:NEAREST]:
        material = task.material(scene.document.id)
        texts += [fold_text(section.heading) for section in material.sections]
        around = (s for s in material.sentences if s.section == scene.sentence.section)
        texts += [sentence.view.text for sentence in around]
    found = (name for text in dict.fromkeys(texts) for name in names_in(asked.kinds, text))
    names = dict.fromkeys(name for name in found if name not in asked.kinds)
    return tuple(name for name in names if name + asked.noun not in names)  # 高新技术产业 twice


def _with_figures(task: Task, named: Sequence[Operand], asked: AskedOfClass) -> list[Operand]:
    """Keep the names that the text gives a figure of the measure for.

    A figure is told of the thing that its own words name, else of the one that the heading right
    above it does.
    """
    told: list[tuple[Operand, bool]] = []
    for one in named:
        good = candidates_for(_figure_task(task, one.question, asked))
        own = [_is_told_of(one.name, claim, asked) for claim in good[:READINGS]]
        if any(own) or any(_is_headed(one.name, claim, asked) for claim in good[:READINGS]):
            whole = any(one.name in claim.scene.title for claim in good[:READINGS])
            told.append((one, any(own) and not whole))
    by_itself = [one for one, own in told if own]
    return by_itself if len(by_itself) > 1 else [one for one, _ in told]


def _is_told_of(name: str, claim: Candidate, asked: AskedOfClass) -> bool:
    """True for a figure whose own words or subject name the thing."""
    figure = claim.figure
    own = next(kind for kind in asked.kinds if name.endswith(kind))
    told = figure.measure + figure.context + (figure.subject.text if figure.subject else "")
    return name.removesuffix(own) in told and _is_owned(claim, asked)


def _is_headed(name: str, claim: Candidate, asked: AskedOfClass) -> bool:
    return name in claim.scene.headings.rsplit(" ", 1)[-1] and _is_owned(claim, asked)


def _is_owned(claim: Candidate, asked: AskedOfClass) -> bool:
    scene = claim.scene
    return asked.owner in scene.text + scene.title + scene.headings
