"""Texts made to slow one pattern down, from the pattern's own tree.

A backtracking matcher is slow where a repetition can be entered at every place of a long run and
fails at its end, or where a run can be divided up in many ways. So each thing that a pattern
repeats, what leads to it, and each of its characters is repeated, and followed by what fits
nothing.
"""

import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

__all__ = ["pumps"]

Tree = Any  # a SubPattern of the standard library's parser, which has no types
_MOST = 24  # texts of one pattern: more repeat what these do
_MANY = 8  # a repetition up to so often is not worth pumping
_LONGEST = 40  # characters of one unit
_ALPHABET = "的市甲一1a 、，。（）《》第年％%|\n\t-0９①·“”:：；是为至亿万A_～.#"


def pumps(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return units to be repeated against a pattern: the likeliest to hurt come first."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found: dict[str, None] = {}
    for before, body in _repeats(tree, ()):
        for seed in range(3):
            draw = Random(seed)
            lead, unit = _of(before, draw), _of([body], draw)
            for text in (unit, lead + unit, lead):
                if text:
                    found.setdefault(text[:_LONGEST])
    for one in _leaves(tree):
        found.setdefault(_of([one], Random(1))[:_LONGEST])
    found.pop("", None)
    units = list(found)
    return tuple(units[: _MOST // 2] + units[_MOST // 2 :: max(1, len(units) // (_MOST // 2))])


def _repeats(tree: Tree, before: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield each long repetition with what stands in front of it."""
    for node in tree:
        operation, value = node
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = value
            if most is sre.MAXREPEAT or most > _MANY:
                yield before, (sre.SUBPATTERN, (None, 0, 0, body))
            yield from _repeats(body, before)
        else:
            for part in _parts(operation, value):
                yield from _repeats(part, before)
        before = (*before, node)


def _parts(operation: Any, value: Any) -> Sequence[Tree]:
    if operation is sre.SUBPATTERN:
        return [value[-1]]
    if operation is sre.ATOMIC_GROUP:
        return [value]
    if operation is sre.BRANCH:
        return list(value[1])
    if operation in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if operation is sre.GROUPREF_EXISTS:
        return [part for part in value[1:] if part is not None]
    return []


def _leaves(tree: Tree) -> Iterator[Any]:
    for node in tree:
        operation, value = node
        if operation in (sre.LITERAL, sre.IN, sre.NOT_LITERAL):
            yield node
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield from _leaves(value[2])
        else:
            for part in _parts(operation, value):
                yield from _leaves(part)


def _of(nodes: Sequence[Any], draw: Random) -> str:
    """Return a text that nodes match, looking around left aside."""
    return "".join(_text(operation, value, draw) for operation, value in nodes)


def _text(operation: Any, value: Any, draw: Random) -> str:
    if operation is sre.LITERAL:
        return chr(value)
    if operation in (sre.NOT_LITERAL, sre.ANY, sre.IN):
        return _character(operation, value, draw)
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, body = value
        return _of(list(body), draw) * (least or min(1, most if isinstance(most, int) else 1))
    if operation is sre.BRANCH:
        return _of(list(draw.choice(value[1])), draw)
    if operation in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
        return _of(list(_parts(operation, value)[0]), draw)
    return ""  # an edge, a look-around, a reference


def _character(operation: Any, value: Any, draw: Random) -> str:
    if operation is sre.ANY:
        return draw.choice(_ALPHABET.replace("\n", ""))
    if operation is sre.NOT_LITERAL:
        return draw.choice(_ALPHABET.replace(chr(value), ""))
    fits = re.compile(_set(value))
    likely = [one for one in _ALPHABET if fits.match(one)]
    named = [chr(v) for o, v in value if o is sre.LITERAL]
    named += [chr(v[0]) for o, v in value if o is sre.RANGE]
    choices = likely + [one for one in named if fits.match(one)]
    return draw.choice(choices) if choices else ""


def _set(value: Any) -> str:
    """Write a set of characters as a pattern again."""
    written = []
    for operation, one in value:
        if operation is sre.NEGATE:
            written.append("^")
        elif operation is sre.LITERAL:
            written.append(re.escape(chr(one)))
        elif operation is sre.RANGE:
            written.append(f"{re.escape(chr(one[0]))}-{re.escape(chr(one[1]))}")
        elif operation is sre.CATEGORY:
            written.append(_CATEGORIES[one])
    return f"[{''.join(written)}]"


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}
