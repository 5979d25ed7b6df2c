"""Comparisons and calculations over figures that are each found and cited on their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from corpus.document import Aspect, Quantity, QuantityType, Span
from qa.answerers.average import AVERAGE, per_count
from qa.answerers.figure import answer_figure, candidates_for, draft, rivals
from qa.answerers.top import stated_top
from qa.candidates import Candidate
from qa.contract import Kind, RefusalCode, Warning
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft, FigureUse, Refused, Statement
from qa.fit import same_place
from qa.operands import operands
from qa.question import Question
from qa.task import Task
from qa.wanted import Wanted

NEAR = 0.12  # figures this near to the best one are of the same measure
CLAIMS = 6  # figures that an operand may claim, best first
NOT_OPERAND = frozenset({QuantityType.MULTIPLE, QuantityType.PERCENT, QuantityType.RANK})
SMALLER = re.compile(r"少|低|小|落后")
RATIO = re.compile(r"几倍|多少倍|倍数|之比|比值|百分之|占|比例|比重|除以")
# A比B高百分之几: by what part of B
RELATIVE = re.compile(
    r"比[^，？]{1,30}(?:多|高|大|增长|增加|提高|少|低|减少|下降)[出了]?(?:百分之|几成)"
)
RANKED = re.compile(r"排名|名次|位次|靠前|靠后")
SHARE = re.compile(r"百分之|占|比例|比重")
SUM = re.compile(r"之和|合计|加起来|相加|总和|合共|一共|总共|合起来|共(?:有|计)?多少")
SUPERLATIVE = re.compile(
    r"哪[个座家些]?(?:城市|地方|地区|区|市|年|年份|国家)?.{0,20}(?:最多|最高|最大|最少|最低|更多|更高)|"
    r"最[多高大少低快慢]的[^，？]{0,8}(?:是|为)?(?:哪|谁)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An operand's figure and what the question calls it."""

    name: str
    use: FigureUse
    draft: Draft

    @property
    def quantity(self) -> Quantity:
        """Its quantity."""
        return self.use.figure.quantity


def answer_compare(task: Task) -> Draft | Refused | None:
    """Answer a comparison or calculation; None when the question names no operands."""
    view = task.question.view
    named = operands(view)
    if not named:
        return (_superlative(task) or stated_top(task)) if SUPERLATIVE.search(view) else None
    tasks = [task.again(one.question) for one in named]
    tasks = [replace(t, question=_as_operand(t.question, task.question)) for t in tasks]
    found = _each_its_own(tasks, [answer_figure(t) for t in tasks])
    for one, stated in zip(named, found, strict=True):
        if isinstance(stated, Refused):
            return replace(stated, code=RefusalCode.MISSING_OPERAND, wanted=one.name, options=())
    drafts = [one for one in found if isinstance(one, Draft)]
    return combine(
        task, [Found(one.name, d.figures[0], d) for one, d in zip(named, drafts, strict=True)]
    )


def _each_its_own(
    tasks: Sequence[Task], found: Sequence[Draft | Refused]
) -> tuple[Draft | Refused, ...]:
    """Give each operand a figure of its own, the better claim first.

    What two operands both lead to is the one's that leads to it more surely; the other one takes
    the next best, and a reading that another operand has claimed is none of an ambiguous one.
    """
    open_ = {
        n
        for n, one in enumerate(found)
        if isinstance(one, Draft) or one.code is RefusalCode.AMBIGUOUS
    }
    if all(isinstance(one, Draft) for one in found) and len(set(map(_stands, found))) == len(found):
        return tuple(found)
    claims = [(c.score, -n, c) for n in sorted(open_) for c in candidates_for(tasks[n])[:CLAIMS]]
    best = {n: max(score for score, m, _ in claims if -m == n) for n in open_ if found}
    given: dict[int, Candidate] = {}
    taken: set[tuple[str, Span]] = set()
    for score, m, claim in sorted(claims, key=lambda one: (-one[0], -one[1])):
        place = (claim.scene.document.id, claim.figure.span)
        if -m in given or place in taken or score < best[-m] - NEAR:
            continue
        given[-m] = claim
        taken.add(place)
    made = list(found)
    for n, claim in given.items():
        own = found[n]
        if isinstance(own, Draft) and _stands(own) == (claim.scene.document.id, claim.figure.span):
            continue
        rivals_left = [
            r
            for r in rivals(tasks[n], claim, candidates_for(tasks[n]))
            if (r.scene.document.id, r.figure.span) not in taken
        ]
        made[n] = own if rivals_left else draft(tasks[n], claim, [claim])
    return tuple(made)


