"""Where the members of a coordinated phrase begin and end.

The text does not mark where the first member begins nor where the last one ends. Both borders are
found by words that can belong to no member, and by likeness with the members whose borders are
marked.
"""

import re
from collections.abc import Sequence, Set
from functools import lru_cache

import rjieba

from corpus.mapped import Span
from qa.lexicon import introducing, introducing_nouns
from qa.phrases.member_marks import CLOSE, OPEN, UNLIKE, Token, balanced, marked_start

__all__ = ["CLOSE", "OPEN", "Token", "bounded", "tokens", "words"]

_NOUNS = ("n", "nz", "nr", "ns", "nt", "l", "j", "vn", "eng", "i", "an", "f", "b", "s")
# A member whose border is not marked is at most so many times as long as the longest marked one,
_SPREAD = 2.5
_SHORTEST = 2  # code points of a member
_SHORT = 8  # but up to so many code points never too long,
_ALONE = 32  # and up to so many when none is marked on both sides.
_LIKE = 0.5  # of which at least so much of the shortest marked one must be left.
_PLACED = ("ns", "nr", "nz", "nt")  # what a route starts at
_MODAL = (
    "不能",
    "不得",
    "不足以",
    "不会",
    "可以",
    "能够",
    "应当",
    "需要",
    "必须",
    "尚未",
    "均",
    "都",
)
_NO_PART = ("x", "uj", "ul", "p", "v", "r", "m")  # what describes no noun behind it
_JOINING = frozenset(("同", "与", "和", "跟"))  # A同B相结合、C同D相结合
_HANDLING = frozenset("对把将")  # 对质押融资、融资租赁…进行: a noun follows, be it a verb as well
_PREPOSITIONS = frozenset("以从由向在对把")  # 以A为B、以C为D
_GOING_ON = ("ul", "uz", "ug", "m", "p", "d", "r", "v")  # what follows a predicate, not a noun
_NAMED_SO = re.compile(r"“[^“”]*”(?=$|等|[，。的])")  # a name behind the last member, or of it
_HAVING = re.compile(r"具有|拥有|具备|富有|带有|面向|服务于")
# What is said of all members: A、B成为示范企业, A、B被评为先进单位
_BECOMING = re.compile(
    r"[获被经]?(?:认定|评定|评选)?(?:成为|成了)|[获被经](?:认定|评为|列为|列入|授予)|入选|获评|荣获|名列|位居"
)
# What follows the last member and belongs to none.
_BEHIND = re.compile(
    r"[(（]|[于为]一[体身]|一站式|予以|加以|进行|(?<![高同平初中均相对劣优])等(?!级|额|式|于|候|待|高|、)|的|各(?!种|类(?!.))|共同|方面|之间|之后|之外|相关|多[个家种]|若干|一批|"
    r"(?<![第两二三四五六七八九十几\d])[两二三四五六七八九十几\d]+(?:[大个项类种家方条所位名地市县区款支]|余|多)|"
    r"为(?:代表|核心|主|基础|依托|重点|抓手|支撑|支点|引领|载体)"
)


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a sentence into words."""
    found, at = [], 0
    for word, tag in rjieba.tag(text):
        found.append(Token(at, at + len(word), word, tag))
        at += len(word)
    return tuple(found)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a short text with their parts of speech."""
    return tuple(rjieba.tag(text))


def bounded(text: str, parts: Sequence[Span], cut: Sequence[Token]) -> tuple[Span, ...]:
    """Return the members that lie in the parts between the marks of a phrase."""
    inner = [text[p.start : p.end] for p in parts[1:-1]]
    others = [*inner, text[parts[-1].start : parts[-1].end]]
    first = Span(_first(text, parts[0], others, inner, cut), parts[0].end)
    known = [text[first.start : first.end], *inner]
    last = Span(parts[-1].start, _last(text, parts[-1], known, cut))
    return (first, *parts[1:-1], last)


