"""What is not the part that a text tells of: 不是新认定的占百分之几, 非专利产品的销售额.

The part's share or amount is found as for any question, and taken off the whole.
"""

import re
from dataclasses import replace
from decimal import Decimal

from corpus.document import Aspect, Bound, QuantityType
from qa.answerers.figure import answer_figure
from qa.answerers.formula import answer_formula, of_formula
from qa.asking.formulas import Formula
from qa.asking.operands import lent
from qa.asking.ways import Way, way_of
from qa.contract import Kind
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft, Refused
from qa.task import Task

__all__ = ["answer_complement"]

# Not 非公有制经济, 非税收入: what texts call by such a name they state themselves
_NOT = re.compile(
    r"(?:不是|并非|不属于|不算|(?:还|尚|仍)?(?:没有?|未)(?=被|获|得到|拿到|通过|入选|能)|"
    r"非(?!物质|公有|公经|税|金融|化石|常住|农|遗|常|营利|法|正式))(?=[^，？]{2,16}?(?:占|的?比))"
)
_OUTSIDE = re.compile(r"(?:以|之)外的?[^，？占]{0,14}(?=占)")  # 甲市以外的地方占: what 甲市 leaves
_AMOUNT = r"(?:[㐀-鿿]{2}[额量数]|[总年]?[额量数]|收入|产值|面积|支出|投资|贷款|经费)"
_ASKED = r"(?:一?共|总共|是|为|有|达到?)*(?:多少|几)"
_OTHER_THAN = (
    re.compile(
        rf"^(?P<whose>.+?)(?<![南北东西中是除莫并无])非(?!洲)(?P<part>[^的，？]{{2,8}})的(?P<measure>[^的，？]{{0,6}}{_AMOUNT})(?:{_ASKED}|[？。]*$)"
    ),
    re.compile(
        rf"^(?P<whose>.+?)(?<![南北东西中是除莫并无])非(?!洲)(?P<part>[^的，？]{{2,8}}?)(?P<measure>{_AMOUNT})(?:{_ASKED}|[？。]*$)"
    ),
)


def answer_complement(task: Task) -> Draft | Refused | None:
    """Answer with the whole less the part; None where the question is of no such rest.

    What the texts have no figures for is refused: the part's own figure is never the answer.
    """
    if task.question.kind not in (Kind.FIGURE, Kind.CALCULATION):
        return None
    view = task.question.view
    if way_of(view) is Way.SHARE and (said := _NOT.search(view)):
        thing = view[said.start() : said.end() + 2]  # 非煤产业, which the text tells of itself
        if said[0] == "非" and any(thing in scene.text for scene in task.scenes):
            return None
        return _other_share(task.again(_NOT.sub("", view, count=1)))
    if way_of(view) is Way.SHARE and _OUTSIDE.search(view):
        return _other_share(task.again(_OUTSIDE.sub("", view, count=1)))
    other = next((m for form in _OTHER_THAN if (m := form.search(view))), None)
    if other is None or any("非" + other["part"][:2] in scene.text for scene in task.scenes):
        return None
    whose, part, measure = other["whose"], other["part"], other["measure"]
    named = lent([whose + measure, whose + part + measure])
    if len(named) != 2:
        return None
    return of_formula(task, Formula(Way.REST, (named[:1], named[1:])))


def _other_share(positive: Task) -> Draft | None:
    """Return what a share leaves of a hundred."""
    found = answer_formula(positive) or answer_figure(positive)
    if not isinstance(found, Draft):
        return None
    quantity = found.figures[0].figure.quantity
    if found.computed is not None and found.computed.unit == "%":
        shown, value, exact = found.computed.expression, found.computed.result, True
    elif quantity.type is QuantityType.PERCENT and quantity.value is not None:
        if found.figures[0].figure.aspect is not Aspect.SHARE:
            return None
        shown, value = plain(quantity.value), quantity.value
        exact = quantity.bound is Bound.EXACT
    else:
        return None
    if not 0 < value < 100:
        return None
    computed = Computed(f"100 - {shown}", Decimal(100) - value, "%")
    number = rounded(computed.result)
    answer = ("" if exact or number.startswith("约") else "约") + number + "%"
    return replace(found, kind=Kind.CALCULATION, answer=answer, computed=computed)
