"""How well a coordinated phrase answers a list question, by what stands in it and around it."""

import re
from collections.abc import Sequence

from qa.asking.listing import NEAR, Asked, announced, announced_kind
from qa.lexicon import classes, endings, synonyms
from qa.matching.align import match, parts_of
from qa.phrases.series import Series, words

# What speaks for a list and against it, beside the coverage of the question's words. Set by hand
# and tuned on the tuning part of the gold questions.
RIGHT_COUNT = 0.4
HINTED = 0.25
WRONG_COUNT = -0.6
RIGHT_CLASS = 0.3
NEXT_TO = 0.2
COUNTED = 0.08  # the text itself counts the members: A、B、C三种
COUNTED_SO = 0.15  # and counts as many as are asked for
FORM = {
    "listed": 0.06,
    "pair": -0.05,
    "inner": -0.3,
    "quoted": -0.06,
    "plus": 0.02,
    "clauses": -0.14,
    "joined": 0.1,
    "charged": 0.1,
    "turns": 0.0,
    "honours": 0.0,
    "defined": 0.1,
    "told": 0.0,
    "announced": 0.1,
    "means": 0.06,
    "counted": 0.12,
    "parts": -0.1,
    "with": -0.15,  # with whom: asked for behind that preposition
}
INSIDE = -0.02  # for each pair of brackets or quotes around
DEFINED = 0.2  # a lead that ends in a word of defining: 即, 包括
ITS_OWN = 0.2  # a lead that says nothing but what is asked about: “两翼”包括
FULL_CLASS = 0.2  # the class as the question names it, its attributes included: 等新兴产业
WITH = 0.3  # behind the preposition that the gap stands behind
SAID = -0.6  # a member that the question itself says
SAID_ONE = -0.15
OTHER_CLASS = -0.35  # the text calls the members something else
_COUNTED_TAIL = re.compile(r"等?(?:[两三四五六七八九十]|\d{1,2})[大个类种项条家方位名]")
SHORT_RUN, LONG_RUN = 4, 9  # letters alike that say nothing, and that say all
COMPOUND = -0.3  # a clause as a member that is a list itself
NUMBERS = -0.5
AT_ONCE = re.compile(r"[于为]一[体身]")  # 集哪些功能于一身
IN_FRONT = 0.7  # a class that stands in front of the members, not behind them
BESIDE = 0.3  # a member is what the question names as known: 除A外还有哪些
SAME_DEED = 0.15  # the verb that the question has beside its gap
_HONOURS = re.compile(r"称号|荣誉|头衔|牌子|名[号头]|招牌|身份|殊荣")
_SUMMED = re.compile(r"等?(?:活动|工作)?，(?=(?:这|上述|以上)[^，。；]{0,8})")
_ETC_OF_CLASS = re.compile(r"^等(?:[^，。；]{0,8}?[\d两二三四五六七八九十]+(?:家|个|座|位|名))?")
_DEFINED_NAME = re.compile(
    r"(?:其中|所谓)?[，]?“?(?P<name>[㐀-鿿A-Za-z0-9]{2,12})”?(?:主要|具体|分别)?(?:即|包括|包含|涵盖|是指|指的?是|[是为])"
)
DEFINING = re.compile(r"(?:即|包括|包含|涵盖|分别[是为]|：)[“‘《]?$")


def fit_of(text: str, phrase: Series, asked: Asked, view: str) -> float:
    """Return what speaks for a phrase beside its surroundings."""
    members = [text[m.start : m.end] for m in phrase.members]
    lead = text[phrase.lead.start : phrase.lead.end]
    tail = text[phrase.tail.start : phrase.tail.end]
    value = FORM[phrase.form] + INSIDE * phrase.depth
    if asked.count:
        size = len(members) - known(members, asked.excepted)
        value += RIGHT_COUNT if stated(size, tail, asked.count) else WRONG_COUNT
    elif asked.hint:
        value += HINTED * (len(members) == asked.hint)
    lead, tail = lead.rstrip("“‘《("), tail.lstrip("”’》)")
    classed = of_class(asked.kinds, members, lead, tail)
    if phrase.form == "honours" and _HONOURS.search(asked.view):
        classed = 1.0
    if phrase.form in ("clauses", "parts") and classed and asked.kinds:
        holding = sum(match(asked.kinds[0], member) > 0 for member in members)
        if 0 < holding < len(members):  # one clause of several names the class
            classed *= holding / len(members)
    value += RIGHT_CLASS * classed
    if asked.kinds and not classed and of_other_class(asked.kinds, tail):
        value += OTHER_CLASS
    counted = announced(tail[:4]) == len(members) or (
        lead.endswith("：") and announced(lead[-NEAR:]) == len(members)
    )
    value += COUNTED * classed * counted
    value += COUNTED_SO * counted * (asked.count == len(members))
    value += DEFINED if DEFINING.search(lead) else 0.0
    value += ITS_OWN * (_of_subject(lead, view) and not tail.startswith("的"))
    if len(asked.named) > len("".join(asked.kinds[:1])) and _closed_by(asked.named, tail):
        value += FULL_CLASS
    before = text[max(0, phrase.span.start - 2 * NEAR) : phrase.span.start]
    value += FULL_CLASS * _all_called(asked, members)
    value += WITH * _led_alike(asked, before)
    value += NEXT_TO * _beside(asked, members, before, tail)
    value += SAME_DEED * _same_deed(asked, lead, tail)
    if phrase.form in ("clauses", "parts"):
        value += COMPOUND * any("、" in m for m in members)
        value += OTHER_CLASS * (names_things(asked) and not classed)
    if AT_ONCE.search(view) and AT_ONCE.match(tail):
        value += RIGHT_COUNT
    value += BESIDE * any(len(m) > 1 and m in asked.excepted for m in members)
    said = [m for m in members if len(m) > 1 and m in view and m not in asked.excepted]
    few = phrase.form in ("clauses", "joined")
    enough = 1 if few else (len(members) + 1) // 2
    value += SAID if len(said) >= enough else SAID_ONE * bool(said)
    if classed < 1 and all(re.match(r"\d|[A-Za-z]$", m) for m in members):
        value += NUMBERS
    return value + 0.01 * min(len(members), 6)