def _first(
    text: str, part: Span, others: Sequence[str], inner: Sequence[str], cut: Sequence[Token]
) -> int:
    """Return where the first member begins."""
    marked, start = marked_start(text, part, inner, cut)
    if marked:
        return start
    part = Span(start, part.end)
    own = text[part.start : part.end]
    opening = others[0][0] if others[0][:1] in OPEN else ""
    quoted = own.rfind(opening) if opening else -1
    if quoted >= 0 and balanced(own[quoted:]):
        return part.start + quoted
    head = words(others[0])[0][0] if others[0] else ""
    alike = len(inner) > 1 and all(other[:1] == head[:1] for other in others)
    if alike and len(head) == 1:
        same = own.rfind(head)  # 开展看望、看护、看诊: one verb in front of each
    else:
        same = own.rfind(head) if len(head) > 1 or head in _PREPOSITIONS else -1
    if same >= 0:
        return part.start + same
    inside = [t for t in cut if part.start <= t.start and t.end <= part.end]
    verbal = all(_verbal(other) for other in (inner or others[:1]))
    shared = set.intersection(*({w for w, _ in words(o)} for o in others)) & _JOINING
    at = _after_introduction(inside, part.start, verbal, shared)
    limit = _limit(inner)
    borders = [w.start for w in inside if w.start >= at and w.tag not in ("x", "uj")]
    while len(borders) > 1 and part.end - borders[0] > limit:
        borders.pop(0)
    start = borders[0] if borders else at
    if part.end - start < _SHORTEST:  # 新建|出山|店: a name that the dictionary cuts
        start = max((w.start for w in inside if w.start < start and w.tag != "x"), default=start)
    start = _like_first(inside, start, part.end, inner)
    own = text[start : part.end]
    if len(own) > 1 and all(
        0 < other.find(own) <= 2 * len(own) for other in others
    ):  # 重点|产业和朝阳产业
        start = max(
            (w.start for w in inside if w.start < start and w.tag not in _NO_PART), default=start
        )
    if not balanced(text[start : part.end]):
        start = max([part.start, *(n for n in range(part.start, start) if text[n] in OPEN)])
    return start


def _like_first(inside: Sequence[Token], start: int, end: int, marked: Sequence[str]) -> int:
    """Return the start of a first member that is like the marked ones in length.

    One that is much longer holds the subject and the verb that introduces them: 平台下设窗口.
    """
    if not marked or end - start <= UNLIKE * max(map(len, marked)) + 1:
        return start
    least = _LIKE * min(map(len, marked))
    verbs = [t for t in inside if t.start > start and t.tag in ("v", "vn") and len(t.word) > 1]
    behind = [t.end for t in verbs if end - t.end >= least]
    return behind[-1] if behind and not any(map(_has_verb, marked)) else start


def _limit(marked: Sequence[str]) -> int:
    return max(_SHORT, int(_SPREAD * max(map(len, marked)))) if marked else _ALONE


def _after_introduction(inside: Sequence[Token], start: int, verbal: bool, shared: Set[str]) -> int:
    """Return the place behind the last word that introduces; at it, if it begins the member."""
    at = start
    for number, word in enumerate(inside[:-1]):
        before = inside[number - 1].tag if number else ""
        if word.word in shared or (before in _PLACED and word.word[0] in "至到"):
            continue  # 白石至青屿高速, as one
        listed = _introduces(word)
        led = number > 0 and _introduces(inside[number - 1])
        bare = led and before != "v"  # 重点扶持, 统一配置: what the verb does comes first
        if before in _NOUNS and word.tag == "vn" and not bare:
            listed = False
        placed = number > 0 and re.search(r".[省市区县州镇]$", inside[number - 1].word)
        if before in (*_NOUNS, "v") and word.word in introducing_nouns() and not led:
            listed = bool(placed) and word.tag == "v"
        verb = (
            word.tag == "v"
            and len(word.word) > 1
            and (bare or (led and verbal) or before not in (*_NOUNS, "v"))
        )
        if verb and not listed and inside[number - 1].word in _HANDLING and number:
            continue
        if listed or verb:
            at = word.start if verbal and word.tag.startswith("v") else word.end
        elif word.tag in ("uj", "ul", "uz", "p", "r"):
            at = word.end
    return at


def _introduces(word: Token) -> bool:
    """True for a word that introduces, an idiom that ends in one included: 紧紧围绕."""
    idiom = word.tag in ("l", "i") and len(word.word) > 3 and word.word[-2:] in introducing()
    return word.word in introducing() or idiom


