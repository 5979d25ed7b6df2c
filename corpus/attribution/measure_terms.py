"""The head term and the qualifiers of a measure's name, and when two names mean the same.

专利申请, 专利申请量 and 专利申请数量 are one name: a word of amount at the end does not say what is
counted. The head is the last word left, the qualifiers are those in front of it.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from corpus.document import Measure

__all__ = ["RIVALS", "contradict", "same_measure", "terms"]

# Of which a measure has one: 专利申请 and 专利授权 differ by it.
RIVALS = (
    ("申请", "授权", "拥有", "登记", "注册"),
    ("发明", "实用", "外观"),  # as 实用新型 and 外观设计 are cut
    ("收入", "税收", "产值", "利润", "支出", "投资", "增加值"),
    ("国内", "国际"),
    ("城镇", "农村"),
    ("出口", "进口"),
    ("示范", "试点", "优势", "领军", "龙头"),
)

_AMOUNT = re.compile(r"(?:总?数量|总?金额|总量|总额|总数|[数额量值率](?!$)|(?<=..)[量数额]){1,6}+$")
_KEPT = re.compile(
    r"(?:质量|力量|能量|流量|余额|名额|差额|定额|限额|参数|指数|函数|系数|重量|产量|容量|含量)$"
)
_MARKS = re.compile(r"[^㐀-鿿A-Za-z0-9]+")
_JOINS = frozenset(
    (
        "的",
        "和",
        "与",
        "及",
        "以及",
        "或",
        "等",
        "中",
        "内",
        "里",
        "上",
        "在",
        "向",
        "对",
        "为",
        "给",
    )
)
_UNDIVIDED = frozenset(("知识产权",))


@lru_cache(maxsize=8192)
def terms(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the head and the qualifiers of a folded name, ("", ()) of one without words."""
    words = [w for w in _words(_bare(text)) if w not in _JOINS]
    if not words:
        return "", ()
    return words[-1], tuple(dict.fromkeys(words[:-1]))


def same_measure(one: Measure, other: Measure) -> bool:
    """True when two names have one head and the same qualifiers, in whatever order."""
    return one.head == other.head and set(one.qualifiers) == set(other.qualifiers)


def contradict(one: Sequence[str], other: Sequence[str]) -> bool:
    """True when the words of one name say what those of the other say otherwise."""
    for group in RIVALS:
        said, otherwise = {w for w in one if w in group}, {w for w in other if w in group}
        if said and otherwise - said:
            return True
    return False


def _bare(text: str) -> str:
    """Return a name without its word of amount: 专利申请量, 专利申请数量 → 专利申请."""
    name = _MARKS.sub(" ", text).strip()
    if _KEPT.search(name):
        return name
    shorter = _AMOUNT.sub("", name).removesuffix("的")
    return shorter if len(shorter) >= 2 else name


def _words(text: str) -> list[str]:
    import rjieba  # its dictionary is read on first use

    return [part for word in rjieba.cut(text) if word.strip() for part in _parts(word)]


@cache
def _parts(word: str) -> tuple[str, ...]:
    """Cut a word of the dictionary into the two words that it is made of: 发明专利."""
    import rjieba

    halves = (word[:2], word[2:])
    if len(word) == 4 and word not in _UNDIVIDED and all(rjieba.has_word(half) for half in halves):
        return halves
    return (word,)