def literally(text: str, phrase: Series, view: str) -> int:
    """Return by how much the longest run of letters that question and clause share is a name's.

    领军企业 of 中关村知识产权领军企业 tells it from 知识产权示范企业, word by word they are alike.
    """
    near = (
        f"{text[phrase.lead.start : phrase.lead.end]}，{text[phrase.tail.start : phrase.tail.end]}"
    )
    for size in range(LONG_RUN, SHORT_RUN, -1):
        runs = (view[at : at + size] for at in range(len(view) - size + 1))
        if any(run in near for run in runs if run.isalnum()):
            return size - SHORT_RUN
    return 0


def names_things(asked: Asked) -> bool:
    """True for a class of which there are names (企业, 高校): its members are no clauses."""
    return any(asked.kinds[0].endswith(kind) for kind in endings()) if asked.kinds else False


def borne_out(text: str, phrase: Series, asked: Asked) -> bool:
    """True when the text says of the members what they are or do, as the question does."""
    doing = _doing(asked)
    if len(doing) > 1 and not any(one in text for one in (doing, *synonyms().get(doing, ()))):
        return False
    return related(text, phrase, asked)


def related(text: str, phrase: Series, asked: Asked) -> bool:
    """True when the class asked for or the verb beside the gap stands beside the members."""
    members = [text[m.start : m.end] for m in phrase.members]
    lead = text[phrase.lead.start : phrase.lead.end].rstrip("“‘《(")
    tail = text[phrase.tail.start : phrase.tail.end].lstrip("”’》)")
    return of_class(asked.kinds, members, lead, tail) > 0 or _same_deed(asked, lead, tail)


def _same_deed(asked: Asked, lead: str, tail: str) -> bool:
    """True when the verb beside the gap stands beside the members: 召开了哪些会议, 哪些企业成为….

    In front of a gap it governs the class that is asked for, behind it tells what the members do.
    """
    governing, own = _verbs(asked.before), _verbs(lead)
    if governing and match(governing[-1], own[-1] if own else ""):
        return True
    doing = _doing(asked)
    done = _opening_verb(_ETC_OF_CLASS.sub("", tail)) if doing else ""
    return bool(done) and (done.startswith(doing) or match(doing, done) > 0)


def _doing(asked: Asked) -> str:
    """Return the verb behind the class asked for: 成为 of 哪些企业成为示范企业."""
    behind = asked.after
    for kind in asked.kinds[:1]:
        behind = behind[behind.find(kind) + len(kind) :] if kind in behind else behind
    return _opening_verb(behind)


def _verbs(text: str) -> list[str]:
    """Return the verb of two characters or more that closes a text, 了 left out."""
    closing = words(text.rstrip("了过着"))[-1:]
    return [w for w, tag in closing if tag[0] == "v" and len(w) > 1]


def _opening_verb(text: str) -> str:
    """Return the verb that opens a text, adverbs and marks of the passive left out."""
    for word, tag in words(text):
        if tag != "d" and word not in ("获", "被", "得", "由"):  # 获认定为, 被列入
            return word if tag[0] == "v" else ""
    return ""


def _of_subject(lead: str, view: str) -> bool:
    """True for a lead of a defining word and a name that the question has as well."""
    defined = _DEFINED_NAME.fullmatch(lead)
    name = re.escape(defined["name"]) if defined else ""
    return bool(name and re.search(rf"(?:^|[^㐀-鿿]|的){name}”?(?!的)", view))


def _closed_by(named: str, tail: str) -> bool:
    """True when the class with all its attributes stands right behind the members."""
    return (
        re.match(rf"(?:等|[\d两二三四五六七八九十]+[大个家类种项])*{re.escape(named)}", tail)
        is not None
    )


