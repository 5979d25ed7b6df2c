"""Coordinated phrases of a sentence: A、B和C等企业, “X”、“Y”, A+B, and clauses set side by side.

A phrase is read for its members, whose outer borders the text does not mark: the first member
begins somewhere in its clause, the last one ends somewhere. Both borders are found by words that
can belong to no member, and by likeness with the members whose borders are marked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

import rjieba

from corpus.mapped import Span

_OPEN, _CLOSE = "“‘《(（【〈", "”’》)）】〉"
_CLAUSE = "，；：。！？\n"
_AND = ("以及", "和", "及", "与", "暨")
_NOUNS = ("n", "nz", "l", "j", "vn", "eng", "i", "an", "f", "b", "s")
_LONGEST = 40  # code points of a member; what is longer is no member of a phrase
_SPREAD = 2.5  # how many times the longest marked member an unmarked one may measure
_SHORT = 8  # code points up to which a member is never too long
# Introducing verbs that are nouns as well: behind a noun they belong to the member.
_ALSO_NOUNS = frozenset(
    "引导 支持 发展 研究 建设 实施 组织 结合 帮助 指导 推广 开发 整合 探索 培养 培育 优化 利用 创新 "
    "推荐 评选 推进 加快 促进 推动 完善 强化 覆盖 采用 利用 提升 提高 签署 签订 入选 合作".split()
)
# What follows the last member and belongs to none.
_BEHIND = re.compile(
    r"[(（]|等(?!级|额|式|于|候|待|高)|的|各(?!种|类(?!.))|[两二三四五六七八九十几\d]+(?:[大个项类种家方条所位名]|余|多)|"
    r"共同|为(?:代表|核心|主|基础|依托|重点|抓手|支撑|支点|引领|载体)|方面|之间|相关|多[个家种]|若干|一批"
)


@dataclass(frozen=True, slots=True)
class Series:
    """Members side by side in one sentence; spans index the text it was read from."""

    members: tuple[Span, ...]
    lead: Span  # from the beginning of its clause to the first member
    tail: Span  # from the last member to the end of its clause
    form: str  # listed (、) | pair (和) | plus (+) | clauses | parts (；)
    depth: int = 0  # how deep inside quotes and brackets

    @property
    def span(self) -> Span:
        """From the first member to the last."""
        return Span(self.members[0].start, self.members[-1].end)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    tag: str


@cache
def _introducing() -> frozenset[str]:
    text = resources.files("qa").joinpath("data/introducing.txt").read_text("utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


def series(text: str) -> tuple[Series, ...]:
    """Return all coordinated phrases of a sentence in its search form, outer ones first."""
    tokens = _tokens(text)
    found: list[Series] = []
    for depth, region in _regions(text):
        clauses = _clauses(text, region)
        found += _of_parts(text, region, depth)
        for clause in clauses:
            found += _of_clause(text, clause, tokens, depth)
        found += _of_clauses(text, clauses, tokens, depth)
    unique = {(one.members, one.form): one for one in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda s: (s.depth, s.span.start, -s.span.end)))


def _tokens(text: str) -> tuple[_Token, ...]:
    tokens, at = [], 0
    for word, tag in rjieba.tag(text):
        tokens.append(_Token(at, at + len(word), word, tag))
        at += len(word)
    return tuple(tokens)


def _regions(text: str) -> Iterator[tuple[int, Span]]:
    """Yield the text itself and the inside of each bracket or pair of quotes, with its depth."""
    yield 0, Span(0, len(text))
    stack: list[int] = []
    for at, letter in enumerate(text):
        if letter in _OPEN:
            stack.append(at)
        elif letter in _CLOSE and stack:
            start = stack.pop() + 1
            if at > start:
                yield len(stack) + 1, Span(start, at)


def _marks(text: str, region: Span, wanted: str) -> list[int]:
    """Return where marks stand in a region, outside its brackets and quotes."""
    found, depth = [], 0
    for at in range(region.start, region.end):
        if text[at] in _OPEN:
            depth += 1
        elif text[at] in _CLOSE:
            depth = max(0, depth - 1)
        elif not depth and text[at] in wanted:
            found.append(at)
    return found


def _clauses(text: str, region: Span) -> list[Span]:
    return _cut(region, [(at, at + 1) for at in _marks(text, region, _CLAUSE)])


def _cut(region: Span, cuts: Sequence[tuple[int, int]]) -> list[Span]:
    parts, start = [], region.start
    for a, b in [*cuts, (region.end, region.end)]:
        if a > start:
            parts.append(Span(start, a))
        start = b
    return parts


def _of_clause(
    text: str, clause: Span, tokens: Sequence[_Token], depth: int
) -> Iterator[Series]:
    cuts = [(at, at + 1) for at in _marks(text, clause, "、")]
    cuts += [(at, at) for at in _touching(text, clause)]
    cuts = sorted(set(cuts))
    runs = list(_runs(text, clause, cuts, tokens))
    for parts in runs:
        listed = _listed(text, clause, parts, tokens, depth)
        if listed is not None:
            yield listed
    for pair in _pairs(text, clause, cuts, tokens, depth):
        yield pair
    plus = _cut(clause, [(at, at + 1) for at in _marks(text, clause, "+")])
    if len(plus) > 1:
        one = _bounded(text, clause, plus, tokens, "plus", depth)
        if one is not None:
            yield one


def _touching(text: str, clause: Span) -> Iterator[int]:
    """Yield the places where one title or quotation follows another directly: 《…》《…》."""
    for pair in re.finditer(r"(?:》(?=《)|”(?=“))", text[clause.start : clause.end]):
        yield clause.start + pair.end()


def _runs(
    text: str, clause: Span, cuts: Sequence[tuple[int, int]], tokens: Sequence[_Token]
) -> Iterator[list[Span]]:
    """Yield the parts between 、 of each phrase; a part that ends one and begins the next is split."""
    if not cuts:
        return
    parts = _cut(clause, cuts)
    run = [parts[0]]
    for part in parts[1:-1]:
        border = _border(text, part, tokens)
        if border is None:
            run.append(part)
            continue
        run.append(Span(part.start, border))
        yield run
        run = [Span(border, part.end)]
    run.append(parts[-1])
    if len(run) > 1:
        yield run


def _border(text: str, part: Span, tokens: Sequence[_Token]) -> int | None:
    """Return where an inner part falls into the end of one phrase and the start of another."""
    if text[part.start] in _OPEN:
        return None
    inner = text[part.start : part.end]
    etc = re.search(r"(?<=.)等(?!级|额|式|于|候|待|高)(?=.)", inner)
    if etc:
        return part.start + etc.start()
    for token in tokens:
        if part.start < token.start < part.end and token.tag == "p" and token.word in _introducing():
            return token.start
    return None


def _listed(
    text: str, clause: Span, parts: list[Span], tokens: Sequence[_Token], depth: int
) -> Series | None:
    """Read a run of parts between 、; 和 in the last one joins two members, unless all have it."""
    inner = parts[1:-1]
    conjoined = sum(_and(text, part, tokens) is not None for part in inner)
    joint = _and(text, parts[-1], tokens)
    alike = len(parts) == 2 and _and(text, parts[0], tokens) is not None
    if joint is not None and not alike and (not inner or conjoined * 2 < len(inner)):
        parts = [*parts[:-1], Span(parts[-1].start, joint[0]), Span(joint[1], parts[-1].end)]
    return _bounded(text, clause, parts, tokens, "listed", depth)


def _and(text: str, part: Span, tokens: Sequence[_Token]) -> tuple[int, int] | None:
    """Return the first conjunction of a part that joins two of its words."""
    covered = {at for at in range(part.start, part.end)}
    for mark in _marks(text, part, "和与及以暨"):
        for token in tokens:
            whole = token.word in _AND and token.start == mark and mark in covered
            if whole and part.start < token.start and token.end < part.end:
                return token.start, token.end
    return None


def _pairs(
    text: str,
    clause: Span,
    cuts: Sequence[tuple[int, int]],
    tokens: Sequence[_Token],
    depth: int,
) -> Iterator[Series]:
    for part in _cut(clause, cuts):
        joint = _and(text, part, tokens)
        if joint is None:
            continue
        parts = [Span(part.start, joint[0]), Span(joint[1], part.end)]
        pair = _bounded(text, clause, parts, tokens, "pair", depth)
        if pair is not None:
            yield pair


def _bounded(
    text: str,
    clause: Span,
    parts: Sequence[Span],
    tokens: Sequence[_Token],
    form: str,
    depth: int,
) -> Series | None:
    """Find where the first member begins and the last one ends."""
    parts = [_conjunction_off(text, part) for part in parts]
    inner = [text[p.start : p.end] for p in parts[1:-1]]
    start = _first(text, parts[0], [*inner, text[parts[-1].start : parts[-1].end]], tokens, inner)
    first = Span(start, parts[0].end)
    known = [text[first.start : first.end], *inner]
    end = _last(text, parts[-1], known, tokens)
    members = (first, *parts[1:-1], Span(parts[-1].start, end))
    if any(not 0 < len(m) <= _LONGEST for m in members):
        return None
    return Series(members, Span(clause.start, start), Span(end, clause.end), form, depth)


def _conjunction_off(text: str, part: Span) -> Span:
    for word in _AND:
        if text.startswith(word, part.start) and text[part.start + len(word) : part.end][:1] in (
            *_OPEN,
            "",
        ):
            return Span(part.start + len(word), part.end)
    return part


def _first(
    text: str, part: Span, others: Sequence[str], tokens: Sequence[_Token], inner: Sequence[str]
) -> int:
    """Return where the first member begins."""
    own = text[part.start : part.end]
    quoted = own.rfind(_opening(others[0]))
    if _opening(others[0]) and quoted >= 0 and _balanced(own[quoted:]):
        return part.start + quoted
    words = [t for t in tokens if part.start <= t.start and t.end <= part.end]
    opening = _head_word(others[0])
    if opening and len(opening) > 1:
        same = own.rfind(opening)
        if same >= 0 and len(own) - same >= len(opening):
            return part.start + same
    verbal = bool(inner or others) and all(_verbal(other) for other in (inner or others[:1]))
    at = _after_introduction(words, part.start, verbal)
    limit = max(_SHORT, int(_SPREAD * max((len(o) for o in inner), default=_LONGEST // 3)))
    borders = [w.start for w in words if w.start >= at and w.tag not in ("x", "uj")]
    while borders and part.end - borders[0] > limit and len(borders) > 1:
        borders.pop(0)
    return borders[0] if borders else at


def _after_introduction(words: Sequence[_Token], start: int, verbal: bool) -> int:
    """Return the place behind the last word that introduces; at it, if it begins the member."""
    at = start
    for number, word in enumerate(words):
        if number == len(words) - 1 and not word.word.isspace():
            break
        before = words[number - 1].tag if number else ""
        listed = word.word in _introducing()
        verb = word.tag == "v" and len(word.word) > 1 and before not in _NOUNS
        if before in _NOUNS and (word.tag == "vn" or word.word in _ALSO_NOUNS):
            listed = False
        if listed or verb:
            keeps = verbal and word.tag.startswith("v") and not word.word.startswith(("包", "即"))
            at = word.start if keeps else word.end
        elif word.tag in ("uj", "ul", "uz", "p", "r"):
            at = word.end
    return at


def _last(text: str, part: Span, known: Sequence[str], tokens: Sequence[_Token]) -> int:
    """Return where the last member ends."""
    own = text[part.start : part.end]
    if own[0] in _OPEN and known[0][:1] and known[0][0] in _OPEN and known[0][-1] in _CLOSE:
        return part.start + _closing(own)
    closing = _tail_word(known[-1])
    if len(known[-1]) > len(closing) > 1 or (closing and all(k.endswith(closing) for k in known)):
        found = own.find(closing, 1)
        if found > 0:
            return part.start + found + len(closing)
    behind = next((m for m in _BEHIND.finditer(own) if m.start() and _outside(own, m.start())), None)
    if behind and not all(behind[0] in k for k in known):
        own = own[: behind.start()]
    end = part.start + len(own)
    words = [t for t in tokens if part.start <= t.start and t.end <= end]
    if not any(_has_verb(k) for k in known):
        for before, word in pairwise(words):
            if word.word in _introducing() and word.tag in ("v", "p", "d", "zg") or (
                word.tag in ("v", "d") and before.tag in ("n", "nz", "nt", "nr") and word is not words[-1]
                and len(word.word) > 1
            ):
                return word.start
    limit = max(_SHORT, int(_SPREAD * max(len(k) for k in known)))
    borders = [w.end for w in words]
    while len(borders) > 1 and borders[-1] - part.start > limit:
        borders.pop()
    return min(end, borders[-1]) if borders else end


def _outside(text: str, at: int) -> bool:
    return sum(text.count(o, 0, at) for o in _OPEN) <= sum(text.count(c, 0, at) for c in _CLOSE)


def _closing(text: str) -> int:
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if not depth:
            return at + 1
    return len(text)


def _opening(text: str) -> str:
    return text[0] if text and text[0] in _OPEN else ""


def _balanced(text: str) -> bool:
    return sum(map(text.count, _OPEN)) == sum(map(text.count, _CLOSE))


@cache
def _cut_words(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(rjieba.tag(text))


def _head_word(text: str) -> str:
    return _cut_words(text)[0][0] if text else ""


def _tail_word(text: str) -> str:
    word = _cut_words(text)[-1][0] if text else ""
    return word if re.search(r"[㐀-鿿A-Za-z]", word) else ""


def _verbal(text: str) -> bool:
    words = _cut_words(text)
    return len(words) > 1 and (words[0][1] == "v" or words[0][0] in _introducing())


def _has_verb(text: str) -> bool:
    return any(tag == "v" and word in _introducing() for word, tag in _cut_words(text))


def _of_clauses(
    text: str, clauses: Sequence[Span], tokens: Sequence[_Token], depth: int
) -> Iterator[Series]:
    """Clauses side by side that begin with a verb and measure alike."""
    del tokens
    trimmed = [_verb_on(text, clause) for clause in clauses]
    for first in range(len(trimmed)):
        for last in range(first + 2, len(trimmed) + 1):
            run = [t for t in trimmed[first:last] if t is not None]
            if len(run) < last - first:
                break
            sizes = [len(t) for t in run]
            if max(sizes) > _LONGEST:
                break
            if max(sizes) - min(sizes) <= max(3, min(sizes) // 2):
                members = tuple(run)
                lead = Span(clauses[first].start, run[0].start)
                yield Series(members, lead, Span(run[-1].end, clauses[last - 1].end), "clauses", depth)


def _of_parts(text: str, region: Span, depth: int) -> Iterator[Series]:
    """Parts set apart by ；, each given by its first clause."""
    colon = _marks(text, region, "：")
    start = colon[0] + 1 if colon else region.start
    parts = _cut(Span(start, region.end), [(at, at + 1) for at in _marks(text, region, "；。")])
    heads = [_clauses(text, part)[0] for part in parts if _clauses(text, part)]
    if len(heads) > 1 and all(len(h) <= _LONGEST for h in heads):
        first = _verb_on(text, heads[0])
        members = (first or heads[0], *heads[1:])
        yield Series(
            members, Span(region.start, members[0].start), Span(region.end, region.end), "parts", depth
        )


def _verb_on(text: str, clause: Span) -> Span | None:
    """Return a clause from its verb on; None where it begins with something else."""
    own = text[clause.start : clause.end]
    lead = re.match(r"(?:并且?|而且|同时|通过|从而|以|进而|且|还)+", own)
    start = clause.start + (lead.end() if lead else 0)
    word = _cut_words(text[start : clause.end])
    if word and len(word) > 1 and (word[0][1] in ("v", "ad") or word[0][0] in _introducing()):
        return Span(start, clause.end)
    return None
