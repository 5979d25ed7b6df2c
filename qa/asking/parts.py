"""Questions with several parts: coordinated places, periods or measures, and several askings."""

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.attribution.clauses import content
from corpus.attribution.handing_out import TWO_IN_ONE
from corpus.document import Span
from corpus.periods import periods
from corpus.places import places
from qa.asking.lending import lent_head
from qa.asking.spread import spread
from qa.asking.ways import AGAINST
from qa.contract import Kind
from qa.lexicon import MEASURE_ENDING
from qa.question import Question

ASKING = re.compile(
    r"多少|几[个家件项人名次倍天年位种类批支所届站成]|百分之几|第几|哪[年个家些里]|谁|什么|何时|如何|怎么|为什么"
)
LINK = re.compile(r"^[\s的市区省，]*(?:、|和|与|及|以及|跟|同|或|还是|，)[\s]*(?:在|到)?$")
EACH = re.compile(r"分别|各(?!类|种|项|地|级|区|有关|部门)|依次")
# Measures handed out by 分别 or 各: A、B和C分别是多少. The first may have words in front of it.
_AND = r"(?:以及|和|与|及|跟|(?<![合共不相])同(?![比期时年]))"
_MEMBER = r"[^，、的和与及？]{2,16}"
COORDINATED = re.compile(
    rf"(?P<list>{_MEMBER}(?:、{_MEMBER}){{0,16}}(?:{_AND}|、)[^，、和与及？]{{2,16}}?)(?:[的，]?(?:总数|数量))?(?:分别|各)"
)
_AMONG = re.compile(r"(?<=[、和])其中的?")  # 申请量、其中的发明申请量
_STRUNG = rf"{_MEMBER}(?:、{_MEMBER}){{0,16}}(?:、|{_AND}){_MEMBER}"
# Several things behind one asking word: 新增多少耕地、林地、湿地
_STRUNG_BEHIND = re.compile(
    rf"(?P<ask>多少[个家件项名条种所支批笔份次场座款宗间亩]?)(?P<list>{_MEMBER}、{_STRUNG}|{_MEMBER}、{_MEMBER})[？。]*$"
)
# Several measures in front of one: 申请量、授权量要达到多少
_STRUNG_AHEAD = re.compile(
    rf"(?P<list>{_STRUNG}?)(?:要|应|须|将|得)?(?:达到?|实现|是|为|有){{1,2}}多少[㐀-鿿]?[？。]*$"
)
# Two things that one asking word counts, or two deeds in front of it.
_TWO_OBJECTS = re.compile(
    r"(?<=[个家件项名条种所支批笔份次场座款宗间])(?P<one>[^，、和与及？\d]{2,10})(?:以及|和|与|及|、)(?P<two>[^，、和与及？\d]{2,10})$"
)
_TWO_DEEDS = re.compile(
    r"(?P<one>[㐀-鿿]{2})(?:以及|和|与|及|、)(?P<two>[㐀-鿿]{2})了?(?=(?:多少|几)[个家件项名条种所支批笔份次场座款宗间])"
)
# 2035年跟2034年比: the one against the other
_BESIDE = re.compile(r"(?:同期|全年)?[相对]?比(?![例重率值])")
_AREA = re.compile(r"[㐀-鿿]{2,4}[县区市镇乡旗](?=的)")  # one that no table knows
CONJUNCTION = re.compile(rf"{_AND}|、")


_ITS_RATE = re.compile(
    r"(?P<what>[^，？]{4,}?)(?:以及|及其|及|和|与)其?(?P<rate>同比增[长幅速]率?|增长率|增[速幅]|[升降]幅|占比|比重)"
    r"(?:各|分别)?(?:是|为)?(?:多少)?[？。]*$"
)


def with_rate(view: str) -> tuple[str, ...]:
    """Return a question about a thing and its rate (总收入及增速) once for each."""
    found = _ITS_RATE.match(view)
    if found is None or ASKING.search(found["what"]) or CONJUNCTION.search(found["what"]):
        return ()
    what = found["what"].rstrip("的")
    return f"{what}多少", f"{what}{found['rate']}多少"


