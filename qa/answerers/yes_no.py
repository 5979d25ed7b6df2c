"""Yes or no: an assertion held against what the text says of the same thing.

An asserted figure is held against the figure of the text, a date against its date, and words
against the clause that speaks of them: what it denies, turns away from, or leaves unsaid. What the
text never speaks of is refused, not denied.
"""

import re
from collections.abc import Sequence

from corpus.clauses import clauses
from corpus.document import Period, Quantity, QuantityType, Span
from corpus.periods import periods
from qa.align import Layer, match, says
from qa.alone import not_alone
from qa.answerers.asserted import asserted_order, asserted_origin
from qa.answerers.asserted_figure import (
    NO,
    YES,
    against_figure,
    holds,
    scene_span,
    worded_alike,
)
from qa.answerers.cases import (
    ASKING,
    blanked,
    decided,
    exempt,
    of_degree,
    saying_first,
)
from qa.answerers.of_another import of_another
from qa.answerers.put import answer_put
from qa.answerers.rising import rising
from qa.answerers.threshold import against_threshold
from qa.contract import RefusalCode
from qa.contrast import MONTH, contrary, names_in
from qa.denial import denied_apart, denies, governed, opposed
from qa.draft import Draft, Refused, Scene
from qa.fit import Fit, overlap, place_of
from qa.lexicon import classes
from qa.outcome import outcome, told_in
from qa.permission import forbidden
from qa.quote import window
from qa.rank import ENOUGH, FIRST, Ranked, pairs_shared, ranked, refuse
from qa.task import Task

# 从A向B转变: what was, and what took its place
TURNED = re.compile(
    r"(?:从|由)(?P<old>[^，。；]{1,24}?)(?:向|转向|转为|变为|改为|到|转变为|转型为)(?P<new>[^，。；]{1,24})"
)
REPLACED = re.compile(r"(?P<new>[^，。；]{0,24}?)(?:取代|替代|代替)(?P<old>[^，。；]{1,24})")
ALL = re.compile(
    r"(?<![首成])都(?!市|会|江|是不是)|全都|全部|全(?=[是由靠])|均(?!衡|价|线|匀)|所有|一律|无一例外|每一?[家个件项]"
)
SOME = re.compile(r"部分|多数|大多|少数|仅有?|只有|除外|以外|除.{1,12}外")
# 第一个…, which texts tell as 首个: words rather than a place in a ranking
FIRST_OF = re.compile(r"第一(?=[个家批支单座例所款项][㐀-鿿])")
OF_FIRST = re.compile(r"首[个家批支单座例所款项]|第一[个家批支单座例所款项]")
MISSING = 0.5  # a noun of this weight that stands nowhere near: of this the text does not speak
DEED = 0.6  # a verb of this weight that no document has is a deed of which none speaks,
_LED = "在到给成过了"  # 建在: what the dictionary has no word for is no word of its own
TOLD = 0.7  # unless a sentence says this much of the rest
READ, BEHIND = 3, 0.35  # sentences that are looked into for a day, and how far they may lie
SURE = 0.8  # coverage from which a sentence with another date denies the asserted one


def answer_yes_no(task: Task) -> Draft | Refused:
    """Answer 是 or 否 with the sentence that decides it."""
    view = ASKING.sub("", task.question.view).strip("，")
    told: Draft | Refused | None = asserted_origin(task, view) or asserted_order(task, view)
    if told is not None:
        return told
    order = ranked(task)
    put = answer_put(task, view, order)
    if put is not None:
        return put
    order = [r for r in order if not r.scene.text.endswith("？")] or order
    order = saying_first(task, order)
    case = (against_threshold(task, order) or of_degree(task, order)) if order else None
    if case is not None:
        return case
    if (barring := exempt(task, order)) is not None:
        return barring
    unsaid = [said for said in task.question.premises if not _verbatim(task, said, order)]
    yes: Draft | None = None
    for said in unsaid:
        held = against_figure(task, said, blanked(task))
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
    if order and (part := _only_partly(task, order)) is not None:
        return part
    if order and (barred := _barred(task, order)) is not None:
        return barred
    passing = len(unsaid) == 1 and denies(blanked(task)[unsaid[0].span.end :])
    if yes is not None and not passing:
        return yes
    risen = rising(task, task.question.view) if not unsaid else None
    if risen is not None:
        return risen
    refused = refuse(task, order)
    if refused is not None and order and (swapped := _swapped(task, order)) is not None:
        return swapped
    return (
        (_other_day(task, order) if order else None)
        or refused
        or _contrary(task, order)
        or _unspoken(task, order)
        or _against_words(task, order)
    )


