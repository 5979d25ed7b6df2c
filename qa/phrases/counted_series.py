"""Names each with a figure of its own, one after the other: 甲国29人最多，其次为乙国23人."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

import rjieba

from corpus.mapped import Span
from qa.phrases.clause_cuts import Series, series_of
from qa.phrases.members import CLOSE, OPEN

__all__ = ["counted", "counted_behind"]

_FIGURE = r"(?:约|近|超过?|逾)?\d[\d,.]*(?:余|多)?(?:[百千万亿]+)?(?P<unit>[㐀-鿿%]{1,3}?)"
_PIECE = re.compile(
    r"(?P<before>[^、，；。：]*?(?:其中|其次|再次|以|[为是：]|分别为))?(?:以|为|是)?"
    rf"(?P<told>(?P<name>[㐀-鿿A-Za-z“”]{{2,18}}?){_FIGURE})(?:最[多高大]|居首|次之|最少)?$"
)
_JOINT = re.compile(r"[、，；]|(?<=[㐀-鿿\d])(?:以及|及|和)(?=[㐀-鿿]{2})")
_NAME_JOINED = re.compile(r"(?P<name>[㐀-鿿A-Za-z]{2,14}?)(?:、|，|以及|和|与|及)")
_LAST_NAME = re.compile(r"[㐀-鿿A-Za-z]{2,14}")
LEAST = 3  # two figures side by side are two measures more often than two members


def counted(text: str) -> Iterator[Series]:
    """Yield the runs of three or more names that each have a figure of one unit."""
    for sentence in _sentences(text):
        pieces, start = [], sentence.start
        for joint in [*_JOINT.finditer(text, sentence.start, sentence.end), None]:
            end = joint.start() if joint else sentence.end
            pieces.append(_PIECE.fullmatch(text, start, end))
            start = joint.end() if joint else end
        parted = accumulate(bool(p and "其中" in (p["before"] or "")) for p in pieces)
        keyed = [((p["unit"] if p else "", n), p) for p, n in zip(pieces, parted, strict=True)]
        for (unit, _), told in groupby(keyed, key=lambda one: one[0]):
            run = [p for _, p in told]
            members = [Span(*p.span("told")) for p in run if p is not None]
            if unit and len(members) >= LEAST and not any(_open(text, m) for m in members):
                yield series_of(members, Span(sentence.start, sentence.end), "counted", 0)


def counted_behind(text: str, figures: Sequence[Span]) -> Iterator[tuple[tuple[Span, str], ...]]:
    """Yield the runs of three or more figures, each with what it counts behind it: 11件商标.

    `figures` are the spans of the figures of a text, in its order.
    """
    run: list[tuple[Span, str]] = []
    for here, after in zip(figures, [*figures[1:], None], strict=False):
        end = after.start if after is not None else len(text)
        joined = _NAME_JOINED.fullmatch(text, here.end, end) if after is not None else None
        last = None if joined else _LAST_NAME.match(text, here.end, end)
        if joined or (last and run):
            run.append((here, joined["name"] if joined else _noun_of(last[0] if last else "")))
        if not joined:
            if len(run) >= LEAST and all(name for _, name in run):
                yield tuple(run)
            run = []


def _noun_of(text: str) -> str:
    """Return the noun phrase that a text begins with."""
    found = ""
    for word, tag in rjieba.tag(text):
        if tag[0] not in "nabjls" and tag not in ("vn", "eng"):
            break
        found += word
    return found


def _sentences(text: str) -> Iterator[Span]:
    for found in re.finditer(r"[^。]+", text):
        yield Span(*found.span())


def _open(text: str, member: Span) -> bool:
    own = text[member.start : member.end]
    return sum(map(own.count, OPEN)) != sum(map(own.count, CLOSE))