def _stands(found: Draft | Refused) -> tuple[str, Span] | None:
    """Return where the figure of an operand stands."""
    if isinstance(found, Refused):
        return None
    return found.figures[0].evidence.document.id, found.figures[0].figure.span


def _as_operand(operand: Question, whole: Question) -> Question:
    """Let an operand want the unit the whole question names (多多少件: both in 件)."""
    wanted = Wanted(frozenset({QuantityType.RANK})) if RANKED.search(whole.view) else whole.wanted
    if RANKED.search(whole.view):
        return replace(operand, wanted=wanted, kind=Kind.FIGURE)
    usable = wanted.types and not wanted.types & NOT_OPERAND
    usable = usable and (bool(wanted.unit) or not operand.wanted.types)
    return replace(operand, wanted=wanted if usable else operand.wanted, kind=Kind.FIGURE)


def combine(task: Task, operands: Sequence[Found]) -> Draft | Refused:
    """Compute or compare once all operands are there."""
    places = {(o.use.evidence.document.id, o.use.figure.span) for o in operands}
    if len(places) < len(operands):
        return Refused(
            RefusalCode.MISSING_OPERAND,
            nearest=tuple(o.use.evidence for o in operands[:1]),
            wanted=operands[-1].name,
        )
    if AVERAGE.search(task.question.view) and len(operands) == 2:
        return _average(task, operands)
    units = {o.quantity.normalized_unit.partition("(")[0] for o in operands}
    values = [value_of(o.quantity) for o in operands]
    if len(units) > 1 or any(v is None for v in values):
        return Refused(
            RefusalCode.MISSING_OPERAND,
            nearest=tuple(o.use.evidence for o in operands),
            wanted="、".join(sorted(u or "?" for u in units)),
        )
    numbers = [v for v in values if v is not None]
    calculates = task.question.kind is Kind.CALCULATION
    ratio = calculates and RATIO.search(task.question.view) is not None
    if ratio and (len(numbers) != 2 or not numbers[1]):
        return Refused(
            RefusalCode.MISSING_OPERAND, tuple(o.use.evidence for o in operands), wanted="÷ 0"
        )
    if calculates:
        return _calculate(task, operands, numbers)
    return _winner(task, operands, numbers)


def _average(task: Task, operands: Sequence[Found]) -> Draft | Refused:
    """Divide an amount by a count: 平均每个项目投资多少."""
    counts = [o for o in operands if o.quantity.type is QuantityType.COUNT]
    amounts = [o for o in operands if o not in counts]
    one = len(counts) == 1
    computed = per_count(amounts[0].quantity, counts[0].quantity) if one else None
    if computed is None:
        return Refused(RefusalCode.MISSING_OPERAND, tuple(o.use.evidence for o in operands))
    return _draft(
        task, operands, Kind.CALCULATION, rounded(computed.result) + computed.unit, computed
    )


def value_of(quantity: Quantity) -> Decimal | None:
    """Return the value a quantity stands for in a calculation; None for a range."""
    return quantity.normalized_value