def _barred(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Deny what the best sentence forbids, whatever it says of the numbers asserted with it."""
    scene = order[0].scene
    part = forbidden(task.question.view, scene.text, clauses(scene.text))
    if part is None or refuse(task, order) or _unspoken(task, order):
        return None
    return decided(order, scene, part, NO)


def _only_partly(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Deny of all what the text says of some: 都通过了吗 of 66家, 已有41家通过."""
    if not ALL.search(task.question.view) or refuse(task, order):
        return None
    scene = order[0].scene
    asserted = ALL.split(task.question.view)[-1]
    focus = max(
        clauses(scene.text) or (Span(0, len(scene.text)),),
        key=lambda p: (pairs_shared(asserted, scene.text[p.start : p.end]), -p.start),
    )
    clause = scene.text[focus.start : focus.end]
    if ALL.search(clause):
        return None
    counts = [f for f in scene.figures if f.quantity.normalized_value is not None]
    own = [f for f in counts if focus.contains(scene_span(scene, f.span))]
    some = any(
        f.quantity.type is QuantityType.PERCENT
        or any(
            other.quantity.normalized_unit == f.quantity.normalized_unit
            and (other.quantity.normalized_value or 0) > (f.quantity.normalized_value or 0)
            for other in counts
        )
        for f in own
    )
    return decided(order, scene, focus, NO) if some or SOME.search(clause) else None


def _contrary(task: Task, order: Sequence[Ranked]) -> Draft | None:
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


def _swapped(task: Task, order: Sequence[Ranked]) -> Draft | None:
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


def _unspoken(task: Task, order: Sequence[Ranked]) -> Refused | None:
    """Return why the best sentence does not speak of what is asserted, None when it does."""
    best = order[0]
    nearest = tuple(window(r.scene) for r in order[:2])
    asked = [place_of(p.canonical, best.scene.place, best.scene) for p in task.question.places]
    if asked and max(asked) is Fit.NO:
        return Refused(RefusalCode.OTHER_PLACE, nearest)
    missing = [t for t in best.coverage.missing if t.text not in classes()]
    if any(t.noun and t.weight >= MISSING for t in missing):
        return Refused(RefusalCode.NO_EVIDENCE, nearest)
    if best.coverage.score < TOLD and any(
        t.weight >= (MISSING if t.known else DEED) and t.text[-1] not in _LED for t in missing
    ):
        return Refused(RefusalCode.NO_EVIDENCE, nearest)
    around = "，".join((best.scene.text, best.scene.headings, best.scene.title, best.scene.lead))
    if best.coverage.score < TOLD and any(
        t.noun and t.known and t.weight >= DEED and len(t.text) == 2 and not says(t.text, around)
        for t in task.aligner.terms
        if t.text not in classes()
    ):
        return Refused(RefusalCode.NO_EVIDENCE, nearest)  # 法院 is not told by 执法
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
    figure = worded_alike(task, said, alike[0])
    if len(alike) > 1 and figure is alike[0]:
        return None
    word = YES if holds(said, figure.quantity) else NO
    return decided(order, scene, scene_span(scene, figure.span), word)


def _verbatim(task: Task, said: Quantity, order: Sequence[Ranked]) -> bool:
    """True for a number that is a part of a name which the text has as well: 五大平台."""
    named = task.question.view[said.span.start : said.span.end + 2]
    plainly = re.fullmatch(r".*[㐀-鿿]{2}", named) is not None
    first = FIRST_OF.match(task.question.view, said.span.start)
    if first is not None and any(OF_FIRST.search(r.scene.text) for r in order[:1]):
        return True
    return plainly and any(named in r.scene.text for r in order[:3])


def _against_words(task: Task, order: Sequence[Ranked]) -> Draft | Refused:
    """Hold the words of an assertion against the clause that speaks of them."""
    best = order[0]
    scene = best.scene
    focus = _focus(task, scene)
    clause = scene.text[focus.start : focus.end]
    dated = _other_date(task, best)
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


def _other_date(task: Task, best: Ranked) -> Span | None:
    """Return the date of a sentence that tells of another time than the asserted one."""
    asserted = [p for p in task.question.periods if p.kind in ("year", "month", "day")]
    stated = [p for p in periods(best.scene.text) if p.kind in ("year", "month", "day", "until")]
    if not asserted or not stated:
        return None
    if any(_meet(a, s) for a in asserted for s in stated):
        return None
    return stated[0].span


def _other_day(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Deny a day of a month where what is spoken of has another: 第一期：6日；第二期：20日."""
    asserted = {m for m in MONTH.findall(task.question.view) if m[1]}
    for one in order[:READ]:
        if not asserted or one.score < order[0].score - BEHIND:
            return None
        scene = one.scene
        parts = [Span(*m.span()) for m in re.finditer(r"[^，；。]+", scene.text)]
        dated = [p for p in parts if MONTH.search(scene.text[p.start : p.end])]
        if not dated:
            continue
        part = max(dated, key=lambda p: _said_in(task, scene.text[p.start : p.end]))
        stated = {m for m in MONTH.findall(scene.text[part.start : part.end]) if m[1]}
        if not stated or asserted & stated or _said_in(task, scene.text) == 0.0:
            return None
        return decided(order, scene, part, NO)
    return None


def _said_in(task: Task, text: str) -> float:
    said = task.aligner.cover((Layer(text, 1.0),)).score
    return said + pairs_shared(task.question.view.split("月")[0], text)


def _meet(asserted: Period, stated: Period) -> bool:
    return max(overlap(asserted, stated), overlap(stated, asserted)) > Fit.NO
