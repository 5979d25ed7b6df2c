"""What is done within the time that a question asks for: 申请复核 of 几天内可以申请复核."""

import re
from functools import lru_cache

from qa.matching.denial import DENYING
from qa.matching.rank import pairs_shared

__all__ = ["deed_told", "deed_turned"]

_ASKED = re.compile(
    r"(?:什么时候|什么时间|何时|几时|多久|多长时间|哪[一]?[天日年]|何日|几[月号]"
    r"|(?:多少|几)个?(?:工作)?[日天年月](?:时间)?|几[月号][几][日号])"
    r"(?:之?[内前后]|以[内前后])?(?:[，可以应该当要须必需得能够就才会]|之?前|最[晚迟])*"
    r"(?P<deed>[㐀-鿿]{2,24})"
)
# 复核要几天: the deed stands in front.
_LASTS = re.compile(
    r"(?P<deed>[㐀-鿿]{2})(?:大概|一般|总共|共)?(?:需要?|要|得|用|花)(?:多久|多长时间|(?:多少|几)个?(?:工作)?[日天月])[？。]*$"
)
_LONGEST = 40  # code points behind a time within which it is said what is done
_CLAUSES = 2
_WHERE = re.compile(r"[在于经][^，]{2,24}(?:上|中|里|时|下|期间|会议|大会|论坛|仪式)")


@lru_cache(maxsize=256)
def _deed(view: str) -> str:
    asked = _ASKED.search(view) or _LASTS.search(view)
    return asked["deed"] if asked else ""


def _behind(text: str, end: int) -> str:
    """Return what stands behind a time: its clause and the next one; 在论坛上， is none."""
    parts = re.split("[；。]", text[end : end + _LONGEST])[0].split("，")
    return "，".join([p for p in parts if p and not _WHERE.fullmatch(p)][:_CLAUSES])


def deed_told(view: str, text: str, end: int) -> float:
    """Return how far (0-1) the words behind a time say what the question says is done in it."""
    deed = _deed(view)
    return pairs_shared(deed, _behind(text, end)) if deed else 0.0


def deed_turned(view: str, text: str, end: int) -> bool:
    """True for a time in which a thing is not done (五年内不再受理) that is asked of as done."""
    behind = _behind(text, end).split("，")[0]
    return bool(_deed(view)) and not DENYING.search(view) and DENYING.search(behind) is not None
