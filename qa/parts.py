"""Questions with several parts: coordinated places, periods or measures, and several askings."""

import re
from collections.abc import Sequence

from corpus.document import Span
from corpus.periods import periods
from corpus.places import places
from qa.question import Question

ASKING = re.compile(
    r"多少|几[个家件项人名次倍天年位种类批支所届]|百分之几|第几|哪[年个家些里]|谁|什么|何时|如何|怎么|为什么"
)
LINK = re.compile(r"^[\s的市区省，]*(?:、|和|与|及|以及|跟|同|比|较|或|还是|，)[\s]*(?:在|到)?$")
EACH = re.compile(r"分别|各(?!类|种|项|地|级|区|有关|部门)|依次")


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


def measures(view: str) -> tuple[str, ...]:
    """Return a question about “A和B分别…” once for A and once for B; empty when it is none."""
    match = re.search(
        r"(?P<a>[㐀-鿿A-Za-z]{2,14})(?:和|与|及|以及|、|跟)(?P<b>[㐀-鿿A-Za-z]{2,14}?)(?:总数|数量)?"
        r"(?P<each>分别|各自?|相差|之差|之和|哪个|谁|一共|合计|合共|加起来|差多少|的差距?|之比)",
        view,
    )
    if match is None:
        return ()
    left, right = view[: match.start("a")], view[match.end("b") :]
    return (
        EACH.sub("", left + match.group("a") + right),
        EACH.sub("", left + match.group("b") + right),
    )


def askings(question: Question) -> tuple[str, ...]:
    """Return the parts of a question that asks several things, each fit to be asked alone."""
    view = question.view
    pieces = [
        p
        for p in re.split(r"[，；？]|(?:以及|并且|另外|同时)(?=[^？]*(?:多少|几|谁|哪))", view)
        if p.strip()
    ]
    asking = [p for p in pieces if ASKING.search(p)]
    if len(asking) < 2:
        return ()
    head = pieces[0]
    names = "".join(view[p.span.start : p.span.end] for p in question.places[:1])
    times = "".join(view[p.span.start : p.span.end] for p in question.periods[:1])
    parts: list[str] = []
    lead = "" if ASKING.search(head) else head
    for piece in asking:
        prefix = ""
        if piece is not asking[0] or lead:
            if names and not places(piece):
                prefix += names
            if times and not periods(piece):
                prefix += times
        parts.append(prefix + piece)
    return tuple(parts)
