"""Yes or no: an assertion held against what the text says of the same thing.

An asserted figure is held against the figure of the text, a date against its date, and words
against the clause that speaks of them: what it denies, turns away from, or leaves unsaid. What the
text never speaks of is refused, not denied.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clauses import clauses
from corpus.document import Bound, Figure, Period, Quantity, QuantityType, Span
from corpus.periods import periods
from qa.align import Layer, match
from qa.answerers.figure import answer_figure
from qa.contract import Kind, RefusalCode, Warning
from qa.contrast import contrary
from qa.denial import denied_apart, denies, governed, opposed
from qa.draft import Draft, Refused, Scene, Statement
from qa.fit import Fit, overlap, place_of
from qa.lexicon import classes
from qa.premise import same
from qa.quote import plain, window
from qa.rank import ENOUGH, Ranked, features, ranked, refuse
from qa.task import Task
from qa.wanted import Wanted

YES, NO = "是", "否"
MAX_ANSWER = 60  # code points of a short answer, by the contract
# What asks without denying: 有没有, 是不是, …没有？
ASKING = re.compile(
    r"有没有|是不是|对不对|会不会|能不能|可不可以|要不要|算不算|在不在|有无|是否|能否|可否|系咪|系唔系|有冇|"
    r"没有[？。]*$|没[？。]*$|不[？。]*$|唔系[？。]*$|(.)不\1|(.)没\2"
)
# 从A向B转变: what was, and what took its place
TURNED = re.compile(
    r"(?:从|由)(?P<old>[^，。；]{1,24}?)(?:向|转向|转为|变为|改为|到|转变为|转型为)(?P<new>[^，。；]{1,24})"
)
TO = re.compile(r"至|(?<=[缩减加升降])为")  # 压缩至 says what 压缩到 says
BESIDE = 6  # code points in front of a figure within which a denial denies it: 没有突破1万件
MISSING = 0.5  # a noun of this weight that stands nowhere near: of this the text does not speak
SURE = 0.8  # coverage from which a sentence with another date denies the asserted one


def answer_yes_no(task: Task) -> Draft | Refused:
    """Answer 是 or 否 with the sentence that decides it."""
    order = ranked(task)
    unsaid = [said for said in task.question.premises if not _verbatim(task, said, order)]
    yes: Draft | None = None
    for said in unsaid:
        held = _against_figure(task, said)
        if isinstance(held, Draft):
            if held.answer.startswith(NO):
                return held
            yes = yes or held
        elif held is not None and (denied := _in_sentence(task, said, order)) is not None:
            return denied
        elif held is not None and not _stated(said, order[:1]):
            return held
        elif not _stated(said, order[:3]):
            return Refused(RefusalCode.NO_FIGURE, tuple(window(r.scene) for r in order[:2]))
    if yes is not None:
        return yes
    refused = refuse(task, order)
    return (
        refused or _contrary(task, order) or _unspoken(task, order) or _against_words(task, order)
    )


def _contrary(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Deny what the clause that speaks of the matter says otherwise: 每季度 for 每月."""
    scene = order[0].scene
    asked = [place_of(p.canonical, scene.place, scene) for p in task.question.places]
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
            return _decided(order, scene, part, NO)
    return None


def _unspoken(task: Task, order: Sequence[Ranked]) -> Refused | None:
    """Return why the best sentence does not speak of what is asserted, None when it does."""
    best = order[0]
    nearest = tuple(window(r.scene) for r in order[:2])
    asked = [place_of(p.canonical, best.scene.place, best.scene) for p in task.question.places]
    if asked and max(asked) is Fit.NO:
        return Refused(RefusalCode.OTHER_PLACE, nearest)
    missing = (t for t in best.coverage.missing if t.text not in classes())
    if any(t.noun and t.weight >= MISSING for t in missing):
        return Refused(RefusalCode.NO_EVIDENCE, nearest)
    return None


def _stated(said: Quantity, order: Sequence[Ranked]) -> bool:
    """True when one of the sentences holds the asserted figure."""
    return any(holds(said, f.quantity) for r in order for f in r.scene.figures)


