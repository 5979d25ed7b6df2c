"""Whether a list is told of another year, or edition, than is asked for."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.document import Document, Period, Span
from corpus.periods import periods
from qa.draft import Scene
from qa.matching.period_fit import ORDINAL
from qa.question import Question

__all__ = ["is_of_other_year"]

_TIMES = ("year", "half", "quarter", "month", "day")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?= ?年)")
NEXT_YEAR = 1  # a report of a year tells of the one before as well, and plans the one after


def is_of_other_year(question: Question, scene: Scene, at: Span | None = None) -> bool:
    """True for a sentence that tells its own years or editions, none of which is asked for.

    Of a list at a place, years behind a ； are of another part of its sentence.
    """
    editions = ORDINAL.findall(question.view)
    stated = ORDINAL.findall(scene.text + scene.title + scene.lead)
    if any(one not in stated and any(one[1] == unit for _, unit in stated) for one in editions):
        return True
    wanted = _years(question.periods)
    if not wanted:
        return False
    text = _own_part(scene.text, at) if at is not None else scene.text
    told = _years(periods(text))
    if told or any(p.start or p.end for p in periods(text)):
        return bool(told) and not wanted & told
    headed = periods(scene.headings)
    if headed and all(p.start and p.end and p.start[:4] == p.end[:4] for p in headed):
        return not wanted & _years(headed)  # 三、2024年重点工作
    titled = _years(periods(scene.title))
    if not titled:
        told = _told_by(scene.document)
        return bool(told) and not wanted & {*range(min(told), max(told) + 1)}
    return not wanted & {year + by for year in titled for by in (-NEXT_YEAR, 0, NEXT_YEAR)}


def _own_part(text: str, at: Span) -> str:
    """Return what a list stands in between two ；, with the clause that opens the sentence."""
    start = text.rfind("；", 0, at.start) + 1
    end = text.find("；", at.end)
    opening = re.split("[，；]", text, maxsplit=1)[0] if start else ""
    opening = opening if _YEAR.match(opening) else ""
    return f"{opening}，{text[start : end if end >= 0 else None]}"


def _told_by(document: Document) -> frozenset[int]:
    """Return the years that a document names, and that of its day where it names any."""
    told, published = _told_in(document.text), document.metadata.published
    return told | {int(str(published)[:4])} if told and published else told


@lru_cache(maxsize=64)  # by the text, whose hash is kept: that of a document is of all its cells
def _told_in(text: str) -> frozenset[int]:
    return frozenset(int(year) for year in _YEAR.findall(text))


def _years(found: Sequence[Period]) -> frozenset[int]:
    """Return the years of the times that are points of a calendar."""
    return frozenset(
        int(end[:4])
        for p in found
        if p.kind in _TIMES
        for end in (p.start, p.end)
        if end and end[:4].isdigit()
    )
