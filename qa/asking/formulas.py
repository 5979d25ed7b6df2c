"""A calculation as a question words it: what is done with which figures, each named by its words.

`qa.asking.operands` cuts a question at what joins two things that are compared. Here are the forms
that say more than a joint does: a part of a whole, what is left of one, what is missing to a
target, a multiple, and sums on either side of these.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from corpus.attribution.clauses import content
from corpus.periods import periods
from corpus.places import places
from qa.asking.operands import Operand, lent, operands
from qa.asking.ways import Way
from qa.lexicon import lines

__all__ = ["Formula", "formula_of", "is_compound"]

_IN = r"(?:里面?|当中|之中|其中|(?<!其)中)"
_PLAN = r"(?:目标|计划|规划|任务|指标)"
_LEFT = r"(?:还有|还剩下?|还余下?|剩下?|剩余|余下?|其余|另外?有|是|为|有|的)"
# What only explains the question, by a formula in plain words
_EXPLAINED = re.compile(
    r"\((?P<inner>[^()]*?(?:减|除以|加|占|/|÷)[^()]*?)\)|"
    r"(?:，|也?就)(?:也?就是|即|意思是)(?:说)?(?P<clause>[^？]+)"
)
_SYMBOLS = (
    (r"[/÷]", "除以"),
    (r"减(?![去掉少排税免负])", "减去"),
    (r"(?<![增参追附施])加(?![快强大工入速起总])", "和"),
)
_RATE_GIVEN = re.compile(
    r"占(?:[^，？]{0,80}?\d%|(?:不到|超过|近|约)?[一二三四五六七八九]成)"
)  # 占48.1%: what is behind the share is asked for
_AMONG = re.compile(r"、[^、]*?等")  # 甲、乙等企业 are named for the kind, not added up
_TOGETHER = re.compile(
    r"(?:的)?(?:这|那)?(?:[两二三四五六]者?|[两二三四五六](?:个|家|座|项|县|市|区|地|年|季度))?"
    r"(?:合起来|加起来|合计|之和|总和|相加|加总|一共|总共|合共|共计)(?:的)?"
)
_TOTAL = re.compile(r"的?总[数量]$")  # 示范和试点企业总数: of both
_SEVERAL = re.compile(r"、|以及|和(?!平|谐)|与|及(?!其)")
_BRACKETED = re.compile(r"(?P<before>[^，()]{0,24})\((?P<list>[^()\d]{2,16}、[^()\d]{2,40})\)")
_OF_ALL = re.compile(
    r"(?:这)?(?:[两三四五六七八九十](?:个|大|项|类|种|家|座)[㐀-鿿]{0,4}?)?的(?P<measure>[^的，]{2,10})$"
)
_COUNTER = re.compile(r"^[百千万亿]*(?:公里|平方米|[㐀-鿿])")  # of 多少名教职工
_VAGUELY = re.compile(r"[，的]|具体|大致|大概|到底|究竟|准确|其|它们?|两者|二者")  # name nothing
_ASKS = ("是多少", "的百分之几")
SHORT = 4  # of a name that says of whom, but not what
SHORTEST = 2  # content characters of an operand by itself


@dataclass(frozen=True, slots=True)
class Formula:
    """`sides` are what the calculation is done with; the figures of a side are added up."""

    way: Way
    sides: tuple[tuple[Operand, ...], ...]
    joined: str = ""  # 甲和乙, taken for two though it may be the name of one
    balance: str = ""  # the name that the difference has: 外贸逆差
    otherwise: tuple[tuple[Operand, ...], ...] = ()  # the sides where it is


@cache
def _forms() -> tuple[tuple[Way, re.Pattern[str]], ...]:
    """Return what is done and the pattern that says so, the most telling first."""
    words: list[tuple[str, str]] = []
    found = []
    for line in lines("formulas.txt"):
        name, given, pattern = line.partition(" = ")
        if given and name.startswith("<"):
            words.append((name, pattern))
            continue
        way, _, pattern = line.partition(" ")
        if way == "balance":
            continue
        for name, stands_for in words:
            pattern = pattern.replace(name, stands_for)
        found.append((Way(way), re.compile(pattern)))
    return tuple(found)


@lru_cache(maxsize=64)
def formula_of(view: str) -> Formula | None:
    """Return the calculation that a question in search form words; None where it words none."""
    if _RATE_GIVEN.search(view) or "百分点" in view:
        return None
    plainly = _explained(view)
    for way, pattern in _forms():
        found = pattern.search(plainly)
        sides = _sides(way, found) if found else ()
        if found and sides:
            return _in_time(_parted(Formula(way, sides), found), plainly)
    return (
        _balance(plainly)
        or _over_sums(plainly)
        or (_in_words(plainly, view) if plainly != view else None)
    )


def _in_time(formula: Formula, view: str) -> Formula:
    """Put the one year of a question in front of its operands where it stands behind them."""
    named = [view[one.span.start : one.span.end] for one in periods(view) if one.start or one.end]
    asked = [one.question for side in formula.sides for one in side]
    if len(named) != 1 or any(periods(question) for question in asked):
        return formula
    sides = tuple(
        tuple(replace(one, question=named[0] + one.question) for one in side)
        for side in formula.sides
    )
    return replace(formula, sides=sides)


@cache
def _balances() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Return what a difference is called, what it is of, and less what."""
    told = (
        line.removeprefix("balance ") for line in lines("formulas.txt") if line[:7] == "balance"
    )
    found = []
    for pattern, of in (one.split(" = ") for one in told):
        more, less = of.split(" ")
        found.append((re.compile(pattern + r"(?=[^，？]{0,6}(?:多少|几|多大|多高))"), more, less))
    return tuple(found)


