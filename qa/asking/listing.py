"""What a list question asks for: how many members, of which class, and what it takes as given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from corpus.numbers.numerals import number
from corpus.places import places
from qa.asking.kinds import COUNTED_ENDING, MEASURE
from qa.lexicon import categories, classes, endings

_NUMERAL = r"(?:[两二三四五六七八九十]{1,3}|\d{1,4})"
_SORT = r"(?:类型|类别|种类|品种)"  # 哪些类型的设备 asks for sorts of things
# 哪三种, 哪26家; N个…是什么/有哪些/分别…
_NUMBERED = (
    re.compile(rf"哪\s*(?P<n>(?>{_NUMERAL}))(?!个?字)"),
    re.compile(
        rf"(?<![第\d.年月前])(?P<n>{_NUMERAL})(?={MEASURE}|[件幅部篇])[^，？。]{{0,24}}?"
        r"(?:是|为|指|有|叫|包括|分别|具体|各)[^，？。]{0,6}(?:什么|哪|谁|名|内容|列)"
    ),
    re.compile(rf"(?:列出|列举|说出|说明|介绍)[^，？。]{{0,16}}?(?P<n>{_NUMERAL})(?={MEASURE})"),
    re.compile(rf"“(?P<n>{_NUMERAL})(?=个|大|类|种|项|条|点)[^”]{{0,8}}”[^，？。]*(?:什么|哪)"),
    re.compile(
        rf"(?<![第\d.年月前])(?P<n>{_NUMERAL})(?={MEASURE})[^，？。]{{0,12}}名[单录][？。]*$"
    ),
    COUNTED_ENDING,
)
# Numbers that may count the members: 两翼是指什么; 一平台两基金是什么, one and two make three
_ONE = "[一两二三四五六七八九]"
_LOOSE = re.compile(
    r"(?<![第年月\d])(?P<n>[两二三四五六七八九十])[㐀-鿿]{1,3}”?(?:分别|具体|都|各)*(?:是|指|包括)(?:的是)?[㐀-鿿]?(?:什么|哪)"
)
_COMPOSED = re.compile(
    rf"(?<![第年月])(?:{_ONE}[㐀-鿿](?:(?!{_ONE})[㐀-鿿]){{0,2}}){{2,9}}(?=”?(?:分别|具体|都|各)*(?:是|指|包括|有哪))"
)
# 哪些 is followed by the class at once, 哪几 by what counts it: 哪些条件, 哪几条经验
_BEHIND_ASKING = re.compile(
    rf"(?:哪些个?(?:{_SORT}的)?|哪(?:几|{_NUMERAL}|个)?(?!方面|部分|{_SORT}){MEASURE}?|什么样?|怎么?样)(?:的)?(?!(?!方面|部分){MEASURE}?(?:[，？。]|$))(?P<class>(?:[㐀-鿿A-Za-z“”]|\d+(?=强)){{1,14}})"
)
_BEFORE_ASKING = re.compile(
    r"(?P<class>[㐀-鿿A-Za-z”]{2,14}?)(?:都|分别|主要|具体|各){0,4}(?:有哪|有什么|包括|包含|是哪|是什么|为哪|为何|指|为什么|列出[？。]*$|有谁|是谁|有[？。]*$)"
)
_DESCRIBED = re.compile(r"^(?:面向|针对|关于|用于|涉及|属于|位于|来自|服务于?)[^的]{1,8}的")
_COPULA = re.compile(
    r"是|被|成[为了]|可以|能够|应当|正在|入选|获得?评"
)  # behind the class: 哪几个村是试点
_ANNOUNCED = re.compile(rf"(?<![第\d.年月前])(?P<n>{_NUMERAL})(?={MEASURE})")
_GAP = re.compile(rf"哪些(?:{_SORT}的)?|哪(?:几|{_NUMERAL}|个)?{MEASURE}?|什么(?:样的?)?|怎么?样的")
_LONG = re.compile(r"个?(?:多?月|小时|工作日|季度|百分点|星期)")  # 断缴三个月会有什么后果
NEAR = 12  # code points that count as next to the gap
# 两份协议叫什么名字: which ones they are, of the class that is counted
_CALLED = re.compile(
    r"(?<=.{4})(?:分别|都|各自?)?(?:叫|称为|名为|叫做|叫作)什么(?:名字|名称)?(?=[？。]*$)"
)
_GIVEN = re.compile(
    r"除(?:了|去)?(?P<given>[^，？。]{1,30}?)(?:之外|以外|外|，)|"
    r"(?:^|[，。]|哪些|什么)(?!除)(?P<beside>(?:(?!哪|什么)[^，？。]){2,30}?)(?:之外|以外)(?:的|，|(?=还|再|另))"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A list question read. `kinds` are the nouns of the members' class."""

    count: int | None
    kinds: tuple[str, ...]
    named: str  # the words of the class as they stand: 商标保险 of 哪些商标保险
    excepted: str  # what is asked for beside: 除了X还有哪些
    hint: int | None = None  # a number that may count them: 两翼
    before: str = ""  # the words in front of the gap, and those behind it
    after: str = ""
    view: str = ""  # the whole question


def asked_list(view: str) -> Asked:
    """Read what a list question asks for from its search form."""
    view = _CALLED.sub("是哪些", view)
    given = _GIVEN.search(view)
    if given and given["beside"]:  # 哪些执法以外的措施: the class stands behind what is known
        view = view[: given.start("beside")] + view[given.end() :]
    gap = _GAP.search(view)
    return Asked(
        _count(view),
        _kinds(view),
        _named(view),
        (given["given"] or given["beside"]) if given else "",
        _hint(view),
        view[max(0, gap.start() - NEAR) : gap.start()] if gap else "",
        view[gap.end() : gap.end() + NEAR] if gap else "",
        view,
    )


