"""Large numbers as English writes them, in the units of the corpus: 600 million → 6亿."""

import re
from decimal import Decimal

from qa.decimals import plain

_LARGE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(thousand|million|billion|trillion)\b", re.IGNORECASE)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_YUAN = re.compile(r"(?<=[亿万\d])\s*(?:yuan|rmb|cny)\b", re.IGNORECASE)


def in_chinese_units(text: str) -> str:
    """Return an English text with its large numbers and yuan in 万, 亿 and 元."""
    return _YUAN.sub("元", _LARGE.sub(_scaled, text))


def _scaled(match: re.Match[str]) -> str:
    value = Decimal(match[1].replace(",", "")) * _SCALES[match[2].lower()]
    if value >= 10**8:
        return plain(value / 10**8) + "亿"
    return plain(value / 10**4) + "万" if value >= 10**4 else plain(value)