def _led_alike(asked: Asked, before: str) -> bool:
    """True where members stand behind the preposition of the gap: 与哪些机构, 与甲方签订."""
    led = asked.before[-1:]
    return led in tuple("与同跟向给从") and before.endswith(led)


def _all_called(asked: Asked, members: Sequence[str]) -> bool:
    """True when each member ends in the class with an attribute that the question has as well.

    “质押合作协议”, “保险合作协议” for 两份合作协议是哪些.
    """
    stem = re.sub(r"(?<![别都各是为有])(?:分别|都|各|是|为|有)++$", "", asked.before)
    kind = asked.kinds[0] if asked.kinds else ""
    bare = [m.rstrip("”’》") for m in members]
    return bool(kind) and all(m.endswith(kind) and m[-len(kind) - 2 :] in stem for m in bare)


def of_other_class(kinds: Sequence[str], tail: str) -> bool:
    """True when the text counts the members as another thing: A、B两大难题 for 哪些企业."""
    own = announced_kind(tail[:NEAR]) if _COUNTED_TAIL.match(tail) else ""
    telling = kinds[0] in endings() or kinds[0] not in classes() or own in endings()
    return bool(own) and telling and not any(match(kind, own) or match(own, kind) for kind in kinds)


def of_class(kinds: Sequence[str], members: Sequence[str], lead: str, tail: str) -> float:
    """Return 1 where the class asked for stands next to the members or in them, else 0."""
    names = [n for kind in kinds for n in (kind, *parts_of(kind), *_stem(kind)) if len(n) > 1]
    summed = _SUMMED.match(tail)  # 第一…，第二…等，这一系列成绩
    behind = tail[summed.end() :][:NEAR] if summed else re.split(r"[，、；]", tail)[0][:NEAR]
    before = lead[-NEAR:]
    if any(n in behind for n in names):
        return 1.0
    if behind.startswith("等") and any(
        other in behind[: len(other) + 1] for n in names for other in synonyms().get(n, ())
    ):
        return 1.0  # A、B等公司 for 哪些企业
    bare = [re.sub(r"(?<=.)\([^()]*\)$", "", m).rstrip("》”") for m in members]
    if any(all(len(m) > len(n) and m.endswith(n) for m in bare) for n in kinds):
        return 1.0
    if any(all(m.endswith(n) for m in bare) for n in names):
        return 1.0
    if bare and any(bare[-1].endswith(n) and len(bare[-1]) > len(n) for n in names):
        return 1.0  # one noun for all members: 创造、运用和服务能力
    if bare and any(bare[-1].find(n) > 0 for n in names):
        return IN_FRONT  # 独居、高龄老人家庭 for 哪些老人
    ends = tuple(e for kind in kinds for e in _endings(kind))
    shared = {m[-1:] for m in bare}
    if len(shared) == 1 and len(bare[0]) > 1 and any(shared <= set(kind) for kind in kinds):
        return 1.0  # 险种: 执行险, 责任险
    ended = sum(m.endswith(ends) for m in bare) / len(bare) if ends else 0.0
    if any(re.search(rf"{re.escape(n)}(?![㐀-鿿]?的)", before) for n in names):
        return max(ended, 1.0 if not bare or DEFINING.search(lead) else IN_FRONT)
    return ended


def _stem(kind: str) -> tuple[str, ...]:
    """Return what a class of three letters may be without the last, cut wrongly: 街镇试点了."""
    return (kind[:2],) if len(kind) == 3 and kind not in endings() else ()


def _endings(kind: str) -> tuple[str, ...]:
    """Return what names of a class end in; 科研院所 is a kind of 院所."""
    table = endings()
    return next((table[kind[at:]] for at in range(len(kind)) if kind[at:] in table), ())


def _beside(asked: Asked, members: Sequence[str], lead: str, tail: str) -> float:
    """Return the share of the words next to the question's gap that stand next to the members.

    The word right beside the gap, most often its verb (下设哪些机构), tells most.
    """
    before = [t for t, _ in words(asked.before) if len(t) > 1][::-1]
    after = [
        t for t, _ in words(asked.after) if len(t) > 1 and not any(t in k for k in asked.kinds)
    ]
    here, there = lead + members[0], members[-1] + tail[:NEAR]
    total = hits = 0.0
    for side, text in ((before, here), (after, there)):
        for at, word in enumerate(side):
            total += 1 / (at + 1)
            hits += match(word, text) / (at + 1)
    return hits / total if total else 0.0


def known(members: Sequence[str], excepted: str) -> int:
    """Return how many members the question names as known: 除设立一项资金外还有哪四项."""
    given = [m for m in members if excepted and (m in excepted or excepted in m)]
    return len(given) if len(given) < len(members) else 0


def stated(size: int, tail: str, count: int) -> bool:
    """True for the right number of members, or one that the text itself gives: 等16家."""
    behind = re.match(r"等\s*(\d+|[两三四五六七八九十]+)", tail)
    return size == count or bool(behind and behind[1] == str(count))