def _balance(view: str) -> Formula | None:
    """Return the difference that has a name of its own: 财政收支缺口, 外贸逆差."""
    for pattern, more, less in _balances():
        found = pattern.search(view)
        if found is not None:
            named = [Operand(one, f"{view[: found.start()]}{one}多少") for one in (more, less)]
            return Formula(Way.REST, (tuple(named[:1]), tuple(named[1:])), balance=found[0])
    return None


def _parted(formula: Formula, found: re.Match[str]) -> Formula:
    """Take off 甲和乙 as two things, unless the texts have them as one."""
    off = formula.sides[-1]
    parts = [part for part in _SEVERAL.split(found["other"] or "") if part]
    if formula.way is not Way.REST or len(off) > 1 or len(parts) < 2 or not all(map(_named, parts)):
        return formula
    named = lent([found["one"], *parts], heads=False)
    if len(named) != len(parts) + 1:
        return formula
    sides = named[:1], named[1:]
    return Formula(Way.REST, sides, joined=found["other"], otherwise=formula.sides)


def is_compound(view: str) -> bool:
    """True for a calculation over sums, of which a single joint tells too little."""
    formula = formula_of(view)
    return formula is not None and any(len(side) > 1 for side in formula.sides)


def _in_words(plainly: str, view: str) -> Formula | None:
    """Return the quotient or the sum that an explanation words: 税收除以收入, 发明加实用新型."""
    parts = re.sub(r"(?:是|为|等于)?多少[？。]*$", "", plainly)
    one, divided, other = parts.partition("除以")
    if divided:
        named = lent([one, other])
        way = Way.PERCENT if re.search(r"率|比例|占比|比重|百分|几成|收入比", view) else Way.RATIO
        return Formula(way, (named[:1], named[1:])) if len(named) == 2 else None
    named = lent([part for part in _SEVERAL.split(parts) if part])
    return Formula(Way.SUM, (named, ())) if len(named) > 1 else None


def _explained(view: str) -> str:
    """Put what explains a question in its place: (实际产量/总产能), 就是甲占乙的几成."""
    found = _EXPLAINED.search(view)
    inner = (found["inner"] or found["clause"]) if found else ""
    if not found or not inner:
        return view
    inner = re.sub(r"^(?:用|按|以|即|指)", "", inner)
    for symbol, word in _SYMBOLS:
        inner = re.sub(symbol, word, inner)
    around = view[: found.start()] + "，" + view[found.end() :]
    spans = [p.span for p in places(around)[:1]] + [p.span for p in periods(around)[:1]]
    named = [around[span.start : span.end] for span in spans]
    scope = [word for word in named if word not in inner]
    asked = inner if re.search(r"多少|几", inner) else inner + _ASKS[int("占" in inner)]
    return "".join(scope) + asked


def _sides(way: Way, found: re.Match[str]) -> tuple[tuple[Operand, ...], ...]:
    """Return the operands of a form; empty where one of them names nothing."""
    groups = found.groupdict()
    one, other = found["one"], found["other"] or groups.get("other2") or ""
    if way is Way.REST and "more" in groups:
        one, other = _whole_named(one, other, found["more"], found["tail"])
    if way is Way.GAP:
        return _towards(one, other)
    sides = [list(_members(one)), list(_members(other))]
    flat = [text for side in sides for text in side]
    behind = found.start("one") > max(found.start("other"), 0)
    turned = behind and (way is Way.SHARE or (way is Way.REST and bool(groups["other"])))
    if way is Way.REST and len(sides[1]) == 1 and not _named(sides[1][0]):
        return ()
    if way is Way.SHARE and not _named(other):
        return ()  # 2015年，甲占多少: of what, it does not say
    if turned:  # each is lent by what is named before it
        flat = [*sides[1], *sides[0]]
    series = way not in (Way.RATIO, Way.PERCENT)
    completed = lent(flat, heads=way not in (Way.SHARE, Way.REST), series=series)
    if len(completed) != len(flat):
        return ()
    if turned:
        completed = (*completed[len(sides[1]) :], *completed[: len(sides[1])])
    return completed[: len(sides[0])], completed[len(sides[0]) :]