def coordinated(view: str) -> tuple[Span, ...]:
    """Return the members of the first group of coordinated places, or else periods (2 or more)."""
    for found in ([p.span for p in places(view)], [p.span for p in periods(view)]):
        group: list[Span] = []
        for span in found:
            if group and not LINK.match(view[group[-1].end : span.start]):
                if len(group) > 1:
                    break
                group = []
            group.append(span)
        if len(group) > 1:
            return tuple(group)
    return ()


def one_each(view: str, group: Sequence[Span]) -> tuple[str, ...]:
    """Return the question once for each member of a coordinated group."""
    return tuple(
        _join(view[: group[0].start], view[span.start : span.end], view[group[-1].end :])
        for span in group
    )


def _join(left: str, member: str, right: str) -> str:
    if re.fullmatch(r"\d{4}", member):  # 2014、2015年
        member += "年"
    return EACH.sub("", left + member + right)


def measures(question: Question) -> tuple[str, ...]:
    """Return a question about “A、B和C分别…” once for each measure; empty when it is none."""
    view = _AMONG.sub("", question.view)
    match = COORDINATED.search(view)
    if match is None:
        return _strung(question) or _two_in_one(question)
    members = [m for m in CONJUNCTION.split(match["list"]) if m]
    left, right = view[: match.start()], EACH.sub("", view[match.end("list") :])
    right = re.sub(r"^的?(?=总数|数量)", "", right)
    members = [m + lent_head(members[-1], m) for m in members[:-1]] + members[-1:]
    return tuple(with_scope(question, left + member + right) for member in members)


def _strung(question: Question) -> tuple[str, ...]:
    """Return a question about several things strung on one asking word once for each of them.

    In front of it they are measures, each of them: 甲、乙公司的收入 has one.
    """
    view = question.view
    found = _STRUNG_BEHIND.search(view) or _STRUNG_AHEAD.search(view)
    members = [m for m in CONJUNCTION.split(found["list"]) if m] if found else []
    if found is None or any(ASKING.search(m) for m in members):
        return ()
    behind = "ask" in found.groupdict()
    if not behind and not all(map(MEASURE_ENDING.search, members)):
        return ()
    left, right = view[: found.start("list")], view[found.end("list") :]
    return tuple(with_scope(question, left + member + right) for member in members)


def _two_in_one(question: Question) -> tuple[str, ...]:
    """Return a question about 城乡居民收入分别… once for each of the two that one word names."""
    view = question.view
    each = EACH.search(view)
    for both, members in TWO_IN_ONE.items():
        if each and both in view[: each.start()]:
            asked = (EACH.sub("", view.replace(both, member, 1)) for member in members)
            return tuple(with_scope(question, one) for one in asked)
    return ()


def askings(question: Question) -> tuple[str, ...]:
    """Return the parts of a question that asks several things, each fit to be asked alone."""
    view = question.view
    cut = r"[，；？]|(?:、|以及|并且|另外|同时|又|和)(?=[^，；？、]{0,60}(?:多少|几|谁|哪))"
    pieces = [p for p in re.split(cut, view) if p.strip()]
    asking = [p for p in pieces if ASKING.search(p)]
    if len(asking) < 2:
        return ()
    lead = pieces[0] if not ASKING.search(pieces[0]) else ASKING.split(pieces[0])[0]
    parts = []
    for piece in asking:
        bare = len(content(ASKING.sub("", piece))) < 2
        parts.append(
            with_scope(question, lead + piece if bare and piece is not pieces[0] else piece)
        )
    return tuple(parts)


# What is done with the result of the part before: it names no subject of its own
_DONE_WITH = re.compile(
    r"^(?:其|它|这|又|再|并|也|各)?(?:大约|约)?(?:占(?!地)|比(?!例|重)|较|平均|均摊|摊|折合|合|相当于|相差|差|高出?|低|多|少|"
    r"增[长加幅]|降[低幅]|[人户家]均|每)"
)
_HELD = re.compile(
    r"^(?:它)?(?:是|占(?!地)|相当于|等于)(?=[^，？]{2,24}(?:几倍|多少倍|百分|几成|比[例重]))"
)
_PART_OF_IT = re.compile(
    r"^(?:其中|里面)(?P<part>[^，？]{2,12})占(?:了|到)?(?P<asked>(?:百分之)?(?:几|多少|多大)[^，？]{0,4})$"
)
_ASKED_NUMBER = re.compile(
    r"的?(?:大约|约|大概)?(?:一共|总共|共)?(?:是|为|有|达到?|占){0,2}(?:大约|约)?(?:多少|几|百分之|多[大高])"
)


