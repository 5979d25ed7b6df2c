"""The one form in which answers and expected strings are compared."""

import re
import unicodedata
from functools import lru_cache

from corpus.clean import clean
from corpus.numbers.numerals import DIGITS, number
from corpus.script import fold as fold_script

__all__ = ["fold", "fold_spaced"]

_MARK = re.compile(r"\[\d+\]")  # the number of a citation behind a sentence
_DASH = re.compile(r"(?<=\d)[—–‒−]+(?=\d)")
_ISO_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_ZERO = re.compile(r"(?<=[年月])0(?=\d[月日])")
_SPELLED_YEAR = re.compile(f"[{''.join(DIGITS)}]{{4}}(?=年)")
_SPELLED_DAY = re.compile(
    "(?<=[年月])(?:十[一二]?|[一二三四五六七八九])(?=月)|(?<=月)[一二三]?十?[一二三四五六七八九]?(?=日)"
)
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_SPACE = re.compile(r"\s+")
# What separates and quotes; kept are the signs inside numbers, codes and ranges.
_SEPARATOR = re.compile(r"[^\w.%+\-/~]|_|(?<!\d)\.|\.(?!\d)")


@lru_cache(maxsize=20_000)
def fold_spaced(text: str) -> str:
    """Return a text without noise and spaces, in one width, script and letter case.

    Each mark of punctuation has become one space. Dates come out as 2013年8月1日, however they are
    written, and numbers without separators of thousands.
    """
    view = fold_script(clean(_MARK.sub("", text))[0])
    plain = unicodedata.normalize("NFKC", view.text).casefold()
    plain = _DASH.sub("-", _THOUSANDS.sub("", _SPACE.sub("", plain)))
    plain = _ISO_DATE.sub(_spell_date, plain)
    plain = _SPELLED_YEAR.sub(lambda m: "".join(str(DIGITS[c]) for c in m[0]), plain)
    plain = _SPELLED_DAY.sub(lambda m: str(number(m[0])) if m[0] else "", plain)
    return _ZERO.sub("", _SEPARATOR.sub(" ", plain))


def fold(text: str) -> str:
    """Return a text as `fold_spaced` does, punctuation dropped."""
    return fold_spaced(text).replace(" ", "")


def _spell_date(match: re.Match[str]) -> str:
    day = f"{int(match[3])}日" if match[3] else ""
    return f"{match[1]}年{int(match[2])}月{day}"
