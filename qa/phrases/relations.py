"""Who does it, to whom, with whom, where: the part of the gap in its question, and of a phrase in
its sentence.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.attribution.clauses import clauses
from corpus.document import Span
from qa.asking.slot import Slot
from qa.lexicon import frame, titles
from qa.phrases.cutting import words_of
from qa.phrases.names import opens_clause, phrases


class Part(StrEnum):
    """What a noun phrase is to the verb of its clause."""

    DOER = "doer"
    SUBJECT = "subject"  # of a passive, or of what one is or becomes
    OBJECT = "object"
    PARTNER = "partner"
    RECEIVER = "receiver"
    PLACE = "place"
    EQUAL = "equal"  # what a description is said to be


AGENT = 0.8  # what a subject is for a doer, beside the one behind 由 or 被
_PREPOSITIONS = (
    (Part.DOER, re.compile(r"(?:[由被归靠让经受应]|获得?|得到)$")),
    (Part.OBJECT, re.compile(r"(?<!即)[把将]$")),
    (Part.PARTNER, re.compile(r"(?:[与和跟同]|会同|联合|携手|联手|以及)$")),
    (Part.RECEIVER, re.compile(r"(?:[向给]|[发颁授交送报]给|为)$")),
    (Part.PLACE, re.compile(r"(?:[在于到至赴往入进从自]|落户|位于|地处|前往|抵达)$")),
)
_COPULA = re.compile(r"(?:分别|都|就|应当|应|会)?(?:是|为|叫做?|系|即|指)$")
_PASSIVE = re.compile(r"^(?:被|获|入选|荣获|取得|拿|得|当选|名列|位居|居|列)")
_WITH = re.compile(
    r"^(?:[㐀-鿿]{0,8}?)?(?:与|和|跟|同)[㐀-鿿A-Za-z0-9“”《》]+?(?:一起|共同|联合|合|签|共|成立|打)"
)
_BEING = re.compile(r"(?:成为|成了|变成|作为|是|系)(?:[^，。；]{0,16}的)?$")
_RECEIVED = re.compile(r"(?:获得?|得到)$")  # somebody's approval, or else a thing
_GRANTED = re.compile(r"的?(?:批|认|肯定|表彰|授|颁|核|同意|支持|好评|评|通过|资助|奖励|称赞)")
_CALLED = re.compile(r"[叫称名]为?做?什么(名字|名称|名)?")
_PARTNER = re.compile(r"(?:伙伴|合作[方者]|合作(?:单位|对象|机构|企业)|对手|签约方|合资方|共建方)$")
_TAIL = re.compile(r"^(?:上|里|中|内|下|处)?(?:的|了|呢|啊|呀|来着|去|来|过|嘅|㗎)*$")
_LOCATIVE = re.compile(r"(?:[中里内]|方面|期间|过程中)$")
_VERB_TAGS = ("v", "vd", "vi", "vq")


@dataclass(frozen=True, slots=True)
class Gap:
    """What the question leaves open, as a part of its verb. `deed` is the part of the question that
    tells what is done, `next_to` the words nearest the gap on the side of its verb.
    """

    part: Part
    deed: str
    given: bool = False  # the verb suffers: 被认定, 获批


def read_gap(view: str, slot: Slot) -> Gap:
    """Return what the gap is to the verb of its question (search form)."""
    left, right = view[: slot.span.start], view[slot.span.end :].rstrip("？。！ ")
    for kind in slot.kinds:
        at = right.find(kind)
        if 0 <= at <= 3:
            right = right[at + len(kind) :]
            break
    left = re.split(r"[，；。：]", left)[-1] or left
    named = _CALLED.match(view[slot.span.start :])
    if named:
        left, right = left + "是", right.removeprefix(named[1] or "")
    if not _TAIL.match(right) and _content(right):
        for part, pattern in _PREPOSITIONS:
            if pattern.search(left):
                return Gap(part, left + right)
        if _ends_in_verb(left):
            return Gap(Part.OBJECT, left + right)
        return Gap(Part.DOER, right, bool(_PASSIVE.match(right)))
    bare = _COPULA.sub("", left)
    if bare != left:
        relative = re.match(r"(.+)的(?:[㐀-鿿]{0,6})?$", bare)
        if relative is not None:
            deed = relative[1]
            if _WITH.match(deed):
                return Gap(Part.PARTNER, deed)
            if _ends_in_verb(deed) and _has_subject(deed):
                return Gap(Part.OBJECT, deed)
            if _starts_in_verb(deed):
                return Gap(Part.DOER, deed, bool(_PASSIVE.match(deed)))
        return Gap(Part.PARTNER if _PARTNER.search(bare) else Part.EQUAL, bare)
    for part, pattern in _PREPOSITIONS:
        if pattern.search(left):
            return Gap(part, left)
    return Gap(Part.OBJECT if _ends_in_verb(left) else Part.EQUAL, left)


def _content(text: str) -> bool:
    return any(w.text not in frame() and re.search(r"\w", w.text) for w in words_of(text))


def _ends_in_verb(text: str) -> bool:
    words = [w for w in words_of(re.sub(r"(?<![了过的])[了过的]+$", "", text)) if w.text.strip()]
    return bool(words) and words[-1].tag in _VERB_TAGS and words[-1].text not in ("是", "为")


def _starts_in_verb(text: str) -> bool:
    """True where a verb stands before any bare noun: 最先(上市), 在上海(成立)."""
    after_preposition = False
    for word in words_of(text):
        if word.tag in (*_VERB_TAGS, "vn"):
            return True
        if word.tag[0] == "p":
            after_preposition = True
        elif word.tag[0] in "n" and not after_preposition and word.tag != "ns":
            return False
    return False


def _has_subject(text: str) -> bool:
    return any(w.tag[0] in "njr" and w.tag != "ns" for w in words_of(text)[:-1])


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase in its sentence. `reach` are the clauses whose verbs it belongs to, `subject` begins
    where their subject begins.
    """

    span: Span
    part: Part
    reach: tuple[Span, ...]
    subject: Span | None = None
    free: bool = True  # no preposition stands in front of it


