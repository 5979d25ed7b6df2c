"""Coordinated phrases of a sentence: A、B和C等企业, “X”、“Y”, A+B, and clauses set side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from corpus.mapped import Span
from qa.lexicon import introducing, introducing_nouns
from qa.phrases.clause_cuts import Series, carried_in, clauses_of, cut_at, marks_in, series_of
from qa.phrases.clause_series import (
    anaphora,
    announced_behind,
    by_means,
    charged,
    defined,
    honours,
    in_turns,
    of_clauses,
    of_parts,
    quoted,
    together,
    told_of,
    with_each,
)
from qa.phrases.counted_series import counted
from qa.phrases.members import CLOSE, OPEN, Token, bounded, tokens, words

__all__ = ["Series", "series", "words"]

_AND = ("以及", "和", "及", "与", "暨")
_OR = ("或者", "或")  # joins the last of several, never a pair
_JOINING = "以由从对向将把与和或及"  # what is no member by itself
_LONGEST = 40  # code points of a member; what is longer is no member of a phrase
_ETC = re.compile(r"(?<=[^高同平初中均相对劣优])等(?!级|额|式|于|候|待|高|、)(?=.)")
_NAMED_NEXT = re.compile(r"(?<=.)(?:分别|包括|涵盖)(?=.{2})")
# Bodies that have the joint in their name; from the departments of state, provinces and counties.
_ONE_BODY = re.compile(
    r"(?:住房|发展|人力资源|文化|工业|经济|规划|自然资源|卫生|教育|民族|林业|新闻出版|劳动|广播电视|城乡规划)"
    r"(?P<joint>和)(?:城乡建设|改革|社会保障|旅游|信息化|自然资源|规划|计划生育|体育|宗教|草原|广电|建设)"
)
# Nouns of which two may close a phrase for all its members: 创造、运用和管理的能力和水平
_OF_ALL = re.compile(r"(?:能力|水平|质量|效率|效益|力度|层次|程度|规模|结构)(?=$|[的，。；])")
_WITH = re.compile(r"(?:会同|联合|协同|携手|牵头，?会同)")  # 大数据局会同财政局、统计局
_LEADING = re.compile(
    r"(?:^|[，。；：])(?:由)?(?P<who>[^，。；：]{2,24}?)牵头，$"
)  # X牵头，会同A、B


@lru_cache(maxsize=4096)  # of a sentence, whatever is asked
def series(text: str) -> tuple[Series, ...]:
    """Return all coordinated phrases of a sentence in its search form, outer ones first."""
    cut = tokens(text)
    outer = clauses_of(text, Span(0, len(text)))
    found: list[Series] = []
    for depth, region in _regions(text):
        clauses = outer if not depth else clauses_of(text, region)
        for clause in clauses:
            around = next((c for c in outer if c.contains(clause)), clause)
            before = next((c for c in outer if c.end + 1 == around.start), None)
            if before is not None and text[before.end] == "：":
                around = Span(before.start, around.end)
            for form, members in _of_clause(text, clause, cut):
                found.append(series_of(members, around, form, depth))
                found += _joined(text, found[-1])
        found += anaphora(text, region, depth)
        if not depth:
            found += [*of_clauses(text, clauses), *of_parts(text, region), *quoted(text, clauses)]
            found += [
                *with_each(text, clauses),
                *announced_behind(text),
                *together(text),
                *charged(text),
            ]
            found += [*told_of(text, region), *defined(text, region), *by_means(text)]
            if not region.start:
                found += [*counted(text), *in_turns(text), *honours(text)]
    means = [s for s in found if s.form == "means"]
    found = [s for s in found if s in means or not any(m.span.contains(s.span) for m in means)]
    found = [_inner(one, found) for one in found]
    short = [s for s in found if _sound(text, s)]
    unique = {(one.members, one.form): one for one in reversed(short)}
    return tuple(
        sorted(unique.values(), key=lambda s: (s.depth, s.span.start, -s.span.end, s.form))
    )


def _sound(text: str, one: Series) -> bool:
    """True for members that are neither empty nor too long and follow one another."""
    titled = all(text[m.start : m.end].startswith("《") for m in one.members)
    sized = all(0 < m.end - m.start <= _LONGEST for m in one.members)
    bare = any(m.end - m.start == 1 and text[m.start] in _JOINING for m in one.members)
    return (
        (sized or titled) and not bare and all(a.end <= b.start for a, b in pairwise(one.members))
    )


def _inner(one: Series, found: Sequence[Series]) -> Series:
    """Name a pair that is a part of a longer phrase so, or that runs into one: A与B、C签约."""
    listed = [s for s in found if s.form == "listed"]
    within = any(len(s.members) > 2 and s.span.contains(one.span) for s in listed)
    into = any(s.members[0].start == one.members[-1].start for s in listed)
    return replace(one, form="inner") if one.form == "pair" and (within or into) else one


def _regions(text: str) -> Iterator[tuple[int, Span]]:
    """Yield the text itself and the inside of each bracket or pair of quotes, with its depth."""
    yield 0, Span(0, len(text))
    stack: list[int] = []
    for at, letter in enumerate(text):
        if letter in OPEN:
            stack.append(at)
        elif letter in CLOSE and stack:
            start = stack.pop() + 1
            if at > start:
                yield len(stack) + 1, Span(start, at)


def _of_clause(
    text: str, clause: Span, cut: Sequence[Token]
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield form and members of the phrases of one clause."""
    cuts = [(at, at + 1) for at in marks_in(text, clause, "、")] + carried_in(text, clause)
    if len(cuts) > 1:
        inner = cuts[0][0], max(at for at, _ in cuts)
        cuts += [
            (t.start, t.end)
            for t in cut
            if t.word == "以及"
            and inner[0] < t.start < inner[1]
            and not any(a <= t.start < b for a, b in cuts)
        ]
    touching = re.finditer(r"》(?=《)|”(?=“)|’(?=‘)", text[clause.start : clause.end])
    cuts = sorted({*cuts, *((clause.start + t.end(), clause.start + t.end()) for t in touching)})
    for parts in _runs(text, clause, cuts, cut):
        yield "listed", bounded(text, _last_two(text, parts, cut), cut)
        beside = _and(text, parts[-1], cut, ("与", "同", "跟"))
        etc = _ETC.search(text, parts[-1].start, beside.start) if beside is not None else None
        if beside is not None and etc is None:  # 加强A、B与C的联动: of A and B
            last = Span(parts[-1].start, beside.start)
            yield "listed", (*bounded(text, [*parts[:-1], last], cut)[:-1], last)
    for part in cut_at(clause, cuts):
        joint = _and(text, part, cut)
        if joint is not None:
            pair = [Span(part.start, joint.start), Span(joint.end, part.end)]
            yield "pair", bounded(text, pair, cut)
    for mark in ("+", "—"):
        plus = cut_at(clause, [(at, at + 1) for at in marks_in(text, clause, mark)])
        numbers = mark == "—" and any(text[p.end - 1].isdigit() for p in plus[:-1])
        if len(plus) > (2 if mark == "—" else 1) and not numbers:
            yield "plus", bounded(text, plus, cut)


