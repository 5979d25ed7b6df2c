"""Whether something has to be done, may be left undone, or is open to who lacks what is asked for.

一定要办登记吗, 可以不通知就停吗, 没有居住证能办吗: the text asks for a deed, spares it, punishes
leaving it undone, or gives a right to those alone who have something.
"""

import re
from collections.abc import Sequence

from corpus.attribution.clauses import clauses
from corpus.document import Span
from qa.answerers.asserted_figure import NO, YES
from qa.answerers.cases import decided
from qa.draft import Draft, Scene
from qa.matching.denial import denies
from qa.matching.fitness import Fit
from qa.matching.permission import DEED, FORBIDDEN, PUNISHED, told_of
from qa.matching.rank import ENOUGH, Ranked, pairs_shared, place_fit
from qa.task import Task

__all__ = ["by_opposite", "has_to"]

READ, BEHIND = 5, 0.5  # sentences that are looked into, and how far they may lie
ALIKE = 0.5  # share of the pairs of a case that a clause must say to be of it
_NEED = re.compile(
    r"(?:一定要|必须要?|务必|非要|须|应当|需要|(?<![需不想重主只])要(?!求|素|点|么))(?P<deed>[㐀-鿿]{2,12}?)(?:吗|么|嘛)?[？。]*$"
)
_MAY_LEAVE = re.compile(
    r"(?:可以|能|可)不(?P<deed>[㐀-鿿]{2,6}?)(?:就|而|便|也|直接|[出进入上]|吗|么|[？。]|$)"
    r"|(?<![㐀-鿿])不(?P<left>[㐀-鿿]{2,8}?)(?:也|就)?(?:可以|能|行)"
)
_SPARED = re.compile(
    r"无[须需]|毋[须需庸]|不必|不用|不需|免(?=[收征缴交费予于试办])|不再|不收取?|不作要求"
)
_ASKED = re.compile(r"应当?|必须|须|需要?|(?<![不需])要")
_LEFT = re.compile(r"[未不]|没有?|逾期|拒")
_CASE = re.compile(
    r"(?P<case>[^？]{3,24}?)(?:的(?:人|单位|企业)?)?(?:还|也|仍)?(?:可不可以|能不能|能否|可否|可以|能够?|允许)(?!不)"
)
_OF_CASE = re.compile(r"[的者][㐀-鿿]{0,4}$")  # 没有欠费的, 没有欠费的商户
_LACKS = re.compile(
    r"(?:没有?|无|不具备|未取得|未持有|不持有?)(?P<what>[㐀-鿿]{2,10}?)(?:的[㐀-鿿]{0,4})?(?:还|也|仍)?"
    r"(?:可不可以|能不能|能否|可否|可以|能够?|允许)"
)
_HAVING = r"(?:具有|具备|持有?|取得|须有|应当?有|凭|提供)[^，。；、]{{0,10}}{}"


def has_to(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Answer whether a deed has to be done, or may be left undone."""
    view = task.question.view
    left = _MAY_LEAVE.search(view)
    need = None if left is not None else _NEED.search(view)
    asked = left or need
    if asked is None:
        return None
    deed = next(group for group in asked.groups() if group)
    for one in order[:READ]:
        if one.score < order[0].score - BEHIND or one.coverage.score < ENOUGH:
            break
        if place_fit(task, one.scene) is Fit.NO:
            continue
        found = _duty(task, one.scene, deed)
        if found is not None:
            span, duty = found
            return decided([one, *order], one.scene, span, YES if duty != bool(left) else NO)
    return None


def _duty(task: Task, scene: Scene, deed: str) -> tuple[Span, bool] | None:
    """Return the clause that speaks of a deed, True where it has to be done."""
    text = scene.text
    for part in clauses(text):
        clause = text[part.start : part.end]
        if told_of(deed, clause) < DEED:
            continue
        before = re.split("[。；]", text[: part.end])[-1]
        if _SPARED.search(clause):
            return part, False
        if _LEFT.search(clause) and PUNISHED.search(text[part.end :]):
            return part, True
        if FORBIDDEN.search(clause):
            continue
        led = task.material(scene.document.id).sentences[max(0, scene.sentence.number - 4) :]
        heads = [s.view.text for s in led[: min(4, scene.sentence.number)]]
        listed = any(h.rstrip().endswith("：") and _ASKED.search(h) for h in heads)
        if _ASKED.search(before) or (listed and re.match(r"\(", text)):
            return part, True
    return None


def by_opposite(task: Task, order: Sequence[Ranked]) -> Draft | None:
    """Answer of a case by what the text says of its opposite: 没有贷款的，可以提取."""
    view = task.question.view
    lacks, case = _LACKS.search(view), _CASE.match(view)
    for one in order[:READ]:
        if one.score < order[0].score - BEHIND or one.coverage.score < ENOUGH:
            break
        text = one.scene.text
        if place_fit(task, one.scene) is Fit.NO:
            continue
        for part in clauses(text):
            clause = text[part.start : part.end].rstrip("，；。")
            if case is not None and _OF_CASE.search(clause):
                alike = pairs_shared(case["case"], clause) >= ALIKE
                if alike and denies(clause) != denies(case["case"]):
                    barred = FORBIDDEN.search(text[part.end :].split("；")[0]) is not None
                    return decided([one, *order], one.scene, part, YES if barred else NO)
        if lacks is not None and (required := _required(lacks["what"], text)) is not None:
            return decided([one, *order], one.scene, required, NO)
    return None


def _required(what: str, text: str) -> Span | None:
    """Return where a text asks for a thing, None where it also speaks of who lacks it."""
    found = re.search(_HAVING.format(re.escape(what)), text)
    spared = re.search(
        rf"(?:没有?|无|未)[^，。；]{{0,8}}{re.escape(what)}|或者?[^，。；]{{0,12}}$", text
    )
    return None if found is None or spared is not None else Span(*found.span())
