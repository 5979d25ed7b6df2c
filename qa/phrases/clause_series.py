"""Coordinated phrases made of clauses: side by side, set apart, told or defined one by one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.mapped import Span
from corpus.numbers.numerals import number
from qa.lexicon import introducing
from qa.phrases.clause_cuts import Series, clauses_of, cut_at, marks_in, series_of
from qa.phrases.members import words

_AS_WELL = re.compile(r"^(?:以及|还有|并|和|及)(?=..)")
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]是|[第其][一二三四五六七八九十]|首先|其次|再次|最后)是?"
)
# A clause that says only when: 2013年, 去年以来
_WHEN = re.compile(
    r"(?:(?:自|从|到|截至|在)?(?:\d{4}年|[去今前明本当]年)(?:\d{1,2}月)?(?:度|[上下]半年|[初末底])?|近年来|目前|当前)(?:以来|起)?"
)
# A clause that only opens: 同时，也要看到，
_SEEN = re.compile(
    r"(?:但是?|同时|此外|另外|然而|不过)|(?:但|同时)?(?:我们)?(?:[也还更要应须该]|应当|必须|清醒地?)*"
    r"(?:看到|认识到|注意到|意识到)(?:的是)?"
)
_COUNTED_COLON = re.compile(
    r"(?P<lead>(?<![^，。；：])[^，。；：]{0,24}?(?<![第\d])(?P<n>[两二三四五六七八九十]|\d)"
    r"[大个项类种条点家方][^，。；：]{0,14})：(?P<told>[^。：]{4,})"
)
_LAST_JOINT = re.compile(r"以及|[和与及并](?=..)")
_CLAUSES = 8  # so many clauses may stand side by side
_CONNECTIVE = re.compile(r"(?:并且?|而且|同时|通过|从而|以|进而|且|还)++")
_DEFINED = re.compile(
    r"“(?P<name>[^“”]{1,8})”(?:是指|指的是|指|即|为|代表)(?P<told>[^，。；：“”]{2,40})"
)
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
# With whom, to whom, from whom, in front of what is done
_WITH_EACH = re.compile(r"[^，。；：“”]{0,8}?(?P<prep>[与向同给从])(?P<rest>[^，。；：]{4,})")
_BODY = r"[㐀-鿿]{1,20}?(?:局|委|办|部|厅|院|会|室|处|中心|集团|公司|政府|大学|学院|银行|协会|联盟)"
_TOGETHER = re.compile(
    rf"(?:(?<=^)|(?<=[，。；：由]))(?P<who>{_BODY})(?:会同|联合|协同|携手|联手)(?P<other>{_BODY})"
    r"(?=[，。；]|共同|研究|制定|起草|印发|发布|出台|组织|开展|举办|成立|建立)，?[^，。；、]{0,60}"
)
_IS = re.compile(r"是|有|成[为了]|获|被|达")
_CHARGED = re.compile(r"(?:负责|承担|履行)(?P<told>[^。；：]{4,120})")
_HONOUR = re.compile(
    r"(?:(?:确定|认定|评|列|命名)(?:为|入)|入选|获评|获批|荣获|成为|获得|授予|入围)[^，。；“]{0,14}“(?P<name>[^“”]{3,30})”"
)
_WHO = 14  # code points of one with whom something is done
_JOINT = re.compile(r"、|以及|[和与及](?=..)")
_BY_MEANS = re.compile(r"[^，]{1,16}?(?:通过|采取)(?=.{4})")
# Deeds by which something is done, closed by their class: 通过派驻专员、定期走访等多种方式
_MEANS = re.compile(
    r"(?:通过|采取|采用|运用|综合运用|以)(?P<deeds>[^，。；：“”]{4,80}?)等(?:多种|各种|一系列|系列|几种)?"
    r"(?:方式|措施|手段|途径|形式|办法|举措|做法)"
)


def together(text: str) -> Iterator[Series]:
    """Two bodies, one of which does something with the other: 建设局会同财政局，制定了…."""
    for found in _TOGETHER.finditer(text):
        members = [Span(*found.span("who")), Span(*found.span("other"))]
        yield series_of(members, Span(found.start("who"), found.end()), "joined", 0)


def in_turns(text: str) -> Iterator[Series]:
    """Those of whom the same is said by turns: 甲局负责评审，乙局负责拨款，丙局负责审计."""
    whole = Span(0, len(text))
    for marks, least in (("；。", 2), ("，；。", 3)):
        parts = cut_at(whole, [(at, at + 1) for at in marks_in(text, whole, marks)])
        opening = words(text[parts[0].start : parts[0].end]) if len(parts) >= least else ()
        for verb in dict.fromkeys(w for w, tag in opening if tag[0] == "v" and len(w) > 1):
            ends = [text.find(verb, part.start + 2, part.end) for part in parts]
            if min(ends) < 0:
                continue
            members = [Span(part.start, end) for part, end in zip(parts, ends, strict=True)]
            if all(_named(text, m) for m in members):
                yield series_of(members, whole, "turns", 0)
                break


def _named(text: str, one: Span) -> bool:
    """True for a short noun phrase: 各乡镇, 县财政局."""
    opened = words(text[one.start : one.end])[:1]
    return len(one) <= _WHO and bool(opened) and opened[0][1][0] not in "vpdcm"


def honours(text: str) -> Iterator[Series]:
    """What someone was made or called: 被确定为“甲园区”，同时入选“乙试验区”."""
    found = {m["name"]: Span(*m.span("name")) for m in _HONOUR.finditer(text)}
    if len(found) > 1:
        members = sorted(found.values(), key=lambda one: one.start)
        yield series_of(members, Span(0, len(text)), "honours", 0)


def charged(text: str) -> Iterator[Series]:
    """What a body has to do, clause by clause: 青屿局负责受理申请，查处违规行为."""
    for found in _CHARGED.finditer(text):
        clauses = clauses_of(text, Span(*found.span("told")))
        deeds = [_from_verb(text, clause) for clause in clauses[1:]]
        members = [clauses[0], *(deed for deed in deeds if deed is not None)]
        if 1 < len(members) == len(clauses):
            yield series_of(members, Span(found.start(), found.end()), "charged", 0)


def announced_behind(text: str) -> Iterator[Series]:
    """As many members as the words in front of a colon count: 三项支持：A的B，C的D，以及E."""
    for found in _COUNTED_COLON.finditer(text):
        told = Span(*found.span("told"))
        count = int(number(found["n"].replace("两", "二")))
        for marks, joint in (("；", None), ("，", None), ("、，", None), ("、，", _LAST_JOINT)):
            cuts = [(at, at + 1) for at in marks_in(text, told, marks)]
            parts = cut_at(told, cuts)
            last = joint.search(text, parts[-1].start + 1, told.end) if joint else None
            parts = [*parts[:-1], *cut_at(parts[-1], [last.span()] if last else [])]
            members = [_bare(text, part) for part in parts]
            if len(members) == count and min(map(len, members)) > 1:
                yield series_of(members, Span(found.start("lead"), told.end), "announced", 0)
                break


def _bare(text: str, part: Span) -> Span:
    """Return a member without what joins or numbers it: 以及, 一是."""
    joined = _AS_WELL.match(text[part.start : part.end])
    start = part.start + (joined.end() if joined else 0)
    ordinal = _ORDINAL.match(text[start : part.end])
    return Span(start + (ordinal.end() if ordinal else 0), part.end)


def of_clauses(text: str, clauses: Sequence[Span]) -> Iterator[Series]:
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
                one = series_of(run, Span(clauses[first].start, run[-1].end), "clauses", 0)
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


def of_parts(text: str, region: Span) -> Iterator[Series]:
    """Parts set apart by ；, each given by its first clause."""
    colon = marks_in(text, region, "：")
    start = colon[0] + 1 if colon else region.start
    parts = cut_at(Span(start, region.end), [(at, at + 1) for at in marks_in(text, region, "；。")])
    heads = [head for part in parts if (head := _head(text, part)) is not None]
    if len(heads) > 1:
        members = [_from_verb(text, heads[0]) or heads[0], *heads[1:]]
        yield series_of(members, region, "parts", 0)


def _head(text: str, part: Span) -> Span | None:
    """Return the first clause of a part, without the ordinal in front of it: 一是…, 第一，…."""
    for clause in clauses_of(text, part):
        if _WHEN.fullmatch(own := text[clause.start : clause.end]) or _SEEN.fullmatch(own):
            continue
        ordinal = _ORDINAL.match(text[clause.start : clause.end])
        start = clause.start + (ordinal.end() if ordinal else 0)
        if start < clause.end:
            return Span(start, clause.end)
    return None


def told_of(text: str, region: Span) -> Iterator[Series]:
    """Clauses of like length behind a colon: 主要表现在：转化率偏低，人才外流，投资不活跃."""
    colons = marks_in(text, region, "：")
    if not colons or marks_in(text, Span(colons[-1], region.end), "；"):
        return
    members = clauses_of(text, Span(colons[-1] + 1, region.end))
    members = [
        Span(m.start + w.end(), m.end) if (w := _AS_WELL.match(text[m.start : m.end])) else m
        for m in members
    ]
    sizes = [len(m) for m in members]
    if len(members) > 2 and max(sizes) <= 2 * min(sizes) + 2:
        yield series_of(members, region, "told", 0)


def defined(text: str, region: Span) -> Iterator[Series]:
    """What the parts of a short name stand for: “1”是指一个大厅，“N”是指站点."""
    told = [_several(text, m["name"], Span(*m.span("told"))) for m in _DEFINED.finditer(text)]
    members = [member for one in told for member in one]
    if len(told) > 1:
        yield series_of(members, region, "defined", 0)
    several, pair = _ONE_OTHER
    each = [*several.finditer(text)]
    if len(each) > 1 and each[0]["mark"][0] in "一其前":
        yield series_of([Span(*m.span("told")) for m in each], region, "defined", 0)
    for found in pair.finditer(text):
        members = [Span(*found.span("told")), Span(*found.span("other"))]
        yield series_of(members, region, "defined", 0)


def _several(text: str, name: str, told: Span) -> list[Span]:
    """Return what a part of a short name stands for, cut in as many as it counts: “两翼” is two."""
    cuts = [
        (m.start() + told.start, m.end() + told.start)
        for m in _JOINT.finditer(text[told.start : told.end])
    ]
    count = "一二三四五六七八九".find(name[0].replace("两", "二")) + 1
    return cut_at(told, cuts) if count == len(cuts) + 1 else [told]


def by_means(text: str) -> Iterator[Series]:
    """Deeds by which something is done, closed by their class: 通过派驻专员、定期走访等方式."""
    for found in _MEANS.finditer(text):
        deeds = Span(*found.span("deeds"))
        members = cut_at(deeds, [(at, at + 1) for at in marks_in(text, deeds, "、")])
        if len(members) > 1 and all(_deed(text[m.start : m.end]) for m in members):
            yield series_of(members, Span(found.start(), found.end()), "means", 0)


def _deed(text: str) -> bool:
    """True for a verb with what it is done to: 定期走访企业."""
    own = words(text)
    return any(tag == "v" or word in introducing() for word, tag in own[:-1])


def with_each(text: str, clauses: Sequence[Span]) -> Iterator[Series]:
    """With whom the same is done, clause by clause: 与甲方签订“…”，与乙方签订“…”."""
    led = [(c, m) for c in clauses if (m := _WITH_EACH.match(text, c.start, c.end))]
    for (one, a), (other, b) in pairwise(led):
        if a["prep"] != b["prep"] or other.start - one.end > 1:
            continue
        first, second = a["rest"], b["rest"]
        for at in range(2, min(len(first), _WHO)):
            deed = first[at : at + 2]
            there = second.find(deed, 2)
            if len(deed) == 2 and 2 <= there <= _WHO and words(deed)[0][1].startswith("v"):
                start, behind = a.start("rest"), b.start("rest")
                members = [Span(start, start + at), Span(behind, behind + there)]
                yield series_of(members, Span(one.start, other.end), "with", 0)
                break


def anaphora(text: str, region: Span, depth: int) -> Iterator[Series]:
    """Clauses that begin, or end, with the same word: 注重X，注重Y；注重Z; X战略，Y战略，Z战略."""
    clauses = clauses_of(text, region)
    for at in (0, -1):
        heads = [words(text[c.start : c.end])[at][0] for c in clauses]
        yield from _alike(text, clauses, heads, region, depth, at)


def _alike(
    text: str, clauses: Sequence[Span], heads: Sequence[str], region: Span, depth: int, at: int
) -> Iterator[Series]:
    """The clauses that have one word alike, if they follow one another; names, if the last one."""
    for head in dict.fromkeys(h for h in heads if len(h) > 1):
        members = [c for c, h in zip(clauses, heads, strict=True) if h == head]
        apart = sum(c.start > members[0].start and c.end < members[-1].end for c in clauses) + 2
        named = not any(_IS.search(text, m.start, m.end) for m in members)
        if len(members) > 2 and apart == len(members) and (named or not at):
            yield series_of(members, region, "defined", depth)


def quoted(text: str, clauses: Sequence[Span]) -> Iterator[Series]:
    """Titles or quotations of one kind (“…协议”, “…协议”) anywhere in the sentence."""
    groups: dict[str, list[Span]] = {}
    for found in re.finditer(r"“[^“”]{3,40}”|《[^《》]{4,60}》", text):
        groups.setdefault(found[0][-3:-1], []).append(Span(found.start(), found.end()))
    for members in groups.values():
        if len({text[m.start : m.end] for m in members}) > 1:
            ends = [c for c in clauses if c.overlaps(members[0]) or c.overlaps(members[-1])]
            yield series_of(members, Span(ends[0].start, ends[-1].end), "quoted", 0)