def announced(lead: str) -> int | None:
    """Return how many items a lead says that follow it, the last number of things it names."""
    found = [*_ANNOUNCED.finditer(lead)]
    return int(number(found[-1]["n"].replace("两", "二"))) if found else None


def announced_kind(lead: str) -> str:
    """Return the class that a lead says is counted: 特点 of 以下4个突出特点."""
    found = [*_ANNOUNCED.finditer(lead)]
    return _noun(re.sub(rf"^{MEASURE}", "", lead[found[-1].end() :]), forward=True) if found else ""


def _count(view: str) -> int | None:
    for pattern in _NUMBERED:
        found = pattern.search(view)
        if found and _LONG.match(view, found.end("n")):
            continue
        if found and not _of_others(view, found.end("n")):
            value = int(number(found["n"].replace("两", "二")))
            return value if value > 1 else None
    return None


def _hint(view: str) -> int | None:
    composed = _COMPOSED.search(view)
    if composed:
        return sum(int(number(n.replace("两", "二"))) for n in re.findall(_ONE, composed[0]))
    found = _LOOSE.search(view)
    return int(number(found["n"].replace("两", "二"))) if found else None


def _kinds(view: str) -> tuple[str, ...]:
    """Return the class of the members as the question names it: behind 哪些, or in front of it."""
    behind = _BEHIND_ASKING.search(view) or _counted(view)
    before = _BEFORE_ASKING.search(view)
    found = _noun(_own_class(behind), forward=True) if behind else ""
    lead = _noun(before["class"], forward=False) if before else ""
    if len(found) > 1 and found not in classes():
        lead = ""
    if len(found) == 1 and lead:
        return lead, found  # 负责人是哪些人
    return tuple(dict.fromkeys(kind for kind in (found, lead) if kind))


def _named(view: str) -> str:
    """Return the noun phrase of the class behind the asking word, "" where none stands."""
    behind = _BEHIND_ASKING.search(view) or _counted(view)
    own = _own_class(behind) if behind else ""
    noun = _noun(own, forward=True)
    return own[: own.find(noun) + len(noun)] if noun else ""


def _own_class(behind: re.Match[str]) -> str:
    """Return what stands behind the asking word without what only describes it: 面向企业的工程."""
    return _DESCRIBED.sub("", behind["class"])


def _counted(view: str) -> re.Match[str] | None:
    """Return the class that a question without an asking word counts: 方案的四项原则."""
    return None if _GAP.search(view) else COUNTED_ENDING.search(view)


def _noun(text: str, *, forward: bool) -> str:
    """Return the last noun of a noun phrase that opens (or closes) a text."""
    if forward:
        text = _COPULA.split(text)[0] or text
    words = rjieba.tag(text.strip("“”"))
    last = ""
    for at, (word, tag) in enumerate(words if forward else words[::-1]):
        rest = [w for w, _ in words[at + 1 :]]
        if forward and not last and tag == "v" and _alone(words[at + 1 :]):
            return word  # a noun that the dictionary takes for a verb: 哪些开支
        if not forward and any(len(p.span) == len(word) for p in places(word)):
            break  # a place has the things, and is no class of them: 企业，甲区有谁
        if not forward and not at and word in "县市区省镇村":
            return word  # that a dictionary tags as no noun
        noun = tag[0] == "n" or tag in (
            "l",
            "j",
            "vn",
            "i",
            "an",
            "b",
            "s",
            "q",
            "m",
            "v",
            "a",
            "t",
        )
        if forward and tag == "v" and last not in endings() and _of_kind(rest):
            return rest[0]  # 哪些专利示范企业
        if not noun or (forward and last and tag == "v"):
            break
        if forward and tag == "vn" and word not in classes() and _acting(last):
            break
        if tag[0] == "n" or tag in ("l", "j", "vn", "an") or word in classes():
            kind = forward and len(word) == 1 and at and len(words[at - 1][0]) > 1
            last = words[at - 1][0] + word if kind else word  # 集聚 and 区: 集聚区
            if not forward:
                return last
        elif not forward:
            break
    return last


def _alone(rest: Sequence[tuple[str, str]]) -> bool:
    """True where no noun follows that a verb could describe: 支持措施."""
    return len(rest) < 2 and not any(tag[0] == "n" or word in classes() for word, tag in rest)


def _of_kind(words: Sequence[str]) -> bool:
    """True for one word alone that names a class of those who act."""
    return len(words) == 1 and words[0] in endings()


def _acting(noun: str) -> bool:
    """True for a class of those who act, behind which a verb begins: 哪些高校建设…."""
    return noun in categories() or any(noun.endswith(kind) for kind in endings())


def _of_others(view: str, at: int) -> bool:
    """True when a number counts not what is asked for, but whose it is: 18家企业的产品有哪些."""
    gap = _GAP.search(view, at)
    counted = re.sub(rf"^{MEASURE}", "", view[at : gap.start()]) if gap else ""
    owner, of, _ = counted.partition("的")
    if of and len(owner) > 1 and rjieba.tag(owner)[-1][1][0] == "n":
        return True
    behind = _BEHIND_ASKING.search(view, gap.start()) if gap else None
    noun = _noun(behind["class"], forward=True) if behind else ""
    handed = re.search(r"(?:给|对|为|向|把|将)$", re.sub(rf"{_NUMERAL}$", "", view[:at]))
    led = handed or re.search(r"[㐀-鿿]{2}(?:是?[用拿靠以从向]|[把被])", counted)
    return bool(led and noun and noun not in counted)
