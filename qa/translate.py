"""English and Japanese questions in the words of the corpus: a glossary, not a translation.

The result is a bag of Chinese words in the question's order with the question words a Chinese
question would have, so that the same analysis reads all languages.
"""

import re
from functools import cache
from typing import Literal

from qa.lexicon import english_frame, foreign

_ASKING_EN = (
    (r"how many times|what multiple", "几倍"),
    (r"how many (?:companies|enterprises|firms|institutions|agencies|banks|organi[sz]ations)", "多少家\\g<0>"),
    (r"how many (?:patents?|applications?|trademarks?|cases)", "多少件\\g<0>"),
    (r"how many (?:people|employees|staff|talents?)", "多少人\\g<0>"),
    (r"how many (?:days|working days)", "多少天"),
    (r"how much (?:money|revenue|tax|financing|funding|credit|loans?)", "多少资金\\g<0>"),
    (r"how (?:much|many)", "多少"),
    (r"what (?:percentage|percent|share|proportion)", "百分之几"),
    (r"(?:growth|growth rate)", "增长率"),
    (r"when|what year|which year|what date", "什么时候"),
    (r"who\b", "谁"),
    (r"where\b", "哪里"),
    (r"which (?:cities|companies|institutions|measures|tasks|features)|what are|list the", "哪些"),
    (r"which (?:city|district|company|institution)", "哪个"),
    (r"why\b", "为什么"),
    (r"how (?:do|does|did|is|are)\b", "如何"),
    (r"^(?:is|are|was|were|did|does|do|has|have)\b", "是否"),
    (r"(?:rank|ranked|ranking)\b", "排名第几"),
    (r"what\b", "什么"),
)  # fmt: skip
_ASKING_JA = (
    (r"何件", "多少件"),
    (r"何社", "多少家"),
    (r"何人", "多少人"),
    (r"何%|何パーセント|何割", "百分之几"),
    (r"何倍", "几倍"),
    (r"何位|第何位", "排名第几"),
    (r"いくら|どのくらい|どれくらい|いくつ", "多少"),
    (r"いつ|何年|何月", "什么时候"),
    (r"誰|だれ", "谁"),
    (r"どこ", "哪里"),
    (r"どの都市", "哪个城市"),
    (r"どれ|何ですか|なに", "什么"),
    (r"なぜ", "为什么"),
    (r"どのように", "如何"),
)


def to_chinese(view: str, language: Literal["zh", "en", "ja"]) -> str:
    """Return the search-form words of an English or Japanese question."""
    text = view.lower()
    for pattern, meaning in _ASKING_EN if language == "en" else _ASKING_JA:
        text = re.sub(pattern, f" {meaning} ", text)
    if language == "en":
        return _english(text)
    for word, meaning in sorted(foreign().items(), key=lambda pair: -len(pair[0])):
        if not word.isascii():
            text = text.replace(word, meaning)
    return re.sub(r"[぀-ゟー]+", " ", text)


def _english(text: str) -> str:
    words = re.findall(r"[a-z][a-z\-']*|\d[\d.,]*%?|[㐀-鿿]+|？|\?", text)
    out: list[str] = []
    place_names = _places_by_pinyin()
    for at, word in enumerate(words):
        pair = "".join(words[at : at + 2])
        if pair in place_names:
            out.append(place_names[pair])
        elif word in place_names:
            out.append(place_names[word])
        elif re.fullmatch(r"(?:19|20)\d\d", word):
            out.append(word + "年")
        elif word in foreign():
            out.append(foreign()[word])
        elif not word.isascii() or word[0].isdigit():
            out.append(word)
        elif len(word) > 3 and word not in english_frame():
            out.append(f" {word} ")
    return "".join(out)




@cache
def _places_by_pinyin() -> dict[str, str]:
    """Return Chinese place names by their letters, as shenzhen; names of one sound: the higher."""
    from pypinyin import lazy_pinyin  # only questions in English need it

    from corpus.places import gazetteer

    table: dict[str, str] = {}
    for name in gazetteer():
        short = re.sub(r"(?:特别行政区|自治区|自治州|地区|新区|省|市|区|县)$", "", name) or name
        if len(short) >= 2:
            table.setdefault("".join(lazy_pinyin(short)), short)
    return table
