"""Coordinated phrases of a sentence: A、B和C等企业, “X”、“Y”, A+B, and clauses set side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.mapped import Span
from qa.lexicon import introducing, introducing_nouns
from qa.members import CLOSE, OPEN, Token, bounded, tokens, words

__all__ = ["Series", "series", "words"]

_CLAUSE = "，；：。！？\n"
_AND = ("以及", "和", "及", "与", "暨")
_LONGEST = 40  # code points of a member; what is longer is no member of a phrase
# What carries a phrase on behind a comma: A、B，以及C; 同时 and the like only before one more 、
_CARRIED = re.compile(
    r"(?<=、)(?P<own>[^，。；：、]{2,40})"
    r"(?P<mark>，(?:以及|还有|及|连同|[也还](?:包括|包含|涵盖|含|有)|(?:同时|而且|并且|且|也|又)(?=[^，。；：、]{2,40}、)))"
)
_AS_WELL = re.compile(r"^(?:以及|还有|及)(?=..)")
_CLAUSES = 8  # so many clauses may stand side by side
_ETC = re.compile(r"(?<=[^高同平初中均相对劣优])等(?!级|额|式|于|候|待|高)(?=.)")
_CONNECTIVE = re.compile(r"(?:并且?|而且|同时|通过|从而|以|进而|且|还)+")
_WITH = re.compile(r"(?:会同|联合|协同|携手|牵头，?会同)")  # 大数据局会同财政局、统计局
_LEADING = re.compile(
    r"(?:^|[，。；：])(?:由)?(?P<who>[^，。；：]{2,24}?)牵头，$"
)  # X牵头，会同A、B
_DEFINED = re.compile(r"“[^“”]{1,8}”(?:是指|指的是|指|即|为|代表)(?P<told>[^，。；：“”]{2,40})")
# One of two told of after the other: 一个是A，另一个是B; A是“两翼”之一，另一翼为B
_ONE_OTHER = (
    re.compile(
        r"(?:^|[，；：])(?:其中|还有|再有|而)?(?P<mark>[一另其二三四前后][㐀-鿿]{1,2})(?:是|为|叫)(?P<told>[^，。；：]{2,40})"
    ),
    re.compile(
        r"(?:^|[，。；：])(?P<told>[^，。；：]{2,40})(?:是|为)[^，。；：]{1,8}之一"
        r"[，；]另[外一]?[^，。；：]{1,3}(?:是|为)(?P<other>[^，。；：]{2,40})"
    ),
)
_BY_MEANS = re.compile(r"[^，]{1,16}?(?:通过|采取)(?=.{4})")


@dataclass(frozen=True, slots=True)
class Series:
    """Members side by side in one sentence; spans index the text it was read from."""

    members: tuple[Span, ...]
    lead: Span  # from the beginning of the (outermost) clause to the first member
    tail: Span  # from the last member to the end of the (outermost) clause
    # listed (、) | pair (和) | inner (和 inside 、) | plus (+) | clauses | parts (；) | quoted
    form: str
    depth: int = 0  # how deep inside quotes and brackets

    @property
    def span(self) -> Span:
        """From the first member to the last."""
        return Span(self.members[0].start, self.members[-1].end)


def series(text: str) -> tuple[Series, ...]:
    """Return all coordinated phrases of a sentence in its search form, outer ones first."""
    cut = tokens(text)
    outer = _clauses(text, Span(0, len(text)))
    found: list[Series] = []
    for depth, region in _regions(text):
        clauses = outer if not depth else _clauses(text, region)
        for clause in clauses:
            around = next((c for c in outer if c.contains(clause)), clause)
            before = next((c for c in outer if c.end + 1 == around.start), None)
            if before is not None and text[before.end] == "：":
                around = Span(before.start, around.end)
            for form, members in _of_clause(text, clause, cut):
                found.append(_series(members, around, form, depth))
                found += _joined(text, found[-1])
        found += _anaphora(text, region, depth)
        if not depth:
            found += [*_of_clauses(text, clauses), *_of_parts(text, region), *_quoted(text)]
            found += [*_told(text, region), *_defined(text, region)]
    found = [_inner(one, found) for one in found]
    short = [s for s in found if all(0 < len(m) <= _LONGEST for m in s.members)]
    unique = {(one.members, one.form): one for one in reversed(short)}
    return tuple(
        sorted(unique.values(), key=lambda s: (s.depth, s.span.start, -s.span.end, s.form))
    )


def _inner(one: Series, found: Sequence[Series]) -> Series:
    """Name a pair that is a part of a longer phrase so."""
    whole = (s.span for s in found if s.form == "listed" and len(s.members) > 2)
    if one.form == "pair" and any(span.contains(one.span) for span in whole):
        return replace(one, form="inner")
    return one


def _series(members: Sequence[Span], around: Span, form: str, depth: int) -> Series:
    lead = Span(around.start, max(around.start, members[0].start))
    tail = Span(min(members[-1].end, around.end), around.end)
    return Series(tuple(members), lead, tail, form, depth)


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


def _marks(text: str, region: Span, wanted: str) -> list[int]:
    """Return where marks stand in a region, outside its brackets and quotes."""
    found, depth = [], 0
    for at in range(region.start, region.end):
        if text[at] in OPEN:
            depth += 1
        elif text[at] in CLOSE:
            depth = max(0, depth - 1)
        elif not depth and text[at] in wanted:
            found.append(at)
    return found


def _clauses(text: str, region: Span) -> list[Span]:
    carried = {at for at, _ in _carried(text, region)}
    return _cut(region, [(at, at + 1) for at in _marks(text, region, _CLAUSE) if at not in carried])


def _carried(text: str, region: Span) -> list[tuple[int, int]]:
    """Return the commas, with the word behind, over which a phrase is carried on."""
    return [m.span("mark") for m in _CARRIED.finditer(text, region.start, region.end)]


def _cut(region: Span, cuts: Sequence[tuple[int, int]]) -> list[Span]:
    """Return what lies between the cuts of a region."""
    parts, start = [], region.start
    for a, b in [*cuts, (region.end, region.end)]:
        if a > start:
            parts.append(Span(start, a))
        start = b
    return parts


def _of_clause(
    text: str, clause: Span, cut: Sequence[Token]
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield form and members of the phrases of one clause."""
    cuts = [(at, at + 1) for at in _marks(text, clause, "、")] + _carried(text, clause)
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
    for part in _cut(clause, cuts):
        joint = _and(text, part, cut)
        if joint is not None:
            pair = [Span(part.start, joint.start), Span(joint.end, part.end)]
            yield "pair", bounded(text, pair, cut)
    for mark in ("+", "—"):
        plus = _cut(clause, [(at, at + 1) for at in _marks(text, clause, mark)])
        numbers = mark == "—" and any(text[p.end - 1].isdigit() for p in plus[:-1])
        if len(plus) > (2 if mark == "—" else 1) and not numbers:
            yield "plus", bounded(text, plus, cut)