def _whole_named(before: str, part: str, behind: str, counted: str) -> tuple[str, str]:
    """Return whole and part of 全部甲中除乙外还有多少, 除乙以外的甲有多少, 除乙外还有多少名甲."""
    counted = _COUNTER.sub("", counted)
    if _named(counted):
        return before + counted, part
    behind = re.sub(rf"^的|(?:仍|尚|只|一共)?{_LEFT}?$", "", behind)
    before = re.sub(rf"(?:的|{_IN}|，)+$", "", before)
    if _named(before):
        return before, part
    return before + behind, before + part


def _towards(actual: str, target: str) -> tuple[tuple[Operand, ...], ...]:
    """Return what is and what is aimed at, each by the measure that one of them names.

    Each has a time of its own.
    """
    actual = re.sub(r"(?:在(?=.{0,40}基础上))|的?基础上", "", actual)
    measure = re.sub(rf"的?{_PLAN}(?:值|数)?$", "", target)
    if _named(measure) and len(content(_timeless(actual))) <= SHORT:
        actual = actual + _timeless(measure).removeprefix(actual)
    elif not _named(measure):
        target = measure + re.sub(r"的$", "", _timeless(actual)) + "目标"
    if not (_named(actual) and _named(target)):
        return ()
    sides = lent([actual]), lent([target])
    return sides if all(sides) else ()


def _timeless(text: str) -> str:
    for one in reversed(periods(text)):
        text = text[: one.span.start] + text[one.span.end :]
    return text


def _named(text: str) -> bool:
    """True when a text names more than a place and a time."""
    spans = [p.span for p in places(text)] + [p.span for p in periods(text)]
    for span in sorted(spans, key=lambda one: -one.start):
        text = text[: span.start] + "，" + text[span.end :]
    return len(content(_VAGUELY.sub("", text))) >= SHORTEST


def _members(text: str) -> Iterator[str]:
    """Yield what a side adds up: 甲、乙和丙, 甲和乙合计."""
    together = _TOGETHER.search(text) or (_SEVERAL.search(text) and _TOTAL.search(text))
    text = _BRACKETED.sub(_listed, text)
    if (_AMONG.search(text) or "、" not in text) and together is None:
        yield text
        return
    bare = _TOTAL.sub("", _TOGETHER.sub("", _BRACKETED.sub(_listed, text)))
    named = operands(bare + "加起来是多少") if together else ()
    if named:
        yield from (re.sub(r"多少$", "", one.question) for one in named)
    else:
        yield from _distributed([part for part in _SEVERAL.split(bare) if part])


def _listed(found: re.Match[str]) -> str:
    """Return 2015年甲、乙的收入 for 2015年两大产业(甲、乙)的收入."""
    before = found["before"]
    spans = [p.span for p in places(before)[:1]] + [p.span for p in periods(before)[:1]]
    scope = (before[span.start : span.end] for span in spans)
    return "".join(scope) + found["list"]


def _distributed(parts: list[str]) -> list[str]:
    """Give each part the measure that the last one names for all: 甲、乙、丙三个产业的收入."""
    last = _OF_ALL.search(parts[-1])
    if last is None or any("的" in part for part in parts[:-1]):
        return parts
    members = [*parts[:-1], parts[-1][: last.start()]]
    return [f"{part}的{last['measure']}" for part in members]


_SUM_MORE = re.compile(
    r"^(?P<one>.+?)比(?!重|例|较)(?P<other>[^，？]{1,40}?)(?:多|高|少|低|大)(?:出|了)?(?:多少|几)"
)


def _over_sums(view: str) -> Formula | None:
    """Return the difference of two sides one of which is a sum: 甲乙两地合计比丙多多少."""
    found = _SUM_MORE.search(view)
    if found is None or not any(_TOGETHER.search(found[n]) for n in ("one", "other")):
        return None
    sides = _sides(Way.DIFFERENCE, found)
    return Formula(Way.DIFFERENCE, sides) if sides and any(len(s) > 1 for s in sides) else None
