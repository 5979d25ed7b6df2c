"""An asserted figure held against the one that the text states of the same thing."""

import re
from dataclasses import replace
from decimal import Decimal

from corpus.document import Bound, Figure, Quantity, QuantityType, Span
from qa.answerers.figure import answer_figure, candidates_for, draft
from qa.asking.wanted import Wanted
from qa.contract import Kind, RefusalCode, Warning
from qa.draft import Draft, Refused, Scene, Statement
from qa.matching.denial import denies
from qa.premise import same
from qa.quote import plain, window
from qa.task import Task

YES, NO = "是", "否"
MAX_ANSWER = 60  # code points of a short answer, by the contract
TO = re.compile(r"至|(?<=[缩减加升降])为")  # 压缩至 says what 压缩到 says
CLEARER = 0.1  # precision by which one of several readings is the one that is asserted
BESIDE = 6  # code points in front of a figure within which a denial denies it: 没有突破1万件
# 过5亿, 满200家: what has been reached at least; 达到30件了吗 asks no less than that
REACHED = re.compile(r"(?:(?<![通经超])过|破|超|满|够|突破|上|多于|不止)了?$")
ATTAINED = re.compile(r"(?:达到?了?|有|到了?)$")
EXACTLY = re.compile(r"对吗|是吗|对吧|是不是|是否为|正确|属实|真的|对不对|真是|是真|就是|恰好|正好")
# Bounds of one figure that exclude each other: 低于80% is not 80%以上.
APART = (
    {Bound.LESS_THAN, Bound.MORE_THAN},
    {Bound.LESS_THAN, Bound.AT_LEAST},
    {Bound.MORE_THAN, Bound.AT_MOST},
)
PLAIN = frozenset({QuantityType.COUNT, QuantityType.NUMBER, QuantityType.MONEY})


def scene_span(scene: Scene, original: Span) -> Span:
    """Return where a stretch of the document stands in a sentence's search form."""
    view = scene.sentence.view
    at = [n for n, start in enumerate(view.starts) if original.start <= start < original.end]
    return Span(at[0], at[-1] + 1) if at else Span(0, 1)


def against_figure(task: Task, said: Quantity, view: str) -> Draft | Refused | None:
    """Hold an asserted figure against the one in the text; None when there is none like it.

    `view` is the question with its asking words blanked out.
    """
    unit = said.normalized_unit if said.type.value == "count" else ""
    types = PLAIN if said.type is QuantityType.NUMBER else frozenset({said.type})
    asked = replace(task.question, wanted=Wanted(types, unit), premises=())
    sub = replace(task, question=asked)
    found = answer_figure(sub)
    if isinstance(found, Refused) and found.code is RefusalCode.AMBIGUOUS:
        good = candidates_for(sub)
        if good and good[0].precision >= max(c.precision for c in good[1:]) + CLEARER:
            found = draft(sub, good[0], good)
    if isinstance(found, Refused):
        lacking = found.code in (RefusalCode.OTHER_PERIOD, RefusalCode.OTHER_PLACE)
        return found if lacking or found.code is RefusalCode.AMBIGUOUS else None
    use = found.figures[0]
    figure = worded_alike(task, said, use.figure)
    if figure is not use.figure:
        found = _with_figure(task, found, figure)
    if said.type is QuantityType.NUMBER:
        said = replace(said, type=figure.quantity.type)
    said = bounded(said, task.question.view)
    before = view[: said.span.start]
    true = holds(said, figure.quantity) != denies(re.split("[，。；]", before)[-1][-BESIDE:])
    answer = f"{YES if true else NO}，{found.answer}"[:MAX_ANSWER]
    warnings = tuple(w for w in found.warnings if w is not Warning.PREMISE_CORRECTED)
    return replace(found, kind=Kind.YES_NO, answer=answer, warnings=warnings)


def bounded(said: Quantity, view: str) -> Quantity:
    """Return the asserted figure as the least that is asserted, where the words say so: 过5亿."""
    before = view[: said.span.start]
    attained = ATTAINED.search(before) and not EXACTLY.search(view)
    if said.bound is not Bound.EXACT or said.type is QuantityType.RANK:
        return said
    if REACHED.search(before) or (attained and said.type is not QuantityType.DURATION):
        return replace(said, bound=Bound.AT_LEAST)
    return said


def holds(said: Quantity, stated: Quantity) -> bool:
    """True when the text's figure bears an asserted one out: equal, or within its bound."""
    if same(said, stated):
        apart = {said.bound, stated.bound} in APART
        return not apart and (said.bound, stated.bound) != (Bound.LESS_THAN, Bound.EXACT)
    a = said.normalized_value
    up = said.bound in (Bound.LESS_THAN, Bound.AT_MOST)
    end = stated.normalized_max if up else stated.normalized_min
    b = stated.normalized_value if stated.normalized_value is not None else end
    if a is None or b is None or said.type is not stated.type:
        return False
    if said.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return b > a or (b == a and said.bound is Bound.AT_LEAST)
    if said.type is QuantityType.DURATION:  # 5个工作日内 promises five, not any shorter time
        return False
    if said.bound in (Bound.LESS_THAN, Bound.AT_MOST):
        if stated.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
            return b + _step(stated) <= a
        return b < a or (b == a and said.bound is Bound.AT_MOST)
    return said.bound is Bound.ABOUT and abs(a - b) * 20 <= abs(b)


def _step(stated: Quantity) -> Decimal:
    """Return how far above its figure what is said to be more may lie: 超过8.6万 is below 8.7万.

    Round figures (200多家) leave one of their last digit that is not zero.
    """
    value, whole = stated.value, stated.normalized_value
    if not value or whole is None:
        return Decimal("Infinity")
    digit = value.normalize().as_tuple().exponent
    assert isinstance(digit, int)
    return Decimal(1).scaleb(digit) * (whole / value)


def worded_alike(task: Task, said: Quantity, found: Figure) -> Figure:
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