def _runs(
    text: str, clause: Span, cuts: Sequence[tuple[int, int]], cut: Sequence[Token]
) -> Iterator[list[Span]]:
    """Yield the parts between 、 of each phrase; one that ends one and begins the next is split."""
    if not cuts:
        return
    parts = cut_at(clause, cuts)
    if len(parts) < 2:
        return
    run = [parts[0]]
    alike = (
        sum(
            any(p.start < t.start and t.end < p.end and _governs(t) for t in cut) for p in parts[1:]
        )
        > 1
    )
    for part in parts[1:-1]:
        border = _border(text, part, cut, verbs=not alike)
        if border is None:
            run.append(part)
            continue
        yield [*run, Span(part.start, border)]
        run = [Span(border, part.end)]
    run.append(parts[-1])
    if len(run) > 1:
        yield run


def _border(text: str, part: Span, cut: Sequence[Token], *, verbs: bool) -> int | None:
    """Return where an inner part falls into the end of one phrase and the start of another."""
    if text[part.start] in OPEN:
        return None
    touching = text[part.start : part.end].find("“")  # 与A、B推出“C”“D”
    if touching > 0 and text[part.end - 1] == "”" and text[part.end] == "“":
        return part.start + touching
    etc = _ETC.search(text[part.start : part.end])
    if etc:
        return part.start + etc.start()
    named = _NAMED_NEXT.search(text[part.start : part.end])
    if named:  # A、B三家的负责人分别为C、D
        return part.start + named.start()
    for token in cut:
        inside = part.start < token.start and token.end < part.end
        if token.word == "同":
            continue
        if inside and token.tag == "p" and token.word in introducing():
            return token.start
        if inside and verbs and _governs(token):
            return token.start
    return None


