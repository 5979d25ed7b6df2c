"""The content words of a question, and which of them names what is asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import rjieba

from corpus.mapped import Span
from qa.lexicon import ASKED_COUNTERS, everyday, frame, synonyms, weak, wordings

# Asking words are cut out before the rest is cut into words, so that no word straddles them.
_ASKING = re.compile(
    r"(?:是|为|有)?多(?:长时间|久|大|高|长|远)|[里上中]?(?:排名?|位列|位居|名列)?在?第几|"
    rf"(?:是|为|有|共|达到?)?(?:多少|百分之(?:几|多少)|第几|几(?=[{ASKED_COUNTERS}]))"
    r"|(?:是|有|为)?(?:哪些|哪几|哪个|哪家|哪里|什么|怎么|怎样|如何|为何|是否|谁)|[？?]"
)
_UNITS_AFTER = re.compile(
    r"^(?:钱|资金|经费|公帑|公款|银子|银两|真金白银|款项|个?百分点|个?工作[日天]|亿元|万元|元|平方公里|"
    rf"(?!人[才员口均]|单[位元]|项目|处[室所]|家[庭长]|条[件款]|户[籍口])(?:[{ASKED_COUNTERS}站](?!头)))(?:\(次\))?"
)
# A limit is a side of the figure and no word of its sentence: 最多补多少.
_BOUND = re.compile(
    r"最[多少高低长](?:可以|能够?|可)?(?=[^，？]{0,14}(?:多少|几|多久|多长))|至[多少](?!少)|起码|不超过|封顶|上限|下限"
)
# 在某州(办事): the dictionary joins 在 to a name that it does not know.
_AT = re.compile(r"在(?=[㐀-鿿]{1,3}[省市区县州镇乡])(?![任校区市县全本我])")
# What only asks whether: 会不会 is no 不会.
_WHETHER = re.compile(
    r"(?P<said>[是有能会可要算对好行在])[不没](?P=said)(?![是有能会可要算对好行在])"
)
# What follows the measure and only says that it is an amount.
_AMOUNTS = frozenset(
    {"总数", "总量", "总额", "数量", "数额", "金额", "规模", "总计", "合计", "累计", "总共"}
    | {"件数", "家数", "个数", "人数"}
)
PLACE_WEIGHT = 0.4  # of a place: whose figure it is is judged apart, this tells names from names
OTHER_PLACE_WEIGHT = 0.8  # of a second one, which is no subject: 广州在广东省专利奖里
# 能贷(多少), 可领(几个月): the dictionary knows no such words and takes them for nouns.
_MODAL = re.compile(
    r"[能可要会须][贷领拿补给得报享借减免获办用住租买交付存提发奖罚装建进走停放开收卖种养挖拆盖上去换改关查管留骑带]"
)
_TAILS = tuple("数里中内")
_PER = re.compile(r"[每单][㐀-鿿]")  # 每吨(多少钱): to how much, and not what
_SKIPPED_TAGS = ("y", "e", "o", "c", "x")
_IS = re.compile(r"^(?:是|属于?|来自)(?=[㐀-鿿]{2})")  # 有几件是…: what is counted
_RESULT = re.compile(r"[㐀-鿿]{0,8}?(?:才|方可|就(?!业)|便(?![利民])|即可)[㐀-鿿]")
_CALLINGS = frozenset("师员")  # endings that the dictionary may cut off
_MINOR_TAGS = "mxuprq"
REALMS = "国洲州"  # ends of names that say no more than of what kind they are: 甲国


@dataclass(frozen=True, slots=True)
class Term:
    """A content word; weight 1 is an ordinary noun. `head`: it names what is asked for."""

    text: str
    weight: float
    noun: bool = True
    head: bool = False
    proper: bool = False  # a name
    known: bool = False  # it is a word of the corpus, set when held against one


def terms_of(view: str, known: Sequence[Span], names: Sequence[str] = ()) -> tuple[Term, ...]:
    """Return the content words of a question in order, each once.

    `known` are ranges of places and periods, which are held against figures on their own; `names`
    are the places' short names, which are words of the question too.
    """
    letters = list(view)
    for span in known:
        letters[span.start : span.end] = "，" * len(span)
    text = _AT.sub("，", _WHETHER.sub("，", _BOUND.sub("，", "".join(letters))))
    before, after, asks = "", text, False
    match = _ASKING.search(text)
    if match:
        asks = True
        before, after = text[: match.start()], text[match.end() :]
        unit = _UNITS_AFTER.match(after)
        after = after[unit.end() :] if unit else after
    first = [t for part in _ASKING.split(before) for t in _cut(part)]
    last = [t for part in _ASKING.split(after) for t in _cut(part)]
    head = _counted(after) if asks else _measured(text)
    if asks and head is None and not (_is_deed(after) and match and match[0][:1] == "有"):
        head = _measured(before)
    seen: dict[str, Term] = {}
    for name in names:
        seen.setdefault(name, Term(name, OTHER_PLACE_WEIGHT if seen else PLACE_WEIGHT))
    for term in (*first, *last):
        seen.setdefault(term.text, replace(term, head=term.text == head))
    return tuple(seen.values())


@lru_cache(maxsize=256)
def counted_noun(view: str) -> str | None:
    """Return what a question counts: 企业 of 多少家企业; None when it counts nothing by name."""
    match = _ASKING.search(view)
    if match is None:
        return None
    after = view[match.end() :]
    unit = _UNITS_AFTER.match(after)
    return _counted(after[unit.end() :] if unit else after)


def _measured(before: str) -> str | None:
    """Return the noun, or the verb of measuring, that ends what stands before the asking word."""
    for raw, tag in reversed(rjieba.tag(re.split(r"[，；。]", before)[-1])):
        word = _bare(raw.strip().lower())
        if (
            not word
            or word in frame()
            or len(word) < 2
            or word in _AMOUNTS
            or _PER.fullmatch(word)
            or tag == "t"
        ):
            continue
        if word in weak():
            return None
        if _MODAL.fullmatch(word):
            return None
        if tag[0] in "nlijbs" or tag == "vn" or word in synonyms():
            return word
        return None
    return None


def _counted(after: str) -> str | None:
    """Return the last noun of the phrase that directly follows the asking word."""
    head = None
    if _RESULT.match(after):
        return None  # 做到多少件本市才给奖励: what follows counts nothing
    told = _IS.sub("", re.split(r"[，；。]", after)[0])
    if told.count("的") == 1 and len(told.split("的")[1]) > 1 and _is_deed(told.split("的")[0]):
        told = told.split("的")[1]  # 多少搞研发的员工
    cut = tagged(told.split("的")[0])
    for at, (raw, tag) in enumerate(cut):
        deed = tag == "v" and len(raw) > 1 and at + 1 == len(cut)  # 多少件授权
        if tag[0] not in "nlijbsza" and tag not in ("eng", "vn") and not deed:
            break
        head = _bare(raw.lower()) if len(raw) > 1 and tag[0] != "a" else head
    return head


def _is_deed(words: str) -> bool:
    """True for words that begin with a verb."""
    cut = rjieba.tag(words)
    return bool(cut) and cut[0][1] == "v"


@lru_cache(maxsize=1024)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a text with their tags, a calling as one word: 代理(师), 通讯(员)."""
    found: list[tuple[str, str]] = []
    for word, tag in rjieba.tag(text):
        if word in _CALLINGS and tag[0] == "n" and found and _makes_calling(*found[-1]):
            found[-1] = (found[-1][0] + word, "n")
        else:
            found.append((word, tag))
    return tuple(_as_listed(found))