def calculations(question: Question) -> tuple[str, ...]:
    """Return the parts of a question that asks for several calculations; empty for one.

    What only says what is done with the first result is put behind what that is of:
    合计多少件，平均每年多少件.
    """
    pieces = [p for p in re.split(r"[，；？]", question.view) if p.strip()]
    lead = list(takewhile(lambda p: not _ASKED_NUMBER.search(p), pieces))
    asking = pieces[len(lead) :]
    if len(asking) < 2 or not all(_ASKED_NUMBER.search(p) for p in asking):
        return ()
    if re.search(r"谁|哪|何者", question.view) or not any(_over("", p) for p in asking[1:]):
        return ()
    first = "，".join([*lead, asking[0]])
    base = _ASKED_NUMBER.split(first, maxsplit=1)[0]
    further = (_over(base, piece) or with_scope(question, piece) for piece in asking[1:])
    return first, *further


def _over(base: str, piece: str) -> str:
    """Return what is asked of a first result, or of what that is of: 甲比乙多多少，是乙的几倍.

    Empty for a part that names its own subject.
    """
    part = _PART_OF_IT.match(piece)
    if part is not None:
        return f"{part['part']}占{base}的{part['asked']}"
    if _HELD.match(piece):
        held = AGAINST.search(base)
        return (base[: held.start()] if held else base) + piece
    return base + piece if _DONE_WITH.match(piece) else ""


def led(question: Question, part: str) -> str | None:
    """Return a later part behind what the first one is about; None where it names its own place.

    基金投了几个项目，投了多少钱: the second part says nothing of whose money it is.
    """
    pieces = [p for p in re.split(r"[，；？]", question.view) if p.strip()]
    lead = ASKING.split(pieces[0])[0].rstrip("、")
    own = [p for p in places(part) if question.view[: len(lead)].find(part[: p.span.end]) < 0]
    names = {question.view[p.span.start : p.span.end] for p in question.places[:1]}
    if not lead or any(part[p.span.start : p.span.end] not in names for p in own):
        return None
    for name in names:
        part = part.replace(name, "", 1)
    for period in question.periods[:1]:
        part = part.removeprefix(question.view[period.span.start : period.span.end])
    return with_scope(question, lead if lead in part else lead + "，" + part) if lead else None


def joined(question: Question) -> tuple[str, ...]:
    """Return a question about two things of one asking word once for each: 多少件建议和提案.

    Empty when it names one thing; a text may well give one figure for both.
    """
    view = question.view.rstrip("？。！ ")
    for found in (_TWO_OBJECTS.search(view), _TWO_DEEDS.search(view)):
        if found is not None:
            first, second = (
                view[: found.start("one")] + found[name] + view[found.end("two") :]
                for name in ("one", "two")
            )
            return with_scope(question, first), with_scope(question, second)
    return ()


def asking_clause(question: Question) -> str | None:
    """Return the clause that asks, with the question's place and period; None when it is all."""
    clauses = [c for c in re.split(r"[，；？]", question.view) if c.strip()]
    asking = [c for c in clauses if ASKING.search(c)]
    return with_scope(question, asking[-1]) if asking and len(clauses) > 1 else None


def with_scope(question: Question, part: str) -> str:
    """Put the question's place and period in front of a part that names none."""
    view = question.view
    names = "".join(view[p.span.start : p.span.end] for p in question.places[:1])
    times = "".join(view[p.span.start : p.span.end] for p in question.periods[:1])
    if names and not places(part) and not _AREA.match(part):
        part = names + part
    return times + part if times and not periods(part) else part


def split(question: Question) -> tuple[str, ...]:
    """Return the parts of a question, empty when it is one."""
    view = question.view
    if question.kind is Kind.FIGURE:
        both = with_rate(view)
        if both:
            return both
        group = coordinated(view)
        held = group and _BESIDE.match(view, group[-1].end)
        if group and not held and (EACH.search(view) or len(question.wanted.types) > 0):
            return one_each(view, group)
        if EACH.search(view):
            shared = spread(view)  # 甲、乙、丙三个产业的收入各…
            if shared:
                return tuple(one for _, one in shared)
        named = measures(question)
        if named:
            return named
    return askings(question)