def placed(text: str) -> dict[Span, Placed]:
    """Return the part of each noun phrase of a sentence, by its span.

    A clause that opens with its verb goes on about the subject of the one in front of it.
    """
    everything = phrases(text)
    found: dict[Span, Part] = {}
    reach: dict[int, list[Span]] = {}  # by where a subject begins
    governing: dict[Span, Span | None] = {}
    subject: Span | None = None
    for clause in clauses(text):
        if clause.start and text[clause.start - 1] in "；。":
            subject = None
        inside = [p for p in everything if clause.contains(p)]
        for n, phrase in enumerate(inside):
            found[phrase] = _part(text, clause, phrase, inside[:n], found)
        own = next((p for p in inside if found[p] is Part.DOER and _free(text, clause, p)), None)
        subject = own if own is not None else subject
        agent = any(found[p] is Part.DOER and not _free(text, clause, p) for p in inside)
        if agent and own is not None:
            found.update({p: Part.SUBJECT for p in inside if p.start == own.start})
        if subject is not None and not agent:
            reach.setdefault(subject.start, []).append(clause)
        governing.update(dict.fromkeys(inside, subject))
    for phrase in everything:  # one with a comma in its quotation marks lies in no clause
        found.setdefault(phrase, Part.OBJECT)
    return {
        phrase: Placed(
            phrase,
            part,
            tuple(reach.get(phrase.start, ())) or (_clause(text, phrase),),
            governing.get(phrase),
            _free(text, _clause(text, phrase), phrase),
        )
        for phrase, part in found.items()
    }


def _clause(text: str, phrase: Span) -> Span:
    return next((c for c in clauses(text) if c.contains(phrase)), phrase)


def _free(text: str, clause: Span, phrase: Span) -> bool:
    """True for a phrase that no preposition stands in front of."""
    before = text[clause.start : phrase.start]
    return not any(pattern.search(before) for _, pattern in _PREPOSITIONS)


def _part(
    text: str, clause: Span, phrase: Span, others: Sequence[Span], found: Mapping[Span, Part]
) -> Part:
    """Return what a phrase is in its clause; `others` stand in front of it, in order."""
    same = next((o for o in others if o.start == phrase.start), None)
    if same is not None:
        return found[same]
    if _LOCATIVE.search(text[phrase.start : phrase.end]):
        return Part.PLACE
    before = next((o for o in reversed(others) if o.end <= phrase.start), None)
    if before is not None and text[before.end : phrase.start] in (
        "",
        "的",
        "、",
        "和",
        "及",
        "以及",
    ):
        return found[before]
    front = text[clause.start : phrase.start].rstrip("“《‘( ")
    if _BEING.search(front):
        return Part.EQUAL
    for part, pattern in _PREPOSITIONS:
        if pattern.search(front) and not (
            _RECEIVED.search(front) and not _GRANTED.match(text[phrase.end :])
        ):
            return part
    verbs = any(
        clause.start <= w.span.start < phrase.start
        and (w.tag in _VERB_TAGS or (w.tag == "vn" and opens_clause(text, w.span, w.text)))
        for w in words_of(text)
    )
    return Part.OBJECT if verbs else Part.DOER


def suits(gap: Gap, one: Placed) -> float:
    """Return how well the part of a phrase is that of the gap (0–1)."""
    if gap.part is one.part:
        return AGENT if gap.part is Part.DOER and one.free and not gap.given else 1.0
    pair = {gap.part, one.part}
    if one.part is Part.EQUAL:
        return 0.6 if gap.part is Part.OBJECT else 0.0
    if gap.part is Part.EQUAL:
        return 0.8 if one.part in (Part.DOER, Part.OBJECT) else 0.4
    if pair == {Part.OBJECT, Part.PLACE}:
        return 0.7
    if pair <= {Part.DOER, Part.PARTNER, Part.SUBJECT}:
        return 0.6
    if gap.part is Part.PARTNER and one.part is Part.DOER:
        return 0.7
    return 0.2


def role_told(text: str, phrase: Span, roles: Sequence[str]) -> bool:
    """True where a sentence says that a phrase is what a role or description names."""
    before, after = text[: phrase.start].rstrip(" “("), text[phrase.end :].lstrip(" ”)")
    for role in roles:
        escaped = re.escape(role)
        if re.search(
            rf"(?<!副){escaped}(?:\([^()]*\))?\s*(?:[，分别均]*(?:为|是|：|:|由|叫|名为|即|系|设在|位于|在)\s*|\s*)[㐀-鿿]{{0,24}}?$",
            before[-40:],
        ):
            gap = re.search(rf"{escaped}([^，；。]*)$", before)
            if gap is not None and (
                not re.search(r"、|[㐀-鿿]{7}", gap[1]) or gap[1].endswith(tuple(titles()))
            ):
                return True
        if re.match(
            rf"\s*(?:担任|出任|兼任|任|当选|为|是|成为|系)[^，；。]{{0,24}}?(?<!副){escaped}", after
        ):
            return True
    return False
