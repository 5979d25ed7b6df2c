"""As of which day: the day that a question names for the rules it asks about, and what holds then.

“按2016年的规定” and “2016年有效的办法” name it surely. “截至2015年” mostly asks for a figure of
that time; it is taken for such a day only where nothing answers it as a time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.times.days import DAY, last_day_of
from index.documents import StoredDocument
from index.lineage import Lineage

__all__ = ["AsOf", "asked_as_of", "is_provision", "left_out"]

_RULE = r"(?:规定|政策|办法|标准|条例|制度|规则|细则|意见|措施|要求|文件|方案|条款)"
_HELD = r"(?:有效|现行|适用|施行|执行|实施|生效)"
_BY_RULE = re.compile(
    rf"(?:按照?|依照?|依据|根据|照)(?:(?:截至|在)?(?P<day>{DAY})(?:时|当时|那时)?{_HELD}?的?)"
    rf"(?P<rule>{_RULE}[，,]?|(?=[^，。？]{{1,24}}{_RULE}))"
)
_HELD_AT = re.compile(
    rf"(?:截至|截止到?|在)?(?P<day>{DAY})(?:时|当时|那时)?(?:仍然?)?{_HELD}的"
    rf"(?P<rule>{_RULE}[，,里中]*(?:规定)?[，,]?|(?=[^，。？]{{1,24}}{_RULE}))"
)
_UNTIL = re.compile(rf"(?:截至|截止到?|到)(?P<day>{DAY})(?:时|为止|止)?[，,]?")


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day that a question names, and the question without it."""

    day: date
    question: str  # in the search form
    sure: bool  # the day is one of rules; else the words may ask for a figure of that time


def asked_as_of(view: str) -> AsOf | None:
    """Return the day for which a question asks what holds; None where it names none."""
    for rule, sure in ((_BY_RULE, True), (_HELD_AT, True), (_UNTIL, False)):
        found = rule.search(view)
        day = last_day_of(found["day"]) if found else None
        if found is None or day is None:
            continue
        rest = view[: found.start()] + view[found.end() :]
        if rest.strip("，,？? "):
            return AsOf(day, rest.lstrip("，, "), sure)
    return None


def left_out(
    documents: Iterable[StoredDocument], lineage: Lineage, as_of: date | None, today: date
) -> tuple[frozenset[str], frozenset[str]]:
    """Return which documents cannot answer, and which only do where no other does.

    The first are of after `as_of`. The second are versions that another one replaces on that day
    (`today` where none is given), or that do not hold yet while an older one does.
    """
    day = as_of or today
    later, replaced = set(), set(lineage.superseded(day))
    for one in documents:
        own = lineage.of(one.id)
        first = one.metadata.published or own.effective
        if as_of is not None and first is not None and first > as_of:
            later.add(one.id)
        elif own.effective and own.effective > day:
            replaced |= {one.id} if any(v.relation == "older" for v in own.versions) else set()
    return frozenset(later), frozenset(replaced - later)


def is_provision(one: StoredDocument, day: date) -> bool:
    """True for a document that lays something down from a day on, and did so by `day`."""
    begins = one.metadata.effective
    return begins is not None and begins.day <= day
