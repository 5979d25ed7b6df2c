"""Names of the things of a class in a text: the noun phrases that end in the word for it."""

import re
from collections.abc import Iterator, Sequence

import rjieba

from qa.lexicon import introducing, predicates

__all__ = ["names_in"]

_NAMING = ("n", "j", "v", "a", "b", "e", "i", "l", "s", "f", "x")  # tags of what a name is made of
_NO_NAME = re.compile(r"^(?:全|各|本|该|这|那|其|等|多|几|每|另|我|一批|[两二三四五六七八九十\d]+)")
_NO_AREA = re.compile(
    r"(?:[社小厂园景矿库]|开发|示范|保税)区$|^[地山城郊辖林牧灾校片专特港湾]区$|(?:主|老|新|中心)城区$|该县$"
)
_COUNTED = re.compile(  # 五座滨江新城 are no name
    r"(?:[两二三四五六七八九十]|\d{1,2}|多|各)(?:个|座|家|类|种|大|项|条|处|所|支|款|批)?$"
)
LONGEST = 10  # code points of a name


def names_in(kinds: Sequence[str], text: str) -> Iterator[str]:
    """Yield the noun phrases of a text that end in one of the words for a class."""
    for clause in re.split(r"[，。；：、？！“”《》()|\s]", text):
        if not any(kind in clause for kind in kinds):
            continue
        ends, at = [0], 0
        words = rjieba.tag(clause)
        for word, _ in words:
            at += len(word)
            ends.append(at)
        for last, end in enumerate(ends[1:]):
            kind = next((k for k in kinds if clause.endswith(k, 0, end)), None)
            if kind is None:
                continue
            first = last
            while first and _goes_on(words[first - 1]) and end - ends[first - 1] <= LONGEST:
                first -= 1
            while first < last and words[first][0] in introducing():
                first += 1
            name = clause[ends[first] : end]
            counted = _COUNTED.search(clause, 0, ends[first])
            common = _NO_NAME.search(name) or (len(kind) == 1 and _NO_AREA.search(name))
            if len(name) > len(kind) and not counted and not common:
                yield name


def _goes_on(word: tuple[str, str]) -> bool:
    """True for a word that a name may hold in front of its last one."""
    return word[1][0] in _NAMING and word[0] not in predicates()
