"""The figure behind another one: the level of a year that only its change, or a part, tells of."""

import re
from collections.abc import Sequence
from decimal import Decimal, localcontext

from corpus.attribution.aspects import seen_aspect
from corpus.document import Aspect, Figure, QuantityType
from qa.answerers.changes import level_of
from qa.asking.wanted import RATES
from qa.contract import Kind
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft, Statement
from qa.matching.align import match
from qa.matching.candidates import Candidate, candidate, only_lacks
from qa.matching.fit import class_fits, counted_alike
from qa.matching.fitness import Fit
from qa.task import Task

__all__ = [
    "FELL",
    "LEVELS",
    "PRECISION",
    "RECKONED",
    "behind_change",
    "behind_multiple",
    "behind_share",
    "drafted_behind",
    "earlier",
    "in_points",
    "level_before",
    "text_before",
]

# That a figure is to be worked out: 推算, 倒推, 大概是多少, and not 预算
RECKONED = re.compile(
    r"推[算估]|倒推|反推|倒算|反算|折算|换算|估[算计]|粗估|(?<![预结核决清概])计?算(?![法力])|大[概约致](?:[^，？]{1,6})?(?:多少|几)|(?<!大)约(?:是|为|有|达到?)?(?:多少|几)|\([^()]*\d%[^()]*\)|"
    r"占[^，？]{0,16}?\d[\d.]{0,8}%，[^？]{0,80}?(?:全部|总[额量数共]|一共|整个|全体)[^，？]{0,40}(?:多少|几)|"
    r"(?:按|根据|依照?|照|由|从|以)[^，？]{0,20}(?:\d%|增[幅速长]|增长率|占比|比重)[^，？]{0,8}(?:，|推|倒|反)"
)
LEVELS = (QuantityType.COUNT, QuantityType.MONEY, QuantityType.NUMBER)
FELL = re.compile(r"(?:下降|减少|降低|下滑|回落|下跌|负增长|少|降)[^，；。]*$")
_GREW = re.compile(
    r"(?:增[长加]|提高|上升|上涨|扩大|多)了?(?:约|近|超过?)?$|分别[^，；。]{0,16}增[^，；。]{0,16}$"
)
_BY_HOW_MUCH = re.compile(
    r"(?<!占)比(?!重|例|率|值)[^，？]{2,20}?[多高增][出了加长]*(?:大?[约概])?(?:多少|几)(?!倍|成|百分)|相差|差(?=多少|几)"
)
_YEARLY = re.compile(r"年均|年平均|平均每年|每年平均|复合")
BEHIND = 0.03  # by which another level may be nearer to what is asked
WHOLE = 0.8  # how far the question has to name the whole that a share is of
HEAD = 0.5  # match from which a level is of the noun that is asked for
PRECISION = 28
_MYRIAD = 10**4


def behind_multiple(task: Task, order: Sequence[Candidate]) -> Draft | None:
    """54.14亿元, 约为2017年的6倍: the amount of 2017, or by how much it is less."""
    wanted = {p.start for p in task.question.periods}
    apart = len(wanted) > 1 and _BY_HOW_MUCH.search(task.question.view) is not None
    for times in order:
        base = times.figure.base
        quantity = times.figure.quantity
        if quantity.type is not QuantityType.MULTIPLE or base is None or base.start not in wanted:
            continue
        grown = _GREW.search(text_before(times)) is not None
        level = level_of(times) if grown else _level_of(times)
        if level is None or level.quantity.value is None or not quantity.value:
            continue
        if grown and not _is_asked(task, level):
            continue
        by = quantity.value + grown  # grown by 1.3 times, it is 2.3 times what it was
        now = level.quantity.value
        result = now / by
        shown = f"(1 + {plain(quantity.value)})" if grown else plain(by)
        expression = f"{plain(now)} / {shown}"
        if apart:
            result, expression = now - result, f"{plain(now)} - {expression}"
        return drafted_behind(times, level, Computed(expression, result, level.quantity.unit))
    return None