def _in_sentence(task: Task, said: Quantity, order: Sequence[Ranked]) -> Draft | None:
    """Hold a figure against the one of its kind in the sentence that says all else."""
    if not order or refuse(task, order) or _unspoken(task, order):
        return None
    scene = order[0].scene
    alike = [
        f
        for f in scene.figures
        if f.quantity.type is said.type and f.quantity.normalized_unit == said.normalized_unit
    ]
    if order[0].coverage.score < SURE or not alike or _other_date(task, order[0]) is not None:
        return None
    figure = _worded_alike(task, said, alike[0])
    if len(alike) > 1 and figure is alike[0]:
        return None
    word = YES if holds(said, figure.quantity) else NO
    return _decided(order, scene, scene_span(scene, figure.span), word)


def scene_span(scene: Scene, original: Span) -> Span:
    """Return where a stretch of the document stands in a sentence's search form."""
    view = scene.sentence.view
    at = [n for n, start in enumerate(view.starts) if original.start <= start < original.end]
    return Span(at[0], at[-1] + 1) if at else Span(0, 1)


def _verbatim(task: Task, said: Quantity, order: Sequence[Ranked]) -> bool:
    """True for a number that is a part of a name which the text has as well: 五大平台."""
    named = task.question.view[said.span.start : said.span.end + 2]
    plainly = re.fullmatch(r".*[㐀-鿿]{2}", named) is not None
    return plainly and any(named in r.scene.text for r in order[:3])


def _against_figure(task: Task, said: Quantity) -> Draft | Refused | None:
    """Hold an asserted figure against the one in the text; None when there is none like it."""
    unit = said.normalized_unit if said.type.value == "count" else ""
    asked = replace(task.question, wanted=Wanted(frozenset({said.type}), unit), premises=())
    found = answer_figure(replace(task, question=asked))
    if isinstance(found, Refused):
        lacking = found.code in (RefusalCode.OTHER_PERIOD, RefusalCode.OTHER_PLACE)
        return found if lacking or found.code is RefusalCode.AMBIGUOUS else None
    use = found.figures[0]
    figure = _worded_alike(task, said, use.figure)
    if figure is not use.figure:
        found = _with_figure(task, found, figure)
    view = ASKING.sub(lambda asking: "，" * len(asking[0]), task.question.view)
    before = view[: said.span.start]
    true = holds(said, figure.quantity) != denies(re.split("[，。；]", before)[-1][-BESIDE:])
    answer = f"{YES if true else NO}，{found.answer}"[:MAX_ANSWER]
    warnings = tuple(w for w in found.warnings if w is not Warning.PREMISE_CORRECTED)
    return replace(found, kind=Kind.YES_NO, answer=answer, warnings=warnings)


def holds(said: Quantity, stated: Quantity) -> bool:
    """True when the text's figure bears an asserted one out: equal, or within its bound."""
    if same(said, stated):
        return True
    a = said.normalized_value
    b = stated.normalized_value if stated.normalized_value is not None else stated.normalized_min
    if a is None or b is None or said.type is not stated.type:
        return False
    if said.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return b > a or (b == a and said.bound is Bound.AT_LEAST)
    if said.type is QuantityType.DURATION:  # 5个工作日内 promises five, not any shorter time
        return False
    if said.bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return b < a and stated.bound not in (Bound.MORE_THAN, Bound.AT_LEAST)
    return said.bound is Bound.ABOUT and abs(a - b) * 20 <= abs(b)


def _worded_alike(task: Task, said: Quantity, found: Figure) -> Figure:
    """Return the figure of the same sentence before which the same words stand: 缩短到."""
    scene = _scene_of(task, found)
    if scene is None:
        return found
    asked = TO.sub("到", task.question.view[: said.span.start])
    if not asked.endswith("到"):
        return found

    def alike(figure: Figure) -> int:
        before = scene.document.text[: figure.span.start]
        own = plain(before[-12:])
        folded = TO.sub("到", _folded(own))
        size = 0
        while size < min(4, len(folded), len(asked)) and folded[-1 - size] == asked[-1 - size]:
            size += 1
        return size

    rivals = [
        f
        for f in scene.figures
        if f.quantity.type is found.quantity.type
        and f.quantity.normalized_unit == found.quantity.normalized_unit
    ]
    best = max(rivals, key=lambda f: (alike(f), f == found), default=found)
    return best if alike(best) > alike(found) else found


