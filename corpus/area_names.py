"""Areas by their names, as no table may know them: 石坝乡, 云溪区, 桃源街道."""

import re
from functools import lru_cache

import rjieba

__all__ = ["area_at", "ends_as_area"]

_AREA = re.compile(r"[㐀-鿿]{2,5}?(?:街道|[区县市镇乡旗])")
_NO_NAME = frozenset("市区县省州镇乡村国院校局厅部全我本该各两多新老大小其第每按据对在于从由向被")
_NO_NAME_TAGS = ("v", "p", "d", "r", "m", "c")  # of a word that begins no name: 得到市级奖励


@lru_cache(maxsize=256)
def area_at(text: str) -> str:
    """Return the area with whose name a text begins, "" for a word such as 开发区 or none.

    One that the dictionary knows is left to the table of places.
    """
    found = _AREA.match(text)
    if found is None or found[0][0] in _NO_NAME:
        return ""
    first, tag = rjieba.tag(found[0], hmm=False)[0]
    if len(first) > 1 and tag in _NO_NAME_TAGS:
        return ""
    known = tag == "ns" and first == found[0]
    return found[0] if ends_as_area(found[0]) and not known else ""


@lru_cache(maxsize=1024)
def ends_as_area(name: str) -> bool:
    """True where the word for an area is a word of its own behind a name, as in no 开发区, 城市."""
    last, tag = rjieba.tag(name, hmm=False)[-1]
    return last in (name[-1], "街道") or tag == "ns"
