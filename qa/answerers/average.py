"""An amount divided by a count: 平均每个项目多少, where two figures of the text give it."""

import re
from decimal import Decimal

from corpus.clauses import content
from corpus.document import Figure, Quantity, QuantityType
from qa.candidates import Candidate, rank
from qa.contract import Kind
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft, FigureUse, Statement
from qa.fit import Fit, counted_alike
from qa.task import Task

AVERAGE = re.compile(
    r"(?:平均|均摊|摊)(?:到)?(?:下来)?(?:，)?(?:每(?:一)?|一)(?P<unit>[个家项件人笔宗单户份次场期名位批所支座台亩辆])"
    r"(?P<noun>[^，？多少几]{0,8})|"
    r"每(?P<unit2>[个家项件人笔宗单户份次场期名位批所支座台亩辆])(?P<noun2>[^，？多少几]{0,8}?)平均|"
    r"(?P<unit3>[家笔件户单])均(?!衡|价|匀)|单(?P<unit4>[笔个家件户])平均"
)
_UNIT = re.compile(r"(?:多少|几)(?P<unit>[万亿]?)元")
_UNITS = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8)}
ENOUGH = 0.5  # coverage from which a figure is of what is asked
AMOUNTS = (QuantityType.MONEY, QuantityType.COUNT, QuantityType.NUMBER)
SHARED = 0.15  # a verb or noun that amount and count share: 投资项目, 投资金额
ASKED = 0.1  # a character of the question's own words in the amount's measure
NAMED = 0.5  # a figure that the question itself names
_TIME = re.compile(r"季|月|周|[天日年]")  # 平均每个季度: no things that are counted
FAR = 0.05  # for each figure between the two, and for an amount in front of its count


def unit_asked(view: str) -> tuple[Decimal, str] | None:
    """Return the unit of money that a question asks for, 多少万元, and how many 元 it is."""
    asked = _UNIT.search(view)
    return (_UNITS[asked["unit"]], asked["unit"] + "元") if asked else None


def per_count(task: Task, amount: Quantity, count: Quantity) -> Computed | None:
    """Return an amount for each of what is counted; None where one of them is no number."""
    divisor = count.normalized_value
    if amount.value is None or not divisor:
        return None
    value, unit = amount.value, amount.unit
    asked = unit_asked(task.question.view) if amount.normalized_unit == "元" else None
    if asked is not None and amount.normalized_value is not None:
        value, unit = amount.normalized_value / asked[0], asked[1]
    return Computed(f"{plain(value)} / {plain(divisor)}", value / divisor, unit)


def average(task: Task) -> Draft | None:
    """Return the average asked for where one sentence states amount and count, else None."""
    asked = AVERAGE.search(task.question.view)
    if asked is None:
        return None
    unit = next(
        one for one in (asked["unit"], asked["unit2"], asked["unit3"], asked["unit4"]) if one
    )
    noun = (asked["noun"] or asked["noun2"] or "").strip("的")[:2]
    best: tuple[float, Candidate, Figure] | None = None
    for amount in rank(task):
        if amount.coverage.score < ENOUGH or Fit.NO in (amount.fit.place, amount.fit.period):
            continue
        if amount.figure.quantity.type not in AMOUNTS or amount.fit.unit is Fit.NO:
            continue
        for count in amount.scene.figures:
            if not _counts(count, amount.figure, unit) or _TIME.match(noun):
                continue
            value = amount.score + _bound_together(task, amount, count, noun)
            if best is None or value > best[0]:
                best = (value, amount, count)
    if best is None:
        return None
    _, amount, count = best
    computed = per_count(task, amount.figure.quantity, count.quantity)
    return None if computed is None else _draft(amount, count, computed)


def _counts(count: Figure, amount: Figure, unit: str) -> bool:
    """True for a number of what each is asked of, counted otherwise than the amount."""
    quantity = count.quantity
    own = quantity.normalized_unit or quantity.unit
    return (
        quantity.type is QuantityType.COUNT
        and quantity.normalized_unit != amount.quantity.normalized_unit
        and (unit == own or ("个" in (unit, own) and counted_alike(unit, own)))
    )


def _bound_together(task: Task, amount: Candidate, count: Figure, noun: str) -> float:
    """Return how much speaks for a count being the one that an amount is spread over."""
    figures = amount.scene.figures
    between = figures.index(count) - figures.index(amount.figure)
    own, other = amount.figure.measure, count.measure + count.context
    value = -FAR * (abs(between) - 1) - FAR * (between > 0)
    value += SHARED * any(own[n : n + 2] in other for n in range(len(own) - 1))
    value += SHARED * bool(noun and noun in other)
    said = {q.normalized_value for q in task.question.premises}
    value += NAMED * (count.quantity.normalized_value in said)
    value += NAMED * (amount.figure.quantity.normalized_value in said)
    asked = set(content(task.question.view)) - set(noun)
    return value + ASKED * bool(asked & set(own) - set(other))


def _draft(amount: Candidate, count: Figure, computed: Computed) -> Draft:
    evidence = amount.evidence
    return Draft(
        kind=Kind.CALCULATION,
        answer=rounded(computed.result) + computed.unit,
        statements=(Statement((evidence,)),),
        figures=tuple(FigureUse(f, evidence) for f in (amount.figure, count)),
        computed=computed,
        features={"coverage": amount.coverage.score, "precision": 0.5, "margin": 0.1, "fit": 0.5},
    )
