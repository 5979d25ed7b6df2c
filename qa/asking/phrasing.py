"""A question's wording brought to the usual one: regional ways of asking, years of the Republic."""

import re
from typing import Literal

from qa.lexicon import rewrites

__all__ = ["plainly", "usual"]

# Years of the Republic (1 is 1912) that someone may ask for: from 1981 to 2040. A two-digit number
# is a year where a part of it follows (98年底), or else the length of something (20年).
_REPUBLIC = re.compile(
    r"(?:中华)?民国 ?(?P<said>\d{1,3}) ?(?=年)"
    r"|(?<![\d.第近过是达满约有共长])(?P<bare>1[0-2]\d(?=年(?![来后多余间以]|前(?![一二三四两]))|[-至~]1[0-2]\d年)|[7-9]\d(?=年(?:底|度|末|\d{1,2}月)))"
)
_REPUBLIC_BEGINS = 1911
# A year without its century in Chinese numerals (九三年, 一七年); 三四年 says how long.
_SPELLED = re.compile(
    r"(?<![〇零一二三四五六七八九十百千\d第近过去前后])(?:[〇零](?P<early>[〇零一二三四五六七八九])"
    r"|一(?P<tens>[〇零一三四五六七八九])|九(?P<nineties>[〇零一二三四五六七八九])|八(?P<eighties>[〇零一二三四五六七八]))"
    r"年(?![来前后多内间以代级期])"
)
_NUMERALS = "零一二三四五六七八九"
_REPEATED_MARK = re.compile(r"\?+")
# 係 says 是 in Hong Kong and in Taiwan's papers; folded, it could not be told from 系 any more.
_COPULA = re.compile(r"(?<![關关聯联維维干幹體体])係(?![數数統统列咪唔])")


def plainly(text: str) -> str:
    """Return a question as typed with 是 where 係 says that."""
    return _COPULA.sub("是", text)


def usual(view: str, script: Literal["hans", "hant"]) -> str:
    """Return a question in search form with the usual words; `script` is what it was typed in.

    Only who writes Traditional counts years from 1912 without saying so.
    """
    for said, meant in rewrites():
        view = said.sub(meant, view)
    view = _SPELLED.sub(_of_century, view)
    if script == "hant" or "民国" in view:
        view = _REPUBLIC.sub(_year, view)
    return _REPEATED_MARK.sub("？", view) if re.search(r"[㐀-鿿]", view) else view


def _of_century(match: re.Match[str]) -> str:
    """Return a year of this century or of the end of the last one in full."""
    decade = {"early": 2000, "tens": 2010, "nineties": 1990, "eighties": 1980}[
        match.lastgroup or ""
    ]
    return f"{decade + _NUMERALS.index((match[match.lastgroup or '']).replace('〇', '零'))}年"


def _year(match: re.Match[str]) -> str:
    return str(int(match["said"] or match["bare"]) + _REPUBLIC_BEGINS)
