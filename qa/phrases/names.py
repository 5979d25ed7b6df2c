"""Names and other noun phrases of a sentence, and how well each is of the kind asked for."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.document import Span
from corpus.periods import periods
from corpus.places import places
from qa.asking.slot import Slot, Sought
from qa.lexicon import endings, predicates, synonyms
from qa.phrases.cutting import Word, words_of
from qa.phrases.people import people

GENERIC = 3  # code points up to which a word for a body names none: 公司, 工作站
OTHER = 0.35  # fitness of a body that does not end as those of the class asked for do
OF_HEAD = 16  # code points behind a quoted name in which its kind may be said
LONGEST = 60  # code points of a phrase, what stands in quotation marks included
_NAMED_BEFORE = re.compile(r"[”’》]的$")
_QUOTED = re.compile(r"《[^《》]{1,60}》|“[^“”]{1,58}”|‘[^‘’]{1,40}’")
# Part of a name: 中国(滨江)保护中心, 县(市、区)财政局.
_BRACKETED = re.compile(r"\([㐀-鿿]{1,4}(?:、[㐀-鿿]{1,4}){0,2}\)(?=[㐀-鿿])")
_BORDERS = frozenset("经由被与和在于向从以对为将把靠让使同跟并或及等应受")
_BODY = re.compile(
    r"(?:公司|企业|集团|局|委|委员会|会|院|所|中心|银行|支行|分行|大学|学校|部|部门|厅|办|办公室|协会|联盟|机构|"
    r"组织|政府|社|厂|单位|股份|有限|团队|工作站|园区|法院|基地|学院|处|司|网|报|科技|系统|署|联合会|商会|"
    r"实验室|律所|事务所|交易所|小组|专班|科|馆|站|店|海关|代办处)$"
)
_PLACE = re.compile(
    r"(?:市|区|省|县|镇|乡|村|国|州|岛|路|街|城|园|港|湾|洲|特区|开发区|新区|示范区|试验区|园区|基地|小镇|大厦|"
    r"中心|场馆|平台|地区|地|馆|站|厅|广场|号|楼|大道|寺|山|湖|河|江|集聚区|街区|大学)$"
)
_WITHIN = ("中", "里", "内", "之中", "当中")
_MANY = re.compile(
    r"(?:多|各|一些|一批|部分|其他|其它|有关|相关|若干|众多|所有|全部|一|这|该|本|我|此)[个家项所座批类款名]?|\d+[个家项所座批类款名]?"
)
_SEVERAL = re.compile(r"多[个家项所座]|各[个类地]|若干|众多|一批")
_COUNTED = re.compile(r"(?<!\d)\d+[余多]?[个家项所座批类款名人件]$")
_TAGS_OF_BODIES = ("nt", "nz", "nr", "nrt", "eng")


@lru_cache(maxsize=512)
def phrases(text: str) -> tuple[Span, ...]:
    """Return the noun phrases of a text in order; what stands in quotation marks is one word.

    A person stands alone, without the title. A body that begins a longer phrase in front of a verb
    is a phrase too: 科学院 of 科学院建设工场.
    """
    units = _units(text)
    found: list[Span] = []
    start: int | None = None
    end = 0
    for n, (span, tag, word) in enumerate(units):
        after = units[n + 1][1] if n + 1 < len(units) else "x"
        opens = word[:1] in "“《‘" or tag == "person"
        inside = start is not None and span.start == end and not opens
        if start is not None and not inside:
            found.append(Span(start, end))
            start = None
        if word in _BORDERS or (tag == "vn" and after[:2] in ("ul", "uz", "ug")):
            tag = "p"  # 经 and its like, and a verb with 了, whatever the dictionary calls them
        elif tag == "vn" and opens_clause(text, span, word) and after[0] in "nvjl":
            tag = "v"
        if tag == "person":
            found.append(span)
        elif (
            _nominal(word, tag)
            or (inside and tag[0] == "v" and _joins(word, after))
            or (inside and len(word) > 1 and _names_body(text, start or 0, units[n : n + 2]))
        ):
            start = start if inside else span.start
            end = span.end
        elif start is not None:
            found.append(Span(start, end))
            start = None
        if (
            start is not None and span.start > start and tag == "f" and word in _WITHIN
        ):  # 高校中(某某大学)
            found.append(Span(start, end))
            start = None
    if start is not None:
        found.append(Span(start, end))
    found += [part for phrase in found for part in _subjects(text, phrase)]
    return tuple(sorted({f for f in found if len(f) <= LONGEST}))


def opens_clause(text: str, span: Span, word: str) -> bool:
    """True for a predicate that begins a clause, whatever else it may be: ，分管财务."""
    return word in predicates() and text[max(0, span.start - 1) : span.start] in (*"，；：", "")


def _names_body(text: str, start: int, units: Sequence[tuple[Span, str, str]]) -> bool:
    """True for a verb between a name's beginning and the word for the body: 纠纷(指导)中心."""
    (verb, tag, _), *behind = units
    if not behind or tag[0] not in "vn" or _BODY.search(text[start : verb.start]):
        return False
    return len(behind[0][2]) <= GENERIC and _BODY.fullmatch(behind[0][2]) is not None


def _subjects(text: str, phrase: Span) -> list[Span]:
    """Return the bodies that a phrase begins with before a verb: 科学院(建设工场)."""
    inside = [w for w in words_of(text) if phrase.contains(w.span)]
    return [
        Span(phrase.start, word.span.end)
        for word, after in pairwise(inside)
        if after.tag in ("v", "vn", "vd", "vi") and _BODY.search(word.text)
    ]