def behind_change(task: Task, order: Sequence[Candidate], *, counted: bool = False) -> Draft | None:
    """163家, 比上年增加29家 or 增长21.6%: how many there were the year before.

    `counted`: not asked to reckon, only by how many it changed from a year that the text names.
    """
    wanted = {end[:4] for p in task.question.periods for end in (p.start, p.end) if end}
    made: list[tuple[float, Draft]] = []
    levels = (c for c in order if c.figure.quantity.type in LEVELS and only_lacks(c.fit, "period"))
    best = max((c.score for c in levels), default=0.0)
    for change in order:
        figure = change.figure
        grown = seen_aspect(figure) in (Aspect.GROWTH, Aspect.GAP, Aspect.NEW)
        if not grown or _base_year(figure) not in wanted or change.fit.place is Fit.NO:
            continue
        level = level_of(change)
        if level is None or not _is_asked(task, level):
            continue
        if level.quantity.type not in LEVELS and not in_points(level, figure):
            continue
        own = candidate(task, change.scene, level)
        if not class_fits(task.question, change.scene, level):
            continue  # 出口总额, where 进出口总额 is asked for
        rate = figure.quantity.type in RATES and not in_points(level, figure)
        told = _base_year(figure) in change.scene.text
        if counted and (rate or not told or not own.speaks or own.score < best - BEHIND):
            continue
        computed = earlier(level, figure, -1 if FELL.search(text_before(change)) else 1)
        if computed is not None:
            made.append((own.score, drafted_behind(change, level, computed)))
    return max(made, key=lambda one: one[0])[1] if made else None


def in_points(level: Figure, change: Figure) -> bool:
    """True for a share or rate and by how many points it changed: 55%，提高2个百分点."""
    types = level.quantity.type, change.quantity.type
    return types == (QuantityType.PERCENT, QuantityType.PERCENTAGE_POINT)


def _is_asked(task: Task, level: Figure) -> bool:
    """True for a level of the type and of the noun that are asked for: 服务收入, not 成果3231项."""
    wanted = task.question.wanted.types & set(LEVELS)
    if wanted and level.quantity.type not in wanted:
        return False
    heads = [t.text for t in task.aligner.terms if t.head]
    return all(match(head, level.measure + level.context) >= HEAD for head in heads)


def earlier(level: Figure, change: Figure, sign: int) -> Computed | None:
    """Return the level before a change."""
    now, by = level.quantity, change.quantity
    if now.value is None or by.value is None:
        return None
    if by.type is QuantityType.PERCENTAGE_POINT and now.type is QuantityType.PERCENT:
        shown = f"{plain(now.value)} {'-' if sign > 0 else '+'} {plain(by.value)}"
        return Computed(shown, now.value - sign * by.value, now.unit)
    if by.type is QuantityType.PERCENT:
        rate = 1 + sign * by.value / 100
        if rate <= 0:
            return None
        years = _years(level, change)
        if years is None:
            return None
        with localcontext() as context:
            context.prec = PRECISION
            result = now.value / rate**years
        shown = f"{plain(now.value)} / (1 {'+' if sign > 0 else '-'} {plain(by.value)} / 100)"
        constants = (Decimal(years),) if years > 1 else ()
        return Computed(shown + f" ^ {years}" * (years > 1), result, now.unit, constants)
    if not counted_alike(now.normalized_unit, by.normalized_unit) or not now.normalized_value:
        return None
    scale = now.normalized_value / now.value
    change_by = (by.normalized_value or Decimal(0)) / scale
    shown = f"{plain(now.value)} {'-' if sign > 0 else '+'} {plain(change_by)}"
    return Computed(shown, now.value - sign * change_by, now.unit)