def _governs(token: Token) -> bool:
    """True for a verb that can be no noun: 建立 of A、B建立C、D."""
    plainly = token.word in introducing() and token.word not in introducing_nouns()
    return plainly and token.tag == "v" and len(token.word) > 1


def _last_two(text: str, parts: list[Span], cut: Sequence[Token]) -> list[Span]:
    """Cut the last part at its 和, unless the others have one as well: 政府和市场、统筹和重点."""
    last = parts[-1]
    opened = next(
        (
            w
            for w in _AND
            if text.startswith(w, last.start)
            and text[last.start + len(w) : last.end][:1] in [*OPEN]
        ),
        None,
    )
    if opened:
        return [*parts[:-1], Span(last.start + len(opened), last.end)]
    joint = _and(text, last, cut, (*_AND, *_OR))
    etc = _ETC.search(text[last.start : last.end])
    if joint and etc and last.start + etc.start() < joint.start:
        return parts  # A、B等部门的C和D
    if joint and _OF_ALL.search(text[last.start : joint.start]) and _OF_ALL.match(text, joint.end):
        return parts  # 创造、运用、管理能力和水平
    others = [p for p in parts[1:-1] or parts[:1] if _and(text, p, cut) is not None]
    if joint is None or len(others) * 2 >= max(len(parts) - 2, 1):
        return parts
    return [*parts[:-1], Span(last.start, joint.start), Span(joint.end, last.end)]


def _and(
    text: str, part: Span, cut: Sequence[Token], joining: Sequence[str] = _AND
) -> Token | None:
    """Return the first conjunction of a part that joins two of its words."""
    marks = set(marks_in(text, part, "和与及以暨或"))
    marks -= {m.start("joint") for m in _ONE_BODY.finditer(text, part.start, part.end)}
    for token in cut:
        if token.start in marks and token.word in joining and part.start < token.start:
            return token if token.end < part.end else None
    return None


def _joined(text: str, one: Series) -> Iterator[Series]:
    """The subject that does something with the members, and they: 大数据局会同财政局、统计局."""
    before = text[one.lead.start : one.lead.end]
    ahead = _LEADING.search(text[: one.lead.start])
    if ahead and _WITH.fullmatch(before) and one.form in ("listed", "pair"):
        yield replace(one, members=(Span(*ahead.span("who")), *one.members), form="joined")
        return
    led = [m for m in _WITH.finditer(before) if m.end() == len(before)]
    by = before.rfind("由", 0, led[0].start()) + 1 if led else 0
    if led and 1 < led[0].start() - by <= _LONGEST and one.form in ("listed", "pair"):
        subject = Span(one.lead.start + by, one.lead.start + led[0].start())
        lead = Span(one.lead.start, one.lead.start)
        yield replace(one, members=(subject, *one.members), lead=lead, form="joined")