def _units(text: str) -> list[tuple[Span, str, str]]:
    """Return words, names in quotation marks, people and dates, each as one unit, in order."""
    units = [(Span(m.start(), m.end()), "nz", m[0]) for m in _QUOTED.finditer(text)]
    for span, tag in (
        *((p, "person") for p in people(text)),
        *((p.span, "date") for p in periods(text) if p.kind != "since"),
        *((Span(m.start(), m.end()), "nz") for m in _BRACKETED.finditer(text)),
    ):
        if not any(span.overlaps(other) for other, _, _ in units):
            units.append((span, tag, text[span.start : span.end]))
    whole = [span for span, _, _ in units]
    for word in words_of(text):
        if not any(span.overlaps(word.span) for span in whole):
            units.append((word.span, word.tag, word.text))
        else:  # what is left of a word that a person's name was cut out of
            cut = next(s for s in whole if s.overlaps(word.span))
            for rest in (
                (word.span.start, min(cut.start, word.span.end)),
                (max(cut.end, word.span.start), word.span.end),
            ):
                if rest[0] < rest[1]:
                    units.append((Span(*rest), word.tag, text[slice(*rest)]))
    return sorted(units)


def _nominal(word: str, tag: str) -> bool:
    if word in predicates() and tag != "vn":
        return False
    return (tag[0] in "nabjlmqstz" and tag != "date") or tag in ("vn", "vg", "eng", "zg", "i", "f")


def _joins(word: str, after: str) -> bool:
    return len(word) > 1 and word not in predicates() and (after[0] in "nv" or after == "eng")


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
    return between in ("、", "和", "与", "及", "以及", "或", "会同", "联合")


def phrases_for(slot: Slot, text: str) -> tuple[Span, ...]:
    """Return the noun phrases, and what they begin with that ends in the kind asked for."""
    found = set(phrases(text))
    for phrase in phrases(text):
        words = text[phrase.start : phrase.end]
        if words.endswith(slot.kinds or ("\0",)) or _BODY.search(words) or _PLACE.search(words):
            continue
        for word in words_of(text):
            ends = phrase.start < word.span.start and word.span.end < phrase.end
            if ends and phrase.contains(word.span) and word.text.endswith(slot.kinds or ("\0",)):
                found.add(Span(phrase.start, word.span.end))
    return tuple(sorted(found))


def nameless(words: str) -> bool:
    """True for words that name a class and none of it: 公司, 多个城市, 企业17家, 以下简称."""
    rest = _MANY.sub("", words)
    if _SEVERAL.search(words):
        return True
    if len(rest) < 2 or _COUNTED.search(words) or rest.endswith("简称"):
        return True
    if re.match(r"\d", words) and not re.match(r"\d+(?=[A-Za-z])", words):
        return True
    return len(rest) <= GENERIC and bool(_BODY.fullmatch(rest) or _PLACE.fullmatch(rest))


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
        return max(_person(slot, text, phrase, inside), headed if slot.heads else 0.0)
    if slot.sought is Sought.PLACE:
        named = 1.0 if places(words) else 0.9 if any(w.tag == "ns" for w in inside) else 0.0
        to_body = not slot.kinds and _BODY.search(bare)  # 交到哪里: to a body
        if slot.kinds and not headed and _BODY.search(bare) and not _PLACE.search(bare):
            return 0.3  # 中关村企业 is no place
        return max(named, headed, 0.6 if _PLACE.search(bare) or to_body else 0.0)
    if slot.sought is Sought.BODY:
        proper = any(w.tag in _TAGS_OF_BODIES for w in inside)
        ended = endings().get(slot.kinds[0]) if slot.kinds else None
        body = 0.0 if not _BODY.search(bare) else OTHER if ended else 0.7
        return max(headed, body, 0.5 if proper else 0.0)
    if slot.sought is Sought.NAME:
        return headed + 0.2 if quoted and headed > 0.6 else max(headed, 0.8 * quoted)
    return headed


def _of_head(slot: Slot, behind: str) -> bool:
    """True when what stands behind a phrase makes it a name of the sought kind: “…”的原则."""
    clause = re.split(r"[，。；：、“《]", behind)[0]
    return bool(re.match(r"[的等]|[㐀-鿿]", clause)) and any(h in clause for h in slot.heads)


def _person(slot: Slot, text: str, phrase: Span, inside: Sequence[Word]) -> float:
    """A person, or where 谁 alone asks, who can do the same: a body."""
    if phrase in people(text):
        return 1.0
    if slot.role:
        return 0.0
    bare = text[phrase.start : phrase.end].strip("“”《》‘’")
    return 0.8 if _BODY.search(bare) or any(w.tag == "nt" for w in inside) else 0.0


def _headed(head: str, phrase: str) -> float:
    """Return whether a phrase ends in the head, in a word like it, or has it inside."""
    if len(phrase) <= len(head) and phrase != head and not head.endswith(phrase):
        return 0.0
    if phrase.endswith(head):
        return 1.0 if len(phrase) > len(head) else 0.2
    if any(phrase.endswith(word) for word in synonyms().get(head, ())):
        return 0.85
    if phrase.endswith(endings().get(head, ("\0",))):
        return 0.85
    if len(head) >= 2 and phrase.endswith(head[-2:]):
        return 0.7
    return 0.5 if head in phrase else 0.0