def _calculate(task: Task, operands: Sequence[Found], values: Sequence[Decimal]) -> Draft:
    view = task.question.view
    scale, unit = _common_unit(operands)
    scaled = [v / scale for v in values]
    shown = [plain(v) for v in scaled]
    if RATIO.search(view):
        relative = RELATIVE.search(view) is not None
        with localcontext() as context:
            context.prec = 28
            result = abs(scaled[0] - scaled[1] if relative else scaled[0]) / scaled[1]
        if relative:
            expression = f"({shown[0]} - {shown[1]}) / {shown[1]} * 100"
            computed = Computed(expression, result * 100, "%")
            return _draft(task, operands, Kind.CALCULATION, rounded(result * 100) + "%", computed)
        percent = SHARE.search(view) is not None
        if percent and result > 1:  # a part of a whole: the whole was named first
            shown, result = shown[::-1], scaled[1] / scaled[0]
        expression = f"{shown[0]} / {shown[1]}" + (" * 100" if percent else "")
        result, unit = (result * 100, "%") if percent else (result, "倍")
    elif SUM.search(view):
        result, expression = sum(scaled, Decimal(0)), " + ".join(shown)
    else:
        first, second = (1, 0) if scaled[0] < scaled[1] else (0, 1)
        result = scaled[first] - scaled[second]
        expression = f"{shown[first]} - {shown[second]}"
        unit = "个百分点" if unit == "%" else unit
    answer = rounded(result) + unit
    return _draft(task, operands, Kind.CALCULATION, answer, Computed(expression, result, unit))


def _winner(task: Task, operands: Sequence[Found], values: Sequence[Decimal]) -> Draft:
    rank_like = operands[0].quantity.type is QuantityType.RANK
    smaller = SMALLER.search(task.question.view) is not None
    want_low = smaller != rank_like
    best = (min if want_low else max)(range(len(values)), key=lambda n: values[n])
    if len(set(values)) == 1:
        answer = "相同（" + raw(operands[0]) + "）"
    else:
        others = "，".join(f"{o.name}{raw(o)}" for n, o in enumerate(operands) if n != best)
        answer = f"{operands[best].name}（{raw(operands[best])}；{others}）"
    return _draft(task, operands, Kind.COMPARISON, answer, None)


def _superlative(task: Task) -> Draft | Refused | None:
    """Find who has the most of something over all places that state it."""
    good = candidates_for(task)
    seen: list[Found] = []
    for c in good:
        near = c.score >= good[0].score - NEAR
        if near and c.place and not any(same_place(c.place, o.name) for o in seen):
            stated = draft(task, c, [c])
            seen.append(Found(c.place, stated.figures[0], stated))
    values = [value_of(o.quantity) for o in seen]
    if len(seen) < 2 or any(v is None for v in values):
        return None
    return _winner(task, seen, [v for v in values if v is not None])


def raw(operand: Found) -> str:
    """Return an operand's figure as its answer shows it."""
    return operand.draft.answer


def _common_unit(operands: Sequence[Found]) -> tuple[Decimal, str]:
    """Return the unit to compute in: the shared one as written, else the plain one."""
    units = {o.quantity.unit for o in operands}
    first = operands[0].quantity
    if len(units) == 1 and first.value and first.normalized_value is not None:
        return first.normalized_value / first.value, first.unit
    largest = max(operands, key=lambda o: o.quantity.normalized_value or Decimal(0)).quantity
    if largest.normalized_unit == "元" and largest.value and largest.normalized_value is not None:
        return largest.normalized_value / largest.value, largest.unit
    return Decimal(1), first.normalized_unit


def _draft(
    task: Task, operands: Sequence[Found], kind: Kind, answer: str, computed: Computed | None
) -> Draft:
    features = [o.draft.features for o in operands]
    merged = {key: min(f.get(key, 0.0) for f in features) for key in features[0]}
    return Draft(
        kind=kind,
        answer=answer,
        statements=tuple(Statement(o.draft.statements[0].evidence) for o in operands),
        figures=tuple(o.use for o in operands),
        computed=computed,
        warnings=_warnings(task, operands),
        features=merged,
    )


def _warnings(task: Task, operands: Sequence[Found]) -> tuple[Warning, ...]:
    found: list[Warning] = []
    aspects = {o.use.figure.aspect for o in operands}
    if Aspect.TARGET in aspects and len(aspects) > 1:
        found.append(Warning.TARGET_VS_ACTUAL)
    elif len(aspects) > 1:
        found.append(Warning.DIFFERENT_MEASURE)
    periods = {(p.start, p.end) if (p := o.use.figure.period) else None for o in operands}
    if len(periods) > 1 and len(task.question.periods) < 2:
        found.append(Warning.DIFFERENT_PERIOD)
    return tuple(found)
