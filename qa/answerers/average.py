"""An amount divided by a count: 平均每个项目多少, 每千人多少张床位, 平均每个季度多少.

The count is what the question says itself, what stands beside the amount, what the documents state
elsewhere, or how many quarters or months the amount's period has.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

import rjieba

from corpus.attribution.clauses import content
from corpus.document import Figure, Quantity, QuantityType
from qa.answerers.amounts import scale_of
from qa.answerers.figure import answer_figure
from qa.answerers.given import as_given
from qa.answerers.per_time import AMOUNTS, drafted_average, over_time
from qa.decimals import plain
from qa.draft import Computed, Draft
from qa.lexicon import MEASURE_ENDING
from qa.matching.align import match
from qa.matching.candidates import Candidate, rank
from qa.matching.fit import counted_alike
from qa.matching.fitness import Fit
from qa.matching.surroundings import nouns
from qa.task import Task

_UNITS = r"(?:平方公里|公里|[个家项件人笔宗单户份次场期名位批所支座台亩辆间套吨村镇乡县])"
_EACH = r"(?:每(?:[㐀-鿿]{2,3}(?=一))?(?:一)?|一)"  # 每家, 每一家, 每引进一家
AVERAGE = re.compile(
    rf"(?:平均|均摊|摊)(?:下来|给|到|向|为|对)*(?:，)?{_EACH}(?P<scale>[百千万]?)(?P<unit>{_UNITS})(?P<noun>[^，？多少几]{{0,10}})|"
    rf"每(?:一)?(?P<scale2>[百千万]?)(?P<unit2>{_UNITS})(?P<noun2>[^，？多少几]{{0,10}}?)平均|"
    r"(?<![平年月日])(?P<unit3>[家笔件户单人生])均(?!衡|价|匀)|单(?P<unit4>[笔个家件户])平均|"
    rf"\d(?P<unit5>{_UNITS})(?P<noun5>[^，？平每的]{{0,10}}?)的?平均(?![每分])(?=[^，？]{{2,10}}?(?:多少|几))"
)
# 每平方公里有多少人, 每千人口有几张床位: what each has, without the word average
_EACH_HAS = re.compile(
    rf"(?:每(?:一)?)(?=[百千万]|{_UNITS})(?P<scale>[百千万]?)(?P<unit>{_UNITS}(?!口))?(?P<noun>[^，？多少几的]{{0,8}}?)(?:有|拥有|配备?|摊到|分到|对应)(?:多少|几)"
)
# 每公里投资多少: of measures, the text seldom says it itself
_EACH_MEASURE = re.compile(
    r"每(?:一)?(?P<scale>[百千万]?)(?P<unit>平方公里|公里|亩|公顷|吨)(?P<noun>)(?=[㐀-鿿]{2,8}?(?:多少|几))"
)
PER_TIME = re.compile(
    r"(?:平均|均摊|摊)(?:下来)?(?:，)?(?:每(?:一)?|一)个?(?P<unit>季度?|月份?|年|天|日)|"
    r"每(?:一)?个?(?P<unit2>季度?|月份?|年|天|日)平均|(?P<unit3>[月年日季])均"
)
# What else is asked of a measure that is told for each one itself: 人均纯收入相差多少
_OTHERWISE = re.compile(
    r"相差|差额|差距|之差|差(?=多少|几)|比[^，？]{2,40}?[多高少低增减大小]|[多高少低]出|[超高低]于|较[^，？]{2,40}?[多高少低]|"
    r"(?:提高|提升|上升|上涨|下降|降低|减少|增加|延长|缩短)了?(?:多少|几|百分)|几倍|多少倍|倍数|\d倍|合计|之和|总和|加起来|相加|增长|增[幅速]|涨幅|降幅|上年|前一?年|推算|[倒反]推|占"
)
_COUNTER = re.compile(rf"^[万亿]?{_UNITS}(?=[㐀-鿿]{{2}})|^[张件名位](?=[㐀-鿿])")
_HELD = re.compile(
    r"手[里上中头]|名下|身上|大[约概]|[要能会可]"
)  # 平均一家手里有几件: what each has
_NUMBERS = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4)}
ENOUGH = 0.5  # coverage from which a figure is of what is asked
SHARED = 0.15  # a verb or noun that amount and count share: 投资项目, 投资金额
COUNTED = 0.2  # for a count whose noun the question names
ASKED = 0.1  # a character of the question's own words in the amount's measure
NAMED = 0.5  # a figure that the question itself names
NAMING = 2  # nouns of which an amount is told where it stands apart from its count
FAR = 0.05  # for each figure between the two, and for an amount in front of its count


@dataclass(frozen=True, slots=True)
class _Each:
    """Of what each: 每千名登记读者 has the scale 1000, the unit 名 and the noun 登记读者."""

    scale: Decimal
    unit: str
    noun: str
    without: str  # the question without it
    has: bool = False  # 每平方公里有多少人口: what it has stands behind the asking word


def per_count(task: Task, amount: Quantity, count: Quantity) -> Computed | None:
    """Return an amount for each of what is counted; None where one of them is no number."""
    return _divided(task, amount, count, Decimal(1))


def _divided(task: Task, amount: Quantity, count: Quantity, scale: Decimal) -> Computed | None:
    divisor, value = count.normalized_value, amount.normalized_value
    if value is None or not divisor:
        return None
    result = value * scale / divisor
    unit = amount.normalized_unit.partition("(")[0]
    size, name = scale_of(task.question.view, result, unit, [amount])
    times = f" * {plain(scale)}" if scale != 1 else ""
    shown = f"{plain(value / size)}{times} / {plain(divisor)}"
    constants = (scale,) if scale != 1 else ()
    return Computed(shown, result / size, name, constants)


def is_average(view: str) -> bool:
    """True for a question that asks what falls on each one, or on each month."""
    return is_shared_out(view) or any(p.search(view) for p in (PER_TIME, _EACH_HAS, _EACH_MEASURE))


def is_shared_out(view: str) -> bool:
    """True for an amount to be divided by a count; 人均纯收入比甲市高多少 names what is known."""
    asked = AVERAGE.search(view)
    return asked is not None and not (asked["unit3"] and _OTHERWISE.search(view))


def average(task: Task) -> Draft | None:
    """Return the average asked for where the texts state amount and count, else None."""
    timed = PER_TIME.search(task.question.view)
    if timed is not None:
        return over_time(task, timed)
    each = _each(task.question.view)
    if each is None:
        return None
    told = (q for q in task.question.premises if q.value != 1)  # 平均一项 says how many of none
    said = next((q for q in told if _of_unit(q, each.unit)), None)
    beside = _beside(task, each, said)
    return beside or _apart(task, each, said)


def _each(view: str) -> _Each | None:
    view = view.replace("(次)", "")
    asked = (
        (AVERAGE.search(view) if is_shared_out(view) else None)
        or _EACH_HAS.search(view)
        or _EACH_MEASURE.search(view)
    )
    if asked is None:
        return None
    groups = {key: text for key, text in asked.groupdict().items() if text}
    unit = next((text for key, text in groups.items() if key.startswith("unit")), "人")
    scale = next((text for key, text in groups.items() if key.startswith("scale")), "")
    named = next((text for key, text in groups.items() if key.startswith("noun")), "")
    noun = ""
    for word, tag in rjieba.tag(named):
        if noun and tag.startswith(("v", "u", "p", "d")):
            break
        noun += word
    noun = _HELD.sub("", noun).strip("的有")
    if MEASURE_ENDING.search(noun):
        noun = ""  # 平均每家销售额: what each has
    if unit == "生":
        unit, noun = "人", "学生"
    cut = 0 if groups.get("noun5") else len(named) - len(noun)
    without = view[: asked.start()] + "，" + view[asked.end() - cut :]
    has = _EACH_HAS.search(view) is not None and not AVERAGE.search(view)
    if has:
        counted = _COUNTER.sub("", view[asked.end() :])
        without = f"{view[: asked.start()]}，{counted.rstrip('？。')}多少"
    return _Each(_NUMBERS[scale], unit, noun, without, has)


def _beside(task: Task, each: _Each, said: Quantity | None) -> Draft | None:
    """Return the average where one sentence states amount and count."""
    best: tuple[float, Candidate, Figure] | None = None
    for amount in rank(task.again(each.without) if each.has else task):
        if each.has and not amount.speaks:
            continue
        if amount.coverage.score < ENOUGH or Fit.NO in (amount.fit.place, amount.fit.period):
            continue
        if amount.figure.quantity.type not in AMOUNTS or amount.fit.unit is Fit.NO:
            continue
        for count in amount.scene.figures:
            if not _counts(count, amount.figure, each.unit):
                continue
            if said and count.quantity.normalized_value != said.normalized_value:
                continue
            value = amount.score + _bound_together(task, amount, count, each.noun)
            if best is None or value > best[0]:
                best = (value, amount, count)
    if best is None:
        return None
    _, amount, count = best
    if each.noun and not said and match(each.noun, count.measure + count.context) < ENOUGH:
        scene = amount.scene
        after = scene.text[scene.sentence.view.locate(count.span).end :][:12]
        around = (after, scene.lead, scene.headings, scene.title)
        if max(match(each.noun, text) for text in around) < ENOUGH:
            return None
    computed = _divided(task, amount.figure.quantity, count.quantity, each.scale)
    uses = list(amount.uses(amount.figure, count))
    return None if computed is None else drafted_average(uses, computed, amount.coverage.score)


def _apart(task: Task, each: _Each, said: Quantity | None) -> Draft | None:
    """Return the average where amount and count are stated by themselves, in one document."""
    amount = answer_figure(task.again(each.without))
    if not isinstance(amount, Draft) or amount.figures[0].figure.quantity.type not in AMOUNTS:
        return None
    scope = "".join(p.name for p in task.question.places[:1])
    count = as_given(task, said)
    if count is None and each.noun and said is None:
        whose = _whose(task)
        found = answer_figure(task.again(f"{whose or scope}{each.noun}多少{each.unit}"))
        count = found if isinstance(found, Draft) else None
    if count is None:
        return None
    use, other = amount.figures[0], count.figures[0]
    same = use.figure.document_id == other.figure.document_id
    if not same or use.figure.span == other.figure.span:
        return None
    told = [t for t in task.again(each.without).question.terms if t.noun]
    if len(told) < NAMING and use.figure.section != other.figure.section:
        return None  # 平均每个游客支出多少: whose 支出, nothing says
    if not _of_unit(other.figure.quantity, each.unit):
        return None
    computed = _divided(task, use.figure.quantity, other.figure.quantity, each.scale)
    return None if computed is None else drafted_average([use, other], computed, 0.8)


def _whose(task: Task) -> str:
    """Return what stands in front of 平均每家: whose things are counted."""
    before = task.question.view.partition("平均")[0].partition("每")[0]
    return before if len(content(before)) <= 6 else ""


def _of_unit(quantity: Quantity, unit: str) -> bool:
    """True for a count of what each is asked of: 99家(次) for each 家."""
    own = (quantity.normalized_unit or quantity.unit).partition("(")[0]
    if quantity.type not in (QuantityType.COUNT, QuantityType.NUMBER):
        return unit in ("平方公里", "公里") and own == unit
    return unit == own or counted_alike(unit, own)


def _counts(count: Figure, amount: Figure, unit: str) -> bool:
    """True for a number of what each is asked of, counted otherwise than the amount."""
    quantity = count.quantity
    other = quantity.normalized_unit != amount.quantity.normalized_unit
    return other and _of_unit(quantity, unit)


def _bound_together(task: Task, amount: Candidate, count: Figure, noun: str) -> float:
    """Return how much speaks for a count being the one that an amount is spread over."""
    figures = amount.scene.figures
    between = figures.index(count) - figures.index(amount.figure)
    own, other = amount.figure.measure, count.measure + count.context
    value = -FAR * (abs(between) - 1) - FAR * (between > 0)
    value += SHARED * any(own[n : n + 2] in other for n in range(len(own) - 1))
    value += SHARED * bool(noun and noun[:2] in other)
    counted = nouns(count.measure)
    value += COUNTED * (match(counted[-1], task.question.view) if counted else 0.0)
    said = {q.normalized_value for q in task.question.premises}
    value += NAMED * (count.quantity.normalized_value in said)
    value += NAMED * (amount.figure.quantity.normalized_value in said)
    asked = set(content(task.question.view)) - set(noun)
    value += NAMED * (count.span.end == amount.figure.span.start)  # 5批93家
    return value + ASKED * bool(asked & set(own) - set(other))