def _years(level: Figure, change: Figure) -> int | None:
    """Return over how many years a growth runs: one, or those from its base for 年均增长."""
    if not _YEARLY.search(change.measure):
        return 1
    base = change.base or change.period
    ends = [p.start for p in (base, level.period) if p is not None and p.start]
    years = [int(one[:4]) for one in ends if one[:4].isdigit()]
    return years[1] - years[0] if len(years) == 2 and years[1] > years[0] else None


def _base_year(change: Figure) -> str:
    """Return the year that a change is counted from."""
    if change.base is not None and change.base.start:
        return change.base.start[:4]
    period = change.period
    year = (period.end or period.start or "")[:4] if period else ""
    return str(int(year) - 1) if year.isdigit() else ""


def behind_share(task: Task, order: Sequence[Candidate]) -> Draft | None:
    """9080件, 占全市授权总量的14.8%: the total."""
    for share in order:
        figure, quantity = share.figure, share.figure.quantity
        whole = figure.measure.partition("占")[2]
        if figure.aspect is not Aspect.SHARE or not whole or not quantity.value:
            continue
        part = level_before(share)
        if Fit.NO in (share.fit.place, share.fit.period) or part is None:
            continue
        named = match(_bare(whole), task.question.view) >= WHOLE
        if not named or part.quantity.value is None or part.quantity.type not in LEVELS:
            continue
        with localcontext() as context:
            context.prec = PRECISION
            result = part.quantity.value / quantity.value * Decimal(100)
        expression = f"{plain(part.quantity.value)} / {plain(quantity.value)} * 100"
        return drafted_behind(share, part, Computed(expression, result, part.quantity.unit))
    return None


def _bare(whole: str) -> str:
    whole = re.sub(r"的?(?:比重|比例|份额).*$", "", whole)
    return re.sub(r"^[全本我该][国省市区县]", "", whole) or whole


def text_before(candidate: Candidate) -> str:
    """Return what stands in front of a figure in its sentence."""
    view = candidate.scene.sentence.view
    return view.text[: view.locate(candidate.figure.span).start]


def _level_of(times: Candidate) -> Figure | None:
    """Return what a multiple multiplies: what its clause names again, else what is before it."""
    clause = re.split("[，；。]", text_before(times))[-1]
    before = times.scene.figures[: times.scene.figures.index(times.figure)]
    for level in reversed(before):
        own = level.measure[-2:]
        if len(own) == 2 and own in clause and level.quantity.type in LEVELS:
            return level
    return level_before(times)


def level_before(candidate: Candidate) -> Figure | None:
    """Return the figure in front of one."""
    figures = candidate.scene.figures
    at = figures.index(candidate.figure)
    return figures[at - 1] if at else None


def _readable(computed: Computed) -> Computed:
    """State less than one of 万 or 亿 in the next smaller unit: 8023件, and not 0.8万件."""
    unit = computed.unit
    if not unit.startswith(("万", "亿")) or not 0 < abs(computed.result) < 1:
        return computed
    smaller = unit.removeprefix("万") if unit.startswith("万") else "万" + unit.removeprefix("亿")
    return Computed(
        f"({computed.expression}) * {_MYRIAD}",
        computed.result * _MYRIAD,
        smaller,
        (*computed.constants, Decimal(_MYRIAD)),
    )


def drafted_behind(one: Candidate, other: Figure, computed: Computed) -> Draft:
    """Return the answer that follows from two figures of one sentence, which may be long."""
    uses = one.uses(one.figure, other)
    computed = _readable(computed)
    evidence = tuple(dict.fromkeys(use.evidence for use in uses))
    return Draft(
        kind=Kind.CALCULATION,
        answer=rounded(computed.result) + computed.unit,
        statements=tuple(Statement((e,)) for e in evidence),
        figures=uses,
        computed=computed,
        features={"coverage": one.coverage.score, "precision": 0.5, "margin": 0.1, "fit": 0.5},
    )
