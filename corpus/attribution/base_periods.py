"""Which periods a figure is only compared with: 比2010年, 为2017年的6倍."""

import re

from corpus.document import Period, Quantity, QuantityType

__all__ = ["is_base", "is_of_base"]

_VERSUS = re.compile(r"(?:比|较)$")
_BASE_BEFORE = re.compile(r"(?:约?为|是|达到?|比|较|相当于|相对于)[“‘]?$")
_BASE_AFTER = re.compile(r"[”’]?(?:时期|期间|末|底|同期)?的|翻|增长|提高")
_FROM = re.compile(r"[由从]$")  # 由2015年的3万张增加到5万张: those five are of another year
_WAS = re.compile(r"(?:同期)?(?:[为是]|仅为?|只有)")
_RISES = re.compile(
    r"的[^，；。]{1,14}?(?:提高|增加|增长|上升|提升|扩大|下降|减少|降低|压缩|缩短|降|增|升)[到至为]"
)


def is_base(text: str, period: Period) -> bool:
    """True when a period is only what the figure is compared with: 比2010年, 为2017年的6倍."""
    before, after = text[: period.span.start], text[period.span.end :]
    if _VERSUS.search(before) or (_FROM.search(before) and _RISES.match(after)):
        return True
    return bool(_BASE_BEFORE.search(before) and _BASE_AFTER.match(after))


def is_of_base(text: str, period: Period, quantity: Quantity) -> bool:
    """True for the 17件 of 较2021年的17件增加4件: what is compared with has that period."""
    between = text[period.span.end : quantity.span.start]
    if period.text[:1] in "上去" and _WAS.fullmatch(between):
        return text[: period.span.start][-1:] in ("(", "，", "；")  # 产量186万吨(上年为204万吨)
    plain = quantity.type in (QuantityType.COUNT, QuantityType.MONEY)
    return (plain or bool(_FROM.search(text[: period.span.start]))) and between.strip() in (
        "的",
        "之",
    )
