"""How a line is numbered, 一、 (一) 1. 第X条, and which numbers go on with a series."""

import re
import unicodedata

__all__ = ["follows", "marker_of"]

_HAN = "一二三四五六七八九十百零〇两"
# Families of numbering with their rank: a smaller rank stands above a larger. Markdown levels rank
# 10 to 60. Order as in the format rules for official documents, GB/T 9704-2012, 7.3.3.
_FAMILIES: tuple[tuple[str, int, "re.Pattern[str]"], ...] = (
    ("part", 100, re.compile(rf"第([{_HAN}\d]+)[编篇]\s*[、:：]?")),
    ("chapter", 200, re.compile(rf"第([{_HAN}\d]+)章\s*[、:：]?")),
    ("chapter section", 300, re.compile(rf"第([{_HAN}\d]+)节\s*[、:：]?")),
    ("article", 400, re.compile(rf"第([{_HAN}\d]+)条(?:之[{_HAN}])?\s*[、:：]?")),
    ("formal han", 480, re.compile(r"([壹贰叁参肆伍陆柒捌玖拾]{1,3})\s*[、.．]")),
    ("han", 500, re.compile(r"([一二三四五六七八九十]{1,3})\s*[、.．]")),
    ("(han)", 600, re.compile(r"[(（]\s*([一二三四五六七八九十]{1,3})\s*[)）]\s*[、.．]?")),
    ("1.1.1", 720, re.compile(r"(\d{1,2}\.\d{1,2}\.\d{1,2})(?![\d.%])\s*[、.．]?")),
    ("1.1", 710, re.compile(r"(\d{1,2}\.\d{1,2})(?=\s|[、．]\s*)\s*[、．]?")),
    ("1.", 700, re.compile(r"(\d{1,2})\s*(?:[、．]|\.(?!\d))\s*")),
    ("(1)", 800, re.compile(r"[(（]\s*(\d{1,2})\s*[)）]\s*")),
    ("①", 900, re.compile(r"([①-⑳])\s*")),
)


def marker_of(text: str) -> tuple[str, int, str, str] | None:
    """Return family, rank, marker and ordinal of a line's numbering, or None."""
    for family, rank, pattern in _FAMILIES:
        found = pattern.match(text)
        if found:
            return family, rank, found.group(), found.group(1)
    return None


def follows(run: list[tuple[int, tuple[str, int, str, str]]] | None, ordinal: str) -> bool:
    """True unless a numeral of digits goes back in its series: then it begins another."""
    if not run or not ordinal.isdigit() or not run[-1][1][3].isdigit():
        return True
    return _counted(ordinal) > _counted(run[-1][1][3])


def _counted(ordinal: str) -> int:
    """Return the number that digits stand for, or a digit in a circle: ② is 2, and no decimal."""
    return int(ordinal) if ordinal.isdecimal() else int(unicodedata.numeric(ordinal))