def _folded(text: str) -> str:
    from corpus.script import fold_text  # its tables are large

    return fold_text(text)


def _scene_of(task: Task, figure: Figure) -> Scene | None:
    for scene in task.scenes:
        if scene.document.id == figure.document_id and scene.sentence.number == figure.sentence:
            return scene
    return None


def _with_figure(task: Task, found: Draft, figure: Figure) -> Draft:
    """Return the draft with another figure of its sentence."""
    scene = _scene_of(task, figure)
    assert scene is not None
    evidence = window(scene, scene_span(scene, figure.span))
    answer = plain(scene.document.quote(figure.span))
    return replace(
        found,
        answer=answer,
        statements=(Statement((evidence,)),),
        figures=(replace(found.figures[0], figure=figure, evidence=evidence),),
    )


def _against_words(task: Task, order: Sequence[Ranked]) -> Draft | Refused:
    """Hold the words of an assertion against the clause that speaks of them."""
    best = order[0]
    scene = best.scene
    focus = _focus(task, scene)
    clause = scene.text[focus.start : focus.end]
    dated = _other_date(task, best)
    if dated is not None and task.question.premises:
        return Refused(RefusalCode.OTHER_PERIOD, (window(scene, dated),))
    if dated is not None:
        return _decided(order, scene, dated, NO)
    asserted = ASKING.sub("，", task.question.view)
    denied = denied_apart(asserted, governed(scene.text, focus), scene.text)
    denied = denied != (_turned_away(task, clause) or opposed(task.question.view, clause))
    return _decided(order, scene, focus, NO if denied else YES)


def _focus(task: Task, scene: Scene) -> Span:
    """Return the clause in which most of the question's words stand."""
    parts = clauses(scene.text) or (Span(0, len(scene.text)),)
    around = scene.headings + scene.title
    own = tuple(t for t in task.aligner.terms if t.text not in around)
    aligner = task.aligner.weighing(own or task.aligner.terms)
    return max(
        parts,
        key=lambda p: (aligner.cover((Layer(scene.text[p.start : p.end], 1.0),)).score, -p.start),
    )


def _turned_away(task: Task, clause: str) -> bool:
    """True when the text says that what is asserted was given up for something else."""
    turned = TURNED.search(clause)
    if turned is None:
        return False
    own = [t for t in task.aligner.terms if match(t.text, clause)]
    old = sum(t.weight * match(t.text, turned["old"]) for t in own)
    new = sum(t.weight * match(t.text, turned["new"]) for t in own)
    return old > new


def _other_date(task: Task, best: Ranked) -> Span | None:
    """Return the date of a sentence that says all that is asserted, but of another time."""
    if best.coverage.score < SURE:
        return None
    asserted = [p for p in task.question.periods if p.kind in ("year", "month", "day")]
    stated = [p for p in periods(best.scene.text) if p.kind in ("year", "month", "day")]
    if not asserted or not stated:
        return None
    if any(_meet(a, s) for a in asserted for s in stated):
        return None
    return stated[0].span


def _meet(asserted: Period, stated: Period) -> bool:
    return max(overlap(asserted, stated), overlap(stated, asserted)) > Fit.NO


def _decided(order: Sequence[Ranked], scene: Scene, focus: Span, word: str) -> Draft:
    fact = plain(scene.evidence(focus).quote).strip("，。；：、 ")
    answer = f"{word}，{fact}" if len(fact) + 2 <= MAX_ANSWER else word
    return Draft(
        Kind.YES_NO,
        answer,
        (Statement((window(scene, focus),)),),
        features=features(order),
    )
