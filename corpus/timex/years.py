"""The year that a text names: in digits, in words, told from today, or of a reign."""

import re
from datetime import datetime
from functools import cache
from importlib.resources import files

from corpus.numbers.numerals import number
from corpus.timex.spelling import S, integer, two_digits

__all__ = ["BARE_YEAR", "YEAR", "read_year"]

_AWAY = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "今年": 0,
    "本年": 0,
    "这一年": 0,
    "明年": 1,
    "下一年": 1,
    "后年": 2,
    "大后年": 3,
}
_DIGIT = "[零〇一二三四五六七八九]"


@cache
def _eras() -> dict[str, int]:
    lines = files("corpus").joinpath("data/eras.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: int(first) for name, first in pairs}


_ERA = rf"(?:{'|'.join(sorted(_eras(), key=len, reverse=True))}){S}" + (
    rf"(?:元|[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}){S}年"
)
_TOLD = rf"(?<![以])(?:{'|'.join(sorted(_AWAY, key=len, reverse=True))})(?!度)"
# 两千零四年, 一千九百年; two digits only where 0 stands first or a month follows: 20年 is a length.
YEAR = (
    rf"(?:{_ERA}|{_TOLD}|(?<![0-9.])[0-9]{{3,4}}{S}年|(?<!{_DIGIT}){_DIGIT}{{3,4}}年"
    rf"|(?<![0-9零〇一二两三四五六七八九十百千])[一二两]千(?:[零一二三四五六七八九十百]{{1,5}})?年"
    rf"|(?<![0-9.])(?:0[0-9]|[0-9]{{2}}(?={S}年{S}(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})"
    rf"{S}月)){S}年|(?<!{_DIGIT})[零〇九八]{_DIGIT}年)"
)
# A year without its 年, where it stands like one: 从2003到2006, =2023.
BARE_YEAR = (
    r"(?:(?:^|(?<=[从自至到]))(?:1[5-9]|20)[0-9]{2}(?![0-9a-z.,:%年/-]|[㐀-鿿])"
    r"|(?<![0-9a-z.,:%/-])(?:1[5-9]|20)[0-9]{2}(?= ?[-–—~到至] ?(?:1[5-9]|20)[0-9]{2}(?![0-9]))"
    r"|(?<=[-–—~到至])(?:1[5-9]|20)[0-9]{2}(?![0-9a-z.,:%年/-]|[㐀-鿿])"
    r"|= ?(?:1[5-9]|20)[0-9]{2}(?![0-9.]))"
)


def read_year(text: str, reference: datetime) -> int:
    """Return the year; `text` matches YEAR or BARE_YEAR whole, spaces and all."""
    plain = re.sub(r"[\s=年]", "", text)
    told = re.sub(r"\s", "", text)
    if told in _AWAY:
        return reference.year + _AWAY[told]
    era = next(
        (name for name in _eras() if re.match(rf"{name}[元0-9一二三四五六七八九十]", plain)), None
    )
    if era:
        count = plain.removeprefix(era)
        return _eras()[era] + (0 if count == "元" else integer(count) - 1)
    year = int(number(plain))
    return two_digits(year) if len(plain) <= 2 and year < 100 else year