def _last(text: str, part: Span, known: Sequence[str], cut: Sequence[Token]) -> int:
    """Return where the last member ends."""
    own = text[part.start : part.end]
    if own[0] in OPEN and known[0][:1] in OPEN and known[0][-1] in CLOSE:
        return part.start + _closing(own)
    becoming = _BECOMING.search(own, 2)
    if becoming and not any(map(_BECOMING.search, known)) and balanced(own[: becoming.start()]):
        own = own[: becoming.start()]
    closing = _tail_word(known[-1])
    if len(closing) > 1 or all(k.endswith(closing) for k in known):
        found = own.find(closing, 1) if closing else -1
        if found > 0:
            return part.start + found + len(closing)
    closed = closed_by_number = False
    named = _NAMED_SO.search(own, 1)
    quoted = named.start() if named else -1
    if quoted > 0 and not any("“" in k for k in known):  # A、B“两快”: a name of them all
        own = own[:quoted]
    for behind in _BEHIND.finditer(own):
        if behind.start() and balanced(own[: behind.start()]):
            if behind[0] == "的" and _describes(own[: behind.start()], known):
                continue
            if not all(behind[0] in k for k in known):
                own = own[: behind.start()]
                closed = behind[0] == "等"
                closed_by_number = behind[0][0].isdigit()
            break
    end = part.start + len(own)
    if closed_by_number:  # 用A、B从26家银行获得: the preposition goes with the number
        ending = [t for t in cut if part.start < t.start and t.end <= end]
        end = ending[-1].start if ending and ending[-1].tag == "p" else end
    if text[end : end + 1] == "“":  # 与A、B合作推出“C”: what introduces the quotation
        ending = [t for t in cut if part.start < t.start and t.end <= end]
        led = introducing() | introducing_nouns()
        while ending and ending[-1].word in led:
            end = ending.pop().start
    if 2 * sum(words(k)[-1][1] == "a" for k in known) >= len(known) and len(own) <= _limit(known):
        return end  # 经验丰富、素质高、积累多
    if known[-1][0] in _PREPOSITIONS and own[0] == known[-1][0]:
        return end
    alike = len(known) > 1 and all(k[0] == own[0] for k in known)
    if alike and len(own) <= _SPREAD * max(map(len, known)):
        return end
    inside = [t for t in cut if part.start <= t.start and t.end <= end]
    if not any(_has_verb(k) for k in known):
        inside_known = {tag for k in known for _, tag in words(k)}
        for before, word, after in zip(inside, inside[1:], inside[2:], strict=False):
            adverb = word.tag in ("d", "ad", "a") and after.tag == "v"
            place = word.tag == "f" and len(word.word) == 1
            if _predicate(before, word, after) or place:
                return word.start
            if adverb and not inside_known & {"d", "ad", "a"}:
                return word.start
        end = end if closed else _like_last(inside, part.start, end, known[1:])
        inside = [t for t in inside if t.end <= end]
    borders = [w.end for w in inside]
    if closed and borders and borders[-1] < end:  # a word goes over the border: 成贵客专|等
        borders.append(end)
    limit = _limit(known)
    while len(borders) > 1 and borders[-1] - part.start > limit:
        borders.pop()
    return borders[-1] if borders else end


def _like_last(inside: Sequence[Token], start: int, end: int, marked: Sequence[str]) -> int:
    """Return the end of a last member that is like the marked ones in length.

    One that is much longer holds the verb with which the sentence goes on: 著作权混合质押.
    """
    if not marked or end - start <= UNLIKE * max(map(len, marked)) + 1:
        return end
    least = _LIKE * min(map(len, marked))
    verbs = (t.start for t in inside if t.tag in ("v", "vn") and t.start - start >= least)
    return next(verbs, end)


def _predicate(before: Token, word: Token, after: Token) -> bool:
    """True for the word with which the sentence goes on behind its last member."""
    noun = before.tag in _NOUNS
    if noun and word.tag == "v" and after.tag in ("ul", "ug"):
        return True  # A、B签署了
    if word.word in introducing() and word.tag in ("v", "p", "d", "zg"):
        return not (noun and word.word in introducing_nouns())
    if noun and word.word in _MODAL:
        return True  # 数量和水平不能满足
    verb = word.tag in ("v", "d") and len(word.word) > 1
    return noun and verb and (after.tag in _GOING_ON or after.word in introducing())


def _closing(text: str) -> int:
    """Return where the bracket closes that opens a text."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter in OPEN) - (letter in CLOSE)
        if not depth:
            return at + 1
    return len(text)


def _tail_word(text: str) -> str:
    word = words(text)[-1][0] if text else ""
    return word if re.search(r"[㐀-鿿A-Za-z]", word) and word != text else ""


def _verbal(text: str) -> bool:
    own = words(text)
    return len(own) > 1 and (own[0][1] == "v" or own[0][0] in introducing())


def _describes(text: str, known: Sequence[str]) -> bool:
    """True for what a thing has, which describes the noun behind it: 具有活力的中心."""
    having = _HAVING.match(text)
    return having is not None and not any(k.startswith(having[0]) for k in known)


def _has_verb(text: str) -> bool:
    return any(tag == "v" and word in introducing() for word, tag in words(text))
