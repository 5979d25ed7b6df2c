"""Noun phrases of a sentence, and how well each is of the kind that a question asks for."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.document import Span
from corpus.places import places
from qa.fill import Word, words_of
from qa.lexicon import synonyms
from qa.slot import Slot, Sought

OF_HEAD = 16  # code points behind a quoted name in which its kind may be said
LONGEST = 40  # code points of a phrase, what stands in quotation marks included
_NAMED_BEFORE = re.compile(r"[”’》]的$")
_QUOTED = re.compile(r"《[^《》]{1,60}》|“[^“”]{1,40}”|‘[^‘’]{1,40}’")
# Verbs that are never part of a noun phrase though nouns stand on both sides.
_PREDICATE = re.compile(
    r"^(?:是|有|为|负责|承担|牵头|统筹|协调|主管|参与|表示|担任|授权|成为|获|获得|荣获|达到?|实现|推出|入选|列入|认定|开展|举办|进行|提供|给予|颁发?|发布|"
    r"印发|制定|出台|包括|支持|鼓励|引导|促进|推动|推进|加强|提升|提高|聚焦|组织|选取|依托|位于|设立|"
    r"成立|建立|构建|形成|吸引|指导|帮助|利用|通过|坚持|签订|签署|打造|完善|突破|超过|称|叫|任|由|被|让|使)$"
)
_BORDERS = frozenset("经由被与和在于向从以对为将把靠让使")
_BODY = re.compile(
    r"(?:公司|企业|集团|局|委|委员会|会|院|所|中心|银行|大学|学校|部|部门|厅|办|办公室|协会|联盟|机构|"
    r"组织|政府|社|厂|单位|股份|有限|团队|工作站|园区|法院|基地|学院|处|司|网|报|科技|系统)$"
)
_PLACE = re.compile(
    r"(?:市|区|省|县|镇|乡|村|国|州|岛|路|街|城|园|港|湾|洲|特区|开发区|新区|示范区|试验区|园区|基地|小镇|大厦|"
    r"中心|场馆|平台|地区|地|馆|站|厅)$"
)
_PERSON_TITLE = re.compile(
    r"(?:书记|主席|市长|区长|省长|局长|主任|部长|处长|司长|巡视员|总理|总统|教授|院士|记者|董事长|经理|代表|先生|女士)"
)
_PERSON_TAGS = ("nr", "nrt", "nrfg")


@lru_cache(maxsize=512)
def phrases(text: str) -> tuple[Span, ...]:
    """Return the noun phrases of a text in order; what stands in quotation marks is one word."""
    units = _units(text)
    found: list[Span] = []
    start: int | None = None
    end = 0
    for n, (span, tag, word) in enumerate(units):
        after = units[n + 1][1] if n + 1 < len(units) else "x"
        inside = start is not None and span.start == end and word[:1] not in "“《‘"
        if start is not None and span.start == end and not inside:
            found.append(Span(start, end))
            start = None
        if word in _BORDERS or (tag == "vn" and after[:2] in ("ul", "uz", "ug")):
            tag = "p"  # 经 and its like, and a verb with 了, whatever the dictionary calls them
        if _nominal(tag) or (inside and tag[0] == "v" and _joins(word, after)):
            start = span.start if not inside else start
            end = span.end
            continue
        if start is not None:
            found.append(Span(start, end))
        start = None
    if start is not None:
        found.append(Span(start, end))
    found += [part for phrase in found for part in _subjects(text, phrase)]
    return tuple(sorted(f for f in found if len(f) <= LONGEST + 20))


def _subjects(text: str, phrase: Span) -> list[Span]:
    """Return the bodies that a phrase begins with before a verb: 科学院(建设工场)."""
    inside = [w for w in words_of(text) if phrase.contains(w.span)]
    return [
        Span(phrase.start, word.span.end)
        for word, after in pairwise(inside)
        if after.tag[0] == "v" and _BODY.search(word.text)
    ]


def _units(text: str) -> list[tuple[Span, str, str]]:
    quoted = [Span(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    units = [(q, "nz", text[q.start : q.end]) for q in quoted]
    for word in words_of(text):
        if not any(q.overlaps(word.span) for q in quoted):
            units.append((word.span, word.tag, word.text))
    return sorted(units)


def _nominal(tag: str) -> bool:
    return tag[0] in "nabjlmqstz" or tag in ("vn", "eng", "zg", "i", "f")


def _joins(word: str, after: str) -> bool:
    return len(word) > 1 and not _PREDICATE.match(word) and (after[0] in "nv" or after == "eng")


def coordinated(text: str, phrase: Span, limit: int) -> Span:
    """Extend a phrase over its neighbours joined by 、 or 和, up to `limit` code points."""
    everything = phrases(text)
    if phrase not in everything:
        return phrase
    start, end = phrase.start, phrase.end
    for before, after in reversed(list(pairwise(everything))):
        if after.start == start and _linked(text[before.end : after.start]):
            start = before.start if end - before.start <= limit else start
    for before, after in pairwise(everything):
        if before.end == end and _linked(text[before.end : after.start]):
            end = after.end if after.end - start <= limit else end
    return Span(start, end)


def _linked(between: str) -> bool:
    return between in ("、", "和", "与", "及", "以及", "或")


def fitting(slot: Slot, text: str) -> tuple[tuple[Span, float], ...]:
    """Return the phrases of a sentence that are of the sought kind, and how well each is."""
    held = ((phrase, fitness(slot, text, phrase)) for phrase in phrases(text))
    return tuple((phrase, fit) for phrase, fit in held if fit > 0)


def fitness(slot: Slot, text: str, phrase: Span) -> float:
    """Return how well a phrase is of the sought kind: 0 not at all, 1 surely."""
    words = text[phrase.start : phrase.end]
    bare = words.strip("“”《》‘’")
    inside = [w for w in words_of(text) if phrase.contains(w.span)]
    quoted = words[-1:] in "”》’" or words[:1] in "“《‘"
    headed = max((_headed(head, bare) for head in slot.heads), default=0.0)
    if _NAMED_BEFORE.search(text[: phrase.start]):  # “…”的模式: the name is in front
        headed *= 0.5
    if quoted and _of_head(slot, text[phrase.end : phrase.end + OF_HEAD]):
        return 1.0
    if slot.sought is Sought.PERSON:
        return max(_person(inside, bare), headed if slot.heads else 0.0)
    if slot.sought is Sought.PLACE:
        named = 1.0 if places(words) else 0.9 if any(w.tag == "ns" for w in inside) else 0.0
        return max(named, headed, 0.6 if _PLACE.search(bare) else 0.0)
    if slot.sought is Sought.BODY:
        known = any(w.tag in ("nt", "nz") for w in inside)
        return max(headed, 0.7 if _BODY.search(bare) else 0.0, 0.3 if known else 0.0)
    if slot.sought is Sought.NAME:
        return headed + 0.2 if quoted and headed > 0.6 else max(headed, 0.8 * quoted)
    return headed


def _of_head(slot: Slot, behind: str) -> bool:
    """True when what stands behind a phrase makes it a name of the sought kind: “…”的原则."""
    clause = re.split(r"[，。；：、“《]", behind)[0]
    return bool(re.match(r"[的等]|[㐀-鿿]", clause)) and any(h in clause for h in slot.heads)


def _person(inside: Sequence[Word], bare: str) -> float:
    if any(w.tag in _PERSON_TAGS and len(w.text) > 1 for w in inside):
        return 1.0
    if _PERSON_TITLE.search(bare):
        return 0.8
    return 0.8 if _BODY.search(bare) or any(w.tag == "nt" for w in inside) else 0.0


def _headed(head: str, phrase: str) -> float:
    """Return whether a phrase ends in the head, in a word like it, or has it inside."""
    if len(phrase) <= len(head) and phrase != head and not head.endswith(phrase):
        return 0.0
    if phrase.endswith(head):
        return 1.0 if len(phrase) > len(head) else 0.2
    if any(phrase.endswith(word) for word in synonyms().get(head, ())):
        return 0.85
    if len(head) >= 2 and phrase.endswith(head[-2:]):
        return 0.7
    return 0.5 if head in phrase else 0.0