def _runs(
    text: str, clause: Span, cuts: Sequence[tuple[int, int]], cut: Sequence[Token]
) -> Iterator[list[Span]]:
    """Yield the parts between 、 of each phrase; one that ends one and begins the next is split."""
    if not cuts:
        return
    parts = _cut(clause, cuts)
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
        (w for w in _AND if text.startswith(w, last.start) and text[last.start + len(w)] in OPEN),
        None,
    )
    if opened:
        return [*parts[:-1], Span(last.start + len(opened), last.end)]
    joint = _and(text, last, cut)
    others = [p for p in parts[1:-1] or parts[:1] if _and(text, p, cut) is not None]
    if joint is None or len(others) * 2 >= max(len(parts) - 2, 1):
        return parts
    return [*parts[:-1], Span(last.start, joint.start), Span(joint.end, last.end)]


def _and(text: str, part: Span, cut: Sequence[Token]) -> Token | None:
    """Return the first conjunction of a part that joins two of its words."""
    marks = set(_marks(text, part, "和与及以暨"))
    for token in cut:
        if token.start in marks and token.word in _AND and part.start < token.start:
            return token if token.end < part.end else None
    return None


def _of_clauses(text: str, clauses: Sequence[Span]) -> Iterator[Series]:
    """Clauses side by side that begin with a verb and measure alike."""
    verbal = [_from_verb(text, clause) for clause in clauses]
    for first in range(len(verbal)):
        run: list[Span] = []
        for clause in verbal[first : first + _CLAUSES]:
            if clause is None:
                break
            run.append(clause)
            sizes = [len(c) for c in run]
            if max(sizes) - min(sizes) > max(3, min(sizes) // 2):
                break
            if len(run) > 1:
                one = _series(run, Span(clauses[first].start, run[-1].end), "clauses", 0)
                following = [c.end for c in clauses if c.start > run[-1].end][:1]
                yield replace(one, tail=Span(run[-1].end, *following or [run[-1].end]))


def _from_verb(text: str, clause: Span) -> Span | None:
    """Return a clause from its verb on; None where it begins with something else."""
    own_text = text[clause.start : clause.end]
    lead = _CONNECTIVE.match(own_text) or _BY_MEANS.match(own_text)
    start = clause.start + (lead.end() if lead else 0)
    own = words(text[start : clause.end])
    if len(own) > 1 and (own[0][1] in ("v", "ad") or own[0][0] in introducing()):
        return Span(start, clause.end)
    return None


def _of_parts(text: str, region: Span) -> Iterator[Series]:
    """Parts set apart by ；, each given by its first clause."""
    colon = _marks(text, region, "：")
    start = colon[0] + 1 if colon else region.start
    parts = _cut(Span(start, region.end), [(at, at + 1) for at in _marks(text, region, "；。")])
    heads = [clauses[0] for part in parts if (clauses := _clauses(text, part))]
    if len(heads) > 1:
        members = [_from_verb(text, heads[0]) or heads[0], *heads[1:]]
        yield _series(members, region, "parts", 0)


def _told(text: str, region: Span) -> Iterator[Series]:
    """Clauses of like length behind a colon: 主要表现在：转化率偏低，人才外流，投资不活跃."""
    colons = _marks(text, region, "：")
    if not colons or _marks(text, Span(colons[-1], region.end), "；"):
        return
    members = _clauses(text, Span(colons[-1] + 1, region.end))
    members = [
        Span(m.start + w.end(), m.end) if (w := _AS_WELL.match(text[m.start : m.end])) else m
        for m in members
    ]
    sizes = [len(m) for m in members]
    if len(members) > 2 and max(sizes) <= 2 * min(sizes) + 2:
        yield _series(members, region, "told", 0)


def _defined(text: str, region: Span) -> Iterator[Series]:
    """What the parts of a short name stand for: “1”是指一个大厅，“N”是指站点."""
    members = [Span(*m.span("told")) for m in _DEFINED.finditer(text)]
    if len(members) > 1:
        yield _series(members, region, "defined", 0)
    several, pair = _ONE_OTHER
    each = [*several.finditer(text)]
    if len(each) > 1 and each[0]["mark"][0] in "一其前":
        yield _series([Span(*m.span("told")) for m in each], region, "defined", 0)
    for found in pair.finditer(text):
        members = [Span(*found.span("told")), Span(*found.span("other"))]
        yield _series(members, region, "defined", 0)


def _anaphora(text: str, region: Span, depth: int) -> Iterator[Series]:
    """Clauses that begin with the same word: 注重X，注重Y；注重Z."""
    clauses = _clauses(text, region)
    heads = [words(text[c.start : c.end])[0][0] for c in clauses]
    for head in dict.fromkeys(h for h in heads if len(h) > 1):
        members = [c for c, h in zip(clauses, heads, strict=True) if h == head]
        apart = sum(c.start > members[0].start and c.end < members[-1].end for c in clauses) + 2
        if len(members) > 2 and apart == len(members):
            yield _series(members, region, "defined", depth)


def _joined(text: str, one: Series) -> Iterator[Series]:
    """The subject that does something with the members, and they: 大数据局会同财政局、统计局."""
    before = text[one.lead.start : one.lead.end]
    ahead = _LEADING.search(text[: one.lead.start])
    if ahead and _WITH.fullmatch(before) and one.form in ("listed", "pair"):
        yield replace(one, members=(Span(*ahead.span("who")), *one.members), form="joined")
        return
    led = [m for m in _WITH.finditer(before) if m.end() == len(before)]
    if led and 1 < led[0].start() <= _LONGEST and one.form in ("listed", "pair"):
        subject = Span(one.lead.start, one.lead.start + led[0].start())
        lead = Span(one.lead.start, one.lead.start)
        yield replace(one, members=(subject, *one.members), lead=lead, form="joined")


def _quoted(text: str) -> Iterator[Series]:
    """Titles or quotations of one kind (“…协议”, “…协议”) anywhere in the sentence."""
    groups: dict[str, list[Span]] = {}
    for found in re.finditer(r"“[^“”]{4,40}”|《[^《》]{4,60}》", text):
        groups.setdefault(found[0][-3:-1], []).append(Span(found.start(), found.end()))
    for members in groups.values():
        if len(members) > 1:
            yield _series(members, Span(0, len(text)), "quoted", 0)
