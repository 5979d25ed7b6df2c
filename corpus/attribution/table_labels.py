"""What the headers of a table say: a measure, a unit, a place, a time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.document import Period
from corpus.periods import periods
from corpus.places import places
from corpus.quantities import quantities

__all__ = ["PART_OF", "WHOLE", "Label", "caption", "joined", "label", "merged"]

PART_OF = re.compile(r"^其中\s*[:：]?\s*")
_BRACKET = re.compile(r"[(（]([^()（）]{1,12})[)）]\s*$")
_PER_BOTH = re.compile(r"(?<=/[㐀-鿿])[·・•./／*](?:[年月日天次]|季度?)$")  # 元/人·月
_FURTHER = re.compile(r"[，,、；;]\s*(?:累计|当年|年度|年末|含税|合计|新增)$")  # (公顷，累计)
_ENDS_IN_SHARE = re.compile(r"(?<=[^\d\s])\s*([%％‰])$")
_UNIT_LINE = re.compile(r"(?:计量|金额|(?<![㐀-鿿]))单位\s*[:：]\s*([^\s,，;；()（）]{1,10})")
_OF_RATES = re.compile(r"[、/和]?(?:%|％|‰|百分点|个百分点)[、/和]?")  # 单位：亿元、%
WHOLE = re.compile(r"合计|总计|全部|总和|全市|全省|全区|全县|全国|本市|本省")
_SAYS_NOTHING = re.compile(r"绝对数|数值|指标值|指标|项目|完成数|实际数")
_CAPTION = re.compile(r"^(?:附?[表图]\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)?\s*[:：.、]?\s*)")
_LONGEST_CAPTION = 60
_LASTING = frozenset({"year", "month", "day", "quarter", "half", "range", "plan"})


@dataclass(frozen=True, slots=True)
class Label:
    """What a row or column header says."""

    text: str = ""  # what it measures
    unit: str = ""
    place: str | None = None
    period: Period | None = None
    whole: bool = False  # 合计: of all together


def caption(above: Sequence[str], around: Sequence[str]) -> Label:
    """Read what stands above a table: its name, its unit, and the only year spoken of."""
    name, unit = "", ""
    for line in above:
        declared = _UNIT_LINE.search(line)
        unit = (_OF_RATES.sub("", declared[1]) or declared[1]) if declared else unit
        rest = _UNIT_LINE.sub("", line).strip(" ()（）")
        if rest and len(rest) <= _LONGEST_CAPTION and "。" not in rest:
            name = rest
    read = label(_CAPTION.sub("", name))
    period = read.period
    for text in reversed(around):
        years = [p for p in periods(text) if p.kind == "year"]
        period = period or (years[0] if len(years) == 1 else None)
    named = {p.canonical for p in places(name)}  # 甲县2015年主要指标, in a paper of 乙县
    place = read.place or (named.pop() if len(named) == 1 else None)
    return replace(read, unit=unit, period=period, place=place)


@lru_cache(maxsize=4096)
def label(text: str) -> Label:
    """Read one header: the unit in brackets, the period and place it is or holds."""
    part = PART_OF.sub("", text).strip()
    unit = ""
    if bracket := _BRACKET.search(part):
        declared = _FURTHER.sub("", _PER_BOTH.sub("", bracket[1]))
        if _is_unit(declared):
            unit, part = declared, part[: bracket.start()].strip()
    elif share := _ENDS_IN_SHARE.search(part):
        unit, part = share[1], part[: share.start()].strip()
    named = [p for p in periods(part) if p.kind in _LASTING]
    period = named[0] if len(named) == 1 else None
    if period is not None:
        part = (part[: period.span.start] + part[period.span.end :]).strip()
    place = next((p for p in places(part) if len(p.span) == len(part)), None)
    whole = WHOLE.fullmatch(part) is not None
    return Label(
        "" if place or whole or _SAYS_NOTHING.fullmatch(part) else part,
        unit,
        place.canonical if place else None,
        period,
        whole,
    )


def _is_unit(text: str) -> bool:
    """True for what a number may be followed by: 件, 万元, 元/小时, 个百分点."""
    found = quantities(f"1{text}")
    return len(found) == 1 and len(found[0].span) == len(text) + 1


def joined(texts: Iterable[str]) -> str:
    """Return texts behind one another, each once, with a mark between that ends a clause."""
    return "，".join(dict.fromkeys(text for text in texts if text))


def merged(labels: Sequence[Label]) -> Label:
    """Return what several headers over or beside one cell say together, the lowest first."""
    return Label(
        joined(label.text for label in labels),
        next((label.unit for label in reversed(labels) if label.unit), ""),
        next((label.place for label in labels if label.place), None),
        next((label.period for label in reversed(labels) if label.period), None),
        any(label.whole for label in labels),
    )
