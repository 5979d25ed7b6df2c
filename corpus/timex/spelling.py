"""How the parts of a time are written, in a text folded character by character."""

from corpus.numbers.numerals import DIGITS, fold_numeral, number

__all__ = [
    "COUNT",
    "DAY",
    "HOUR",
    "MONTH",
    "SIXTY",
    "WEEKDAY",
    "S",
    "fold",
    "integer",
    "month",
    "two_digits",
    "weekday",
]

S = r"[ \t　]{0,2}"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?"
    r"|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
HOUR = r"(?:2[0-4]|1[0-9]|0?[0-9]|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
SIXTY = r"(?:[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|零?[零一二三四五六七八九])"
COUNT = r"(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,5})"
WEEKDAY = r"(?:周|星期|礼拜)"

_FOLD = str.maketrans(
    "週個後禮時鐘間從來開農曆號陰歲過還餘際紀閏節㈠：／－～（）",
    "周个后礼时钟间从来开农历号阴岁过还余际纪闰节一:/-~()",
)


def fold(text: str) -> str:
    """Return the text with one script, one width and one kind of digit; lengths stay."""
    return "".join(_one(c) for c in text).translate(_FOLD)


def _one(character: str) -> str:
    folded = fold_numeral(character).lower()
    return folded if len(folded) == 1 else character


def integer(text: str) -> int:
    """Return the value of digits or a Chinese numeral; digits in a row are read one by one."""
    return int(number(text))


def month(text: str) -> int:
    """Return the month that 三, 3 or 正 names."""
    special = {"正": 1, "冬": 11, "腊": 12}
    return special.get(text) or integer(text)


def two_digits(year: int) -> int:
    """Return the year that two digits name, nearest to our time."""
    return year + (1900 if year >= _PIVOT else 2000)


_PIVOT = 50  # 86年 is 1986, 24年 is 2024


def weekday(text: str) -> int:
    """Return 1 for Monday to 7 for Sunday."""
    return 7 if text in "日天" else DIGITS[text]
