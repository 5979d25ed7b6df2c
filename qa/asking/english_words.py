"""English words in the words of the corpus, as the glossary has them, the longest phrases first.

Names of places are found by their pinyin; what the glossary lacks stays as it is, in lower case.
"""

import re
from functools import cache

from qa.lexicon import english_frame, foreign

_WORD = re.compile(
    r"(?:截至|到)?\d{4}年[㐀-鿿\d]*|[A-Za-z][A-Za-z&]*(?:-[A-Za-z]+)*|\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*%?|[㐀-鿿]+"
)
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"),
            ("es", ""), ("s", ""), ("ly", ""))  # fmt: skip
_LEVELS = ("province", "city", "district", "zone")
_LONGEST_PHRASE = 5  # words
_BORDER = (  # behind which “of” turns nothing round
    r"[,;:?]|(?<![-\w])(?:in|on|at|by|from|to|that|which|who|against|as|with|during|between|under|and|did|does|do|is|are|"
    r"was|were|has|have|will|should|can)(?![-\w])"
)
_DIGITS = "零一二三四五六七八九"


def in_chinese(text: str) -> str:
    """Return an English text word for word; “A of B” is turned round, as Chinese has it."""
    pieces = re.split(_BORDER, text)
    return once("".join(_phrase(part) for piece in pieces for part in _turned(piece)))


def _turned(piece: str) -> list[str]:
    return list(reversed(re.split(r"\bof\b", piece)))


def once(text: str) -> str:
    """Return a text without the second of two equal words side by side: 知识产权知识产权."""
    return re.sub(r"([㐀-鿿]{2,}?)\1", r"\1", re.sub(r"\s+", " ", text).strip())


def _phrase(text: str) -> str:
    """Return words of English in Chinese, the longest phrases of the glossary first."""
    tokens = _WORD.findall(text)
    out: list[str] = []
    at = 0
    while at < len(tokens):
        meaning, used = _longest(tokens[at:])
        out.append(meaning)
        at += used
    return "".join(out)


def _longest(tokens: list[str]) -> tuple[str, int]:
    for size in range(min(_LONGEST_PHRASE, len(tokens)), 1, -1):
        meaning = _looked_up(" ".join(tokens[:size]).lower())
        if meaning:
            return meaning, size
    first = tokens[0]
    if first[0].isupper():
        places = _places_by_pinyin()
        pair = "".join(tokens[:2]).lower()
        if pair in places and len(tokens) > 1 and tokens[1][0].isalpha():
            return places[pair], 2
        if first.lower() in places and first.lower() not in foreign():
            return places[first.lower()], 1
    return _single(first), 1


def _single(word: str) -> str:
    low = word.lower()
    if re.fullmatch(r"(?:19|20)\d\d", word):
        return word + "年"
    ordinal = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", low)
    if ordinal:
        return "第" + _chinese(int(ordinal[1])) + "届"
    meaning = _looked_up(low)
    if meaning or not word.isascii() or word[0].isdigit():
        return meaning or word
    return "" if len(low) < 4 or low in english_frame() else f" {low} "


def _looked_up(text: str) -> str:
    """Return the meaning of a word or phrase, its last word taken as it is or without ending."""
    if text in foreign():
        return foreign()[text]
    for ending, base in _ENDINGS:
        if text.endswith(ending) and text[: -len(ending)] + base in foreign():
            return foreign()[text[: -len(ending)] + base]
    return ""


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    lead = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return lead + (_DIGITS[ones] if ones or not tens else "")


@cache
def _places_by_pinyin() -> dict[str, str]:
    """Return Chinese place names by their letters, as shenzhen.

    Of names of one sound the higher level stands, then the lower division code: 苏州, not 宿州.
    """
    from pypinyin import lazy_pinyin  # only questions in English need it

    from corpus.place_names import names
    from corpus.places import gazetteer

    codes = {name.canonical: min(name.codes, default="9") for name in names().by_form.values()}
    levels = {name.canonical: _LEVELS.index(name.level) for name in names().by_form.values()}
    table: dict[str, str] = {"hongkong": "香港", "macau": "澳门", "macao": "澳门"}
    for name in sorted(gazetteer(), key=lambda n: (levels[n], codes[n], n)):
        short = re.sub(r"(?:特别行政区|自治区|自治州|地区|新区|省|市|区|县)$", "", name) or name
        if len(short) >= 2:
            table.setdefault("".join(lazy_pinyin(short)), short)
    return table
