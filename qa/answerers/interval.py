"""How much time lies between two happenings: 从甲平台成立到乙中心揭牌隔了几年, 甲比乙早几个月."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corpus.attribution.clauses import content
from corpus.periods import periods
from qa.answerers.earlier import dated, sides_of
from qa.answerers.rates import divided
from qa.contract import Kind
from qa.decimals import rounded
from qa.draft import Computed, Draft, Evidence, Statement
from qa.task import Task

__all__ = ["answer_interval"]

_LONG = r"(?:(?:大约|大概|约|整整)?(?:多少|几)个?(?P<unit>年|月|天|日)|多久|多长时间)"
_LIES = (
    r"，?(?:之间|中间|期间|前后|两者|一共|总共|共|大约)*的?"
    r"(?P<lies>(?:相?隔|间隔|相距|相差|时间差|过去|差|还?有)(?:了|着|是|为|有)*)"
)
_FORMS = (
    re.compile(
        rf"^[从自由](?P<one>[^？]{{2,60}}?)(?:算起|开始|起)?，?(?:一直)?[到至](?P<other>[^？]{{2,60}}?){_LIES}{_LONG}"
    ),
    re.compile(
        rf"^(?P<one>[^？]{{2,60}}?)比(?P<other>[^？]{{2,60}}?)(?:要|还)?(?:早|晚|先|后|迟|提前|推迟)(?P<deed>[㐀-鿿]{{0,4}}?)了?{_LONG}"
    ),
    re.compile(
        rf"^(?P<both>[^？]{{5,120}}?)，?(?:之间|中间|前后|两者)*的?(?:相隔|间隔|相距|相差|时间差)(?:了|是|为|有)*{_LONG}"
    ),
)
_WHEN = re.compile(r"的?(?:(?P<deed>[㐀-鿿]{2})(?:的|之)?)?(?:时间|日期|年份|那[一]?[年天])$")
_MONTHS = 12
SHORT_OF_A_YEAR = 24  # months up to which a time asked for without a unit is told in months


@dataclass(frozen=True, slots=True)
class _End:
    """When something was, as it sorts (2018-10), and where that is told, if not in the question."""

    when: str
    evidence: tuple[Evidence, ...]
    features: dict[str, float]


def answer_interval(task: Task) -> Draft | None:
    """Answer how much time lies between two things that have a date; None where one has none."""
    view = task.question.view.rstrip("？。 ")
    for form in _FORMS:
        asked = form.search(view)
        if asked is None:
            continue
        for one, other in _sides(asked):
            ends = [end for side in (one, other) if (end := _end(task, side)) is not None]
            if "有" in (asked.groupdict().get("lies") or "") and all(e.evidence for e in ends):
                continue  # 从申请到批准有几天 asks for what is stated
            computed = _between(ends, asked["unit"] or "") if len(ends) == 2 else None
            if computed is not None:
                return _drafted(ends, computed)
    return None


def _sides(asked: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the two happenings: what both share stands with the last (甲和乙的成立时间)."""
    pairs = (
        sides_of(asked["both"]) if "both" in asked.groupdict() else [asked.group("one", "other")]
    )
    for one, other in pairs:
        named = _WHEN.search(other)
        deed = named["deed"] or "" if named is not None else ""
        first = _WHEN.sub(lambda m: m["deed"] or "", one)
        second = _WHEN.sub(lambda m: m["deed"] or "", other)
        deed = deed or asked.groupdict().get("deed") or ""
        alone = deed and deed not in first and _WHEN.search(one) is None
        yield first + deed if alone else first, second if deed in second else second + deed


def _end(task: Task, side: str) -> _End | None:
    """Return when one of them was: as the question says itself, else as the texts do."""
    said = [p for p in periods(side) if p.start or p.end]
    if len(said) == 1 and said[0].kind in ("year", "month", "day"):
        return _End(said[0].start or said[0].end or "", (), {})
    found = dated(task, side) if len(content(side)) > 1 else None
    if found is None:
        return None
    when, draft = found
    return _End(when, draft.statements[0].evidence, draft.features)


def _between(ends: list[_End], unit: str) -> Computed | None:
    """Return the time between, as exactly as both ends allow and in the unit asked for."""
    if not any(one.evidence for one in ends):
        return None
    was, now = sorted([int(part) for part in one.when.split("-")] for one in ends)
    exact = min(len(was), len(now))
    if was == now or now[0] - was[0] < 0:
        return None
    if unit in ("天", "日"):
        if exact < 3:
            return None
        days = Decimal((date(*now) - date(*was)).days)
        return Computed("-".join(map(str, now)), days, "天", tuple(map(Decimal, (*now, *was))))
    if exact == 1 or unit == "年":
        years = Decimal(now[0] - was[0])
        told = tuple(map(Decimal, (now[0], was[0])))
        return (
            Computed(f"{now[0]} - {was[0]}", years, "年", told) if unit != "月" and years else None
        )
    months = (now[0] - was[0]) * _MONTHS + now[1] - was[1]
    told = tuple(map(Decimal, (*now[:2], *was[:2], _MONTHS)))
    shown = f"({now[0]} - {was[0]}) * {_MONTHS} + {now[1]} - {was[1]}"
    in_years = not unit and (months > SHORT_OF_A_YEAR or not months % _MONTHS)
    if not in_years:
        return Computed(shown, Decimal(months), "个月", told)
    return Computed(
        f"({shown}) / {_MONTHS}", divided(Decimal(months), Decimal(_MONTHS)), "年", told
    )


def _drafted(ends: list[_End], computed: Computed) -> Draft:
    evidence = dict.fromkeys(e for one in ends for e in one.evidence)
    features = [one.features for one in ends if one.features]
    return Draft(
        kind=Kind.CALCULATION,
        answer=rounded(computed.result) + computed.unit,
        statements=tuple(Statement((e,)) for e in evidence),
        computed=computed,
        features={key: min(f.get(key, 0.0) for f in features) for key in features[0]},
    )
