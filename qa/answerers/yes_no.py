"""Yes or no: an assertion held against what the text says of the same thing.

An asserted figure is held against the figure of the text, a date against its date, and words
against the clause that speaks of them: what it denies, turns away from, or leaves unsaid. What the
text never speaks of is refused, not denied.
"""

import re
from collections.abc import Sequence

from corpus.attribution.clauses import clauses
from corpus.document import Quantity, QuantityType, Span
from qa.answerers.asserted import asserted_order, asserted_origin
from qa.answerers.asserted_date import other_date, other_day
from qa.answerers.asserted_figure import (
    MAX_ANSWER,
    NO,
    YES,
    against_figure,
    holds,
    scene_span,
    worded_alike,
)
from qa.answerers.asserted_words import SURE, against_words, said_of_another, said_otherwise
from qa.answerers.cases import (
    ASKING,
    blanked,
    decided,
    of_degree,
    of_outsider,
    saying_first,
)
from qa.answerers.duties_asked import by_opposite, has_to
from qa.answerers.exceptions import exempt
from qa.answerers.put import answer_put
from qa.answerers.rising import rising
from qa.answerers.threshold import against_since, against_threshold
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Evidence, Refused, Statement
from qa.lexicon import classes
from qa.matching.align import says
from qa.matching.denial import denies
from qa.matching.fitness import Fit
from qa.matching.permission import PERMITTED, forbidden
from qa.matching.place_fit import place_of
from qa.matching.rank import Ranked, features, pairs_shared, ranked, refuse
from qa.phrases.outcome import decided_below
from qa.quote import plain, window
from qa.task import Task

ALL = re.compile(
    r"(?<![首成])都(?!市|会|江|是不是)|全都|全部|全(?=[是由靠])|均(?!衡|价|线|匀)|所有|一律|无一例外|每一?[家个件项]"
)
SOME = re.compile(r"部分|多数|大多|少数|仅有?|只有|除外|以外|除.{1,12}外")
# 第一个…, which texts tell as 首个: words rather than a place in a ranking
FIRST_OF = re.compile(r"第一(?=[个家批支单座例所款项][㐀-鿿])")
OF_FIRST = re.compile(r"首[个家批支单座例所款项]|第一[个家批支单座例所款项]")
MISSING = 0.5  # a noun of this weight that stands nowhere near: of this the text does not speak
DEED = 0.6  # a verb of this weight that no document has is a deed of which none speaks,
_LABEL = re.compile(r"^.{2,24}：$")
_VALUE = re.compile(
    r"(?P<no>免[收缴交]?|不(?:收取?|需要?|用|接受|允许|得|予|可以?|适用)|无需|无须|无|否|没有)"
    r"|(?:需要?|是|有|接受|允许|可以?|应当?|须)(?!否)"
)
_LED = "在到给成过了"  # 建在: what the dictionary has no word for is no word of its own
TOLD = 0.7  # unless a sentence says this much of the rest


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
    if (below := _decided_below(task, order)) is not None:
        return below
    case = order and (
        of_outsider(task, order)
        or by_opposite(task, order)
        or against_since(task, order)
        or against_threshold(task, order)
        or of_degree(task, order)
    )
    if case:
        return case
    if (barring := exempt(task, order)) is not None:
        return barring
    if order and (duty := has_to(task, order)) is not None:
        return duty
    unsaid = [said for said in task.question.premises if not _verbatim(task, said, order)]
    decided_so, yes = _by_figures(task, unsaid, order)
    if decided_so is not None:
        return decided_so
    if order and (valued := _by_label(task, order)) is not None:
        return valued
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
    if refused is not None and order and (swapped := said_of_another(task, order)) is not None:
        return swapped
    if order and order[0].scene.names_only and PERMITTED.search(task.question.view):
        order = [r for r in order if not r.scene.names_only] or order  # a title allows nothing
        refused = refuse(task, order)
    return (
        (other_day(task, order) if order else None)
        or refused
        or said_otherwise(task, order)
        or _unspoken(task, order)
        or against_words(task, order)
    )


def _by_figures(
    task: Task, unsaid: Sequence[Quantity], order: Sequence[Ranked]
) -> tuple[Draft | Refused | None, Draft | None]:
    """Hold the figures of a question against those stated: what decides, else what affirms."""
    yes: Draft | None = None
    for said in unsaid:
        held = against_figure(task, said, blanked(task))
        if isinstance(held, Draft):
            if held.answer.startswith(NO):
                return held, None
            yes = yes or held
        elif held is not None and (denied := _in_sentence(task, said, order)) is not None:
            return denied, None
        elif held is not None and not _stated(said, order[:1]):
            return held, None
        elif not _stated(said, order[:3]):
            nearest = tuple(window(r.scene) for r in order[:2])
            return Refused(RefusalCode.NO_FIGURE, nearest), None
    return None, yes


def _decided_below(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Answer whether an item was granted by the decision that stands below it: 决议：退回再议."""
    if not order or refuse(task, order) or _unspoken(task, order):
        return None
    scene = order[0].scene
    sentences = task.material(scene.document.id).sentences
    found = decided_below(task.question.view, sentences, scene.sentence.number)
    if found is None:
        return None
    sentence, granted = found
    span = sentence.span
    fact = plain(scene.document.quote(span)).strip("，。；：、 ")
    word = YES if granted != denies(blanked(task)) else NO
    answer = f"{word}，{fact}" if len(fact) + 2 <= MAX_ANSWER else word
    statement = Statement((Evidence(scene.document, span),))
    return Draft(Kind.YES_NO, answer, (statement,), features=features(order))


def _by_label(task: Task, order: Sequence[Ranked]) -> Draft | Refused | None:
    """Answer by the value behind a label that says all that is asserted: 投标保证金：免收."""
    scene = order[0].scene
    if refuse(task, order) or not _LABEL.search(scene.text) or _unspoken(task, order):
        return None
    sentences = task.material(scene.document.id).sentences
    told = sentences[scene.sentence.number + 1 : scene.sentence.number + 2]
    word = _VALUE.match(told[0].view.text) if told else None
    if word is None:
        return None
    fact = plain(scene.document.quote(told[0].span)).strip("，。；：、 ")
    said = YES if (word["no"] is None) != denies(blanked(task)) else NO
    statement = Statement((Evidence(scene.document, told[0].span),))
    return Draft(
        Kind.YES_NO, f"{said}，{fact}"[:MAX_ANSWER], (statement,), features=features(order)
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
    if order[0].coverage.score < SURE or not alike or other_date(task, order[0]) is not None:
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
