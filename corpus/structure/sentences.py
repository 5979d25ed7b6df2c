"""Where sentences begin and end.

A sentence ends at 。！？ (with the closing quotes and brackets behind it), never inside brackets or
short quotes, and never at ；. Text in Latin letters ends at . ! ? before a space and a capital.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from corpus.mapped import Span

_STOP = re.compile(r"[。！？]+|(?<![?!\d])[?!](?![?!])|(?<=[a-z)\"”])\.(?=\s+[A-Z\"“(])")
_CLOSING = '”’」』）)》〉】〕]"'
_PAIRS = {
    "(": ")",
    "（": "）",
    "“": "”",
    "「": "」",
    "『": "』",
    "《": "》",
    "【": "】",
    "〔": "〕",
    "‘": "’",
}
# A quotation or bracket longer than this is read as text of its own: its sentences are cut.
_LONGEST_ENCLOSED = 120
# A sentence longer than this is cut at a clause: what is read of a sentence may take time in
# proportion to the square of its length, and no sentence of the documents at hand comes near (the
# longest has 346 code points).
_LONGEST = 1200
_IN_NUMBER = re.compile(r"[\d.零〇一二三四五六七八九十百千万亿]{2}")
_CUTS = ("；", ";", "，", ",", "、", " ")  # where, by preference


def sentence_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of `text[start:end]` in order; together they cover all but space."""
    for whole in _ended(text, start, end):
        yield from _cut(text, whole)


def _cut(text: str, whole: Span) -> Iterator[Span]:
    """Yield a sentence, in parts where it is endless; no number is cut where there is a choice."""
    begin = whole.start
    while whole.end - begin > _LONGEST:
        half, last = begin + _LONGEST // 2, begin + _LONGEST
        found = (text.rfind(mark, half, last) + 1 for mark in _CUTS)
        between = (i for i in range(last, half, -1) if not _IN_NUMBER.match(text, i - 1))
        stop = next((at for at in found if at), 0) or next(between, last)
        yield from _trimmed(text, begin, stop)
        begin = stop
    yield from _trimmed(text, begin, whole.end)


def _ended(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield stretches up to the marks that end sentences."""
    closed = _enclosed(text, start, end)
    begins = [opening for opening, _ in closed]
    begin = start
    for match in _STOP.finditer(text, start, end):
        stop = match.end()
        if stop <= begin or (match.group() in "?!" and not _ends_sentence(text, stop, end)):
            continue
        while stop < end and text[stop] in _CLOSING:
            stop += 1
        around = bisect_left(begins, match.start()) - 1
        if around >= 0 and stop < closed[around][1]:
            continue
        yield from _trimmed(text, begin, stop)
        begin = stop
    yield from _trimmed(text, begin, end)


def _ends_sentence(text: str, stop: int, end: int) -> bool:
    """True for ? or ! at the end, before a space, or between Han characters and quotes."""
    return stop >= end or not text[stop].isascii() or text[stop].isspace() or text[stop] in _CLOSING


def _enclosed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the outermost short stretches in quotes or brackets, rims included."""
    found: list[tuple[int, int]] = []
    position = start
    while position < end:
        close = _PAIRS.get(text[position])
        if close:
            limit = min(end, position + _LONGEST_ENCLOSED)
            stop = _partner(text, position, limit, close)
            if stop is not None:
                found.append((position, stop + 1))
                position = stop
        position += 1
    return found


def _partner(text: str, position: int, limit: int, close: str) -> int | None:
    depth = 0
    opening = text[position]
    for i in range(position, limit):
        if text[i] == opening:
            depth += 1
        elif text[i] == close:
            depth -= 1
            if not depth:
                return i
    return None


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
