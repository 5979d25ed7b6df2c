"""What a report that is read to an assembly says of its speaker: for whom he speaks, and when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from corpus.places import self_reference
from corpus.times.days import DATE, day_of

# Whose assembly a report is read to, and in whose name: 在甲省第十届人大…, 我代表甲省人民政府.
_SPEAKS_FOR = re.compile(
    r"在([\u4e00-\u9fff]{2,12}?)第[一二三四五六七八九十\d]{1,3}届[^，。]{0,6}(?:代表大会|人大|委员会)"
    r"|代表([\u4e00-\u9fff]{2,12}?)(?:人民)?政府"
)
# Of what level his government is who leaves out its place: 我代表省人民政府.
_SPEAKS_AS = re.compile(r"代表(省|自治区|市|县|区|自治州|州)(?:人民)?政府")
_READ_AT = re.compile(r"[会议]上")
_NOT_READ = re.compile(r"通过|批准|审议|修[订改正]|施行|公布|起|，")


def spoken_for(opening: Iterable[str]) -> list[str]:
    """Return in whose name the opening of a text says that it speaks."""
    return [said[1] or said[2] for text in opening for said in _SPEAKS_FOR.finditer(text)]


def levels_spoken_for(opening: Iterable[str]) -> Iterator[str]:
    """Yield the level of each government that is spoken for without its place's name."""
    for text in opening:
        for said in _SPEAKS_AS.finditer(text):
            yield self_reference(f"我{said[1]}") or ""


def day_read(opening: Sequence[str], titles: Sequence[str]) -> date | None:
    """Return the day on which a report was read, from its opening or from its title's brackets.

    2015年1月20日在甲省第十届人大第三次会议上, the day in front or behind; 甲省报告(2015年1月20日).
    """
    for text in [*opening, *titles]:
        found = DATE.search(text)
        read = _READ_AT.search(text) if found and _SPEAKS_FOR.search(text) else None
        if found and read:
            tail = text[read.end() :].replace(found[0], "")
        elif found and text in titles and text.count("(", 0, found.start()):
            tail = text[found.end() :]
        else:
            continue
        if not _NOT_READ.search(tail):
            return day_of(found[0])
    return None