def _as_listed(found: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join what the dictionary cuts apart and our list of everyday words has as one: 设/质."""
    made: list[tuple[str, str]] = []
    at = 0
    while at < len(found):
        size = next(
            (n for n in (3, 2) if "".join(word for word, _ in found[at : at + n]) in everyday()), 1
        )
        piece = found[at : at + size]
        deed = next((tag for _, tag in piece if tag == "v"), piece[-1][1])
        made.append(("".join(word for word, _ in piece), deed if size > 1 else piece[0][1]))
        at += size
    return made


def _makes_calling(word: str, tag: str) -> bool:
    return len(word) == 2 and (tag[0] in "nv") and "\u4e00" <= word[0] <= "\u9fff"


def _cut(text: str) -> list[Term]:
    terms = []
    for raw, tag in tagged(text):
        word = _bare(raw.strip().lower())
        if not word or word in frame() or not re.search(r"[a-z㐀-鿿]", word):
            continue
        minor = tag[0] in _MINOR_TAGS and word not in weak() and len(word) < 3
        if minor or tag in _SKIPPED_TAGS:
            continue
        noun = tag[0] in "nlijbsz" or tag in ("eng", "vn")
        proper = tag in ("nr", "nrt", "nrfg", "nt", "nz") and len(word) > 1
        proper = proper or (tag == "ns" and word[-1] in REALMS and len(word) == 2)
        terms.append(Term(word, _weight(word, tag), noun, proper=proper))
    return terms


def _bare(word: str) -> str:
    """Return a word without what only counts or places it: 软著(数), 高企(里)."""
    bare = word[:-1]
    if word[-1:] not in _TAILS or len(bare) < 2 or word in wordings():
        return word
    return bare if bare in wordings() else word


def _weight(word: str, tag: str) -> float:
    if word in weak() or _MODAL.fullmatch(word):
        return 0.25
    if len(word) == 1:
        return 0.3
    if tag in ("eng", "nz", "nr", "nt", "nrt") or (len(word) >= 4 and tag[0] != "v"):
        return 1.2
    if tag[0] in "nlijbs" or tag == "vn":
        return 1.0
    return 0.7 if tag[0] in "va" else 0.6
