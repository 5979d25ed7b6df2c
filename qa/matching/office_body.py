"""Whether an office is told of another body than a question asks of: 科技署署长 for 产权署署长."""

import re
from functools import cache

from corpus.document import Span
from corpus.places import places
from qa.lexicon import titles

__all__ = ["of_other_body"]

_WINDOW = 24  # code points in front of a name within which its body and office stand
_GENERAL = frozenset("署局部厅司处院会委市区县省州国家的管理总")  # letters that name no body


@cache
def _of_body() -> re.Pattern[str]:
    offices = "|".join(sorted(titles(), key=len, reverse=True))
    return re.compile(rf"(?P<body>[㐀-鿿]{{2,14}}[署局部厅司委])的?(?:{offices})")


def of_other_body(view: str, text: str, name: Span) -> bool:
    """True where the office in front of a name is of a body other than the one asked of.

    A short name is no other body: 市监局, 市场监督管理局.
    """
    asked = _of_body().search(view)
    told = list(_of_body().finditer(text[max(0, name.start - _WINDOW) : name.start]))
    if asked is None or not told or not _letters(asked["body"]):
        return False
    one, other = _letters(asked["body"]), _letters(told[-1]["body"])
    return bool(other) and not one <= other and not other <= one


def _letters(body: str) -> frozenset[str]:
    """Return the letters that tell a body, without its places."""
    for place in reversed(places(body)):
        body = body[: place.span.start] + body[place.span.end :]
    return frozenset(body) - _GENERAL
