"""Numbers and dates as English writes them, in the words of the corpus: 600 million → 6亿."""

import re
from decimal import Decimal

from qa.decimals import plain

_LARGE = re.compile(
    r"(\d[\d,]{0,30}(?:\.\d{1,12})?)\s{0,4}(thousand|million|billion|trillion)\b", re.IGNORECASE
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_YUAN = re.compile(r"(?<=[亿万\d])\s*(?:yuan|rmb|cny)\b", re.IGNORECASE)


_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_YEAR = r"((?:19|20)\d\d)"
_DATES = (
    (re.compile(rf"\b(?:by|until|to) (?:the )?end of {_YEAR}\b", re.I), r"到\1年底"),
    (re.compile(rf"\b(?:the )?end of {_YEAR}\b", re.I), r"\1年底"),
    (re.compile(rf"\bfirst half of {_YEAR}\b", re.I), r"\1年上半年"),
    (re.compile(rf"\bsecond half of {_YEAR}\b", re.I), r"\1年下半年"),
    (re.compile(rf"\bfirst three quarters of {_YEAR}\b", re.I), r"\1年前三季度"),
    (re.compile(rf"\bfirst quarter of {_YEAR}\b", re.I), r"\1年一季度"),
)
_MONTH = re.compile(
    rf"\b(?P<end>(?:by |until )?(?:the )?end of )?(?P<month>{'|'.join(_MONTHS)})"
    r" (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def in_chinese_dates(text: str) -> str:
    """Return an English text with its months and parts of years as Chinese dates."""
    text = _MONTH.sub(_dated, text)
    for said, meant in _DATES:
        text = said.sub(meant, text)
    return text


def _dated(match: re.Match[str]) -> str:
    month = f"{match['year']}年{_MONTHS.index(match['month'].lower()) + 1}月"
    return f"截至{month}底" if match["end"] else month


def in_chinese_units(text: str) -> str:
    """Return an English text with its large numbers and yuan in 万, 亿 and 元."""
    return _YUAN.sub("元", _LARGE.sub(_scaled, text))


def _scaled(match: re.Match[str]) -> str:
    value = Decimal(match[1].replace(",", "")) * _SCALES[match[2].lower()]
    if value >= 10**8:
        return plain(value / 10**8) + "亿"
    return plain(value / 10**4) + "万" if value >= 10**4 else plain(value)
